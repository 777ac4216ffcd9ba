"""Why an estimate is what it is: what each witness, report and source moved it by, and what if one had been silent.

An estimate is a quantity's mean over the asked days, by the weeks that hold them, in every particle along its own path.
Ratios are averaged and moved on the log scale: their upper tails are so long that a few particles would else decide. The
shifts are importance sampling estimates (``influence``); ``run_without`` runs the filter again without some evidence,
which is the exact answer up to the filter's own error.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from contraflow.border.weeks import WEEK, Weeks
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.errors import OptionError
from contraflow.estimates.estimate import RunRecord
from contraflow.estimates.estimating import run_record
from contraflow.estimates.influence import Shift, elders, mean_error, shift_without
from contraflow.estimates.labels import INTERVALS
from contraflow.estimates.question import Question
from contraflow.inference.histories import histories_left
from contraflow.kernels.weights import Floats, Indices, weighted_quantiles
from contraflow.nowcasting import Nowcast, nowcast
from contraflow.observations.observation import Observations

LEVELS = ("witness", "report", "source")
LEAST = 1e-6  # of a ratio: below this it is nothing
SETTLED_WEEKS = 18  # later evidence that a past week is seen with unless another day is asked for


@dataclass(frozen=True)
class Moved:
    """What some evidence moved an estimate by.

    Attributes:
        level: witness (a report on one indicator, a series known on one day), report (all that it said) or source (all of
            an outlet's reports, all of a series).
        name: the witness, the report's id, or the outlet's or series' name.
        observations: ids of all that was weighed.
        days: first and last date on which it was weighed.
        shift: the estimate less what it would be without this evidence, on the working scale: the log of a ratio, else the
            estimate's unit; ``Explanation.without`` tells it in the unit.
        rerun: the same by running the filter again without it; None when that was not asked for.
        rerun_error: standard error of that, of both runs together.
    """

    level: str
    name: str
    observations: tuple[str, ...]
    days: tuple[date, date]
    shift: Shift
    rerun: float | None = None
    rerun_error: float | None = None

    @property
    def size(self) -> float:
        """The shift by the run without it where there was one, else as told by importance sampling."""
        return self.shift.size if self.rerun is None else self.rerun

    @property
    def verdict(self) -> str:
        """As ``Shift.verdict``, or ``re-run``."""
        return self.shift.verdict if self.rerun is None else "re-run"


@dataclass(frozen=True)
class Explanation:
    """An estimate and what moved it.

    Attributes:
        is_log: the working scale is the log of the unit: for ratios.
        mean: posterior mean over the period (of a ratio the geometric one), in the unit.
        error: its standard error by distinct histories, on the working scale.
        intervals: central 50, 80 and 95 %.
        median: posterior median over the period.
        histories: effective number of distinct histories of the period behind it.
        moved: by level, the largest shift first.
        seen_from: last day whose evidence counts.
    """

    question: Question
    unit: str
    is_log: bool
    mean: float
    error: float
    median: float
    intervals: Mapping[int, tuple[float, float]]
    histories: float
    moved: Mapping[str, tuple[Moved, ...]]
    seen_from: date
    run: RunRecord

    def without(self, moved: Moved) -> float:
        """Return what the mean would be without some evidence, in the unit; by the run without it where there was one."""
        size = moved.size
        return self.mean * float(np.exp(-size)) if self.is_log else self.mean - size

    def shift_in_unit(self, moved: Moved) -> tuple[float, float]:
        """Return a shift and its standard error in the unit."""
        error = moved.shift.error if moved.rerun_error is None else moved.rerun_error
        return self.mean - self.without(moved), error * (self.without(moved) if self.is_log else 1.0)


def day_seen_from(case: Case, question: Question, latest: date) -> date:
    """Return the day from which a period is seen unless another is asked for: some months on, when it is settled."""
    settled = case.day(question.end) + SETTLED_WEEKS * WEEK
    return min(latest, case.date(min(settled, case.day(case.horizon))))


def lag_weeks_for(case: Case, question: Question, seen_from: date) -> int:
    """Return how many weeks a nowcast must keep so that it holds the question's period on its last day.

    Raises:
        OptionError: if the period lies outside the days of the case or after ``seen_from``.
    """
    if question.start > seen_from or question.end < case.date(1):
        raise OptionError(
            f"question {str(question)!r}: found a period outside {case.date(1)} to {seen_from}; allowed: days of the case "
            "up to the day from which it is seen; do: ask of other days, or give a later --known-by"
        )
    weeks = Weeks(case)
    back = weeks.of(case.day(seen_from)) - weeks.of(max(case.day(question.start), 1))
    return max(SETTLED_WEEKS, back + 1)


def explain(now: Nowcast, question: Question, evidence: Evidence) -> Explanation:
    """Return an estimate and what each witness, report and source moved it by.

    Args:
        now: a nowcast whose window holds the period (``lag_weeks_for``).
        evidence: the case's reports and claims, to tell whose a claim is.
    """
    x, rows = asked_of(now, question)
    weights, said = now.final.weights, now.final.cloud.said
    families = elders(weights, said)
    mean, error = mean_error(x, weights, [*rows, families])
    is_log = _is_log(now, question)
    in_unit = np.exp if is_log else np.asarray
    ends = sorted({0.5, *(p for pair in INTERVALS.values() for p in pair)})
    at = dict(zip(ends, in_unit(weighted_quantiles(x, weights, np.array(ends))).tolist(), strict=True))
    moved = {}
    for level in LEVELS:
        found = []
        for name, numbers in _groups(now, evidence, level).items():
            witnesses = [now.witnesses[number] for number in numbers]
            dates = [now.case.date(witness.day) for witness in witnesses]
            ids = tuple(each for witness in witnesses for each in witness.observations)
            found.append(
                Moved(level, name, ids, (min(dates), max(dates)), shift_without(x, weights, said[:, numbers], families))
            )
        moved[level] = tuple(sorted(found, key=lambda each: (-abs(each.shift.size), each.name)))
    return Explanation(
        question=question,
        unit=now.columns[_column(now, question)].unit,
        is_log=is_log,
        mean=float(in_unit(mean)),
        error=error,
        median=at[0.5],
        intervals={level: (at[low], at[high]) for level, (low, high) in INTERVALS.items()},
        histories=_histories(weights, rows),
        moved=moved,
        seen_from=now.known_by,
        run=run_record(now),
    )


def largest(found: Explanation, n: int) -> list[tuple[str, str]]:
    """Return level and name of the n reports and the n sources with the largest shifts."""
    return [(level, each.name) for level in ("report", "source") for each in found.moved[level][:n]]


def run_without_each(
    now: Nowcast, found: Explanation, wanted: Sequence[tuple[str, str]], progress: Callable[[float], None] | None = None
) -> Explanation:
    """Return an explanation with the shifts of actual runs without some of its reports and sources beside the others.

    Args:
        wanted: level and name of each.
    """
    moved = {level: {each.name: each for each in found.moved[level]} for level in found.moved}
    known: dict[tuple[str, ...], Moved] = {}  # a source of one report is that report
    for done, (level, name) in enumerate(wanted, 1):
        each = moved[level][name]
        if each.observations not in known:
            known[each.observations] = run_without(now, found.question, each)
        again = known[each.observations]
        moved[level][name] = replace(each, rerun=again.rerun, rerun_error=again.rerun_error)
        if progress:
            progress(done / len(wanted))
    return replace(found, moved={level: tuple(each.values()) for level, each in moved.items()})


def asked_of(now: Nowcast, question: Question) -> tuple[Floats, list[Indices]]:
    """Return the asked mean in every particle on the working scale, shape (particle,), and their rows in each of its weeks."""
    weeks, column = Weeks(now.case), _column(now, question)
    start, end = max(now.case.day(question.start), 1), min(now.case.day(question.end), now.last_day)
    total, rows, days = np.zeros(now.final.cloud.n), [], 0
    for kept in now.final.cloud.window.kept:
        first = weeks.first_day(kept.period)
        inside = min(first + WEEK - 1, end) - max(first, start) + 1
        if inside > 0:
            total += inside * kept.values[kept.rows, column]
            rows.append(kept.rows)
            days += inside
    if days != end - start + 1:
        raise OptionError(
            f"question {str(question)!r}: found only {days} of {end - start + 1} days in the nowcast's window; "
            "allowed: a period that it holds; do: nowcast with more lag_weeks"
        )
    mean = total / days
    return np.asarray(np.log(np.maximum(mean, LEAST))) if _is_log(now, question) else mean, rows


def observations_without(now: Nowcast, names: Sequence[str]) -> Observations:
    """Return what was weighed without the observations named."""
    dropped = set(names)
    return Observations(tuple(each for each in now.used if each.id not in dropped), now.left_out)


def run_without(now: Nowcast, question: Question, moved: Moved) -> Moved:
    """Return a shift with that of an actual run without the evidence beside it."""
    rest = observations_without(now, moved.observations)
    other = nowcast(now.case, rest, known_by=now.known_by, options=now.options, seed=now.seed, fit=now.fit)
    (x, rows), (y, columns) = asked_of(now, question), asked_of(other, question)
    mean, error = mean_error(x, now.final.weights, [*rows, elders(now.final.weights, now.final.cloud.said)])
    without, other_error = mean_error(y, other.final.weights, [*columns, elders(other.final.weights, other.final.cloud.said)])
    both = float(np.hypot(error, other_error))
    return replace(moved, rerun=mean - without, rerun_error=both)


def _column(now: Nowcast, question: Question) -> int:
    wanted = (question.quantity, question.key, question.place)
    return next(i for i, each in enumerate(now.columns) if (each.quantity, each.key, each.place) == wanted)


def _is_log(now: Nowcast, question: Question) -> bool:
    return now.columns[_column(now, question)].unit.startswith("ratio to ")


def _histories(weights: Floats, rows: Sequence[Indices]) -> float:
    return min(histories_left(each, weights, len(weights)) for each in rows)


def against_each_other(explained: Explanation) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
    """Return the witnesses that clearly raised the estimate and those that clearly lowered it, the strongest first."""
    clear = [each for each in explained.moved["witness"] if each.shift.verdict == "clear"]
    return tuple(e for e in clear if e.shift.size > 0), tuple(e for e in clear if e.shift.size < 0)


def _groups(now: Nowcast, evidence: Evidence, level: str) -> dict[str, list[int]]:
    """Return the numbers of the witnesses by witness, report or source."""
    by_id = {each.id: each for each in now.used}
    reports = {claim.id: claim.report for claim in evidence.claims}
    outlets = {report.id: report.outlet for report in evidence.reports}
    series = {row.id: row.series for row in now.case.series}
    found: dict[str, list[int]] = defaultdict(list)
    for number, witness in enumerate(now.witnesses):
        first = by_id[witness.observations[0]]
        report = reports.get(first.id, "")
        name = {
            # a series is a witness anew on every day on which some of it becomes known
            "witness": first.witness if report else f"{first.witness} {now.case.date(witness.day)}",
            "report": report or f"{series.get(first.id, first.witness)} {now.case.date(witness.day)}",
            "source": outlets.get(report, report) or f"series {series.get(first.id, first.witness)}",
        }[level]
        found[name].append(number)
    return found
