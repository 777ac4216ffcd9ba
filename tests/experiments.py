"""Controlled experiments on the border model: a case whose calendar holds only what the experiment does."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from contraflow.border.calendar import read_calendar
from contraflow.border.layout import particles
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import draw_parameters
from contraflow.border.start import Reference, first_state, seen
from contraflow.case.case import Case, Event

BLOCK_DAYS = 5


@dataclass(frozen=True)
class Run:
    """Means of every indicator over stretches of ``BLOCK_DAYS`` days, (stretch, particle, row)."""

    values: np.ndarray
    reference: Reference
    case: Case

    def of(self, name: str) -> np.ndarray:
        return self.values[:, :, seen(self.reference.at, name)]

    def flow(self) -> np.ndarray:
        """Whole flow relative to the reference, (stretch, particle)."""
        return self.of("seen_flow").sum(2) / self.reference.seen[seen(self.reference.at, "seen_flow")].sum()

    def flow_by_sector(self) -> np.ndarray:
        n = self.reference.border.n_sectors
        return self.of("seen_flow").reshape(*self.values.shape[:2], 2, n).sum(2)

    def enforcement(self, side: int) -> np.ndarray:
        """Mean log intensity of one force relative to the reference, (stretch, particle)."""
        n = self.reference.border.n_sectors
        usual = self.reference.seen[seen(self.reference.at, "seen_enforcement")]
        part = slice(side * n, (side + 1) * n)
        return (self.of("seen_enforcement")[:, :, part] - usual[part]).mean(2)

    def fee(self) -> np.ndarray:
        hulls = self.reference.border.sectors[:, 0] > 0
        return self.of("seen_fee")[:, :, hulls].mean(2)

    def hired_share(self) -> np.ndarray:
        return self.of("seen_hired").sum(2) / np.maximum(self.of("seen_afloat").sum(2), 1e-9)

    def daylight_share(self) -> np.ndarray:
        return self.of("seen_live_day")[:, :, 0] / np.maximum(self.of("seen_live")[:, :, 0], 1e-9)


def act(case: Case, kind: str, day: int, **changes: object) -> Event:
    """Return an invented event of a kind on a model day."""
    when = case.date(day)
    template = case.calendar[0]
    blank: dict[str, object] = {
        "id": f"{kind}-{day}", "kind": kind, "start": when, "end": None, "announced": when, "known": when, "side": "",
        "places": (), "goods": (), "outcome": "", "strength": 1.0, "title": "", "note": "",
    }  # fmt: skip
    return replace(template, **{**blank, **changes})


def run(
    case: Case,
    reference: Reference,
    events: tuple[Event, ...],
    n_days: int,
    *,
    n: int = 256,
    seed: int = 11,
    **calendar: object,
) -> Run:
    """Return what happens from day 1 of usual conditions when only ``events`` happen."""
    case = replace(case, calendar=events)
    parameters = draw_parameters(case, ORDER, n, seed)
    engine = Engine(reference.border, read_calendar(case, n_days, seed, **calendar), seed, 2)
    path = engine.new_path(first_state(case, reference.border, parameters), 0)
    plan = no_plan(n_days)
    values = []
    for day in range(1, n_days - BLOCK_DAYS + 1, BLOCK_DAYS):
        path.totals[:] = 0
        engine.run(range(day, day + BLOCK_DAYS), path, parameters, plan)
        values.append(particles(path.totals) / BLOCK_DAYS)
    return Run(np.array(values), reference, case)


def without_winter(case: Case) -> Case:
    """Return the case in a world without ice, so that an experiment sees no seasons."""
    return replace(case, sectors=tuple(replace(sector, ice=None) for sector in case.sectors))


def stretch(day: int) -> int:
    """Return the stretch that holds a day."""
    return (day - 1) // BLOCK_DAYS


def days(n: int) -> timedelta:
    return timedelta(days=n)
