"""Counts and masses in texts: vessels, vehicles, people, bags, tonnes, and shares of a whole, each with what it is per."""

import re
from dataclasses import dataclass

from contraflow.claims.draft import Draft
from contraflow.claims.numbers import NUMBER, find_ratio, read_number

UNITS = {
    "vessels": r"boats?|ships?|vessels?|trawlers?|freighters?|barges?|rafts?|hulls?",
    "vehicles": r"trucks?|lorr(?:y|ies)|vehicles?|cars?|vans?|wagons?|truckloads?|containers?",
    "persons": r"people|persons?|men|man|women|woman|traders?|smugglers?|residents?|brokers?|passengers?|workers?"
    r"|crew(?:m[ae]n)?"
    r"|sailors?|couriers?|drivers?|fishermen|suspects?|defectors?|officials?|officers?|soldiers?|guards?"
    r"|visitors?|nationals?",
    "bags": r"bags?|sacks?|bales?",
    "t": r"tonnes?|tons?|metric tons?",
    "kg": r"kilograms?|kilos?|kg",
    "l": r"litres?|liters?",
    "cases": r"cases|incidents",
    "head": r"head of cattle|cattle|oxen|sheep|goats",
    "trips": r"trips?|crossings?|runs",
}
WHOLE_UNITS = frozenset({"vessels", "vehicles", "persons", "bags", "cases", "head", "trips"})
VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999),
}
PER = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
BOUNDS = {"at least": "at least", "more than": "at least", "over": "at least", "up to": "at most", "at most": "at most",
          "fewer than": "at most", "less than": "at most", "as many as": "at most"}  # fmt: skip
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
_COUNT = re.compile(
    rf"(?<![\w.,$€¥-])(?P<bound>{'|'.join(BOUNDS)})?\s*(?:(?:about|around|some|nearly|roughly|only|another)\s+)?"
    rf"(?:(?P<vague>tens\s+of\s+thousands|dozens|scores|hundreds|thousands)(?:\s+of)?|(?P<dozen>a\s+dozen)"
    rf"|(?P<low>{NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{NUMBER}))?)"
    r"(?:[\s-]+(?!of\b|and\b|per\b|to\b|in\b|or\b|percent\b|won\b|yuan\b|dollars\b|years?\b|months?\b"
    r"|weeks?\b|days?\b)[a-z][\w-]*)"
    rf"{{0,2}}?[\s-]+(?:{_UNIT})(?!\w)"
    r"(?:\s+of\s+[\w-]+(?:\s+(?!(?:a|per|each|every)\b)[\w-]+)?)?(?:\s+(?:a|per|each|every)\s+(?P<per>day"
    r"|night|week|month|year)\b|\s+(?P<ly>daily|nightly|weekly"
    r"|monthly|annually|yearly)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SINGLE = re.compile(r"^one$", re.IGNORECASE)  # "one trader said" counts nobody
_LATER_PER = re.compile(r"\b(?:(?:a|per|each|every)\s+(day|night|week|month|year)|(daily|nightly))\b", re.IGNORECASE)
_SHARE = re.compile(
    r"(?P<bound>more than |over |at least |less than |up to )?(?:about |around |only |nearly |almost "
    r"|roughly |some |just )*"
    r"(?:(?P<number>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<most>\d+(?:\.\d+)?))?(?:\s?%|[\s-]per\s?cent)"
    r"|(?P<words>half|a third"
    r"|one third|two[ -]thirds|a quarter|one quarter|three[ -]quarters|a fifth|one in (?:ten|five|three"
    r"|two)|nine tenths|a tenth))"
    r"\s+(?:of\b|(?=the\b|all\b))",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 0.25, "one quarter": 0.25,
          "three quarters": 0.75, "a fifth": 0.2, "one in ten": 0.1, "one in five": 0.2, "one in three": 1 / 3,
          "one in two": 0.5,
          "nine tenths": 0.9, "a tenth": 0.1}  # fmt: skip


@dataclass(frozen=True)
class Count:
    """A number of things in a text.

    Attributes:
        value: the number, the mid-point of a range or of what a vague word may mean; ``low`` and ``high`` its ends.
        bound: empty, ``at least`` or ``at most``; ``unit`` as in the codebook, such as ``vessels per day``.
        what: the unit without what it is per; ``start`` and ``end`` offsets in the text.
    """

    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str
    what: str
    start: int
    end: int

    def draft(self) -> Draft:
        """Return the count as the kernel of a claim."""
        return Draft("amount", self.value, self.start, self.end, "", self.low, self.high, self.bound, self.unit)


def find_counts(text: str) -> list[Count]:
    """Return the counts and masses that a text states, in order; a range becomes its mid-point and keeps its ends."""
    counts = []
    for found in _COUNT.finditer(text):
        what = next(name for name in UNITS if found[name])
        if found["low"] and (_SINGLE.match(found["low"]) or _YEAR.match(found["low"])):
            continue
        low, high = _ends(found)
        period = found["per"] or PER.get((found["ly"] or "").lower(), "") or _later(text[found.end() :])
        bound = BOUNDS.get(" ".join((found["bound"] or "").lower().split()), "")
        value = low if high is None else (low + high) / 2
        unit = what + (f" per {period.lower()}" if period else "")
        counts.append(Count(value, low if high is not None else None, high, bound, unit, what, found.start(), found.end()))
    return counts


def find_share(text: str) -> tuple[float, int, int] | None:
    """Return the first share of a whole that a text states, 0 to 1, and where it stands; None when it states none."""
    found = _SHARE.search(text)
    if not found:
        return _out_of(text)
    if found["words"]:
        share = _PARTS[" ".join(found["words"].lower().replace("-", " ").split())]
    else:
        share = (float(found["number"]) + float(found["most"] or found["number"])) / 200
    return (share, found.start(), found.end()) if share <= 1 else None


_OUT_OF = re.compile(
    r"\b(?:of|out of) (?:every )?(?P<all>ten|five|four|three|twenty|a hundred|100|10|20) (?P<what>[\w-]+)(?: [\w-]+){0,4}? "
    r"(?P<some>one|two|three|four|five|six|seven|eight|nine|\d+)\b"
    r"|\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d+) (?:[\w-]+ )?(?:out of|of"
    r"|in) (?:every )?(?P<whole>ten|five|four|three|twenty"
    r"|a hundred|100|10|20)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "twenty": 20, "a hundred": 100}  # fmt: skip


def _out_of(text: str) -> tuple[float, int, int] | None:
    found = _OUT_OF.search(text)
    if not found:
        return None
    some, all_ = (found["some"] or found["part"]).lower(), " ".join((found["all"] or found["whole"]).lower().split())
    share = float(_WORDS.get(some) or some) / float(_WORDS.get(all_) or all_)
    return (share, found.start(), found.end()) if share <= 1 else None


def _ends(found: re.Match[str]) -> tuple[float, float | None]:
    if found["vague"]:
        return VAGUE[" ".join(found["vague"].lower().split())]
    if found["dozen"]:
        return 12.0, None
    low, high = read_number(found["low"]), read_number(found["high"]) if found["high"] else None
    return (low, high) if high is None or high > low else (low, None)


def _later(rest: str) -> str:
    found = _LATER_PER.search(rest[:40])
    return "" if not found else (found[1] or PER[found[2].lower()]).lower()


_PART = (
    r"(?P<part>half|(?:a|one)[ -]third|(?:a|one)[ -]quarter|(?:a|one)[ -]fifth|(?:a|one)[ -]tenth"
    r"|two[ -]thirds|three[ -]quarters)"
)
_BY_PART = re.compile(
    r"\b(?:(?P<down>fell|fallen|falling|dropped|dropping|declined|down|shrunk|shrank|lost|cut|reduced"
    r"|cheaper|lower|slid|come\s+down"
    r"|came\s+down|sunk|sank|decreased|plunged|plummeted)|rose|risen|rising|up|increased|climbed|grown"
    r"|grew|gone\s+up|went\s+up|jumped)"
    rf"\s+(?:by\s+)?(?:about\s+|around\s+|nearly\s+|almost\s+|over\s+|more\s+than\s+)?{_PART}\b(?!\s+of)",
    re.IGNORECASE,
)
_OF_PART = re.compile(
    rf"\b(?:only\s+|barely\s+|about\s+|just\s+)?{_PART}\s+(?:of\s+)?(?:last|that|this|what|the\s+(?:former"
    r"|old|usual|earlier)|its|their)\b",
    re.IGNORECASE,
)
_FIFTHS = {"fifth": 0.2, "tenth": 0.1, "third": 1 / 3, "quarter": 0.25, "half": 0.5, "thirds": 2 / 3, "quarters": 0.75}
_MORE = re.compile(
    r"\b(?P<times>twice|three\s+times|four\s+times|five\s+times|ten\s+times|double)\s+(?:as\s+(?:much|many"
    r"|large|high|dear)|the|what|last|more)\b",
    re.IGNORECASE,
)
_TIMES = {"twice": 2.0, "double": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "ten": 10.0}
_PERCENT_BELOW = re.compile(
    r"\b(?P<number>\d+(?:\.\d+)?)(?:\s?%|[\s-]per\s?cent)\s+(?P<word>below|above|under|over|dearer|cheaper"
    r"|more|less|higher|lower)\b",
    re.IGNORECASE,
)


def find_part_ratio(text: str) -> tuple[float, int, int] | None:
    """Return the first ratio new over old that a text states, in parts ("by a third") as well as in figures, with its place."""
    found = _BY_PART.search(text)
    if found:
        part = _FIFTHS[re.split(r"[\s-]", found["part"].lower())[-1]]
        return (1 - part if found["down"] else 1 + part), found.start(), found.end()
    stated = find_ratio(text)
    if stated:
        return stated
    found = _OF_PART.search(text)
    if found:
        return _FIFTHS[re.split(r"[\s-]", found["part"].lower())[-1]], found.start(), found.end()
    found = _MORE.search(text)
    if found:
        return _TIMES[found["times"].split()[0].lower()], found.start(), found.end()
    found = _PERCENT_BELOW.search(text)
    if found:
        share = float(found["number"]) / 100
        down = found["word"].lower() in {"below", "under", "cheaper", "less", "lower"}
        return (1 - share if down else 1 + share), found.start(), found.end()
    return None
