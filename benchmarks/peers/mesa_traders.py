"""The reference model with one Mesa agent a trader; chances are computed once a day and shared, each draws for himself."""

from bisect import bisect_right
from typing import Any

import mesa
import numpy as np

from benchmarks.reference.constants import (
    BELIEF,
    CELLS,
    DEMAND,
    ENFORCEMENT,
    KINDS,
    OWN_CELLS,
    SECTORS,
    WEEK_FLOW,
    WEEK_SEIZED,
    Constants,
    Floats,
)
from benchmarks.reference.definition import cell_shares, learn, renew, rows, seizure_chances, start


class Trader(mesa.Agent):  # type: ignore[misc]
    """One trader: picks a cell or stays home, and may be seized."""

    def __init__(self, model: Any, sector: int, kind: int) -> None:
        super().__init__(model)
        self.sector, self.kind = sector, kind

    def step(self) -> None:
        today = self.model
        cell = bisect_right(today.edges[self.sector][self.kind], today.random.random())
        if cell == CELLS:
            return
        today.crossed[self.sector][cell] += 1
        if today.random.random() < today.chance[self.sector][cell]:
            today.seized[self.sector] += 1
            if cell < OWN_CELLS:
                today.lost[self.sector][self.kind] += 1


class Border(mesa.Model):  # type: ignore[misc]
    """The border, whose traders act one by one."""

    def __init__(self, c: Constants, seed: int) -> None:
        super().__init__(seed=seed)
        self.c, self.draw, self.today = c, np.random.default_rng(seed), 0
        self.state = start(c, 1, self.draw)
        for s in range(SECTORS):
            for f in range(KINDS):
                for _ in range(int(c.traders[f, s])):
                    Trader(self, s, f)

    def step(self) -> None:
        c, x = self.c, self.state
        demand, e = rows(DEMAND, 2), rows(ENFORCEMENT, SECTORS)
        x[:, demand] += -c.demand_revert * x[:, demand] + c.demand_shock * self.draw.standard_normal((1, 2))
        x[:, e] += c.revert * (c.usual - x[:, e]) + c.orders[self.today] + c.shock * self.draw.standard_normal((1, SECTORS))
        believed, chance = seizure_chances(c, x[:, rows(BELIEF, SECTORS)]), seizure_chances(c, x[:, e])
        shares = cell_shares(c, x, believed)[0].reshape(SECTORS, KINDS, CELLS)
        self.edges = shares.cumsum(-1).tolist()
        self.chance = chance[0].reshape(SECTORS, CELLS).tolist()
        self.crossed = [[0] * CELLS for _ in range(SECTORS)]
        self.seized = [0] * SECTORS
        self.lost = [[0] * KINDS for _ in range(SECTORS)]
        self.agents.do("step")
        crossed = np.array(self.crossed).reshape(1, SECTORS, -1, 2)
        seized = np.array([self.seized])
        renew(c, x, np.array([self.lost]), self.draw)
        learn(c, x, crossed, seized, believed)
        x[:, rows(WEEK_FLOW, SECTORS)] += crossed.sum((2, 3))
        x[:, WEEK_SEIZED] += seized.sum(1)
        self.today += 1


class Mesa:
    """The engine: it simulates one history; filtering with it is out of reach."""

    def __init__(self, c: Constants, evidence: Floats) -> None:
        self.c = c

    def run(self, seed: int, n_days: int) -> Floats:
        """Return the state, (row,), after some days; the sums are over all of them."""
        border = Border(self.c, seed)
        for _ in range(n_days):
            border.step()
        return np.asarray(border.state[0])
