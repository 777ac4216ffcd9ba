"""The Traffic Light Protocol (FIRST, TLP 2.0): which marking the whole briefing carries."""

from collections.abc import Iterable

from contraflow.claims.claim import Claim
from contraflow.errors import InputError
from contraflow.reports.report import Report

LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From the least to the most restrictive."""


def strictest_marking(claims: Iterable[Claim]) -> str:
    """Return the most restrictive marking among the claims; empty when none is marked.

    Raises:
        InputError: a marking is not a TLP 2.0 label.
    """
    ranks = [_rank(claim) for claim in claims if claim.marking]
    return LABELS[max(ranks)] if ranks else ""


def unreleasable(claims: Iterable[Claim], reports: dict[str, Report]) -> tuple[Claim, ...]:
    """Return the claims that nothing allows to pass on: unmarked, and not coded from a public report.

    A report is public when it has a web address. Only the public text of such a report is shown, in own words.
    """
    return tuple(
        claim for claim in claims if not claim.marking and not (claim.report in reports and is_public(reports[claim.report]))
    )


def is_public(report: Report) -> bool:
    """Return whether a report can be read by anybody at a web address."""
    return report.url.startswith(("https://", "http://"))


def _rank(claim: Claim) -> int:
    label = claim.marking.strip().upper()
    label = label if label.startswith("TLP:") else f"TLP:{label}"
    label = "TLP:CLEAR" if label == "TLP:WHITE" else label
    if label not in LABELS:
        raise InputError(
            f"claim {claim.id} marking: found {claim.marking!r}; allowed: {', '.join(LABELS)} or nothing; "
            "do: mark the claim with a TLP 2.0 label"
        )
    return LABELS.index(label)
