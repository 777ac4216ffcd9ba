"""How closely the forces look at each way to cross: the case's table, whose two least known ratios every particle draws anew.

    scrutiny = table * factor [hired hulls] * factor [day shift]

The table is relative to an own vessel at night (carriers.csv, shifts.csv), which therefore stays 1.
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import IS_DAY, IS_HIRED
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, real

NAME = "scrutiny"
READS = ()
WRITES = ("scrutiny",)
PARAMETERS = (
    Parameter("hired", "1", "factor on the case's scrutiny of hired hulls, by either force"),
    Parameter("day", "1", "factor on the case's scrutiny of the day shift, by either force"),
)
HIRED, DAY = range(2)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Write the scrutiny of every carrier and shift by both forces, relative to an own vessel at night."""
    row = at.scrutiny
    for x in range(2):
        for k in range(border.carriers.shape[0]):
            hired = border.carriers[k, IS_HIRED]
            for t in range(border.shifts.shape[0]):
                by_day = border.shifts[t, IS_DAY]
                usual = border.scrutiny[x, k, t]
                ratio = scratch[row]
                row += 1
                for i in range(LANES):
                    factor = real(1.0) + hired * (own[HIRED][i] - real(1.0))
                    ratio[i] = usual * factor * (real(1.0) + by_day * (own[DAY][i] - real(1.0)))
