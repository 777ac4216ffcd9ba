"""Words of time against the publication date: the period that a claim is about.

A small grammar of its own: general date parsers find less than half of what news say about time.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from contraflow.reports.dates import MONTHS

NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
PART = r"(?:(?P<part>early|mid|late|the beginning of|the start of|the end of|the middle of|beginning of|end of)[- ]?)?"
MONTH = rf"{PART}(?P<month>{NAMES})(?: (?P<day>\d{{1,2}})(?!\d))?(?:,? (?P<year>(?:19|20)\d\d))?"
NUMBER = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "several": 4,
    "few": 3,
    "couple": 2,
    "ten": 10,
}
UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}
COUNT = r"(?P<count>\d+|a few|a couple of|an|a|one|two|three|four|five|six|several|ten)"


@dataclass(frozen=True)
class Period:
    """Days that words of time are about.

    Attributes:
        start: first day; None when open.
        end: last day; None when it lasts.
    """

    start: date | None
    end: date | None


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("NUMBER_UNIT", rf"{COUNT} (?P<unit>day|week|month|year)s?"), re.IGNORECASE)


SINCE = re.compile(rf"\b(?:since|from|starting (?:in|from))\s+(?:around |about )?{MONTH}")
IN_MONTH = re.compile(rf"\b(?:in|at|on|during|by|of|and|between|last|this|until)?\s*{MONTH}")
RELATIVE = (
    (_c(r"\bin (?:recent|the (?:past|last) few) weeks"), (-35, None)),
    (_c(r"\bin recent months"), (-100, None)),
    (_c(r"\b(?:recently|lately|in recent days|these days|nowadays)\b"), (-21, None)),
    (_c(r"\bthis week\b"), (-7, None)),
    (_c(r"\blast week\b"), (-14, -7)),
    (_c(r"\bthis month\b"), (-15, None)),
    (_c(r"\blast month\b"), (-45, -15)),
    (_c(r"\b(?:in|over|during) the (?:past|last) year\b"), (-365, 0)),
    (_c(r"\bthis year\b"), (-120, None)),
    (_c(r"\blast year\b"), (-500, -160)),
    (_c(r"\b(?:yesterday|today)\b"), (-1, 0)),
    (_c(r"\b(?:in|within) (?:just )?(?:a few|the coming|the next few) days\b"), (1, 7)),
    (_c(r"\b(?:next week)\b"), (3, 10)),
    (_c(r"\b(?:next month)\b"), (15, 45)),
)
AGO = _c(r"\b(?:around |about |some )?NUMBER_UNIT ago\b")
FOR = _c(r"\bfor (?:the (?:past|last) )?(?:around |about |some )?NUMBER_UNIT\b")
NOW = re.compile(r"\b(?:now|currently|at present|at the moment|still)\b", re.IGNORECASE)
BEFORE = re.compile(
    r"\b(?:previously|formerly|in the past|before|earlier|used to|until (?:now|recently)|once)\b", re.IGNORECASE
)
PAST_PERFECT = re.compile(r"\bhad\b(?! to\b)", re.IGNORECASE)
PRESENT_DAYS = 14


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b(?:on|last) (?P<name>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)


def find_weekday(text: str, published: date | None) -> Period | None:
    """Return the last such day up to the publication.

    Only for words that belong to an event: "told us on Friday" is the day of telling.
    """
    found = WEEKDAY.search(text)
    if not found or published is None:
        return None
    day = _shift(published, -((published.weekday() - WEEKDAYS.index(found["name"].lower())) % 7))
    return Period(day, day)


def find_period(text: str, published: date | None) -> Period | None:
    """Return the period of the first words of time in a text; None when it has none or nobody knows when it was published."""
    if published is None:
        return None
    since = SINCE.search(text)
    if since:
        span = _month(since, published)
        return Period(span[0], None) if span else None
    month = IN_MONTH.search(text)
    if month:
        span = _month(month, published)
        if span:
            return Period(*span)
    for pattern, (first, last) in RELATIVE:
        if pattern.search(text):
            return Period(_shift(published, first), None if last is None else _shift(published, last))
    ago = AGO.search(text)
    if ago:
        day = _shift(published, -_days(ago))
        return Period(day, None)
    lasting = FOR.search(text)
    if lasting:
        return Period(_shift(published, -_days(lasting)), None)
    return None


def all_months(text: str, published: date | None) -> list[tuple[str, Period]]:
    """Return every month or day named in a text with its words, in order."""
    if published is None:
        return []
    found = []
    for match in IN_MONTH.finditer(text):
        span = _month(match, published)
        if span:
            found.append((match.group(0).strip(), Period(*span)))
    return found


def is_past(text: str) -> bool:
    """Say whether a text speaks of how things were before they changed."""
    return bool(BEFORE.search(text) or PAST_PERFECT.search(text))


def present(published: date | None) -> Period:
    """Return the period of a statement in the present tense."""
    return Period(None if published is None else _shift(published, -PRESENT_DAYS), None)


def _days(found: re.Match[str]) -> int:
    words = found["count"].lower().split()
    count = (
        int(words[0]) if words[0].isdigit() else NUMBER.get(words[1] if len(words) > 1 else words[0], NUMBER.get(words[0], 1))
    )
    return count * UNIT[found["unit"].lower()]


def _shift(day: date, by: int) -> date:
    return day + timedelta(days=by)


def _month(found: re.Match[str], published: date) -> tuple[date, date] | None:
    if found["month"].lower() == "may" and found["month"] != "May":
        return None
    month = MONTHS[found["month"].lower()]
    # without a year it is the latest such month that is not ahead
    year = int(found["year"]) if found["year"] else published.year - (month > published.month)
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if found["day"]:
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            return None
        return day, day
    part = (found["part"] or "").lower().split()
    if part and (part[0] == "early" or "beginning" in part or "start" in part):
        last = first + timedelta(days=9)
    elif part and (part[0] == "late" or "end" in part):
        first = last - timedelta(days=9)
    elif part:
        first, last = first + timedelta(days=10), first + timedelta(days=19)
    return first, last
