"""Closures, ice, floods and holidays scale what can cross at a sector; they are not enforcement.

A frozen river stops boats and carries those who walk or drive.
"""

from contraflow.border.mechanism import Parameter
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_log, real

NAME = "access"
READS = ()
WRITES = ("log_access",)
PARAMETERS = (
    Parameter("through_closure", "1", "share of crossings that a closure by decree does not stop"),
    Parameter("through_flood", "1", "share of crossings that a flood does not stop"),
    Parameter("through_holiday", "1", "share of crossings that go on during a holiday"),
)
CLOSURE, FLOOD, HOLIDAY = range(3)
LEAST = real(1e-6)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Write the log share of crossings that can happen by water and by land."""
    work = scratch
    for s in range(border.n_sectors):
        closed = calendar.shut[day, 0, s]
        flooded = calendar.shut[day, 1, s]
        holiday = calendar.shut[day, 2, s]
        for i in range(LANES):
            passes = real(1.0) - closed * (real(1.0) - own[CLOSURE][i])
            passes *= real(1.0) - flooded * (real(1.0) - own[FLOOD][i])
            passes *= real(1.0) - holiday * (real(1.0) - own[HOLIDAY][i])
            work[0][i] = passes
        for medium in range(2):
            physical = calendar.passable[day, medium, s]
            access = scratch[at.log_access + medium * border.n_sectors + s]
            for i in range(LANES):
                access[i] = fast_log(max(physical * work[0][i], LEAST))
