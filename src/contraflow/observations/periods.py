"""From the dates of a claim to model days: which days it is about, and which it compares with."""

from dataclasses import dataclass
from datetime import timedelta

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.observations.baselines import VAGUE_DAYS, read_baseline

OPEN_DAYS = 30  # a claim with an open start speaks of the last month before its end
LONGEST = 365  # days; of longer periods the last year is taken, since the path's averages are carried no further back
SHORTEST_BASELINE = 60  # days; of a comparison that does not say with what


@dataclass(frozen=True)
class Period:
    """Model days, both ends included.

    Attributes:
        start: first day, not before day 0; ``end`` the last, not after the day on which it was known.
        base_start: first day of the baseline; None without one. ``base_end`` likewise.
    """

    start: int
    end: int
    base_start: int | None = None
    base_end: int | None = None


def claim_period(claim: Claim, case: Case, compared: bool) -> Period | str:
    """Return the days that a claim is about, or a plain reason why it cannot be placed in time.

    An open end is the day of publication. An open start is 30 days before the end. The baseline of a change or ratio is
    what ``compared_with`` says; a vague word ("before") means the 90 days before the start, silence the equally long
    stretch before it (at least 60 days).

    Args:
        claim: with a known day.
        case: for its clock.
        compared: whether a baseline is needed (change, ratio).
    """
    assert claim.known is not None
    last = min(claim.end or claim.known, claim.known)
    first = claim.start or last - timedelta(OPEN_DAYS - 1)
    if first > last:
        # what is said of the future is not seen yet; what is dated later than its publication is a slip of the date
        return "about a time after its publication"
    known, start, end = case.day(claim.known), case.day(first), case.day(last)
    if known <= 0:
        return "known before day zero"
    if end < 0:
        return "about a time before day zero"
    base: tuple[int, int] | None = None
    if compared:
        base, start = _baseline(claim, case, start, end)
        if base[1] < 0:
            return "compared with a time before day zero"
        base = clip(*base)
    return Period(*clip(start, end), *(base or (None, None)))


def clip(start: int, end: int) -> tuple[int, int]:
    """Return the last ``LONGEST`` days of a period, from day 0 on."""
    return max(start, end - LONGEST + 1, 0), end


def _baseline(claim: Claim, case: Case, start: int, end: int) -> tuple[tuple[int, int], int]:
    """Return the first and last day of the baseline, and the first day of the period when the two are kept apart."""
    stated = read_baseline(claim.compared_with, case.date(start), case.date(end)) if claim.compared_with else None
    if stated:
        first, last = case.day(stated[0]), case.day(stated[1])
        if first < start <= last:
            return (first, start - 1), start  # "June" for a period that begins in June
        if start <= first and last < end:
            return (first, last), last + 1  # "since early November" for a period that begins with it
        if last < start or first > end:
            return (first, last), start  # earlier, or explicitly later ("half of what it became")
    days = VAGUE_DAYS if claim.compared_with else max(end - start + 1, SHORTEST_BASELINE)
    return (start - days, start - 1), start
