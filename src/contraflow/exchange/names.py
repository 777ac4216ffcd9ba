"""Names that stay the same from one export to the next, and are never those of another house's report.

They are made of ids and addresses alone: nothing about a source goes in, and nothing comes out.
"""

from collections.abc import Iterable
from uuid import UUID, uuid5

from contraflow.claims.claim import Claim
from contraflow.reports.report import Report

SPACE = UUID("2f6ddd15-a3ac-4033-a856-9cd0e44c9aa8")
"""The namespace of all names that contraflow makes; never to be changed."""


def name_report(report: Report) -> str:
    """Return the UUID of a report; two houses that cite one page under one id give it the same."""
    return str(uuid5(SPACE, f"report\n{report.id}\n{report.url}"))


def name_claim(claim: Claim, report: Report) -> str:
    """Return the UUID of a claim, which stays when the claim is corrected."""
    return str(uuid5(SPACE, f"claim\n{claim.id}\n{report.id}\n{report.url}"))


def name_outlet(outlet: str) -> str:
    """Return the UUID of an outlet."""
    return str(uuid5(SPACE, f"outlet\n{outlet}"))


def name_all(names: Iterable[str]) -> str:
    """Return the UUID of what holds some things, whatever their order."""
    return str(uuid5(SPACE, "all\n" + "\n".join(sorted(names))))
