"""Who crosses where, with what and when: exact multinomial counts, since traders of one kind and home are exchangeable.

Costs do not grow with the number of traders. Each seizure count is binomial with the cell's mean chance over its goods.
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.shut import is_shut
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, binomial, real, uniforms_of

NAME = "crossings"
READS = ("attraction", "cell_weight", "cell_seized")
WRITES = ("arrivals", "crossings", "seized")
PARAMETERS: tuple[Parameter, ...] = ()
LEAST = real(1e-30)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Draw arrivals by sector, crossings by carrier and shift, and seizures."""
    for f in range(border.n_kinds):
        for s in range(border.n_sectors):
            arrivals = scratch[at.arrivals + f * border.n_sectors + s]
            for i in range(LANES):
                arrivals[i] = real(0.0)
        for home in range(border.n_sectors):
            if border.traders[f, home] > real(0.0):
                leave_home(block, f, home, at, border, key, who, scratch)
    for f in range(border.n_kinds):
        for s in range(border.n_sectors):
            cross(block, day, f, s, at, border, calendar, key, who, scratch)


@inlined
def leave_home(block, f, home, at, border, key, who, scratch):
    """Draw how many of one home's traders go to each sector within reach; the rest stay home."""
    work = scratch
    left = work[0]
    total = work[1]
    p = work[2]
    u = work[3]
    spare = work[4]
    drawn = work[5]
    first = border.move_start[home]
    last = border.move_start[home + 1]
    for i in range(LANES):
        left[i] = border.traders[f, home]
        total[i] = real(1.0)
    for m in range(first, last):
        attraction = scratch[at.attraction + f * border.n_sectors + border.move_to[m]]
        weight = border.move_weight[m]
        for i in range(LANES):
            total[i] += weight * attraction[i]
    for m in range(first, last):
        s = border.move_to[m]
        attraction = scratch[at.attraction + f * border.n_sectors + s]
        arrivals = scratch[at.arrivals + f * border.n_sectors + s]
        weight = border.move_weight[m]
        for i in range(LANES):
            w = weight * attraction[i]
            p[i] = min(w / max(total[i], LEAST), real(1.0))
            total[i] -= w
        uniforms_of(key, who, f * border.move_to.shape[0] + m, u, spare)
        binomial(left, p, u, drawn)
        for i in range(LANES):
            left[i] -= drawn[i]
            arrivals[i] += drawn[i]


@inlined
def cross(block, day, f, s, at, border, calendar, key, who, scratch):
    """Share one sector's arrivals among carriers and shifts, and draw what is seized of each."""
    work = scratch
    left = work[0]
    total = work[1]
    p = work[2]
    u = work[3]
    v = work[4]
    first = border.cell_start[f * border.n_sectors + s]
    last = border.cell_start[f * border.n_sectors + s + 1]
    slot = border.n_kinds * border.move_to.shape[0]
    arrivals = scratch[at.arrivals + f * border.n_sectors + s]
    for i in range(LANES):
        left[i] = arrivals[i]
        total[i] = real(0.0)
    final = last
    for c in range(first, last):
        if not is_shut(day, c, border, calendar):
            final = c
        for i in range(LANES):
            total[i] += scratch[at.cell_weight + c][i]
            scratch[at.crossings + c][i] = real(0.0)
            scratch[at.seized + c][i] = real(0.0)
    for c in range(first, last):
        if is_shut(day, c, border, calendar):
            continue
        weight = scratch[at.cell_weight + c]
        crossings = scratch[at.crossings + c]
        seized = scratch[at.seized + c]
        for i in range(LANES):
            p[i] = min(weight[i] / max(total[i], LEAST), real(1.0)) if c != final else real(1.0)
            total[i] = max(total[i] - weight[i], real(0.0))
        uniforms_of(key, who, slot + c, u, v)
        binomial(left, p, u, crossings)
        for i in range(LANES):
            left[i] -= crossings[i]
            p[i] = scratch[at.cell_seized + c][i] / max(weight[i], LEAST)
        binomial(crossings, p, v, seized)
