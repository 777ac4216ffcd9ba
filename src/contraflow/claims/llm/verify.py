"""A model's proposal becomes a claim only when the text bears it out and the codebook allows it; else a reason is given."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from contraflow.claims.anchoring import CONTEXT
from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.coded import faults_of_claim
from contraflow.claims.extract import RELIABILITY, UNLICENSED
from contraflow.claims.llm.material import Material, comparable
from contraflow.claims.llm.schema import Proposal
from contraflow.claims.modality import Modality
from contraflow.claims.numbers import NUMBER, SCALE, read_number
from contraflow.claims.paraphrase import paraphrase
from contraflow.claims.period import Clock, find_baseline
from contraflow.claims.protect import first_source
from contraflow.claims.when import Period
from contraflow.claims.where import as_sectors, precision
from contraflow.words.load import claim_words, table

LEAST_WORDS, MOST_WORDS = 2, 8
VOICE = re.compile(r"S[1-9]\d?|R|D", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
UNIT = re.compile(r"[A-Za-z0-9%/ ]{0,40}", re.ASCII)
PER_WHAT = frozenset({"per", "/", "trip", "crossing", "load", "bag", "box", "truck", "boat", "ship", "shipment", "visit"})
FIGURE = re.compile(NUMBER, re.IGNORECASE)
NEAR = 0.01
EDGE = " ,;:.!?…()[]\"“”'‘’—–-"


class Doubt(Exception):
    """A proposal that is dropped; the text is the reason by which it is counted."""


@dataclass(frozen=True)
class Place:
    """Where words of a proposal stand.

    Attributes:
        start: offset in the report's text; ``end`` after the last character.
        sentence: number of the sentence.
    """

    start: int
    end: int
    sentence: int


def verify(proposal: Proposal | None, material: Material, window: range, extractor: str) -> tuple[Claim, tuple[str, ...]]:
    """Return the claim that a proposal makes, without id and number, and which of its fields were emptied.

    Args:
        proposal: as a model gave it; None when it was not of the form.
        material: the report.
        window: numbers of the sentences that the model was shown.
        extractor: name under which the claim is kept.

    Raises:
        Doubt: the text does not bear it out, or the codebook does not allow it.
    """
    if proposal is None:
        raise Doubt("not of the form that was asked for")
    at = find_anchor(proposal.anchor, material, window)
    if at is None:
        raise Doubt("anchor not in the text that was shown")
    if len(material.report.text[at.start : at.end].split()) < LEAST_WORDS:
        raise Doubt("anchor of a single word")
    _check_place(proposal, material)
    _check_figures(proposal, material, at.sentence)
    _check_unit(proposal.unit, material.without_sources(at.sentence))
    claim, emptied = _claim(proposal, material, window, at, extractor)
    faults = faults_of_claim(claim, material.case, material.report)
    if faults:
        raise Doubt(f"{faults[0].field} against the codebook")
    return replace(claim, paraphrase=paraphrase(claim, material.case)), emptied


def find_anchor(words: str, material: Material, window: range) -> Place | None:
    """Return where words stand in the shown sentences: at most eight of them, in one sentence; None when nowhere.

    White space, accents and the form of quotes may differ; letters may not. Words that describe a source are never matched.
    """
    tokens = comparable(words.strip(EDGE + "\n\t")).split()
    if not tokens:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, tokens)) + r"(?!\w)")
    text, sentences = material.report.text, material.sentences
    first, last = sentences[window[0]], sentences[window[-1]]
    for found in pattern.finditer(material.folded, first.start, last.start + len(last.text)):
        number = bisect_right(sentences, found.start(), key=lambda each: each.start) - 1
        # the words may run on over the end of their sentence; what is kept does not
        end = min(found.end(), sentences[number].start + len(sentences[number].text))
        described = first_source(text, found.start(), found.end(), material.masked) < found.end()
        if number not in material.left_out and not described:
            return Place(found.start(), _cut(text, found.start(), end), number)
    return None


def find_words(words: str, material: Material, window: range) -> str:
    """Return at most eight words of the text as they stand there; empty when they do not stand in what was shown."""
    at = find_anchor(words, material, window)
    return " ".join(material.report.text[at.start : at.end].split()) if at else ""


def _cut(text: str, start: int, end: int) -> int:
    """Return where the eighth word ends, without punctuation after it."""
    ends = [found.end() for found in re.finditer(r"\S+", text[start:end])][:MOST_WORDS]
    return start + len(text[start : start + ends[-1]].rstrip(EDGE)) if ends else end


def _check_place(proposal: Proposal, material: Material) -> None:
    if proposal.place not in material.case.places:
        raise Doubt("place against the codebook")
    if proposal.place not in material.places:
        raise Doubt("place that the text does not name")


def _check_figures(proposal: Proposal, material: Material, number: int) -> None:
    """Hold the number of an amount against the numbers of its sentence and the one before."""
    if proposal.kind != "amount":
        return
    ranged = proposal.low is not None and proposal.high is not None
    stated = (proposal.low, proposal.high) if ranged else (proposal.value, proposal.low, proposal.high)
    scale = 1.0
    for word in proposal.unit.split():
        scale *= table("units")["scale"].get(word, 1.0)
    near = range(max(number - 1, 0), number + 1)
    seen = [figure for each in near for figure in _figures(material.without_sources(each))]
    for value in stated:
        if value is not None and not any(
            abs(each - size) <= NEAR * abs(each) for each in seen for size in (value, value * scale)
        ):
            raise Doubt("number that the text does not state")


def _figures(text: str) -> Iterator[float]:
    for found in FIGURE.finditer(text):
        try:
            yield read_number(found.group(0))
        except (KeyError, ValueError, IndexError):
            continue  # "1,2,3" and the like are no number
    for found in re.finditer(rf"(\d[\d,]*(?:\.\d+)?)[\s-]?({'|'.join(SCALE)})", text, re.IGNORECASE):
        yield float(found[1].replace(",", "")) * SCALE[found[2].lower()]


def _check_unit(unit: str, sentence: str) -> None:
    """Hold every word of a unit against the codebook's units and the sentence, so that no free text gets in."""
    known = {word for kind in table("units").values() for word in kind} | PER_WHAT
    own = set(re.findall(r"\w+", sentence.lower()))
    words = unit.replace("/", " / ").split()
    if not UNIT.fullmatch(unit) or not all(word in known or word.lower() in own for word in words):
        raise Doubt("unit against the codebook")


def _claim(proposal: Proposal, material: Material, window: range, at: Place, extractor: str) -> tuple[Claim, tuple[str, ...]]:
    report, case = material.report, material.case
    sentence = material.without_sources(at.sentence)
    modality, emptied = _modality(proposal, material, window)
    cause = find_words(proposal.cause, material, window)
    emptied += ("cause",) if proposal.cause and not cause else ()
    period = _period(proposal, report.published)
    voice, role, via = _voice(proposal, material)
    if voice == "R" and via and modality.modality == "asserted":
        modality = replace(modality, modality="hearsay")  # the reporter has it from another outlet
    place = as_sectors([proposal.place], case)[0]
    value = proposal.value
    if value is None and proposal.low is not None and proposal.high is not None:
        value = (proposal.low + proposal.high) / 2
    claim = Claim(
        id=f"{report.id}/1",
        report=report.id,
        number=1,
        indicator=proposal.indicator,
        kind=proposal.kind,
        value=value,
        code=proposal.code,
        low=proposal.low,
        high=proposal.high,
        bound=proposal.bound,
        unit=proposal.unit,
        scope=proposal.scope,
        side=proposal.side,
        direction=(case.goods[proposal.good].direction if proposal.good in case.goods else "") or "both",
        place=place,
        precision=precision(place, case),
        good=proposal.good,
        licensed=_licensed(proposal.indicator),
        start=period.start,
        end=period.end,
        known=report.published,
        retrospective=bool(report.published and period.end and period.end < report.published),
        habitual="usual" in sentence.lower() or "always" in sentence.lower(),
        inconsistent=False,
        compared_with=find_baseline(proposal.kind, sentence, period, modality, Clock(report.published, None)),
        voice=voice,
        role=role,
        via=via,
        echo_of=report.echo_of,
        modality=modality.modality,
        condition=modality.condition,
        cause=cause,
        hedge=modality.hedge,
        anchor=_anchor(report.text, at),
        paraphrase="-",
        reliability=RELIABILITY.get(role, "C"),
        credibility="6",
        marking="",
        extractor=extractor,
    )
    return claim, emptied


def _licensed(indicator: str) -> str:
    return "unlicensed" if indicator in UNLICENSED else "licensed" if indicator == "official_trade" else "unclear"


def _modality(proposal: Proposal, material: Material, window: range) -> tuple[Modality, tuple[str, ...]]:
    conditional = proposal.modality == "conditional"
    condition = find_words(proposal.condition, material, window) if conditional else ""
    if conditional and not condition:
        raise Doubt("condition that the text does not state")
    hedge = find_words(proposal.hedge, material, window)
    emptied: tuple[str, ...] = ("condition",) if proposal.condition and not conditional else ()
    emptied += ("hedge",) if proposal.hedge and not hedge else ()
    return Modality(proposal.modality, condition, hedge), emptied


def _period(proposal: Proposal, published: date | None) -> Period:
    """Return the days of a proposal; none when nobody knows against which day the words of time count."""
    start, end = _day(proposal.start), _day(proposal.end)
    if published is None:
        return Period(None, None)
    if start and start > published and proposal.modality not in {"expected", "conditional"}:
        raise Doubt("begins after the publication, and is not said of the future")
    return Period(start, end)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as 2018-02-30
    raise Doubt("day that does not exist")


def _voice(proposal: Proposal, material: Material) -> tuple[str, str, str]:
    """Return voice, role and outlet: those of the report's own voices as the rules know them, else as proposed."""
    if not VOICE.fullmatch(proposal.voice) or proposal.role not in claim_words("roles"):
        raise Doubt("voice against the codebook")
    known = next((each for each in material.voices if each.id == proposal.voice), None)
    if known:
        return known.id, known.role, known.via
    fixed = {"R": "reporter", "D": "document"}.get(proposal.voice)
    if not fixed and proposal.role in {"reporter", "document"}:
        raise Doubt("voice against the codebook")
    return proposal.voice, fixed or proposal.role, ""


def _anchor(text: str, at: Place) -> Anchor:
    before, after = text[max(at.start - CONTEXT, 0) : at.start], text[at.end : at.end + CONTEXT]
    return Anchor(text[at.start : at.end], before, after, at.start, at.end)
