"""Which parameters the evidence identifies, and which look as they did before.

A posterior over a parameter that no evidence speaks of still differs a little from its prior: draws are few, and resampling
thins them. How much, no formula says, since draws share ancestors. So the fit carries *placebos*: parameters with the same
prior on which nothing depends, proposed, resampled and kept like all others. A parameter of which the evidence says nothing
is to the fit one more placebo; that it differs more from its prior than all K placebos then has a chance of 1 in K + 1 by
exchangeability, whatever the sampler did.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NARROWER = "learned: narrower than prior"
MOVED = "learned: moved, as wide as prior"
NOT_IDENTIFIED = "not identified: posterior as wide as prior"
_NARROWEST = 1e-6


@dataclass(frozen=True)
class Identified:
    """What the evidence says of each parameter, shape (parameter,) all.

    Attributes:
        contraction: 1 - variance of the posterior over that of the prior, on the family's own scale.
        information: how far the posterior is from the prior in nats (as normal laws), see ``information``.
        verdicts: one of NARROWER, MOVED, NOT_IDENTIFIED.
        false_alarms: chance that a parameter of which the evidence says nothing is called learned.
    """

    contraction: Floats
    information: Floats
    verdicts: tuple[str, ...]
    false_alarms: float


def information(z: Floats) -> Floats:
    """Return the Kullback-Leibler divergence of each column's normal law from the standard normal, shape (parameter,).

    (m^2 + v - 1 - log v) / 2 nats, m the mean and v the variance of z, shape (theta, parameter).
    """
    mean, variance = z.mean(axis=0), np.maximum(z.var(axis=0, ddof=1), _NARROWEST)
    return np.asarray(0.5 * (mean * mean + variance - 1.0 - np.log(variance)))


def identify(z: Floats, placebos: Floats) -> Identified:
    """Return what can be told of each parameter, given draws of it and of placebos, shape (theta, ...) both."""
    contraction = 1.0 - z.var(axis=0, ddof=1)
    told = information(z)
    by_chance = float(information(placebos).max())
    narrow_by_chance = float((1.0 - placebos.var(axis=0, ddof=1)).max())
    verdicts = tuple(
        NOT_IDENTIFIED if told[i] <= by_chance else NARROWER if contraction[i] > narrow_by_chance else MOVED
        for i in range(len(told))
    )
    return Identified(contraction, told, verdicts, 1.0 / (placebos.shape[1] + 1))
