"""What moved the estimate: the evidence ranked by how far it shifted each headline number."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Line, Section, Table
from contraflow.briefing.entries import outlet_of, said
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import BORDER, Material
from contraflow.briefing.quantities import QUANTITIES, quantity_name
from contraflow.briefing.sections.common import axis_unit, said_plainly
from contraflow.estimates.estimate import Estimate, Influence

ID = "moved"
TITLE = "What moved the estimate"
MOST_ROWS = 10


def write(material: Material, notes: Footnotes) -> Section:
    """Write a ranked table for each headline estimate of the whole border that evidence moved."""
    order = [quantity.id for quantity in QUANTITIES]
    headline = [estimate for estimate in material.estimates.headline if estimate.place == BORDER and estimate.evidence]
    headline.sort(key=lambda estimate: order.index(estimate.quantity) if estimate.quantity in order else len(order))
    if not headline:
        return Section(ID, TITLE, (), said_plainly("No piece of evidence moved a headline number of the whole border."))
    summary: Line = (
        "Each row gives how far the posterior mean of the last week's number moved when that piece of evidence was "
        "weighed. "
        "Claims of one witness on one indicator are weighed together and share a shift.",
    )
    blocks: list[Block] = [_table(material, notes, estimate) for estimate in headline]
    return Section(ID, TITLE, summary, tuple(blocks))


def _table(material: Material, notes: Footnotes, estimate: Estimate) -> Table:
    ranked = sorted(estimate.evidence, key=lambda influence: -abs(influence.shift))[:MOST_ROWS]
    good = f" of {material.good_name(estimate.good).lower()}" if estimate.good else ""
    name = quantity_name(estimate.quantity)
    caption: Line = (
        f"{name[0].upper()}{name[1:]}{good}, week of {numbers.day_text(estimate.start)}: "
        f"{numbers.amount(estimate.value, estimate.unit)}.",
        notes.estimate(estimate),
    )
    rows = tuple(_row(material, notes, influence, estimate.unit) for influence in ranked)
    unit = "points" if estimate.unit == "%" else axis_unit(estimate.unit)
    heading = f"#Shift, {unit}" if unit else "#Shift"
    return Table(caption, ("What it says", "Source", "Weighed", heading), rows)


def _row(material: Material, notes: Footnotes, influence: Influence, unit: str) -> tuple[Line, ...]:
    shared = f", with {influence.shared - 1} more" if influence.shared > 1 else ""
    return (
        (f"{said(material, influence.observation)} ", notes.cite(influence.observation)),
        (outlet_of(material, influence.observation),),
        (f"{numbers.short_day(influence.day)}{shared}",),
        (numbers.bare_shift(influence.shift, unit),),
    )
