"""With which time a claim compares: the words of ``compared_with`` as a pair of dates.

Reporters compare with a year, a quarter, a month, a day, "the same months of" a year, or with a vague "before". What is
not understood is vague, never an error: the claim then compares with the time before it.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
Dates = tuple[date, date]

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DAY = re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH} {_YEAR}")
_OF_MONTH = re.compile(rf"(?:(?P<part>start|early|mid|middle|late|end)[- ](?:of )?)?{_MONTH} {_YEAR}")
_OF_YEAR = re.compile(rf"(?:(?P<part>start|early|mid|middle|late|end)[- ](?:of )?)?(?<!\d){_YEAR}(?!\d)")
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_QUARTER = re.compile(rf"(?P<which>first|second|third|fourth|last) quarter (?:of )?{_YEAR}")
_HALF = re.compile(rf"(?P<which>first|second|last) half (?:of )?{_YEAR}")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_SEASON = re.compile(rf"(?P<season>{'|'.join(_SEASONS)}) (?:of )?{_YEAR}")
_SAME = re.compile(rf"(?:same|first) .*(?:months?|period|weeks?|days?).*{_YEAR}")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_AGO = re.compile(rf"(?P<n>\d+|{'|'.join(_NUMBERS)}) (?P<unit>week|month|year)s? (?:before|earlier|ago)")
_LAST = re.compile(r"(?:last|previous|preceding) (?P<unit>week|month|year)|the (?P<unit2>week|month|year) before")
_UNIT_DAYS = {"week": 7, "month": 30, "year": 365}
_VAGUE_UNTIL = re.compile(r"^(?:before|until|past|prior to)\b")
VAGUE_DAYS = 90


def read_baseline(words: str, start: date, end: date) -> Dates | None:
    """Return the first and last day with which a period from ``start`` to ``end`` is compared; None when vague.

    "Before <time>" and "until <time>" mean the 90 days before that time; "two years ago" the same days then.
    """
    text = words.strip().lower()
    found = _ISO.findall(text)
    if len(found) == 2:
        first, last = (_date(*map(int, parts)) for parts in found)
        return (first, last) if first and last and first <= last else None
    ago = _relative(text, start, end)
    if ago:
        return ago
    stated = _stated(text, start, end)
    if stated and _VAGUE_UNTIL.match(text):
        return stated[0] - timedelta(VAGUE_DAYS), stated[0] - timedelta(1)
    return stated


def _relative(text: str, start: date, end: date) -> Dates | None:
    ago, last = _AGO.search(text), _LAST.search(text)
    if ago:
        n = _NUMBERS.get(ago["n"]) or int(ago["n"])
        back = timedelta(n * _UNIT_DAYS[ago["unit"]])
        # a point in the past, taken as a stretch of the unit's own length around it
        half = timedelta(_UNIT_DAYS[ago["unit"]] // 2)
        return start - back - half, min(start - back + half, start - timedelta(1))
    if last:
        days = _UNIT_DAYS[last["unit"] or last["unit2"]]
        return start - timedelta(days), start - timedelta(1)
    return None


def _stated(text: str, start: date, end: date) -> Dates | None:
    iso = _ISO.search(text)
    if iso:
        day = _date(*map(int, iso.groups()))
        return (day, day) if day else None
    same = _SAME.search(text)
    if same and not _QUARTER.search(text) and not _HALF.search(text):
        back = start.year - int(same["year"])
        return _years_back(start, back), _years_back(end, back)
    for pattern, span in ((_QUARTER, 3), (_HALF, 6)):
        match = pattern.search(text)
        if match:
            which = _ORDINALS[match["which"]] % (12 // span)
            return _months(int(match["year"]), which * span + 1, which * span + span)
    season = _SEASON.search(text)
    if season:
        return _months(int(season["year"]), *_SEASONS[season["season"]])
    return _calendar(text)


def _calendar(text: str) -> Dates | None:
    day = _DAY.search(text)
    if day:
        exact = _date(int(day["year"]), MONTHS.index(day["month"]) + 1, int(day["day"]))
        return (exact, exact) if exact else None
    month = _OF_MONTH.search(text)
    if month:
        return _part(_months(int(month["year"]), *[MONTHS.index(month["month"]) + 1] * 2), month["part"])
    year = _OF_YEAR.search(text)
    return _part(_months(int(year["year"]), 1, 12), year["part"]) if year else None


def _part(dates: Dates, part: str | None) -> Dates:
    """Return the early, middle or late third, or the sixth at the start or the end."""
    first, last = dates
    share = timedelta((last - first).days // (6 if part in {"start", "end"} else 3))
    if part in {"start", "early"}:
        return first, first + share
    if part in {"late", "end"}:
        return last - share, last
    return (first + share, last - share) if part else dates


def _months(year: int, first: int, last: int) -> Dates:
    """Return the days of months ``first`` to ``last``, counted from January of ``year``; 13 is the next January."""
    ending_year, ending = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(ending_year, ending, monthrange(ending_year, ending)[1])


def _years_back(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
