"""Histories that the model draws without any evidence: from the priors alone."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import xarray as xr

from contraflow.border.calendar import read_calendar
from contraflow.border.model import ORDER
from contraflow.border.observing import facts_of
from contraflow.border.parameters import draw_parameters
from contraflow.border.quantities import columns
from contraflow.border.start import find_reference, first_state
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.estimates.labels import quantile_table, weekly_dataset
from contraflow.kernels.lanes import N_LANES
from contraflow.scenarios.ahead import part_of, run_weeks
from contraflow.scenarios.scenario import Scenario


def simulate(
    case: Case,
    scenarios: Sequence[Scenario],
    *,
    until: date | None = None,
    histories: int = 512,
    seed: int = 7,
    threads: int = 0,
    progress: Callable[[float], None] | None = None,
) -> xr.Dataset:
    """Return weekly quantiles of prior histories under each scenario; dimensions scenario, week, ..., quantile.

    Every scenario uses the same random numbers. The calendar is known in full: bans, talks and summits act as they did
    unless a scenario says otherwise.

    Args:
        until: last day; the case's horizon when None.
        histories: number of histories; rounded up to a multiple of 64.

    Raises:
        OptionError: if a number or an event makes no sense.
        CaseError: if the case's priors do not fit the model.
    """
    until = until or case.horizon
    n_days = case.day(until) + 1
    if not 8 <= n_days <= case.day(case.horizon) + 1:
        raise OptionError(f"until: found {until}; allowed: {case.date(7)} to {case.horizon}; do: choose a day between")
    if not 1 <= histories <= 1_000_000:
        raise OptionError(f"histories: found {histories}; allowed: 1 to 1000000; do: choose a number between")
    facts = facts_of(case, find_reference(case))
    n = -(-histories // N_LANES) * N_LANES
    parameters = draw_parameters(case, ORDER, n, seed)
    state = first_state(case, facts.reference.border, parameters)
    report = progress or (lambda share: None)
    tables = []
    for number, scenario in enumerate(scenarios):
        calendar = read_calendar(case, n_days, seed, None, scenario.outcomes, scenario.without)
        run = run_weeks(
            facts, calendar, seed, state, parameters, range(1, n_days),
            part_of(report, number, len(scenarios)), threads,
        )  # fmt: skip
        weeks = Weeks(case)
        mondays = [np.datetime64(case.date(weeks.first_day(int(week))), "ns") for week in run.weeks]
        tables.append(weekly_dataset(quantile_table(list(run.values)), mondays, columns(facts), case))
    joined = xr.concat(tables, dim="scenario", coords="minimal", compat="override", join="exact")
    described = joined.assign_coords(scenario=[scenario.name for scenario in scenarios])
    return described.assign_attrs(case=case.id, seed=seed, histories=n, title=f"Prior histories of {case.name}")
