"""What a nowcast holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from contraflow.border.indicator import Facts
from contraflow.border.layout import blocks, particles
from contraflow.border.model import Path
from contraflow.border.quantities import Column
from contraflow.case.case import Case
from contraflow.inference.filter import Carried, Weighing
from contraflow.inference.smoother import Window
from contraflow.kernels.lanes import N_LANES
from contraflow.kernels.weights import Indices
from contraflow.nowcasting.learned import Learned
from contraflow.nowcasting.options import NowcastOptions
from contraflow.observations.observation import LeftOut, Observation

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

REACH_DAYS = 120  # evidence older than this, seen from a week, is not reported as having moved it


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
        path = Path(*(taken(array, ancestors) for array in self.path))
        return type(self)(path, self.z[ancestors], self.window.take(ancestors), self.said[ancestors])


def taken(array: Singles, ancestors: Indices) -> Singles:
    """Return the particles at ``ancestors`` of an array in blocks, (block, ..., lane); only blocks that change are gathered."""
    moved = np.flatnonzero((ancestors != np.arange(len(ancestors))).reshape(-1, N_LANES).any(axis=1))
    wanted = ancestors.reshape(-1, N_LANES)[moved].ravel()
    sources, at = np.unique(wanted // N_LANES, return_inverse=True)
    # a particle's values side by side first: picking them out of the blocks one by one takes far longer
    rows = blocks(particles(array[sources])[at * N_LANES + wanted % N_LANES])
    if len(moved) == len(array):
        return rows
    out = array.copy()
    out[moved] = rows
    return out


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
        parameters: where the static parameters come from, in words: priors, or which fit.
        fit: the learned parameters that it started from; None when it started from the priors.
        marking: the most restrictive mark (TLP 2.0) of the evidence; empty when nothing is marked.
        audience: who the evidence was let through for; empty when it passed no gate.
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
    parameters: str = "priors"
    fit: Learned | None = field(default=None, repr=False)
    marking: str = ""
    audience: str = ""

    @property
    def last_day(self) -> int:
        """Model day of ``known_by``."""
        return self.case.day(self.known_by)
