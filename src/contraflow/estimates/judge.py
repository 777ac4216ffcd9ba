"""Judgements: did something rise or fall in the last whole month, how likely, and on what evidence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from contraflow.border.quantities import WHOLE
from contraflow.border.weeks import Weeks
from contraflow.estimates.estimate import Estimate, Influence, Judgement
from contraflow.estimates.labels import INTERVALS
from contraflow.inference.leave_one_out import without_witnesses
from contraflow.kernels.weights import weighted_quantiles
from contraflow.nowcasting import REACH_DAYS, Nowcast
from contraflow.observations.observation import Observation
from contraflow.words.icd203 import probability_word

Floats = NDArray[np.float64]

BASE_MONTHS = 2
NOTABLE = 0.08  # of the posterior standard deviation: a shift below this is not told
OPPOSED = 0.3  # of the largest shift: evidence this strong in the other direction lowers confidence


@dataclass(frozen=True)
class Question:
    """What is asked of every last month.

    Attributes:
        quantity: a column's quantity; ``key`` its side or direction.
        down: sentence if it fell, with {side} and {month}; ``up`` if it rose.
        is_share: compare by difference, in percentage points; else by ratio.
        indicators: whose evidence bears on it directly.
    """

    quantity: str
    key: str
    down: str
    up: str
    is_share: bool
    indicators: tuple[str, ...]


def questions(nowcast: Nowcast) -> tuple[Question, ...]:
    """Return the questions, the most important first."""
    far, home = nowcast.case.sides
    names = nowcast.case.side_names

    def force(side: str) -> Question:
        name = names[side]
        return Question(
            "enforcement", side, f"Enforcement by {name} eased in {{month}}", f"Enforcement by {name} tightened in {{month}}",
            False, ("enforcement",),
        )  # fmt: skip

    return (
        force(far),
        Question("flow", "", "The unofficial flow fell in {month}", "The unofficial flow rose in {month}", False, ("flow",)),
        Question("hire_fee", "", "The fee for hired hulls fell in {month}", "The fee for hired hulls rose in {month}",
                 False, ("hire_fee",)),
        Question("openness", "", "The border became less open in {month}", "The border became more open in {month}", True,
                 ("enforcement", "tolerance")),
        Question("hired_share", "", "Fewer of the crossings by water went by hired hull in {month}",
                 "More of the crossings by water went by hired hull in {month}", True, ("carrier", "hire_fee")),
        Question("daylight_share", "", "Less of the live goods crossed in daylight in {month}",
                 "More of the live goods crossed in daylight in {month}", True, ("timing",)),
        force(home),
        Question("official_trade", "out", "Licensed exports of {home} fell in {month}",
                 "Licensed exports of {home} rose in {month}", False, ("official_trade",)),
        Question("official_trade", "in", "Licensed imports of {home} fell in {month}",
                 "Licensed imports of {home} rose in {month}", False, ("official_trade",)),
    )  # fmt: skip


def judge(nowcast: Nowcast) -> tuple[Judgement, ...]:
    """Return a judgement on every question that the smoothing window can answer.

    The last whole month is compared with the mean of the two months before it, particle by particle along its own path.
    """
    months = _month_rows(nowcast)
    if len(months) < 1 + BASE_MONTHS:
        return ()
    last = months[-1]
    before = [column for month in months[-1 - BASE_MONTHS : -1] for column in month.columns]
    return tuple(_answer(nowcast, question, last, before) for question in questions(nowcast))


@dataclass(frozen=True)
class _Month:
    first: date
    last: date
    columns: tuple[Callable[[int], Floats], ...]  # one a week: column number -> value of every particle


def _month_rows(nowcast: Nowcast) -> list[_Month]:
    """Return the whole months in the window with their weeks (a week belongs to the month of its Thursday)."""
    weeks = Weeks(nowcast.case)
    found: dict[tuple[int, int], list[Callable[[int], Floats]]] = {}
    for kept in nowcast.final.cloud.window.kept:
        thursday = nowcast.case.date(weeks.first_day(kept.period) + 3)
        found.setdefault((thursday.year, thursday.month), []).append(
            lambda column, kept=kept: kept.values[kept.rows, column].astype(np.float64)  # type: ignore[misc]
        )
    months = []
    for (year, month), columns in sorted(found.items()):
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if last <= nowcast.known_by and len(columns) >= 3:
            months.append(_Month(first, last, tuple(columns)))
    return months


def _answer(nowcast: Nowcast, question: Question, month: _Month, before: Sequence[Callable[[int], Floats]]) -> Judgement:
    column = next(
        i
        for i, each in enumerate(nowcast.columns)
        if (each.quantity, each.key, each.place) == (question.quantity, question.key, WHOLE)
    )
    now = np.mean([week(column) for week in month.columns], axis=0)
    then = np.mean([week(column) for week in before], axis=0)
    factor = 100.0 if question.quantity != "openness" else 1.0
    size = factor * (now - then) if question.is_share else now / np.maximum(then, 1e-9)
    even = 0.0 if question.is_share else 1.0
    weights = nowcast.final.weights
    chance_up = min(float(weights @ (size > even)), 1.0)  # weights sum to one up to rounding
    is_up = chance_up >= 0.5
    chance = chance_up if is_up else 1.0 - chance_up
    evidence = _evidence(nowcast, size, weights, nowcast.case.day(month.first) - 31 * BASE_MONTHS)
    confidence, basis = _confidence(nowcast, question, evidence)
    words = {"month": f"{month.first:%B %Y}", "home": nowcast.case.side_names[nowcast.case.home]}
    verb = (question.up if is_up else question.down).format(**words)
    name = f"{question.quantity}{'-' + question.key if question.key else ''}-{month.first:%Y-%m}"
    unit = "percentage points" if question.is_share else "ratio to the two months before"
    return Judgement(
        id=name,
        statement=verb,
        chance=chance,
        word=probability_word(chance),
        confidence=confidence,
        basis=basis,
        size=_size(name, question, month, unit, size, weights, evidence),
        evidence=evidence,
    )


def _size(
    name: str, question: Question, month: _Month, unit: str, size: Floats, weights: Floats, evidence: tuple[Influence, ...]
) -> Estimate:  # fmt: skip
    ends = sorted({0.5, *(p for pair in INTERVALS.values() for p in pair)})
    at = dict(zip(ends, weighted_quantiles(size, weights, np.array(ends)).tolist(), strict=True))
    return Estimate(
        id=f"change/{name}",
        quantity=f"change of {question.quantity}",
        place=WHOLE,
        good="",
        start=month.first,
        end=month.last,
        unit=unit,
        value=at[0.5],
        mean=float(weights @ size),
        intervals={level: (at[low], at[high]) for level, (low, high) in INTERVALS.items()},
        evidence=evidence,
    )


def _evidence(nowcast: Nowcast, size: Floats, weights: Floats, since: int) -> tuple[Influence, ...]:
    """Return what moved the mean of a change, the largest first; shifts below ``NOTABLE`` are left out.

    Evidence weighed more than ``REACH_DAYS`` before the first day compared is left out: what it did then cannot be told
    from chance by the few distinct histories that are left of that time.
    """
    mean = float(weights @ size)
    sd = float(np.sqrt(weights @ (size - mean) ** 2))
    numbers = [n for n, witness in enumerate(nowcast.witnesses) if witness.day >= since - REACH_DAYS]
    silent = without_witnesses(weights, nowcast.final.cloud.said[:, numbers])
    shifts = dict(zip(numbers, (mean - size @ silent).tolist(), strict=True))
    return influences(nowcast, shifts, NOTABLE * sd)


def influences(nowcast: Nowcast, shifts: Mapping[int, float], least: float) -> tuple[Influence, ...]:
    """Return shifts by witness as influences by observation, the largest first, none below ``least`` in size."""
    found = []
    for number, shift in sorted(shifts.items(), key=lambda item: -abs(item[1])):
        witness = nowcast.witnesses[number]
        if abs(shift) < max(least, 1e-12):
            break
        day = nowcast.case.date(witness.day)
        found += [Influence(each, shift, day, len(witness.observations)) for each in witness.observations]
    return tuple(found)


def _confidence(nowcast: Nowcast, question: Question, evidence: Sequence[Influence]) -> tuple[str, str]:
    """Return low, moderate or high and why: how many reports speak of it, and whether sources disagree."""
    by_id: dict[str, Observation] = {each.id: each for each in nowcast.used}
    direct = [each for each in evidence if by_id[each.observation].indicator in question.indicators]
    reports = {each.observation.rsplit("/", 1)[0] for each in direct}
    largest = max((abs(each.shift) for each in evidence), default=0.0)
    opposed = {each.observation.rsplit("/", 1)[0] for each in evidence if each.shift * _sign(evidence) < -OPPOSED * largest}
    step = 2 if len(reports) >= 4 else 1 if len(reports) >= 2 else 0
    step = max(step - bool(opposed), 0)
    basis = {0: "no report speaks of it directly", 1: "one report speaks of it directly"}.get(
        len(reports), f"{len(reports)} reports speak of it directly"
    )
    if opposed:
        many = f"{len(opposed)} sources pull" if len(opposed) > 1 else "one source pulls"
        basis += f", and {many} the other way"
    return ("low", "moderate", "high")[step], basis


def _sign(evidence: Sequence[Influence]) -> float:
    return float(np.sign(evidence[0].shift)) if evidence else 0.0
