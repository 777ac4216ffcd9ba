"""A report becomes claims: sentences, voices, then for each piece every extractor, then time, place, goods, modality.

The list EXTRACTORS is all there is: one file an indicator, each with a docstring that says why it found what it found.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType

from contraflow.case.case import Case
from contraflow.claims.anchoring import find_anchor
from contraflow.claims.attribution import Turns, Voice, attribute
from contraflow.claims.cause import find_cause
from contraflow.claims.claim import Claim
from contraflow.claims.draft import Draft, Found
from contraflow.claims.extractors import (
    bribe,
    carrier,
    closure,
    collusion,
    diplomacy,
    earnings,
    enforcement,
    environment,
    exchange_rate,
    flow,
    hire_fee,
    official_trade,
    penalty,
    price,
    sanction,
    seizure,
    state_smuggling,
    supply,
    timing,
    tolerance,
)
from contraflow.claims.learned.find import join
from contraflow.claims.learned.model import Seen, see
from contraflow.claims.modality import Modality, find_modality
from contraflow.claims.paraphrase import paraphrase
from contraflow.claims.period import Clock, claim_period, find_baseline
from contraflow.claims.placing import Told, closest_of, places_of, places_told, topic_of
from contraflow.claims.protect import mask_sources
from contraflow.claims.relevance import relevant
from contraflow.claims.sentences import Sentence, split_pieces, split_sentences
from contraflow.claims.where import find_goods_meant, find_side, listed_goods, precision
from contraflow.errors import PageError
from contraflow.reports.report import Report

EXTRACTORS: tuple[ModuleType, ...] = (
    enforcement,
    flow,
    official_trade,
    hire_fee,
    bribe,
    penalty,
    seizure,
    price,
    exchange_rate,
    tolerance,
    carrier,
    timing,
    supply,
    earnings,
    collusion,
    closure,
    state_smuggling,
    sanction,
    diplomacy,
    environment,
)
LANGUAGES = ("en",)
MOST_CHARACTERS = 100_000  # some 16,000 words; the longest reports have a fifth of that
EARLIEST, LATEST = 1900, 2199  # years of publication; words of time reach some years to either side
NEARBY = 3000  # characters; what a paragraph says further away than this is not of the same thing
EARLIER = 600  # characters; what "there" points to stands within them
# a question asserts nothing; a lost quotation mark that became "?" makes none
QUESTION = re.compile(
    r"^\W*(?:\w+: )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|how|what|why|when|where|who"
    r"|which)\b"
    r"[^?]*\?[”\"’']?$",
    re.IGNORECASE,
)
PARAGRAPH = "\n\n"
RELIABILITY = {"document": "B", "reporter": "B", "official": "C", "trader": "C", "resident": "C", "unspecified": "F"}
UNLICENSED = frozenset({"flow", "carrier", "timing", "tolerance", "seizure", "hire_fee", "bribe", "state_smuggling"})
BY_STATE = frozenset({"flow"})
GOOD_CARRIED = frozenset({"price", "supply", "seizure", "timing", "carrier"})
PER_GOOD = frozenset({"flow", "sanction", "official_trade", "supply", "price"})
STATED = frozenset({"amount", "share", "ratio"})  # a number is of one good, or of all of them together
SIDED = frozenset(
    {"enforcement", "tolerance", "penalty", "seizure", "collusion", "bribe", "hire_fee", "price", "exchange_rate", "closure"}
)


@dataclass(frozen=True)
class Context:
    """What the words around a piece say of it."""

    voice: Voice
    masked: str  # the report's text without the words that describe its sources
    clock: Clock
    case: Case
    before: str  # what the same voice said before, in the masked text
    earlier: str  # what anybody said shortly before
    spoken_of: str  # the place that the voice spoke of last; ``latest`` that of which anybody did
    latest: str
    since: int  # offset at which its voice began to speak
    topic: str  # the place that the report is about by its title and lead; empty when these name none or several
    of_border: frozenset[str]  # indicators of which its sentence may tell something of this border


def read_claims(report: Report, case: Case, *, taught: bool = False) -> tuple[Claim, ...]:
    """Return the claims that a report makes, in the order of its text.

    Args:
        report: one story.
        case: its border.
        taught: whether the taught model reads beside the rules.

    Raises:
        PageError: if the report is in a language that is not read, has no text, or far more than a report.
    """
    check_readable(report)
    claims = [claim for seen, pieces in _sentences(report, case, taught) for claim in _sentence_claims(seen, pieces, report)]
    return tuple(replace(claim, id=f"{report.id}/{n}", number=n) for n, claim in enumerate(_distinct(claims), 1))


def read_with_model(report: Report, case: Case) -> tuple[Claim, ...]:
    """Return the claims that rules and the taught model find together in a report, in the order of its text.

    Raises:
        PageError: as ``read_claims``.
    """
    return read_claims(report, case, taught=True)


def check_readable(report: Report) -> None:
    """Refuse a report that no reader takes: in a language that is not read, without text, or far more than a report.

    Raises:
        PageError: it is one.
    """
    if report.language not in LANGUAGES:
        raise PageError(
            f"language {report.language!r} is not read yet; allowed: {', '.join(LANGUAGES)}; "
            "do: code the claims by hand into claims.csv, or give an English version"
        )
    if report.published and not EARLIEST <= report.published.year <= LATEST:
        raise PageError(
            f"{report.id}: found the publication date {report.published}; allowed: {EARLIEST} to {LATEST}; do: correct the date"
        )
    if not report.text:
        raise PageError(f"{report.id}: a citation without text; allowed: a report with its text; do: read its page")
    if len(report.text) > MOST_CHARACTERS:
        raise PageError(
            f"{report.id}: found a text of {len(report.text):,} characters; allowed: one report, up to {MOST_CHARACTERS:,}; "
            "do: split it into its reports"
        )


Pieces = list[tuple[Sentence, Context]]


def _sentences(report: Report, case: Case, taught: bool) -> Iterator[tuple[Seen | None, Pieces]]:
    """Yield a report's sentences in pieces, with the words around them and what the model sees; questions assert nothing."""
    sentences = split_sentences(report.text)
    voices = attribute(sentences, case, report.outlet)
    masked = mask_sources(report.text)
    clock = Clock(report.published, None, case.calendar)
    starts = _starts(sentences, voices)
    topic = topic_of(report.title, masked[: len(sentences[0].text)] if sentences else "", case)
    may_be = relevant(report.title, report.text, masked, case)
    spoken: dict[str, str] = {}
    latest, speaking, since = "", "", 0
    texts = [masked[each.start : each.start + len(each.text)] for each in sentences]
    seen = see(texts, case) if taught else [None] * len(texts)
    for number, (sentence, turns) in enumerate(zip(sentences, voices, strict=True)):
        told = masked[sentence.start : sentence.start + len(sentence.text)]
        clock = clock.after(told, sentence.paragraph, turns[0][1].id == "D")
        if QUESTION.match(sentence.text):
            continue
        of_border = frozenset(each.NAME for each in EXTRACTORS if may_be(told, each.NAME))
        pieces: Pieces = []
        for piece in split_pieces(sentence):
            before = masked[max(starts[number], piece.start - NEARBY) : piece.start]
            earlier = masked[max(piece.start - EARLIER, 0) : piece.start]
            voice = _voice_at(turns, piece)
            speaking, since = (speaking, since) if voice.id == speaking else (voice.id, piece.start)
            named = places_told(masked[piece.start : piece.start + len(piece.text)], case)
            spoken[voice.id] = closest_of(named, case) if named else spoken.get(voice.id, "") or _lives_in(voice, piece, case)
            if voice.id == "R" and (len(named) > 1 or not places_told(earlier, case)):
                spoken["R"] = named[0] if len(named) == 1 else ""  # several at once, or told too long ago
            pieces.append(
                (piece, Context(voice, masked, clock, case, before, earlier, spoken[voice.id], latest, since, topic, of_border))
            )
            latest = (named[0] if len(named) == 1 else "") if named else latest
        yield seen[number], pieces


def _lives_in(voice: Voice, piece: Sentence, case: Case) -> str:
    """Return the province that a piece itself gives for its source, which then speaks of that; empty where it gives a town."""
    return voice.place if voice.place in places_told(piece.whole, case) else ""


def _starts(sentences: list[Sentence], voices: list[Turns]) -> list[int]:
    """Return for every sentence where that begins which belongs to it: its paragraph, and the one before of the same voice."""
    first: dict[int, int] = {}
    speakers: dict[int, set[str]] = {}
    for sentence, turns in zip(sentences, voices, strict=True):
        first.setdefault(sentence.paragraph, sentence.start)
        speakers.setdefault(sentence.paragraph, set()).update(voice.id for _, voice in turns)
    return [
        first[each.paragraph - 1]
        if each.paragraph - 1 in first and speakers[each.paragraph - 1] == speakers[each.paragraph] != {"R"}
        else first[each.paragraph]
        for each in sentences
    ]


def _voice_at(turns: Turns, piece: Sentence) -> Voice:
    """Return who speaks when a piece of a sentence begins."""
    return [voice for at, voice in turns if at <= piece.start - piece.whole_start][-1]


def _sentence_claims(seen: Seen | None, pieces: Pieces, report: Report) -> Iterator[Claim]:
    """Yield the claims of one sentence: what rules find in its pieces joined with what the model sees in the whole."""
    whole_start, of_border = pieces[0][0].whole_start, pieces[0][1].of_border
    text = pieces[0][1].masked[whole_start : whole_start + len(pieces[0][0].whole)]
    ruled = [
        Found(each.indicator, each.extractor, _moved(each.draft, piece.start - whole_start))
        for piece, context in pieces
        for each in _ruled(piece, context)
    ]
    for found in join(ruled, seen, text):
        if found.indicator in of_border:
            piece, context = next(
                each for each in reversed(pieces) if each[0].start - whole_start <= found.draft.start or each is pieces[0]
            )
            yield from _piece_claims(found, piece, context, report)


def _piece_claims(found: Found, piece: Sentence, context: Context, report: Report) -> Iterator[Claim]:
    inset = piece.start - piece.whole_start
    modality = find_modality(piece.text, piece.whole, found.draft.start, found.draft.end)
    if context.voice.id == "R" and context.voice.via and modality.modality == "asserted":
        modality = replace(modality, modality="hearsay")  # the reporter has it from another outlet
    found = replace(found, draft=_moved(found.draft, -inset))
    for place in _places(found.indicator, piece, context, found.draft.start):
        yield _claim(found, piece, context, report, modality, place)


def _moved(draft: Draft, by: int) -> Draft:
    return replace(draft, start=draft.start + by, end=draft.end + by)


def _ruled(piece: Sentence, context: Context) -> list[Found]:
    """Return what every extractor finds in a piece; what the state itself smuggles is no private flow."""
    # what a source is or does is no claim: extractors never see the words that describe it
    seen = replace(piece, text=context.masked[piece.start : piece.start + len(piece.text)], before=context.before)
    found: list[Found] = []
    for extractor in EXTRACTORS:
        find: Callable[[Sentence, Case], Iterable[Draft]] = extractor.find
        if extractor.NAME in context.of_border:
            drafts = _each_good(extractor.NAME, find(seen, context.case), seen.text, context.case)
            found += [Found(extractor.NAME, f"{extractor.NAME} {extractor.VERSION}", draft) for draft in drafts]
    by_state = [each.draft for each in found if each.indicator == "state_smuggling"]
    return [
        each for each in found if each.indicator not in BY_STATE or not any(_overlap(each.draft, other) for other in by_state)
    ]


def _overlap(one: Draft, other: Draft) -> bool:
    return one.start < other.end and other.start < one.end


def _each_good(name: str, drafts: Iterable[Draft], text: str, case: Case) -> Iterator[Draft]:
    """Yield what is said of several goods in one breath ("coal, iron ore and seafood") once for each of them."""
    for draft in drafts:
        goods = listed_goods(text, case, draft.start, draft.end) if name in PER_GOOD and not draft.good else []
        yield from (replace(draft, good=good) for good in goods) if len(goods) > 1 and draft.kind not in STATED else (draft,)


def _claim(found: Found, piece: Sentence, context: Context, report: Report, modality: Modality, place: str) -> Claim:
    name, draft = found.indicator, found.draft
    seen = context.masked[piece.start : piece.start + len(piece.text)]
    whole = context.masked[piece.whole_start : piece.whole_start + len(piece.whole)]  # since when a source is what, is no time
    period = claim_period(name, draft, seen, whole, modality, context.clock)
    good = draft.good or _good(name, seen, piece.whole, context)
    side = draft.side or (find_side(seen, context.case, draft.start) if name in SIDED else "both")
    known = report.published
    claim = Claim(
        id="",
        report=report.id,
        number=0,
        indicator=name,
        kind=draft.kind,
        value=draft.value,
        code=draft.code,
        low=draft.low,
        high=draft.high,
        bound=draft.bound,
        unit=draft.unit,
        scope="border",
        side=side,
        direction=_direction(good, context.case),
        place=place,
        precision=precision(place, context.case),
        good=good,
        licensed="unlicensed" if name in UNLICENSED else "licensed" if name == "official_trade" else "unclear",
        start=period.start,
        end=period.end,
        known=known,
        retrospective=bool(known and period.end and period.end < known),
        habitual="usual" in piece.text.lower() or "always" in piece.text.lower(),
        inconsistent=False,
        compared_with=find_baseline(draft.kind, piece.text, period, modality, context.clock),
        voice=context.voice.id,
        role=context.voice.role,
        via=context.voice.via,
        echo_of=report.echo_of,
        modality=modality.modality,
        condition=modality.condition,
        cause=find_cause(seen),
        hedge=modality.hedge,
        anchor=find_anchor(
            report.text, context.masked, *(piece.start + at for at in (draft.start, draft.end, len(piece.text)))
        ),
        paraphrase="",
        reliability=RELIABILITY.get(context.voice.role, "C"),
        credibility="6",
        marking="",
        extractor=found.extractor,
    )
    return replace(claim, paraphrase=paraphrase(claim, context.case))


def _places(name: str, piece: Sentence, context: Context, at: int) -> list[str]:
    """Return where a claim holds, see placing.py."""
    masked = context.masked
    told = Told(
        masked[piece.start : piece.start + len(piece.text)],
        masked[piece.whole_start : piece.whole_start + len(piece.whole)],
        context.before[max(len(context.before) - (piece.start - context.since), 0) :] if piece.start > context.since else "",
        context.earlier,
        context.spoken_of,
        context.latest,
        context.topic,
        at,
    )
    return places_of(name, told, context.voice, context.case)


def _good(name: str, piece: str, whole: str, context: Context) -> str:
    for text, before in ((piece, ""), (whole, ""), (piece, context.before if name in GOOD_CARRIED else "")):
        goods = find_goods_meant(text, before, context.case)
        if goods:
            return goods[0].id
    return "all" if name in {"flow", "official_trade", "enforcement"} else "unspecified"


def _direction(good: str, case: Case) -> str:
    known = case.goods.get(good)
    return known.direction if known and known.direction else "both"


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Drop a claim that says what the same voice said of the same days in the same sentence or just before."""
    kept: list[Claim] = []
    for claim in claims:
        again = any(
            (each.indicator, each.kind, each.value, each.code, each.voice, each.place, each.good, each.start, each.modality)
            == (
                claim.indicator,
                claim.kind,
                claim.value,
                claim.code,
                claim.voice,
                claim.place,
                claim.good,
                claim.start,
                claim.modality,
            )
            for each in kept[-6:]
        )
        if not again:
            kept.append(claim)
    return kept
