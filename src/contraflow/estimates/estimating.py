"""From a nowcast to what a user sees."""

from datetime import timedelta
from hashlib import sha1

import numpy as np
import xarray as xr

from contraflow.border.quantities import Column
from contraflow.border.weeks import Weeks
from contraflow.estimates.estimate import Estimate, Estimates, Rejected, RunRecord
from contraflow.estimates.judge import NOTABLE, influences, judge
from contraflow.estimates.labels import INTERVALS, quantile_table, weekly_dataset
from contraflow.nowcasting import Nowcast, WitnessInfo
from contraflow.version import __version__

HEADLINES = (
    "openness", "enforcement", "flow", "flow_by_good", "hire_fee", "hired_share", "daylight_share", "official_trade",
)  # fmt: skip


def estimate(nowcast: Nowcast) -> Estimates:
    """Return all that a nowcast says: weekly quantiles, the last week with what moved it, judgements."""
    weeks = Weeks(nowcast.case)
    mondays = [np.datetime64(nowcast.case.date(weeks.first_day(week.week)), "ns") for week in nowcast.weeks]
    days = [np.datetime64(nowcast.case.date(day), "ns") for day in range(1, nowcast.last_day + 1)]
    return Estimates(
        weekly=weekly_dataset(quantile_table([w.draws for w in nowcast.weeks]), mondays, nowcast.columns, nowcast.case),
        headline=headline(nowcast),
        judgements=judge(nowcast),
        ess=xr.DataArray(
            nowcast.ess, {"day": days}, ("day",), attrs={"units": "particles", "long_name": "effective sample size"}
        ),
        log_evidence=nowcast.log_evidence,
        rejected=tuple(_rejected(nowcast, each) for each in nowcast.witnesses if each.weighing.damped < 1),
        run=run_record(nowcast),
    )


def headline(nowcast: Nowcast) -> tuple[Estimate, ...]:
    """Return the last week's estimates of the main quantities with what moved each."""
    return tuple(_last_week(nowcast, i, column) for i, column in enumerate(nowcast.columns) if column.quantity in HEADLINES)


def _last_week(nowcast: Nowcast, i: int, column: Column) -> Estimate:
    week = nowcast.weeks[-1]
    draws = week.draws[:, i].astype(np.float64)
    first = nowcast.case.date(Weeks(nowcast.case).first_day(week.week))
    shifts = {number: float(week.mean[i] - mean[i]) for number, mean in week.without.items()}
    is_good = column.quantity == "flow_by_good"
    quantity = column.quantity + (f" {column.key}" if column.key and not is_good else "")
    good = column.key if is_good else ""
    return Estimate(
        id=f"{quantity}/{column.place}/{good}/{first}",
        quantity=quantity,
        place=column.place,
        good=good,
        start=first,
        end=min(first + timedelta(days=6), nowcast.known_by),
        unit=column.unit,
        value=float(np.median(draws)),
        mean=float(week.mean[i]),
        intervals={
            level: (float(np.quantile(draws, low)), float(np.quantile(draws, high))) for level, (low, high) in INTERVALS.items()
        },
        evidence=influences(nowcast, shifts, NOTABLE * float(draws.std())),
    )


def _rejected(nowcast: Nowcast, witness: WitnessInfo) -> Rejected:
    if witness.weighing.rejected:
        what = "left out: no particle gives it any chance"
    else:
        what = f"damped to the power {witness.weighing.damped:.2f}: at full strength too few particles would survive it"
    return Rejected(witness.observations, nowcast.case.date(witness.day), what)


def run_record(nowcast: Nowcast) -> RunRecord:
    """Return how the nowcast was made."""
    options = {name: str(value) for name, value in vars(nowcast.options).items() if name not in {"particles", "threads"}}
    evidence = sha1("\n".join(sorted(each.id for each in nowcast.used)).encode()).hexdigest()
    return RunRecord(
        case=nowcast.case.id,
        case_version=nowcast.case.version,
        case_sha1=nowcast.case.extra.get("sha1", ""),
        version=__version__,
        seed=nowcast.seed,
        particles=nowcast.final.cloud.n,
        known_by=nowcast.known_by,
        options={
            **options,
            "observations": str(len(nowcast.used)),
            "evidence_sha1": evidence,
            "parameters": nowcast.parameters,
        },
        marking=nowcast.marking,
        audience=nowcast.audience,
    )
