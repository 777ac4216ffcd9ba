"""Fan charts: a median and its 50, 80 and 95 % intervals week by week."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from contraflow.briefing import numbers, svg
from contraflow.briefing.axes import Frame, date_ticks, round_top, value_ticks
from contraflow.briefing.material import LEVELS, Fan
from contraflow.briefing.palette import BANDS
from contraflow.briefing.svg import FAINT, INK, RULE

HALF = 50.0


@dataclass(frozen=True)
class Paper:
    """How large a chart is drawn and how dense its ticks are.

    Attributes:
        width: of the view box; text is readable when this is about the width in CSS pixels.
        letters: size of the text.
        dates: most ticks along the time axis; ``values`` along the other.
    """

    width: float
    height: float
    letters: float
    dates: int
    values: int


WIDE = Paper(720, 300, 12.5, 9, 5)
NARROW = Paper(340, 250, 11.5, 5, 4)
PANEL = Paper(340, 200, 11.5, 5, 3)
SMALL = Paper(230, 140, 10.5, 3, 2)


@dataclass(frozen=True)
class Marker:
    """A day that is marked across the chart, with one or two letters that the caption explains."""

    day: date
    letter: str


@dataclass(frozen=True)
class Look:
    """What a fan chart shows beside its numbers.

    Attributes:
        family: colours.
        scale: bottom and top of the value axis; None lets the data choose.
        markers: days that are marked.
        split: first day that lies ahead; the days before it are history.
    """

    family: str
    scale: tuple[float, float] | None = None
    markers: tuple[Marker, ...] = ()
    split: date | None = None


def fan_chart(uid: str, fan: Fan, paper: Paper, look: Look, description: str) -> str:
    """Return a fan chart as SVG.

    Args:
        uid: unique on the page.
        fan: the numbers.
        paper: its size.
        look: its colours and marks.
        description: what it shows, for who cannot see it.
    """
    frame = _frame(fan, paper, look)
    parts = [*_grid(frame, paper, fan.unit), *_bands(frame, fan, look.family), *_marks(frame, paper, look)]
    parts.append(_last_value(frame, paper, fan, look.family))
    return svg.drawing(uid, (paper.width, paper.height), fan.name, description, parts)


def describe(fan: Fan) -> str:
    """Return a fan chart in words: from where to where, the extremes, and how wide the last week's interval is."""
    medians = fan.quantiles[0.5]
    finite = np.flatnonzero(np.isfinite(medians))
    if not finite.size:
        return f"{fan.name}: no week has a number."
    first, last = int(finite[0]), int(finite[-1])
    low, high = int(finite[np.argmin(medians[finite])]), int(finite[np.argmax(medians[finite])])
    return (
        f"{fan.name}, by week from {numbers.day_text(fan.weeks[first])} to {numbers.day_text(fan.weeks[last])}. The "
        "median "
        f"starts at {numbers.amount(fan.median(first), fan.unit)} and ends at "
        f"{numbers.amount(fan.median(last), fan.unit)}; "
        f"it is lowest in the week of {numbers.day_text(fan.weeks[low])} at "
        f"{numbers.amount(fan.median(low), fan.unit)} and "
        f"highest in the week of {numbers.day_text(fan.weeks[high])} at {numbers.amount(fan.median(high), fan.unit)}. "
        "The last "
        f"week's 80 % interval is {numbers.span(fan.interval(80, last), fan.unit)}."
    )


def join(history: Fan, ahead: Fan, weeks: int) -> Fan:
    """Return the last ``weeks`` of a nowcast followed by a forecast; the forecast wins where both have a week."""
    kept = [n for n, week in enumerate(history.weeks) if week < ahead.weeks[0]][-weeks:]
    quantiles = {level: np.concatenate([history.quantiles[level][kept], ahead.quantiles[level]]) for level in ahead.quantiles}
    return replace(ahead, weeks=(*(history.weeks[n] for n in kept), *ahead.weeks), quantiles=quantiles)


def scale_of(fans: Sequence[Fan]) -> tuple[float, float]:
    """Return bottom and top of one value axis for charts that are to be compared.

    Per cent run to 100 and start at 0, or at a round value when everything lies above half; other quantities start at 0
    unless they go below it.
    """
    lowest = min((_extreme(fan, 0.025, np.nanmin) for fan in fans), default=0.0)
    highest = max((_extreme(fan, 0.975, np.nanmax) for fan in fans), default=0.0)
    if fans and all(fan.unit == "%" for fan in fans):
        return (10.0 * math.floor(lowest / 10) if lowest >= HALF else 0.0), 100.0
    return (-round_top(-lowest) if lowest < 0 else 0.0), round_top(highest)


def scale_note(scale: tuple[float, float], unit: str) -> str:
    """Return a sentence when the value axis of a chart does not begin at zero; else nothing."""
    return f" The scale begins at {numbers.amount(scale[0], unit)}." if unit == "%" and scale[0] > 0 else ""


def _extreme(fan: Fan, level: float, pick: Callable[[np.ndarray], float]) -> float:
    values = fan.quantiles[level]
    return float(pick(values)) if np.isfinite(values).any() else 0.0


def _frame(fan: Fan, paper: Paper, look: Look) -> Frame:
    room = paper.letters + 8 if look.markers or look.split else 8
    low, high = look.scale or scale_of([fan])
    return Frame(
        left=(3.6 if fan.unit == "%" else 3.0) * paper.letters,
        right=paper.width - 3.9 * paper.letters,
        top=room,
        bottom=paper.height - 1.9 * paper.letters,
        first=fan.weeks[0],
        last=max(fan.weeks[-1], fan.weeks[0] + timedelta(days=7)),
        low=low,
        high=high,
    )


def _grid(frame: Frame, paper: Paper, unit: str) -> list[str]:
    ticks = value_ticks(frame.low, frame.high, paper.values)
    digits = 0 if unit == "%" or all(float(tick).is_integer() for tick in ticks) else 2 if frame.high < 0.5 else 1
    parts = []
    for tick in ticks:
        height = frame.y(tick)
        parts.append(svg.tag("path", d=svg.path([(frame.left, height), (frame.right, height)]), stroke=RULE, fill="none"))
        label = numbers.number(tick, digits) + (numbers.FIXED_SPACE + "%" if unit == "%" and tick == ticks[-1] else "")
        parts.append(
            svg.text(label, frame.left - 5, height + 0.35 * paper.letters, paper.letters, fill=FAINT, text_anchor="end")
        )
    for day, label in date_ticks(frame.first, frame.last, paper.dates):
        x = frame.x(day)
        parts.append(svg.tag("path", d=svg.path([(x, frame.bottom), (x, frame.bottom + 4)]), stroke=FAINT, fill="none"))
        anchor = "start" if x < frame.left + 1.5 * paper.letters else "middle"
        parts.append(svg.text(label, x, frame.bottom + 4 + paper.letters, paper.letters, fill=FAINT, text_anchor=anchor))
    return parts


def _bands(frame: Frame, fan: Fan, family: str) -> list[str]:
    colours = BANDS[family]
    parts = []
    for percent, colour in zip((95, 80, 50), colours, strict=False):
        low, high = (fan.quantiles[level] for level in LEVELS[percent])
        for run in _runs(low + high):
            upper = [frame.point(fan.weeks[n], float(high[n])) for n in run]
            lower = [frame.point(fan.weeks[n], float(low[n])) for n in reversed(run)]
            parts.append(svg.tag("path", d=svg.path([*upper, *lower], closed=True), fill=colour))
    for run in _runs(fan.quantiles[0.5]):
        line = [frame.point(fan.weeks[n], fan.median(n)) for n in run]
        parts.append(svg.tag("path", d=svg.path(line), stroke=colours[3], fill="none", stroke_width=2, stroke_linejoin="round"))
    return parts


def _runs(values: np.ndarray) -> list[list[int]]:
    """Return the stretches of weeks that have numbers."""
    runs: list[list[int]] = [[]]
    for n, value in enumerate(values):
        if math.isfinite(value):
            runs[-1].append(n)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _marks(frame: Frame, paper: Paper, look: Look) -> list[str]:
    parts = []
    shown = [(frame.x(one.day), one.letter) for one in look.markers if frame.first <= one.day <= frame.last]
    for x, _ in shown:
        line = svg.path([(x, frame.top), (x, frame.bottom)])
        parts.append(svg.tag("path", d=line, stroke=INK, stroke_width=0.8, stroke_dasharray="2 3", fill="none"))
    for x, letters in joined_letters(shown, paper.letters):
        parts.append(svg.text(letters, x, frame.top - 4, paper.letters, text_anchor="middle", font_style="italic"))
    if look.split and frame.first < look.split <= frame.last:
        x = frame.x(look.split)
        parts.append(svg.tag("path", d=svg.path([(x, frame.top - 4), (x, frame.bottom)]), stroke=INK, fill="none"))
        parts.append(svg.text("ahead \N{RIGHTWARDS ARROW}", x + 4, frame.top - 4, paper.letters, fill=INK))
    return parts


def joined_letters(marks: Sequence[tuple[float, str]], room: float) -> list[tuple[float, str]]:
    """Return letters with their places, those that would overlap joined into one, e.g. ``bc`` or ``d`` to ``g``.

    Args:
        marks: place and letter of each mark, in order.
        room: least distance between two letters.
    """
    groups: list[list[tuple[float, str]]] = []
    for mark in marks:
        if groups and mark[0] - groups[-1][-1][0] < room:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    labels = []
    for group in groups:
        first, last = group[0], group[-1]
        middle = (first[0] + last[0]) / 2
        labels.append((middle, first[1] + ("\N{EN DASH}" if len(group) > 2 else "") + last[1] if len(group) > 1 else first[1]))
    return labels


def _last_value(frame: Frame, paper: Paper, fan: Fan, family: str) -> str:
    """Return the last median, written beside the end of its line."""
    finite = np.flatnonzero(np.isfinite(fan.quantiles[0.5]))
    if not finite.size:
        return svg.text("no numbers", frame.left + 4, (frame.top + frame.bottom) / 2, paper.letters, fill=FAINT)
    value = fan.median(int(finite[-1]))
    words = numbers.number(value, numbers.digits_for(fan.unit, abs(value))) + ("\N{NO-BREAK SPACE}%" if fan.unit == "%" else "")
    x, y = frame.point(fan.weeks[int(finite[-1])], value)
    return svg.text(words, x + 5, y + 0.35 * paper.letters, paper.letters, fill=BANDS[family][3], font_weight="bold")
