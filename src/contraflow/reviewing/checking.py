"""A claim as a person wrote it, in a form or a row: checked as the claims of a case are, before anything is kept."""

from collections.abc import Mapping
from dataclasses import replace

from contraflow.case.case import Case, Origin
from contraflow.case.findings import Findings
from contraflow.case.table import Row
from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.coded import ANCHOR_COLUMNS, CLAIM_COLUMNS, claims_to_rows, read_claim
from contraflow.claims.where import precision
from contraflow.errors import Problem
from contraflow.reports.report import Report

CODED = "coded"  # extractor of what a person wrote
FLAGS = ("retrospective", "habitual", "inconsistent")


def cells_of(claim: Claim) -> dict[str, str]:
    """Return a claim as the cells of its row."""
    return claims_to_rows([claim])[0]


def fresh_cells(report: Report) -> dict[str, str]:
    """Return the cells of a claim that is yet to be written, with what follows from its report."""
    known = report.published.isoformat() if report.published else ""
    cells = dict.fromkeys(CLAIM_COLUMNS, "") | dict.fromkeys(FLAGS, "0")
    return cells | {
        "id": f"{report.id}/0", "report": report.id, "number": "0", "scope": "border", "good": "unspecified",
        "licensed": "unclear", "known": known, "voice": "S1", "role": "unspecified", "modality": "asserted",
        "echo_of": report.echo_of, "extractor": CODED, "anchor_start": "-1", "anchor_end": "-1",
    }  # fmt: skip


def check_cells(
    cells: Mapping[str, str], anchor: Anchor, case: Case, reports: Mapping[str, Report], origin: Origin
) -> tuple[Claim, list[Problem]]:
    """Return the claim that cells say, written by a person, and all that is wrong with it.

    How exact a place is follows from the place: it is not asked.

    Args:
        cells: under ``CLAIM_COLUMNS``; what they say of the anchor does not count.
        anchor: on words of the report's text.
        reports: all reports by id.
        origin: where the cells stand, for the problems.
    """
    findings = Findings()
    place = cells["place"].strip()
    exact = str(precision(place, case)) if place in case.places else "1"
    words = dict.fromkeys(ANCHOR_COLUMNS, "") | {"anchor_start": "-1", "anchor_end": "-1"}
    row = Row({**cells, **words, "extractor": CODED, "precision": exact}, origin, findings)
    claim = read_claim(cells["id"], row, case, dict(reports), closely=True)
    if not place:
        row.problem("place", "nothing", "the id of a place", "fill it in")
    return replace(claim, anchor=anchor), findings.problems


def same_claim(one: Claim, other: Claim) -> bool:
    """Say whether two claims say the same; numbers, and who wrote them, do not matter."""
    plain = {"id": "", "number": 0, "extractor": "", "precision": 1}
    return replace(one, **plain) == replace(other, **plain)  # type: ignore[arg-type]
