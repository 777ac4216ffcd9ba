"""The lasting error of a series: what it counts is not quite what the model holds, today as last month.

A market, a customs office or a currency has a level of its own. The error of a number against the model's quantity is the sum
of offsets that last and of noise that does not. One offset is common to the series, one to its numbers of one kind (the same
good at the same place); each is an AR(1) process in continuous time (Ornstein-Uhlenbeck) with standard deviation ``a`` and
memory ``tau`` days. The noise is as stated by indicator and observation. Given the errors of the last numbers of the series,
the offset of the next is normal with

    mean = c' (C + N)^-1 e,   variance = a^2 - c' (C + N)^-1 c,   C_ij = sum of a^2 exp(-|t_i - t_j| / tau) over what they share

(Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, equations 2.25 and 2.26). The weights depend on days and
spreads only, the errors on each particle's own path: a number tells of the change since the last ones more surely than of the
level, and a forecast begins at what was seen last.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST = 4  # numbers looked back at, of the series and of the kind


@dataclass(frozen=True)
class Offset:
    """How a lasting error moves.

    Attributes:
        spread: ``a``, on the working scale; 0 for none.
        memory_days: ``tau``.
    """

    spread: float = 0.0
    memory_days: float = 1.0

    def covariance(self, apart: Floats) -> Floats:
        """Return the covariance of the offset at times so many days apart, same shape."""
        return np.asarray(self.spread**2 * np.exp(-np.abs(apart) / self.memory_days))


def covariance(days: Floats, kinds: NDArray[np.int64], common: Offset, own: Offset) -> Floats:
    """Return the covariance of the offsets of numbers, shape (number, number); see ``expected_offset``."""
    apart = days[:, None] - days[None, :]
    return np.asarray(common.covariance(apart) + (kinds[:, None] == kinds[None, :]) * own.covariance(apart))


def expected_offset(days: Floats, kinds: NDArray[np.int64], noise: Floats, common: Offset, own: Offset) -> tuple[Floats, float]:
    """Return the weight of each earlier error in the expected offset, shape (number - 1,), and the offset's spread after them.

    Args:
        days: when the numbers were about, the one asked for last, shape (number,).
        kinds: numbers of one kind have the same, shape (number,).
        noise: standard deviation of what does not last in each earlier number, above 0, shape (number - 1,).
        common: what all share; ``own`` what those of one kind share beside it.
    """
    both = covariance(days, kinds, common, own)
    near = both[:-1, -1]
    weights = np.linalg.solve(both[:-1, :-1] + np.diag(np.square(noise)), near)
    return np.asarray(weights), float(np.sqrt(max(float(both[-1, -1]) - float(weights @ near), 0.0)))
