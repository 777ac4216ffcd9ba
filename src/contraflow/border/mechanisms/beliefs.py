"""Traders do not see enforcement: they learn from what is seized of what crossed, and slowly from hearsay.

    b += learning * log((seized + k) / (expected + k)) + hearsay (effective enforcement - b)

Few crossings teach little, so that belief lags behind enforcement after a crackdown. Seizures are credited to the two
forces in proportion to the inspections expected of them.
"""

from contraflow.border.mechanism import Parameter
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, fast_log, real

NAME = "beliefs"
READS = ("belief", "crossings", "seized", "cell_weight", "cell_expected", "rows")
WRITES = ("belief",)
PARAMETERS = (
    Parameter("learning", "1", "log belief moved per log of seizures over expected seizures, a day"),
    Parameter("caution", "count", "seizures a day that one shrugs off"),
    Parameter("hearsay_per_day", "1/day", "share of the distance to true enforcement that talk closes in a day"),
)
LEARNING, CAUTION, HEARSAY = range(3)
LEAST = real(1e-30)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move every sector's beliefs about both forces."""
    work = scratch
    expected = work[0]
    surprise = work[1]
    n = border.n_sectors
    for s in range(n):
        for i in range(LANES):
            expected[i] = real(0.0)
        for f in range(border.n_kinds):
            for c in range(border.cell_start[f * n + s], border.cell_start[f * n + s + 1]):
                weight = scratch[at.cell_weight + c]
                believed = scratch[at.cell_expected + c]
                crossings = scratch[at.crossings + c]
                for i in range(LANES):
                    expected[i] += crossings[i] * believed[i] / max(weight[i], LEAST)
        seized = state[block, at.seen_seized + s]
        far = state[block, at.belief + s]
        home = state[block, at.belief + border.n_sectors + s]
        seen_far = state[block, at.seen_enforcement + s]
        seen_home = state[block, at.seen_enforcement + n + s]
        for i in range(LANES):
            caution = own[CAUTION][i]
            surprise[i] = own[LEARNING][i] * fast_log((seized[i] + caution) / (expected[i] + caution))
            at_far = fast_exp(far[i])
            at_home = fast_exp(home[i])
            credit = at_far / (at_far + at_home)
            far[i] += credit * surprise[i] + own[HEARSAY][i] * (seen_far[i] - far[i])
            home[i] += (real(1.0) - credit) * surprise[i] + own[HEARSAY][i] * (seen_home[i] - home[i])
