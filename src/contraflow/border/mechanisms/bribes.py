"""Home guards ask a share of what a seizure by them would cost the trader."""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import TYPICAL_LOAD
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, real

NAME = "bribes"
READS = ("belief", "bribe")
WRITES = ("bribe", "rows")
PARAMETERS = (
    Parameter("share", "1", "share of the expected loss at the home force that it takes for looking away"),
    Parameter("adjust_per_day", "1/day", "share of the distance to that price that is closed in a day"),
)
SHARE, ADJUST = range(2)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move the bribe of every sector; it is per tonne-weighted typical load."""
    for s in range(border.n_sectors):
        home = state[block, at.belief + border.n_sectors + s]
        bribe = state[block, at.bribe + s]
        row = state[block, at.seen_bribe + s]
        cargo = border.sectors[s, TYPICAL_LOAD]
        for i in range(LANES):
            at_stake = (real(1.0) - fast_exp(-fast_exp(home[i]))) * cargo
            bribe[i] += own[ADJUST][i] * (own[SHARE][i] * at_stake - bribe[i])
            row[i] = bribe[i]
