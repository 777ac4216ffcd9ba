"""Contraflow's engine and the plain definition under the same interface as the peers."""

import numpy as np

from benchmarks.reference import definition, model
from benchmarks.reference.constants import DAYS_A_WEEK, Constants, Floats


class Contraflow:
    """The reference model out of contraflow's own parts."""

    def __init__(self, c: Constants, evidence: Floats, threads: int = 1) -> None:
        self.engine, self.evidence = model.Engine(c, threads), evidence

    def filter(self, n: int, seed: int, weeks: int) -> float:
        return model.filter_weeks(self.engine, self.evidence, n, seed, weeks)

    def run(self, n: int, seed: int, n_days: int) -> Floats:
        """Return the state (particle, row) after some days without evidence."""
        state = model.run_days(self.engine, n, seed, n_days)
        return np.moveaxis(state, 1, 2).reshape(n, -1).astype(float)


class Definition:
    """The same in plain NumPy."""

    def __init__(self, c: Constants, evidence: Floats) -> None:
        self.c, self.evidence = c, evidence

    def filter(self, n: int, seed: int, weeks: int) -> float:
        return definition.filter_weeks(self.c, self.evidence, n, seed, weeks)[0]


def particle_days(n: int, weeks: int) -> int:
    return n * weeks * DAYS_A_WEEK
