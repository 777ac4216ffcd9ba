"""Words that name a stretch of days ("mid-May", "last autumn", "the first quarter of 2018") to its first and last day.

Every rule is a pattern and a function of what it found and the day of publication; the longest name at a place wins.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from contraflow.reports.dates import MONTHS

NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "several": 4, "few": 3,
    "couple": 2, "dozen": 12,
    "some": 3, "half": 0.5, "past": 1, "last": 1,
}  # fmt: skip
UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365, "decade": 3650}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
COUNT = (
    r"(?P<count>\d+(?:\.\d+)?|half an?|a few|a couple of|a couple|a dozen|several|some|few"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|an?)"
)
UNIT = r"(?P<unit>day|night|week|fortnight|month|year|decade)s?"
LONG = r"(?:or so |more )?"
PART = (
    r"(?:(?P<part>early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end|turn|first half|second half|first week"
    r"|last week"
    r"|second week|third week|first days|last days|final days) of|early in|late in|later in|earlier in)(?:-| ))?"
)
YEAR = r"(?:19|20)\d\d"
MONTH = rf"(?P<month>(?-i:{NAMES}|{SHORT}))"
OF_YEAR = rf"(?:,? (?:of )?(?P<year>{YEAR})|(?: of)? (?P<which>this|last|next|the same|the previous) year)?"
SUFFIX = r"(?:st|nd|rd|th)?"
A_YEAR = 300  # days; what is longer than that is a year
NOT_TIME = r"(?!\s?(?:yuan|won|dollars|tons|tonnes|percent|%|kilo|kg|people|boats|trucks|vessels|to \d|,\d))"


@dataclass(frozen=True)
class Span:
    """Days that words name.

    Attributes:
        first: day; ``last`` likewise, None when it goes on.
        start: offset of the words; ``end`` after the last.
        ahead: told of what is yet to come.
    """

    first: date
    last: date | None
    start: int
    end: int
    ahead: bool = False


@dataclass(frozen=True)
class Frame:
    """Against what words of time are read: the publication, and whether the text looks ahead of it."""

    published: date
    ahead: bool = False


Days = tuple[date, date | None]
Reader = Callable[[re.Match[str], Frame], "Days | None"]


def find_spans(text: str, frame: Frame) -> list[Span]:
    """Return the stretches of days that a text names, in order; of names that overlap the longest."""
    found: list[Span] = []
    for pattern, read in RULES:
        for match in pattern.finditer(text):
            days = read(match, frame)
            if days:
                found.append(Span(days[0], days[1], *match.span(), ahead=days[0] > frame.published))
    kept: list[Span] = []
    for span in sorted(found, key=lambda each: each.start - each.end):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def shift(day: date, by: float) -> date:
    """Return the day that lies ``by`` days later; the first or last day that can be written when it lies beyond."""
    try:
        return day + timedelta(days=round(by))
    except OverflowError:
        return date.min if by < 0 else date.max


def counted_days(found: re.Match[str]) -> float:
    """Return how many days "two weeks" or "a couple of months" are."""
    words = found["count"].lower().split()
    if words[0] == "half":
        return 0.5 * UNITS[found["unit"].lower()]
    number = words[1] if len(words) > 1 and words[1] in NUMBERS else words[0]
    count = float(number) if number[0].isdigit() else NUMBERS.get(number, 1)
    return min(count, 10_000) * UNITS[found["unit"].lower()]


def month_days(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month; months beyond December are those of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _number(name: str) -> int:
    return next(number for full, number in MONTHS.items() if full.startswith(name.lower().rstrip(".")[:3]))


def _year(found: re.Match[str], month: int, frame: Frame) -> int:
    """Return the year meant: the one named, else that of the latest such month, or of the next where the text looks ahead."""
    published = frame.published
    if found["year"]:
        return int(found["year"])
    if found["which"]:
        which = found["which"].lower()
        return published.year + {"last": -1, "the previous": -1, "next": 1}.get(which, 0)
    if frame.ahead:
        return published.year + (month < published.month - 6)
    return published.year - (month > published.month)


def _day(found: re.Match[str], frame: Frame) -> Days | None:
    month = _number(found["month"])
    try:
        first = date(_year(found, month, frame), month, int(found["day"]))
        last = first.replace(day=int(found["until"])) if found["until"] else first
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _month(found: re.Match[str], frame: Frame) -> Days | None:
    month = _number(found["month"])
    first, last = month_days(_year(found, month, frame), month)
    return _part(found["part"], first, last)


def _part(part: str | None, first: date, last: date) -> tuple[date, date]:
    """Return the part of a stretch that "early", "the end of" and the like mean."""
    words = (part or "").lower().replace("-", " ").split()
    if not words:
        return first, last
    if (last - first).days > A_YEAR:
        return _part_of_year(words, first, last)
    third = max((last - first).days // 3, 1)
    if "half" in words:
        middle = shift(first, (last - first).days // 2)
        return (first, middle) if "first" in words else (shift(middle, 1), last)
    if "week" in words:
        number = next(ORDINALS[word] for word in words if word in ORDINALS)
        start = shift(last, -6) if number < 0 else shift(first, 7 * (number - 1))
        return start, min(shift(start, 6), last)
    if {"early", "beginning", "start", "turn", "first", "earlier"} & set(words):
        return first, shift(first, third - 1)
    if {"late", "end", "last", "later", "final"} & set(words):
        return shift(last, 1 - third), last
    return shift(first, third), shift(first, 2 * third - 1)


def _part_of_year(words: list[str], first: date, last: date) -> tuple[date, date]:
    """Return a part of a year: its beginning and end are a month, "early" and "late" three."""
    if "half" in words:
        return (first, month_days(first.year, 6)[1]) if "first" in words else (month_days(first.year, 7)[0], last)
    if {"beginning", "start", "turn", "first"} & set(words):
        return month_days(first.year, 1)
    if {"end", "last", "final"} & set(words):
        return month_days(first.year, 12)
    if {"early", "earlier"} & set(words):
        return first, month_days(first.year, 3)[1]
    if {"late", "later"} & set(words):
        return month_days(first.year, 10)[0], last
    return month_days(first.year, 5)[0], month_days(first.year, 8)[1]


def _unit_days(unit: str, which: str, published: date) -> tuple[date, date]:
    """Return this, last or next week, month or year."""
    by = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "week":
        monday = shift(published, 7 * by - published.weekday())
        return monday, shift(monday, 6)
    if unit == "month":
        return month_days(published.year, published.month + by)
    return date(published.year + by, 1, 1), date(published.year + by, 12, 31)


def _unit(found: re.Match[str], frame: Frame) -> Days | None:
    which, unit, part = found["which"].lower(), found["unit"].lower(), (found["part"] or "").lower()
    first, last = _unit_days(unit, which, frame.published)
    if first <= frame.published <= last:
        if part == "earlier":
            return first, frame.published
        if part == "later":
            return frame.published, last
        if not part:
            return first, None
        start, end = _part(part, first, last)
        return start, min(end, frame.published) if start <= frame.published else end
    return _part(part, first, last)


def _day_of_month(found: re.Match[str], frame: Frame) -> Days | None:
    first, last = _unit_days("month", found["which"].lower(), frame.published)
    day = int(found["day"])
    return (first.replace(day=day),) * 2 if 1 <= day <= last.day else None


def _season(found: re.Match[str], frame: Frame) -> Days | None:
    month = SEASONS[found["season"].lower()]
    published, which = frame.published, (found["which"] or "the").lower()
    if found["year"]:
        start = int(found["year"])
    else:
        start = published.year - (month > published.month)  # the latest that has begun
        begun = month_days(start, month + 2)[1]
        if which == "last" and begun >= published:
            start -= 1
        elif which == "next" or ((frame.ahead or which in {"this", "the coming"}) and begun < published):
            start += 1 if which != "this" or month - published.month in range(4) or frame.ahead else 0
    return _part(found["part"], date(start, month, 1), month_days(start, month + 2)[1])


def _of_year(found: re.Match[str], frame: Frame) -> Days | None:
    words = found["which"].lower()
    by = -1 if "last" in words or "previous" in words else 1 if "next" in words else 0
    year = int(words.split()[-1]) if words.split()[-1].isdigit() else frame.published.year + by
    part, number = found["piece"].lower(), found["number"].lower()
    if part.endswith("months"):
        count = found["count"].lower()
        months = int(count) if count.isdigit() else int(NUMBERS.get(count, 0))
        return (date(year, 1, 1), month_days(year, months)[1]) if 1 <= months <= 12 and number == "first" else None
    length = 3 if part == "quarter" else 6
    which = ORDINALS[number] if ORDINALS[number] > 0 else 12 // length
    return (date(year, 1 + length * (which - 1), 1), month_days(year, length * which)[1]) if which * length <= 12 else None


def _whole_year(found: re.Match[str], frame: Frame) -> Days | None:
    year = int(found["year"])
    part = _part(found["part"], date(year, 1, 1), date(year, 12, 31)) if found["part"] else None
    return part or (date(year, 1, 1), date(year, 12, 31))


def _weekday(found: re.Match[str], frame: Frame) -> Days | None:
    number, published = WEEKDAYS.index(found["name"].lower()), frame.published
    if (found["which"] or "").lower() in {"next", "this coming"}:
        day = shift(published, (number - published.weekday() - 1) % 7 + 1)
    else:
        day = shift(published, -((published.weekday() - number) % 7))
    return day, day


def _ago(found: re.Match[str], frame: Frame) -> Days | None:
    day = shift(frame.published, -counted_days(found))
    return day, day if found["how"].lower() in {"earlier", "before"} else None


def _past(found: re.Match[str], frame: Frame) -> Days | None:
    return shift(frame.published, -counted_days(found)), None


def _coming(found: re.Match[str], frame: Frame) -> Days | None:
    return shift(frame.published, 1), shift(frame.published, max(counted_days(found), 7))


def _coming_few(found: re.Match[str], frame: Frame) -> Days | None:
    return shift(frame.published, 1), shift(frame.published, max(3 * UNITS[found["unit"].lower()], 7))


def _fixed(first: float, last: float | None) -> Reader:
    def read(found: re.Match[str], frame: Frame) -> Days | None:
        return shift(frame.published, first), None if last is None else shift(frame.published, last)

    return read


def _year_to(found: re.Match[str], frame: Frame) -> Days | None:
    month = _number(found["month"])
    last = month_days(_year(found, month, frame), month)[1]
    return month_days(last.year - 1, month + 1)[0], last


def _weekend(found: re.Match[str], frame: Frame) -> Days | None:
    sunday = shift(frame.published, -((frame.published.weekday() + 1) % 7))
    return shift(sunday, -1), sunday


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("NUMBER_UNIT", rf"{COUNT} {LONG}{UNIT}"), re.IGNORECASE)


ABOUT = r"(?:around |about |some |roughly |nearly |almost |more than |over |at least |exactly |just )?"
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _c(rf"\b(?P<day>\d{{1,2}}){SUFFIX}(?: ?(?:-|–|to|and) ?(?P<until>\d{{1,2}}){SUFFIX})? (?:of )?{MONTH}\b{OF_YEAR}"),
        _day,
    ),
    (
        _c(
            rf"\b{MONTH} (?P<day>\d{{1,2}}){SUFFIX}(?![\d:])(?: ?(?:-|–|to) ?(?P<until>\d{{1,2}}){SUFFIX}(?!\d))?"
            rf"(?! ?(?:yuan|won|percent|%|tons)){OF_YEAR}"
        ),
        _day,
    ),
    (_c(rf"(?<!\ba )\b{PART}(?:(?:this|last|next) )?{MONTH}(?!\w){OF_YEAR}"), _month),
    (_c(r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th) (?:day )?of (?P<which>this|last|the) month\b"), _day_of_month),
    (
        _c(
            r"\b(?:(?P<part>earlier|later|early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end|first half"
            r"|second half"
            r"|first week|last week|second week|third week|first days|last days|turn) of)[ -])?"
            r"(?P<which>this past|this|last|next|the previous|the coming|the(?<=of the)) (?P<unit>week|month|year)\b(?!['’]s)"
        ),
        _unit,
    ),
    (
        _c(
            rf"\b{PART}(?P<which>this|last|next|the coming|the)? ?(?P<season>spring|summer|autumn|winter)\b"
            r"(?! (?:festival|break|holiday|clothes|plant|sow|plough|plow|harvest|hardship|fishing|cabbage|crops?|catch"
            r"|season))"
            rf"(?:,? (?:of )?(?P<year>{YEAR}))?"
        ),
        _season,
    ),
    (_c(r"\b(?P<part>early |late )?(?P<which>this|last|next) (?P<season>fall)\b(?P<year>(?!))?"), _season),
    (
        _c(
            rf"\b(?:the )?(?P<number>first|second|third|fourth|last)[ -](?:(?P<count>\w+) )?(?P<piece>quarter|half|months) of "
            rf"(?P<which>{YEAR}|(?:the|this|last|next|the previous) year)\b"
        ),
        _of_year,
    ),
    (
        _c(
            rf"\b(?<!\d )(?:in|since|during|throughout|of|until|by|from|to|through|and|(?P<part>early|mid"
            rf"|late))[ -](?P<year>{YEAR})\b"
            rf"{NOT_TIME}"
        ),
        _whole_year,
    ),
    (
        _c(
            rf"\b(?:(?:on|since|until|by|of|as of|from|to) )(?:(?P<which>last|next|this coming"
            rf"|this) )?(?P<name>{'|'.join(WEEKDAYS)})\b"
        ),
        _weekday,
    ),
    (_c(rf"\b(?P<which>last|next) (?P<name>{'|'.join(WEEKDAYS)})\b"), _weekday),
    (_c(rf"\b{ABOUT}NUMBER_UNIT (?P<how>ago|back|earlier|before)\b"), _ago),
    (_c(rf"\b(?:for|over|in|during|within|of) {ABOUT}the (?:past|last|previous) {ABOUT}NUMBER_UNIT\b"), _past),
    (_c(rf"\b(?:the|these) (?:past|last|previous) {ABOUT}NUMBER_UNIT\b"), _past),
    (_c(rf"\b(?:for|over|in|during|within|of) the (?P<count>past|last) {UNIT}\b"), _past),
    (_c(rf"\bfor {ABOUT}(?:NUMBER_UNIT)\b(?! (?:old|in advance))"), _past),
    (_c(r"\b(?:in|over|during|for) (?:the )?(?:most )?recent weeks\b|\bin the last weeks\b"), _fixed(-35, None)),
    (_c(r"\b(?:in|over|during|for) (?:the )?(?:most )?recent months\b"), _fixed(-100, None)),
    (_c(r"\b(?:in|over|during|for) (?:the )?(?:most )?recent days\b"), _fixed(-7, None)),
    (_c(r"\b(?:in|over|during|for) recent years\b"), _fixed(-1000, None)),
    (_c(r"\b(?:recently|lately|of late|these days|nowadays|in recent times)\b"), _fixed(-21, None)),
    (_c(r"\b(?:yesterday|last night|yesterday evening)\b"), _fixed(-1, -1)),
    (_c(r"\b(?:today|tonight|this morning)\b"), _fixed(0, 0)),
    (_c(r"\bthe day before yesterday\b"), _fixed(-2, -2)),
    (_c(r"\b(?:over|at|on|during|last) (?:the )?weekend\b"), _weekend),
    (_c(r"\bin (?:just )?(?P<count>a few) (?P<unit>day|week|month)s\b(?! of)"), _coming),
    (
        _c(r"\b(?:in|over|within) (?:just )?the (?:coming|next|following) (?P<count>few )?(?P<unit>day|week|month)s\b"),
        _coming_few,
    ),
    (_c(rf"\bthe year to {MONTH}(?P<year>(?!))?(?P<which>(?!))?"), _year_to),
)
