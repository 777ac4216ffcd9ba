"""places.csv and river.csv: the place tree and the drawable line."""

from pathlib import Path

from contraflow.case.case import Origin, Place
from contraflow.case.findings import Findings, suggest
from contraflow.case.table import Row, read_rows, unique
from contraflow.case.trees import cycles
from contraflow.words.load import case_words

COLUMNS = ("id", "name", "kind", "parent", "side", "lat", "lon", "km", "aliases", "covers", "source")
RIVER_COLUMNS = ("sector", "lon", "lat", "source", "provenance")


def read_places(folder: Path, sides: tuple[str, ...], findings: Findings) -> dict[str, Place]:
    """Return the nodes of the place tree by id."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "places.csv", COLUMNS, findings)]
    unique(rows, "place")
    places = {name: _place(name, row, sides) for name, row in rows}
    for name, row in rows:
        _check_links(places[name], row, places)
    for name in cycles({name: place.parent for name, place in places.items()}):
        dict(rows)[name].problem("parent", f"{places[name].parent!r}, which hangs below {name!r}", "a tree", "break the circle")
    _check_aliases(rows, places)
    return places


def _place(name: str, row: Row, sides: tuple[str, ...]) -> Place:
    return Place(
        id=name,
        name=row.text("name", needed=True),
        kind=row.choice("kind", case_words("place_kinds")),
        parent=row.text("parent"),
        side=row.choice("side", (*sides, "both"), empty=True),
        lat=row.maybe_number("lat", -90, 90),
        lon=row.maybe_number("lon", -180, 180),
        km=row.maybe_number("km", 0, 100_000),
        aliases=row.words("aliases"),
        covers=row.words("covers"),
        source=row.text("source"),
        origin=row.origin,
    )


def _check_links(place: Place, row: Row, places: dict[str, Place]) -> None:
    if place.kind == "border" and place.parent:
        row.problem("parent", repr(place.parent), "nothing above the border", "empty the cell")
    if place.kind != "border" and place.parent not in places:
        row.problem("parent", repr(place.parent), "the id of a place", suggest(place.parent, places))
    for name in place.covers:
        if name not in places or places[name].kind != "sector":
            sectors = [other.id for other in places.values() if other.kind == "sector"]
            row.problem("covers", repr(name), "ids of sectors", suggest(name, sectors))


def _check_aliases(rows: list[tuple[str, Row]], places: dict[str, Place]) -> None:
    owner: dict[str, str] = {}
    for name, row in rows:
        for alias in places[name].aliases:
            if owner.setdefault(alias.casefold(), name) != name:
                row.problem(
                    "aliases",
                    repr(alias),
                    "a spelling of one place only",
                    f"remove it; {owner[alias.casefold()]} has it",
                )


def read_river(folder: Path, places: dict[str, Place], findings: Findings) -> dict[str, tuple[tuple[float, float], ...]]:
    """Return the line of every sector as (longitude, latitude) points."""
    lines: dict[str, list[tuple[float, float]]] = {}
    sectors = [place.id for place in places.values() if place.kind == "sector"]
    for row in read_rows(folder, "river.csv", RIVER_COLUMNS, findings):
        sector = row.choice("sector", sectors)
        lines.setdefault(sector, []).append((row.number("lon", -180, 180), row.number("lat", -90, 90)))
    for missing in [sector for sector in sectors if lines and sector not in lines]:
        findings.add(Origin("river.csv", 0), "sector", f"no point of {missing!r}", "a line of every sector", "add its points")
    return {sector: tuple(points) for sector, points in lines.items()}
