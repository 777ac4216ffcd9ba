"""Official trade: log of licensed trade relative to the reference period, by direction.

The model keeps licensed trade by direction, not by good; a statement on goods that make up less than half of it is not used.
"""

from contraflow.border.indicator import Facts, Measure, NoMeasureError
from contraflow.border.offsets import Offset
from contraflow.border.tables import GOES_IN, OFFICIAL
from contraflow.observations.observation import Observation

NAME = "official_trade"
LEVEL_CUTS = (-2.5, -0.3, 0.25, 0.7)
CHANGE_CUTS = (-1.5, -0.05, 0.05, 1.5)
# As for flow: in years of sanctions the falls of licensed trade are news.
LEVEL_TOLD = (1.0, 1.2, 0.5, 0.6, 1.0)
CHANGE_TOLD = (1.3, 1.3, 0.8, 0.6, 0.8)
# Press copies round, count freight or leave out crude: a lasting difference of some 20 %, told apart from noise by tries on
# 2017-2018 (docs/scoring.md).
OFFSET = Offset(0.18, 180.0)
SPREAD = 0.25
NUMBER_SPREAD = 0.1
SHARED_SPREAD = 0.12
LEAST_SHARE = 0.5


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the log of the mean of the directions named."""
    directions = facts.directions(observation)
    if not facts.is_all_goods(observation) and _share(observation, facts, directions) < LEAST_SHARE:
        raise NoMeasureError("licensed trade of single goods is not in the model")
    first = facts.rows("seen_official").start
    terms = tuple((first + d, 1.0 / len(directions)) for d in directions)
    return Measure(terms, (), "log", 0.0)


def _share(observation: Observation, facts: Facts, directions: list[int]) -> float:
    goods = facts.reference.border.goods
    counted = [g for g in range(len(goods)) if int(goods[g, GOES_IN]) in directions]
    named = [facts.goods[name] for name in observation.goods if facts.goods[name] in counted]
    return float(goods[named, OFFICIAL].sum() / max(goods[counted, OFFICIAL].sum(), 1e-9))
