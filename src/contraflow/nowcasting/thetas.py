"""Which parameters the particles of a pass start with, and what becomes of them on the way."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from contraflow.border.parameters import ParameterCloud

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Thetas:
    """Parameters of all particles, as standard deviations from the prior median.

    Up to and on day ``alone_until`` particles stand on islands, each with one set of parameters (a theta) that stays as it is,
    and evidence is weighed within islands. After that day all particles compete, and their parameters wander.

    Attributes:
        z: at the start, shape (particle, parameter); islands one behind the other.
        n_islands: number of islands.
        alone_until: last model day of the islands; 0 when there are none.
        centre: where wandering parameters are drawn to, shape (parameter,) or (particle, parameter).
        spread: how far from there they stray in the long run, shape (parameter,).
        drift: how far parameters stray from their theta while islands stand, in prior standard deviations; 0 keeps them fixed.
    """

    z: Floats
    n_islands: int
    alone_until: int
    centre: Floats
    spread: Floats
    drift: float = 0.0

    @classmethod
    def from_priors(cls, cloud: ParameterCloud, n_particles: int, seed: int) -> Self:
        """Return draws from the priors, which wander around the priors from the first day on."""
        z = cloud.draw(n_particles, seed)
        d = z.shape[1]
        return cls(z, 1, 0, np.zeros(d), np.ones(d))

    @classmethod
    def fixed(cls, z: Floats, n_particles: int, alone_until: int, drift: float = 0.0) -> Self:
        """Return one island of ``n_particles`` for each row of z, shape (theta, parameter).

        Once the islands are gone, parameters wander around the rows' mean with their standard deviation: each then keeps
        what the rows left open of it, unless later evidence speaks of it.
        """
        return cls(np.repeat(z, n_particles, axis=0), len(z), alone_until, z.mean(axis=0), z.std(axis=0), drift)

    def islands_on(self, day: int) -> int:
        """Return how many groups keep to themselves on a day."""
        return self.n_islands if day <= self.alone_until else 1

    def wandered(self, z: Floats, days: float, memory_days: float, draw: np.random.Generator, alone: bool) -> Floats:
        """Return parameters some days later, shape (particle, parameter); see ``ParameterCloud.wander``.

        z' = c + r (z - c) + sqrt(1 - r^2) s noise, c the centre and s the spread; on islands c is the theta and s the drift.
        """
        centre, spread = (self.z, self.drift) if alone else (self.centre, self.spread)
        keep = np.exp(-days / memory_days)
        noise = draw.standard_normal(z.shape[::-1]).T  # as ``ParameterCloud.wander`` draws it
        return np.asarray(centre + keep * (z - centre) + np.sqrt(1.0 - keep * keep) * (spread * noise))
