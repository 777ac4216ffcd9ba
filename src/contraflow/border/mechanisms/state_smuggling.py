"""Smuggling run by the state: switched on and off by order, more readily when licensed trade is missing.

While it is on, convoys cross with the home force's consent; only the far force can seize them.
"""

from contraflow.border.calendar import ACTS
from contraflow.border.mechanism import Parameter
from contraflow.border.tables import CONVOYS
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, binomial, fast_exp, real, slot_number, uniforms_of

NAME = "state_smuggling"
READS = ("regime", "shortfall", "enforcement", "rows")
WRITES = ("regime", "rows")
PARAMETERS = (
    Parameter("start_per_day", "1/day", "chance that it is ordered, on a day with no licensed trade missing"),
    Parameter("need", "1", "log of that chance per share of licensed trade missing"),
    Parameter("stop_per_day", "1/day", "chance that it is called off"),
    Parameter("daily_share", "1", "share of its convoys that cross on a day"),
    Parameter("value_cny", "CNY", "value of one convoy"),
)
ORDERED_ACT = ACTS.index("ordered")
START, NEED, STOP, DAILY, VALUE = range(5)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Switch the regime, then send and lose convoys."""
    work = scratch
    regime = state[block, at.regime]
    shortfall = state[block, at.shortfall]
    row = state[block, at.seen_regime]
    ordered = real(0.0)
    for act in range(calendar.act_start[day], calendar.act_start[day + 1]):
        if calendar.acts[act, 0] == ORDERED_ACT:
            ordered = real(1.0)
    uniforms_of(key, who, slot_number(0), work[0], work[1])
    for i in range(LANES):
        begin = max(own[START][i] * fast_exp(own[NEED][i] * shortfall[i]), ordered)
        starts = real(1.0) if work[0][i] < begin else real(0.0)
        lasts = real(1.0) if work[0][i] >= own[STOP][i] else real(0.0)
        regime[i] = lasts if regime[i] > real(0.5) else starts
        row[i] = regime[i]
    for s in range(border.n_sectors):
        if border.sectors[s, CONVOYS] > real(0.0):
            send(block, s, state, own, at, border, key, who, scratch)


@inlined
def send(block, s, state, own, at, border, key, who, scratch):
    """Draw one sector's convoys and add what passes to its flow, half each way."""
    work = scratch
    n = work[0]
    p = work[1]
    u = work[2]
    v = work[3]
    sent = work[4]
    lost = work[5]
    e = state[block, at.enforcement + s]
    rows = state[block]
    out = rows[at.seen_flow + s]
    into = rows[at.seen_flow + border.n_sectors + s]
    crossings = rows[at.seen_crossings + s]
    seized = rows[at.seen_seized + s]
    regime = state[block, at.regime]
    uniforms_of(key, who, 1 + s, u, v)
    for i in range(LANES):
        n[i] = border.sectors[s, CONVOYS]
        p[i] = regime[i] * own[DAILY][i]
    binomial(n, p, u, sent)
    for i in range(LANES):
        p[i] = real(1.0) - fast_exp(-fast_exp(e[i]))
    binomial(sent, p, v, lost)
    for i in range(LANES):
        passed = (sent[i] - lost[i]) * own[VALUE][i] * real(0.5)
        out[i] += passed
        into[i] += passed
        crossings[i] += sent[i]
        seized[i] += lost[i]
