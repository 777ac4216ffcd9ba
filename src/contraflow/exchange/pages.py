"""What came in a parcel as pages that a store can keep: one a report."""

import json
from collections.abc import Iterator
from hashlib import sha1

from contraflow.claims.claim import Claim
from contraflow.claims.page_read import PageRead
from contraflow.exchange.parcel import Parcel
from contraflow.exchange.records import claim_record, report_record


def pages_of(parcel: Parcel, name: str) -> Iterator[PageRead]:
    """Yield a page for every report with its claims.

    Its digest is that of the record and not of the page behind it, which was never here: that one can still be read.

    Args:
        name: of the file from which the parcel came.
    """
    told_of: dict[str, list[Claim]] = {report.id: [] for report in parcel.evidence.reports}
    for claim in parcel.evidence.claims:
        told_of[claim.report].append(claim)
    for report in parcel.evidence.reports:
        claims = tuple(told_of[report.id])
        told = json.dumps([report_record(report), *map(claim_record, claims)], sort_keys=True)
        digest = sha1(told.encode(), usedforsecurity=False).hexdigest()
        yield PageRead(f"{name} {report.id}", digest, report.url, (report,), claims)
