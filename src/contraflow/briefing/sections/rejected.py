"""What contradicted the model so strongly that it was left out or damped."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Inline, Line, Section, Table
from contraflow.briefing.entries import said
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.sections.common import said_plainly
from contraflow.estimates.estimate import Rejected

ID = "rejected"
TITLE = "Evidence that the model could not take"


def write(material: Material, notes: Footnotes) -> Section:
    """Write what was rejected or damped, and the thinnest day of the filter."""
    rejected = material.estimates.rejected
    if not rejected:
        text = "Nothing was rejected or damped: no evidence was so far from the model that the filter lost its hold."
        return Section(ID, TITLE, (), said_plainly(text))
    summary: Line = (
        f"On {numbers.count(len(rejected), 'occasion', 'occasions')} evidence lay so far from all that the model held "
        "possible "
        "that weighing it in full would have left nothing. A reader should look at these first: the model may be wrong "
        "there.",
    )
    rows = tuple(_row(material, notes, case) for case in rejected)
    return Section(ID, TITLE, summary, (Table(("Rejected or damped.",), ("Evidence", "Day", "What was done"), rows),))


def _row(material: Material, notes: Footnotes, case: Rejected) -> tuple[Line, ...]:
    line: list[Inline] = []
    for one in case.observations:
        line += [" "] if line else []
        line += [f"{said(material, one)} ", notes.cite(one)]
    return tuple(line), (numbers.short_day(case.day),), (case.what,)
