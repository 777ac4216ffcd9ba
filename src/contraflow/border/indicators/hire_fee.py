"""Hire fee: log of the fee for a hull, sectors weighted by the hulls there."""

import numpy as np

from contraflow.border.indicator import Facts, Measure, NoMeasureError, weighted
from contraflow.border.tables import HULLS
from contraflow.observations.observation import Observation

NAME = "hire_fee"
LEVEL_CUTS = (-1.2, -0.4, 0.4, 1.0)
CHANGE_CUTS = (-1.2, -0.08, 0.08, 1.2)
SPREAD = 0.25
NUMBER_SPREAD = 0.25
SHARED_SPREAD = 0.15


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the log of the mean fee over the sectors where hulls are for hire."""
    sectors = facts.sector_indices(observation)
    hulls = facts.reference.border.sectors[sectors, HULLS].astype(np.float64)
    if not hulls.any():
        raise NoMeasureError("no hull is for hire at the places named")
    first = facts.rows("seen_fee").start
    return weighted([first + s for s in sectors], hulls, facts.usual("seen_fee")[sectors], "log")
