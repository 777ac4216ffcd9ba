"""How well coders agree, beyond chance: Krippendorff's alpha for each group of fields."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import krippendorff
import numpy as np

from contraflow.claims.claim import Claim
from contraflow.store import Judged
from contraflow.store.matching import ADDED

Key = tuple[str, int]  # report and number of a claim
Seen = dict[str, Claim | None]  # by coder: the claim as that coder has it, None when it is none

FIELDS: Mapping[str, Callable[[Claim], Hashable]] = {
    "indicator": lambda claim: claim.indicator,
    "kind": lambda claim: claim.kind,
    "value": lambda claim: (claim.value, claim.low, claim.high, claim.bound, claim.code, claim.unit),
    "modality": lambda claim: claim.modality,
    "role": lambda claim: claim.role,
    "place": lambda claim: claim.place,
}
GROUPS = ("claim", *FIELDS)


@dataclass(frozen=True)
class Agreement:
    """How well coders agree on a group of fields.

    Attributes:
        group: ``claim`` (is it one at all), or a field; ``value`` is the number with its range, bound, code and unit.
        units: claims on which two coders or more said something.
        alike: share of pairs of coders that said the same, 0-1; None without units.
        alpha: Krippendorff's alpha for nominal data, 1 is perfect, 0 is chance; None when it cannot be computed.
        why: why it cannot be computed; else empty.
    """

    group: str
    units: int
    alike: float | None
    alpha: float | None
    why: str = ""


def find_coders(judgements: Iterable[Judged]) -> tuple[str, ...]:
    """Return all who judged anything that stands, in order of their names."""
    return tuple(sorted({each.by for each in judgements if each.verdict != "undo" and not each.undone}))


def measure_agreement(judgements: Sequence[Judged], coders: Sequence[str]) -> list[Agreement]:
    """Return how well coders agree, group by group.

    Of each coder the last judgement of a claim counts that was not undone. A claim that one coder added and another did not is
    one on which they disagree, if the other judged anything of that report. Two that added claims at overlapping words mean one
    claim. Fields are compared where two coders or more hold it for a claim.
    """
    units = list(_units(judgements, coders).values())
    found = [_measure("claim", [[claim is not None for claim in seen.values()] for seen in units])]
    held = [[claim for claim in seen.values() if claim is not None] for seen in units]
    return found + [_measure(name, [[tell(claim) for claim in claims] for claims in held]) for name, tell in FIELDS.items()]


def _units(judgements: Sequence[Judged], coders: Sequence[str]) -> dict[Key, Seen]:
    units: dict[Key, Seen] = {}
    for judged in judgements:
        if judged.verdict != "undo" and not judged.undone and judged.by in coders:
            units.setdefault((judged.report, judged.number), {})[judged.by] = judged.right
    at_work = {(report, coder) for (report, _), seen in units.items() for coder in seen}
    _join_added(units)
    for (report, number), seen in units.items():
        if number >= ADDED:
            for coder in coders:
                if (report, coder) in at_work:
                    seen.setdefault(coder, None)
    return units


def _join_added(units: dict[Key, Seen]) -> None:
    """Make one unit of what several coders added at the same words, the same indicator first."""
    added = sorted(key for key in units if key[1] >= ADDED)
    pairs = [(one, other) for one, other in combinations(added, 2) if one[0] == other[0]]
    for alike in (True, False):
        for one, other in pairs:
            if one in units and other in units and _may_join(units[one], units[other], alike):
                units[one] |= units.pop(other)


def _may_join(one: Seen, other: Seen, alike: bool) -> bool:
    if one.keys() & other.keys():
        return False
    pairs = [(a, b) for a in one.values() for b in other.values() if a is not None and b is not None]
    return any(_overlap(a, b) and (not alike or a.indicator == b.indicator) for a, b in pairs)


def _overlap(one: Claim, other: Claim) -> bool:
    here, there = one.anchor, other.anchor
    return here.start >= 0 and there.start >= 0 and here.start < there.end and there.start < here.end


def _measure(group: str, said: Iterable[Sequence[Hashable]]) -> Agreement:
    """Return the agreement on what was said, one row a unit; rows with fewer than two say nothing."""
    rows = [row for row in said if len(row) > 1]
    if not rows:
        return Agreement(group, 0, None, None, "no claim on which two coders said something")
    pairs = [one == other for row in rows for one, other in combinations(row, 2)]
    alike = sum(pairs) / len(pairs)
    words = list(dict.fromkeys(word for row in rows for word in row))
    if len(words) == 1:
        return Agreement(group, len(rows), alike, None, "all said the same throughout: no chance to measure against")
    counts = np.array([[row.count(word) for word in words] for row in rows])
    return Agreement(group, len(rows), alike, float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")))
