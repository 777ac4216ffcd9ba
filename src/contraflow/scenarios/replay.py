"""The past once more: what had happened if an event had not been, with the random numbers that there were.

Pearl's three steps (Causality, 2009, section 7.1) on particles. Abduction: equally likely histories are drawn from the last
day's posterior and traced back to the Sunday before the event; of each the state on that evening, and from then on the
parameters and the identity with which it drew its random numbers, are known. Action: the calendar is changed. Prediction:
every history is run again with its own numbers. Under the calendar as it was this gives the histories of the filter back, to
the byte; under another one it gives the same world with that difference alone.

The farther back, the fewer particles are anybody's ancestors: ``Lineage.histories`` tells how many distinct histories stand
behind the draws, and several independent filters give more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import cpu_count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border.calendar import Calendar, read_calendar
from contraflow.border.layout import Floats, blocks, particles
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import ParameterCloud
from contraflow.border.quantities import derive
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case, Event
from contraflow.errors import OptionError
from contraflow.inference.histories import share_by_evidence, trace_back
from contraflow.kernels.lanes import N_LANES
from contraflow.kernels.weights import effective_sample_size, systematic
from contraflow.nowcasting import Memory, Nowcast
from contraflow.nowcasting.memory import Descent, Deviations
from contraflow.randomness import stream
from contraflow.scenarios.ahead import Weekly
from contraflow.scenarios.scenario import Scenario

DRAWS = 1024
FEWEST_HISTORIES = 50  # effective number of distinct histories under which a replay is a sketch, not an estimate


class Stretch(NamedTuple):
    """Days over which every draw kept its identity and its parameters.

    Attributes:
        first: first day; the next stretch's first day, or the end, ends it.
        who: identities; (draw,)
        z: parameters as standard deviations from their prior medians; (draw, parameter)
    """

    first: int
    who: NDArray[np.uint32]
    z: Deviations


@dataclass(frozen=True)
class Lineage:
    """Equally likely histories of one filter, traced back from its last day.

    Attributes:
        start: the evening at which they start.
        state: hidden state on that evening; (block, row, lane).
        stretches: in order, from the day after that evening on.
        rows: rows that the draws have among the filter's particles on the last day; (draw,)
        distinct: number of that evening's particles from which all living ones descend.
        histories: effective number of these, as the last day's weights count them.
    """

    nowcast: Nowcast
    start: int
    state: Floats
    stretches: tuple[Stretch, ...]
    rows: NDArray[np.int64]
    distinct: int
    histories: float


def past_event(case: Case, nowcast_day: int, scenarios: Sequence[Scenario]) -> bool:
    """Say whether a scenario changes an event that is over or under way on a day."""
    named = {name for scenario in scenarios for name in (*scenario.outcomes, *scenario.without)}
    return any(event.id in named and case.day(event.start) <= nowcast_day for event in case.calendar)


def first_changed_day(case: Case, last_day: int, seed: int, scenarios: Sequence[Scenario]) -> int:
    """Return the first day on which a scenario's calendar differs from the one that was known on the last day.

    Raises:
        OptionError: if an event acts before the model's first day, or nothing of a scenario acts on anything.
    """
    known_by, n_days = case.date(last_day), last_day + 1
    as_it_was = _calendar_rows(read_calendar(case, n_days, seed, known_by))
    days = []
    for scenario in scenarios:
        names = (*scenario.outcomes, *scenario.without)
        if not names:
            continue
        events = [event for event in case.calendar if event.id in names]
        _check_in_time(case, events)
        changed = _calendar_rows(read_calendar(case, n_days, seed, known_by, scenario.outcomes, scenario.without))
        days += [next((day for day in range(n_days) if as_it_was[day] != changed[day]), n_days)]
        if days[-1] == n_days and any(case.day(event.start) <= last_day for event in events):
            days[-1] = min(max(case.day(event.start), 1) for event in events)
    return max(min(days), 1)


def _check_in_time(case: Case, events: Sequence[Event]) -> None:
    for event in events:
        if case.day(event.start) < 1:
            raise OptionError(
                f"{event.id}: was on {event.start}, before the model's first day, {case.date(1)}; "
                "allowed: events from that day on; do: choose another event"
            )


def _calendar_rows(calendar: Calendar) -> list[bytes]:
    """Return all that a calendar says of each day, comparable."""
    rows = []
    for day in range(len(calendar.trade_open)):
        acts = slice(calendar.act_start[day], calendar.act_start[day + 1])
        parts = [each[acts] for each in (calendar.acts, calendar.act_sizes, calendar.act_sectors, calendar.act_key)]
        parts += [
            each[day] for each in (calendar.legal, calendar.season, calendar.passable, calendar.shut, calendar.trade_open)
        ]
        rows.append(b"".join(np.ascontiguousarray(part).tobytes() for part in parts))
    return rows


def trace(nowcast: Nowcast, memory: Memory, n_draws: int = DRAWS) -> Lineage:
    """Return equally likely histories of a nowcast that remembered its pass, traced back to the evening remembered.

    Args:
        n_draws: a multiple of 64.
    """
    assert memory.evening is not None, "a memory of a pass holds the evening before its first day at least"
    last_day = nowcast.last_day
    u = float(stream(nowcast.seed, last_day, "replay").random())
    rows = systematic(nowcast.final.weights, u, n=n_draws)
    descents = [change.ancestors for change in memory.changes if isinstance(change, Descent)]
    own = np.arange(nowcast.final.cloud.n)
    roots = trace_back([own, *descents], own)[0]
    mass = np.asarray(np.bincount(roots, nowcast.final.weights), np.float64)
    lanes = trace_back([own, *descents], rows)
    z, generation = memory.evening.z[lanes[0]], 0
    stretches = [Stretch(memory.evening.day + 1, lanes[0].astype(np.uint32), z)]
    for change in memory.changes:
        if isinstance(change, Descent):
            generation += 1
        else:
            z = change.z[lanes[generation]]
        stretch = Stretch(change.day + 1, lanes[generation].astype(np.uint32), z)
        # two changes of one evening are one
        stretches[-1 if stretches[-1].first == stretch.first else len(stretches) :] = [stretch]
    state = blocks(particles(memory.evening.state)[lanes[0]])
    return Lineage(
        nowcast, memory.evening.day, state, tuple(stretches), rows, int((mass > 0).sum()), effective_sample_size(mass)
    )


def pool(found: Sequence[tuple[Nowcast, Memory]], n_draws: int = DRAWS) -> tuple[tuple[Lineage, ...], float]:
    """Return lineages of several filters, drawn by the evidence of each, and the effective number of distinct histories.

    Args:
        found: nowcasts that differ only by their seed, with what they remembered.
        n_draws: of all together, a multiple of 64.
    """
    shares = share_by_evidence([nowcast.log_evidence for nowcast, _ in found])
    u = float(stream(found[0][0].seed, "pool").random())
    counts = np.bincount(systematic(shares, u, n=n_draws // N_LANES), minlength=len(found)) * N_LANES
    lineages = [trace(nowcast, memory, int(n)) for (nowcast, memory), n in zip(found, counts, strict=True) if n]
    part = counts[counts > 0] / n_draws
    concentration = sum(share**2 / each.histories for share, each in zip(part, lineages, strict=True))
    return tuple(lineages), 1.0 / float(concentration)


def run_again(
    lineage: Lineage, scenario: Scenario, days_ahead: int, report: Callable[[float], None], threads: int = 0
) -> tuple[Weekly, Floats]:
    """Return the weeks of every history under a scenario, and the state on the last day, (block, row, lane).

    Args:
        days_ahead: days beyond the nowcast's last day, run with the last day's parameters; 0 for none.
    """
    nowcast = lineage.nowcast
    stop = nowcast.last_day + 1 + days_ahead
    calendar = read_calendar(nowcast.case, stop, nowcast.seed, nowcast.known_by, scenario.outcomes, scenario.without)
    engine = Engine(nowcast.facts.reference.border, calendar, nowcast.seed, threads or cpu_count() or 1)
    path, plan = engine.new_path(lineage.state.copy(), 0), no_plan(stop)
    cloud, weeks = ParameterCloud(nowcast.case, ORDER), Weeks(nowcast.case)
    # ahead, histories that are one so far go ways of their own
    ahead = Stretch(nowcast.last_day + 1, np.arange(len(lineage.rows), dtype=np.uint32), lineage.stretches[-1].z)
    stretches = [each for each in (*lineage.stretches, ahead) if each.first < stop]
    starts = [each.first for each in stretches]
    mondays = range(weeks.of(lineage.start + 1), weeks.of(stop - 1) + 1)
    ends = sorted({stop, *starts[1:], *(weeks.first_day(week + 1) for week in mondays if weeks.first_day(week + 1) < stop)})
    numbers, values, day, monday = [], [], lineage.start + 1, lineage.start + 1
    for end in ends:
        stretch = stretches[int(np.searchsorted(starts, day, side="right")) - 1]
        engine.run(range(day, end), path, cloud.values(stretch.z), plan, stretch.who.reshape(-1, N_LANES))
        day = end
        if end == stop or weeks.of(end) > weeks.of(end - 1):
            values.append(derive(particles(path.totals) / np.float32(end - monday), nowcast.facts))
            numbers.append(weeks.of(end - 1))
            path.totals[:] = 0.0
            monday = end
        report((end - lineage.start - 1) / (stop - lineage.start - 1))
    return Weekly(np.array(numbers, np.int64), np.stack(values)), path.state


def run_all_again(
    lineages: Sequence[Lineage], scenario: Scenario, days_ahead: int, report: Callable[[float], None], threads: int = 0
) -> Weekly:
    """Return the weeks of all lineages' histories under a scenario, one after the other."""
    runs = [
        run_again(each, scenario, days_ahead, lambda share, n=n: report((n + share) / len(lineages)), threads)[0]  # type: ignore[misc]
        for n, each in enumerate(lineages)
    ]
    return Weekly(runs[0].weeks, np.concatenate([run.values for run in runs], axis=1))
