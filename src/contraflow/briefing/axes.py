"""Axes: round ticks for numbers, calendar ticks for weeks, and the mapping of both to the paper."""

import math
from dataclasses import dataclass
from datetime import date

from contraflow.briefing.numbers import MONTHS
from contraflow.briefing.svg import Point

STEPS = (1, 2, 3, 6, 12, 24, 48, 120)


@dataclass(frozen=True)
class Frame:
    """Where a chart's data lie on the paper.

    Attributes:
        left: left edge of the data in units of the view box; ``right``, ``top``, ``bottom`` likewise.
        first: first day of the time axis; ``last`` its last.
        low: value at the bottom; ``high`` that at the top.
    """

    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        """Return where a day lies."""
        days = max(1, (self.last - self.first).days)
        return self.left + (self.right - self.left) * (day - self.first).days / days

    def y(self, value: float) -> float:
        """Return where a value lies, held inside the frame."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(1.0, max(0.0, share))

    def point(self, day: date, value: float) -> Point:
        """Return where a value on a day lies."""
        return self.x(day), self.y(value)


def value_ticks(low: float, high: float, most: int) -> list[float]:
    """Return at most ``most`` + 1 round values from ``low`` to ``high``; the last may lie just below ``high``."""
    raw = (high - low) / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [step * n for n in range(first, math.floor(high / step + 1e-9) + 1)]


def round_top(highest: float) -> float:
    """Return a round value at or above ``highest`` for the top of an axis; 1 when nothing is above zero."""
    if not math.isfinite(highest) or highest <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(highest))
    return next(power * factor for factor in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if power * factor >= highest * 0.999)


def date_ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return at most about ``most`` firsts of months between two days, with labels; January carries the year."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in STEPS if months / step <= most), STEPS[-1])
    ticks: list[tuple[date, str]] = []
    index = first.year * 12 + first.month - 1
    for month in range(index, index + months + 1):
        day = date(month // 12, month % 12 + 1, 1)
        if month % min(step, 12) or (step > 12 and (month // 12) % (step // 12)) or not first <= day <= last:
            continue
        label = str(day.year) if day.month == 1 or step >= 12 else MONTHS[day.month - 1][:3]
        ticks.append((day, label))
    return _year_said(ticks)


def _year_said(ticks: list[tuple[date, str]]) -> list[tuple[date, str]]:
    """Name the year at the first tick, when no January does it before."""
    if not ticks or ticks[0][1].isdigit():
        return ticks
    day, label = ticks[0]
    return [(day, f"{label} {day.year}"), *ticks[1:]]
