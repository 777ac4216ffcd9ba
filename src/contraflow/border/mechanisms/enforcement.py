"""Orders reach the guards with delay and wear off; each force and sector wanders around what is ordered and provoked.

e(t+1) = e + revert (base + pressure + gamma log(traffic / usual) - e) + shared shock + own shock
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import USUAL_FLOW
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_log, normals_of, real, slot_number

NAME = "enforcement"
READS = ("pending", "pressure", "enforcement", "traffic")
WRITES = ("pending", "pressure", "enforcement")
PARAMETERS = (
    Parameter("base_far", "log inspections", "usual intensity of the far force at a reference crossing"),
    Parameter("base_home", "log inspections", "usual intensity of the home force at a reference crossing"),
    Parameter("revert_per_day", "1/day", "share of the distance to what is ordered that is closed in a day"),
    Parameter("delay_days", "day", "mean time from an order to its effect"),
    Parameter("decay_days", "day", "mean time until an order has worn off"),
    Parameter("traffic_far", "1", "how much visible flow provokes the far force, per log unit of flow"),
    Parameter("traffic_home", "1", "how much visible flow provokes the home force, per log unit of flow"),
    Parameter("shared_shock", "log inspections", "standard deviation of a day's move that all sectors of a force share"),
    Parameter("own_shock", "log inspections", "standard deviation of a day's move of one sector alone"),
)
BASE, REVERT, DELAY, DECAY, TRAFFIC, SHARED, OWN = 0, 2, 3, 4, 5, 7, 8
MOST_PROVOKED = real(2.0)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move orders along and enforcement towards them."""
    work = scratch
    n = border.n_sectors
    normals_of(key, who, slot_number(0), work[0], work[1])
    for s in range(n):
        normals_of(key, who, 1 + s, work[2], work[3])
        usual = border.sectors[s, USUAL_FLOW]
        known = real(1.0) if usual > real(0.0) else real(0.0)
        traffic = state[block, at.traffic + s]
        for i in range(LANES):
            provoked = known * fast_log((traffic[i] + real(1.0)) / (usual + real(1.0)))
            work[4][i] = min(max(provoked, -MOST_PROVOKED), MOST_PROVOKED)
        for x in range(2):
            pending = state[block, at.pending + x * border.n_sectors + s]
            pressure = state[block, at.pressure + x * border.n_sectors + s]
            e = state[block, at.enforcement + x * border.n_sectors + s]
            shared = work[x]
            alone = work[2 + x]
            for i in range(LANES):
                arrived = pending[i] / own[DELAY][i]
                pending[i] -= arrived
                pressure[i] += arrived - pressure[i] / own[DECAY][i]
                target = own[BASE + x][i] + pressure[i] + own[TRAFFIC + x][i] * work[4][i]
                e[i] += own[REVERT][i] * (target - e[i]) + own[SHARED][i] * shared[i] + own[OWN][i] * alone[i]
