"""Every trader weighs each good, carrier and shift by profit under the risk that he believes in, or stays home.

    profit = margin load (1 + freshness [live, by day]) - carrier - shift - fee [hired] - bribe
             - p (cargo + vessel [own] + penalty) + quota shortfall
    weight = share of demand at hand * exp((profit - home) / scale),   p = 1 - exp(-believed inspections * visibility)

McFadden (1978), Modelling the choice of residential location: nested logit, sector first.
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.shut import is_shut
from contraflow.border.tables import (
    BULK,
    CARRIER,
    COST,
    HOME,
    HULLS,
    IS_DAY,
    IS_HIRED,
    IS_LIVE,
    IS_OWN,
    KIND,
    LOAD,
    LOAD_SHARE,
    ON_WATER,
    PENALTY,
    SCALE,
    SECTOR,
    SHIFT,
    SHIFT_COST,
    SHORTFALL,
    VALUE,
    VESSEL,
    VISIBILITY,
)
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, fast_log, real

NAME = "trader_choice"
READS = (
    "belief",
    "hope",
    "tolerance",
    "enforcement",
    "margin",
    "fee",
    "bribe",
    "vessels",
    "unmet",
    "wanted",
    "log_access",
    "scrutiny",
)
WRITES = ("option_weight", "cell_weight", "cell_seized", "cell_expected", "attraction")
PARAMETERS = (
    Parameter("freshness", "1", "what live goods gain by not waiting for the night, as a share of the margin"),
    Parameter("hope_discount", "1", "log of believed inspections taken off per unit of hope"),
    Parameter("nesting", "1", "how alike the options of one sector are: 1 not at all, towards 0 the same"),
    Parameter("congestion", "1", "log weight of hiring lost per log of hulls wanted over hulls there are"),
)
FRESHNESS, HOPE, NESTING, CONGESTION = range(4)
LEAST = real(1e-30)
DEAREST = real(30.0)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Weigh all options of all kinds of traders in all sectors."""
    for f in range(border.n_kinds):
        for s in range(border.n_sectors):
            attraction = scratch[at.attraction + f * border.n_sectors + s]
            for i in range(LANES):
                attraction[i] = real(0.0)
            if border.traders[f].sum() == real(0.0):
                continue
            first = border.cell_start[f * border.n_sectors + s]
            last = border.cell_start[f * border.n_sectors + s + 1]
            if first == last:
                continue
            inspections(block, s, state, own, at, border, scratch)
            for c in range(first, last):
                weigh_cell(block, day, c, state, own, at, border, calendar, scratch)
                for i in range(LANES):
                    attraction[i] += scratch[at.cell_weight + c][i]
            for i in range(LANES):
                attraction[i] = fast_exp(own[NESTING][i] * fast_log(attraction[i] + LEAST))


@inlined
def inspections(block, s, state, own, at, border, scratch):
    """Write believed (work 0, 1) and true (work 2, 3) inspections by the two forces at a reference crossing."""
    work = scratch
    hope = state[block, at.hope]
    tolerance = state[block, at.tolerance]
    for x in range(2):
        belief = state[block, at.belief + x * border.n_sectors + s]
        e = state[block, at.enforcement + x * border.n_sectors + s]
        looked_away = real(x)
        for i in range(LANES):
            work[x][i] = fast_exp(belief[i] - own[HOPE][i] * hope[i])
            work[2 + x][i] = fast_exp(e[i] - looked_away * tolerance[i])


@inlined
def weigh_cell(block, day, c, state, own, at, border, calendar, scratch):
    """Weigh the goods that one kind of trader can take across by one carrier and shift at one sector."""
    if is_shut(day, c, border, calendar):
        shut(c, at, border, scratch)
        return
    work = scratch
    f = border.cells[c, KIND]
    s = border.cells[c, SECTOR]
    k = border.cells[c, CARRIER]
    t = border.cells[c, SHIFT]
    believed = work[4]
    true = work[5]
    base = work[6]
    per_cny = real(1.0) / border.kinds[f, SCALE]
    cost = (border.carriers[k, COST] + border.shifts[t, SHIFT_COST] + border.kinds[f, HOME]) * per_cny
    hired = border.carriers[k, IS_HIRED]
    owned = border.carriers[k, IS_OWN]
    stake = border.carriers[k, VESSEL] * owned + border.kinds[f, PENALTY]
    bribed = (real(1.0) - hired) * border.carriers[k, LOAD_SHARE]
    medium = 0 if border.carriers[k, ON_WATER] > real(0.5) else 1
    access = scratch[at.log_access + medium * border.n_sectors + s]
    n_shifts = border.shifts.shape[0]
    far = scratch[at.scrutiny + k * n_shifts + t]
    home = scratch[at.scrutiny + (border.carriers.shape[0] + k) * n_shifts + t]
    fee = state[block, at.fee + s]
    bribe = state[block, at.bribe + s]
    vessels = state[block, at.vessels + f * border.n_sectors + s]
    unmet = state[block, at.unmet + f * border.n_sectors + s]
    wanted = state[block, at.wanted + s]
    weight = scratch[at.cell_weight + c]
    seized = scratch[at.cell_seized + c]
    expected = scratch[at.cell_expected + c]
    quota = border.kinds[f, SHORTFALL] * per_cny
    fleet = border.fleet[f, s] + real(0.5)
    hulls = border.sectors[s, HULLS] + real(1.0)
    for i in range(LANES):
        believed[i] = work[0][i] * far[i] + work[1][i] * home[i]
        true[i] = work[2][i] * far[i] + work[3][i] * home[i]
        pay = (hired * fee[i] + bribed * bribe[i]) * per_cny
        at_hand = owned * fast_log((vessels[i] + real(0.5)) / fleet)
        crowded = max(fast_log((wanted[i] + real(1.0)) / hulls), real(0.0))
        at_hand -= hired * own[CONGESTION][i] * crowded
        base[i] = access[i] + at_hand - cost - pay + quota * unmet[i]
        weight[i] = real(0.0)
        seized[i] = real(0.0)
        expected[i] = real(0.0)
    weigh_goods(day, c, stake, own, at, border, calendar, scratch)


@inlined
def weigh_goods(day, c, stake, own, at, border, calendar, scratch):
    """Weigh each good of a cell, given the cell's base utility (work 6) and its believed and true inspections (work 4, 5)."""
    k = border.cells[c, CARRIER]
    t = border.cells[c, SHIFT]
    believed = scratch[4]
    true = scratch[5]
    base = scratch[6]
    per_cny = real(1.0) / border.kinds[border.cells[c, KIND], SCALE]
    weight = scratch[at.cell_weight + c]
    seized = scratch[at.cell_seized + c]
    expected = scratch[at.cell_expected + c]
    for o in range(border.option_start[c], border.option_start[c + 1]):
        g = border.option_good[o]
        share = border.option_share[o] * calendar.season[day, g]
        load = border.carriers[k, LOAD] * (border.goods[g, BULK] if border.carriers[k, ON_WATER] > real(0.5) else real(1.0))
        gain = load * per_cny
        live = border.goods[g, IS_LIVE] * border.shifts[t, IS_DAY]
        loss = (border.goods[g, VALUE] * load + stake) * per_cny
        seen = border.goods[g, VISIBILITY]
        margin = scratch[at.margin + g]
        passing = scratch[at.option_weight + o]
        for i in range(LANES):
            p_believed = real(1.0) - fast_exp(-believed[i] * seen)
            p_true = real(1.0) - fast_exp(-true[i] * seen)
            u = base[i] + margin[i] * gain * (real(1.0) + live * own[FRESHNESS][i]) - p_believed * loss
            w = share * fast_exp(min(u, DEAREST))
            weight[i] += w
            seized[i] += w * p_true
            expected[i] += w * p_believed
            passing[i] = w * (real(1.0) - p_true)


@inlined
def shut(c, at, border, scratch):
    """Give a cell no weight."""
    for i in range(LANES):
        scratch[at.cell_weight + c][i] = real(0.0)
        scratch[at.cell_seized + c][i] = real(0.0)
        scratch[at.cell_expected + c][i] = real(0.0)
