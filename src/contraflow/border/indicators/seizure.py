"""Seizure: log of the crossings seized, relative to the reference period.

That some boat was seized is true of nearly every week in every particle and tells nothing; how many, or more or fewer, does.
"""

import numpy as np

from contraflow.border.indicator import LEAST, Facts, Measure, NoMeasureError
from contraflow.case.case import Carrier
from contraflow.observations.observation import Observation
from contraflow.observations.units import VEHICLES, VESSELS

NAME = "seizure"
LEVEL_CUTS = (-2.0, -0.5, 0.5, 1.2)
CHANGE_CUTS = (-1.8, -0.12, 0.12, 1.8)
SPREAD = 0.5
NUMBER_SPREAD = 0.6
SHARED_SPREAD = 0.3


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the log ratio of seizures at the sectors named to the reference period."""
    if observation.family == "presence":
        raise NoMeasureError("a single seizure happens in every week of every particle and tells nothing apart")
    if observation.family == "count" and not any(_is_counted(carrier, observation.unit) for carrier in facts.case.carriers):
        raise NoMeasureError(f"counts {observation.unit}, by which nobody crosses in the model")
    sectors = facts.sector_indices(observation)
    first = facts.rows("seen_seized").start
    usual = float(facts.usual("seen_seized")[sectors].sum())
    return Measure(tuple((first + s, 1.0) for s in sectors), (), "log", float(np.log(max(usual, LEAST))))


def _is_counted(carrier: Carrier, unit: str) -> bool:
    """Say whether what crosses on a carrier is lost as one of the craft that are counted."""
    if unit in VESSELS:
        return carrier.medium == "water"
    return unit in VEHICLES and carrier.medium == "land" and carrier.owner != "none"
