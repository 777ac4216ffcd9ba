"""Letters that no page should carry: controls, halves of letters, and marks that turn the direction of reading."""

import re
from dataclasses import replace
from typing import Any

from contraflow.claims.claim import Claim, Evidence
from contraflow.reports.report import Report

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""They cannot be printed, cannot be encoded, or could make a sentence read as another (Unicode TR 36)."""

REPORT_TEXTS = ("outlet", "title", "reporter", "translator", "writer", "via")
CLAIM_TEXTS = ("paraphrase", "role", "voice", "via")


def clean_evidence(evidence: Evidence) -> Evidence:
    """Return the same evidence without unsafe letters in what a briefing shows of it; ids are kept as they are."""
    return Evidence(tuple(map(_report, evidence.reports)), tuple(map(_claim, evidence.claims)))


def _report(report: Report) -> Report:
    changed: dict[str, Any] = {name: _clean(getattr(report, name)) for name in REPORT_TEXTS}
    return replace(report, **changed)


def _claim(claim: Claim) -> Claim:
    changed: dict[str, Any] = {name: _clean(getattr(claim, name)) for name in CLAIM_TEXTS}
    return replace(claim, **changed, anchor=replace(claim.anchor, exact=_clean(claim.anchor.exact)))


def _clean(text: str) -> str:
    return UNSAFE.sub("", text)
