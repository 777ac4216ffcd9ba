"""Classes of a map: equal steps of a round width, never finer than the numbers deserve."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from contraflow.briefing.palette import CLASSES

WIDTHS = (5.0, 10.0, 20.0)
"""Widths in per cent; a difference of less than five points is not coloured."""
RAMPS = {1: (2,), 2: (1, 3), 3: (1, 2, 3), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
"""Places on the ramp of palette.CLASSES, by number of classes."""


@dataclass(frozen=True)
class Classes:
    """Equal classes.

    Attributes:
        low: lower edge of the first class.
        width: of each class.
        n: how many there are.
    """

    low: float
    width: float
    n: int

    def of(self, value: float) -> int:
        """Return the class of a value as printed, counted from 0; the lower edge belongs to the higher class."""
        return min(self.n - 1, max(0, math.floor((round(value) - self.low) / self.width)))

    def colour(self, index: int) -> str:
        """Return the colour of a class."""
        return CLASSES[self.swatch(index)]

    def swatch(self, index: int) -> int:
        """Return the place of a class on the ramp; few classes keep to its middle, so as not to exaggerate."""
        return RAMPS[self.n][index]

    def edges(self, index: int) -> tuple[float, float]:
        """Return the lower and upper edge of a class."""
        return self.low + index * self.width, self.low + (index + 1) * self.width


def classes_for(values: Sequence[float]) -> Classes:
    """Return at most five classes that hold all the values (per cent, 0 to 100)."""
    finite = [round(value) for value in values if math.isfinite(value)]
    if not finite:
        return Classes(0.0, WIDTHS[-1], len(CLASSES))
    for width in WIDTHS:
        low = width * math.floor(min(min(finite), 100 - width) / width)
        n = math.floor((min(max(finite), 100 - 1e-9) - low) / width) + 1
        if n <= len(CLASSES):
            return Classes(low, width, n)
    return Classes(0.0, WIDTHS[-1], len(CLASSES))
