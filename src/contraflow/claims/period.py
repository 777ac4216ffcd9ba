"""When a claim holds, and with which time it compares: its own words of time first, then tense, contrast and turning point."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contraflow.case.case import Event
from contraflow.claims.clauses import Clause, clause_at, clauses, own_time
from contraflow.claims.days import shift
from contraflow.claims.draft import Draft
from contraflow.claims.former import time_of_former, was_before
from contraflow.claims.modality import Modality
from contraflow.claims.numbers import find_money
from contraflow.claims.spans import NAMES
from contraflow.claims.turns import times_by_turns, turns_told
from contraflow.claims.when import Period, Time, all_months, find_period, find_times, names_turning, present

LASTING = frozenset({"level", "change", "ratio", "share"})
AHEAD = frozenset({"expected", "conditional"})
# what begins on a day and is not said to have ended goes on
IN_FORCE = frozenset({"ban", "cap", "resolution", "closure"})
MEASURES = frozenset({"sanction", "closure"})
LASTING_CODES = frozenset({"order", "barrier", "aid", "ice", "disease", "warning"})
COMPARED_FROM = frozenset({"price", "exchange_rate", "hire_fee", "bribe"})  # "dearer than in May": it rose from May on
SHUT = re.compile(
    r"\b(?:shut|closed|sealed|banned|stopped|suspended|halted|bolted|barred|blocked|cut off|carried off|ended|ceased|forbade"
    r"|abolished|lifted|opened)\b",
    re.IGNORECASE,
)
RANGED = re.compile(r"\d[a-z]* ?(?:-|–|to|and) ?\d")
SINCE = re.compile(r"since\b", re.IGNORECASE)  # "the lowest since 2014"
NOUNS = frozenset({"sanction", "diplomacy"})
DONE = frozenset({"seizure", "official_trade", "penalty"})
MOVED = re.compile(
    r"\b(?:up|down|risen|fallen|climbed|dropped|slid|eased|weakened|strengthened|doubled|tripled|gained|lost|dearer|cheaper|higher"
    r"|lower|rose|fell|gone)\b[^,;:]{0,60}$",
    re.IGNORECASE,
)
NOW = re.compile(r"\b(?:now|these days|nowadays|today|currently)\b", re.IGNORECASE)
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
SINCE_THEN = re.compile(r"\b(?:since|from) (?:then|that (?:day|time))\b|\bsince\W*$|\bever since\b", re.IGNORECASE)
THAT_PERIOD = re.compile(
    r"\b(?:in|during|over) (?:that|the same|this|those|these)(?: \w+)? (?:period|time|weeks?|months?|stretch|days|years?)\b"
    r"(?! (?:of|last|a year))",
    re.IGNORECASE,
)
ALWAYS = re.compile(
    r"\b(?:usually|always|normally|ordinarily|as a rule|as always|never|ever(?! since)|for (?:many |some )?years(?! to)"
    r"|for as long as|in (?:his|her|my|their|our) \w+ years|on an? (?:usual|normal|ordinary) \w+"
    r"|every (?:year|winter|summer|spring|autumn))\b",
    re.IGNORECASE,
)
RECURS = re.compile(r"\b(?:when|whenever|every|each|usually|always|during the (?:\w+ )?season)\b", re.IGNORECASE)
DATED = re.compile(r"\d|\b(?:this|last|past|next|ago)\b", re.IGNORECASE)
ENDS = re.compile(
    r"\b(?:until|till|reopen\w*|lifted|ended|through|for (?:\w+ )?\w+ (?:days?|weeks?|months?|hours?))\b", re.IGNORECASE
)
REST = re.compile(r"\b(?:rest|remainder|end) of the year\b|\b(?:no more|none)\b[^.;]{0,40}\bthis year\b", re.IGNORECASE)
STATISTICS = re.compile(r"\b(?:imports?|exports?|trade|shipments?|turnover|customs|purchases)\b[^.]*\d", re.IGNORECASE)
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
        figures: the period that figures told of last: those further down are of the same days.
        before: the period that was told of last before this sentence.
        turns: what was told to have happened, by name, with its first day, the latest last.
    """

    published: date | None
    turning: date | None
    events: tuple[Event, ...] = ()
    paragraph: int = -1
    told: Period | None = None
    figures: Period | None = None
    earlier: Period | None = None
    before: Period | None = None
    turns: tuple[tuple[str, date], ...] = ()

    def after(self, sentence: str, paragraph: int = -1, paper: bool = False) -> "Clock":
        """Return the clock when ``sentence``, of a paragraph, has been read; ``paper`` when a document says it."""
        found = find_period(sentence, self.published, self.events)
        opens = found and found.start and found.end is None and names_turning(sentence)
        figures = paper or STATISTICS.search(sentence)
        turns: tuple[tuple[str, date], ...] = ()
        if self.published and found:
            turns = tuple(turns_told(sentence, find_times(sentence, self.published), self.published))
        return replace(
            self,
            turning=found.start if found and opens else self.turning,
            paragraph=paragraph,
            told=found or (self.told if paragraph == self.paragraph else None) or (self.figures if paper else None),
            figures=found if found and figures else self.figures,
            earlier=found or self.earlier,
            before=self.earlier,
            turns=(*self.turns, *turns),
        )


def claim_period(name: str, draft: Draft, piece: str, whole: str, modality: Modality, clock: Clock) -> Period:
    """Return the days that a claim is about; open on both ends when nobody knows when it was published.

    Args:
        name: of the indicator.
        draft: kernel of the claim, with where its telling words stand in the piece.
        piece: the piece of the sentence that makes the claim.
        whole: the sentence.
        modality: what is expected begins with the publication.
        clock: what the report has told of time, this sentence included.
    """
    published = clock.published
    if published is None:
        return Period(None, None)
    if draft.when:
        return find_period(draft.when, published) or Period(None, None)
    offset = max(whole.find(piece), 0)
    span = (offset + draft.start, offset + draft.end)
    parts = clauses(whole)
    clause = parts[clause_at(parts, span[0])]
    ahead = modality.modality in AHEAD
    times = find_times(whole, published, clock.events, ahead=ahead)
    latest = clock.told or clock.earlier
    times += times_by_turns(whole, clock.turns, published, times, latest.start if latest else None)
    months = all_months(piece, published) if draft.kind == "change" and clause.perfect else []
    if len(months) > 1:
        return Period(months[-1][1].start, None)  # "the meetings of March and May have now opened the door"
    if was_before(draft.kind, whole, span, clause):
        return _former(times, whole, span, clock)
    if draft.code == "deadline" and times:
        return _deadline(times, published)
    compared = next((time for time in times if time.compared and not SINCE.match(whole, time.start)), None)
    if draft.kind in {"change", "ratio"} and name in COMPARED_FROM and compared and not ahead:
        since = compared.period.start or shift(compared.period.end or published, 1)  # "than before May"
        return Period(since, None)
    if latest and latest.start and SINCE_THEN.search(clause.text):
        return Period(latest.start, None)
    if clock.before and THAT_PERIOD.search(piece):
        return clock.before
    noun = draft.kind == "event" and name in NOUNS
    time = own_time(whole, times, span, published, ahead=ahead, noun=noun)
    if time:
        return _shaped(name, draft, time, clause, whole, ahead, published)
    if draft.kind != "change" and clause.past and not clause.perfect and NOW.search(whole[clause.end :]):
        return Period(None, shift(clock.turning, -1) if clock.turning else published)  # set against a "now" that follows
    return _untold(name, draft, clause, modality, clock)


def _shaped(name: str, draft: Draft, time: Time, clause: Clause, whole: str, ahead: bool, published: date) -> Period:
    """Return the period of words of time, open where what began then goes on."""
    first, last = time.period.start, time.period.end
    if ahead:
        if first and last and first <= published <= last:
            return time.period
        return Period(max(first, published) if first else published, last if time.linked else None)
    if first and last is None and time.linked and draft.kind == "event" and name == "diplomacy":
        return Period(first, first)  # "since the talks" tells of the talks, too
    if first == last == published and draft.kind != "event":
        return Period(first, None)  # "today 1,000 are paid"
    if first and last is None and draft.kind == "amount" and MOVED.search(whole[: time.start]):
        return present(published, draft.kind)  # "is at 75, up a third since May"
    if first is None or last is None:
        return Period(first, published) if first and draft.kind == "event" and not time.linked else time.period
    words = whole[time.start : time.end]
    measure = name in MEASURES and (draft.kind != "event" or draft.code in IN_FORCE)
    if first <= published <= last and not time.linked and not measure:  # "this month": done until now, or going on
        return Period(first, published if clause.past or draft.kind == "event" or name in DONE else None)
    if draft.kind in {"level", "event"} and clause.now and RECURS.search(clause.text) and not DATED.search(words):
        return Period(None, None)
    if measure or draft.code in LASTING_CODES:
        if REST.search(whole):
            return Period(first, date(published.year, 12, 31))
        ended = time.linked or RANGED.search(words) or ENDS.search(clause.text)
        return time.period if ended or last > published else Period(first, None)
    if draft.kind == "change" and clause.perfect:
        return Period(first, None)
    if draft.kind == "level" and not time.linked and SHUT.search(clause.text) and not ENDS.search(whole):
        return Period(first, None)
    return time.period


def _deadline(times: Sequence[Time], published: date) -> Period:
    """Return the days of a respite: from what it began with, or the publication, to the day that it names."""
    last = max(time.period.end or time.period.start or published for time in times)
    first = min(time.period.start or published for time in times)
    return Period(first if first < last else published if published < last else None, last)


def _former(times: Sequence[Time], whole: str, span: tuple[int, int], clock: Clock) -> Period:
    """Return the days of what had been before: told with it, else until the turn, else until the publication."""
    own = time_of_former(times, whole, span)
    if own:
        return own.period
    starts = [time.period.start for time in times if time.period.start and time.period.start <= (clock.published or date.max)]
    turn = starts[0] if starts else clock.turns[-1][1] if clock.turns else clock.turning
    return Period(None, shift(turn, -1) if turn else clock.published)


def _untold(name: str, draft: Draft, clause: Clause, modality: Modality, clock: Clock) -> Period:
    """Return the days of a claim without words of time of its own."""
    published, kind = clock.published, draft.kind
    if kind in LASTING | {"amount"} and ALWAYS.search(clause.text):
        return Period(None, None)
    if modality.modality in AHEAD:
        return Period(published, None)
    if name == "official_trade" and clock.figures and kind not in {"level", "event"} and not clause.now:
        return clock.figures
    said = modality.modality == "asserted"
    if said and clock.told and clock.told.end and clause.past and not clause.perfect:
        return clock.told  # "In August the guards were replaced. Fees doubled."
    return present(published, kind)


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
    if modality.modality in AHEAD and BEFORE.search(piece):
        return f"{clock.published - timedelta(days=BASELINE_DAYS)}/{clock.published}" if clock.published else "before"
    since = names_turning(piece) and period.end is None
    turning = period.start if since else clock.turning if BEFORE.search(piece) else None
    if turning:
        return f"{turning - timedelta(days=BASELINE_DAYS)}/{turning - timedelta(days=1)}"
    return "before" if BEFORE.search(piece) else ""
