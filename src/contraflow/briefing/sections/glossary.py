"""Words of the briefing and what they mean."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Line, Section, Table, Terms
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.quantities import QUANTITIES
from contraflow.words.icd203 import probability_ranges

TERMS = (
    ("claim", "One assertion, by one voice, in one report, about one indicator, in one place, over one period."),
    (
        "interval",
        "The central 80 % interval holds the true value with a chance of 80 %, if the model is right; 50 and 95 % likewise.",
    ),
    ("median", "The value that the truth is as likely to lie above as below."),
    ("nowcast", "An estimate of how things stood up to the day by which the evidence was known."),
    ("posterior", "What the model holds possible after weighing the evidence; the prior is the same before it."),
    ("sector", "A stretch of the river that is estimated on its own."),
    ("shift", "How far the mean of an estimate lies from where it would lie had that evidence been silent."),
    (
        "voice",
        "Who speaks in a report: S1, S2 and so on are distinct human sources, of whom only the role is given.",
    ),
    (
        "confidence",
        "How much evidence a judgement rests on, and how far its sources are independent: low, moderate or high. "
        "It is not the chance.",
    ),
)


def write(material: Material, notes: Footnotes) -> Section:
    """Write the glossary: the quantities shown, the terms of the trade, and the words for chances."""
    shown = [quantity for quantity in QUANTITIES if quantity.id in material.estimates.weekly]
    entries = [(quantity.name, (quantity.meaning,)) for quantity in shown]
    entries += [(term, (meaning,)) for term, meaning in TERMS]
    return Section("glossary", "Words used here", (), (Terms(tuple(sorted(entries))), _chances()))


def _chances() -> Table:
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((term,), (f"{numbers.number(100 * low, 0)} to {numbers.number(100 * high, 0)} %",))
        for term, low, high in probability_ranges()
    )
    caption = (
        "Words for chances (ICD 203). A shared edge belongs to the higher word; below 1 % and above 99 % only the "
        "number is given.",
    )
    return Table(caption, ("Word", "#Chance"), rows)
