"""Scores of a forecast against what came: pure functions of plain arrays. All are losses: less is better, 0 at best.

The log score alone may be below zero, for densities. Each is proper: nobody gains by saying other than he believes
(Gneiting and Raftery 2007, https://doi.org/10.1198/016214506000001437).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import scoringrules
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_CHANCE = 1e-12
# the 23 levels of the forecast hubs: 0.01, 0.025, 0.05, 0.10 ... 0.95, 0.975, 0.99
QUANTILE_LEVELS = (0.01, 0.025, *(round(0.05 * k, 2) for k in range(1, 20)), 0.975, 0.99)
INTERVALS: Mapping[int, tuple[float, float]] = {50: (0.25, 0.75), 80: (0.1, 0.9), 95: (0.025, 0.975)}
N_DRAWS = 199  # draws of a distribution that the CRPS is taken over: its quantiles at (k - 1/2) / 199


def log_score(chance: float) -> float:
    """Return -log p of what came, in nats (Good 1952, https://doi.org/10.1111/j.2517-6161.1952.tb00104.x).

    Args:
        chance: the chance (or density) that the forecast gave to what came; taken as at least 1e-12.
    """
    return -float(np.log(max(chance, LEAST_CHANCE)))


def brier(chance: float, happened: bool) -> float:
    """Return (p - o)^2, from 0 to 1 (Brier 1950, https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2).

    Args:
        chance: the chance given to a yes.
        happened: whether it was a yes.
    """
    return (chance - float(happened)) ** 2


def ranked_probability(chances: Sequence[float], category: int) -> float:
    """Return the ranked probability score of ordered words: sum over words of (F_k - 1{category <= k})^2.

    0 at best, K - 1 at worst for K words; the CRPS of a distribution over words one apart (Epstein 1969,
    https://doi.org/10.1175/1520-0450(1969)008<0985:ASSFPF>2.0.CO;2).

    Args:
        chances: of the K words in order, summing to one.
        category: which came, from 0.
    """
    below = np.cumsum(np.asarray(chances, np.float64))
    came = np.arange(len(below)) >= category
    return float(np.square(below - came).sum())


def crps(value: float, draws: Floats) -> float:
    """Return the continuous ranked probability score of equally likely draws, in the unit of ``value``.

    E|X - y| - E|X - X'| / 2 in the form of Hersbach's quantile decomposition (estimator "qd" of scoringrules, equal to that
    of the draws' own distribution function; Gneiting and Raftery 2007, equation 21). ``draws`` are meant to be evenly spaced
    quantiles, for which this is the midpoint rule of the integral over quantile scores.

    Args:
        value: what came.
        draws: shape (draw,).
    """
    return float(scoringrules.crps_ensemble(value, draws, estimator="qd"))


def weighted_interval(value: float, quantiles: Floats) -> float:
    """Return the weighted interval score of the 23 quantiles at ``QUANTILE_LEVELS``, in the unit of ``value``.

    (|y - m| / 2 + sum_k (alpha_k / 2) IS_k) / (K + 1/2) over K = 11 central intervals; it nears the CRPS (Bracher et al.
    2021, https://doi.org/10.1371/journal.pcbi.1008618, equation 1).

    Args:
        value: what came.
        quantiles: shape (23,), ascending.
    """
    n = len(QUANTILE_LEVELS) // 2
    alpha = 2 * np.array(QUANTILE_LEVELS[:n])
    low, high = np.asarray(quantiles[:n]), np.asarray(quantiles[:n:-1])
    return float(
        scoringrules.weighted_interval_score(value, float(quantiles[n]), low, high, alpha, w_median=0.5, w_alpha=alpha / 2)
    )


def is_covered(value: float, quantiles: Floats) -> dict[int, bool]:
    """Return by level (50, 80, 95 %) whether the central interval holds what came, ends included."""
    at = {level: float(quantile) for level, quantile in zip(QUANTILE_LEVELS, quantiles, strict=True)}
    return {share: _quantile(at, low) <= value <= _quantile(at, high) for share, (low, high) in INTERVALS.items()}


def _quantile(at: Mapping[float, float], level: float) -> float:
    return at[level]
