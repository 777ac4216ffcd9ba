"""Price: log price in the buyers' market: of goods that go in at home, of goods that go out on the far side."""

import numpy as np

from contraflow.border.indicator import Facts, Measure, NoMeasureError, weighted
from contraflow.border.offsets import Offset
from contraflow.observations.observation import Observation

NAME = "price"
LEVEL_CUTS = (-0.7, -0.2, 0.2, 0.7)
CHANGE_CUTS = (-0.8, -0.04, 0.04, 0.8)
# As for flow: rising prices are news, and a text that gives numbers of a rise is coded as sharp.
CHANGE_TOLD = (0.7, 0.6, 0.5, 1.2, 2.5)
# Markets of one good lay 15 to 30 % apart for months; told apart from noise by tries on 2017-2018 (docs/scoring.md).
OFFSET, OWN_OFFSET = Offset(0.22, 150.0), Offset(0.2, 365.0)
SPREAD = 0.25
NUMBER_SPREAD = 0.08
SHARED_SPREAD = 0.08


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the mean log price of the goods named that are bought on the side named."""
    bought = "in" if observation.side in {facts.case.home, ""} else "out"
    named = [good for good in facts.case.modelled_goods if good.id in observation.goods and good.direction == bought]
    if not named:
        raise NoMeasureError("the model has prices in the buyers' market only")
    first = facts.rows("seen_price").start
    rows = [facts.goods[good.id] for good in named]
    return weighted([first + row for row in rows], np.ones(len(rows)), facts.usual("seen_price")[rows], "linear")
