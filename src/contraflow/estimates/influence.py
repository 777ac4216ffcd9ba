"""What an estimate would be had some witnesses been silent, how sure that is, and whether it can be told at all.

Importance sampling leave-one-out along each particle's own history, as ``inference.leave_one_out`` but for any set of
witnesses together. Particles that descend from one when the witnesses were heard share what these said to them, to the last
bit: they are one history, not many. Counting histories instead of particles gives an honest standard error, and says when
too few are left to tell anything: the fewer, the older the evidence and the more it is asked to take away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.weights import Floats

FEWEST_HISTORIES = 50  # effective number of distinct histories under which a shift is not told
SURE = 2.0  # standard errors: a shift below this many is not told from chance


@dataclass(frozen=True)
class Shift:
    """What some evidence moved an estimate by.

    Attributes:
        size: the estimate less what it would be without the evidence.
        error: standard error of that, by distinct histories.
        histories: effective number of distinct histories left without the evidence.
    """

    size: float
    error: float
    histories: float

    @property
    def verdict(self) -> str:
        """``clear``, ``by chance`` (below two standard errors) or ``unknown`` (too few histories are left)."""
        if self.histories < FEWEST_HISTORIES:
            return "unknown"
        return "clear" if abs(self.size) >= SURE * self.error else "by chance"


def elders(weights: Floats, said: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return a number for each particle's ancestor at the oldest witness of which enough distinct histories are left.

    Chance in the filter since then shows in how these families differ (Olsson and Douc 2019, https://doi.org/10.3150/18-BEJ1086);
    what chance did before cannot be seen any more in one run.

    Args:
        said: log likelihood of every witness in the order of weighing, shape (particle, witness).
    """
    for column in said.T:
        _, family = np.unique(column, return_inverse=True)
        if 1.0 / np.square(np.bincount(family, weights)).sum() >= FEWEST_HISTORIES:
            return np.asarray(family, np.int64)
    return np.arange(len(weights))


def shift_without(
    x: Floats, weights: Floats, said: NDArray[np.float32], families: NDArray[np.int64] | None = None
) -> Shift:  # fmt: skip
    """Return what some witnesses moved the mean of ``x`` by; of several, the one with the fewest histories limits the rest.

    Args:
        x: the estimate in every particle, shape (particle,).
        weights: shape (particle,), summing to one.
        said: log likelihood of each of the witnesses along each particle's past, shape (particle, witness).
        families: of ``elders``; when None, chance counts only since the witnesses.
    """
    total = said.astype(np.float64).sum(1)
    said = said[:, (said != 0).any(0)]  # what was rejected said nothing; all others count, also where one history is left
    if said.shape[1] == 0:
        return Shift(0.0, 0.0, float(len(x)))
    ratio = np.exp(total.min() - total)
    freed = weights * np.minimum(ratio, (weights @ ratio) * np.sqrt(len(weights)))
    freed /= freed.sum()
    mean, other = float(weights @ x), float(freed @ x)
    moves = weights * (x - mean) - freed * (x - other)
    error = 0.0 if families is None else float(np.sqrt(np.square(np.bincount(families, moves)).sum()))
    histories = float(len(x))
    for column in said.T:
        _, history = np.unique(column, return_inverse=True)
        error = max(error, float(np.sqrt(np.square(np.bincount(history, moves)).sum())))
        histories = min(histories, float(1.0 / np.square(np.bincount(history, freed)).sum()))
    return Shift(mean - other, error, histories)


def mean_error(x: Floats, weights: Floats, histories: Sequence[NDArray[np.int64]]) -> tuple[float, float]:
    """Return the mean of ``x`` and its standard error, counting as one all particles that share any of their histories.

    Args:
        histories: rows from which the particles descend on one or several past days, each of shape (particle,).
    """
    mean = float(weights @ x)
    worst = max(float(np.square(np.bincount(rows, weights * (x - mean))).sum()) for rows in histories)
    return mean, float(np.sqrt(worst))
