"""Retellings: a report that says again what another outlet said is no second witness, and is linked to the original.

Agreement alone makes no echo: two people who see the same river say the same. What makes one is that the other outlet is named,
or that its words come back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from contraflow.claims.claim import Claim
from contraflow.reports.outlets import outlet_cited, outlet_named, outlet_speaks
from contraflow.reports.report import Report

NAMED_DAYS = 14  # how long after an original a page that names its outlet still retells it
UNNAMED_DAYS = 7  # the same for a page that names nobody but repeats the words
TIME_ZONE_DAYS = 1  # a copy may carry the date of the day before
SHINGLE = 5  # words in a row
COPIED = 0.35  # share of the shorter text's shingles that makes a copy, whoever is named
LEAST_COPIED = 40  # shingles; a text shorter than that is measured as if it had as many: one sentence alike is no copy
TAKEN_OVER = 0.03  # the same when the outlet is named: a quotation or two
MANY_CLAIMS, SHARED_CLAIMS = 3, 0.5  # how many claims of a retelling, and which share, the original makes, when it is named
CLEAR_LEAD = 0.1  # by how much the best original must be ahead of the next one
USUAL = 2  # the middle of every scale of levels

Earlier = Sequence[tuple[Report, Sequence[Claim]]]


@dataclass(frozen=True)
class _Likeness:
    """How much of a report another one already said: share of words in a row, number and share of claims."""

    words: float
    claims: int
    share: float

    @property
    def score(self) -> float:
        return self.words + self.share


def find_echo(report: Report, claims: Sequence[Claim], earlier: Earlier) -> str:
    """Return the id of the earlier report that a report retells; empty when it retells none, or when that is not sure.

    Args:
        report: that may retell another; without publication date it is linked to nothing.
        claims: that it makes.
        earlier: reports read before, with their claims; those of the same outlet, and those published later, are passed over.
            A report that retells another itself stands for its original.
    """
    if report.published is None:
        return ""
    named = _named_outlets(report)
    found: dict[str, float] = {}
    for other, told in earlier:
        likeness = _retold(report, claims, other, told, named)
        if likeness:
            original = other.echo_of or other.id
            found[original] = max(found.get(original, 0.0), likeness.score)
    found.pop(report.id, None)
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEAR_LEAD):
        return ""
    return ranked[0][0]


def _retold(
    report: Report, claims: Sequence[Claim], other: Report, told: Sequence[Claim], named: frozenset[str]
) -> _Likeness | None:
    """Return how alike two reports are when one retells the other; None when it does not."""
    if report.published is None or other.published is None or other.id == report.id or _same_outlet(report, other):
        return None
    days = (report.published - other.published).days
    by_name = bool(named & _names_of(other))
    if not -TIME_ZONE_DAYS <= days <= (NAMED_DAYS if by_name else UNNAMED_DAYS):
        return None
    likeness = _likeness(report, claims, other, told)
    if likeness.words >= COPIED:
        return likeness
    alike = likeness.claims >= MANY_CLAIMS and likeness.share >= SHARED_CLAIMS
    quoted = likeness.words >= TAKEN_OVER and likeness.claims >= 1
    return likeness if by_name and (alike or quoted) else None


def _likeness(report: Report, claims: Sequence[Claim], other: Report, told: Sequence[Claim]) -> _Likeness:
    own, their = _shingles(report.text), _shingles(other.text)
    words = len(own & their) / max(min(len(own), len(their)), LEAST_COPIED)
    free = [_kernel(claim) for claim in told]
    shared = 0
    for kernel in map(_kernel, claims):
        if kernel in free:
            free.remove(kernel)
            shared += 1
    return _Likeness(words, shared, shared / max(len(claims), 1))


def _kernel(claim: Claim) -> tuple[str, str, str, float | None]:
    """Return what a claim says, without place, time and voice: a retelling drops these first."""
    value = claim.value
    if value is not None and claim.kind == "level":
        value = float((value > USUAL) - (value < USUAL))
    elif value is not None and claim.kind == "change":
        value = float((value > 0) - (value < 0))
    return claim.indicator, claim.kind, claim.code, value


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _named_outlets(report: Report) -> frozenset[str]:
    """Return the outlets from which a report says to have what it tells."""
    told = {outlet_named(report.via)} if report.via else set()
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", report.text):
        told |= {outlet_cited(sentence), outlet_speaks(sentence)}
    return frozenset(told - {"", report.outlet})


def _names_of(report: Report) -> frozenset[str]:
    return frozenset({report.outlet, outlet_named(report.outlet)} - {""})


def _same_outlet(report: Report, other: Report) -> bool:
    return bool(_names_of(report) & _names_of(other))
