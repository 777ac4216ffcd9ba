"""Carrier: the share of crossings by water that go by hired hull."""

from contraflow.border.indicator import Facts, Measure, NoMeasureError
from contraflow.border.tables import HULLS
from contraflow.observations.observation import Observation

NAME = "carrier"
LEVEL_CUTS = (-2.2, -0.8, 0.0, 1.1)
CHANGE_CUTS = (-1.2, -0.2, 0.2, 1.2)
SPREAD = 0.6
NUMBER_SPREAD = 0.5
SHARED_SPREAD = 0.3
HIRED, OWN = {"hired_vessel"}, {"own_vessel"}


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the logit of the hired share of crossings by water (of the own share for own vessels)."""
    sectors = [s for s in facts.sector_indices(observation) if facts.reference.border.sectors[s, HULLS] > 0]
    if observation.carrier not in HIRED | OWN or not sectors:
        raise NoMeasureError(f"the model does not tell {observation.carrier or 'this carrier'} apart at these places")
    hired, afloat = facts.rows("seen_hired").start, facts.rows("seen_afloat").start
    bottom = tuple((afloat + s, 1.0) for s in sectors)
    top = tuple((hired + s, 1.0) for s in sectors)
    if observation.carrier in OWN:
        top = (*bottom, *((row, -weight) for row, weight in top))
    return Measure(top, bottom, "logit", 0.0)
