"""Particles run on, or once more, under alternative calendars, with common random numbers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from contraflow.border.calendar import check_alternatives, read_calendar
from contraflow.border.layout import blocks, particles
from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.estimates.estimating import run_record
from contraflow.estimates.labels import quantile_table, weekly_dataset
from contraflow.kernels.weights import systematic
from contraflow.nowcasting import Memory, Nowcast
from contraflow.randomness import stream
from contraflow.scenarios.ahead import Weekly, part_of, run_weeks
from contraflow.scenarios.contrasts import Part, contrasts
from contraflow.scenarios.replay import FEWEST_HISTORIES, first_changed_day, pool, run_all_again
from contraflow.scenarios.scenario import Contrast, Forecast, Replayed, Scenario

AS_ANNOUNCED = "as announced"
AS_IT_WAS = "as it was"
LONGEST_DAYS = 1000


def read_scenarios(alternatives: Sequence[str], without: Sequence[str] = ()) -> tuple[Scenario, ...]:
    """Return scenarios from words such as ``summit-2018-06-12=success``, after that in which outcomes are left open.

    Raises:
        OptionError: if a word is not of the form event=outcome.
    """
    scenarios = [Scenario(AS_ANNOUNCED, {}, ())]
    for words in alternatives:
        outcomes = {}
        for word in words.split(","):
            event, equals, outcome = word.strip().partition("=")
            if not equals or not event or not outcome:
                raise OptionError(
                    f"--if {words}: found {word!r}; allowed: event=outcome, several separated by commas; "
                    "do: write e.g. summit-2018-06-12=success"
                )
            outcomes[event] = outcome
        scenarios.append(Scenario(words, outcomes, ()))
    scenarios += [Scenario(f"without {event}", {}, (event,)) for event in without]
    return tuple(scenarios)


def forecast(
    nowcast: Nowcast,
    scenarios: Sequence[Scenario],
    *,
    days: int = 180,
    progress: Callable[[float], None] | None = None,
) -> Forecast:
    """Return what follows under each scenario, and how they differ.

    Args:
        days: days ahead of the nowcast's last day.

    Raises:
        OptionError: if an event is unknown, is over already, was not announced by then, or cannot have that outcome.
    """
    if not 7 <= days <= LONGEST_DAYS:
        raise OptionError(f"days: found {days}; allowed: 7 to {LONGEST_DAYS}; do: choose a number between")
    check_scenarios(nowcast.case, nowcast.known_by, scenarios)
    state, parameters = _start(nowcast)
    span = range(nowcast.last_day + 1, nowcast.last_day + 1 + days)
    report = progress or (lambda share: None)
    runs = []
    for number, scenario in enumerate(scenarios):
        calendar = read_calendar(nowcast.case, span.stop, nowcast.seed, nowcast.known_by, scenario.outcomes, scenario.without)
        runs.append(
            run_weeks(
                nowcast.facts,
                calendar,
                nowcast.seed,
                state,
                parameters,
                span,
                part_of(report, number, len(scenarios)),
                nowcast.options.threads,
            )
        )
    return Forecast(
        scenarios=tuple(scenarios),
        weekly=_weekly(nowcast, scenarios, runs),
        contrasts=tuple(_contrasts(nowcast, scenarios, runs, span)),
        days=days,
        run=run_record(nowcast),
    )


def check_scenarios(case: Case, known_by: date, scenarios: Sequence[Scenario], *, past: bool = False) -> None:
    """Raise OptionError if an event is unknown, was not announced by then or cannot have that outcome.

    Args:
        past: events that are over may be changed, too.
    """
    events = {event.id: event for event in case.calendar}
    for scenario in scenarios:
        check_alternatives(case, scenario.outcomes, scenario.without)
        for event in (events[name] for name in (*scenario.outcomes, *scenario.without)):
            if event.announced > known_by:
                raise OptionError(
                    f"{event.id}: announced on {event.announced}, after {known_by}; allowed: events announced by then; "
                    "do: choose a later --known-by or another event"
                )
            if event.start <= known_by and not past:
                raise OptionError(
                    f"{event.id}: was on {event.start}, not after {known_by}; allowed when looking ahead: events still to "
                    "come; do: replay the past with contraflow forecast, or choose an earlier --known-by or another event"
                )


def _start(nowcast: Nowcast) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return states and parameters of equally likely particles on the last day."""
    cloud = nowcast.final.cloud
    u = float(stream(nowcast.seed, nowcast.last_day, "forecast").random())
    rows = systematic(nowcast.final.weights, u, in_place=True)
    state = blocks(particles(cloud.path.state)[rows])
    return state, ParameterCloud(nowcast.case, ORDER).values(cloud.z[rows])


def _weekly(nowcast: Nowcast, scenarios: Sequence[Scenario], runs: Sequence[Weekly]) -> xr.Dataset:
    weeks = Weeks(nowcast.case)
    mondays = [np.datetime64(nowcast.case.date(weeks.first_day(int(week))), "ns") for week in runs[0].weeks]
    tables = [weekly_dataset(quantile_table(list(run.values)), mondays, nowcast.columns, nowcast.case) for run in runs]
    joined = xr.concat(tables, dim="scenario", coords="minimal", compat="override", join="exact")
    return joined.assign_coords(scenario=[scenario.name for scenario in scenarios])


def _contrasts(nowcast: Nowcast, scenarios: Sequence[Scenario], runs: Sequence[Weekly], span: range) -> list[Contrast]:
    """Return the differences of the named alternatives, or of one of them to the open calendar when it stands alone."""
    named = list(range(1, len(scenarios))) if len(scenarios) > 2 else list(range(len(scenarios)))
    parts = []
    for weeks in (slice(None, -(-len(runs[0].weeks) // 2)), slice(None)):
        last = min(span.stop - 1, span.start + 7 * len(runs[0].weeks[weeks]) - 1)
        parts.append(Part(weeks, nowcast.case.date(span.start), nowcast.case.date(last)))
    found = []
    for first, second in combinations(named, 2):
        # a single alternative is told as the difference that it makes
        one, other = (second, first) if first == 0 else (first, second)
        found += contrasts(nowcast, (scenarios[one].name, scenarios[other].name), runs[one], runs[other], parts)
    return found


def replay(
    found: Sequence[tuple[Nowcast, Memory]],
    scenarios: Sequence[Scenario],
    *,
    days: int = 0,
    progress: Callable[[float], None] | None = None,
) -> Forecast:
    """Return what had followed under each scenario had it been so in the past, and how that differs from what was.

    Args:
        found: one nowcast, or several that differ only by their seed, each with its memory from before the first day that
            a scenario changes (``first_changed_day``) on.
        scenarios: the first is the calendar as it was.
        days: days ahead of the nowcast's last day; 0 for none.

    Raises:
        OptionError: if an event is unknown, was not announced by then, or cannot have that outcome.
    """
    if not 0 <= days <= LONGEST_DAYS:
        raise OptionError(f"days: found {days}; allowed: 0 to {LONGEST_DAYS}; do: choose a number between")
    now = found[0][0]
    check_scenarios(now.case, now.known_by, scenarios, past=True)
    scenarios = [replace(scenarios[0], name=AS_IT_WAS), *scenarios[1:]]
    lineages, histories = pool(found)
    report = progress or (lambda share: None)
    runs = [
        run_all_again(lineages, scenario, days, part_of(report, number, len(scenarios)), now.options.threads)
        for number, scenario in enumerate(scenarios)
    ]
    changed = first_changed_day(now.case, now.last_day, now.seed, scenarios)
    parts = _parts(now, runs[0], changed, days)
    told = [contrasts(now, (s.name, AS_IT_WAS), run, runs[0], parts) for s, run in zip(scenarios[1:], runs[1:], strict=True)]
    return Forecast(
        scenarios=tuple(scenarios),
        weekly=_weekly(now, scenarios, runs),
        contrasts=tuple(_hedged(contrast, histories) for each in told for contrast in each),
        days=days,
        run=run_record(now),
        replayed=Replayed(now.case.date(changed), len(found), histories, sum(each.distinct for each in lineages)),
    )


def _hedged(contrast: Contrast, histories: float) -> Contrast:
    """Return a contrast that claims nothing when too few distinct histories stand behind it."""
    if histories >= FEWEST_HISTORIES:
        return contrast
    doubt = f"; but only {histories:.0f} distinct histories stand behind this, so that it is a sketch"
    return replace(contrast, told_apart=False, sentence=contrast.sentence.removesuffix(".") + doubt + ".")


def _parts(nowcast: Nowcast, run: Weekly, changed: int, days: int) -> list[Part]:
    """Return the past from the week of the first changed day on, and what lies ahead."""
    weeks, date_of = Weeks(nowcast.case), nowcast.case.date
    first = int(np.searchsorted(run.weeks, weeks.of(changed)))
    # with days ahead, the week of the last day is whole and belongs to what was
    over = int(np.searchsorted(run.weeks, weeks.of(nowcast.last_day))) + 1
    start = date_of(max(weeks.first_day(weeks.of(changed)), 1))
    parts = [Part(slice(first, over), start, nowcast.known_by, is_past=True)]
    if over < len(run.weeks):
        stop = nowcast.last_day + days
        parts.append(Part(slice(over, None), date_of(weeks.first_day(int(run.weeks[over]))), date_of(stop)))
    return parts
