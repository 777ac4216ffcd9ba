"""Evidence that was not used, and why."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Fold, Line, Section, Table
from contraflow.briefing.entries import said
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.sections.common import said_plainly

ID = "unused"
TITLE = "Evidence not used, and why"
MOST_REASONS = 12
MOST_LISTED = 10


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
    blocks: list[Block] = [_counts(ordered[:MOST_REASONS], "Reasons, the most frequent first.")]
    if len(ordered) > MOST_REASONS:
        rest = ordered[MOST_REASONS:]
        words = numbers.opening(numbers.count(len(rest), "rarer reason", "rarer reasons"))
        blocks.append(Fold(words, (_counts(rest, "Rarer reasons."),), page_only=True))
    blocks.append(Fold("What the evidence that was not weighed says", (_listed(material, ordered),), page_only=True))
    return Section(ID, TITLE, summary, tuple(blocks))


def _counts(reasons: list[tuple[str, list[str]]], caption: str) -> Table:
    rows = tuple(((numbers.opening(reason),), (numbers.number(len(ids), 0),)) for reason, ids in reasons)
    return Table((caption,), ("Reason", "#Pieces"), rows)


def _general(material: Material, reason: str) -> str:
    """Return a reason without the names of single reports, so that like cases are counted together."""
    known = material.reports.keys() | material.claims.keys()
    words = ["another report" if word.strip(".,;:") in known else word for word in reason.strip().rstrip(".").split()]
    return " ".join(words)


def _listed(material: Material, reasons: list[tuple[str, list[str]]]) -> Table:
    rows: list[tuple[Line, ...]] = [
        ((one,), (said(material, one),), (reason,)) for reason, ids in reasons for one in ids[:MOST_LISTED]
    ]
    caption = f"Evidence that was not weighed; at most {MOST_LISTED} pieces for each reason."
    return Table((caption,), ("Evidence", "What it says", "Why not"), tuple(rows))
