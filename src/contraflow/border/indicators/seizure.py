"""Seizure: log of the crossings seized, relative to the reference period.

That some boat was seized is true of nearly every week in every particle and tells nothing; how many, or more or fewer, does.
"""

from contraflow.border.indicator import Facts, Measure, NoMeasureError
from contraflow.observations.observation import Observation

NAME = "seizure"
LEVEL_CUTS = (-2.0, -0.5, 0.5, 1.2)
CHANGE_CUTS = (-1.8, -0.12, 0.12, 1.8)
SPREAD = 0.5
NUMBER_SPREAD = 0.6
SHARED_SPREAD = 0.3


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the log ratio of seizures at the sectors named to the reference period."""
    if observation.family in {"presence", "count", "amount"}:
        raise NoMeasureError("a single seizure happens in every week of every particle and tells nothing apart")
    sectors = facts.sector_indices(observation)
    first = facts.rows("seen_seized").start
    usual = float(facts.usual("seen_seized")[sectors].sum())
    return Measure(tuple((first + s, 1.0 / usual) for s in sectors), (), "log", 0.0)
