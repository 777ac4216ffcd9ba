"""From observations to what must be summed along the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contraflow.border.indicator import Facts, Indicator, Measure, NoMeasureError, indicator
from contraflow.border.indicators import (
    bribe,
    carrier,
    enforcement,
    flow,
    hire_fee,
    official_trade,
    price,
    seizure,
    state_smuggling,
    timing,
    tolerance,
)
from contraflow.border.model import Plan
from contraflow.border.start import Reference
from contraflow.case.case import Case
from contraflow.observations.days import day_offset
from contraflow.observations.observation import LeftOut, Observation

INDICATORS: Mapping[str, Indicator] = {
    each.name: each
    for each in map(
        indicator,
        (
            enforcement,
            flow,
            official_trade,
            hire_fee,
            bribe,
            seizure,
            tolerance,
            carrier,
            timing,
            price,
            state_smuggling,
        ),
    )
}


# what the model holds in money a crossing and in crossings themselves, not only relative to the reference period
ABSOLUTE = {"hire_fee": "amount", "bribe": "amount", "seizure": "count"}


@dataclass(frozen=True)
class Reading:
    """An observation with what it needs of the path.

    Attributes:
        period: keys of the sums over its own days: top, and bottom or None.
        baseline: the same over the baseline's days; None for statements without one.
        offset: what the days are usually like on the working scale, against ordinary ones: a Sunday's trucks are few.
    """

    observation: Observation
    indicator: Indicator
    measure: Measure
    period: tuple["SumKey", "SumKey | None"]
    baseline: tuple["SumKey", "SumKey | None"] | None
    offset: float = 0.0

    @property
    def day(self) -> int:
        """The day on which it is weighed: when it is known and its period is over."""
        return max(self.observation.known, self.observation.end, 1)


@dataclass(frozen=True)
class SumKey:
    """A sum of rows over days; equal keys share an accumulator."""

    terms: tuple[tuple[int, float], ...]
    start: int
    end: int

    @property
    def n_days(self) -> int:
        """Number of days summed; day 0 is before the first."""
        return self.end - max(self.start, 1) + 1


def facts_of(case: Case, reference: Reference) -> Facts:
    """Return what indicators may ask."""
    sectors = {name: i for i, name in enumerate(case.sector_ids)}
    goods = {good.id: i for i, good in enumerate(case.modelled_goods)}
    return Facts(case, reference, sectors, goods)


def read_observations(
    observations: Sequence[Observation], case: Case, reference: Reference
) -> tuple[tuple[Reading, ...], tuple[LeftOut, ...]]:
    """Return what can be weighed, by day and witness, and what cannot, with the reason."""
    facts = facts_of(case, reference)
    readings, left_out = [], []
    for observation in observations:
        try:
            readings.append(_read(observation, facts))
        except NoMeasureError as reason:
            left_out.append(LeftOut(observation.id, str(reason)))
    readings.sort(key=lambda reading: (reading.day, reading.observation.witness, reading.observation.id))
    return tuple(readings), tuple(left_out)


def _read(observation: Observation, facts: Facts) -> Reading:
    known = INDICATORS.get(observation.indicator)
    if known is None:
        raise NoMeasureError(f"the model has no indicator {observation.indicator}")
    if observation.family in {"amount", "count"} and ABSOLUTE.get(observation.indicator) != observation.family:
        raise NoMeasureError(f"the model does not hold {observation.indicator} as {observation.family}")
    if observation.end < 1:
        raise NoMeasureError("about days before the model's first")
    measure = known.measure(observation, facts)

    def keys(start: int, end: int) -> tuple[SumKey, SumKey | None]:
        bottom = SumKey(measure.bottom, max(start, 1), end) if measure.bottom else None
        return SumKey(measure.top, max(start, 1), end), bottom

    baseline = None
    if observation.base_start is not None and observation.base_end is not None:
        if observation.base_end < 1:
            raise NoMeasureError("compares with days before the model's first")
        baseline = keys(observation.base_start, observation.base_end)
    elif observation.family == "change":
        raise NoMeasureError("a change without a baseline")
    offset = day_offset(observation, facts.case)
    return Reading(observation, known, measure, keys(observation.start, observation.end), baseline, offset)


@dataclass(frozen=True)
class Accumulators:
    """Where each sum stands while it is needed.

    Attributes:
        plan: what to add and clear on every day.
        slots: accumulator by sum.
        n_slots: number of accumulators; a slot is used again once its sum was read for the last time.
    """

    plan: Plan
    slots: Mapping[SumKey, int]
    n_slots: int


def plan_sums(readings: Sequence[Reading], n_days: int, keep: Sequence[SumKey] = ()) -> Accumulators:
    """Return accumulators for all sums that the readings need.

    Args:
        n_days: number of days of the run, day 0 included.
        keep: sums that are read on the last day.
    """
    last_read: dict[SumKey, int] = dict.fromkeys(keep, n_days)
    for reading in readings:
        for pair in (reading.period, reading.baseline or ()):
            for key in pair:
                if key is not None:
                    last_read[key] = max(last_read.get(key, 0), reading.day)
    free: list[int] = []
    busy: list[tuple[int, int]] = []  # (last day, slot)
    slots: dict[SumKey, int] = {}
    for key in sorted(last_read, key=lambda key: (key.start, key.end, key.terms)):
        free += [slot for day, slot in busy if day < key.start]
        busy = [(day, slot) for day, slot in busy if day >= key.start]
        slot = free.pop() if free else len(busy)
        slots[key] = slot
        busy.append((last_read[key], slot))
    return Accumulators(_plan(slots, n_days), slots, max(slots.values(), default=-1) + 1)


def _plan(slots: Mapping[SumKey, int], n_days: int) -> Plan:
    additions: list[list[tuple[int, int, float]]] = [[] for _ in range(n_days)]
    clears: list[list[int]] = [[] for _ in range(n_days)]
    for key, slot in slots.items():
        if key.start < n_days:
            clears[key.start].append(slot)
        for day in range(key.start, min(key.end + 1, n_days)):
            additions[day] += [(slot, row, weight) for row, weight in key.terms]
    flat = [addition for day in additions for addition in day]
    return Plan(
        add_start=_starts([len(day) for day in additions]),
        add_slot=np.array([slot for slot, _, _ in flat], np.int64),
        add_row=np.array([row for _, row, _ in flat], np.int64),
        add_weight=np.array([weight for _, _, weight in flat], np.float32),
        clear_start=_starts([len(day) for day in clears]),
        clear_slot=np.array([slot for day in clears for slot in day], np.int64),
    )


def _starts(counts: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
