"""A particle filter in groups that keep to themselves: each group, an island, is a filter of its own. It knows no border.

Each island holds particles that share something which must not be resampled away, such as parameters: weights are
normalised, resampled and damped within each island, and each island keeps its own log evidence, which is the likelihood of
what its particles share (Andrieu, Doucet and Holenstein 2010, https://doi.org/10.1111/j.1467-9868.2009.00736.x). One
island alone is the filter of filter.py, number for number.

Islands stand one behind the other along the particle axis, all of one size; together the weights sum to one, and each
island's to one over the number of islands.
"""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from contraflow.inference.filter import Carried, Cloud
from contraflow.kernels.weights import Floats, Indices, systematic

C = TypeVar("C", bound=Cloud)
Flags = NDArray[np.bool_]

_CLOSE = 1e-9  # relative; see filter.py
_HALVINGS = 50


class IslandWeighing(NamedTuple):
    """What one piece of evidence did on each island; see ``filter.Weighing`` for the meaning, shape (island,) all.

    Attributes:
        log_evidence_gain: as in ``Weighing``, but of the full likelihood also where the evidence was rejected: minus
            infinity where no particle gives it any chance. A likelihood of what an island shares must not be spared that.
    """

    effective_sample_size: Floats
    log_evidence_gain: Floats
    damped: Floats
    rejected: Flags


def resample_islands(before: Carried[C], below: float, u: Floats) -> tuple[Carried[C], Flags, Indices | None]:
    """Resample every island whose effective sample size is under ``below`` of its size.

    Returns the filter after it, which islands were resampled, shape (island,), and the row from which each particle came,
    shape (particle,); None when none was resampled.

    Args:
        u: one uniform on [0, 1) for each island, shape (island,); used or not.
    """
    local = _by_island(before.log_weights, len(u))
    size = local.shape[1]
    weights = np.exp(local)
    poor = _ess(weights) < below * size
    if not poor.any():
        return before, poor, None
    ancestors = np.arange(before.cloud.n, dtype=np.int64).reshape(local.shape)
    for island in np.flatnonzero(poor):
        ancestors[island] = island * size + systematic(weights[island], float(u[island]), in_place=True)
    log_weights = np.where(poor[:, None], -np.log(size), local)
    rows = ancestors.ravel()
    return Carried(before.cloud.take(rows), _together(log_weights), before.log_evidence), poor, rows


def weigh_islands(
    before: Carried[C], log_likelihood: Floats, floor_share: float, n_islands: int
) -> tuple[Carried[C], IslandWeighing]:
    """Return the filter after some evidence, weighed on every island by itself; see ``filter.weigh``.

    The log evidence that is carried grows by that of all islands together, each with the same weight.

    Raises:
        ValueError: if a log likelihood is plus infinity, or the shape is wrong.
    """
    plain = np.where(np.isnan(log_likelihood), -np.inf, log_likelihood)
    if plain.shape != before.log_weights.shape or bool((plain == np.inf).any()):
        raise ValueError(
            f"log likelihood: found shape {plain.shape} and largest value {plain.max(initial=-np.inf)}; "
            f"allowed: shape {before.log_weights.shape}, below infinity"
        )
    local, log_p = _by_island(before.log_weights, n_islands), plain.reshape(n_islands, -1)
    size = local.shape[1]
    ess_before = _ess(np.exp(local))
    floor = np.maximum(np.minimum(floor_share * size, ess_before / 2), 1.0)
    power = _largest_powers(local, log_p, floor)
    rejected = power == 0
    gain = np.logaddexp.reduce(local + log_p, axis=1)
    raised = np.where(rejected[:, None], local, local + power[:, None] * np.where(rejected[:, None], 0.0, log_p))
    weights, log_mean = _normalise(raised)
    log_weights = np.where(rejected[:, None], local, raised - (log_mean + np.log(size))[:, None])
    counted = np.where(rejected, 0.0, gain)
    total = before.log_evidence + float(np.logaddexp.reduce(counted) - np.log(n_islands))
    ess = np.where(rejected, ess_before, _ess(weights))
    return Carried(before.cloud, _together(log_weights), total), IslandWeighing(ess, gain, power, rejected)


def _by_island(log_weights: Floats, n_islands: int) -> Floats:
    """Return log weights that sum to one on every island, shape (island, particle)."""
    return np.asarray(log_weights.reshape(n_islands, -1) + np.log(n_islands))


def _together(log_weights: Floats) -> Floats:
    return np.asarray((log_weights - np.log(len(log_weights))).ravel())


def _ess(weights: Floats) -> Floats:
    return np.asarray(1.0 / np.square(weights).sum(axis=1))


def _normalise(log_weights: Floats) -> tuple[Floats, Floats]:
    """Return weights that sum to one on every row and the log of their mean before that; see ``kernels.weights``."""
    top = log_weights.max(axis=1, keepdims=True)
    weights = np.exp(log_weights - top)
    total = weights.sum(axis=1, keepdims=True)
    return weights / total, (top + np.log(total / log_weights.shape[1]))[:, 0]


def _largest_powers(local: Floats, log_p: Floats, floor: Floats) -> Floats:
    """Return, for every island, the largest power in (0, 1] that leaves ``floor`` particles effective; 0 when none does."""
    possible = np.isfinite(log_p) & np.isfinite(local)
    power = np.zeros(len(local))
    hopeful = np.flatnonzero(possible.any(axis=1))
    # the effective sample size of the particles that give the evidence any chance is the most that a power can leave
    most = _ess_at(np.where(possible, local, -np.inf)[hopeful], np.zeros_like(log_p[hopeful]), np.ones(len(hopeful)))
    hopeful = hopeful[most >= floor[hopeful] * (1 - _CLOSE)]
    power[hopeful] = 1.0
    whole = _ess_at(local[hopeful], log_p[hopeful], power[hopeful])
    strong = hopeful[whole < floor[hopeful] * (1 - _CLOSE)]
    if len(strong):
        power[strong] = _halved(local[strong], log_p[strong], floor[strong])
    return power


def _halved(local: Floats, log_p: Floats, floor: Floats) -> Floats:
    low, high = np.zeros(len(local)), np.ones(len(local))
    for _ in range(_HALVINGS):
        middle = np.where(low > 0, 0.5 * (low + high), high / 8)
        enough = _ess_at(local, log_p, middle) >= floor * (1 - 2 * _CLOSE)
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    return low


def _ess_at(local: Floats, log_p: Floats, power: Floats) -> Floats:
    return _ess(_normalise(local + power[:, None] * log_p)[0])
