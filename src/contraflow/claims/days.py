"""Arithmetic of stretches of days: months, parts of them, weeks and years about a day."""

from datetime import date, timedelta

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
DAY_NAMES = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
]  # fmt: skip
A_YEAR = 300  # days; what is longer than that is a year
LAST_DAYS = 6  # before the last day of a stretch, where something was "at the end of" it


def shift(day: date, by: float) -> date:
    """Return the day that lies ``by`` days later; the first or last day that can be written when it lies beyond."""
    try:
        return day + timedelta(days=round(by))
    except OverflowError:
        return date.min if by < 0 else date.max


def month_days(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month; months beyond December are those of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def part_of(part: str | None, first: date, last: date) -> tuple[date, date]:
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
        at_the_end = {"at", "days"} & set(words)  # "at the end of", "in the last days of"
        return shift(last, -min(LAST_DAYS, third) if at_the_end else 1 - third), last
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


def unit_days(unit: str, which: str, published: date) -> tuple[date, date]:
    """Return this, last or next week, month or year."""
    by = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which.split()[-1], 0)
    if unit == "week":
        monday = shift(published, 7 * by - published.weekday())
        return monday, shift(monday, 6)
    if unit == "month":
        return month_days(published.year, published.month + by)
    return date(published.year + by, 1, 1), date(published.year + by, 12, 31)
