"""What passed: values by direction, sector and good, from the crossings drawn, in the mean over goods within a cell."""

from contraflow.border.mechanism import Parameter
from contraflow.border.shut import is_shut
from contraflow.border.tables import (
    BULK,
    CARRIER,
    GOES_IN,
    IS_DAY,
    IS_HIRED,
    IS_LIVE,
    LOAD,
    ON_WATER,
    SECTOR,
    SHIFT,
    VALUE,
)
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, real

NAME = "flows"
READS = ("crossings", "seized", "option_weight", "cell_weight", "cell_seized", "traffic", "wanted")
WRITES = ("traffic", "wanted", "rows")
PARAMETERS = (Parameter("memory_days", "day", "time over which guards see flow and owners see demand for hulls"),)
MEMORY = 0
LEAST = real(1e-30)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Write the day's flows and counts, then what guards and owners remember of them."""
    n = border.n_sectors
    rows = state[block]
    for r in range(at.seen_flow, at.seen_fee):
        for i in range(LANES):
            rows[r, i] = real(0.0)
    for r in range(at.seen_hired, at.seen_official):
        for i in range(LANES):
            rows[r, i] = real(0.0)
    for c in range(border.cells.shape[0]):
        if is_shut(day, c, border, calendar):
            continue
        count_cell(c, at, border, rows, scratch)
    for s in range(n):
        traffic = state[block, at.traffic + s]
        wanted = state[block, at.wanted + s]
        out = rows[at.seen_flow + s]
        into = rows[at.seen_flow + n + s]
        hired = rows[at.seen_hired + s]
        for i in range(LANES):
            traffic[i] += (out[i] + into[i] - traffic[i]) / own[MEMORY][i]
            wanted[i] += (hired[i] - wanted[i]) / own[MEMORY][i]


@inlined
def count_cell(c, at, border, rows, scratch):
    """Add one cell's crossings to the indicators."""
    s = border.cells[c, SECTOR]
    k = border.cells[c, CARRIER]
    t = border.cells[c, SHIFT]
    crossings = scratch[at.crossings + c]
    seized = scratch[at.seized + c]
    passed = scratch[0]
    all_crossings = rows[at.seen_crossings + s]
    all_seized = rows[at.seen_seized + s]
    hired = rows[at.seen_hired + s]
    afloat = rows[at.seen_afloat + s]
    weight = scratch[at.cell_weight + c]
    lost = scratch[at.cell_seized + c]
    for i in range(LANES):
        all_crossings[i] += crossings[i]
        all_seized[i] += seized[i]
        hired[i] += border.carriers[k, IS_HIRED] * crossings[i]
        afloat[i] += border.carriers[k, ON_WATER] * crossings[i]
        passed[i] = (crossings[i] - seized[i]) / max(weight[i] - lost[i], LEAST)
    live = rows[at.seen_live]
    live_day = rows[at.seen_live_day]
    for o in range(border.option_start[c], border.option_start[c + 1]):
        g = border.option_good[o]
        side = 1 if border.goods[g, GOES_IN] > real(0.5) else 0
        flow = rows[at.seen_flow + side * border.n_sectors + s]
        by_good = rows[at.seen_flow_good + g]
        bulk = border.goods[g, BULK] if border.carriers[k, ON_WATER] > real(0.5) else real(1.0)
        value = border.goods[g, VALUE] * border.carriers[k, LOAD] * bulk
        is_live = border.goods[g, IS_LIVE]
        is_day = is_live * border.shifts[t, IS_DAY]
        option = scratch[at.option_weight + o]
        for i in range(LANES):
            x = passed[i] * option[i] * value
            flow[i] += x
            by_good[i] += x
        if is_live > real(0.5):
            for i in range(LANES):
                x = passed[i] * option[i] * value
                live[i] += x
                live_day[i] += is_day * x
