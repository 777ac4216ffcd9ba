"""Evidence of a case and evidence of a store as one."""

from datetime import date

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.claims.joining import join
from contraflow.release.marks import with_source_marks
from contraflow.store.store import Store


def case_evidence(case: Case, store: Store, known_by: date | None = None, coded: Evidence | None = None) -> Evidence:
    """Return what a case and a store hold together, the evidence of the case first; see ``join``.

    Args:
        case: the border, with reports.csv and claims.csv.
        store: pages that were read about it.
        known_by: last day whose evidence is taken from the store; None for all.
        coded: evidence of the case; its coded files when None.

    Raises:
        CaseError: with every problem of reports.csv and claims.csv.
    """
    told = with_source_marks(store.evidence(known_by), {each.id: each.marking for each in store.sources() if each.marking})
    return join(read_coded(case) if coded is None else coded, told, store.judged_reports())
