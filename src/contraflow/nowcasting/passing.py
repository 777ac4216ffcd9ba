"""One pass of particles over the days of a border: move, weigh, resample. Nowcasts and likelihoods share it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from os import cpu_count
from typing import NamedTuple

import numpy as np

from contraflow.border.densities import log_likelihood
from contraflow.border.evidence import Trust
from contraflow.border.layout import particles
from contraflow.border.model import ORDER, Engine
from contraflow.border.observing import Reading
from contraflow.border.parameters import ParameterCloud
from contraflow.border.start import first_state
from contraflow.inference.filter import Carried, Weighing, start
from contraflow.inference.islands import IslandWeighing, resample_islands, weigh_islands
from contraflow.inference.smoother import Window
from contraflow.kernels.weights import effective_sample_size
from contraflow.nowcasting.memory import Memory
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.result import Cloud, Floats
from contraflow.nowcasting.setting import Setting
from contraflow.nowcasting.thetas import Thetas
from contraflow.randomness import stream

WANDER_DAYS = 28


class Said(NamedTuple):
    """What one witness did; ``counted`` is its log likelihood as it was weighed, shape (particle,)."""

    day: int
    group: Sequence[Reading]
    islands: IslandWeighing
    whole: Weighing
    counted: Floats


class Pass:
    """One pass over the days; what it holds changes only in ``over_days``.

    Attributes:
        now: the particles and their weights.
        gains: log evidence gain of every witness so far on every island, shape (island,) each.
        ess: effective sample size at the end of every day so far.
    """

    def __init__(
        self, setting: Setting, options: NowcastOptions, seed: int, thetas: Thetas, window: Window, memory: Memory | None = None
    ) -> None:
        self.setting, self.options, self.seed, self.thetas = setting, options, seed, thetas
        border = setting.facts.reference.border
        self.engine = Engine(border, setting.calendar(seed), seed, options.threads or cpu_count() or 1)
        self.groups = setting.groups()
        self.cloud = ParameterCloud(setting.case, ORDER)
        z = thetas.z
        if thetas.alone_until and thetas.drift:
            z = z + thetas.drift * stream(seed, "drift").standard_normal(z.shape)
        self.parameters = self.cloud.values(z)
        state = first_state(setting.case, border, self.parameters, len(self.engine.scratches))
        path = self.engine.new_path(state, setting.sums.n_slots)
        self.now: Carried[Cloud] = start(Cloud(path, z, window, np.zeros((len(z), 0), np.float32)))
        self.memory = memory
        self.gains: list[Floats] = []
        self.ess: list[float] = []

    def over_days(
        self, stops: Sequence[int], on_said: Callable[[Said], None], on_stop: Callable[[int], None],
        progress: Callable[[float], None],
    ) -> None:  # fmt: skip
        """Move, weigh and resample from day 1 to the last stop.

        Args:
            stops: days on which to stop besides those with evidence, the last day among them.
            on_said: called after every witness.
            on_stop: called at the end of each of ``stops``.
        """
        before, others = 0, set(stops)
        self._tell_week_closed(0)
        for day in sorted({*self.groups, *others}):
            self.engine.run(range(before + 1, day + 1), self.now.cloud.path, self.parameters, self.setting.sums.plan)
            self.ess += [effective_sample_size(self.now.weights)] * (day - before - 1)
            for number, group in enumerate(self.groups.get(day, ())):
                self._resample(day, number)
                on_said(self._weigh(day, group))
            self.ess.append(effective_sample_size(self.now.weights))
            if day in others:
                on_stop(day)
            if day // WANDER_DAYS > before // WANDER_DAYS:
                self._wander(day)
            if day in others:
                self._tell_week_closed(day)
            before = day
            progress(day / (self.setting.n_days - 1))

    def _weigh(self, day: int, group: Sequence[Reading]) -> Said:
        path, slots = self.now.cloud.path, self.setting.sums.slots
        sums = {
            key: particles(path.sums[:, [slots[key]]])[:, 0].astype(np.float64) for reading in group for key in reading.keys
        }
        before = self.now
        log_p = log_likelihood(group, sums, Trust(self.cloud, before.cloud.z))
        self.now, told = weigh_islands(before, log_p, self.options.floor_share, self.thetas.islands_on(day))
        self.gains.append(np.broadcast_to(told.log_evidence_gain, self.thetas.n_islands))
        size = len(log_p) // len(told.damped)
        # what it counted for, which is less than what it said when it was damped
        counted = np.repeat(told.damped, size) * np.where(np.isfinite(log_p), log_p, 0.0)
        whole = Weighing(
            effective_sample_size(self.now.weights), self.now.log_evidence - before.log_evidence,
            float(told.damped.mean()), bool(told.rejected.all()),
        )  # fmt: skip
        return Said(day, group, told, whole, counted)

    def _resample(self, day: int, number: int) -> None:
        """Resample before a witness is weighed, if the weights have grown uneven."""
        islands = self.thetas.islands_on(day)
        u = stream(self.seed, day, number, "resample").random(islands)
        self.now, resampled, ancestors = resample_islands(self.now, self.options.resample_below, u)
        if self.memory is not None and ancestors is not None:
            self.memory.resampled(day, ancestors)
        # on islands all particles share their parameters, unless these drift
        if resampled.any() and (islands == 1 or self.thetas.drift):
            self.parameters = self.cloud.values(self.now.cloud.z)

    def _wander(self, day: int) -> None:
        """Let parameters wander, every few weeks."""
        alone = day <= self.thetas.alone_until
        if alone and not self.thetas.drift:
            return
        draw = stream(self.seed, day, "wander")
        z = self.thetas.wandered(self.now.cloud.z, WANDER_DAYS, self.options.memory_days, draw, alone)
        self.now = Carried(replace(self.now.cloud, z=z), self.now.log_weights, self.now.log_evidence)
        self.parameters = self.cloud.values(z)
        if self.memory is not None:
            self.memory.wandered(day, z)

    def _tell_week_closed(self, day: int) -> None:
        if self.memory is not None:
            self.memory.week_closed(day, self.now.cloud.path.state, self.now.cloud.z)
