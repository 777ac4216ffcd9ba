"""State-run smuggling: the share of days on which it is ordered."""

from contraflow.border.indicator import Facts, Measure
from contraflow.observations.observation import Observation

NAME = "state_smuggling"
LEVEL_CUTS = (-2.2, -0.8, 0.0, 1.1)
CHANGE_CUTS = (-1.2, -0.2, 0.2, 1.2)
SPREAD = 0.8
NUMBER_SPREAD = 0.8
SHARED_SPREAD = 0.3


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the logit of the share of days with state-run smuggling on."""
    (row,) = facts.rows("seen_regime")
    return Measure(((row, 1.0),), (), "logit", 0.0)
