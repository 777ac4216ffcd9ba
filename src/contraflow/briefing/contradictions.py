"""Where sources contradict each other. Both stay; nothing here decides between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from contraflow.briefing.material import Material
from contraflow.claims.claim import Claim

NEAR_DAYS = 45
"""Claims about periods further apart than this may both be right."""
LOW_LEVEL, HIGH_LEVEL = 1, 3
STATED = {"asserted", "hearsay"}


@dataclass(frozen=True)
class Contradiction:
    """Two claims of different voices that cannot both be right as they stand.

    Attributes:
        first: the claim that says less or falling; ``second`` the one that says more or rising.
        gap_days: days between the periods that they are about; 0 when these overlap.
        apart_days: days by which the periods' first and last days differ, added up; 0 for one and the same period.
    """

    first: Claim
    second: Claim
    gap_days: int
    apart_days: int


def find_contradictions(material: Material) -> tuple[Contradiction, ...]:
    """Return all pairs of claims, known by the cut-off day, that contradict each other; the most alike in time first.

    Two claims contradict each other when they are about the same indicator and side, about sectors, goods, scope and
    directions that overlap, about periods at most 45 days apart, and one says that it falls and the other that it
    rises (changes and ratios), or one gives a level of at most 1 and the other of at least 3. Expected, conditional
    and denied claims are not counted, nor retellings, nor two claims of the same voice.
    """
    grouped: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in material.known_claims:
        if claim.modality in STATED and not claim.echo_of and direction(claim) and not _retold(material, claim):
            grouped.setdefault((claim.indicator, claim.side, claim.scope), []).append(claim)
    pairs = [pair for group in grouped.values() for pair in _pairs(material, group)]
    return tuple(sorted(pairs, key=lambda pair: (pair.apart_days, -_last(pair), pair.first.id, pair.second.id)))


def one_to_one(pairs: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Return pairs in which each claim occurs once, so that one loud claim does not fill the page."""
    seen: set[str] = set()
    kept = []
    for pair in pairs:
        if pair.first.id not in seen and pair.second.id not in seen:
            seen |= {pair.first.id, pair.second.id}
            kept.append(pair)
    return tuple(kept)


def direction(claim: Claim) -> str:
    """Return which way a claim points: ``falls`` or ``rises``, ``low`` or ``high``; empty when it does neither."""
    if claim.value is None:
        return ""
    if claim.kind == "change" and claim.value:
        return "rises" if claim.value > 0 else "falls"
    if claim.kind == "ratio" and claim.value != 1:
        return "rises" if claim.value > 1 else "falls"
    if claim.kind == "level" and claim.value <= LOW_LEVEL:
        return "low"
    return "high" if claim.kind == "level" and claim.value >= HIGH_LEVEL else ""


def _pairs(material: Material, claims: list[Claim]) -> list[Contradiction]:
    found = []
    for one, other in combinations(claims, 2):
        if {direction(one), direction(other)} not in ({"falls", "rises"}, {"low", "high"}):
            continue
        gap, apart = _days_between(one, other)
        if gap > NEAR_DAYS or _same_voice(one, other) or not _overlap(material, one, other):
            continue
        first, second = (one, other) if direction(one) in {"falls", "low"} else (other, one)
        found.append(Contradiction(first, second, gap, apart))
    return found


def _same_voice(one: Claim, other: Claim) -> bool:
    return one.report == other.report and one.voice == other.voice


def _retold(material: Material, claim: Claim) -> bool:
    report = material.reports.get(claim.report)
    return bool(report and report.echo_of)


def _overlap(material: Material, one: Claim, other: Claim) -> bool:
    case = material.case
    if one.place not in case.places or other.place not in case.places:
        return False
    if not set(case.sectors_of(one.place)) & set(case.sectors_of(other.place)):
        return False
    if not _same_goods(material, one.good, other.good):
        return False
    ways = {one.direction, other.direction} - {"", "both"}
    licences = {one.licensed, other.licensed} - {"", "unclear"}
    return len(ways) <= 1 and len(licences) <= 1


def _same_goods(material: Material, one: str, other: str) -> bool:
    wide = {"", "all", "unspecified"}
    if one == other or one in wide or other in wide:
        return True
    return bool(set(material.case.leaves_of(one)) & set(material.case.leaves_of(other)))


def _days_between(one: Claim, other: Claim) -> tuple[int, int]:
    """Return the gap between two periods, and how far their ends differ in all."""
    first, second = _period(one), _period(other)
    gap = max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)
    return gap, sum(abs((a - b).days) for a, b in zip(first, second, strict=True))


def _period(claim: Claim) -> tuple[date, date]:
    """Return the days that a claim is about; an open end is its publication, an open start the other end."""
    end = claim.end or claim.known
    start = claim.start or end
    if start is None or end is None:
        raise ValueError(f"claim {claim.id}: found no day at all; allowed: a claim known by the cut-off day")
    return min(start, end), max(start, end)


def _last(pair: Contradiction) -> int:
    return max(claim.known.toordinal() for claim in (pair.first, pair.second) if claim.known)
