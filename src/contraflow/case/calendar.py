"""calendar.csv: what happened, was announced, banned or closed."""

from pathlib import Path

from contraflow.case.case import Event, Good, Place
from contraflow.case.findings import Findings, suggest
from contraflow.case.table import Row, read_rows, unique
from contraflow.case.trees import above
from contraflow.words.load import case_words, event_kinds

COLUMNS = (
    "id", "kind", "start", "end", "announced", "known", "side", "places", "goods", "outcome", "strength", "title", "source",
    "url", "provenance", "note",
)  # fmt: skip
KINDS = tuple(event_kinds())


def read_calendar(
    folder: Path, sides: tuple[str, ...], places: dict[str, Place], goods: dict[str, Good], findings: Findings
) -> tuple[Event, ...]:
    """Return the events sorted by their first day."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "calendar.csv", COLUMNS, findings)]
    unique(rows, "event")
    events = [_event(name, row, sides, places, goods) for name, row in rows]
    _check_sanctions(list(zip(events, (row for _, row in rows), strict=True)), goods)
    return tuple(sorted(events, key=lambda event: (event.start, event.id)))


def _event(name: str, row: Row, sides: tuple[str, ...], places: dict[str, Place], goods: dict[str, Good]) -> Event:
    start, end = row.needed_day("start"), row.day("end")
    announced = row.day("announced") or start
    known = row.day("known") or max(start, announced)
    if end and end < start:
        row.problem("end", str(end), f"a day on or after {start}", "swap the days or correct one")
    if row.text("announced") and announced > start and row.text("kind") in {"ban", "rule", "moratorium"}:
        row.problem("announced", str(announced), f"a day on or before {start}", "what is in force was adopted before")
    if known < announced:
        row.problem(
            "known", str(known), f"a day on or after {announced} (announced)", "nothing is known before it is announced"
        )
    for column, known_names in (("places", places), ("goods", goods)):
        for each in row.words(column):
            if each not in known_names:
                row.problem(column, repr(each), f"ids of {column}", suggest(each, known_names))
    kind = row.choice("kind", KINDS)
    outcome = row.choice("outcome", case_words("outcomes"), empty=True)
    if outcome and kind != "summit":
        row.problem("outcome", outcome, "an outcome for events of kind summit only", "empty the cell")
    return Event(
        id=name,
        kind=kind,
        start=start,
        end=end,
        announced=announced,
        known=known,
        side=row.choice("side", (*sides, "both"), empty=True),
        places=row.words("places"),
        goods=row.words("goods"),
        outcome=outcome,
        strength=row.number("strength", 0, 20),
        title=row.text("title", needed=True),
        source=row.text("source", needed=True),
        url=row.text("url"),
        provenance=row.choice("provenance", case_words("provenance")),
        note=row.text("note"),
        origin=row.origin,
    )


def _check_sanctions(events: list[tuple[Event, Row]], goods: dict[str, Good]) -> None:
    """Note bans of one good by one side that overlap, and bans of nothing."""
    bans = [(event, row) for event, row in events if event.kind == "ban"]
    for number, (event, row) in enumerate(bans):
        if not event.goods:
            row.problem("goods", "nothing", "the goods that are banned", "name them")
        for other, _ in bans[:number]:
            both = [good for good in event.goods if any(_meet(good, banned, goods) for banned in other.goods)]
            apart = (other.end and other.end < event.start) or (event.end and event.end < other.start)
            if both and event.side == other.side and not apart:
                row.problem(
                    "goods", f"{', '.join(both)} banned by {other.id!r}, too, on the same days",
                    "one ban of a good at a time", f"end {other.id!r} (line {other.origin.line}) before or drop the good",
                )  # fmt: skip


def _meet(one: str, other: str, goods: dict[str, Good]) -> bool:
    """Return whether two goods are the same or one holds the other."""
    parents = {name: good.parent for name, good in goods.items()}
    return one == other or other in above(one, parents) or one in above(other, parents)
