"""Patterns of evidence: what could be said of a border, by whom and when, before anything is."""

from dataclasses import dataclass
from datetime import date

from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.observations.observation import Observation

LATE_DAYS = 7  # known a week after the days that it is about
PERIOD_DAYS = 14
BASE_DAYS = 56  # a change is one against the eight weeks before
RELIABILITY = 0.75


@dataclass(frozen=True)
class Form:
    """One kind of statement that comes round.

    Attributes:
        indicator: see ``Observation``; likewise ``family``, ``side``, ``direction`` and ``carrier``.
        parts: said of one sector after the other, else of the whole border.
        compares: with the eight weeks before.
    """

    indicator: str
    family: str
    side: str = ""
    direction: str = ""
    carrier: str = ""
    parts: bool = False
    compares: bool = False


def forms(case: Case) -> tuple[Form, ...]:
    """Return the kinds of statements that a regular pattern takes in turn: every family, and the main indicators."""
    far, home = case.sides
    return (
        Form("enforcement", "level", side=far),
        Form("flow", "ratio"),
        Form("official_trade", "ratio", direction="in"),
        Form("carrier", "share", carrier="hired_vessel"),
        Form("enforcement", "change", side=far, compares=True),
        Form("flow", "level", parts=True),
        Form("enforcement", "level", side=home),
        Form("hire_fee", "ratio", compares=True),
        Form("seizure", "count"),
        Form("flow", "change", compares=True),
        Form("official_trade", "ratio", direction="out"),
        Form("carrier", "presence", carrier="hired_vessel"),
        Form("tolerance", "level", side=home),
        Form("enforcement", "level", side=far, parts=True),
    )


def regular_pattern(case: Case, *, known_by: date, every_days: int = 10) -> tuple[Observation, ...]:
    """Return statements of all ``forms`` in turn, one witness every few days; their values say nothing yet.

    Args:
        case: the border.
        known_by: last day on which something becomes known.
        every_days: days between two statements, 1 or more.

    Raises:
        OptionError: if ``every_days`` is below 1.
    """
    if every_days < 1:
        raise OptionError(f"every_days: found {every_days}; allowed: 1 or more; do: choose a number of days")
    kinds, last = forms(case), case.day(known_by)
    days = range(BASE_DAYS + PERIOD_DAYS, last - LATE_DAYS + 1, every_days)
    return tuple(_statement(case, kinds[i % len(kinds)], i, end) for i, end in enumerate(days))


def _statement(case: Case, form: Form, number: int, end: int) -> Observation:
    start = end - PERIOD_DAYS + 1
    sectors = case.sector_ids
    if form.parts:
        sectors = (sectors[number % len(sectors)],)
    return Observation(
        id=f"regular/{number:03}", indicator=form.indicator, family=form.family, value=1.0, spread=0.0, bound="", denied=False,
        side=form.side, direction=form.direction, sectors=sectors, goods=(), carrier=form.carrier,
        unit="boats" if form.family == "count" else "", start=start, end=end,
        base_start=start - BASE_DAYS if form.compares else None, base_end=start - 1 if form.compares else None,
        known=end + LATE_DAYS, witness=f"regular/{number:03}", reliability=RELIABILITY, origin="claim",
    )  # fmt: skip
