"""What the calendar brings: talks, summits, sanctions, crackdowns and tests send orders to guards and hope to traders.

Every act has a size of its own in every particle, drawn around the effect of its kind; an act whose outcome nobody knows
yet succeeds in some particles and fails in others.
"""

from contraflow.border.calendar import ACTS
from contraflow.border.mechanism import Parameter
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, normals_of, real, slot_number, uniforms_of

NAME = "events"
READS = ("pending", "hope")
WRITES = ("pending", "hope")
TARGETS = ("far", "home", "hope")
PARAMETERS = (
    *(
        Parameter(f"{act}_{target}", "log intensity" if target != "hope" else "1", f"effect of {act} on {target}")
        for act in ACTS
        for target in TARGETS
    ),
    Parameter("spread", "1", "standard deviation of one act's effect, relative to the usual one"),
    Parameter("chance_success", "1", "chance that a summit with an open outcome succeeds"),
)
SPREAD = len(ACTS) * len(TARGETS)
CHANCE = SPREAD + 1


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Add the day's acts to the orders on their way and to hope."""
    work = scratch
    for act in range(calendar.act_start[day], calendar.act_start[day + 1]):
        uniforms_of(calendar.act_key[act], who, slot_number(0), work[0], work[1])
        normals_of(calendar.act_key[act], who, slot_number(1), work[1], work[2])
        normals_of(calendar.act_key[act], who, slot_number(2), work[3], work[4])
        # lanes in which an open outcome turns out otherwise
        for i in range(LANES):
            fails = calendar.act_sizes[act, 1] * (real(1.0) if work[0][i] > own[CHANCE][i] else real(0.0))
            work[0][i] = fails
        usual = calendar.acts[act, 0] * 3
        other = calendar.acts[act, 1] * 3
        strength = calendar.act_sizes[act, 0]
        for x in range(2):
            if calendar.acts[act, 2] >= 0 and calendar.acts[act, 2] != x:
                continue
            for i in range(LANES):
                effect = own[usual + x][i] + work[0][i] * (own[other + x][i] - own[usual + x][i])
                work[4][i] = strength * effect * (real(1.0) + own[SPREAD][i] * work[1 + x][i])
            for s in range(border.n_sectors):
                mask = calendar.act_sectors[act, s]
                pending = state[block, at.pending + x * border.n_sectors + s]
                for i in range(LANES):
                    pending[i] += mask * work[4][i]
        hope = state[block, at.hope]
        heard = strength * calendar.act_sizes[act, 2]
        for i in range(LANES):
            effect = own[usual + 2][i] + work[0][i] * (own[other + 2][i] - own[usual + 2][i])
            hope[i] += heard * effect * (real(1.0) + own[SPREAD][i] * work[3][i])
