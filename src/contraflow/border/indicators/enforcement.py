"""Enforcement: log of the inspections that a reference crossing meets, by side, sectors weighted by their usual flow.

Levels none, lax, usual, strict, severe lie around a quarter, two thirds, one, two and a half and five times the usual.
"""

import numpy as np

from contraflow.border.indicator import Facts, Measure, weighted
from contraflow.observations.observation import Observation

NAME = "enforcement"
LEVEL_CUTS = (-1.2, -0.35, 0.45, 1.3)
CHANGE_CUTS = (-1.8, -0.12, 0.12, 1.8)
# As for flow: usual controls and no change are hardly news, new controls are; what is called lax is called so in contrast.
LEVEL_TOLD = (0.5, 1.5, 0.4, 1.0, 1.0)
CHANGE_TOLD = (1.0, 0.9, 0.5, 1.4, 1.0)
SPREAD = 0.18
NUMBER_SPREAD = 0.18
SHARED_SPREAD = 0.44  # one reporter chooses all voices, and they speak of the same days: most of the error is theirs together


def measure(observation: Observation, facts: Facts) -> Measure:
    """Return the mean log intensity of the side's force (of both, when no side is named) over the sectors."""
    sectors = facts.sector_indices(observation)
    n = len(facts.sectors)
    flow = facts.usual("seen_flow").reshape(2, n).sum(0)
    sides = [facts.case.sides.index(observation.side)] if observation.side in facts.case.sides else [0, 1]
    first = facts.rows("seen_enforcement").start
    rows = [first + side * n + s for side in sides for s in sectors]
    weights = np.array([flow[s] for _ in sides for s in sectors])
    usual = facts.usual("seen_enforcement")[[row - first for row in rows]]
    return weighted(rows, weights, usual, "linear")
