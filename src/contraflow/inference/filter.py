"""The particle filter: resample when needed, predict, weigh. It knows no border.

Chopin and Papaspiliopoulos (2020), algorithm 10.3, https://doi.org/10.1007/978-3-030-47845-2; the guard that raises a
likelihood to a power so that the particles survive it is the adaptive tempering of their section 17.2.3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from contraflow.kernels.weights import Floats, Indices, effective_sample_size, normalise, systematic


class Cloud(Protocol):
    """Particles of any kind that can be counted and picked by index."""

    @property
    def n(self) -> int:
        """Return the number of particles."""
        ...

    def take(self, ancestors: Indices) -> Self:
        """Return the particles at ``ancestors``, shape (particle,), with all that they carry."""
        ...


C = TypeVar("C", bound=Cloud)


@dataclass(frozen=True)
class Carried(Generic[C]):
    """What the next step needs.

    Attributes:
        log_weights: natural logs of weights that sum to one, shape (particle,).
        log_evidence: sum of the log evidence gains so far.
    """

    cloud: C
    log_weights: Floats
    log_evidence: float

    @property
    def weights(self) -> Floats:
        """Return the weights, shape (particle,), summing to one."""
        return np.asarray(np.exp(self.log_weights))


class Weighing(NamedTuple):
    """What one piece of evidence did, for the reader.

    Attributes:
        effective_sample_size: after weighing.
        log_evidence_gain: natural log of the evidence's density given all before. When the evidence was damped it is
            still that of the full likelihood, so that a model which explains badly is not excused; when it was rejected
            it is 0, and log evidences of two runs can be compared only when both rejected the same.
        damped: power to which the likelihood was raised; 1 when nothing was done, 0 when rejected.
        rejected: the weights were left as they were, because too few particles leave the evidence any chance at all.
    """

    effective_sample_size: float
    log_evidence_gain: float
    damped: float
    rejected: bool


class StepInfo(NamedTuple):
    """What happened on one day, for the reader; see ``Weighing`` for the last three."""

    day: int
    effective_sample_size: float
    resampled: bool
    log_evidence_gain: float
    damped: float
    rejected: bool


def start(cloud: C) -> Carried[C]:
    """Return equal weights on ``cloud``."""
    return Carried(cloud, np.full(cloud.n, -np.log(cloud.n)), 0.0)


def advance(
    before: Carried[C],
    day: int,
    move: Callable[[C], C],
    log_likelihood: Callable[[C], Floats],
    *,
    u: float,
    resample_below: float = 0.5,
    floor_share: float = 0.05,
) -> tuple[Carried[C], StepInfo]:
    """Return the filter one day later and what happened.

    Args:
        before: the filter on the day before.
        day: the day that is reached.
        move: moves the cloud to that day.
        log_likelihood: log density of the day's evidence, shape (particle,); zeros when there is none.
        u: uniform on [0, 1) for resampling; used or not.
        resample_below: see ``resample_if_needed``.
        floor_share: see ``weigh``.
    """
    now, resampled = resample_if_needed(before, resample_below, u)
    now = predict(now, move)
    now, info = weigh(now, log_likelihood(now.cloud), floor_share)
    return now, StepInfo(day, info.effective_sample_size, resampled, *info[1:])


def resample_if_needed(before: Carried[C], below: float, u: float) -> tuple[Carried[C], bool]:
    """Return equal weights on a systematic draw, and True, if the effective sample size is under ``below`` * n.

    Survivors keep their row (``systematic(..., in_place=True)``).
    """
    weights = before.weights
    if effective_sample_size(weights) >= below * len(weights):
        return before, False
    cloud = before.cloud.take(systematic(weights, u, in_place=True))
    return Carried(cloud, np.full(len(weights), -np.log(len(weights))), before.log_evidence), True


def predict(before: Carried[C], move: Callable[[C], C]) -> Carried[C]:
    """Return the same weights on the moved cloud."""
    return Carried(move(before.cloud), before.log_weights, before.log_evidence)


def weigh(before: Carried[C], log_likelihood: Floats, floor_share: float) -> tuple[Carried[C], Weighing]:
    """Return the filter after some evidence and what it did.

    The effective sample size may not fall under floor_share * n (nor, when it is already under twice that, under half
    of what it was): a likelihood that would take it there is raised to the largest power in (0, 1] that does not.
    Evidence to which so many particles give no chance at all (minus infinity or NaN) that no power helps is rejected.

    Args:
        before: the filter before the evidence.
        log_likelihood: shape (particle,); zeros when there is no evidence.
        floor_share: 0 to 1; 0 never damps.

    Raises:
        ValueError: if a log likelihood is plus infinity, or the shape is wrong.
    """
    log_p = np.where(np.isnan(log_likelihood), -np.inf, log_likelihood)
    if log_p.shape != before.log_weights.shape or bool((log_p == np.inf).any()):
        raise ValueError(
            f"log likelihood: found shape {log_p.shape} and largest value {log_p.max(initial=-np.inf)}; "
            f"allowed: shape {before.log_weights.shape}, below infinity"
        )
    ess_before = effective_sample_size(before.weights)
    floor = max(min(floor_share * len(log_p), ess_before / 2), 1.0)
    possible = _ess_of_possible(before.log_weights, log_p) >= floor * (1 - _CLOSE)
    power = _largest_power(before.log_weights, log_p, floor) if possible else 0.0
    if power == 0:
        return before, Weighing(ess_before, 0.0, 0.0, True)
    gain = float(np.logaddexp.reduce(before.log_weights + log_p))
    weights, log_mean = normalise(before.log_weights + power * log_p)
    log_weights = before.log_weights + power * log_p - (log_mean + np.log(len(log_p)))
    after = Carried(before.cloud, np.asarray(log_weights), before.log_evidence + gain)
    return after, Weighing(effective_sample_size(weights), gain, power, False)


_CLOSE = 1e-9  # relative; two effective sample sizes nearer than this are the same
_HALVINGS = 50


def _ess_of_possible(log_weights: Floats, log_p: Floats) -> float:
    """Return the effective sample size of the particles that give the evidence any chance; 0 when none does."""
    possible = np.isfinite(log_p) & np.isfinite(log_weights)
    return effective_sample_size(normalise(log_weights[possible])[0]) if possible.any() else 0.0


def _largest_power(log_weights: Floats, log_p: Floats, floor: float) -> float:
    """Return the largest power in (0, 1] that leaves an effective sample size of ``floor``; 0 when none is found."""

    def ess(power: float) -> float:
        return effective_sample_size(normalise(log_weights + power * log_p)[0])

    if ess(1.0) >= floor * (1 - _CLOSE):
        return 1.0
    low, high = 0.0, 1.0
    # geometric at first: a likelihood that differs by 1e9 nats between particles needs a power of 1e-9
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high) if low else high / 8
        low, high = (middle, high) if ess(middle) >= floor * (1 - 2 * _CLOSE) else (low, middle)
    return low
