"""A report becomes claims: sentences, voices, then for each piece every extractor, then time, place, goods, modality.

The list EXTRACTORS is all there is: one file an indicator, each with a docstring that says why it found what it found.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType

from contraflow.case.case import Case
from contraflow.claims.attribution import Turns, Voice, attribute
from contraflow.claims.cause import find_cause
from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.draft import Draft
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
from contraflow.claims.modality import Modality, find_modality
from contraflow.claims.paraphrase import paraphrase
from contraflow.claims.period import Clock, claim_period, find_baseline, in_force
from contraflow.claims.protect import first_source, mask_sources
from contraflow.claims.relevance import relevant
from contraflow.claims.sentences import Sentence, split_pieces, split_sentences
from contraflow.claims.where import (
    POINTS_TO_PLACE,
    WHOLE_BORDER,
    as_sectors,
    find_goods_meant,
    find_places,
    find_side,
    names_both_sides,
    precision,
)
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
ANCHOR_WORDS, LEAST_ANCHOR_WORDS = 8, 4
CONTEXT = 32
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
QUOTE_END = re.compile(r"[”\"]")
RELIABILITY = {"document": "B", "reporter": "B", "official": "C", "trader": "C", "resident": "C", "unspecified": "F"}
UNLICENSED = frozenset({"flow", "carrier", "timing", "tolerance", "seizure", "hire_fee", "bribe", "state_smuggling"})
IN_FORCE = frozenset({"ban", "cap", "resolution", "closure"})
BY_STATE = frozenset({"flow"})
GOOD_CARRIED = frozenset({"price", "supply", "seizure", "timing", "carrier"})
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
    spoken_of: str  # the place that the voice spoke of last
    topic: str  # the place that the report is about by its title and lead; empty when these name none or several
    of_border: frozenset[str]  # indicators of which its sentence may tell something of this border


def read_claims(report: Report, case: Case) -> tuple[Claim, ...]:
    """Return the claims that a report makes, in the order of its text.

    Raises:
        PageError: if the report is in a language that is not read, has no text, or far more than a report.
    """
    if report.language not in LANGUAGES:
        raise PageError(
            f"language {report.language!r} is not read yet; allowed: {', '.join(LANGUAGES)}; "
            "do: code the claims by hand into claims.csv, or give an English version"
        )
    if not report.text:
        raise PageError(f"{report.id}: a citation without text; allowed: a report with its text; do: read its page")
    if len(report.text) > MOST_CHARACTERS:
        raise PageError(
            f"{report.id}: found a text of {len(report.text):,} characters; allowed: one report, up to {MOST_CHARACTERS:,}; "
            "do: split it into its reports"
        )
    claims = [claim for piece, context in _pieces(report, case) for claim in _piece_claims(piece, context, report)]
    return tuple(replace(claim, id=f"{report.id}/{n}", number=n) for n, claim in enumerate(_distinct(claims), 1))


def _pieces(report: Report, case: Case) -> Iterator[tuple[Sentence, Context]]:
    """Yield the pieces of a report's sentences with what the words around them say; questions assert nothing."""
    sentences = split_sentences(report.text)
    voices = attribute(sentences, case, report.outlet)
    masked = mask_sources(report.text)
    clock = Clock(report.published, None, case.calendar)
    starts = _starts(sentences, voices)
    topic = _topic(report, masked, case)
    may_be = relevant(report.title, report.text, masked, case)
    spoken: dict[str, str] = {}
    for number, (sentence, turns) in enumerate(zip(sentences, voices, strict=True)):
        told = masked[sentence.start : sentence.start + len(sentence.text)]
        clock = clock.after(told, sentence.paragraph, turns[0][1].id == "D")
        if QUESTION.match(sentence.text):
            continue
        of_border = frozenset(each.NAME for each in EXTRACTORS if may_be(told, each.NAME))
        for piece in split_pieces(sentence):
            before = masked[max(starts[number], piece.start - NEARBY) : piece.start]
            earlier = masked[max(piece.start - EARLIER, 0) : piece.start]
            voice = _voice_at(turns, piece)
            named = _told(masked[piece.start : piece.start + len(piece.text)], case)
            spoken[voice.id] = named[0] if named else spoken.get(voice.id, "")
            yield (
                piece,
                Context(
                    voice,
                    masked,
                    clock,
                    case,
                    before,
                    earlier,
                    spoken[voice.id] if voice.id != "R" else "",
                    topic,
                    of_border,
                ),
            )


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


def _piece_claims(piece: Sentence, context: Context, report: Report) -> Iterable[Claim]:
    # what a source is or does is no claim: extractors never see the words that describe it
    seen = replace(piece, text=context.masked[piece.start : piece.start + len(piece.text)], before=context.before)
    for extractor, draft in _drafts(seen, context):
        inset = piece.start - piece.whole_start
        modality = find_modality(piece.text, piece.whole, inset + draft.start, inset + draft.end)
        if context.voice.id == "R" and context.voice.via and modality.modality == "asserted":
            modality = replace(modality, modality="hearsay")  # the reporter has it from another outlet
        for place in _places(extractor.NAME, draft, piece, context):
            yield _claim(extractor, draft, piece, context, report, modality, place)


def _drafts(seen: Sentence, context: Context) -> list[tuple[ModuleType, Draft]]:
    """Return what every extractor finds; what the state itself smuggles is no private flow."""
    found: list[tuple[ModuleType, Draft]] = []
    for extractor in EXTRACTORS:
        find: Callable[[Sentence, Case], Iterable[Draft]] = extractor.find
        if extractor.NAME in context.of_border:
            found += [(extractor, draft) for draft in find(seen, context.case)]
    by_state = [draft for extractor, draft in found if extractor.NAME == "state_smuggling"]
    return [
        (extractor, draft)
        for extractor, draft in found
        if extractor.NAME not in BY_STATE or not any(_overlap(draft, other) for other in by_state)
    ]


def _overlap(one: Draft, other: Draft) -> bool:
    return one.start < other.end and other.start < one.end


def _claim(
    extractor: ModuleType, draft: Draft, piece: Sentence, context: Context, report: Report, modality: Modality, place: str
) -> Claim:
    name: str = extractor.NAME
    seen = context.masked[piece.start : piece.start + len(piece.text)]
    whole = context.masked[piece.whole_start : piece.whole_start + len(piece.whole)]  # since when a source is what, is no time
    period = claim_period(draft.kind, draft.when, seen, whole, modality, context.clock)
    if draft.kind == "event" and draft.code in IN_FORCE and name in {"sanction", "closure"} and modality.modality == "asserted":
        period = in_force(period, whole)
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
        anchor=_anchor(report.text, context.masked, *(piece.start + at for at in (draft.start, draft.end, len(piece.text)))),
        paraphrase="",
        reliability=RELIABILITY.get(context.voice.role, "C"),
        credibility="6",
        marking="",
        extractor=f"{name} {extractor.VERSION}",
    )
    return replace(claim, paraphrase=paraphrase(claim, context.case))


def _places(name: str, draft: Draft, piece: Sentence, context: Context) -> list[str]:
    """Return where a claim holds: places named in its piece, its sentence, its paragraph, else where its voice speaks of."""
    case = context.case
    if name in {"sanction", "diplomacy"}:
        return ["border"]
    if WHOLE_BORDER.search(piece.text) and not _told(piece.text, case):
        return ["border"]
    for text in _around(piece, context.masked):
        told = _told(text, case)
        if told:
            sectors = [place for place in told if case.places[place].kind == "sector"]
            # things seen at several sectors are claims on each; of larger places the first counts
            return sectors[:3] if name in {"carrier"} and sectors else (sectors[:1] or told[:1])
    back = _told(context.earlier, case) if POINTS_TO_PLACE.search(piece.text) else _told(context.before, case)
    if back:
        return back[-1:]
    whole = names_both_sides(piece.text, case)  # "between A and B" is said of the whole border, wherever its voice lives
    return ["border" if whole else context.spoken_of or context.voice.place or context.topic or "border"]


def _topic(report: Report, masked: str, case: Case) -> str:
    """Return the one place that a title and first paragraph name: what has no place of its own is mostly told of it."""
    named = _told(f"{report.title}\n{masked.partition(PARAGRAPH)[0]}", case)
    sectors = [place for place in named if case.places[place].kind == "sector"]
    return sectors[0] if len(sectors) == 1 else named[0] if len(named) == 1 else ""


def _told(text: str, case: Case) -> list[str]:
    """Return the places of the border that a text names, lifted to sectors."""
    named = as_sectors([place.id for place in find_places(text, case)], case)
    return [place for place in named if case.places[place].kind not in {"elsewhere", "border"}]


def _around(piece: Sentence, masked: str) -> tuple[str, str, str]:
    """Return a piece, its sentence and its paragraph out of the masked text."""
    first = masked.rfind("\n\n", 0, piece.whole_start) + 1
    last = masked.find("\n\n", piece.whole_start)
    first, last = max(first, piece.whole_start - NEARBY), min(last if last >= 0 else len(masked), piece.start + NEARBY)
    return (
        masked[piece.start : piece.start + len(piece.text)],
        masked[piece.whole_start : piece.whole_start + len(piece.whole)],
        masked[first:last],
    )


def _good(name: str, piece: str, whole: str, context: Context) -> str:
    for text, before in ((piece, ""), (whole, ""), (piece, context.before if name in GOOD_CARRIED else "")):
        goods = find_goods_meant(text, before, context.case)
        if goods:
            return goods[0].id
    return "all" if name in {"flow", "official_trade", "enforcement"} else "unspecified"


def _direction(good: str, case: Case) -> str:
    known = case.goods.get(good)
    return known.direction if known and known.direction else "both"


def _anchor(text: str, masked: str, start: int, end: int, last: int) -> Anchor:
    """Return four to eight words that begin with the telling ones and stay in their piece, with quote, context and position.

    They stop before a quotation's end; neither they nor the context hold words that describe a source.
    """
    closing = QUOTE_END.search(text, end, last)
    last = first_source(text, end, closing.start() if closing else last, masked)
    words = [found.span() for found in re.finditer(r"\S+", text[start:last])]
    telling = sum(first < end - start for first, _ in words)
    kept = words[: min(max(telling, LEAST_ANCHOR_WORDS), ANCHOR_WORDS)] or [(0, end - start)]
    exact = text[start : start + kept[-1][1]].rstrip(' ,;:.”"’—–') or text[start:end]
    stop = start + len(exact)
    before = next(
        (at + 1 for at in range(start - 1, start - 1 - CONTEXT, -1) if at < 0 or text[at] != masked[at]), start - CONTEXT
    )
    after = first_source(text, stop, min(stop + CONTEXT, len(text)), masked)
    return Anchor(exact, text[before:start], text[stop:after], start, stop)


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Drop a claim that says what the same voice said of the same days in the same sentence or just before."""
    kept: list[Claim] = []
    for claim in claims:
        again = any(
            (each.indicator, each.kind, each.value, each.code, each.voice, each.place, each.start, each.modality)
            == (claim.indicator, claim.kind, claim.value, claim.code, claim.voice, claim.place, claim.start, claim.modality)
            for each in kept[-6:]
        )
        if not again:
            kept.append(claim)
    return kept
