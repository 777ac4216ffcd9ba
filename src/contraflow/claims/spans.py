"""Words that name a stretch of days ("mid-May", "last autumn", "the first quarter of 2018") to its first and last day.

Every rule is a pattern and a function of what it found and the day of publication; the longest name at a place wins.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from contraflow.claims.days import A_YEAR, DAY_NAMES, ORDINALS, month_days, part_of, shift, unit_days
from contraflow.reports.dates import MONTHS

NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
    "hundred": 100, "several": 4, "few": 3, "couple": 2, "dozen": 12,
    "some": 3, "half": 0.5, "past": 1, "last": 1,
}  # fmt: skip
UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365, "decade": 3650}
COUNT = (
    r"(?P<count>\d+(?:\.\d+)?|half an?|a few|a couple of|a couple|a dozen|several|some|few"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|ninety|a hundred|an?)"
)
UNIT = r"(?P<unit>day|night|week|fortnight|month|year|decade)s?"
LONG = r"(?:or so |more )?"
PART = (
    r"(?:(?P<part>early|mid|late|(?:at )?(?:the )?(?:very )?(?:beginning|start|middle|end|turn|first half|second half"
    r"|first week|last week"
    r"|second week|third week|first days|last days|final days) of|early in|late in|later in|earlier in)(?:-| ))?"
)
YEAR = r"(?:19|20)\d\d"
MONTH = rf"(?P<month>(?-i:{NAMES}|{SHORT}))"
OF_YEAR = rf"(?:,? (?:of )?(?P<year>{YEAR})|(?: of)? (?P<which>this|last|next|the same|the previous) year)?"
SUFFIX = r"(?:st|nd|rd|th)?"
MONTHS_AGO = 45  # days; of what is longer ago than that nobody tells the day
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


def counted_days(found: re.Match[str]) -> float:
    """Return how many days "two weeks" or "a couple of months" are."""
    words = found["count"].lower().split()
    if words[0] == "half":
        return 0.5 * UNITS[found["unit"].lower()]
    number = words[1] if len(words) > 1 and words[1] in NUMBERS else words[0]
    count = float(number) if number[0].isdigit() else NUMBERS.get(number, 1)
    return min(count, 10_000) * UNITS[found["unit"].lower()]


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
    last = found.group(0).lower().startswith("last ")  # "last April", told in April
    return published.year - (month > published.month or (last and month == published.month))


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
    return part_of(found["part"], first, last)


def _unit(found: re.Match[str], frame: Frame) -> Days | None:
    which, unit, part = found["which"].lower(), found["unit"].lower(), (found["part"] or "").lower()
    first, last = unit_days(unit, which, frame.published)
    if first <= frame.published <= last:
        if part and part != "later" and not frame.ahead and part_of(part, first, last)[0] > frame.published:
            return None  # "they are paid at the end of the week": whenever it comes
        if part == "earlier":
            return first, frame.published
        if part == "later":
            return frame.published, last
        if not part:
            return first, None
        start, end = part_of(part, first, last)
        return start, min(end, frame.published) if start <= frame.published else end
    return part_of(part, first, last)


def _day_of_month(found: re.Match[str], frame: Frame) -> Days | None:
    first, last = unit_days("month", found["which"].lower(), frame.published)
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
    return part_of(found["part"], date(start, month, 1), month_days(start, month + 2)[1])


def _of_year(found: re.Match[str], frame: Frame) -> Days | None:
    words = (found["which"] or "this year").lower()
    by = -1 if "last" in words or "previous" in words else 1 if "next" in words else 0
    year = int(words.split()[-1]) if words.split()[-1].isdigit() else frame.published.year + by
    part, number = found["piece"].lower(), found["number"].lower()
    if part.endswith("months"):
        count = (found["count"] or "").lower()
        months = int(count) if count.isdigit() else int(NUMBERS.get(count, 0))
        return (date(year, 1, 1), month_days(year, months)[1]) if 1 <= months <= 12 and number == "first" else None
    length = 3 if part == "quarter" else 6
    which = ORDINALS[number] if ORDINALS[number] > 0 else 12 // length
    return (date(year, 1 + length * (which - 1), 1), month_days(year, length * which)[1]) if which * length <= 12 else None


def _part_told(found: re.Match[str], frame: Frame) -> Days | None:
    """Return "the first half" of the year that is not named: this one, or the last one where it is not yet over."""
    days = _of_year(found, frame)
    if not days or not days[1] or days[1] <= frame.published or frame.ahead:
        return days
    return days[0].replace(year=days[0].year - 1), days[1].replace(year=days[1].year - 1, day=min(days[1].day, 28))


def _whole_year(found: re.Match[str], frame: Frame) -> Days | None:
    year = int(found["year"])
    part = part_of(found["part"], date(year, 1, 1), date(year, 12, 31)) if found["part"] else None
    return part or (date(year, 1, 1), date(year, 12, 31))


def _weekday(found: re.Match[str], frame: Frame) -> Days | None:
    number, published = WEEKDAYS.index(found["name"].lower()), frame.published
    if (found["which"] or "").lower() in {"next", "this coming"}:
        day = shift(published, (number - published.weekday() - 1) % 7 + 1)
    else:
        day = shift(published, -((published.weekday() - number) % 7))
    return day, day


def _ago(found: re.Match[str], frame: Frame) -> Days | None:
    """Return that day of so many days or weeks ago; of months ago and of "a year ago" the month, of years ago the year."""
    days, unit = counted_days(found), found["unit"].lower()
    day = shift(frame.published, -days)
    if unit in {"year", "decade"} and days > A_YEAR * 1.5:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    told = found["how"].lower() in {"ago", "back"}
    return month_days(day.year, day.month) if told and days > MONTHS_AGO else (day, day)


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


def _rest(found: re.Match[str], frame: Frame) -> Days | None:
    return frame.published, unit_days(found["unit"].lower(), "this", frame.published)[1]


def _through(found: re.Match[str], frame: Frame) -> Days | None:
    last = _month(found, frame)
    return None if frame.ahead or not last else (date(last[1].year, 1, 1), last[1]) if last[1] else None


def _day_named(found: re.Match[str], frame: Frame) -> Days | None:
    month = _number(found["month"])
    first, last = month_days(_year(found, month, frame), month)
    words = found["named"].lower()
    day = last if words == "last" else shift(first, DAY_NAMES.index(words)) if words in DAY_NAMES else None
    return (day, day) if day and day <= last else None


def _latest_day(found: re.Match[str], frame: Frame) -> Days | None:
    """Return the day of this month that is named by its number, or of the month before where it has not come yet."""
    number, month = int(found["day"]), frame.published.month
    for back in (0, 1, 2):
        first, last = month_days(frame.published.year, month - back)
        day = shift(first, number - 1)
        if 1 <= number <= last.day and day <= frame.published:
            return day, day
    return None


def _within(found: re.Match[str], frame: Frame) -> Days | None:
    return None if frame.ahead else (shift(frame.published, -counted_days(found)), None)


def _new_year(found: re.Match[str], frame: Frame) -> Days | None:
    ahead = frame.ahead and frame.published.month > 1
    first = date(frame.published.year + (ahead or frame.published.month == 12), 1, 1)
    return first, first


def _year_to(found: re.Match[str], frame: Frame) -> Days | None:
    month = _number(found["month"])
    last = month_days(_year(found, month, frame), month)[1]
    return month_days(last.year - 1, month + 1)[0], last


def _seasons_ago(found: re.Match[str], frame: Frame) -> Days | None:
    month = SEASONS[found["season"].lower()]
    begun = frame.published.year - (month > frame.published.month)
    start = begun - round(NUMBERS[found["count"].lower()])
    return date(start, month, 1), month_days(start, month + 2)[1]


def _all_unit(found: re.Match[str], frame: Frame) -> Days | None:
    return unit_days(found["unit"].lower(), "this", frame.published)[0], None


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
            rf"\b{MONTH} (?P<day>\d{{1,2}}){SUFFIX}(?!\d|:\d)(?: ?(?:-|–|to) ?(?P<until>\d{{1,2}}){SUFFIX}(?!\d))?"
            rf"(?! ?(?:yuan|won|percent|%|tons)){OF_YEAR}"
        ),
        _day,
    ),
    (_c(rf"(?<!\ba )\b{PART}(?:(?:this|last|next) )?{MONTH}(?!\w){OF_YEAR}"), _month),
    (_c(r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th) (?:day )?of (?P<which>this|last|the) month\b"), _day_of_month),
    (
        _c(
            r"\b(?:(?P<part>earlier|later|early|mid|late|(?:at )?(?:the )?(?:very )?(?:beginning|start|middle|end|first half"
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
            r"\b(?:in|for|during|over) the (?P<number>first|second|third|fourth|last)[ -](?:(?P<count>\w+) )?"
            r"(?P<piece>quarter|half|months)(?P<which>(?!))?\b(?! of)"
        ),
        _part_told,
    ),
    (
        _c(
            rf"\b(?<!\d )(?:in|since|during|throughout|of|until|by|from|to|through|and|for|before|between|(?P<part>early|mid"
            rf"|late))[ -](?P<year>{YEAR})\b"
            rf"{NOT_TIME}"
        ),
        _whole_year,
    ),
    (
        _c(
            rf"\b(?:(?:on|since|until|by|of|as of|from|to) )?(?:(?P<which>last|next|this coming"
            rf"|this|past) )?(?P<name>(?-i:{'|'.join(day.title() for day in WEEKDAYS)}))\b(?!['’]s)"
        ),
        _weekday,
    ),
    (_c(rf"\b{ABOUT}NUMBER_UNIT (?P<how>ago|back|earlier|before)\b"), _ago),
    (_c(rf"\b(?:for|over|in|during|within|of) {ABOUT}the (?:past|last|previous) {ABOUT}NUMBER_UNIT\b"), _past),
    (_c(rf"\b(?:the|these) (?:past|last|previous) {ABOUT}NUMBER_UNIT\b"), _past),
    (_c(rf"\b(?:for|over|in|during|within|of) the (?P<count>past|last) {UNIT}\b"), _past),
    (_c(rf"\bfor {ABOUT}(?:NUMBER_UNIT)\b(?! (?:old|in advance))"), _past),
    (_c(r"\b(?:in|over|during|for) (?:the )?(?:most )?recent weeks\b|\bin the last weeks\b"), _fixed(-21, None)),
    (_c(r"\b(?:in|over|during|for) (?:the )?(?:most )?recent months\b"), _fixed(-61, None)),
    (_c(r"\b(?:in|over|during|for) (?:the )?(?:most )?recent days\b"), _fixed(-7, None)),
    (_c(r"\b(?:in|over|during|for) recent years\b"), _fixed(-1000, None)),
    (_c(r"\b(?:recently|lately|of late|these days|nowadays|in recent times)\b"), _fixed(-14, None)),
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
    (_c(r"\b(?:for |over |during )?the (?:rest|remainder) of the (?P<unit>year|month|week)\b"), _rest),
    (_c(rf"(?<!from )\bthrough (?P<part>(?!))?{MONTH}(?!\w){OF_YEAR}"), _through),
    (_c(rf"\bthe (?P<named>{'|'.join(DAY_NAMES)}|last)(?: day)? of {MONTH}(?!\w){OF_YEAR}"), _day_named),
    (
        _c(r"\b(?:on|from|until|since|by|to) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|day|time|century|floor|congress))"),
        _latest_day,
    ),
    (_c(r"(?:\bwithin|\binside|\bin the space of|(?<=won) in|(?<=yuan) in|(?<=dollars) in) NUMBER_UNIT\b(?! of)"), _within),
    (_c(r"\b(?<!lunar )(?:the )?(?-i:[Nn]ew [Yy]ear|New Year['’]s [Dd]ay)\b(?!['’]s eve)"), _new_year),
    (_c(r"\b(?P<count>two|three|four|five) (?P<season>spring|summer|autumn|winter)s ago\b"), _seasons_ago),
    (_c(r"\ball (?P<which>this |the )?(?P<unit>year|month|week)(?: long)?\b"), _all_unit),
    (_c(r"\btomorrow\b"), _fixed(1, 1)),
)
