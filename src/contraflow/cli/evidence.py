"""The one door through which commands get evidence: what the audience may not see stays outside."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.cli.console import warn
from contraflow.release.gate import Released, gate
from contraflow.release.leaving import hold_back
from contraflow.release.marks import HOUSE, Marks, read_audience, read_marks, strictest

if TYPE_CHECKING:
    from contraflow.store import Store


def released_evidence(case: Case, audience: str = HOUSE) -> Released:
    """Return the coded evidence of a case that an audience may see, see ``release``.

    Raises:
        CaseError: with every problem of the coded evidence or of the marks.
        OptionError: the audience is no TLP 2.0 label.
    """
    return release(read_coded(case), case.folder, audience)


def release(evidence: Evidence, folder: Path | None, audience: str, store: "Store | None" = None) -> Released:
    """Return what of some evidence an audience may see under the marks of a case; say how much was left out and why.

    What was left out is held back from everything that is written afterwards.

    Args:
        evidence: reports and claims.
        folder: of the case, which may hold ``markings.csv``; None for no marks beside those of the evidence and the store.
        audience: who the result is for.
        store: the store that the evidence came from, for the marks of its sources; the stricter mark counts.
    """
    marks = read_marks(folder) if folder else Marks()
    for source in store.sources() if store else ():
        if source.marking:
            label = strictest((source.marking, marks.sources.get(source.id, "")))
            marks = replace(marks, sources={**marks.sources, source.id: label})
    found = gate(evidence, marks, read_audience(audience))
    hold_back(found.held)
    if found.told:
        warn(found.told)
    return found
