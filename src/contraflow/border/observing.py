"""From observations to what must be summed along the way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
from contraflow.border.offsets import MOST, expected_offset
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
        remembered: earlier numbers of the same series, whose errors tell of this one's; see ``offsets.py``.
        offset_spread: how unsure the series' lasting error still is after those, on the working scale.
    """

    observation: Observation
    indicator: Indicator
    measure: Measure
    period: tuple["SumKey", "SumKey | None"]
    baseline: tuple["SumKey", "SumKey | None"] | None
    offset: float = 0.0
    remembered: tuple["Remembered", ...] = ()
    offset_spread: float = 0.0

    @property
    def keys(self) -> tuple["SumKey", ...]:
        """Return all sums that it needs."""
        pairs = (self.period, self.baseline or (), *(each.period for each in self.remembered))
        return tuple(key for pair in pairs for key in pair if key is not None)

    @property
    def day(self) -> int:
        """The day on which it is weighed: when it is known and its period is over."""
        return max(self.observation.known, self.observation.end, 1)


@dataclass(frozen=True)
class Remembered:
    """An earlier number of the same series.

    Attributes:
        value: what was said, on the working scale.
        period: keys of the sums over its own days.
        weight: share of its error that is expected of the later number.
    """

    value: float
    period: tuple["SumKey", "SumKey | None"]
    weight: float


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
    return _with_offsets(readings), tuple(left_out)


def series_of(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Return the numbers that share a lasting error, by series, in the order given."""
    series: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for reading in readings:
        o = reading.observation
        is_level = o.origin == "series" and o.family == "ratio" and o.base_start is None
        if is_level and reading.indicator.offset.spread > 0:
            series[o.indicator, o.side, o.direction, o.goods, o.unit].append(reading)
    return list(series.values())


def middle(reading: Reading) -> float:
    """Return the day around which a reading's days lie."""
    return 0.5 * (reading.observation.start + reading.observation.end)


def kinds_of(readings: Sequence[Reading]) -> NDArray[np.int64]:
    """Return a number for each reading that is the same for those of one kind, shape (reading,)."""
    kinds = [each.observation.kind for each in readings]
    return np.array([kinds.index(kind) for kind in kinds], np.int64)


def _with_offsets(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings, each number of a series with what the numbers known before it tell of the series' lasting error."""
    told: dict[str, Reading] = {}
    for same in series_of(readings):
        for reading in same:
            before = [each for each in same if each.observation.known < reading.observation.known]
            own = [each for each in before if each.observation.kind == reading.observation.kind]
            last = {each.observation.id: each for one in (before, own) for each in sorted(one, key=middle)[-MOST:]}
            told[reading.observation.id] = _with_offset(reading, tuple(last.values()))
    return tuple(told.get(reading.observation.id, reading) for reading in readings)


def _with_offset(reading: Reading, before: Sequence[Reading]) -> Reading:
    known = reading.indicator
    noise = np.array([np.hypot(known.number_spread, each.observation.spread) for each in before])
    days = np.array([middle(each) for each in (*before, reading)])
    weights, left = expected_offset(days, kinds_of((*before, reading)), noise, known.offset, known.own_offset)
    remembered = tuple(
        Remembered(each.observation.value, each.period, float(weight)) for each, weight in zip(before, weights, strict=True)
    )
    return replace(reading, remembered=remembered, offset_spread=left)


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
        for key in reading.keys:
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
