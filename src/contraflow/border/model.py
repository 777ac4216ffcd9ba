"""The day, in order. Read ORDER first: it is the model."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border.calendar import Calendar
from contraflow.border.day import run_blocks
from contraflow.border.layout import SCRATCH, STATE, Floats
from contraflow.border.mechanism import Mechanism, mechanism
from contraflow.border.mechanisms import (
    access,
    beliefs,
    bribes,
    crossings,
    demand,
    enforcement,
    events,
    expectations,
    fleets,
    flows,
    hire_market,
    official_trade,
    sanctions,
    scrutiny,
    state_smuggling,
    tolerance,
    trader_choice,
)
from contraflow.border.parameters import parameter_starts
from contraflow.border.tables import Border, where
from contraflow.kernels.lanes import N_LANES
from contraflow.randomness import stream_key

ORDER: tuple[Mechanism, ...] = (
    mechanism(events),  # calendar -> orders, hope
    mechanism(expectations),  # hope fades
    mechanism(enforcement),  # orders, traffic -> enforcement of both forces
    mechanism(tolerance),  # missing trade -> home force looks away
    mechanism(access),  # closures, ice, floods, holidays -> what can cross
    mechanism(sanctions),  # law -> what customs let through
    mechanism(demand),  # buyers, missing supply -> margins, prices
    mechanism(scrutiny),  # case, what is not known of it -> how closely each way to cross is looked at
    mechanism(hire_market),  # believed risk -> fee of a hull
    mechanism(bribes),  # believed risk -> bribe
    mechanism(trader_choice),  # profit under believed risk -> weights of all options
    mechanism(crossings),  # weights -> crossings, seizures
    mechanism(flows),  # crossings -> values by sector, good, direction
    mechanism(state_smuggling),  # missing trade, orders -> convoys
    mechanism(fleets),  # seizures, profit -> vessels; deliveries -> quota shortfall
    mechanism(beliefs),  # seizures, hearsay -> believed risk
    mechanism(official_trade),  # law -> licensed trade, shortfall
)


class Plan(NamedTuple):
    """What is to be summed along each particle's path.

    Attributes:
        add_start: first addition of each day; (day + 1,)
        add_slot: accumulator; (addition,)
        add_row: row added, among those that can be observed; ``add_weight`` its weight.
        clear_start: first accumulator to clear before each day; (day + 1,). ``clear_slot`` which.
    """

    add_start: NDArray[np.int64]
    add_slot: NDArray[np.int64]
    add_row: NDArray[np.int64]
    add_weight: NDArray[np.float32]
    clear_start: NDArray[np.int64]
    clear_slot: NDArray[np.int64]


def no_plan(n_days: int) -> Plan:
    """Return a plan that sums nothing."""
    none = np.zeros(0, np.int64)
    starts = np.zeros(n_days + 1, np.int64)
    return Plan(starts, none, none, np.zeros(0, np.float32), starts, none)


def day_keys(seed: int, n_days: int) -> NDArray[np.uint32]:
    """Return the keys of the random streams of every day and mechanism, (day, mechanism, 2)."""
    keys = [[stream_key(seed, day, each.name) for each in ORDER] for day in range(n_days)]
    return np.array(keys, np.uint32).reshape(n_days, len(ORDER), 2)


class Path(NamedTuple):
    """What a run changes in place.

    Attributes:
        state: hidden state; (block, row, lane), see layout.py.
        sums: planned sums along each particle's path; (block, slot, lane)
        totals: running totals of all rows that can be observed; (block, seen row, lane)
    """

    state: Floats
    sums: Floats
    totals: Floats


class Engine:
    """Runs the compiled days over all blocks, on as many threads as asked; the result does not depend on their number."""

    def __init__(self, border: Border, calendar: Calendar, seed: int, n_threads: int) -> None:
        self.border = border
        self.at = where(border)
        self.calendar = calendar
        self.keys = day_keys(seed, len(calendar.trade_open))
        self.own = parameter_starts(ORDER)
        self.scratches = [np.zeros((self.at.scratch_end, N_LANES), np.float32) for _ in range(n_threads)]
        self.pool = ThreadPoolExecutor(n_threads)

    def new_path(self, state: Floats, n_slots: int) -> Path:
        """Return a path that starts at ``state`` with empty sums and totals."""
        n_blocks = len(state)
        seen = self.at.end - self.at.seen_enforcement
        return Path(
            state,
            np.zeros((n_blocks, n_slots, N_LANES), np.float32),
            np.zeros((n_blocks, seen, N_LANES), np.float32),
        )

    def run(self, days: range, path: Path, parameters: Floats, plan: Plan, who: NDArray[np.uint32] | None = None) -> None:
        """Advance ``path`` in place over ``days`` under ``parameters`` (block, parameter, lane).

        Args:
            who: identity of every particle, (block, lane): what it draws depends on the seed, the day, the mechanism and
                this alone. Its own place among the particles when None. With the identities that it had, a particle can
                be run again wherever it lies, see scenarios/replay.py.
        """
        if who is None:
            who = np.arange(len(path.state) * N_LANES, dtype=np.uint32).reshape(-1, N_LANES)
        edges = np.linspace(0, len(path.state), len(self.scratches) + 1).astype(int)

        def part(thread: int) -> None:
            run_blocks(
                int(edges[thread]), int(edges[thread + 1]), days.start, days.stop, path.state, parameters, self.own, self.at,
                self.border, self.calendar, self.keys, who, self.scratches[thread], path.sums, path.totals, plan,
            )  # fmt: skip

        if len(self.scratches) == 1:
            part(0)
            return
        list(self.pool.map(part, range(len(self.scratches))))


def order_problems(order: Sequence[Mechanism]) -> list[str]:
    """Return every reason why ``order`` cannot be right; empty when it is fine.

    What lives in the scratch is rebuilt every day, so a mechanism that reads it must come after the one that writes it.
    """
    problems = []
    state, scratch = set(STATE) | {"rows"}, set(SCRATCH)
    written: set[str] = set()
    for each in order:
        for name in sorted((each.reads | each.writes) - state - scratch):
            problems.append(f"{each.name}: {name!r} is no quantity of layout.py")
        for name in sorted((each.reads & scratch) - written - each.writes):
            problems.append(f"{each.name} reads {name!r} before any mechanism writes it that day")
        written |= each.writes
    return problems
