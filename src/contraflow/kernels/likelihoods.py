"""Log densities of what a source may say, given where a particle stands.

All work on the indicator's own working scale (log for amounts and intensities, logit for shares), are vectorised over
particles, and are finite for every finite input: a statement far in the tail of a density counts strongly against a
particle, but is neither ignored nor turned into minus infinity. Each sums or integrates to one over what could have
been said (tests/kernels/test_likelihoods.py), so that log evidence can be compared between models.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln, log_ndtr, logit, ndtr, stdtr

Floats = NDArray[np.float64]

LEAST_CHANCE = 1e-15  # no statement of fact is more certain than this
LEAST_SHARE = 1e-3  # a stated share of 0 or 1 stands for "hardly any" or "nearly all"
RUMOUR_SPREAD = 1.0  # working scale (log units): how far from usual a rumour can be
LEAST_MEAN = 1e-9  # expected count below which nothing can be told apart
LEAST_DIFFERENCE = 1e-4  # of two chances: below it their difference is good to fewer than twelve digits
_TINY = float(np.finfo(np.float64).tiny)


class Member(NamedTuple):
    """One statement of a witness.

    Attributes:
        log_density: log density of what was said, as a function of the location on the indicator's working scale; takes
            and gives arrays of one shape.
        location: where each particle puts the indicator, shape (particle,).
        spread: standard deviation of the statement on the same scale; sets how finely the shared error is integrated.
        log_uninformed: log density of what was said if it says nothing of the state: ``-log(5)`` for one of five words,
            a broad Student t for numbers, 0 for a share (uniform), ``-log(2)`` for a presence.
        reliability: chance that it says anything of the state, 0 to 1; one number or shape (particle,).
        about: what it speaks of: statements of one witness about the same agree also when they say nothing of the state. None
            stands alone.
        log_rumour: log density of what was said, as a function of a location that is no particle's: ``log_density`` with one
            spread for all; needed with ``about``.
        alone: log density with the witness's shared error integrated over, where that is known in closed form; spares the
            quadrature when nobody else of the witness speaks. None where it is not.
    """

    log_density: Callable[[Floats], Floats]
    location: Floats
    spread: float
    log_uninformed: float
    reliability: Floats | float
    about: Hashable = None
    log_rumour: Callable[[Floats], Floats] | None = None
    alone: Callable[[Floats], Floats] | None = None


def ordered_probit(category: int, location: Floats, cutpoints: Floats, spread: Floats | float) -> Floats:
    """Return the log chance of one of K ordered words, same shape as ``location``.

    P(y = k) = Phi((c[k] - x) / s) - Phi((c[k-1] - x) / s) with c[-1] = -inf and c[K-1] = +inf. The words of a change
    are numbered from 0 ("down sharply") as those of a level are.

    Args:
        category: 0 to K - 1.
        location: the log indicator or its change.
        cutpoints: shape (K - 1,), ascending, on the same scale.
        spread: s > 0, on the same scale; one number or one a location.
    """
    below = -np.inf if category == 0 else float(cutpoints[category - 1])
    above = np.inf if category == len(cutpoints) else float(cutpoints[category])
    return _log_normal_between((below - location) / spread, (above - location) / spread)


def told_word(category: int, location: Floats, cutpoints: Floats, spread: Floats | float, log_told: Floats) -> Floats:
    """Return the log chance of one of K ordered words when not every word is told as readily, same shape as ``location``.

    P(y = k) = w[k] OP_k(x) / sum_j w[j] OP_j(x) with the ordered probit OP: of what is true, what is news is written. Equal
    weights give ``ordered_probit``.

    Args:
        log_told: logs of the weights w, shape (K,); the other arguments as for ``ordered_probit``.
    """
    if float(np.ptp(log_told)) == 0:
        return ordered_probit(category, location, cutpoints, spread)
    told = np.exp(log_told)
    # one array a cut, read twice: below whichever cut, and for the word itself the difference of two of them
    below = [np.zeros_like(location), *(ndtr((cut - location) / spread) for cut in cutpoints), np.ones_like(location)]
    # the sum over words in terms of the chances of lying below each cut: it is never small, so that nothing is lost
    whole = np.full_like(location, told[-1])
    for k in range(len(cutpoints)):
        whole += (told[k] - told[k + 1]) * below[k + 1]
    chance = below[category + 1] - below[category]
    log_chance = np.log(np.maximum(chance, _TINY))
    rare = chance < LEAST_DIFFERENCE  # where the difference has lost digits
    if rare.any():
        width = np.broadcast_to(spread, location.shape)[rare]
        log_chance[rare] = ordered_probit(category, location[rare], cutpoints, width)
    return np.asarray(log_told[category] + log_chance - np.log(whole))


def student_t(value: float, location: Floats, spread: Floats | float, df: float) -> Floats:
    """Return the log density of a stated number around ``location`` (Student t with scale ``spread``)."""
    z = (value - location) / spread
    scale = gammaln((df + 1) / 2) - gammaln(df / 2) - 0.5 * np.log(df * np.pi) - np.log(spread)
    return np.asarray(scale - (df + 1) / 2 * np.log1p(z * z / df))


def student_t_between(low: float, high: float, location: Floats, spread: Floats | float, df: float) -> Floats:
    """Return the log chance that a number lies between ``low`` and ``high``.

    "At least v" is ``low=v, high=inf``; "at most v" is ``low=-inf, high=v``. The chances of the three stretches that
    two numbers cut add to one.
    """
    a, b = (low - location) / spread, (high - location) / spread
    if np.isinf(low):
        chance = stdtr(df, b)
    elif np.isinf(high):
        chance = stdtr(df, -a)
    else:
        # on the side where the chances are small, not where they are near one and their difference is rounded away
        right = a + b > 0
        chance = stdtr(df, np.where(right, -a, b)) - stdtr(df, np.where(right, -b, a))
    return np.asarray(np.log(np.maximum(chance, _TINY)))


def negative_binomial(count: int, mean: Floats, dispersion: Floats | float) -> Floats:
    """Return the log chance of ``count`` with variance mean + mean^2 / dispersion.

    Args:
        count: what was reported, 0 or more.
        mean: expected count of what is *reported*, shape (particle,): the caller multiplies by the reported share.
        dispersion: size k > 0; large k is Poisson. One number or one a mean.
    """
    m = np.maximum(mean, LEAST_MEAN)
    ways = gammaln(count + dispersion) - gammaln(dispersion) - gammaln(count + 1.0)
    return np.asarray(ways - dispersion * np.log1p(m / dispersion) + count * (np.log(m) - np.log(m + dispersion)))


def negative_binomial_at_least(count: int, mean: Floats, dispersion: Floats | float) -> Floats:
    """Return the log chance of ``count`` or more; see ``negative_binomial``."""
    m = np.maximum(mean, LEAST_MEAN)
    if count <= 0:
        return np.zeros_like(m)
    chance = betainc(float(count), dispersion, m / (m + dispersion))
    # where the tail underflows its first term, which it can never be below, still tells particles apart
    first = negative_binomial(count, m, dispersion)
    return np.asarray(np.where(chance > 1e-280, np.log(np.maximum(chance, _TINY)), first))


def negative_binomial_at_most(count: int, mean: Floats, dispersion: Floats | float) -> Floats:
    """Return the log chance of ``count`` or fewer; see ``negative_binomial``."""
    m = np.maximum(mean, LEAST_MEAN)
    chance = betainc(dispersion, count + 1.0, dispersion / (m + dispersion))
    last = negative_binomial(count, m, dispersion)
    return np.asarray(np.where(chance > 1e-280, np.log(np.maximum(chance, _TINY)), last))


def logit_normal(share: float, location_logit: Floats, spread: Floats | float) -> Floats:
    """Return the log density of a stated share on (0, 1) whose logit is normal around ``location_logit``.

    The density is that of the share, not of its logit: it holds the Jacobian 1 / (y (1 - y)).
    """
    y = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    z = (logit(y) - location_logit) / spread
    return np.asarray(-0.5 * z * z - np.log(spread) - 0.5 * np.log(2 * np.pi) - np.log(y * (1 - y)))


def bernoulli(present: bool, location_logit: Floats) -> Floats:
    """Return the log chance that something is said to be present (or absent) at log odds ``location_logit``."""
    # log expit without overflow; log odds beyond 700 would be certainty
    odds = np.clip(location_logit if present else -location_logit, -700.0, 700.0)
    return np.asarray(-np.logaddexp(0.0, -odds))


def denied(log_p: Floats, n_categories: int) -> Floats:
    """Return the log chance that the statement of chance ``exp(log_p)`` is denied rather than any other of K.

    P(denied y | x) = (1 - p_y) / (K - 1): it sums to one over y, and a denial is far weaker than its opposite asserted.
    """
    return np.asarray(np.log(np.maximum(-np.expm1(log_p), LEAST_CHANCE)) - np.log(n_categories - 1.0))


def witness_log_likelihood(members: Sequence[Member], shared_spread: float, nodes: int = 7) -> Floats:
    """Return the log likelihood of all that one witness says together, shape (particle,).

    log( r E_u[ prod_i p_i(y_i | x_i + u) ] + (1 - r) prod_g q_g(y_g) ), u ~ N(0, shared_spread^2): one error is shared
    by all that a witness (a report on one indicator, a series) says, so saying it again tells little more, and one
    switch decides whether the witness says anything at all. r is the mean of the members' reliabilities; q_g is the
    density of what it says about one thing when it says nothing of the state (``log_untold``).

    Args:
        members: at least one; their locations have one shape.
        shared_spread: tau >= 0 on the working scale; 0 for independent members.
        nodes: least number of quadrature nodes. More are taken where many or sharp members make the integrand narrower
            than the nodes' distance (``shared_error_nodes``).
    """
    first = members[0]
    if len(members) == 1 and first.alone is not None:
        log_told = first.alone(first.location)
    else:
        log_told = _log_told(members, shared_spread, nodes)
    reliability = np.asarray(sum(m.reliability for m in members) / len(members))
    untold = np.log(np.maximum(1 - reliability, _TINY)) + log_untold(members)
    return np.asarray(np.logaddexp(np.log(np.maximum(reliability, _TINY)) + log_told, untold))


def _log_told(members: Sequence[Member], shared_spread: float, nodes: int) -> Floats:
    shifts, log_weights = shared_error_nodes(shared_spread, [m.spread for m in members], nodes)
    told = np.empty((len(shifts), *members[0].location.shape))
    for i, shift in enumerate(shifts):
        told[i] = log_weights[i]
        for member in members:
            told[i] += member.log_density(member.location + shift)
    return np.asarray(np.logaddexp.reduce(told, axis=0)) if len(shifts) > 1 else told[0]


def log_untold(members: Sequence[Member]) -> float:
    """Return the log density of all that a witness says when it says nothing of the state.

    What it says about different things is independent then. What it says about one thing still agrees, as voices do that
    repeat one rumour: the first to speak says anything at all (q), and the others follow it,

        q_1(y_1) E_v[ prod_i p_i(y_i | v) ] / E_v[ p_1(y_1 | v) ],   v ~ N(0, RUMOUR_SPREAD^2)

    averaged over who speaks first. It is q for one voice and sums to one for any number; ten voices that agree are
    therefore no proof that a report is true. Without this they would be: ten independent guesses hardly ever agree.
    """
    groups: dict[Hashable, list[Member]] = {}
    for number, member in enumerate(members):
        groups.setdefault((number,) if member.about is None else ("about", member.about), []).append(member)
    return float(sum(_log_rumour(group) for group in groups.values()))


def _log_rumour(members: Sequence[Member]) -> float:
    if len(members) == 1:
        return members[0].log_uninformed
    at, log_weights = shared_error_nodes(RUMOUR_SPREAD, [m.spread for m in members], 7)
    each = []
    for member in members:
        assert member.log_rumour is not None, "a statement about the same thing as another needs its density"
        each.append(member.log_rumour(at))
    together = np.logaddexp.reduce(log_weights + np.sum(each, axis=0))
    alone = [float(np.logaddexp.reduce(log_weights + log_p)) for log_p in each]
    first = np.logaddexp.reduce([m.log_uninformed - log_p for m, log_p in zip(members, alone, strict=True)])
    return float(together + first - np.log(len(members)))


def shared_error_nodes(shared_spread: float, spreads: Sequence[float], nodes: int) -> tuple[Floats, Floats]:
    """Return nodes and log weights (that sum to one), both shape (node,), of a normal error of sd ``shared_spread``.

    Seven Gauss-Hermite nodes stand 1.2 ``shared_spread`` apart and would miss a product of sharp densities between
    them; evenly spaced nodes over +-4.5 sd (the trapezoid rule, which converges faster than any power for smooth
    integrands that vanish at the ends) are placed 1.4 widths of the expected integrand apart instead.
    """
    if shared_spread <= 0:
        return np.zeros(1), np.zeros(1)
    per_width = float(np.sqrt(1 + sum((shared_spread / s) ** 2 for s in spreads)))  # sd over width of the integrand
    n = max(nodes, int(min(np.ceil(2 * _REACH / 1.4 * per_width), _MOST_NODES)) | 1)
    u = np.linspace(-_REACH, _REACH, n)
    log_weights = -0.5 * u * u
    return shared_spread * u, log_weights - np.logaddexp.reduce(log_weights)


_MOST_NODES = 401
_REACH = 4.5  # standard deviations of the shared error that are integrated over
_FARTHEST = 1e8  # standard deviations; farther away two cut points can no longer be told apart in double precision


def _log_normal_between(a: Floats, b: Floats) -> Floats:
    """Return log(Phi(b) - Phi(a)) for a < b, without loss in either tail."""
    right = a + b > 0  # mirrored to the left, where chances are small numbers and not differences from one
    low = np.clip(np.where(right, -b, a), -_FARTHEST, _FARTHEST)
    high = np.clip(np.where(right, -a, b), -_FARTHEST, _FARTHEST)
    chance = ndtr(high) - ndtr(low)
    out = np.log(np.maximum(chance, _TINY))
    far = chance < 1e-200
    if far.any():
        top = log_ndtr(high[far])
        out[far] = top + np.log(np.maximum(-np.expm1(log_ndtr(low[far]) - top), _TINY))
    return np.asarray(out)
