"""Running particles through a calendar and reading off weeks: what forecasts and simulations share."""

from collections.abc import Callable
from dataclasses import dataclass
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from contraflow.border.calendar import Calendar
from contraflow.border.indicator import Facts
from contraflow.border.layout import Floats, particles
from contraflow.border.model import Engine, no_plan
from contraflow.border.quantities import derive
from contraflow.border.weeks import Weeks


@dataclass(frozen=True)
class Weekly:
    """Weeks of every particle.

    Attributes:
        weeks: number of each week; (week,)
        values: derived columns; (week, particle, column), float32.
    """

    weeks: NDArray[np.int64]
    values: NDArray[np.float32]


def run_weeks(  # noqa: PLR0913 - what one run needs, each a different thing
    facts: Facts, calendar: Calendar, seed: int, state: Floats, parameters: Floats, days: range,
    progress: Callable[[float], None], threads: int = 0,
) -> Weekly:  # fmt: skip
    """Return the weeks of ``days`` when every particle starts at ``state`` and runs on.

    The same seed gives the same random numbers to the same particle on the same day, whatever the calendar says: runs under
    two calendars differ only by what differs between them.
    """
    calendar_weeks = Weeks(facts.case)
    engine = Engine(facts.reference.border, calendar, seed, threads or cpu_count() or 1)
    path = engine.new_path(state.copy(), 0)
    plan = no_plan(len(calendar.trade_open))
    weeks, values, day = [], [], days.start
    while day < days.stop:
        week = calendar_weeks.of(day)
        last = min(calendar_weeks.first_day(week + 1), days.stop)
        engine.run(range(day, last), path, parameters, plan)
        values.append(derive(particles(path.totals) / np.float32(last - day), facts))
        path.totals[:] = 0.0
        weeks.append(week)
        day = last
        progress((day - days.start) / len(days))
    return Weekly(np.array(weeks, np.int64), np.stack(values))


def part_of(report: Callable[[float], None], number: int, whole: int) -> Callable[[float], None]:
    """Return a progress report for one of several runs that follow each other."""
    return lambda share: report((number + share) / whole)
