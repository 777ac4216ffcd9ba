"""Hope for easier times fades without news, and what is hoped counts before any rule changes."""

from contraflow.border.mechanism import Parameter
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, real

NAME = "expectations"
READS = ("hope",)
WRITES = ("hope", "rows")
PARAMETERS = (Parameter("fading_per_day", "1/day", "share of hope, or of fear, that is gone after a day without news"),)
FADING = 0
FARTHEST = real(2.0)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Let hope fade; it stays within two log units."""
    hope = state[block, at.hope]
    row = state[block, at.seen_hope]
    for i in range(LANES):
        faded = hope[i] * (real(1.0) - own[FADING][i])
        hope[i] = min(max(faded, -FARTHEST), FARTHEST)
        row[i] = hope[i]
