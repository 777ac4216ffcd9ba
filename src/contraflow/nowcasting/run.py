"""One pass of the filter over the days of a border."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from os import cpu_count

import numpy as np

from contraflow.border.calendar import Calendar
from contraflow.border.densities import log_likelihood
from contraflow.border.indicator import Facts
from contraflow.border.layout import particles
from contraflow.border.model import ORDER, Engine
from contraflow.border.observing import Reading, SumKey, plan_sums
from contraflow.border.parameters import ParameterCloud
from contraflow.border.quantities import columns, derive
from contraflow.border.start import first_state
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.inference.filter import Carried, resample_if_needed, start, weigh
from contraflow.inference.leave_one_out import without_witnesses
from contraflow.inference.smoother import Kept, Window
from contraflow.kernels.lanes import N_LANES
from contraflow.kernels.weights import effective_sample_size, systematic
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.result import REACH_DAYS, Cloud, Floats, WeekResult, WitnessInfo
from contraflow.randomness import stream

WANDER_DAYS = 28
THIN_SHARE = 0.04  # a past week is read off before fewer than this share of distinct histories is left


class Run:
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

    def keep(self, keys: Sequence[SumKey], n_days: int) -> None:
        """Carry more sums along every path, to be read on a day beyond the run; before the first day is run.

        Args:
            n_days: number of days, day 0 included, after which they are read.
        """
        weighed = [reading for groups in self.groups.values() for group in groups for reading in group]
        self.sums = plan_sums(weighed, n_days, keys)
        path = self.engine.new_path(self.now.cloud.path.state, self.sums.n_slots)
        self.now = Carried(replace(self.now.cloud, path=path), self.now.log_weights, self.now.log_evidence)

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
            for key in reading.keys
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
