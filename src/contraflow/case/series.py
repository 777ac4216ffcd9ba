"""series/*.csv: published numbers, each with the day on which it became known."""

from pathlib import Path

from contraflow.case.case import Good, Place, SeriesRow
from contraflow.case.findings import Findings, suggest
from contraflow.case.table import Row, read_rows
from contraflow.words.load import case_words, claim_words, dimension, indicators

COLUMNS = (
    "series", "indicator", "side", "direction", "place", "good", "start", "end", "published", "value", "low", "high", "bound",
    "unit", "evidence", "source", "url", "provenance", "note",
)  # fmt: skip


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
        bound=row.choice("bound", claim_words("bounds"), empty=True),
        unit=row.text("unit", needed=evidence),
        evidence=evidence,
        source=row.text("source", needed=True),
        url=row.text("url"),
        provenance=row.choice("provenance", case_words("provenance")),
        note=row.text("note"),
        origin=row.origin,
        direction=row.choice("direction", (*case_words("directions"), "both"), empty=True),
    )


def _check_units(rows: list[Row]) -> None:
    """Note evidence that cannot be compared: another unit than the series' first, or one that the indicator cannot have."""
    units: dict[tuple[str, str], str] = {}
    for row in [row for row in rows if row.text("evidence") == "1"]:
        if row.text("provenance") == "memory":
            row.problem("evidence", "1 for a number from memory", "0: what nobody verified is no evidence", "write 0")
        key, unit = (row.text("series"), row.text("good")), row.text("unit")
        usual = units.setdefault(key, unit)
        if unit != usual:
            row.problem("unit", repr(unit), f"{usual!r}, as the rows of {key[0]} before", "convert it, or set evidence to 0")
        words = indicators().get(row.text("indicator"))
        measured = dimension(unit)
        if unit == usual and words and unit and (measured is None or (words.amounts and measured not in words.amounts)):
            allowed = " or ".join(words.amounts) or "a unit of the codebook"
            row.problem("unit", repr(unit), f"{allowed}, as {words.name} is", "correct the unit, or set evidence to 0")
