"""The evidence of a week on a block of 64 particles; ``definition.py`` is the same in NumPy."""

from benchmarks.reference.constants import (
    CHANGE_WORDS,
    ENFORCEMENT,
    ENFORCEMENT_BEFORE,
    FEE,
    FEE_BEFORE,
    FEE_RATIO,
    FLOW_WORDS,
    SECTORS,
    SEIZURES,
    WEEK_FLOW,
    WEEK_SEIZED,
)
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, fast_log, real
from contraflow.kernels.rows import stack_row

ONE = real(1.0)
HALF = real(0.5)
LEAST_CHANCE = real(1e-9)
FAR = real(60.0)  # beyond the outermost cuts
ROOT_TWO_PI = real(2.5066283)


@inlined
def log_likelihood(state, week, ways, c, out):
    """Write the log density of a week's evidence; ``ways`` is what the count's density holds besides the mean."""
    x = stack_row()
    for i in range(LANES):
        out[i] = ways
    for j in range(c.change_sectors.shape[0]):
        s = c.change_sectors[j]
        now = state[ENFORCEMENT + s]
        before = state[ENFORCEMENT_BEFORE + s]
        for i in range(LANES):
            x[i] = c.change_slope * (now[i] - before[i])
        add_word(week[CHANGE_WORDS + j], x, c.change_cuts, out)
    for j in range(c.flow_sectors.shape[0]):
        s = c.flow_sectors[j]
        flow = state[WEEK_FLOW + s]
        for i in range(LANES):
            x[i] = c.flow_slope * fast_log((flow[i] + ONE) / c.usual_flow[s])
        add_word(week[FLOW_WORDS + j], x, c.flow_cuts, out)
    add_fee_ratio(real(week[FEE_RATIO]), state, c, out)
    add_seizures(real(week[SEIZURES]), state[WEEK_SEIZED], c, out)


@inlined
def logistic(x):
    """Return 1 / (1 + exp(-x))."""
    return ONE / (ONE + fast_exp(-x))


@inlined
def add_word(said, x, cuts, out):
    """Add the log chance of one of five ordered words; a negative one was not said."""
    word = int(said)
    if word < 0:
        return
    top = cuts[word] if word < cuts.shape[0] else FAR
    bottom = cuts[word - 1] if word > 0 else -FAR
    for i in range(LANES):
        out[i] += fast_log(max(logistic(top - x[i]) - logistic(bottom - x[i]), LEAST_CHANCE))


@inlined
def add_fee_ratio(ratio, state, c, out):
    """Add the log density of the reported log ratio of fees: normal."""
    fee = state[FEE]
    before = state[FEE_BEFORE]
    constant = fast_log(c.fee_spread * ROOT_TWO_PI)
    for i in range(LANES):
        off = (ratio - fast_log(fee[i] / before[i])) / c.fee_spread
        out[i] -= HALF * off * off + constant


@inlined
def add_seizures(count, week_seized, c, out):
    """Add the log chance of the reported seizures: negative binomial, but for what does not depend on the mean."""
    k = c.dispersion
    for i in range(LANES):
        mean = c.reported * week_seized[i] + real(0.1)
        out[i] += k * fast_log(k / (k + mean)) + count * fast_log(mean / (k + mean))


@inlined
def new_week(state):
    """Clear the sums of the week and remember how it ended."""
    for s in range(SECTORS):
        now = state[ENFORCEMENT + s]
        before = state[ENFORCEMENT_BEFORE + s]
        flow = state[WEEK_FLOW + s]
        for i in range(LANES):
            before[i] = now[i]
            flow[i] = real(0.0)
    fee = state[FEE]
    fee_before = state[FEE_BEFORE]
    seized = state[WEEK_SEIZED]
    for i in range(LANES):
        fee_before[i] = fee[i]
        seized[i] = real(0.0)
