"""The reference model in ``particles`` (Chopin and Papaspiliopoulos), one step a week, moved by the NumPy definition."""

import numpy as np
import particles
from particles import FeynmanKac

from benchmarks.reference.constants import DAYS_A_WEEK, Constants, Floats
from benchmarks.reference.definition import day, log_likelihood, new_week, start


class Border(FeynmanKac):  # type: ignore[misc]
    """Particles move by the days of a week and are weighed by its evidence."""

    def __init__(self, c: Constants, evidence: Floats, draw: np.random.Generator, weeks: int) -> None:
        self.c, self.evidence, self.draw, self.weeks = c, evidence, draw, weeks

    @property
    def T(self) -> int:
        return self.weeks

    def move(self, state: Floats, week: int) -> Floats:
        for d in range(DAYS_A_WEEK):
            state = day(self.c, state, week * DAYS_A_WEEK + d, self.draw)
        return state

    def M0(self, N: int) -> Floats:
        return self.move(start(self.c, N, self.draw), 0)

    def M(self, t: int, xp: Floats) -> Floats:
        state = xp.copy()
        new_week(state)
        return self.move(state, t)

    def logG(self, t: int, xp: Floats, x: Floats) -> Floats:
        return log_likelihood(self.c, x, self.evidence[t])


class Particles:
    """The engine."""

    def __init__(self, c: Constants, evidence: Floats) -> None:
        self.c, self.evidence = c, evidence

    def filter(self, n: int, seed: int, weeks: int) -> float:
        np.random.seed(seed)
        model = Border(self.c, self.evidence, np.random.default_rng(seed), weeks)
        run = particles.SMC(fk=model, N=n, resampling="systematic", ESSrmin=0.5, collect="off")
        run.run()
        return float(run.logLt)
