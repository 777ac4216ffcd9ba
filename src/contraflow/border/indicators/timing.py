"""Timing: the share of live goods that crosses in daylight."""

from contraflow.border.indicator import Facts, Measure, NoMeasureError
from contraflow.observations.observation import Observation

NAME = "timing"
LEVEL_CUTS = (-2.2, -0.8, 0.0, 1.1)
CHANGE_CUTS = (-1.2, -0.2, 0.2, 1.2)
SPREAD = 0.6
NUMBER_SPREAD = 0.5
SHARED_SPREAD = 0.3


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the logit of the daylight share of live goods (of the night share for statements on the night)."""
    live = {good.id for good in facts.case.modelled_goods if good.live}
    if observation.carrier not in {"day", "night"} or not live & set(observation.goods):
        raise NoMeasureError("the model keeps day and night for live goods only")
    (by_day,), (total,) = facts.rows("seen_live_day"), facts.rows("seen_live")
    top = ((by_day, 1.0),) if observation.carrier == "day" else ((total, 1.0), (by_day, -1.0))
    return Measure(top, ((total, 1.0),), "logit", 0.0)
