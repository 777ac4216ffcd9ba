"""A report becomes claims: sentences, voices, then for each piece every extractor, then time, place, goods, modality.

The list EXTRACTORS is all there is: one file an indicator, each with a docstring that says why it found what it found.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import ModuleType

from contraflow.case.case import Case
from contraflow.claims.attribution import Voice, attribute
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
from contraflow.claims.period import Clock, claim_period, find_baseline
from contraflow.claims.protect import first_source, mask_sources
from contraflow.claims.sentences import Sentence, split_pieces, split_sentences
from contraflow.claims.where import as_sectors, find_goods, find_places, find_side, names_both_sides, precision
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
QUOTE_END = re.compile(r"[”\"]")
RELIABILITY = {"document": "B", "reporter": "B", "official": "C", "trader": "C", "resident": "C", "unspecified": "F"}
UNLICENSED = frozenset({"flow", "carrier", "timing", "tolerance", "seizure", "hire_fee", "bribe", "state_smuggling"})
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


def read_claims(report: Report, case: Case) -> tuple[Claim, ...]:
    """Return the claims that a report makes, in the order of its text.

    Raises:
        PageError: if the report is in a language that is not read, has no text, or far more than a report.
    """
    check_readable(report)
    sentences = split_sentences(report.text)
    voices = attribute(sentences, case, report.outlet)
    masked = mask_sources(report.text)
    claims: list[Claim] = []
    clock = Clock(report.published, None)
    for sentence, voice in zip(sentences, voices, strict=True):
        clock = clock.after(sentence.text)
        context = Context(voice, masked, clock, case)
        for piece in split_pieces(sentence):
            claims += _piece_claims(piece, context, report)
    return tuple(replace(claim, id=f"{report.id}/{n}", number=n) for n, claim in enumerate(_distinct(claims), 1))


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
    if not report.text:
        raise PageError(f"{report.id}: a citation without text; allowed: a report with its text; do: read its page")
    if len(report.text) > MOST_CHARACTERS:
        raise PageError(
            f"{report.id}: found a text of {len(report.text):,} characters; allowed: one report, up to {MOST_CHARACTERS:,}; "
            "do: split it into its reports"
        )


def _piece_claims(piece: Sentence, context: Context, report: Report) -> Iterable[Claim]:
    # what a source is or does is no claim: extractors never see the words that describe it
    seen = replace(piece, text=context.masked[piece.start : piece.start + len(piece.text)])
    for extractor in EXTRACTORS:
        find: Callable[[Sentence, Case], Iterable[Draft]] = extractor.find
        for draft in find(seen, context.case):
            inset = piece.start - piece.whole_start
            modality = find_modality(piece.text, piece.whole, inset + draft.start, inset + draft.end)
            if context.voice.id == "R" and context.voice.via and modality.modality == "asserted":
                modality = replace(modality, modality="hearsay")  # the reporter has it from another outlet
            for place in _places(extractor.NAME, draft, piece, context):
                yield _claim(extractor, draft, piece, context, report, modality, place)


def _claim(
    extractor: ModuleType, draft: Draft, piece: Sentence, context: Context, report: Report, modality: Modality, place: str
) -> Claim:
    name: str = extractor.NAME
    seen = context.masked[piece.start : piece.start + len(piece.text)]
    period = claim_period(draft.kind, draft.when, piece.text, piece.whole, modality, context.clock)
    good = draft.good or _good(name, seen, piece.whole, context.case)
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
    for text in _around(piece, context.masked):
        named = as_sectors([place.id for place in find_places(text, case)], case)
        told = [place for place in named if case.places[place].kind not in {"elsewhere", "border"}]
        if told:
            sectors = [place for place in told if case.places[place].kind == "sector"]
            # things seen at several sectors are claims on each; of larger places the first counts
            return sectors[:3] if name in {"carrier"} and sectors else (sectors[:1] or told[:1])
    whole = names_both_sides(piece.text, case)  # "between A and B" is said of the whole border, wherever its voice lives
    return ["border" if whole else context.voice.place or "border"]


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


def _good(name: str, piece: str, whole: str, case: Case) -> str:
    for text in (piece, whole):
        goods = find_goods(text, case)
        if goods:
            return goods[0].id
    return "all" if name in {"flow", "official_trade", "enforcement"} else "unspecified"


def _direction(good: str, case: Case) -> str:
    known = case.goods.get(good)
    return known.direction if known and known.direction else "both"


def _anchor(text: str, masked: str, start: int, end: int, last: int) -> Anchor:
    """Return four to eight words that begin with the telling ones and stay in their piece, with quote, context and position.

    They stop before a quotation's end and before the words that describe a source.
    """
    closing = QUOTE_END.search(text, end, last)
    last = first_source(text, end, closing.start() if closing else last, masked)
    words = [found.span() for found in re.finditer(r"\S+", text[start:last])]
    telling = sum(first < end - start for first, _ in words)
    kept = words[: min(max(telling, LEAST_ANCHOR_WORDS), ANCHOR_WORDS)] or [(0, end - start)]
    exact = text[start : start + kept[-1][1]].rstrip(' ,;:.”"’—–') or text[start:end]
    stop = start + len(exact)
    return Anchor(exact, text[max(start - CONTEXT, 0) : start], text[stop : stop + CONTEXT], start, stop)


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
