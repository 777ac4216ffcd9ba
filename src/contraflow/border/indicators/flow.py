"""Flow: log of the value that passes outside the rules, relative to the reference period.

Levels stopped, scarce, usual, high, thriving lie below a seventh, below two thirds, around, above one and a half and above
two and a half times the usual. A statement on one good at some sectors moves both: the model keeps values by sector and by
good, not by both, so that its measure is the mean of the sectors' ratio and the good's ratio.
"""

from contraflow.border.indicator import Facts, Measure, Terms
from contraflow.observations.observation import Observation

NAME = "flow"
LEVEL_CUTS = (-1.9, -0.4, 0.35, 0.85)
CHANGE_CUTS = (-1.8, -0.1, 0.1, 1.8)
# How readily each word is written when it is true, from the claims of 2016-2018 against what the model expected, rounded
# towards one: that nothing changed is hardly news, a lively trade is; coders call little flow stopped, seldom scarce.
LEVEL_TOLD = (1.3, 0.2, 1.0, 1.8, 1.3)
CHANGE_TOLD = (1.0, 1.0, 0.3, 1.3, 1.0)
SPREAD = 0.18
NUMBER_SPREAD = 0.18
SHARED_SPREAD = 0.44  # one reporter chooses all voices, and they speak of the same days: most of the error is theirs together


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the log ratio of the flow of the sectors, directions and goods to the reference period."""
    by_sector = _by_sector(observation, facts)
    if facts.is_all_goods(observation):
        return Measure(by_sector, (), "log", 0.0)
    by_good = _by_good(observation, facts)
    if len(observation.sectors) == len(facts.sectors):
        return Measure(by_good, (), "log", 0.0)
    both = tuple((row, 0.5 * weight) for row, weight in (*by_sector, *by_good))
    return Measure(both, (), "log", 0.0)


def _by_sector(observation: Observation, facts: Facts) -> Terms:
    n, first = len(facts.sectors), facts.rows("seen_flow").start
    rows = [d * n + s for d in facts.directions(observation) for s in facts.sector_indices(observation)]
    usual = float(facts.usual("seen_flow")[rows].sum())
    return tuple((first + row, 1.0 / usual) for row in rows)


def _by_good(observation: Observation, facts: Facts) -> Terms:
    first = facts.rows("seen_flow_good").start
    rows = [facts.goods[name] for name in observation.goods]
    usual = float(facts.usual("seen_flow_good")[rows].sum())
    return tuple((first + row, 1.0 / usual) for row in rows)
