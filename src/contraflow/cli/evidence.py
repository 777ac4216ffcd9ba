"""The one door through which commands get evidence: what the audience may not see stays outside."""

from dataclasses import replace
from typing import TYPE_CHECKING

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.cli.console import warn
from contraflow.release.gate import Released, gate
from contraflow.release.leaving import hold_back
from contraflow.release.marks import HOUSE, read_audience, read_marks, strictest

MOST_TOLD = 5

if TYPE_CHECKING:
    from contraflow.store import Store


def released_evidence(case: Case, audience: str = HOUSE) -> Released:
    """Return the coded evidence of a case that an audience may see, see ``release``.

    Raises:
        CaseError: with every problem of the coded evidence or of the marks.
        OptionError: the audience is no TLP 2.0 label.
    """
    return release(read_coded(case), case, audience)


def release(evidence: Evidence, case: Case, audience: str, store: "Store | None" = None) -> Released:
    """Return what of some evidence an audience may see under the marks of a case; say how much was left out and why.

    What was left out is held back from everything that is written afterwards. Words that may lead to a person are told, with
    a coarser wording, to whoever runs the command; nothing is changed.

    Args:
        evidence: reports and claims.
        case: whose folder may hold ``markings.csv``.
        audience: who the result is for.
        store: the store that the evidence came from, for the marks of its sources; the stricter mark counts.
    """
    marks = read_marks(case.folder)
    for source in store.sources() if store else ():
        if source.marking:
            label = strictest((source.marking, marks.sources.get(source.id, "")))
            marks = replace(marks, sources={**marks.sources, source.id: label})
    found = gate(evidence, marks, read_audience(audience), case)
    hold_back(found.held)
    if found.told:
        warn(found.told)
    for name, flags in list(found.flags.items())[:MOST_TOLD]:
        proposals = "; ".join(f"{flag.kind}: {flag.proposal}" for flag in flags)
        warn(f"claim {name} may lead to a person; proposed, for you to decide: {proposals}")
    if len(found.flags) > MOST_TOLD:
        warn(f"{len(found.flags) - MOST_TOLD} more claims may lead to a person")
    return found
