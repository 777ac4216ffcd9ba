"""Which ways to cross are shut altogether on a day: boats on ice, walkers on deep water. They are skipped, not weighed."""

from typing import Any

from contraflow.border.calendar import Calendar
from contraflow.border.tables import CARRIER, ON_WATER, SECTOR, Border
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import real

NOTHING = real(1e-4)


@inlined
def is_shut(day: Any, c: Any, border: Border, calendar: Calendar) -> Any:
    """Say whether nothing at all can cross in cell ``c`` on a day."""
    medium = 0 if border.carriers[border.cells[c, CARRIER], ON_WATER] > real(0.5) else 1
    return calendar.passable[day, medium, border.cells[c, SECTOR]] <= NOTHING
