"""What of a report and a claim stands in anything that leaves: a citation and eight words, never the text around them."""

from dataclasses import replace

from contraflow.claims.claim import Claim
from contraflow.claims.coded import MOST_ANCHOR_WORDS
from contraflow.reports.report import Report


def shown_report(report: Report) -> Report:
    """Return a report as a citation: without its text and captions, in which its sources may be described."""
    return replace(report, text="", captions=())


def shown_claim(claim: Claim) -> Claim:
    """Return a claim with at most eight words of the text and none of those around them; the position stays."""
    words = claim.anchor.exact.split()
    exact = claim.anchor.exact if len(words) <= MOST_ANCHOR_WORDS else " ".join(words[:MOST_ANCHOR_WORDS])
    return replace(claim, anchor=replace(claim.anchor, exact=exact, prefix="", suffix=""))
