"""Sequential Monte Carlo over parameters: from the prior to the posterior by raising the likelihood to growing powers.

Del Moral, Doucet and Jasra (2006), https://doi.org/10.1111/j.1467-9868.2006.00553.x; Chopin (2002),
https://doi.org/10.1093/biomet/89.3.539. The likelihood may be an unbiased estimate, such as a particle filter's: an
estimate is kept with its parameters and raised to the power like an exact one, and at power one the parameters follow the
exact posterior (Duan and Fulop 2015, https://doi.org/10.1080/07350015.2014.940081; Andrieu and Roberts 2009). Moves are
preconditioned Crank-Nicolson proposals (Cotter et al. 2013, https://doi.org/10.1214/13-STS421) around the cloud's mean:
their cost in acceptance comes from what the likelihood tells apart, not from the number of parameters. It knows no border.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from contraflow.kernels.weights import Floats, effective_sample_size, normalise, systematic

LogLikelihood = Callable[[Floats, int], Floats]
Uniforms = Callable[..., np.random.Generator]

_HALVINGS = 60
_NEAR_PRIOR = 2.5  # standard errors within which a parameter is proposed from its prior
_FASTEST = 4.0  # the most that a step grows or shrinks from one move to the next
_SMALLEST_STEP = 0.02


@dataclass(frozen=True)
class Tempering:
    """How the powers grow and how parameters move.

    Attributes:
        keep_share: the next power leaves this share of the parameters effective.
        moves: proposals for every set of parameters at each power; ``last_moves`` at power one.
        acceptance: share of proposals accepted that the step is adapted to.
        step: the first step, 0 to 1; 1 proposes without memory.
    """

    keep_share: float = 0.5
    moves: int = 2
    last_moves: int = 4
    acceptance: float = 0.25
    step: float = 0.4


@dataclass(frozen=True)
class Stage:
    """What happened at one power.

    Attributes:
        temperature: the power, 0 at the prior and 1 at the posterior.
        effective_sample_size: of the weights with which it was reached.
        acceptance: share of proposals accepted over its moves; NaN at the prior.
        step: of the last move.
        log_evidence: of the likelihood raised to the power, natural log.
        ancestors: effective number of prior draws that the parameters descend from. A lineage that was moved by a long step has
            forgotten its beginning, so that this is the least that can be said of their variety.
        z: the parameters at its end, shape (theta, parameter).
    """

    temperature: float
    effective_sample_size: float
    acceptance: float
    step: float
    log_evidence: float
    ancestors: float
    z: Floats = field(repr=False)


@dataclass(frozen=True)
class Tempered:
    """Equally likely draws from the posterior.

    Attributes:
        z: shape (theta, parameter).
        terms: terms of each one's log likelihood, shape (theta, term).
        log_evidence: natural log of the evidence's density.
        stages: what happened on the way.
    """

    z: Floats
    terms: Floats
    log_evidence: float
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class _Cloud:
    z: Floats
    terms: Floats
    origin: Floats

    @property
    def log_likelihood(self) -> Floats:
        return np.asarray(self.terms.sum(axis=1))


def temper(
    log_likelihood: LogLikelihood,
    shape: tuple[int, int],
    draw: Uniforms,
    how: Tempering | None = None,
    progress: Callable[[Stage], None] | None = None,
) -> Tempered:
    """Return draws from the posterior under a standard normal prior.

    Args:
        log_likelihood: terms that sum to the log likelihood of each row of z, shape (theta, term), given z, shape (theta,
            parameter), and the number of the call, counted from 0; exact, or the log of an unbiased estimate. A term of
            minus infinity means no chance.
        shape: numbers of thetas and of parameters.
        draw: returns the generator of the random stream that is named by words.
        progress: called after every stage.

    Raises:
        ValueError: if no draw from the prior gives the evidence a chance.
    """
    how, report = how or Tempering(), progress or (lambda stage: None)
    n = shape[0]
    z = np.asarray(draw("prior").standard_normal(shape))
    cloud = _Cloud(z, log_likelihood(z, 0), np.arange(n, dtype=np.float64))
    stages = [Stage(0.0, float(n), float("nan"), how.step, 0.0, float(n), z)]
    report(stages[0])
    power, log_evidence, step, calls = 0.0, 0.0, how.step, 1
    while power < 1:
        log_p = cloud.log_likelihood
        after = next_power(log_p, power, how.keep_share)
        weights, gain = normalise((after - power) * log_p)
        log_evidence += gain
        rows = systematic(weights, float(draw("resample", len(stages)).random()), in_place=True)
        cloud = _Cloud(cloud.z[rows], cloud.terms[rows], cloud.origin[rows])
        power, accepted = after, []
        for _ in range(how.moves if power < 1 else how.last_moves):
            cloud, share = _move(cloud, log_likelihood, calls, power, step, draw("move", calls))
            accepted.append(share)
            step = adapted(step, share, how.acceptance)
            calls += 1
        ess = effective_sample_size(weights)
        mean = float(np.mean(accepted))
        stages.append(Stage(power, ess, mean, step, log_evidence, _ancestors(cloud.origin), cloud.z))
        report(stages[-1])
    return Tempered(cloud.z, cloud.terms, log_evidence, tuple(stages))


def next_power(log_p: Floats, power: float, keep_share: float) -> float:
    """Return the largest power up to one whose weights over those at ``power`` leave ``keep_share`` of them effective.

    Args:
        log_p: log likelihoods, shape (theta,); those of minus infinity count as lost, whatever the power.
    """
    possible = log_p[np.isfinite(log_p)]
    if not len(possible):
        raise ValueError("no parameters drawn from the prior give the evidence a chance; check priors and evidence")
    floor = keep_share * len(possible)

    def ess(at: float) -> float:
        return effective_sample_size(normalise((at - power) * possible)[0])

    if ess(1.0) >= floor:
        return 1.0
    low, high = power, 1.0
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if ess(middle) >= floor else (low, middle)
    return high


def adapted(step: float, accepted: float, wanted: float) -> float:
    """Return the next step: longer when more than ``wanted`` was accepted, shorter when less."""
    factor = np.clip(np.exp(2.0 * (accepted - wanted) / max(wanted, 0.05)), 1 / _FASTEST, _FASTEST)
    return float(np.clip(step * factor, _SMALLEST_STEP, 1.0))


def centre_and_spread(z: Floats) -> tuple[Floats, Floats]:
    """Return what proposals are drawn around, shape (parameter,) both: the cloud's mean and standard deviation.

    A parameter whose mean and variance lie within what draws from the prior would show by chance is proposed from the prior
    itself, so that it costs nothing in acceptance.
    """
    n = len(z)
    mean, spread = z.mean(axis=0), z.std(axis=0)
    near = (np.abs(mean) < _NEAR_PRIOR / np.sqrt(n)) & (np.abs(spread - 1.0) < _NEAR_PRIOR / np.sqrt(2 * n))
    return np.where(near, 0.0, mean), np.where(near, 1.0, np.maximum(spread, 1e-3))


def _move(
    cloud: _Cloud, log_likelihood: LogLikelihood, call: int, power: float, step: float, draw: np.random.Generator
) -> tuple[_Cloud, float]:
    """Propose once for every theta; accept by the ratio of tempered posteriors over that of the proposals' own law."""
    centre, spread = centre_and_spread(cloud.z)
    noise = draw.standard_normal(cloud.z.shape)
    proposed = centre + np.sqrt(1.0 - step * step) * (cloud.z - centre) + step * spread * noise
    terms = log_likelihood(proposed, call)

    def log_ratio(z: Floats) -> Floats:  # prior over the normal law that the proposals leave as it is
        return np.asarray(-0.5 * (z * z - ((z - centre) / spread) ** 2).sum(axis=1))

    with np.errstate(invalid="ignore"):  # from no chance to no chance
        log_p = power * (terms.sum(axis=1) - cloud.log_likelihood) + log_ratio(proposed) - log_ratio(cloud.z)
    accept = np.log(draw.random(len(log_p))) < log_p
    kept = _Cloud(np.where(accept[:, None], proposed, cloud.z), np.where(accept[:, None], terms, cloud.terms), cloud.origin)
    return kept, float(accept.mean())


def _ancestors(origin: Floats) -> float:
    _, counts = np.unique(origin, return_counts=True)
    return effective_sample_size(counts / counts.sum())
