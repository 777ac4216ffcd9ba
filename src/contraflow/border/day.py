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
def run_blocks(first, last, from_day, to_day, state, par, own, at, border, calendar, keys, who, scratch, sums, totals, plan):
    """Advance the blocks first .. last - 1 over the days from_day .. to_day - 1: every mechanism of ORDER once a day."""
    for block in range(first, last):
        p, me = par[block], who[block]
        for day in range(from_day, to_day):
            events.step(block, day, state, p[own[0] : own[1]], at, border, calendar, keys[day, 0], me, scratch)
            expectations.step(block, day, state, p[own[1] : own[2]], at, border, calendar, keys[day, 1], me, scratch)
            enforcement.step(block, day, state, p[own[2] : own[3]], at, border, calendar, keys[day, 2], me, scratch)
            tolerance.step(block, day, state, p[own[3] : own[4]], at, border, calendar, keys[day, 3], me, scratch)
            access.step(block, day, state, p[own[4] : own[5]], at, border, calendar, keys[day, 4], me, scratch)
            sanctions.step(block, day, state, p[own[5] : own[6]], at, border, calendar, keys[day, 5], me, scratch)
            demand.step(block, day, state, p[own[6] : own[7]], at, border, calendar, keys[day, 6], me, scratch)
            scrutiny.step(block, day, state, p[own[7] : own[8]], at, border, calendar, keys[day, 7], me, scratch)
            hire_market.step(block, day, state, p[own[8] : own[9]], at, border, calendar, keys[day, 8], me, scratch)
            bribes.step(block, day, state, p[own[9] : own[10]], at, border, calendar, keys[day, 9], me, scratch)
            trader_choice.step(block, day, state, p[own[10] : own[11]], at, border, calendar, keys[day, 10], me, scratch)
            crossings.step(block, day, state, p[own[11] : own[12]], at, border, calendar, keys[day, 11], me, scratch)
            flows.step(block, day, state, p[own[12] : own[13]], at, border, calendar, keys[day, 12], me, scratch)
            state_smuggling.step(block, day, state, p[own[13] : own[14]], at, border, calendar, keys[day, 13], me, scratch)
            fleets.step(block, day, state, p[own[14] : own[15]], at, border, calendar, keys[day, 14], me, scratch)
            beliefs.step(block, day, state, p[own[15] : own[16]], at, border, calendar, keys[day, 15], me, scratch)
            official_trade.step(block, day, state, p[own[16] : own[17]], at, border, calendar, keys[day, 16], me, scratch)
            accumulate(block, day, state, at, sums, totals, plan)
