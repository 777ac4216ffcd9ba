"""What a pass of the filter may remember besides its result: who descends from whom, and the particles on one evening."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border.layout import Floats
from contraflow.kernels.weights import Indices

Deviations = NDArray[np.float64]  # parameters as standard deviations from their prior medians, (particle, parameter)


class Evening(NamedTuple):
    """All particles at the end of a day, when a week had just been closed.

    Attributes:
        day: model day.
        state: hidden state; (block, row, lane).
        z: parameters; (particle, parameter).
    """

    day: int
    state: Floats
    z: Deviations


class Descent(NamedTuple):
    """Particles were resampled after a day had been run: the row from which each came; (particle,)."""

    day: int
    ancestors: Indices


class Wandering(NamedTuple):
    """Parameters wandered after a day had been run; (particle, parameter)."""

    day: int
    z: Deviations


@dataclass
class Memory:
    """Remembers a pass from the last Sunday before a day on; some megabytes a month for 4,096 particles.

    Attributes:
        before: the first day that must not be on or before the evening remembered.
        keeps_parameters: remember how parameters wandered, too; without them histories cannot be run again.
        evening: the particles on the last Sunday before; None until there was one.
        changes: what happened to the particles after that evening, in order.
    """

    before: int
    keeps_parameters: bool = True
    evening: Evening | None = None
    changes: list[Descent | Wandering] = field(default_factory=list)

    def week_closed(self, day: int, state: Floats, z: Deviations) -> None:
        """Remember the particles on a Sunday before the day, and forget all that was before it."""
        if day < self.before:
            self.evening, self.changes = Evening(day, state.copy(), z.copy()), []

    def resampled(self, day: int, ancestors: Indices) -> None:
        """Remember who descends from whom."""
        self.changes.append(Descent(day, ancestors.astype(np.int32)))

    def wandered(self, day: int, z: Deviations) -> None:
        """Remember the parameters from the next day on."""
        if self.keeps_parameters:
            self.changes.append(Wandering(day, z.copy()))
