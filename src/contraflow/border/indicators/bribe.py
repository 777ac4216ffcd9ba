"""Bribe: log of what the home force takes for looking away, sectors weighted by their usual crossings."""

from contraflow.border.indicator import Facts, Measure, NoMeasureError, weighted
from contraflow.observations.observation import Observation

NAME = "bribe"
LEVEL_CUTS = (-1.2, -0.4, 0.4, 1.0)
CHANGE_CUTS = (-1.2, -0.08, 0.08, 1.2)
SPREAD = 0.35
NUMBER_SPREAD = 0.35
SHARED_SPREAD = 0.2


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the log of the mean bribe at the sectors named."""
    if observation.side == facts.case.sides[0]:
        raise NoMeasureError("the model has bribes to the home force only")
    sectors = facts.sector_indices(observation)
    first = facts.rows("seen_bribe").start
    crossings = facts.usual("seen_crossings")[sectors]
    return weighted([first + s for s in sectors], crossings, facts.usual("seen_bribe")[sectors], "log")
