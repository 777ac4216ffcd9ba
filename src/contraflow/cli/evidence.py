"""The one door through which commands get evidence: what the audience may not see stays outside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.of_case import read_evidence
from contraflow.cli.console import note, warn
from contraflow.release.gate import Released, gate
from contraflow.release.leaving import hold_back
from contraflow.release.marks import HOUSE, Marks, read_audience, read_marks, strictest

MOST_TOLD = 5


def released_evidence(case: Case, audience: str = HOUSE, store: str = "", known_by: date | None = None) -> Released:
    """Return the evidence of a case, coded and read, with that of a store when one is named, that an audience may see.

    Raises:
        CaseError: with every problem of the coded evidence or of the marks.
        InputError: there is no such store.
        OptionError: the audience is no TLP 2.0 label.
    """
    if not store:
        return release(read_evidence(case), case, audience)
    from contraflow.store import case_evidence, open_store

    with open_store(store, create=False) as opened:
        found = case_evidence(case, opened, known_by, read_evidence(case))
        note(f"with what {opened.name} holds: {len(found.reports)} reports, {len(found.claims)} claims")
        return release(found, case, audience, {source.id: source.marking for source in opened.sources() if source.marking})


def release(evidence: Evidence, case: Case | None, audience: str, sources: Mapping[str, str] | None = None) -> Released:
    """Return what of some evidence an audience may see under the marks of a case; say how much was left out and why.

    What was left out is held back from everything that is written afterwards. Words that may lead to a person are told, with
    a coarser wording, to whoever runs the command; nothing is changed.

    Args:
        evidence: reports and claims.
        case: whose folder may hold ``markings.csv``; None for a store without a case.
        audience: who the result is for.
        sources: marks of sources in a store; the stricter mark counts.
    """
    marks = read_marks(case.folder) if case else Marks()
    both = {name: strictest((label, marks.sources.get(name, ""))) for name, label in (sources or {}).items()}
    marks = replace(marks, sources={**marks.sources, **both})
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
