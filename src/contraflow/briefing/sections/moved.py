"""What moved the estimate: the evidence ranked by how far it shifted each headline number."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Break, Fold, Inline, Line, Section, Table
from contraflow.briefing.entries import outlet_of, said
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import BORDER, Material
from contraflow.briefing.quantities import QUANTITIES, split
from contraflow.briefing.sections.common import axis_unit, said_plainly
from contraflow.briefing.witnesses import by_witness
from contraflow.estimates.estimate import Estimate, Influence

ID = "moved"
TITLE = "What moved the estimate"
FIRST = frozenset({"openness", "flow", "enforcement", "hire_fee"})
"""Quantities whose tables are shown at once; the others are folded away."""
MOST_ROWS = 8
MOST_TOLD = 2


def write(material: Material, notes: Footnotes) -> Section:
    """Write a ranked table for each headline estimate of the whole border that evidence moved."""
    order = [quantity.id for quantity in QUANTITIES]
    headline = [estimate for estimate in material.estimates.headline if estimate.place == BORDER and estimate.evidence]
    headline.sort(key=lambda estimate: _rank(estimate, order))
    if not headline:
        return Section(ID, TITLE, (), said_plainly("No piece of evidence moved a headline number of the whole border."))
    summary: Line = (
        "Each row gives how far the mean of the last week's number lies from where it would lie without that evidence, "
        "as far as the particles can tell. Claims of one report on one indicator are weighed together and share a row.",
    )
    first = [one for one in headline if _comes_first(material, one)]
    rest = [one for one in headline if one not in first]
    blocks: list[Block] = [_table(material, notes, estimate) for estimate in first]
    if rest:
        names = numbers.listing(list(dict.fromkeys(material.quantity_name(one.quantity) for one in rest)))
        tables = tuple(_table(material, notes, estimate) for estimate in rest)
        blocks.append(Fold(f"The same for {names}", tables, page_only=True))
    return Section(ID, TITLE, summary, tuple(blocks))


def _comes_first(material: Material, estimate: Estimate) -> bool:
    variable, key = split(estimate.quantity)
    return variable in FIRST and not estimate.good and key in {"", material.case.sides[0]}


def _rank(estimate: Estimate, order: list[str]) -> int:
    variable, _ = split(estimate.quantity)
    return order.index(variable) if variable in order else len(order)


def _table(material: Material, notes: Footnotes, estimate: Estimate) -> Table:
    good = f" of {material.good_name(estimate.good).lower()}" if estimate.good else ""
    name = material.quantity_name(estimate.quantity)
    caption: Line = (
        f"{name[0].upper()}{name[1:]}{good}, week of {numbers.day_text(estimate.start)}: "
        f"{numbers.amount(estimate.value, estimate.unit)}.",
        notes.estimate(estimate),
    )
    rows = tuple(_row(material, notes, group, estimate.unit) for group in by_witness(estimate.evidence)[:MOST_ROWS])
    unit = "points" if estimate.unit == "%" else axis_unit(estimate.unit)
    heading = f"#Shift, {unit}" if unit else "#Shift"
    return Table(caption, ("What it says", "Source", "Weighed", heading), rows)


def _row(material: Material, notes: Footnotes, group: tuple[Influence, ...], unit: str) -> tuple[Line, ...]:
    told: list[Inline] = []
    for one in group[:MOST_TOLD]:
        told += [Break()] if told else []
        told += [f"{said(material, one.observation)} ", notes.cite(one.observation)]
    if len(group) > MOST_TOLD:
        told += [Break(), f"and {numbers.count(len(group) - MOST_TOLD, 'more claim', 'more claims')} of the same report"]
    first = group[0]
    return (
        tuple(told),
        (outlet_of(material, first.observation),),
        (numbers.short_day(first.day),),
        (numbers.bare_shift(first.shift, unit),),
    )
