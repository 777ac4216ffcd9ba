"""Amounts among others of their kind: prices and customs values become ratios to their own usual level.

No series says how its numbers relate to the model's scale (a market's own level, a coverage, a currency), so each
kind of number - series, indicator, side, direction, good, unit, place - is compared with the median of those of its
kind that were known before it. Where three of these are about the case's reference period the median is the reference
level itself, the observation has no baseline (the model's quantities are relative to that period) and its value is the
log ratio; else the baseline is the stretch of time that the earlier numbers are about, and the value the ratio.

A text that gives numbers of one kind for several times ("4 yuan on 1 April, 12 by the 27th") is compared with its own
first. A price from a place with too few earlier ones is compared with those of all places, whose differences from each
other then widen it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, hypot, log
from statistics import median
from typing import NamedTuple

from contraflow.observations.observation import LeftOut, Observation
from contraflow.observations.periods import clip

FEWEST = 3  # numbers of its kind that must have been known before
TO_DEVIATION = 1.4826  # from the median distance from the median to a standard deviation
MEDIAN_ERROR = 1.253  # standard error of a median: so many standard deviations over the root of n
PLACES_APART = 0.15  # log units: least standard deviation between the prices of one good at different places


class Kind(NamedTuple):
    """What two numbers must share to be compared; ``series`` is empty for claims, ``place`` for all places together."""

    series: str
    indicator: str
    side: str
    direction: str
    good: str
    unit: str
    place: str


@dataclass(frozen=True)
class Draft:
    """An observation, and the kind of number with which its value must still be compared; None when it need not be."""

    observation: Observation
    kind: Kind | None = None


def settle(drafts: Iterable[Draft], reference: tuple[int, int]) -> tuple[list[Observation], list[LeftOut]]:
    """Return the observations with every amount compared with its own kind, and those that have too few of it.

    Args:
        drafts: in any order.
        reference: first and last model day of the reference period.
    """
    drafts = list(drafts)
    used = [draft.observation for draft in drafts if draft.kind is None]
    left_out = []
    kinds: dict[Kind, list[Observation]] = defaultdict(list)
    for draft in drafts:
        for kind in _kinds(draft):
            kinds[kind].append(draft.observation)
    for draft in drafts:
        if draft.kind is not None:
            settled = _settled(draft, kinds, reference)
            if settled is None:
                left_out.append(LeftOut(draft.observation.id, "fewer than three values of this kind were known before"))
            else:
                used.append(settled)
    return used, left_out


def _kinds(draft: Draft) -> tuple[Kind, ...]:
    """Return the kinds to which a number belongs, the narrowest first."""
    if draft.kind is None:
        return ()
    # what a place trades is its own; the price of one good moves together everywhere
    return (draft.kind, draft.kind._replace(place="")) if draft.kind.indicator == "price" else (draft.kind,)


def _settled(draft: Draft, kinds: Mapping[Kind, Sequence[Observation]], reference: tuple[int, int]) -> Observation | None:
    number = draft.observation
    for kind in _kinds(draft):
        of_kind = kinds[kind]
        earlier = [o for o in of_kind if o.known < number.known and not o.bound]
        everywhere = kind != draft.kind
        first = None if everywhere else _against_first(number, of_kind)
        settled = first or _against(number, draft.kind or kind, earlier, reference, everywhere)
        if settled:
            return settled
    return None


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


def _against(
    number: Observation, of_kind: Kind, earlier: Sequence[Observation], reference: tuple[int, int], everywhere: bool
) -> Observation | None:
    """Return the ratio to the median of earlier numbers; None when there are fewer than three."""
    if len(earlier) < FEWEST:
        return None
    usual = [o for o in earlier if o.end >= reference[0] and o.start <= reference[1]]
    among, base = (usual, None) if len(usual) >= FEWEST else (earlier, _hull(earlier, number.start))
    logs = [log(o.value) for o in among]
    level = median(logs)
    deviation = TO_DEVIATION * median(abs(x - level) for x in logs)
    # of its own place the usual level is what is unsure; of all places also how far this one lies from them
    error = max(deviation, PLACES_APART) if everywhere else MEDIAN_ERROR * deviation / len(logs) ** 0.5
    log_ratio = log(number.value) - level
    return replace(
        number,
        kind="/".join(of_kind),
        family="ratio",
        value=exp(log_ratio) if base else log_ratio,
        spread=hypot(number.spread, error),
        base_start=base[0] if base else None,
        base_end=base[1] if base else None,
    )


def _hull(earlier: Sequence[Observation], before: int) -> tuple[int, int]:
    """Return the days that earlier numbers are about, up to the day before ``before`` where that leaves any."""
    first, last = min(o.start for o in earlier), max(o.end for o in earlier)
    return clip(first, min(last, before - 1) if first < before else last)
