"""Amounts among others of their kind: prices and customs values become ratios to their own usual level.

No series says how its numbers relate to the model's scale (a market's own level, a coverage, a currency), so each
kind of number - series, indicator, side, direction, place, good, unit - is compared with the median of those of its
kind that were known before it. Where three of these are about the case's reference period the median is the reference
level itself, the observation has no baseline (the model's quantities are relative to that period) and its value is the
log ratio; else the baseline is the stretch of time that the earlier numbers are about, and the value the ratio. A text
that gives numbers of one kind for several times ("4 yuan on 1 April, 12 by the 27th") is compared with its own first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, hypot, log
from statistics import median

from contraflow.observations.observation import LeftOut, Observation
from contraflow.observations.periods import clip

Group = tuple[str, ...]
FEWEST = 3  # numbers of its kind that must have been known before
# Standard error of a median: 1.253 standard deviations over the root of n; 1.4826 turns the median distance into one.
MEDIAN_ERROR = 1.253 * 1.4826


@dataclass(frozen=True)
class Draft:
    """An observation, and the kind of number with which its value must still be compared; empty when it need not be."""

    observation: Observation
    group: Group = ()


def settle(drafts: Iterable[Draft], reference: tuple[int, int]) -> tuple[list[Observation], list[LeftOut]]:
    """Return the observations with every amount compared with its own kind, and those that have too few of it.

    Args:
        drafts: in any order.
        reference: first and last model day of the reference period.
    """
    kinds: dict[Group, list[Observation]] = defaultdict(list)
    used, left_out = [], []
    drafts = list(drafts)
    for draft in drafts:
        kinds[draft.group].append(draft.observation)
    for draft in drafts:
        if not draft.group:
            used.append(draft.observation)
            continue
        earlier = [o for o in kinds[draft.group] if o.known < draft.observation.known and not o.bound]
        settled = _against_first(draft.observation, kinds[draft.group]) or _against(draft.observation, earlier, reference)
        if isinstance(settled, Observation):
            used.append(settled)
        else:
            left_out.append(LeftOut(draft.observation.id, settled))
    return used, left_out


def _against_first(number: Observation, kind: Sequence[Observation]) -> Observation | None:
    """Return the ratio to the first number of the same kind in the same text; None when there is no such thing.

    Two numbers of one kind for one time are of two things that the codes do not tell apart (petrol and diesel as fuel):
    such a text is not compared with itself.
    """
    if number.origin != "claim":
        return None
    together = [o for o in kind if (o.witness, o.known, o.bound) == (number.witness, number.known, "")]
    times = Counter((o.start, o.end) for o in together)
    first = min(together, key=lambda o: (o.end, o.start), default=number)
    if max(times.values(), default=0) > 1 or first.end >= number.start:
        return None
    return replace(
        number,
        family="ratio",
        value=number.value / first.value,
        spread=hypot(number.spread, first.spread),
        base_start=first.start,
        base_end=first.end,
    )


def _against(number: Observation, earlier: list[Observation], reference: tuple[int, int]) -> Observation | str:
    if len(earlier) < FEWEST:
        return "fewer than three values of this kind were known before"
    usual = [o for o in earlier if o.end >= reference[0] and o.start <= reference[1]]
    among, base = (usual, None) if len(usual) >= FEWEST else (earlier, _hull(earlier, number.start))
    logs = [log(o.value) for o in among]
    level = median(logs)
    error = MEDIAN_ERROR * median(abs(x - level) for x in logs) / len(logs) ** 0.5
    log_ratio = log(number.value) - level
    return replace(
        number,
        family="ratio",
        value=exp(log_ratio) if base else log_ratio,
        spread=hypot(number.spread, error),
        base_start=base[0] if base else None,
        base_end=base[1] if base else None,
    )


def _hull(earlier: list[Observation], before: int) -> tuple[int, int]:
    """Return the days that earlier numbers are about, up to the day before ``before`` where that leaves any."""
    first, last = min(o.start for o in earlier), max(o.end for o in earlier)
    return clip(first, min(last, before - 1) if first < before else last)
