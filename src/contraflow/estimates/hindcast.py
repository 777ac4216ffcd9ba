"""The whole past as several independent filters see it, with what chance in the filters themselves leaves open.

Each filter gives every past week as it was seen with the evidence of the weeks after it, as long as enough distinct
histories were left (the nowcast's fixed lag). Their draws are pooled in equal parts, and how far their medians lie apart is
told as the Monte Carlo error. docs/hindcast.md says why this and not whole genealogies or particle Gibbs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import xarray as xr

from contraflow.border.weeks import WEEK, Weeks
from contraflow.estimates.estimate import RunRecord
from contraflow.estimates.estimating import run_record
from contraflow.estimates.labels import quantile_table, weekly_dataset
from contraflow.inference.histories import share_by_evidence
from contraflow.kernels.weights import effective_sample_size
from contraflow.nowcasting import Memory, Nowcast
from contraflow.nowcasting.memory import Descent
from contraflow.nowcasting.result import WeekResult

WEEKS_BACK = (1, 2, 4, 8, 13, 18, 26, 39, 52, 78, 104)


class Left(NamedTuple):
    """How many distinct histories of some weeks back stand behind the last day's particles.

    Attributes:
        weeks: how far back.
        distinct: number of particles of that time that have living descendants.
        effective: their effective number, as the last day's weights count them.
    """

    weeks: int
    distinct: int
    effective: float


@dataclass(frozen=True)
class Seen:
    """What is kept of one filter: its weeks, and how its genealogy thins out."""

    weeks: tuple[WeekResult, ...]
    log_evidence: float
    seed: int
    left: tuple[Left, ...]


@dataclass(frozen=True)
class Hindcast:
    """The past as several filters see it.

    Attributes:
        weekly: as ``Estimates.weekly``, of all filters' draws together.
        error: Monte Carlo standard error of every weekly median, by the same names; missing values for a single filter.
        seen: the filters.
        even_shares: effective number of filters had they been weighed by their evidence instead of evenly.
        seen_until: by week, the last day whose evidence every filter used for it.
    """

    weekly: xr.Dataset
    error: xr.Dataset
    seen: tuple[Seen, ...]
    even_shares: float
    seen_until: xr.DataArray
    run: RunRecord


def seen_by(now: Nowcast, memory: Memory) -> Seen:
    """Return what is kept of one filter that remembered its pass from the first day on."""
    return Seen(now.weeks, now.log_evidence, now.seed, histories_by_weeks_back(now, memory))


def histories_by_weeks_back(now: Nowcast, memory: Memory) -> tuple[Left, ...]:
    """Return how many distinct histories are left of the time ``WEEKS_BACK`` before the last day."""
    descents = [change for change in memory.changes if isinstance(change, Descent)]
    rows, weights, found = np.arange(now.final.cloud.n), now.final.weights, []
    for weeks in WEEKS_BACK:
        day = now.last_day - WEEK * weeks
        while descents and descents[-1].day > day:
            rows = descents.pop().ancestors[rows]
        if day >= 0:
            mass = np.asarray(np.bincount(rows, weights), np.float64)
            found.append(Left(weeks, int((mass > 0).sum()), effective_sample_size(mass)))
    return tuple(found)


def hindcast(now: Nowcast, seen: Sequence[Seen]) -> Hindcast:
    """Return the past as several filters see it.

    Args:
        now: any of the nowcasts: it tells the case, the columns and how all were run.
        seen: what was kept of each filter; they differ only by their seed.
    """
    case, weeks = now.case, Weeks(now.case)
    numbers = [week.week for week in seen[0].weeks]
    mondays = [np.datetime64(case.date(weeks.first_day(number)), "ns") for number in numbers]
    pooled = [np.concatenate([each.weeks[i].draws for each in seen]) for i in range(len(numbers))]
    medians = np.stack([quantile_table([week.draws for week in each.weeks]) for each in seen])
    spread = medians.std(0, ddof=1) if len(seen) > 1 else np.full(medians.shape[1:], np.nan)
    error = weekly_dataset(spread / np.sqrt(len(seen)), mondays, now.columns, case)
    until = [min(each.weeks[i].seen_until for each in seen) for i in range(len(numbers))]
    return Hindcast(
        weekly=weekly_dataset(quantile_table(pooled), mondays, now.columns, case),
        error=error.sel(quantile=0.5, drop=True),
        seen=tuple(seen),
        even_shares=effective_sample_size(share_by_evidence([each.log_evidence for each in seen])),
        seen_until=xr.DataArray(
            [np.datetime64(case.date(day), "ns") for day in until], {"week": mondays}, ("week",),
            attrs={"long_name": "last day whose evidence was used"},
        ),
        run=run_record(now),
    )  # fmt: skip
