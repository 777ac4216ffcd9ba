"""Experiments in which the fast model and the individual one have the same law: same case, parameters, calendar and start."""

from dataclasses import dataclass, replace

import numpy as np

from contraflow.border.calendar import read_calendar
from contraflow.border.layout import blocks, particles, span
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import ParameterCloud
from contraflow.border.start import first_state, seen, usual_calendar
from contraflow.border.tables import USUAL_FLOW, USUAL_GOOD, Border, read_border, where
from contraflow.case.case import Case, Event
from contraflow.kernels.lanes import N_LANES
from tests.individuals.history import Beginning, Row
from tests.individuals.people import Usual

WARM_UP = range(150, 180)


@dataclass(frozen=True)
class Experiment:
    """One beginning for both models, and what the fast one needs besides.

    Attributes:
        border: the case's facts with usual flows, for the fast model.
        start: what the individual model begins with.
        days: days that are run.
    """

    border: Border
    start: Beginning
    days: range


def crowd(case: Case, factor: float) -> Case:
    """Return the case with more or fewer traders and hulls."""
    sectors = tuple(
        replace(s, traders={k: round(n * factor) for k, n in s.traders.items()}, hulls=s.hulls * factor) for s in case.sectors
    )
    return replace(case, sectors=sectors)


def with_parameters(case: Case, values: dict[str, float]) -> Case:
    """Return the case with some parameters at chosen values."""
    return replace(case, priors={**case.priors, **{k: replace(case.priors[k], value=v) for k, v in values.items()}})


def prepare(
    case: Case, events: tuple[Event, ...], days: range, values: dict[str, float], shifts: dict[str, float] | None = None
) -> Experiment:
    """Return an experiment that starts from usual conditions.

    Args:
        values: parameters at chosen values; all others stand at their prior medians.
        shifts: what is added to quantities of the starting state (to vessels, where there are any).
    """
    case = with_parameters(replace(case, calendar=events), values)
    cloud = ParameterCloud(case, ORDER)
    parameters = cloud.values(np.zeros((N_LANES, len(cloud.names))))
    border = read_border(case)
    at = where(border)
    usual = _mean_of_usual_days(case, border, parameters)
    sectors, goods = border.sectors.copy(), border.goods.copy()
    sectors[:, USUAL_FLOW] = usual[seen(at, "seen_flow")].reshape(2, -1).sum(0)
    goods[:, USUAL_GOOD] = usual[seen(at, "seen_flow_good")]
    border = border._replace(sectors=sectors, goods=goods)
    state = particles(first_state(case, border, parameters))[0].astype(float)
    state[span(at, "vessels")] = np.rint(state[span(at, "vessels")])
    for name, size in (shifts or {}).items():
        state[span(at, name)] += size * (state[span(at, name)] > 0) if name == "vessels" else size
    start = Beginning(
        case,
        Usual(tuple(map(float, sectors[:, USUAL_FLOW])), tuple(map(float, goods[:, USUAL_GOOD]))),
        read_calendar(case, days.stop, 0),
        dict(zip(cloud.names, map(float, parameters[0, :, 0]), strict=True)),
        at,
        state,
    )
    return Experiment(border, start, days)


def fast(experiment: Experiment, n: int, seed: int) -> Row:
    """Return ``n`` histories of the fast model in the form of ``history.histories``."""
    start = experiment.start
    engine = Engine(experiment.border, start.calendar, seed, 1)
    path = engine.new_path(blocks(np.tile(start.state.astype(np.float32), (n, 1))), 0)
    own = np.array(list(start.parameters.values()), np.float32)
    engine.run(experiment.days, path, blocks(np.tile(own, (n, 1))), no_plan(experiment.days.stop))
    means = particles(path.totals).astype(float) / len(experiment.days)
    return np.hstack([means, particles(path.state)[:, : start.at.seen_enforcement].astype(float)])


def _mean_of_usual_days(case: Case, border: Border, parameters: np.ndarray) -> Row:
    engine = Engine(border, usual_calendar(case, WARM_UP.stop, 0), 0, 1)
    path = engine.new_path(first_state(case, border, parameters), 0)
    engine.run(WARM_UP, path, parameters, no_plan(WARM_UP.stop))
    return particles(path.totals).astype(float).mean(0) / len(WARM_UP)
