"""When a claim holds, and with which time it compares: its own words of time first, then tense, contrast and turning point."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contraflow.case.case import Event
from contraflow.claims.modality import Modality
from contraflow.claims.numbers import find_money
from contraflow.claims.spans import NAMES
from contraflow.claims.when import Period, all_months, find_period, is_past, names_turning, present

# "said that they had already ..." is the past of reported speech: what was said was still so
REPORTED_PAST = re.compile(
    r"\b(?:said|told|added|explained|claimed|stated)\b[^“”\"]{0,60}\bthat\b[^“”\"]*\bhad (?:already|long|always)\b",
    re.IGNORECASE,
)
NOW = re.compile(r"\b(?:now|these days|nowadays|today|currently)\b", re.IGNORECASE)
PERFECT = re.compile(r"\b(?:have|has|now)\b", re.IGNORECASE)
HAS = re.compile(r"\b(?:have|has)\b", re.IGNORECASE)
LASTING = frozenset({"level", "change", "ratio", "share"})
TURNING_DAYS = 200
SIMPLE_PAST = re.compile(r"\b(?:was|were|did|had to|used to|\w{2,}ed)\b", re.IGNORECASE)
PRESENT_TENSE = re.compile(r"\b(?:is|are|has|have|now|still)\b", re.IGNORECASE)
BEFORE = re.compile(
    r"\b(?:used to|than (?:it |they |he |she )?(?:was|were|did|had)(?: before)?|than (?:ever )?before|than usual"
    r"|previously|formerly|before the|before (?=[A-Z])|the (?:earlier|former|previous|old) (?:rate|price|fee|level))",
    re.IGNORECASE,
)
STATED = re.compile(
    r"\b(?:than|compared (?:with|to)|from|over|against)\s+(?:in\s+|that in\s+|during\s+|at\s+)?"
    r"(?P<words>(?:a|one|two|three|five|ten) (?:week|month|year)s? (?:ago|earlier|before)"
    r"|(?:the )?(?:last|previous) (?:week|month|year)"
    r"|the same (?:month|months|period|time) (?:of |in |a year |last )*(?:(?:19|20)\d\d|year|earlier)"
    rf"|(?:the )?(?:first|second|third|fourth) quarter of (?:19|20)\d\d|(?:(?:{NAMES})\b(?: (?:19"
    rf"|20)\d\d)?)|(?:19|20)\d\d)"
)
# "since then", "in that period" point back to the days that were told of last; "usually" holds whenever
SINCE_THEN = re.compile(r"\b(?:since|from) (?:then|that (?:day|time))\b", re.IGNORECASE)
THAT_PERIOD = re.compile(r"\b(?:in|during|over) (?:that|the same|this) (?:period|time|week|month|stretch)\b", re.IGNORECASE)
ALWAYS = re.compile(r"\b(?:usually|always|normally|ordinarily|as a rule|on an? (?:usual|normal|ordinary) \w+)\b", re.IGNORECASE)
ENDS = re.compile(
    r"\b(?:until|till|reopen\w*|lifted|ended|through|for (?:\w+ )?\w+ (?:days?|weeks?|months?|hours?))\b", re.IGNORECASE
)
BASELINE_DAYS = 90


@dataclass(frozen=True)
class Clock:
    """What a report has told of time when a sentence is reached.

    Attributes:
        published: publication date; None when nobody knows.
        turning: first day of the latest stretch that the report opened with "since ..."; None before it does so.
        events: of the case's calendar, for "since the summit".
        paragraph: number of the paragraph that is read.
        told: the period that this paragraph told of last; None when it told of none.
        earlier: the period that was told of last, wherever.
        figures: the period that a paper told of last: its figures further down are of the same days.
    """

    published: date | None
    turning: date | None
    events: tuple[Event, ...] = ()
    paragraph: int = -1
    told: Period | None = None
    figures: Period | None = None
    earlier: Period | None = None

    def after(self, sentence: str, paragraph: int = -1, paper: bool = False) -> "Clock":
        """Return the clock when ``sentence``, of a paragraph, has been read; ``paper`` when a document says it."""
        found = find_period(sentence, self.published, self.events)
        opens = found and found.start and found.end is None and names_turning(sentence)
        return replace(
            self,
            turning=found.start if found and opens else self.turning,
            paragraph=paragraph,
            told=found or (self.told if paragraph == self.paragraph else None) or (self.figures if paper else None),
            figures=found if found and paper else self.figures,
            earlier=found or self.earlier,
        )


def claim_period(kind: str, own: str, piece: str, whole: str, modality: Modality, clock: Clock) -> Period:
    """Return the days that a claim is about.

    Args:
        kind: of the claim.
        own: words of time that belong to the claim alone; empty when it has none.
        piece: the piece of the sentence that makes the claim.
        whole: the sentence.
        modality: what is expected begins with the publication.
        clock: what the report has told of time, this sentence included.
    """
    published = clock.published
    if own:
        return find_period(own, published) or Period(None, None)
    if kind == "change" and PERFECT.search(piece):
        # "the meetings of March and May have now opened the door": it began with the last of them and goes on
        months = all_months(piece, published)
        if months and len(months) > 1:
            return Period(months[-1][1].start, None)
    told = clock.told or clock.earlier
    if told and told.start and SINCE_THEN.search(piece):
        return Period(told.start, None)
    if told and THAT_PERIOD.search(piece):
        return told
    found = find_period(piece, published, clock.events)
    if found:
        return _going_on(kind, piece, found)
    if kind in LASTING | {"amount"} and ALWAYS.search(piece):
        return Period(None, None)
    if modality.modality in {"expected", "conditional"}:
        return Period(published, None)
    if REPORTED_PAST.search(whole):
        return Period(None, None)
    if kind != "change" and (_contrasts(piece, whole) or (kind == "level" and is_past(piece))):
        return Period(None, clock.turning - timedelta(days=1) if clock.turning else published)
    found = find_period(whole, published, clock.events)
    if found:
        return _going_on(kind, piece, found)
    if clock.told and SIMPLE_PAST.search(piece) and not PRESENT_TENSE.search(piece):
        return clock.told  # "In August the guards were replaced. Fees doubled."
    if clock.turning and published and kind in LASTING and (published - clock.turning).days <= TURNING_DAYS:
        return Period(clock.turning, None)  # after "since May" what is told of the present began then
    return present(published, kind)


def in_force(period: Period, whole: str) -> Period:
    """Return the days of a measure that was taken and is not said to have ended: from its beginning, open."""
    return period if ENDS.search(whole) or not period.start else Period(period.start, None)


def _going_on(kind: str, piece: str, found: Period) -> Period:
    """Return a period without its end when a change in the perfect says that it began then and goes on."""
    return Period(found.start, None) if kind == "change" and found.end and HAS.search(piece) and found.start else found


def find_baseline(kind: str, piece: str, period: Period, modality: Modality, clock: Clock) -> str:
    """Return with what a claim compares: of an amount what it had been, else ``date/date``, else words, else nothing.

    What is yet to come compares with the time of publication.
    """
    if kind == "amount":
        moved = next((amount for amount in find_money(piece) if amount.was is not None), None)
        return f"{moved.was:g} {moved.unit}" if moved else ""
    if kind not in {"change", "ratio"}:
        return ""
    stated = STATED.search(piece)
    if stated:
        months = all_months(stated["words"], clock.published)
        return f"{months[0][1].start}/{months[0][1].end}" if months else stated["words"].lower()
    if modality.modality in {"expected", "conditional"} and BEFORE.search(piece):
        return f"{clock.published - timedelta(days=BASELINE_DAYS)}/{clock.published}" if clock.published else "before"
    since = names_turning(piece) and period.end is None
    turning = period.start if since else clock.turning if BEFORE.search(piece) else None
    if turning:
        return f"{turning - timedelta(days=BASELINE_DAYS)}/{turning - timedelta(days=1)}"
    return "before" if BEFORE.search(piece) else ""


def _contrasts(piece: str, whole: str) -> bool:
    """Say whether a piece in the past tense is set against a "now" that follows it in the sentence."""
    rest = whole[whole.find(piece) + len(piece) :]
    return bool(NOW.search(rest) and SIMPLE_PAST.search(piece) and not PRESENT_TENSE.search(piece))
