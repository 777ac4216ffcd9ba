"""What may be shown of another's text: at most 8 words in quotes, and paraphrases that are nobody's sentences."""

import re

from contraflow.claims.claim import Claim
from contraflow.reports.report import Report

MOST_WORDS = 8


def anchor_words(claim: Claim) -> str:
    """Return the claim's exact words, cut after the eighth."""
    words = claim.anchor.exact.split()
    return " ".join(words[:MOST_WORDS]) + (" ..." if len(words) > MOST_WORDS else "")


def own_words(claim: Claim, report: Report | None) -> str:
    """Return the claim's paraphrase, or a neutral sentence when it repeats more than 8 words of the page in a row.

    Args:
        claim: the claim.
        report: its report; the check needs the report's text and passes when only a citation is at hand.
    """
    text = " ".join(_words(report.text)) if report else ""
    words = _words(claim.paraphrase)
    copied = any(
        f" {' '.join(words[start : start + MOST_WORDS + 1])} " in f" {text} " for start in range(len(words) - MOST_WORDS)
    )
    if claim.paraphrase.strip() and not copied:
        return claim.paraphrase.strip()
    return f"A {claim.kind} of {claim.indicator.replace('_', ' ')}; no paraphrase in own words is at hand."


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
