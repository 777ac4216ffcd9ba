"""What every particle believes of the evidence: how much a role and an outlet are worth, and how exact statements are.

    chance = discount * expit(logit of the role's chance + effect of the outlet)
    spread = stated spread * factor of the family of statement

Outlets are partially pooled: their effects are normal around 0 with the case's spread (``Case.outlets``), so that an outlet of
which little is known is worth what its voices' roles are worth. Gelman and Hill (2007), Data Analysis Using Regression and
Multilevel/Hierarchical Models, chapter 12.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from contraflow.border.parameters import ParameterCloud
from contraflow.observations.observation import Observation

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trust:
    """The parameters of evidence, one value a particle.

    Attributes:
        cloud: where each parameter stands.
        z: parameters of all particles as standard deviations from their prior medians, shape (particle, parameter).
    """

    cloud: ParameterCloud
    z: Floats

    def chance(self, observation: Observation) -> Floats | float:
        """Return the chance that a statement says anything of the state, 0 to 1, shape (particle,).

        It is a single number for a statement of which nothing is learned.
        """
        source = observation.source
        if source is None:
            return observation.reliability
        logit = self.cloud.column(self.z, f"evidence.role_{source.role}", inner=True)
        outlet = f"evidence.outlet_{source.outlet}"
        if outlet in self.cloud.index:
            logit = logit + self.cloud.column(self.z, outlet)
        return np.asarray(source.discount * expit(logit))

    def width(self, family: str) -> Floats:
        """Return the factor on the spread of a family of statement, shape (particle,)."""
        return self.cloud.column(self.z, f"evidence.spread_{family}")
