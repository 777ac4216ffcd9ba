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
from contraflow.claims.spans import NAMES, SHORT, WEEKDAYS, YEAR, Frame, Span, find_spans, shift

BEFORE = re.compile(
    r"\b(?:previously|formerly|in the past|before|earlier|used to|until (?:now|recently)|once)\b", re.IGNORECASE
)
PAST_PERFECT = re.compile(r"\bhad\b(?! to\b)", re.IGNORECASE)
# how long ago something began or happened of which no words of time tell, measured on coded claims (docs/reader.md)
PRESENT_DAYS = {"event": 6, "amount": 9}
OTHERWISE_DAYS = 14
LOOKS_AHEAD = re.compile(
    rf"\b(?:will|won't|would|shall|(?:is|are) (?:to|due|expected|planned|scheduled|set)|expects?|plans to|until|till"
    rf"|coming|upcoming"
    rf"|next (?:week|month|year|spring|summer|autumn|fall|winter|{NAMES})|through the|by (?:the|early|mid|late|next"
    rf"|{NAMES}))\b",
    re.IGNORECASE,
)
LINK = r"(?:around |about |roughly |as early as |at least |the |in |on |of )*"
SINCE = re.compile(
    rf"\b(?:since|from|starting|beginning|as of|as from|after|following)\s+{LINK}$|\b(?:since|as of|from) $"
    rf"|\bsince\b[^,.;]{{3,60}}\s(?:on|in|of|at)\s+{LINK}$",
    re.IGNORECASE,
)
OPENS = re.compile(r"\b(?:since|from|starting (?:in|from|on)|as of)\b", re.IGNORECASE)
EARLIER_THAN = re.compile(rf"\b(?:before|prior to)\s+{LINK}$", re.IGNORECASE)
UNTIL = re.compile(rf"\b(?:until|till|up to|up until)\s+{LINK}$", re.IGNORECASE)
RANGE = re.compile(rf"^,?\s*(?:to|until|till|through|and|or|-|–|up to)?\s*{LINK}$", re.IGNORECASE)
# with what something is compared is not when it was
COMPARED = re.compile(
    rf"\b(?:than|compared (?:with|to)|against|versus|unlike|as)\s+(?:it was |they were |he did |that |those )?{LINK}$"
    rf"|(?:%|\b(?:per ?cent|percent|yuan|won|dollars|half|third|quarter|points|down|up|tons|\d))\s+(?:from|on"
    rf"|over)\s+(?:that |the )?{LINK}$"
    rf"|\b(?:what|than|as)\b[^,.;]{{0,40}}\b(?:was|were|been|be|did|had|paid|cost)\s+{LINK}$"
    rf"|\b(?:same|corresponding) (?:period|months?|time|quarter|week|day)s?\s+{LINK}$|\bused to\b[^,.;]{{0,30}}\s{LINK}$"
    rf"|\b(?:largest|highest|lowest|biggest|most|first|smallest|worst|best)\b[^,.;]{{0,40}}\bsince\s+{LINK}$"
    rf"|\b(?:increase|decrease|drop|rise|fall|decline|jump|growth|surge)\s+(?:from|on|over)\s+{LINK}$"
    rf"|\b(?:unchanged|different|where)\s+(?:from\s+)?{LINK}$"
    r"|\b(?:up|down|[\d,.]+ \w+) from [^,.;]{1,25} (?:in|on|at|of) $",
    re.IGNORECASE,
)
DATED = re.compile(rf"\b(?:{NAMES}|{SHORT}|{YEAR})")
DAY_RANGE = re.compile(r"\d[a-z]* ?(?:-|–|to|and) ?\d")
POSSESSIVE = re.compile(r"^['’]s?\b")
# "fell in September from a year earlier"
THEN = re.compile(r"\b(?:earlier|before|previous|last)\b", re.IGNORECASE)
FROM_THEN = re.compile(
    r"\b(?:rose|risen|fell|fallen|up|down|dropped|declined|increased|decreased|grew|shrank|sank|slid|jumped|surged|climbed"
    r"|plunged|slowed|higher|lower|more|less|fewer)\b[^.;]{0,80}\bfrom\s+(?:the |a |that of )?$",
    re.IGNORECASE,
)
# "told us on Friday that" is the day of telling
A_MONTH = rf"(?-i:{NAMES}|{SHORT})"
NAMED_DAY = rf"(?:{'|'.join(WEEKDAYS)}|{A_MONTH} \d{{1,2}}(?:, {YEAR})?|\d{{1,2}} {A_MONTH}(?: {YEAR})?)"
TOLD = re.compile(
    r"\b(?:told|said|says|spoke|speaking|interview(?:ed)?|reported|contacted|quoted|stated|announced|showed|shows|released"
    r"|published)\b"
    r"(?: (?:(?-i:[A-Z])[\w'’.]*|us|me|him|reporters?|journalists?|the|our|this|in|an?|interview|newspaper|paper|radio"
    r"|news|service"
    r"|agency|over|by|tele|telephone|phone|to|with|from)){0,6}?"
    rf",? (?:(?:late |early |earlier )?(?:on |last |this )?(?:{NAMED_DAY}|week|month)|yesterday|today|recently)\b(?=\W|$)",
    re.IGNORECASE,
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


def find_period(text: str, published: date | None, events: Sequence[Event] = ()) -> Period | None:
    """Return the period of the words of time in a text; None when it has none or nobody knows when it was published.

    Args:
        text: a sentence or a piece of one.
        published: the day against which it is read.
        events: of a case's calendar, for "since the summit"; only those known by the publication count.
    """
    if published is None:
        return None
    plain = _without_telling(text)
    frame = Frame(published, LOOKS_AHEAD.search(plain) is not None)
    spans = [
        span for span in find_spans(plain, frame)
        if not _is_compared(plain, span)
    ]  # fmt: skip
    readings = [*_ranges(plain, spans), *_opened(plain, spans), *_ended(plain, spans, published)]
    if readings:
        return readings[0]
    if spans:
        best = next((span for span in spans if span.last), spans[0])  # "last month" tells more than "recently"
        return Period(best.first, best.last)
    return _of_event(plain, published, events)


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
    for pattern in (TOLD, NO_TIME):
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


def _ranges(text: str, spans: Sequence[Span]) -> list[Period]:
    found = []
    for one, other in itertools.pairwise(spans):
        gap = text[one.end : other.start] + _own_link(text, other)[1]
        if gap.strip() and RANGE.match(gap) and one.first <= (other.last or other.first):
            found.append(Period(one.first, other.last or other.first))
    return found


def _opened(text: str, spans: Sequence[Span]) -> list[Period]:
    opened = [span for span in spans if SINCE.search(_own_link(text, span)[0])]
    return [Period(span.first, None) for span in opened if not DAY_RANGE.search(text[span.start : span.end])]


def _ended(text: str, spans: Sequence[Span], published: date) -> list[Period]:
    found = []
    for span in spans:
        if UNTIL.search(_own_link(text, span)[0]):
            end = span.last or span.first
            found.append(Period(published if end > published else None, end))
        elif EARLIER_THAN.search(_own_link(text, span)[0]):
            found.append(Period(None, shift(span.first, -1)))
    return found


def _of_event(text: str, published: date, events: Sequence[Event]) -> Period | None:
    """Return the period that "since the summit" opens, when the calendar knows of one such event shortly before."""
    found = EVENT.search(text)
    if not found:
        return None
    kinds = next(kinds for words, kinds in EVENT_WORDS if re.fullmatch(words, found["what"], re.IGNORECASE))
    ahead = found["link"].lower() in {"ahead of", "before"}
    known = [event for event in events if event.kind in kinds and event.known <= published and event.start <= published]
    last = max(known, key=lambda event: event.start, default=None)
    if last is None or (published - last.start).days > EVENT_DAYS:
        return None
    if ahead:
        coming = any(event.kind in kinds and event.announced <= published < event.start for event in events)
        return None if coming else Period(shift(last.start, -OTHERWISE_DAYS), shift(last.start, -1))
    return Period(last.start, None)
