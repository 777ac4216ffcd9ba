"""A sanction removes a good from licensed trade from the day on which it is in force; customs take some days to follow."""

from contraflow.border.mechanism import Parameter
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES

NAME = "sanctions"
READS = ("legal",)
WRITES = ("legal",)
PARAMETERS = (Parameter("bite_days", "day", "mean time from the day in force until customs turn the good away"),)
BITE = 0


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move the share of each good's licensed trade that customs let through towards the law."""
    for g in range(border.n_goods):
        legal = state[block, at.legal + g]
        law = calendar.legal[day, g]
        for i in range(LANES):
            legal[i] += (law - legal[i]) / own[BITE][i]
