"""Home authorities look away when licensed trade is missing, and when smuggling for the state is ordered.

The home force's effective intensity is exp(enforcement - tolerance); the far force's is exp(enforcement).
"""

from contraflow.border.mechanism import Parameter
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, normals_of, slot_number

NAME = "tolerance"
READS = ("tolerance", "shortfall", "enforcement", "regime")
WRITES = ("tolerance", "rows")
PARAMETERS = (
    Parameter("gain", "log intensity", "how far the home force loosens when all licensed trade is missing"),
    Parameter("ordered", "log intensity", "how far it loosens while smuggling for the state is ordered"),
    Parameter("adjust_per_day", "1/day", "share of the distance to that which is closed in a day"),
    Parameter("shock", "log intensity", "standard deviation of a day's move"),
)
GAIN, ORDERED, ADJUST, SHOCK = range(4)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move tolerance, then write the day's effective enforcement and openness."""
    work = scratch
    n = border.n_sectors
    normals_of(key, who, slot_number(0), work[0], work[1])
    tolerance = state[block, at.tolerance]
    shortfall = state[block, at.shortfall]
    regime = state[block, at.regime]
    row = state[block, at.seen_tolerance]
    for i in range(LANES):
        target = own[GAIN][i] * shortfall[i] + own[ORDERED][i] * regime[i]
        tolerance[i] += own[ADJUST][i] * (target - tolerance[i]) + own[SHOCK][i] * work[0][i]
        row[i] = tolerance[i]
    for s in range(n):
        far = state[block, at.enforcement + s]
        home = state[block, at.enforcement + border.n_sectors + s]
        seen_far = state[block, at.seen_enforcement + s]
        seen_home = state[block, at.seen_enforcement + n + s]
        opened = state[block, at.seen_openness + s]
        for i in range(LANES):
            seen_far[i] = far[i]
            seen_home[i] = home[i] - tolerance[i]
            opened[i] = fast_exp(-(fast_exp(far[i]) + fast_exp(home[i] - tolerance[i])))
