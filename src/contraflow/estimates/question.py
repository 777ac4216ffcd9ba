"""A question as an analyst types it: "enforcement china sinuiju-dandong 2018-05" -> a column of the nowcast and days.

Forgiving where nothing can be mistaken (order, case, filler words, spellings of places, sides and months), and refusing with
the words that are allowed where something could be.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from contraflow.border.quantities import WHOLE
from contraflow.case.case import Case
from contraflow.case.findings import listed, suggest
from contraflow.errors import OptionError

# quantity: what it is told by, beside the whole border
TOLD_BY = {
    "openness": ("place",), "enforcement": ("side", "place"), "flow": ("place",), "flow_by_good": ("good",), "hire_fee": (),
    "hired_share": (), "daylight_share": (), "official_trade": ("direction",), "tolerance": (), "price": ("good",),
    "bribe": (), "state_smuggling": (), "crossings": (), "seizures": (),
}  # fmt: skip
SPELLINGS = {
    "open": "openness", "patrols": "enforcement", "inspections": "enforcement", "smuggling": "flow", "traffic": "flow",
    "unofficial flow": "flow", "flow by good": "flow", "fee": "hire_fee", "hire fee": "hire_fee", "hire": "hire_fee",
    "hired share": "hired_share", "hired": "hired_share", "daylight share": "daylight_share", "daylight": "daylight_share",
    "official trade": "official_trade", "licensed trade": "official_trade", "trade": "official_trade", "prices": "price",
    "bribes": "bribe", "state smuggling": "state_smuggling", "crossing": "crossings", "seizure": "seizures",
}  # fmt: skip
DIRECTIONS = {"out": "out", "exports": "out", "export": "out", "in": "in", "imports": "in", "import": "in"}
FILLERS = frozenset(
    "a about along and around at by during for from into is of on over side the to was were what".split()  # noqa: SIM905
)
MONTHS = tuple(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
LONGEST_NAME = 5  # words
EXAMPLE = '"enforcement china sinuiju-dandong 2018-05"'

_MONTH_NAME = "|".join([*(f"{name}|{name[:3]}" for name in MONTHS), "sept"])
_MARKS = str.maketrans(dict.fromkeys(',:;?!"“”()', " "))
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_POINT = rf"(?:{_DAY}|\d{{4}}-\d{{1,2}}|(?:{_MONTH_NAME})\.?\s+\d{{4}}|\d{{4}})"
_PERIOD = re.compile(rf"(?<![\w-])({_POINT})(?:\s*(?:\.\.+|/|–|—|\bto\b|\buntil\b|\s-\s)\s*({_POINT}))?(?![\w-])")


@dataclass(frozen=True)
class Question:
    """One number that is asked for.

    Attributes:
        quantity: as ``Column.quantity``; ``key`` the side, direction or good; ``place`` the sector or the whole border.
        start: first day; ``end`` the last.
    """

    quantity: str
    key: str
    place: str
    start: date
    end: date

    def __str__(self) -> str:
        """Return the question in the form in which it can be asked again."""
        name = "flow" if self.quantity == "flow_by_good" else self.quantity
        words = [name, self.key, self.place if self.place != WHOLE else "", f"{self.start}..{self.end}"]
        return " ".join(word for word in words if word)


def read_question(text: str, case: Case) -> Question:
    """Return the question that a text asks of a case.

    Raises:
        OptionError: if a word is unknown, something is missing or said twice, or the quantity is not told by it.
    """
    words, (start, end) = _take_period(" ".join(text.lower().translate(_MARKS).split()), text)
    found: dict[str, str] = {}
    weak: dict[str, str] = {}
    for slot, value in _slots(words, case):
        if slot == "several":
            raise _wrong(
                text, f"{value!r}, which holds several", listed([*case.sector_ids, *_goods(case)]), "name one of these"
            )
        into = weak if (slot, value) == ("direction", "in") else found
        if into.get(slot, value) != value:
            raise _wrong(text, f"two of {slot}: {into[slot]} and {value}", "one", "ask twice")
        into[slot] = value
    if found.get("quantity") == "official_trade" and "direction" in weak and "direction" not in found:
        found["direction"] = weak["direction"]  # else "in" is but a filler
    return _whole(text, case, found, start, end)


def _whole(text: str, case: Case, found: dict[str, str], start: date, end: date) -> Question:
    if "quantity" not in found:
        raise _wrong(text, "no quantity", listed([q for q in TOLD_BY if q != "flow_by_good"]), "name one of these")
    quantity = found["quantity"]
    if quantity == "flow" and "good" in found:
        quantity = "flow_by_good"
        if found.get("place", WHOLE) != WHOLE:
            raise _wrong(text, "a flow by place and by good", "one of the two", "leave the place or the good out")
    told_by = TOLD_BY[quantity]
    for slot, value in found.items():
        if slot != "quantity" and slot not in told_by and (slot, value) != ("place", WHOLE):
            allowed = f"by {' and '.join(told_by)}" if told_by else "of the whole border only"
            raise _wrong(text, f"{quantity} by {slot} ({value})", allowed, f"leave {value!r} out")
    choices = {"side": case.sides, "direction": ("out", "in"), "good": _goods(case)}
    key = next((slot for slot in told_by if slot != "place"), "")
    if key and key not in found:
        raise _wrong(text, f"{quantity} without a {key}", listed(choices[key]), f"name the {key}")
    return Question(quantity, found.get(key, ""), found.get("place", WHOLE), start, end)


def _slots(words: Sequence[str], case: Case) -> Iterator[tuple[str, str]]:
    """Yield what each word or name means, the longest names first."""
    names = _names(case)
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            if name in names:
                yield names[name]
                at += length
                break
        else:
            if words[at] not in FILLERS:
                raise OptionError(
                    f"question: found {words[at]!r}; allowed: a quantity, a side, a direction, a sector or a good, and a "
                    f"period; do: {suggest(words[at], names)}, e.g. {EXAMPLE}"
                )
            at += 1


def _names(case: Case) -> dict[str, tuple[str, str]]:
    """Return what can be said, in lower case, and what it means; what could mean two things is left out."""
    said: dict[str, set[tuple[str, str]]] = {}

    def add(slot: str, value: str, *spellings: str) -> None:
        for spelling in spellings:
            if spelling:
                said.setdefault(" ".join(spelling.lower().translate(_MARKS).split()), set()).add((slot, value))

    for place in case.places.values():
        sectors = case.sectors_of(place.id)
        if place.kind == "border":
            add("place", WHOLE, place.id, place.name, "border", "whole border", "whole")
        elif sectors:
            several = len(sectors) > 1
            add("several" if several else "place", place.id if several else sectors[0], place.id, place.name, *place.aliases)
    for good in case.goods.values():
        leaves = case.leaves_of(good.id)
        if leaves:
            several = len(leaves) > 1
            add("several" if several else "good", good.id if several else leaves[0], good.id, good.name, *good.aliases)
    for side, name in case.side_names.items():
        add("side", side, side, name, *case.extra.get(f"side_words.{side}", "").split(";"))
    sure = {name: meanings.copy().pop() for name, meanings in said.items() if len(meanings) == 1}
    # a sector's own id, a side and the words of this file go before other spellings of the same
    sure |= {sector: ("place", sector) for sector in case.sector_ids} | {side: ("side", side) for side in case.sides}
    sure |= {good: ("good", good) for good in _goods(case)}
    sure |= {word: ("direction", value) for word, value in DIRECTIONS.items()}
    sure |= {quantity: ("quantity", quantity) for quantity in TOLD_BY if quantity != "flow_by_good"}
    return sure | {spelling: ("quantity", quantity) for spelling, quantity in SPELLINGS.items()}


def _goods(case: Case) -> tuple[str, ...]:
    return tuple(good.id for good in case.modelled_goods)


def _take_period(words: str, text: str) -> tuple[list[str], tuple[date, date]]:
    found = list(_PERIOD.finditer(words))
    if len(found) != 1:
        what = "no period" if not found else f"{len(found)} periods"
        raise _wrong(text, what, "one month, day, year or range", "write e.g. 2018-05, 2018-05-07, 2018 or 2018-03..2018-05")
    first, last = found[0].groups()
    start, end = _days(first, text)[0], _days(last or first, text)[1]
    if end < start:
        raise _wrong(text, f"a period from {start} to {end}", "an end after its start", "swap them")
    rest = f"{words[: found[0].start()]} {words[found[0].end() :]}"
    return rest.split(), (start, end)


def _days(point: str, text: str) -> tuple[date, date]:
    """Return the first and last day of a year, a month or a day."""
    name = re.match(r"([a-z]+)\.?\s+(\d{4})", point)
    month = next(i for i, each in enumerate(MONTHS, 1) if each.startswith(name[1][:3])) if name else 0
    parts = [int(name[2]), month] if name else [int(part) for part in point.split("-")]
    try:
        if len(parts) == 3:
            return date(*parts), date(*parts)
        first, last = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
        return date(parts[0], first, 1), date(parts[0], last, monthrange(parts[0], last)[1])
    except (ValueError, IndexError):  # no such month or day; monthrange has an error of its own that is both
        raise _wrong(text, repr(point), "a day, month or year of the calendar", "write e.g. 2018-05") from None


def _wrong(text: str, found: str, allowed: str, do: str) -> OptionError:
    return OptionError(f"question {text!r}: found {found}; allowed: {allowed}; do: {do}, e.g. {EXAMPLE}")
