"""The sentence of the package: a case and what was observed give a nowcast.

Evidence is weighed on the day on which it was both known and over, about its own days: every particle carries the sums over
those days along its own past. A few weeks later each past week is read off once more, with the evidence that came after it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from os import cpu_count
from typing import Self

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from contraflow.border.calendar import Calendar, read_calendar
from contraflow.border.densities import log_likelihood
from contraflow.border.indicator import Facts
from contraflow.border.layout import blocks, particles
from contraflow.border.model import ORDER, Engine, Path
from contraflow.border.observing import (
    Reading,
    facts_of,
    plan_sums,
    read_observations,
)
from contraflow.border.parameters import ParameterCloud
from contraflow.border.quantities import Column, columns, derive
from contraflow.border.start import find_reference, first_state
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.inference.filter import Carried, Weighing, resample_if_needed, start, weigh
from contraflow.inference.leave_one_out import without_witnesses
from contraflow.inference.smoother import Kept, Window
from contraflow.kernels.lanes import N_LANES
from contraflow.kernels.weights import Indices, effective_sample_size, systematic
from contraflow.observations.observation import LeftOut, Observation, Observations
from contraflow.randomness import stream

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

WANDER_DAYS = 28
THIN_SHARE = 0.04  # a past week is read off before fewer than this share of distinct histories is left
REACH_DAYS = 120  # evidence older than this, seen from a week, is not reported as having moved it


@dataclass(frozen=True)
class NowcastOptions:
    """How the filter runs; the fields are the flags of the command line.

    Attributes:
        particles: number of particles; rounded up to a multiple of 64.
        resample_below: resample when the effective sample size falls under this share of the particles.
        floor_share: evidence may not push it under this share; see inference.filter.weigh.
        lag_weeks: weeks of later evidence that a past week is seen with.
        draws: posterior draws kept of every week.
        memory_days: time over which parameters wander around their priors; see ParameterCloud.wander.
        threads: 0 for one a processor.
    """

    particles: int = 4096
    resample_below: float = 0.5
    floor_share: float = 0.03
    lag_weeks: int = 18
    draws: int = 1000
    memory_days: float = 365.0
    threads: int = 0

    def __post_init__(self) -> None:
        """Check every field."""
        bounds = {
            "particles": (64, 10_000_000), "resample_below": (0.0, 1.0), "floor_share": (0.0, 0.5), "lag_weeks": (1, 520),
            "draws": (10, 100_000), "memory_days": (1.0, 1e6), "threads": (0, 256),
        }  # fmt: skip
        for each in fields(self):
            low, high = bounds[each.name]
            value = getattr(self, each.name)
            if not low <= value <= high:
                raise OptionError(f"{each.name}: found {value}; allowed: {low} to {high}; do: choose a value between")


@dataclass(frozen=True)
class WitnessInfo:
    """What one witness (a report on one indicator, a series) did when it was weighed."""

    day: int
    observations: tuple[str, ...]
    weighing: Weighing


@dataclass(frozen=True)
class WeekResult:
    """One week under the evidence of the weeks after it.

    Attributes:
        week: number of the week, see ``Weeks``.
        draws: equally likely draws, shape (draw, column).
        without: by number of a witness, the mean of every column had that witness been silent; shape (column,).
        mean: posterior mean, shape (column,).
        seen_until: model day up to which later evidence was used; less than ``lag_weeks`` on when too few distinct histories
            would have been left.
    """

    week: int
    draws: Singles
    mean: Floats
    without: Mapping[int, Floats]
    seen_until: int


@dataclass(frozen=True)
class Cloud:
    """Particles with all that they carry.

    Attributes:
        path: hidden state and running sums, in blocks.
        z: parameters as standard deviations from their prior medians, shape (particle, parameter).
        window: the last weeks' columns.
        said: log likelihood of every witness weighed so far, shape (particle, witness).
    """

    path: Path
    z: Floats
    window: Window
    said: Singles

    @property
    def n(self) -> int:
        """Number of particles."""
        return len(self.z)

    def take(self, ancestors: Indices) -> Self:
        """Return the particles at ``ancestors``."""
        path = Path(*(blocks(particles(array)[ancestors]) for array in self.path))
        return type(self)(path, self.z[ancestors], self.window.take(ancestors), self.said[ancestors])


@dataclass(frozen=True)
class Nowcast:
    """What the filter found.

    Attributes:
        weeks: one result a week, in order; the first and the last may be parts of a week.
        columns: names of the columns.
        ess: effective sample size at the end of every day from day 1.
        final: the cloud and its weights on the last day; forecasts start here.
        witnesses: what each witness did, in the order of weighing.
        left_out: what was not weighed, and why.
        last_day: model day of ``known_by``.
    """

    case: Case
    facts: Facts
    options: NowcastOptions
    seed: int
    known_by: date
    columns: tuple[Column, ...]
    weeks: tuple[WeekResult, ...]
    ess: Floats
    log_evidence: float
    witnesses: tuple[WitnessInfo, ...]
    left_out: tuple[LeftOut, ...]
    used: tuple[Observation, ...]
    final: Carried[Cloud] = field(repr=False)

    @property
    def last_day(self) -> int:
        """Model day of ``known_by``."""
        return self.case.day(self.known_by)


def nowcast(
    case: Case,
    observations: Observations,
    *,
    known_by: date | None = None,
    options: NowcastOptions | None = None,
    seed: int = 7,
    progress: Callable[[float], None] | None = None,
) -> Nowcast:
    """Return the hidden state of a border, day by day, given what was known.

    Args:
        observations: from ``observe``; those known after ``known_by`` are not weighed.
        known_by: last day, and last day whose evidence counts; the case's horizon when None.
        seed: same seed, same evidence and same options give the same bytes, whatever the number of threads.
        progress: called with the share done.

    Raises:
        OptionError: if ``known_by`` lies outside the case's days.
        CaseError: if the case's priors do not fit the model.
    """
    options = options or NowcastOptions()
    known_by = known_by or case.horizon
    n_days = case.day(known_by) + 1
    if not 1 < n_days <= case.day(case.horizon) + 1:
        raise OptionError(
            f"known_by: found {known_by}; allowed: {case.date(1)} to {case.horizon} (the days of {case.folder.name}); "
            "do: choose a day of the case"
        )
    n_threads = options.threads or cpu_count() or 1
    reference = find_reference(case, n_threads)
    known = [each for each in observations.used if max(each.known, each.end) < n_days]
    readings, unread = read_observations(known, case, reference)
    calendar = read_calendar(case, n_days, seed, known_by=known_by)
    run = _Run(case, facts_of(case, reference), calendar, readings, options, seed, n_days)
    # BLAS threads beside ours fight over the cores: a product of a millisecond then takes thirty
    with threadpool_limits(1, "blas"):
        run.over_all_days(progress or (lambda share: None))
    return Nowcast(
        case, run.facts, options, seed, known_by, run.columns, tuple(run.weeks), np.array(run.ess), run.now.log_evidence,
        tuple(run.witnesses), (*observations.left_out, *unread), tuple(r.observation for r in readings), run.now,
    )  # fmt: skip


class _Run:
    """One pass over the days; what it holds changes only in ``over_all_days``."""

    def __init__(
        self, case: Case, facts: Facts, calendar: Calendar, readings: Sequence[Reading], options: NowcastOptions,
        seed: int, n_days: int,
    ) -> None:  # fmt: skip
        self.facts, self.options, self.seed, self.n_days = facts, options, seed, n_days
        self.calendar_weeks = Weeks(case)
        self.columns = columns(facts)
        self.engine = Engine(facts.reference.border, calendar, seed, options.threads or cpu_count() or 1)
        self.sums = plan_sums(readings, n_days)
        self.groups = _by_day_and_witness(readings)
        self.n_witnesses = sum(len(groups) for groups in self.groups.values())
        self.cloud = ParameterCloud(case, ORDER)
        n = -(-options.particles // N_LANES) * N_LANES
        z = self.cloud.draw(n, seed)
        self.parameters = self.cloud.values(z)
        state = first_state(case, facts.reference.border, self.parameters, len(self.engine.scratches))
        path = self.engine.new_path(state, self.sums.n_slots)
        said = np.zeros((n, self.n_witnesses), np.float32)
        self.now: Carried[Cloud] = start(Cloud(path, z, Window(options.lag_weeks), said))
        self.ess: list[float] = []
        self.pending: dict[int, _Pending] = {}
        self.weeks: list[WeekResult] = []
        self.witnesses: list[WitnessInfo] = []

    def over_all_days(self, progress: Callable[[float], None]) -> None:
        """Move, weigh, resample, remember: from day 1 to the last."""
        week_of = self.calendar_weeks.of
        sundays = {day for day in range(1, self.n_days) if week_of(day + 1) > week_of(day)} | {self.n_days - 1}
        stops = sorted({*self.groups, *sundays})
        before = 0
        for day in stops:
            self.engine.run(range(before + 1, day + 1), self.now.cloud.path, self.parameters, self.sums.plan)
            ess = effective_sample_size(self.now.weights)
            self.ess += [ess] * (day - before - 1)
            for number, group in enumerate(self.groups.get(day, ())):
                self._resample(day, number)
                self._weigh(day, group)
            self.ess.append(effective_sample_size(self.now.weights))
            if day in sundays:
                self._remember(day)
            if day // WANDER_DAYS > before // WANDER_DAYS:
                self._wander(day)
            before = day
            progress(day / (self.n_days - 1))
        self.weeks.sort(key=lambda result: result.week)

    def _weigh(self, day: int, group: Sequence[Reading]) -> None:
        cloud = self.now.cloud
        sums = {
            key: particles(cloud.path.sums[:, [self.sums.slots[key]]])[:, 0].astype(np.float64)
            for reading in group
            for pair in (reading.period, reading.baseline or ())
            for key in pair
            if key is not None
        }
        log_p = log_likelihood(group, sums)
        self.now, weighing = weigh(self.now, log_p, self.options.floor_share)
        # what it counted for, which is less than what it said when it was damped
        cloud.said[:, len(self.witnesses)] = weighing.damped * np.where(np.isfinite(log_p), log_p, 0.0)
        self.witnesses.append(WitnessInfo(day, tuple(r.observation.id for r in group), weighing))

    def _remember(self, day: int) -> None:
        """Close the week: derive its columns, keep them in the window, read off weeks that are due."""
        cloud = self.now.cloud
        week = self.calendar_weeks.of(day)
        n_days = day - max(self.calendar_weeks.first_day(week), 1) + 1
        values = derive(particles(cloud.path.totals) / np.float32(n_days), self.facts)
        cloud.path.totals[:] = 0.0
        window, _ = cloud.window.add(week, values, self.now.weights)
        self.now = Carried(replace(cloud, window=window), self.now.log_weights, self.now.log_evidence)
        last = day == self.n_days - 1
        living = effective_sample_size(self.now.weights)
        for kept in window.kept:
            if kept.period not in self.pending and kept.period != week:
                continue
            fresh = self._read_off(kept, day)
            histories = effective_sample_size(fresh.weights)
            # few because evidence chose them is what evidence does; few because lineages died out is what must not be read
            thin = histories < THIN_SHARE * len(self.now.weights) and histories < 0.5 * living
            # before too few histories are left, a week is read off as it was seen on the Sunday before
            if not thin or kept.period not in self.pending:
                self.pending[kept.period] = fresh
            if thin or last or week - kept.period >= self.options.lag_weeks - 1:
                self._finish(kept, self.pending.pop(kept.period))

    def _read_off(self, kept: Kept, day: int) -> "_Pending":
        return _Pending(kept.under(self.now.weights).weights, day)

    def _resample(self, day: int, number: int) -> None:
        """Resample before a witness is weighed, if the weights have grown uneven."""
        u = float(stream(self.seed, day, number, "resample").random())
        self.now, resampled = resample_if_needed(self.now, self.options.resample_below, u)
        if resampled:
            self.parameters = self.cloud.values(self.now.cloud.z)

    def _wander(self, day: int) -> None:
        """Let parameters wander, every few weeks."""
        draw = stream(self.seed, day, "wander")
        z = self.cloud.wander(self.now.cloud.z, WANDER_DAYS, self.options.memory_days, draw)
        self.now = Carried(replace(self.now.cloud, z=z), self.now.log_weights, self.now.log_evidence)
        self.parameters = self.cloud.values(z)

    def _finish(self, kept: Kept, seen: "_Pending") -> None:
        """Keep a week for good: draws of it, and its means without each witness that could still bear on it."""
        u = float(stream(self.seed, kept.period, "draws").random())
        picked = systematic(seen.weights, u, n=self.options.draws)
        first = self.calendar_weeks.first_day(kept.period)
        numbers = [number for number, witness in enumerate(self.witnesses) if witness.day > first - REACH_DAYS]
        silent = without_witnesses(self.now.weights, self.now.cloud.said[:, numbers])
        means = silent.T.astype(np.float32) @ np.asarray(kept.values[kept.rows], np.float32)
        without = dict(zip(numbers, means.astype(np.float64), strict=True))
        mean = np.asarray(seen.weights @ kept.values)
        draws = kept.values[picked].astype(np.float32)
        self.weeks.append(WeekResult(kept.period, draws, mean, without, seen.day))


@dataclass(frozen=True)
class _Pending:
    """A week that waits for later evidence: weights of its rows as last read off, shape (row,), and on which day."""

    weights: Floats
    day: int


def _by_day_and_witness(readings: Sequence[Reading]) -> dict[int, list[list[Reading]]]:
    groups: dict[int, list[list[Reading]]] = {}
    for reading in readings:
        day = groups.setdefault(reading.day, [])
        if day and day[-1][0].observation.witness == reading.observation.witness:
            day[-1].append(reading)
        else:
            day.append([reading])
    return groups
