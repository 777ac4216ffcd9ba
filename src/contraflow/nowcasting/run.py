"""The pass of a nowcast: besides moving and weighing it remembers weeks and who said what."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from contraflow.border.layout import particles
from contraflow.border.quantities import columns, derive
from contraflow.border.weeks import Weeks
from contraflow.inference.filter import Carried
from contraflow.inference.leave_one_out import without_witnesses
from contraflow.inference.smoother import Kept, Window
from contraflow.kernels.weights import effective_sample_size, systematic
from contraflow.nowcasting.memory import Memory
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.passing import Pass, Said
from contraflow.nowcasting.result import REACH_DAYS, Floats, WeekResult, WitnessInfo
from contraflow.nowcasting.setting import Setting
from contraflow.nowcasting.thetas import Thetas
from contraflow.randomness import stream

THIN_SHARE = 0.04  # a past week is read off before fewer than this share of distinct histories is left


class Run:
    """One pass over the days that keeps what a nowcast tells; what it holds changes only in ``over_all_days``."""

    def __init__(
        self, setting: Setting, options: NowcastOptions, seed: int, thetas: Thetas, memory: Memory | None = None
    ) -> None:
        self.options, self.seed, self.n_days = options, seed, setting.n_days
        self.facts = setting.facts
        self.calendar_weeks = Weeks(setting.case)
        self.columns = columns(setting.facts)
        self.particles = Pass(setting, options, seed, thetas, Window(options.lag_weeks), memory)
        n_witnesses = sum(len(groups) for groups in self.particles.groups.values())
        self._replace(said=np.zeros((len(thetas.z), n_witnesses), np.float32))
        self.pending: dict[int, _Pending] = {}
        self.weeks: list[WeekResult] = []
        self.witnesses: list[WitnessInfo] = []

    def over_all_days(self, progress: Callable[[float], None]) -> None:
        """Move, weigh, resample, remember: from day 1 to the last."""
        sundays = week_ends(self.calendar_weeks, self.n_days)
        self.particles.over_days(sundays, self._note, self._remember, progress)
        self.weeks.sort(key=lambda result: result.week)

    def _note(self, said: Said) -> None:
        self.particles.now.cloud.said[:, len(self.witnesses)] = said.counted
        self.witnesses.append(WitnessInfo(said.day, tuple(r.observation.id for r in said.group), said.whole))

    def _replace(self, **changes: object) -> None:
        now = self.particles.now
        self.particles.now = Carried(replace(now.cloud, **changes), now.log_weights, now.log_evidence)  # type: ignore[arg-type]

    def _remember(self, day: int) -> None:
        """Close the week: derive its columns, keep them in the window, read off weeks that are due."""
        now = self.particles.now
        cloud = now.cloud
        week = self.calendar_weeks.of(day)
        n_days = day - max(self.calendar_weeks.first_day(week), 1) + 1
        values = derive(particles(cloud.path.totals) / np.float32(n_days), self.facts)
        cloud.path.totals[:] = 0.0
        window, _ = cloud.window.add(week, values, now.weights)
        self._replace(window=window)
        last = day == self.n_days - 1
        living = effective_sample_size(now.weights)
        for kept in window.kept:
            if kept.period not in self.pending and kept.period != week:
                continue
            fresh = self._read_off(kept, day)
            histories = effective_sample_size(fresh.weights)
            # few because evidence chose them is what evidence does; few because lineages died out is what must not be read
            thin = histories < THIN_SHARE * len(now.weights) and histories < 0.5 * living
            # before too few histories are left, a week is read off as it was seen on the Sunday before
            if not thin or kept.period not in self.pending:
                self.pending[kept.period] = fresh
            if thin or last or week - kept.period >= self.options.lag_weeks - 1:
                self._finish(kept, self.pending.pop(kept.period))

    def _read_off(self, kept: Kept, day: int) -> "_Pending":
        return _Pending(kept.under(self.particles.now.weights).weights, day)

    def _finish(self, kept: Kept, seen: "_Pending") -> None:
        """Keep a week for good: draws of it, and its means without each witness that could still bear on it."""
        u = float(stream(self.seed, kept.period, "draws").random())
        picked = systematic(seen.weights, u, n=self.options.draws)
        first = self.calendar_weeks.first_day(kept.period)
        numbers = [number for number, witness in enumerate(self.witnesses) if witness.day > first - REACH_DAYS]
        silent = without_witnesses(self.particles.now.weights, self.particles.now.cloud.said[:, numbers])
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


def week_ends(weeks: Weeks, n_days: int) -> list[int]:
    """Return the days on which a week ends, the last day among them."""
    return sorted({day for day in range(1, n_days) if weeks.of(day + 1) > weeks.of(day)} | {n_days - 1})
