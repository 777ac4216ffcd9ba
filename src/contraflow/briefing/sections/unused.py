"""Evidence that was not used, and why."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Fold, Inline, Line, Section, Table
from contraflow.briefing.entries import said
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.sections.common import said_plainly

ID = "unused"
TITLE = "Evidence not used, and why"
MOST_LISTED = 40


def write(material: Material, notes: Footnotes) -> Section:
    """Write the reasons with their counts, and what was left out for each."""
    grouped: dict[str, list[str]] = {}
    for left in material.observations.left_out:
        grouped.setdefault(_general(material, left.reason), []).append(left.id)
    late = [seen.id for seen in material.too_late]
    if late:
        grouped[f"became known after {numbers.day_text(material.known_by)}"] = late
    if not grouped:
        return Section(ID, TITLE, (), said_plainly("Every piece of evidence at hand was weighed."))
    ordered = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    total = sum(len(ids) for ids in grouped.values())
    summary: Line = (
        f"{numbers.opening(numbers.count(total, 'piece', 'pieces'))} of evidence "
        f"{'was' if total == 1 else 'were'} read but not weighed. Expected and conditional claims are kept to be "
        "scored when "
        "their time has come; a retelling adds nothing to what it retells.",
    )
    rows = tuple(((reason[0].upper() + reason[1:],), (numbers.number(len(ids), 0),)) for reason, ids in ordered)
    table = Table(("Reasons, the most frequent first.",), ("Reason", "#Pieces"), rows)
    folds: list[Block] = [_fold(material, reason, ids) for reason, ids in ordered if ids is not late]
    return Section(ID, TITLE, summary, (table, *folds))


def _general(material: Material, reason: str) -> str:
    """Return a reason without the names of single reports, so that like cases are counted together."""
    known = material.reports.keys() | material.claims.keys()
    words = ["another report" if word.strip(".,;:") in known else word for word in reason.strip().rstrip(".").split()]
    return " ".join(words)


def _fold(material: Material, reason: str, ids: list[str]) -> Fold:
    rows: list[tuple[Line, ...]] = []
    for one in ids[:MOST_LISTED]:
        text: Inline = said(material, one)
        rows.append(((one,), (text,)))
    cut = f", the first {MOST_LISTED} of {len(ids)}" if len(ids) > MOST_LISTED else ""
    table = Table((f"Not weighed: {reason}{cut}.",), ("Evidence", "What it says"), tuple(rows))
    return Fold(f"What they say, {reason} ({len(ids)})", (table,), page_only=True)
