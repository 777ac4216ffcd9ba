"""Arithmetic of importance weights. Plain arrays in, plain arrays out; nothing is drawn here."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


def normalise(log_weights: Floats) -> tuple[Floats, float]:
    """Return weights that sum to one, shape (particle,), and the log of their mean before that.

    Args:
        log_weights: natural logs, shape (particle,); minus infinity is a weight of zero.

    Raises:
        ValueError: if no log weight is finite, or one is NaN or plus infinity.
    """
    top = float(log_weights.max())
    if not np.isfinite(top):
        reason = "all log weights are minus infinity" if top == -np.inf else f"a log weight is {top}"
        raise ValueError(f"weights cannot be normalised: {reason}; check the log likelihood before")
    weights = np.exp(log_weights - top)
    total = float(weights.sum())
    return weights / total, top + float(np.log(total / len(weights)))


def effective_sample_size(weights: Floats) -> float:
    """Return Kish's effective number of particles, 1 <= ess <= n, for weights that sum to one, shape (particle,)."""
    return float(1.0 / np.square(weights).sum())


def systematic(weights: Floats, u: float, *, n: int | None = None, in_place: bool = False) -> Indices:
    """Return the ancestors, shape (n,), of a systematic draw from one uniform.

    Particle i is chosen floor(n w_i) or ceil(n w_i) times, n w_i on average over ``u`` (Carpenter, Clifford and
    Fearnhead 1999, https://doi.org/10.1049/ip-rsn:19990255).

    Args:
        weights: shape (particle,), summing to one.
        u: uniform on [0, 1).
        n: how many to draw; as many as there are particles when None.
        in_place: arrange the same draw so that a particle that is chosen at all keeps its own row: then only the rows
            of particles that died are rewritten, which saves memory traffic. Only for as many as there are particles.
    """
    n = n or len(weights)
    edges = np.cumsum(weights)
    # rounding must neither leave the last points beyond the last edge nor give them to a particle without weight
    edges[np.flatnonzero(weights)[-1] :] = np.inf
    ancestors = np.searchsorted(edges, (u + np.arange(n)) / n, side="right").astype(np.int64)
    return _keep_rows(ancestors) if in_place else ancestors


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted mean over particles, shape (...), of values of shape (particle, ...)."""
    return np.asarray(np.tensordot(weights, values, axes=(0, 0)))


def weighted_quantiles(values: Floats, weights: Floats, probs: Floats) -> Floats:
    """Return weighted quantiles, shape (prob, ...), of values of shape (particle, ...).

    The quantile at p is the smallest value whose cumulated weight reaches p (the inverse of the weighted distribution
    function): it is always some particle's value, so counts stay counts and a particle without weight is never shown.

    Args:
        values: shape (particle, ...), without NaN.
        weights: shape (particle,), summing to one.
        probs: shape (prob,), each from 0 to 1.
    """
    alive = np.flatnonzero(weights)
    heavy = weights[alive]
    columns = np.ascontiguousarray(values[alive].reshape(len(alive), -1).T)
    out = np.empty((len(probs), len(columns)))
    targets = np.minimum(probs - _SLACK, float(heavy.sum()) - _SLACK)
    for i, column in enumerate(columns):  # one column at a time stays in the cache
        out[:, i] = _column_quantiles(column, heavy, targets)
    return out.reshape(len(probs), *values.shape[1:])


_BINS = 256
_NARROWEST = 1e-290
_SLACK = 1e-12  # cumulated weights that should be exactly p carry rounding errors of this size


def _column_quantiles(values: Floats, weights: Floats, targets: Floats) -> Floats:
    """Return the smallest values whose cumulated weights reach ``targets``, sorting only the bins that hold them.

    Bins of equal width are weighed first; a quantile lies in the bin where the cumulated weight passes it. When most
    values fall into one bin this is a full sort, never a wrong answer.
    """
    low, high = float(values.min()), float(values.max())  # Python numbers: inf - inf is NaN without a warning
    width = high - low
    if not _NARROWEST < width < np.inf:  # all the same, or values that no bins can hold
        order = values.argsort()
        return values[order[weights[order].cumsum().searchsorted(targets)]]
    bins = ((values - low) * (_BINS * (1 - _SLACK) / width)).astype(np.int64)
    mass = np.bincount(bins, weights, _BINS).cumsum()
    wanted = np.minimum(mass.searchsorted(targets), bins.max())
    is_wanted = np.zeros(_BINS, dtype=bool)
    is_wanted[wanted] = True
    near = np.flatnonzero(is_wanted[bins])
    near = near[values[near].argsort()]
    cumulated = weights[near].cumsum()
    first, last = (bins[near].searchsorted(wanted, side=side) for side in ("left", "right"))
    below = np.where(wanted > 0, mass[wanted - 1], 0.0)  # weight of all lower bins
    sorted_below = np.where(first > 0, cumulated[first - 1], 0.0)  # of those among them that were sorted
    at = cumulated.searchsorted(targets - below + sorted_below)
    return values[near[np.clip(at, first, last - 1)]]


def _keep_rows(ancestors: Indices) -> Indices:
    """Return the same multiset of ancestors with every survivor in its own row."""
    copies = np.bincount(ancestors, minlength=len(ancestors))
    arranged = np.arange(len(ancestors), dtype=np.int64)
    arranged[copies == 0] = np.repeat(arranged, np.maximum(copies - 1, 0))
    return arranged
