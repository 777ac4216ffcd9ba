"""What looking ahead gives: alternatives side by side."""

from dataclasses import dataclass
from datetime import date

import xarray as xr

from contraflow.estimates.estimate import RunRecord


@dataclass(frozen=True)
class Scenario:
    """One alternative calendar.

    Attributes:
        name: e.g. ``summit-2018-06-12=success``; ``as announced`` when outcomes are left open.
        outcomes: forced outcomes by event id.
        without: ids of events that do not happen.
    """

    name: str
    outcomes: dict[str, str]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Contrast:
    """The difference between two alternatives, particle by particle with common random numbers.

    Attributes:
        quantity: e.g. flow; ``place`` where.
        first: name of one alternative; ``second`` that of the other; the difference is first minus second.
        start: first day of the stretch over which the quantity was averaged; ``end`` the last.
        median: posterior median of the difference.
        intervals: 50, 80 and 95 % intervals.
        chance_higher: chance that the first is above the second.
        told_apart: False when the evidence cannot tell the two apart (the 80 % interval holds zero), or too few distinct
            histories of the past stand behind them.
        sentence: the same in words.
    """

    quantity: str
    place: str
    unit: str
    first: str
    second: str
    start: date
    end: date
    median: float
    intervals: dict[int, tuple[float, float]]
    chance_higher: float
    told_apart: bool
    sentence: str


@dataclass(frozen=True)
class Replayed:
    """How the past was run again.

    Attributes:
        since: first day on which a scenario differs from what was.
        filters: number of independent filters whose histories were pooled.
        histories: effective number of distinct histories, on the Sunday before that day, behind all draws.
        distinct: their plain number.
    """

    since: date
    filters: int
    histories: float
    distinct: int


@dataclass(frozen=True)
class Forecast:
    """Alternatives ahead.

    Attributes:
        weekly: as ``Estimates.weekly`` with a leading dimension ``scenario``.
        contrasts: differences between alternatives.
        replayed: how the past was run again; None when nothing of the past was changed.
    """

    scenarios: tuple[Scenario, ...]
    weekly: xr.Dataset
    contrasts: tuple[Contrast, ...]
    days: int
    run: RunRecord
    replayed: Replayed | None = None
