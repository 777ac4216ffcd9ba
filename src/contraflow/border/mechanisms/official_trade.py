"""Legal goods go through customs; a ban takes its goods out and leaves their demand to the unofficial flow."""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import GOES_IN, OFFICIAL
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, fast_log, normals_of, real, slot_number

NAME = "official_trade"
READS = ("official", "shortfall", "legal")
WRITES = ("official", "shortfall", "rows")
PARAMETERS = (
    Parameter("adjust_per_day", "1/day", "share of the distance to what is allowed that is closed in a day"),
    Parameter("shock", "log", "standard deviation of a day's move"),
    Parameter("leak", "1", "share of banned licensed trade that goes on under old contracts and loopholes"),
    Parameter("felt_days", "day", "time over which missing trade is felt"),
)
ADJUST, SHOCK, LEAK, FELT = range(4)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move licensed trade of both directions towards what the day's law allows."""
    work = scratch
    normals_of(key, who, slot_number(0), work[0], work[1])
    shortfall = state[block, at.shortfall]
    for d in range(2):
        whole = real(1e-6)
        allowed = work[2]
        for i in range(LANES):
            allowed[i] = real(0.0)
        for g in range(border.n_goods):
            if (border.goods[g, GOES_IN] > real(0.5)) == (d == 1):
                part = border.goods[g, OFFICIAL]
                whole += part
                legal = state[block, at.legal + g]
                for i in range(LANES):
                    allowed[i] += part * legal[i]
        official = state[block, at.official + d]
        row = state[block, at.seen_official + d]
        shock = work[d]
        trade_open = calendar.trade_open[day]
        for i in range(LANES):
            share = allowed[i] / whole
            open_share = trade_open * (share + own[LEAK][i] * (real(1.0) - share))
            target = fast_log(open_share + real(1e-3))
            official[i] += own[ADJUST][i] * (target - official[i]) + own[SHOCK][i] * shock[i]
            row[i] = fast_exp(official[i])
    out = state[block, at.seen_official]
    into = state[block, at.seen_official + 1]
    for i in range(LANES):
        missing = max(real(1.0) - real(0.5) * (out[i] + into[i]), real(0.0))
        shortfall[i] += (missing - shortfall[i]) / own[FELT][i]
