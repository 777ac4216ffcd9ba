"""Own vessels are lost when seized and bought out of profit, more readily in hope; quotas remember what was not delivered.

Vessels are whole: each one seized is lost or comes back against a fine, each one missing is bought or not.
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import CARRIER, HAS_QUOTA, IS_OWN
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, binomial, fast_exp, real, uniforms_of

NAME = "fleets"
READS = ("vessels", "unmet", "seized", "crossings", "attraction", "arrivals", "hope")
WRITES = ("vessels", "unmet")
PARAMETERS = (
    Parameter("replace_per_day", "1/day", "chance that a missing vessel is bought on a day of good trade"),
    Parameter("lost_share", "1", "chance that a seized vessel does not come back against a fine"),
    Parameter("hope_buying", "1", "log of vessels aimed for per unit of hope"),
    Parameter("quota_share", "1", "share of days on which a firm under a quota must deliver"),
    Parameter("quota_days", "day", "time over which a shortfall is counted"),
)
REPLACE, LOST, HOPE, QUOTA, QUOTA_DAYS = range(5)
GOOD_TRADE = real(0.1)  # weight of crossing against staying home at which every second owner would buy


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Take seized vessels out, buy new ones, count shortfalls."""
    for f in range(border.n_kinds):
        for s in range(border.n_sectors):
            if border.fleet[f, s] > real(0.0):
                renew(block, f, s, state, own, at, border, key, who, scratch)
            if border.kinds[f, HAS_QUOTA] > real(0.5) and border.traders[f, s] > real(0.0):
                arrivals = scratch[at.arrivals + f * border.n_sectors + s]
                unmet = state[block, at.unmet + f * border.n_sectors + s]
                firms = border.traders[f, s]
                for i in range(LANES):
                    delivered = min(arrivals[i] / (firms * own[QUOTA][i]), real(1.0))
                    unmet[i] += (real(1.0) - delivered - unmet[i]) / own[QUOTA_DAYS][i]


@inlined
def renew(block, f, s, state, own, at, border, key, who, scratch):
    """Lose and buy one kind's vessels at one sector."""
    work = scratch
    missing = work[0]
    p = work[1]
    u = work[2]
    v = work[3]
    drawn = work[4]
    taken = work[5]
    vessels = state[block, at.vessels + f * border.n_sectors + s]
    hope = state[block, at.hope]
    attraction = scratch[at.attraction + f * border.n_sectors + s]
    first = border.cell_start[f * border.n_sectors + s]
    last = border.cell_start[f * border.n_sectors + s + 1]
    for i in range(LANES):
        taken[i] = real(0.0)
        p[i] = own[LOST][i]
    for c in range(first, last):
        if border.carriers[border.cells[c, CARRIER], IS_OWN] > real(0.5):
            seized = scratch[at.seized + c]
            for i in range(LANES):
                taken[i] += seized[i]
    uniforms_of(key, who, f * border.n_sectors + s, u, v)
    binomial(taken, p, v, drawn)
    for i in range(LANES):
        vessels[i] = max(vessels[i] - drawn[i], real(0.0))
        aim = border.fleet[f, s] * fast_exp(min(max(own[HOPE][i] * hope[i], real(-0.7)), real(0.7)))
        missing[i] = max(real(int(aim)) - vessels[i], real(0.0))
        p[i] = own[REPLACE][i] * attraction[i] / (GOOD_TRADE + attraction[i])
    binomial(missing, p, u, drawn)
    for i in range(LANES):
        vessels[i] += drawn[i]
