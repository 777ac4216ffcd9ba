"""Tolerance: how far the home authorities look away. That of the far side is coded as enforcement."""

from contraflow.border.indicator import Facts, Measure, NoMeasureError
from contraflow.observations.observation import Observation

NAME = "tolerance"
LEVEL_CUTS = (-0.7, -0.15, 0.4, 0.9)
CHANGE_CUTS = (-1.2, -0.08, 0.08, 1.2)
SPREAD = 0.18
NUMBER_SPREAD = 0.18
SHARED_SPREAD = 0.44  # one reporter chooses all voices, and they speak of the same days: most of the error is theirs together


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the tolerance of the home authorities."""
    if observation.side == facts.case.sides[0]:
        raise NoMeasureError("tolerance of the far side is not in the model; its guards are enforcement")
    (row,) = facts.rows("seen_tolerance")
    return Measure(((row, 1.0),), (), "linear", 0.0)
