"""Ranks of a truth among draws, and how far from even they may lie by chance.

A truth drawn from the prior has a uniform rank among draws of its posterior (Cook, Gelman and Rubin 2006; Talts et al. 2018,
https://arxiv.org/abs/1804.06788). Whether ranks are uniform is judged by simultaneous bands around their empirical distribution
function (Sailynoja, Burkner and Vehtari 2022, https://doi.org/10.1007/s11222-022-10090-6).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_HALVINGS = 30


class Band(NamedTuple):
    """Simultaneous limits for an empirical distribution function of uniform numbers.

    Attributes:
        at: where it is looked at, from 0 to 1; (point,)
        low: least share of numbers at or below each point that is within the band; (point,). ``high`` the largest.
    """

    at: Floats
    low: Floats
    high: Floats


class Coverage(NamedTuple):
    """How often intervals held the truth.

    Attributes:
        share: mean over replications.
        error: standard error of the mean; weeks of one replication hang together, so that each counts as one number.
    """

    share: float
    error: float


def rank(draws: Floats, truth: Floats, rng: np.random.Generator) -> Ints:
    """Return how many draws lie below the truth, ties broken by chance; 0 to the number of draws.

    Args:
        draws: equally likely draws of the posterior; (draw, ...).
        truth: what was true; (...).
        rng: breaks ties evenly.
    """
    below = (draws < truth).sum(0)
    ties = (draws == truth).sum(0)
    return np.asarray(below + rng.integers(0, ties + 1), np.int64)


def covered(ranks: Ints, n_draws: int, level: int) -> NDArray[np.bool_]:
    """Say of each rank among ``n_draws`` whether the central interval of ``level`` % between draws holds the truth.

    Raises:
        ValueError: if the interval's ends are not draws: (n_draws + 1) (100 - level) / 200 must be a whole number.
    """
    outside, rest = divmod((n_draws + 1) * (100 - level), 200)
    if rest:
        raise ValueError(f"{n_draws} draws have no central interval of {level} %; take 199 draws or another level")
    return np.asarray((ranks >= outside) & (ranks <= n_draws - outside))


def coverage(held: NDArray[np.bool_]) -> Coverage:
    """Return the share of intervals that held the truth, shape (replication, week), and its error over replications."""
    shares = held.reshape(len(held), -1).mean(1)
    return Coverage(float(shares.mean()), float(shares.std(ddof=1) / np.sqrt(len(shares))))


def cumulated(ranks: Ints, n_draws: int, points: int) -> Floats:
    """Return the share of ranks that are at or below each of ``points`` even steps, shape (point,).

    Raises:
        ValueError: if the steps do not lie between ranks: ``points`` must divide ``n_draws`` + 1.
    """
    if (n_draws + 1) % points:
        raise ValueError(f"{points} points among {n_draws} draws; take a divisor of {n_draws + 1}")
    edges = (n_draws + 1) // points * np.arange(1, points + 1)
    return np.asarray((ranks[None, :] < edges[:, None]).mean(1))


def simultaneous_band(n: int, points: int, chance: float) -> Band:
    """Return the band that holds the distribution function of ``n`` uniform numbers at all ``points`` with at least ``chance``.

    At every point the limits are those of a binomial interval of one and the same coverage, which is chosen so that all hold at
    once; the chance of that is computed exactly, point by point along the chain of counts (their algorithm 2).

    Args:
        n: how many numbers, 1 or more.
        points: at 1/points, 2/points, ..., 1.
        chance: that all points lie within, e.g. 0.95.
    """
    at = np.arange(1, points + 1) / points
    steps = _steps(n, points)
    low, high = 0.0, 1.0 - chance  # chance of leaving the limits at one point; all together leave them at least as often
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _within(steps, *_limits(n, at, middle)) >= chance:
            low = middle
        else:
            high = middle
    least, most = _limits(n, at, low)
    return Band(at, least / n, most / n)


def chance_within(n: int, least: Ints, most: Ints) -> float:
    """Return the chance that the counts of ``n`` uniform numbers at or below even points all lie within limits.

    Args:
        n: how many numbers.
        least: smallest allowed count at each point, (point,); ``most`` the largest.
    """
    return _within(_steps(n, len(least)), least, most)


def _steps(n: int, points: int) -> list[Floats]:
    """Return the chances of every count at a point given every count at the one before, (count before, count) a point."""
    counts = np.arange(n + 1)
    gained, above = counts[None, :] - counts[:, None], n - counts[:, None]
    # of those above the last point, each lies below this one with the same chance
    return [np.asarray(binom.pmf(gained, above, 1.0 / (points - i))) for i in range(points)]


def _within(steps: list[Floats], least: Ints, most: Ints) -> float:
    chances = np.zeros(len(steps[0]))
    chances[0] = 1.0
    counts = np.arange(len(chances))
    for i, step in enumerate(steps):
        chances = chances @ step
        chances[(counts < least[i]) | (counts > most[i])] = 0.0
    return float(chances.sum())


def _limits(n: int, at: Floats, leaving: float) -> tuple[Ints, Ints]:
    """Return the binomial limits at every point that are left with at most chance ``leaving``."""
    least = np.asarray(binom.ppf(leaving / 2, n, at), np.int64)
    most = np.asarray(binom.ppf(1 - leaving / 2, n, at), np.int64)
    least[-1] = most[-1] = n
    return least, most
