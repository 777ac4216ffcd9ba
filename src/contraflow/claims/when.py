"""Words of time against the publication date: the period that a claim is about.

A small grammar of its own: general date parsers find less than half of what news say about time. ``spans`` finds the
stretches of days that are named; here stands what "since", "until", "between" and the like make of them.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contraflow.case.case import Event
from contraflow.claims.days import shift
from contraflow.claims.spans import NAMES, NUMBERS, SHORT, UNITS, WEEKDAYS, YEAR, Frame, Span, find_spans

BEFORE = re.compile(
    r"\b(?:previously|formerly|in the past|before|earlier|used to|until (?:now|recently)|once)\b", re.IGNORECASE
)
PAST_PERFECT = re.compile(r"\bhad\b(?! to\b)", re.IGNORECASE)
# how long ago something began or happened of which no words of time tell, measured on coded claims (docs/reader.md)
PRESENT_DAYS = {"event": 6, "amount": 9}
OTHERWISE_DAYS = 14
LOOKS_AHEAD = re.compile(
    rf"\b(?:will|won't|would(?! have)|shall|(?:is|are) (?:to (?!be (?:had|found|seen)\b)|due|expected|planned|scheduled|set)"
    rf"|expects?|plans to|(?-i:may)(?! have\b)|must"
    rf"|coming|upcoming"
    rf"|next (?:week|month|year|spring|summer|autumn|fall|winter|{NAMES})|through the|by (?:the|early|mid|late|next"
    rf"|{NAMES}))\b",
    re.IGNORECASE,
)
LINK = r"(?:around |about |roughly |as early as |at least |all of |the whole of |the height of |the |in |on |at |of |during )*"
SINCE = re.compile(
    rf"\b(?:since|from|starting|beginning|as of|as from|after|following|by)\s+{LINK}$|\b(?:since|as of|from) $"
    rf"|\bsince\b[^,.;]{{3,60}}\s(?:on|in|of|at)\s+{LINK}$",
    re.IGNORECASE,
)
OPENS = re.compile(r"\b(?:since|from|starting (?:in|from|on)|as of)\b", re.IGNORECASE)
EARLIER_THAN = re.compile(rf"\b(?:before|prior to)\s+{LINK}$", re.IGNORECASE)
UNTIL = re.compile(rf"\b(?:until|till|up to|up until|as late as)\s+(?:\w+ \w+ of )?{LINK}$", re.IGNORECASE)
RANGE = re.compile(rf"^,?\s*(?:to|until|till|through|and|or|-|–|up to)\s*{LINK}$", re.IGNORECASE)
# with what something is compared is not when it was
COMPARED = re.compile(
    rf"\b(?:than|compared (?:with|to)|against|versus|unlike|as)\s+(?:it was |they were |he did |that |those )?{LINK}$"
    rf"|(?:%|\b(?:per ?cent|percent|half|third|quarter|points|down|up))\s+(?:from|on|over|under)\s+(?:that |the )?{LINK}$"
    rf"|\b(?:yuan|won|dollars|tons|\d)\s+from\s+(?:that |the )?{LINK}$"
    rf"|\b(?:what|than|as)\b[^,.;]{{0,40}}\b(?:was|were|been|be|did|had|paid|cost)\s+{LINK}$"
    rf"|\b(?:same|corresponding)(?: \w+)? (?:period|months?|time|quarter|week|day)s?\s+{LINK}$"
    rf"|\bused to\b[^,.;]{{0,30}}\s{LINK}$"
    rf"|\b(?:largest|highest|lowest|biggest|most|first|smallest|worst|best)\b[^,.;]{{0,40}}\bsince\s+{LINK}$"
    rf"|\b(?:increase|decrease|drop|rise|fall|decline|jump|growth|surge)\s+(?:from|on|over)\s+{LINK}$"
    rf"|\b(?:unchanged|different|where)\s+(?:from\s+)?{LINK}$"
    r"|\b(?:up|down|[\d,.]+ \w+) from [^,.;]{1,25} (?:in|on|at|of) $"
    r"|\b(?:times|of|than|as|below|above|half|third|quarter) the (?:quantity|level|amount|figure|number|price|quotation|rate"
    r"|value|sum) (?:of|in|on|at) $"
    r"|\bafter (?:a |some |about |only )*[$€£]?\d[\d,.]*(?: \w+){0,3} (?:in|on|at)(?: the)?(?: late| early)? $"
    r"|\bfrom [$€£]?\d[\d,.]*(?: \w+){0,3} (?:(?:in|on|at) )?(?:the )?$|\blevel with $"
    r"|\b(?:against|compared (?:with|to)|as opposed to|versus|down from|up from)(?: [\w$€£.,-]+){1,5}? (?:(?:in|on|at|of"
    r"|the whole|all|during|late|early|last|the) )*$",
    re.IGNORECASE,
)
# where a text may begin to look ahead, or cease to
BREAK = re.compile(r"[;:—–]\s|,\s(?=(?:and|but|while|which|who|because|as|so|though|although|then)\b)|\b(?:and|but) (?=\w+ \w)")
UNTIL_THEN = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
WAS = re.compile(r"\b(?:was|were|had|did|would have|used to|came|went|took|(?!need)\w{3,}ed)\b", re.IGNORECASE)
# "40 yuan for a night" tells of no days; "has been shut for two months" does
DURATION = re.compile(
    r"for (?!the (?:past|last|previous)\b)[^,.;]*?\b(?:night|day|week|fortnight|month|year|decade)s?\b", re.IGNORECASE
)
HAVE = re.compile(r"\b(?:have|has|had)\b|['’](?:ve|s)\b", re.IGNORECASE)
THROUGH = re.compile(r"\bthrough (?:the )?$", re.IGNORECASE)
WEEKS_TO = re.compile(
    r"\b(?:in|over|during) the (?:(?P<count>two|three|four|five|six|seven|ten|twelve) )?(?P<unit>day|week)s? to (?:the )?$",
    re.IGNORECASE,
)
DATED = re.compile(rf"\b(?:{NAMES}|{SHORT}|{YEAR})")
DAY_RANGE = re.compile(r"\d[a-z]* ?(?:-|–|to|and) ?\d")
POSSESSIVE = re.compile(r"['’]s?\b| (?:price|level|figure|rate|quotation)s?\b")
# "fell in September from a year earlier"
THEN = re.compile(r"\b(?:earlier|before|previous|last)\b", re.IGNORECASE)
FROM_THEN = re.compile(
    r"\b(?:rose|risen|fell|fallen|up|down|dropped|declined|increased|decreased|grew|shrank|sank|slid|jumped|surged|climbed"
    r"|plunged|slowed|higher|lower|more|less|fewer)\b[^.;]{0,80}\bfrom\s+(?:the |a |that of )?$",
    re.IGNORECASE,
)
# "told us on Friday that" is the day of telling
A_MONTH = rf"(?-i:{NAMES}|{SHORT})"
NAMED_DAY = (
    rf"(?:the \d{{1,2}}(?:st|nd|rd|th)|{'|'.join(WEEKDAYS)}|{A_MONTH} \d{{1,2}}(?:, {YEAR})?|\d{{1,2}} {A_MONTH}(?: {YEAR})?)"
)
TOLD = re.compile(
    r"\b(?:told|said|says|spoke|speaking|interview(?:ed)?|reported|contacted|quoted|stated|dated|announced|showed|shows|released"
    r"|published)\b"
    r"(?: (?:(?-i:[A-Z])[\w'’.]*|us|me|him|reporters?|journalists?|the|our|this|in|an?|partners?|reporting|network|staff|panel"
    r"|correspondents?|listeners|statement|dated|interview|newspaper|paper|radio|news|service|agency|over|by|tele|telephone|phone|to|with|from)){0,6}?"
    rf",? (?:(?:late |early |earlier )?(?:on |last |this )?(?:{NAMED_DAY}|week|month)|yesterday|today|recently)\b(?=\W|$)",
    re.IGNORECASE,
)
# "DANDONG, March 9 (PNW) - " tells where and when it was written
DATELINE = re.compile(
    rf"^\W*(?-i:[A-Z][A-Z'’.-]+)[^.;:—–]{{0,40}}?,? (?-i:{NAMES}|{SHORT}) \d{{1,2}}(?:, {YEAR})?\.?(?: ?\([^)]{{1,40}}\))?"
    r"\s*[-–—]+\s",
)
NO_TIME = re.compile(
    r"\bfor the (?:first|second|third|last|only) time (?:in|for|since)\b[^,.;]{0,30}|\bonce (?:a|every) \w+|\b(?:per|each"
    r"|every|a) (?:day|week|month"
    r"|year)\b(?! (?:ago|earlier|later|before|back|and|or so))|\bat (?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten) in the \w+",
    re.IGNORECASE,
)
# what events of a case's calendar are called
EVENT_WORDS = (
    (r"summits?", ("summit", "talks")),
    (r"talks|meetings?|visits?", ("talks", "summit")),
    (r"(?:nuclear |missile )?(?:tests?|launch(?:es)?)", ("provocation",)),
    (r"(?:resolutions?|(?:new |fresh |latest )?sanctions)", ("resolution",)),
    (r"bans?", ("ban",)),
    (r"crackdown", ("crackdown",)),
    (r"floods?", ("flood",)),
    (r"closure", ("closure",)),
)
EVENT = re.compile(
    r"\b(?P<link>since|after|following|ahead of|before|in the wake of)\s+(?:the|their|his|its|last|latest|recent)\s+"
    rf"(?:[\w'’-]+\s+){{0,4}}?(?P<what>{'|'.join(words for words, _ in EVENT_WORDS)})\b",
    re.IGNORECASE,
)
EVENT_DAYS = 150  # days back to an event that is meant without its date


@dataclass(frozen=True)
class Period:
    """Days that words of time are about.

    Attributes:
        start: first day; None when open.
        end: last day; None when it lasts.
    """

    start: date | None
    end: date | None


@dataclass(frozen=True)
class Time:
    """Words of time in a text and the days that they name.

    Attributes:
        start: offset of the words; ``end`` after the last.
        period: the days; open where the words open a stretch or end one.
        compared: whether something is only compared with these days ("less than in May").
        linked: whether "since", "until", "between" and the like make the period.
    """

    start: int
    end: int
    period: Period
    compared: bool = False
    linked: bool = False


def find_times(text: str, published: date | None, events: Sequence[Event] = (), *, ahead: bool = False) -> list[Time]:
    """Return the words of time in a text with their periods, in order; none when nobody knows when it was published.

    Args:
        text: a sentence or a piece of one.
        published: the day against which it is read.
        events: of a case's calendar, for "since the summit"; only those known by the publication count.
        ahead: whether what is told is expected, so that "in May" is the next one.
    """
    if published is None:
        return []
    plain = _without_telling(text)
    spans = _spans(plain, published, ahead)
    told = [span for span in spans if not _is_compared(plain, span)]
    times = _ranges(plain, told)
    single = [span for span in told if all(time.end <= span.start or span.end <= time.start for time in times)]
    times += [*_opened(plain, single), *_ended(plain, single, published)]
    for span in told:
        if all(time.end <= span.start or span.end <= time.start for time in times):
            times.append(Time(span.start, span.end, Period(span.first, span.last)))
    times += [
        Time(span.start, span.end, _until(plain, span), compared=True)
        for span in spans
        if span not in told and all(time.end <= span.start or span.end <= time.start for time in times)
    ]
    return sorted(times, key=lambda time: time.start) or _of_event(plain, published, events)


def _until(text: str, span: Span) -> Period:
    """Return the days with which something is compared: "less than before May" compares with what was until May."""
    before = EARLIER_THAN.search(_own_link(text, span)[0])
    return Period(None, shift(span.first, -1)) if before else Period(span.first, span.last)


def _spans(text: str, published: date, ahead: bool) -> list[Span]:
    """Return the stretches of days that a text names; those in a clause that looks ahead are the next such ones."""
    behind = find_spans(text, Frame(published))
    coming = {span.start: span for span in find_spans(text, Frame(published, ahead=True))}
    found = []
    for span in behind:
        begin = max((each.end() for each in BREAK.finditer(text, 0, span.start)), default=0)
        end = BREAK.search(text, span.end)
        clause = text[begin : end.start() if end else len(text)]
        looks = ahead or LOOKS_AHEAD.search(clause) or (UNTIL_THEN.search(clause) and not WAS.search(clause))
        found.append(coming.get(span.start, span) if looks else span)
    starts = {span.start for span in behind}
    found += [span for start, span in coming.items() if start not in starts and (ahead or LOOKS_AHEAD.search(text))]
    return sorted(
        (
            span
            for span in found
            if not DURATION.match(text, span.start) or HAVE.search(text[max(span.start - 90, 0) : span.end + 60])
        ),
        key=lambda span: span.start,
    )


def find_period(text: str, published: date | None, events: Sequence[Event] = ()) -> Period | None:
    """Return the period that a whole text tells first; None when it tells none or nobody knows when it was published.

    Args:
        text: a sentence or a piece of one.
        published: the day against which it is read.
        events: of a case's calendar, for "since the summit".
    """
    told = [time for time in find_times(text, published, events) if not time.compared]
    linked = [time for time in told if time.linked]
    # "last month" tells more than "recently"
    best = next(iter(linked), None) or next((time for time in told if time.period.end), None) or next(iter(told), None)
    return best.period if best else None


def names_turning(text: str) -> bool:
    """Say whether a text has a "since ..." or the like, which opens a stretch that goes on."""
    return OPENS.search(text) is not None


def all_months(text: str, published: date | None) -> list[tuple[str, Period]]:
    """Return every stretch of days that a text names by month or year with its words, in order."""
    if published is None:
        return []
    named = [
        (text[span.start : span.end].strip(), Period(span.first, span.last)) for span in find_spans(text, Frame(published))
    ]
    return [(words, period) for words, period in named if DATED.search(words)]


def is_past(text: str) -> bool:
    """Say whether a text speaks of how things were before they changed."""
    return bool(BEFORE.search(text) or PAST_PERFECT.search(text))


def present(published: date | None, kind: str = "") -> Period:
    """Return the period of a statement without words of time: from some days before the publication, more for what lasts."""
    return Period(None if published is None else shift(published, -PRESENT_DAYS.get(kind, OTHERWISE_DAYS)), None)


def _without_telling(text: str) -> str:
    """Return a text of the same length without the day on which somebody told it and without counts that are no dates."""
    for pattern in (DATELINE, TOLD, NO_TIME):
        text = pattern.sub(lambda found: " " * len(found.group(0)), text)
    return text


def _is_compared(text: str, span: Span) -> bool:
    """Say whether a stretch of days is that with which something compares, not the one that is told of."""
    before, words = text[: span.start], text[span.start : span.end]
    linked, link = _own_link(text, span)
    if (
        POSSESSIVE.match(text, span.end)
        or COMPARED.search(before)
        or (link.lower().startswith(("from", "since")) and COMPARED.search(linked))
    ):
        return True
    return bool(THEN.search(words) and FROM_THEN.search(before))


def _own_link(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before a span with the link that the span itself begins with, and the link alone."""
    own = re.match(
        r"(?:since|from|until|by|as of|to|through|and|of|in|on|during)\s", text[span.start : span.end], re.IGNORECASE
    )
    link = own.group(0) if own else ""
    return text[: span.start] + link, link


def _ranges(text: str, spans: Sequence[Span]) -> list[Time]:
    found: list[Time] = []
    for one, other in itertools.pairwise(spans):
        gap = text[one.end : other.start] + _own_link(text, other)[1]
        if gap.strip() and RANGE.match(gap) and one.first <= (other.last or other.first):
            found.append(Time(one.start, other.end, Period(one.first, other.last or other.first), linked=True))
    return found


def _opened(text: str, spans: Sequence[Span]) -> list[Time]:
    opened = [span for span in spans if SINCE.search(_own_link(text, span)[0])]
    return [
        Time(span.start, span.end, Period(span.first, None), linked=True)
        for span in opened
        if not DAY_RANGE.search(text[span.start : span.end])
    ]


def _ended(text: str, spans: Sequence[Span], published: date) -> list[Time]:
    found: list[Time] = []
    for span in spans:
        week_to = WEEKS_TO.search(text[: span.start])
        if week_to and span.last:
            days = round(NUMBERS.get((week_to["count"] or "a").lower(), 1) * UNITS[week_to["unit"].lower()])
            found.append(Time(week_to.start(), span.end, Period(shift(span.last, 1 - days), span.last), linked=True))
        elif span.last and span.first > published and THROUGH.search(text[: span.start]):
            found.append(Time(span.start, span.end, Period(span.first, span.last), linked=True))
        elif UNTIL.search(_own_link(text, span)[0]):
            end = span.last or span.first
            found.append(Time(span.start, span.end, Period(published if end > published else None, end), linked=True))
        elif EARLIER_THAN.search(_own_link(text, span)[0]):
            begin = published if span.first > published else None
            found.append(Time(span.start, span.end, Period(begin, shift(span.first, -1)), linked=True))
    return found


def _of_event(text: str, published: date, events: Sequence[Event]) -> list[Time]:
    """Return the period that "since the summit" opens, when the calendar knows of one such event shortly before."""
    found = EVENT.search(text)
    if not found:
        return []
    kinds = next(kinds for words, kinds in EVENT_WORDS if re.fullmatch(words, found["what"], re.IGNORECASE))
    ahead = found["link"].lower() in {"ahead of", "before"}
    known = [event for event in events if event.kind in kinds and event.known <= published and event.start <= published]
    recent = [event for event in known if (published - event.start).days <= EVENT_DAYS]
    one = found["what"].lower().startswith("summit")  # rather a summit than other talks
    last = max(recent, key=lambda event: (one and event.kind == kinds[0], event.start), default=None)
    if last is None:
        return []
    if not ahead:
        return [Time(*found.span(), Period(last.start, None), linked=True)]
    if any(event.kind in kinds and event.announced <= published < event.start for event in events):
        return []
    return [Time(*found.span(), Period(shift(last.start, -OTHERWISE_DAYS), shift(last.start, -1)), linked=True)]
