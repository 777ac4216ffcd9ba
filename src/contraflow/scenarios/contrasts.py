"""How two runs with common random numbers differ, particle by particle, in numbers and in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from contraflow.border.quantities import WHOLE
from contraflow.estimates.labels import INTERVALS
from contraflow.nowcasting import Nowcast
from contraflow.scenarios.ahead import Weekly
from contraflow.scenarios.scenario import Contrast

COMPARED = (
    ("flow", ""), ("openness", ""), ("enforcement", "far"), ("hire_fee", ""), ("hired_share", ""), ("daylight_share", ""),
)  # fmt: skip
WORDS = {
    "flow": "the unofficial flow", "openness": "the border's openness", "enforcement": "enforcement by the far force",
    "hire_fee": "the fee for hired hulls", "hired_share": "the hired share", "daylight_share": "the daylight share",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A stretch of weeks over which two runs are compared.

    Attributes:
        weeks: of the runs' weeks.
        start: first day; ``end`` the last.
        is_past: it is over: told as what would have been.
    """

    weeks: slice
    start: date
    end: date
    is_past: bool = False


def contrasts(
    nowcast: Nowcast, names: tuple[str, str], one: Weekly, other: Weekly, parts: Sequence[Part]
) -> list[Contrast]:  # fmt: skip
    """Return how one run differs from another in each compared quantity and part; ``names`` are theirs."""
    found = []
    for quantity, key in COMPARED:
        column = _column(nowcast, quantity, key)
        for part in parts:
            difference = (one.values[part.weeks, :, column] - other.values[part.weeks, :, column]).mean(0)
            found.append(_contrast(quantity, nowcast.columns[column].unit, names, difference, part))
    return found


def _column(nowcast: Nowcast, quantity: str, key: str) -> int:
    side = nowcast.case.sides[0] if key == "far" else key
    for i, column in enumerate(nowcast.columns):
        if (column.quantity, column.key, column.place) == (quantity, side, WHOLE):
            return i
    raise KeyError(quantity)


def _contrast(quantity: str, unit: str, names: tuple[str, str], difference: NDArray[np.float32], part: Part) -> Contrast:
    ends = {p: float(np.quantile(difference, p)) for pair in INTERVALS.values() for p in pair}
    intervals = {level: (ends[low], ends[high]) for level, (low, high) in INTERVALS.items()}
    median = float(np.median(difference))
    low, high = intervals[80]
    told_apart = low > 0 or high < 0
    when, verb = _when(part), "would have been" if part.is_past else "is"
    chance = float((difference > 0).mean())
    if told_apart:
        way = "higher" if median > 0 else "lower"
        size = f"{abs(median):.2g} {_plain(unit)}, 80 % interval {low:+.2g} to {high:+.2g}"
        sentence = f"{when} {WORDS[quantity]} {verb} {way} under “{names[0]}” than under “{names[1]}” ({size})."
    else:
        sentence = (
            f"{when} the evidence cannot tell “{names[0]}” from “{names[1]}” in {WORDS[quantity]}: the 80 % interval of "
            f"the difference, {low:+.2g} to {high:+.2g} {_plain(unit)}, holds zero."
        )
    return Contrast(
        quantity, WHOLE, unit, names[0], names[1], part.start, part.end, median, intervals, chance, told_apart, sentence
    )


def _when(part: Part) -> str:
    until = f"{part.end:%d %B %Y}".lstrip("0")
    return f"From {f'{part.start:%d %B %Y}'.lstrip('0')} to {until}" if part.is_past else f"Until {until}"


def _plain(unit: str) -> str:
    """Return a unit as it reads behind a difference: points of a share or per cent, times the reference."""
    if unit == "%":
        return "percentage points"
    return f"times the level of {unit.removeprefix('ratio to ')}" if unit.startswith("ratio to ") else f"as a {unit}"
