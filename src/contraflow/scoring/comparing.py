"""Is one forecaster better than another, or was it luck? Differences of scores over origins, with their interval.

Diebold and Mariano (1995, https://doi.org/10.1080/07350015.1995.10524599): the mean of the score difference over its standard
error, where differences at neighbouring origins are correlated, since their horizons overlap. The variance is that of Newey
and West (1987, https://doi.org/10.2307/1913610); the statistic is corrected for small samples and read off a Student t with
T - 1 degrees of freedom as in Harvey, Leybourne and Newbold (1997, https://doi.org/10.1016/S0169-2070(96)00719-4).

Origins have different numbers of targets. The mean over all targets is a ratio of two sums over origins, and its error that
of the linearised ratio: for equal numbers this is the plain test on each origin's mean difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Floats = NDArray[np.float64]

LEVEL = 0.95
FEWEST_ORIGINS = 5


@dataclass(frozen=True)
class Difference:
    """A mean difference of scores (first minus second: below zero the first is better) and how sure it is.

    Attributes:
        mean: over all targets.
        low: end of the 95 % interval, ``high`` the other; NaN with fewer than five origins.
        statistic: corrected Diebold-Mariano statistic; NaN likewise, or when the scores never differ.
        p_value: two-sided.
        n_origins: origins with at least one target; ``n_targets`` targets.
    """

    mean: float
    low: float
    high: float
    statistic: float
    p_value: float
    n_origins: int
    n_targets: int

    @property
    def verdict(self) -> str:
        """Return ``better``, ``worse`` or ``not told apart``, of the first."""
        if not self.low <= self.high:
            return "too few origins"
        return "better" if self.high < 0 else "worse" if self.low > 0 else "not told apart"


def steps_ahead(horizon: int, every: int) -> int:
    """Return how many origins a horizon spans: forecasts of so many steps ahead overlap."""
    return max(ceil(horizon / every), 1)


def newey_west(series: Floats, lags: int) -> float:
    """Return the variance of the mean of an autocorrelated series, Bartlett weights; shape (time,).

    (g_0 + 2 sum_k (1 - k / (lags + 1)) g_k) / T with g_k = sum_t (x_t - m)(x_{t-k} - m) / T.
    """
    x = series - series.mean()
    n = len(x)
    total = float(x @ x) / n
    for k in range(1, min(lags, n - 1) + 1):
        total += 2 * (1 - k / (lags + 1)) * float(x[k:] @ x[:-k]) / n
    return max(total, 0.0) / n


def compare(differences: Sequence[Floats], steps: int) -> Difference:
    """Return the mean difference over all targets and its interval.

    Args:
        differences: for every origin in order its targets' score differences, first minus second; may be empty.
        steps: see ``steps_ahead``.
    """
    counts = np.array([len(each) for each in differences], np.float64)
    sums = np.array([float(np.sum(each)) for each in differences])
    if counts.sum() == 0:
        return Difference(nan, nan, nan, nan, nan, 0, 0)
    mean = float(sums.sum() / counts.sum())
    influence = (sums - mean * counts) / counts.mean()
    return _difference(mean, influence, steps, int((counts > 0).sum()), int(counts.sum()))


def together(groups: Mapping[str, Sequence[Floats]], steps: int) -> Difference:
    """Return the mean of several groups' mean differences, each group counting the same, and its interval.

    Args:
        groups: differences as for ``compare``, over the same origins; groups without any target are left out.
    """
    means, influences, n_targets = [], [], 0
    for differences in groups.values():
        counts = np.array([len(each) for each in differences], np.float64)
        if counts.sum() == 0:
            continue
        sums = np.array([float(np.sum(each)) for each in differences])
        means.append(float(sums.sum() / counts.sum()))
        influences.append((sums - means[-1] * counts) / counts.mean())
        n_targets += int(counts.sum())
    if not means:
        return Difference(nan, nan, nan, nan, nan, 0, 0)
    influence = np.mean(influences, axis=0)
    return _difference(float(np.mean(means)), influence, steps, int((influence != 0).sum()), n_targets)


def _difference(mean: float, influence: Floats, steps: int, n_origins: int, n_targets: int) -> Difference:
    """Return the interval of a mean whose error is the mean of ``influence`` over origins."""
    n = len(influence)
    variance = newey_west(influence, steps)
    if n_origins < FEWEST_ORIGINS or variance <= 0 or n <= steps:
        return Difference(mean, nan, nan, nan, nan, n_origins, n_targets)
    correction = sqrt((n + 1 - 2 * steps + steps * (steps - 1) / n) / n)
    error = sqrt(variance)
    statistic = correction * mean / error
    reach = float(student.ppf((1 + LEVEL) / 2, n - 1)) * error / correction
    p_value = 2 * float(student.sf(abs(statistic), n - 1))
    return Difference(mean, mean - reach, mean + reach, statistic, p_value, n_origins, n_targets)
