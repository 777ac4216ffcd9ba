"""series/*.csv: published numbers, each with the day on which it became known."""

from pathlib import Path

from contraflow.case.case import Good, Place, SeriesRow
from contraflow.case.table import Findings, Row, read_rows, suggest

COLUMNS = (
    "series", "indicator", "side", "direction", "place", "good", "start", "end", "published", "value", "low", "high", "bound",
    "unit", "evidence", "source", "url", "provenance", "note",
)  # fmt: skip
BOUNDS = ("at least", "at most")
PROVENANCE = ("source", "derived", "memory", "invented")


def read_series(
    folder: Path, sides: tuple[str, ...], places: dict[str, Place], goods: dict[str, Good],
    indicators: tuple[str, ...], findings: Findings,
) -> tuple[SeriesRow, ...]:  # fmt: skip
    """Return the rows of all files in series/, in file order."""
    found = []
    for path in sorted((folder / "series").glob("*.csv")):
        rows = list(read_rows(folder, f"series/{path.name}", COLUMNS, findings))
        found += [
            _series_row(f"{path.stem}/{number}", row, sides, places, goods, indicators) for number, row in enumerate(rows, 1)
        ]
        _check_units(rows)
    return tuple(found)


def _series_row(
    name: str, row: Row, sides: tuple[str, ...], places: dict[str, Place], goods: dict[str, Good], indicators: tuple[str, ...]
) -> SeriesRow:  # fmt: skip
    start, end = row.needed_day("start"), row.needed_day("end")
    published = row.needed_day("published")
    if end < start:
        row.problem("end", str(end), f"a day on or after {start}", "swap the days or correct one")
    if published < start:
        row.problem("published", str(published), f"a day on or after {start}", "nothing is published before it begins")
    place, good = row.text("place"), row.text("good")
    if place not in places:
        row.problem("place", repr(place), "the id of a place", suggest(place, places))
    if good and good not in goods:
        row.problem("good", repr(good), "the id of a good", suggest(good, goods))
    evidence = row.flag("evidence")
    value = row.number("value", -1e15, 1e15) if evidence else (row.maybe_number("value", -1e15, 1e15) or 0.0)
    low, high = row.range("low", "high")
    return SeriesRow(
        id=name,
        series=row.text("series", needed=True),
        indicator=row.choice("indicator", indicators),
        side=row.choice("side", (*sides, "both"), empty=True),
        place=place,
        good=good,
        start=start,
        end=end,
        published=published,
        value=value,
        low=low,
        high=high,
        bound=row.choice("bound", BOUNDS, empty=True),
        unit=row.text("unit", needed=evidence),
        evidence=evidence,
        source=row.text("source", needed=True),
        url=row.text("url"),
        provenance=row.choice("provenance", PROVENANCE),
        note=row.text("note"),
        origin=row.origin,
        direction=row.choice("direction", ("in", "out", "both"), empty=True),
    )


def _check_units(rows: list[Row]) -> None:
    """Note rows of one series and good that are evidence in another unit than the first."""
    units: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.text("evidence") == "1":
            key = (row.text("series"), row.text("good"))
            unit = units.setdefault(key, row.text("unit"))
            if row.text("unit") != unit:
                row.problem("unit", repr(row.text("unit")), f"{unit!r}, as the rows of {key[0]} before",
                            "convert it, or set evidence to 0")  # fmt: skip
