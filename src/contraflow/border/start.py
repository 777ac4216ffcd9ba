"""Where the model starts: usual conditions, and what they look like on average (the reference)."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from contraflow.border.calendar import Calendar, read_calendar
from contraflow.border.layout import At, Floats, particles, span
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import draw_parameters
from contraflow.border.tables import USUAL_FLOW, USUAL_GOOD, Border, read_border, where
from contraflow.case.case import Case
from contraflow.kernels.lanes import N_LANES

REFERENCE_PARTICLES = 256
REFERENCE_SEED = 2016
WARM_UP_DAYS = 60
PASSES = 3  # after three, flows move by less than one per cent


@dataclass(frozen=True)
class Reference:
    """What usual conditions look like.

    Attributes:
        border: the case's facts, reference flows included.
        at: where each quantity stands in the state.
        seen: mean of every row that can be observed over particles and days of a usual year; (seen row,)
    """

    border: Border
    at: At
    seen: NDArray[np.float64]


def usual_calendar(case: Case, n_days: int, seed: int) -> Calendar:
    """Return the calendar of the reference period's first days without any act, ban or closure: seasons and ice only."""
    first = case.day(case.reference[0])
    whole = read_calendar(case, first + n_days, seed, known_by=date.min)
    return whole._replace(
        act_start=np.zeros(n_days + 1, np.int64),
        legal=np.ascontiguousarray(whole.legal[first:]),
        season=np.ascontiguousarray(whole.season[first:]),
        passable=np.ascontiguousarray(whole.passable[first:]),
        shut=np.ascontiguousarray(whole.shut[first:]),
        trade_open=np.ascontiguousarray(whole.trade_open[first:]),
    )


def find_reference(case: Case, n_threads: int = 1) -> Reference:
    """Return the case's reference: the mean of a usual year under the priors, by repeated simulation.

    The seed is fixed: the reference belongs to the case, not to a run.
    """
    border = read_border(case)
    at = where(border)
    n_days = (case.reference[1] - case.reference[0]).days + 1
    calendar = usual_calendar(case, n_days, REFERENCE_SEED)
    parameters = draw_parameters(case, ORDER, REFERENCE_PARTICLES, REFERENCE_SEED)
    mean = np.zeros(at.end - at.seen_enforcement)
    for _ in range(PASSES):
        engine = Engine(border, calendar, REFERENCE_SEED, n_threads)
        path = engine.new_path(first_state(case, border, parameters, n_threads), 0)
        engine.run(range(n_days), path, parameters, no_plan(n_days))
        mean = particles(path.totals).astype(np.float64).mean(0) / n_days
        border = _with_reference(border, at, mean)
    return Reference(border, at, mean)


def seen(at: At, name: str) -> slice:
    """Return the rows of a quantity among those that can be observed."""
    rows = span(at, name)
    return slice(rows.start - at.seen_enforcement, rows.stop - at.seen_enforcement)


def _with_reference(border: Border, at: At, mean: NDArray[np.float64]) -> Border:
    sectors, goods = border.sectors.copy(), border.goods.copy()
    sectors[:, USUAL_FLOW] = mean[seen(at, "seen_flow")].reshape(2, -1).sum(0)
    goods[:, USUAL_GOOD] = mean[seen(at, "seen_flow_good")]
    return border._replace(sectors=sectors, goods=goods)


def first_state(case: Case, border: Border, parameters: Floats, n_threads: int = 1) -> Floats:
    """Return the state on day 0: usual conditions after ``WARM_UP_DAYS`` of them, nothing observed yet; (block, row, lane)."""
    at = where(border)
    state = np.zeros((len(parameters), at.end, N_LANES), np.float32)
    engine = Engine(border, usual_calendar(case, WARM_UP_DAYS, REFERENCE_SEED), REFERENCE_SEED, n_threads)
    enforcement = engine.own[[each.name for each in ORDER].index("enforcement")]
    for x in range(2):
        base = parameters[:, enforcement + x, None]
        rows = slice(x * border.n_sectors, (x + 1) * border.n_sectors)
        state[:, span(at, "enforcement")][:, rows] = base
        state[:, span(at, "belief")][:, rows] = base
    state[:, span(at, "legal")] = 1.0
    state[:, span(at, "vessels")] = border.fleet.reshape(-1, 1)
    state[:, span(at, "traffic")] = border.sectors[:, USUAL_FLOW, None]
    state[:, span(at, "seen_flow_good")] = border.goods[:, USUAL_GOOD, None]
    path = engine.new_path(state, 0)
    engine.run(range(WARM_UP_DAYS), path, parameters, no_plan(WARM_UP_DAYS))
    return path.state
