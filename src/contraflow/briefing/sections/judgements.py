"""Headline judgements: the chance as a word and a number in one sentence, the confidence in another (ICD 203)."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Inline, Paragraph, Section
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.quantities import QUANTITIES
from contraflow.briefing.sections.common import said_plainly
from contraflow.estimates.estimate import Estimate, Judgement
from contraflow.words.icd203 import probability_word

COMMON_OPENERS = frozenset(
    {
        "a",
        "all",
        "an",
        "fees",
        "fewer",
        "fines",
        "forces",
        "goods",
        "guards",
        "home",
        "less",
        "licensed",
        "live",
        "more",
        "most",
        "no",
        "officials",
        "owners",
        "patrols",
        "prices",
        "private",
        "seizures",
        "since",
        "smuggling",
        "state",
        "the",
        "these",
        "this",
        "trade",
        "traders",
        "unlicensed",
    }
) | {word for quantity in QUANTITIES for word in quantity.name.split()}
"""First words that are no proper names, and lose their capital inside a sentence."""


def write(material: Material, notes: Footnotes) -> Section:
    """Write the headline judgements."""
    blocks: list[Block] = []
    for judgement in material.estimates.judgements:
        mark = notes.judgement(judgement)
        blocks.append(Paragraph((verdict(judgement), mark), "judgement"))
        line: list[Inline] = [confidence(judgement), notes.judgement(judgement)]
        if judgement.size is not None:
            line += [" ", _size(judgement.size), notes.estimate(judgement.size)]
        blocks.append(Paragraph(tuple(line), "confidence"))
    if not blocks:
        blocks += said_plainly("The evidence known by this day supports no judgement that can be put in a sentence.")
    return Section("judgements", "Headline judgements", (), tuple(blocks))


def verdict(judgement: Judgement) -> str:
    """Return a judgement as one sentence with its ICD 203 word and its number; the number alone without a word."""
    statement = judgement.statement.strip().rstrip(".")
    chance = numbers.percent(judgement.chance)
    word = probability_word(judgement.chance)
    first, _, rest = statement.partition(" ")
    if first.casefold() not in COMMON_OPENERS:
        return f"{statement}: {f'{word} ({chance})' if word else f'the chance is {chance}'}."
    inside = f"{first[0].lower()}{first[1:]} {rest}".strip()
    if not word:
        return f"The chance is {chance} that {inside}."
    if word.endswith("chance"):
        article = "" if word.startswith("almost") else "a "
        return f"There is {article}{word} ({chance}) that {inside}."
    return f"It is {word} ({chance}) that {inside}."


def confidence(judgement: Judgement) -> str:
    """Return the sentence about confidence: how much evidence the chance rests on."""
    basis = judgement.basis.strip().rstrip(".")
    reason = f": {basis[0].lower()}{basis[1:]}" if basis else ""
    return f"Our confidence in this is {judgement.confidence}{reason}."


def spoken(judgement: Judgement) -> str:
    """Return a judgement and its confidence for the letter and the voice."""
    return f"{verdict(judgement)} {confidence(judgement)}"


def _size(estimate: Estimate) -> str:
    value = numbers.amount(estimate.value, estimate.unit)
    interval = estimate.intervals.get(80)
    within = f", with an 80 % interval of {numbers.span(interval, estimate.unit)}" if interval else ""
    return f"The size of it: {value}{within}."
