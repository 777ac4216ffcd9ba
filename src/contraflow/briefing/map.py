"""The map of the river: each sector a stroke, coloured and thickened by how open it was."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from contraflow.briefing import numbers, svg
from contraflow.briefing.classes import Classes
from contraflow.briefing.labels import Label, place_labels
from contraflow.briefing.svg import FAINT, INK, Point
from contraflow.case.case import Case, Place

MARGIN = 26.0
STROKE = {"fill": "none", "stroke_linejoin": "round", "stroke_linecap": "round"}
MIDDLE = 0.5
SAMPLES = 6
NEAR = 0.05
"""Gap between two sectors that is closed, as a share of the sheet's width."""
ORNAMENT_BEND = 1.5
LEGEND = 34.0
"""Height of the legend under the map."""
EDGE = 2.6
"""What the dark edge adds to a stroke, so that the palest class still stands out from the paper."""


@dataclass(frozen=True)
class SectorShade:
    """What the map says of a sector.

    Attributes:
        number: as written on the map and in the table beside it, counted from the mouth.
        value: median openness in per cent.
        interval: its 80 % interval.
        target: anchor of its row in the table.
    """

    sector: str
    name: str
    number: int
    value: float
    interval: tuple[float, float]
    target: str


@dataclass(frozen=True)
class Sheet:
    """How large the map is drawn.

    Attributes:
        width: of the view box; the height follows from the river's extent.
        letters: size of the text.
        towns: whether towns are named.
        bend: smallest bend of the river that is drawn; finer ones would clot a thick stroke.
        thinnest: width of a stroke of the least open class.
        thicker: what each further class adds, so that the map can be read without colours.
    """

    width: float
    letters: float
    towns: bool
    bend: float
    thinnest: float
    thicker: float


WIDE = Sheet(720, 12.5, True, 3.5, 5.0, 2.2)
NARROW = Sheet(340, 10.5, False, 3.0, 3.4, 1.7)


@dataclass(frozen=True)
class _Projection:
    """Degrees to paper: equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    scale: float
    shrink: float

    def __call__(self, lon: float, lat: float) -> Point:
        return MARGIN + (lon - self.west) * self.shrink * self.scale, MARGIN + (self.north - lat) * self.scale


def river_map(uid: str, case: Case, shades: Sequence[SectorShade], classes: Classes, sheet: Sheet, description: str) -> str:
    """Return the map as SVG; each sector is a link to its row of the table and can be reached by keyboard.

    Args:
        uid: unique on the page.
        case: for the river's line and the places.
        shades: sectors in order along the river; a sector without a line in ``case.river`` is left to the table.
        classes: how values become colours.
        sheet: size.
        description: what the map shows, for who cannot see it.
    """
    drawn = [shade for shade in shades if len(case.river.get(shade.sector, ())) > 1]
    project, height = _fit(case, sheet)
    lines = {shade.sector: _course(case, shade.sector, project, sheet) for shade in drawn}
    badges = [_badge_at(lines[shade.sector]) for shade in drawn]
    parts = _towns(case, project, sheet, (sheet.width, height), [*_samples(lines.values()), *badges])
    parts += [_casing(shade, lines[shade.sector], classes, sheet) for shade in drawn]
    parts += [_sector(f"{uid}-{shade.number}", shade, lines[shade.sector], classes, sheet) for shade in drawn]
    parts += [_badge(shade, at, sheet) for shade, at in zip(drawn, badges, strict=True)]
    parts += _legend(classes, sheet, height)
    return svg.drawing(uid, (sheet.width, height + LEGEND), "Openness by sector", description, parts, role="group")


def river_ornament(case: Case, width: float, height: float) -> str:
    """Return the river's course as path data that fills a box, mouth to the left; empty without a river line."""
    points = [point for sector in case.sector_ids for point in case.river.get(sector, ())]
    if len(points) < 2:
        return ""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scaled = [((x - min(xs)) / wide * width, height - (y - min(ys)) / tall * height) for x, y in points]
    return svg.path(simplify(scaled, ORNAMENT_BEND))


def _fit(case: Case, sheet: Sheet) -> tuple[_Projection, float]:
    points = [point for line in case.river.values() for point in line] or [(0.0, 0.0), (1.0, 1.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, tall = max((east - west) * shrink, 1e-6), max(north - south, 1e-6)
    scale = min((sheet.width - 2 * MARGIN) / wide, (sheet.width - 2 * MARGIN) / tall)
    return _Projection(west - (sheet.width - 2 * MARGIN - wide * scale) / 2 / scale / shrink, north, scale, shrink), (
        tall * scale + 2 * MARGIN
    )


def _thickness(classes: Classes, index: int, sheet: Sheet) -> float:
    return sheet.thinnest + sheet.thicker * classes.swatch(index)


def _casing(shade: SectorShade, line: list[Point], classes: Classes, sheet: Sheet) -> str:
    width = _thickness(classes, classes.of(shade.value), sheet) + EDGE
    return svg.tag("path", d=svg.path(line), stroke=INK, stroke_width=width, **STROKE)


def _legend(classes: Classes, sheet: Sheet, top: float) -> list[str]:
    parts = []
    step = min(118.0, (sheet.width - MARGIN) / classes.n)
    for index in range(classes.n):
        x, y = MARGIN / 2 + index * step, top + LEGEND / 2 - 4
        low, high = classes.edges(index)
        width = _thickness(classes, index, sheet)
        line = svg.path([(x + 8, y), (x + 8 + sheet.letters, y)])
        parts.append(svg.tag("path", d=line, stroke=INK, stroke_width=width + EDGE, **STROKE))
        parts.append(svg.tag("path", d=line, stroke=classes.colour(index), stroke_width=width, **STROKE))
        words = f"{low:.0f}\N{EN DASH}{high:.0f}" + ("\N{NO-BREAK SPACE}%" if index == classes.n - 1 else "")
        parts.append(svg.text(words, x + 17 + 1.5 * sheet.letters, y + 0.35 * sheet.letters, sheet.letters - 1))
    return [svg.tag("g", "".join(parts), aria_hidden="true")]


def _sector(uid: str, shade: SectorShade, line: list[Point], classes: Classes, sheet: Sheet) -> str:
    index = classes.of(shade.value)
    words = (
        f"Sector {shade.number}, {shade.name}: openness {numbers.amount(shade.value, '%')}, "
        f"80 % interval {numbers.span(shade.interval, '%')}"
    )
    data = svg.path(line)
    hit = svg.tag("path", d=data, stroke="#ffffff", stroke_opacity=0, stroke_width=24, **STROKE)
    coloured = svg.tag(
        "path",
        d=data,
        stroke=classes.colour(index),
        stroke_width=_thickness(classes, index, sheet),
        class_="sector",
        **STROKE,
    )
    named = svg.tag("title", escape(words), id=f"{uid}-title")
    return svg.tag("a", named + hit + coloured, href=f"#{shade.target}", aria_labelledby=f"{uid}-title", class_="sector-link")


def _course(case: Case, sector: str, project: _Projection, sheet: Sheet) -> list[Point]:
    """Return a sector's line; it runs on to the next sector's first point when that is near."""
    line = [project(lon, lat) for lon, lat in case.river[sector]]
    following = case.sector_ids[case.sector_ids.index(sector) + 1 :][:1]
    for after in following:
        if case.river.get(after):
            first = project(*case.river[after][0])
            line += [first] if 0 < math.dist(line[-1], first) < NEAR * sheet.width else []
    return simplify(line, sheet.bend)


def simplify(line: list[Point], bend: float) -> list[Point]:
    """Return a line without bends smaller than ``bend`` (Douglas and Peucker 1973); its ends stay."""
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    distances = [_distance(point, first, last) for point in line[1:-1]]
    furthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[furthest] <= bend:
        return [first, last]
    return simplify(line[: furthest + 2], bend)[:-1] + simplify(line[furthest + 1 :], bend)


def _distance(point: Point, first: Point, last: Point) -> float:
    """Return how far a point lies from the straight line between two others."""
    length = math.dist(first, last)
    if length == 0:
        return math.dist(point, first)
    across = (last[0] - first[0]) * (point[1] - first[1]) - (last[1] - first[1]) * (point[0] - first[0])
    return abs(across) / length


def _samples(lines: Iterable[list[Point]]) -> list[Point]:
    """Return points along the river close enough to keep labels off it."""
    return [
        (one[0] + n / SAMPLES * (other[0] - one[0]), one[1] + n / SAMPLES * (other[1] - one[1]))
        for line in lines
        for one, other in pairwise(line)
        for n in range(SAMPLES + 1)
    ]


def _badge_at(line: list[Point]) -> Point:
    """Return the point half-way along a line."""
    lengths = [math.dist(one, other) for one, other in pairwise(line)]
    left = sum(lengths) * MIDDLE
    for (one, other), length in zip(pairwise(line), lengths, strict=True):
        if left <= length and length > 0:
            share = left / length
            return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
        left -= length
    return line[-1]


def _badge(shade: SectorShade, at: Point, sheet: Sheet) -> str:
    disc = svg.tag("circle", cx=at[0], cy=at[1], r=0.78 * sheet.letters, fill="#ffffff", stroke=INK)
    number = svg.text(
        str(shade.number), at[0], at[1] + 0.35 * sheet.letters, sheet.letters, text_anchor="middle", font_weight="bold"
    )
    return svg.tag("g", disc + number, aria_hidden="true", pointer_events="none")


def _towns(case: Case, project: _Projection, sheet: Sheet, size: tuple[float, float], taken: list[Point]) -> list[str]:
    towns = [place for place in case.places.values() if place.kind == "town" and _inside(place, project, size)]
    parts = []
    points = {place.id: project(place.lon or 0.0, place.lat or 0.0) for place in towns}
    for place in towns:
        x, y = points[place.id]
        parts.append(svg.tag("circle", cx=x, cy=y, r=2.4, fill=FAINT))
    if sheet.towns:
        labels = [Label(place.name, points[place.id]) for place in towns]
        for label, at in place_labels(labels, sheet.letters - 1, size, taken):
            parts.append(svg.text(label.text, at[0], at[1], sheet.letters - 1, fill=FAINT))
    return [svg.tag("g", "".join(parts), aria_hidden="true")] if parts else []


def _inside(place: Place, project: _Projection, size: tuple[float, float]) -> bool:
    if place.lat is None or place.lon is None:
        return False
    x, y = project(place.lon, place.lat)
    return 4 < x < size[0] - 4 and 4 < y < size[1] - 4
