"""What a few days say of the time around them: no day is like another, and some are quiet for everybody.

Who counts trucks at a customs yard on one day has seen that day. The model's licensed trade is a level that moves over
weeks; a day lies around it by chance, and far below it when offices rest. A statement about fewer than seven days is
therefore less exact than its words (``day_spread``), and is compared with what such days usually are (``day_offset``).
Statements about a week or longer are left as they are: their spread holds what is left of the days.

The unofficial flow keeps no office hours: the model draws its days one by one and closes them itself on holidays, so
that only what its counts do not hold is added.
"""

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date, timedelta
from math import hypot, log

from contraflow.case.case import Case
from contraflow.observations.observation import Observation

WEEK = 7  # days; of so many or more the indicator's own spread speaks
# log units: how far the log of a single ordinary day lies from that of the time around it
ONE_DAY = {"official_trade": 0.6, "flow": 0.4}
QUIET = 0.3  # of licensed trade on a day on which offices rest: the share that the model gives holidays
QUIET_SPREAD = 0.7  # log units: how quiet it is nobody has counted; one error for all quiet days of a statement
RESTING = frozenset({"official_trade"})
FIVE = 5  # weekdays before the first day of the weekend
WORDS = frozenset({"change", "level"})  # their spread is told in words; a word is about half a log unit
LOGS = frozenset({"ratio", "amount"})


def widen(observations: Iterable[Observation], case: Case, habitual: Container[str]) -> list[Observation]:
    """Return the observations with the spread of the few days that they are about.

    Args:
        observations: in any order.
        case: for its clock and its holidays.
        habitual: ids of what is said of what usually happens: it was seen on more days than it is dated, and stays as it is.
    """
    return [
        each if each.id in habitual else replace(each, spread=hypot(each.spread, day_spread(each, case)))
        for each in observations
    ]


def day_spread(observation: Observation, case: Case) -> float:
    """Return how exact a statement is because of the few days it is about, on its family's scale; 0 for a week or more.

    The days of the baseline count alike where there is one.
    """
    if observation.indicator not in ONE_DAY or observation.family not in WORDS | LOGS:
        return 0.0
    in_log = hypot(*(_spread(observation.indicator, *days, case) for days in _periods(observation)))
    return 2.0 * in_log if observation.family in WORDS else in_log


def day_offset(observation: Observation, case: Case) -> float:
    """Return the log of what is usual on a statement's days over what is usual on ordinary ones (0, or below it).

    For a statement with a baseline: that of its days less that of the baseline's.
    """
    now, *then = (_offset(observation.indicator, *days, case) for days in _periods(observation))
    return now - sum(then)


def is_quiet(when: date, case: Case) -> bool:
    """Say whether offices rest on a day: at weekends and on the calendar's holidays."""
    is_holiday = any(e.kind == "holiday" and e.start <= when <= (e.end or e.start) for e in case.calendar)
    return when.weekday() >= FIVE or is_holiday


def _periods(observation: Observation) -> list[tuple[int, int]]:
    periods = [(observation.start, observation.end)]
    if observation.base_start is not None and observation.base_end is not None:
        periods.append((observation.base_start, observation.base_end))
    return periods


def _quiet_share(first: int, last: int, case: Case) -> float:
    days = [case.date(first) + timedelta(n) for n in range(last - first + 1)]
    return sum(is_quiet(day, case) for day in days) / len(days)


def _spread(indicator: str, first: int, last: int, case: Case) -> float:
    n = last - first + 1
    if n >= WEEK:
        return 0.0
    quiet = _quiet_share(first, last, case) if indicator in RESTING else 0.0
    # of n days of a week: what the other days of the week leave open
    return hypot(ONE_DAY[indicator] * (1 / n - 1 / WEEK) ** 0.5, QUIET_SPREAD * quiet)


def _offset(indicator: str, first: int, last: int, case: Case) -> float:
    if indicator not in RESTING or last - first + 1 >= WEEK:
        return 0.0
    return log(1.0 - _quiet_share(first, last, case) * (1.0 - QUIET))
