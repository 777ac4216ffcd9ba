"""The compiled day: the mechanisms of ``ORDER`` in its order (a test compares), then the sums that evidence needs."""

import numpy as np

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
from contraflow.kernels.compiled import compiled, inlined
from contraflow.kernels.lanes import LANES


@inlined
def accumulate(block, day, state, at, sums, totals, plan):
    """Add the day's rows to the running totals and to the planned sums."""
    for a in range(plan.clear_start[day], plan.clear_start[day + 1]):
        slot = sums[block, plan.clear_slot[a]]
        for i in range(LANES):
            slot[i] = np.float32(0.0)
    for a in range(plan.add_start[day], plan.add_start[day + 1]):
        slot = sums[block, plan.add_slot[a]]
        row = state[block, at.seen_enforcement + plan.add_row[a]]
        weight = plan.add_weight[a]
        for i in range(LANES):
            slot[i] += weight * row[i]
    for r in range(at.end - at.seen_enforcement):
        row = state[block, at.seen_enforcement + r]
        total = totals[block, r]
        for i in range(LANES):
            total[i] += row[i]


@compiled
def run_blocks(first, last, from_day, to_day, state, par, own, at, border, calendar, keys, scratch, sums, totals, plan):
    """Advance the blocks first .. last - 1 over the days from_day .. to_day - 1: every mechanism of ORDER once a day."""
    for block in range(first, last):
        for day in range(from_day, to_day):
            events.step(block, day, state, par[block, own[0] : own[1]], at, border, calendar, keys[day, 0], scratch)
            expectations.step(block, day, state, par[block, own[1] : own[2]], at, border, calendar, keys[day, 1], scratch)
            enforcement.step(block, day, state, par[block, own[2] : own[3]], at, border, calendar, keys[day, 2], scratch)
            tolerance.step(block, day, state, par[block, own[3] : own[4]], at, border, calendar, keys[day, 3], scratch)
            access.step(block, day, state, par[block, own[4] : own[5]], at, border, calendar, keys[day, 4], scratch)
            sanctions.step(block, day, state, par[block, own[5] : own[6]], at, border, calendar, keys[day, 5], scratch)
            demand.step(block, day, state, par[block, own[6] : own[7]], at, border, calendar, keys[day, 6], scratch)
            scrutiny.step(block, day, state, par[block, own[7] : own[8]], at, border, calendar, keys[day, 7], scratch)
            hire_market.step(block, day, state, par[block, own[8] : own[9]], at, border, calendar, keys[day, 8], scratch)
            bribes.step(block, day, state, par[block, own[9] : own[10]], at, border, calendar, keys[day, 9], scratch)
            trader_choice.step(block, day, state, par[block, own[10] : own[11]], at, border, calendar, keys[day, 10], scratch)
            crossings.step(block, day, state, par[block, own[11] : own[12]], at, border, calendar, keys[day, 11], scratch)
            flows.step(block, day, state, par[block, own[12] : own[13]], at, border, calendar, keys[day, 12], scratch)
            state_smuggling.step(block, day, state, par[block, own[13] : own[14]], at, border, calendar, keys[day, 13], scratch)
            fleets.step(block, day, state, par[block, own[14] : own[15]], at, border, calendar, keys[day, 14], scratch)
            beliefs.step(block, day, state, par[block, own[15] : own[16]], at, border, calendar, keys[day, 15], scratch)
            official_trade.step(block, day, state, par[block, own[16] : own[17]], at, border, calendar, keys[day, 16], scratch)
            accumulate(block, day, state, at, sums, totals, plan)
