"""Particles run on under alternative calendars, with common random numbers."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from contraflow.border.calendar import check_alternatives, read_calendar
from contraflow.border.layout import blocks, particles
from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.border.quantities import WHOLE
from contraflow.border.weeks import Weeks
from contraflow.errors import OptionError
from contraflow.estimates.estimating import run_record
from contraflow.estimates.labels import INTERVALS, quantile_table, weekly_dataset
from contraflow.kernels.weights import systematic
from contraflow.nowcasting import Nowcast
from contraflow.randomness import stream
from contraflow.scenarios.ahead import Weekly, part_of, run_weeks
from contraflow.scenarios.scenario import Contrast, Forecast, Scenario

AS_ANNOUNCED = "as announced"
LONGEST_DAYS = 1000
COMPARED = (
    ("flow", ""), ("openness", ""), ("enforcement", "far"), ("hire_fee", ""), ("hired_share", ""), ("daylight_share", ""),
)  # fmt: skip
WORDS = {
    "flow": "the unofficial flow", "openness": "the border's openness", "enforcement": "enforcement by the far force",
    "hire_fee": "the fee for hired hulls", "hired_share": "the hired share", "daylight_share": "the daylight share",
}  # fmt: skip


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
    for scenario in scenarios:
        _check(nowcast, scenario)
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


def _check(nowcast: Nowcast, scenario: Scenario) -> None:
    check_alternatives(nowcast.case, scenario.outcomes, scenario.without)
    events = {event.id: event for event in nowcast.case.calendar}
    for name in (*scenario.outcomes, *scenario.without):
        event = events[name]
        if event.announced > nowcast.known_by:
            raise OptionError(
                f"{name}: announced on {event.announced}, after {nowcast.known_by}; allowed: events announced by then; "
                "do: choose a later --known-by or another event"
            )
        if event.start <= nowcast.known_by:
            raise OptionError(
                f"{name}: was on {event.start}, not after {nowcast.known_by}; allowed: events still to come; "
                "do: choose an earlier --known-by or another event"
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
    halves = (slice(None, -(-len(runs[0].weeks) // 2)), slice(None))
    found = []
    for first, second in combinations(named, 2):
        # a single alternative is told as the difference that it makes
        one, other = (second, first) if first == 0 else (first, second)
        for quantity, key in COMPARED:
            column = _column(nowcast, quantity, key)
            for weeks in halves:
                difference = (runs[one].values[weeks, :, column] - runs[other].values[weeks, :, column]).mean(0)
                last = nowcast.case.date(min(span.stop - 1, span.start + 7 * len(runs[0].weeks[weeks]) - 1))
                found.append(
                    _contrast(
                        nowcast,
                        quantity,
                        column,
                        (scenarios[one].name, scenarios[other].name),
                        difference,
                        (nowcast.case.date(span.start), last),
                    )
                )
    return found


def _column(nowcast: Nowcast, quantity: str, key: str) -> int:
    side = nowcast.case.sides[0] if key == "far" else key
    for i, column in enumerate(nowcast.columns):
        if (column.quantity, column.key, column.place) == (quantity, side, WHOLE):
            return i
    raise KeyError(quantity)


def _contrast(
    nowcast: Nowcast, quantity: str, column: int, names: tuple[str, str], difference: NDArray[np.float32],
    span: tuple[date, date],
) -> Contrast:  # fmt: skip
    ends = {p: float(np.quantile(difference, p)) for pair in INTERVALS.values() for p in pair}
    intervals = {level: (ends[low], ends[high]) for level, (low, high) in INTERVALS.items()}
    median = float(np.median(difference))
    low, high = intervals[80]
    told_apart = low > 0 or high < 0
    until = f"{span[1]:%d %B %Y}".lstrip("0")
    chance = float((difference > 0).mean())
    unit = nowcast.columns[column].unit
    size = f"{abs(median):.2g} {_plain(unit)}, 80 % interval {low:+.2g} to {high:+.2g}"
    if told_apart:
        way = "higher" if median > 0 else "lower"
        sentence = f"Until {until} {WORDS[quantity]} is {way} under “{names[0]}” than under “{names[1]}” ({size})."
    else:
        sentence = (
            f"Until {until} the evidence cannot tell “{names[0]}” from “{names[1]}” in {WORDS[quantity]}: the 80 % interval of "
            f"the difference, {low:+.2g} to {high:+.2g} {_plain(unit)}, holds zero."
        )
    return Contrast(
        quantity, WHOLE, unit, names[0], names[1], span[0], span[1], median, intervals, chance, told_apart, sentence
    )


def _plain(unit: str) -> str:
    """Return a unit as it reads behind a difference: points of a share or per cent, times the reference."""
    if unit == "%":
        return "percentage points"
    return f"times the level of {unit.removeprefix('ratio to ')}" if unit.startswith("ratio to ") else f"as a {unit}"
