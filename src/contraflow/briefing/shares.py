"""Shares between 0 and 1 are shown in per cent; they are turned once, here, before anything is written."""

from collections.abc import Iterable
from dataclasses import replace

import xarray as xr

from contraflow.estimates.estimate import Estimate, Estimates, Influence, Judgement
from contraflow.scenarios.scenario import Contrast, Forecast

PERCENT = 100.0


def is_share(unit: str) -> bool:
    """Return whether a unit says that a number is a share from 0 to 1, e.g. ``share of live goods``."""
    return unit == "share" or unit.startswith("share of ")


def estimates_in_percent(estimates: Estimates) -> Estimates:
    """Return the same estimates with every share in per cent."""
    return replace(
        estimates,
        weekly=_weekly(estimates.weekly),
        headline=tuple(_estimate(one) for one in estimates.headline),
        judgements=tuple(_judgement(one) for one in estimates.judgements),
    )


def forecast_in_percent(forecast: Forecast) -> Forecast:
    """Return the same forecast with every share in per cent."""
    contrasts = tuple(_contrast(one) for one in forecast.contrasts)
    return replace(forecast, weekly=_weekly(forecast.weekly), contrasts=contrasts)


def _weekly(weekly: xr.Dataset) -> xr.Dataset:
    shares = [name for name in weekly.data_vars if is_share(str(weekly[name].attrs.get("units", "")))]
    return weekly.assign({name: (PERCENT * weekly[name]).assign_attrs({**weekly[name].attrs, "units": "%"}) for name in shares})


def _estimate(estimate: Estimate) -> Estimate:
    if not is_share(estimate.unit):
        return estimate
    return replace(
        estimate,
        unit="%",
        value=PERCENT * estimate.value,
        mean=PERCENT * estimate.mean,
        intervals=_intervals(estimate.intervals),
        evidence=_evidence(estimate.evidence),
    )


def _judgement(judgement: Judgement) -> Judgement:
    """Shifts of a judgement are in the unit of its size; without a size they are changes of the chance, a share."""
    size = judgement.size
    shares = size is None or is_share(size.unit)
    evidence = _evidence(judgement.evidence) if shares else judgement.evidence
    return replace(judgement, size=_estimate(size) if size else None, evidence=evidence)


def _contrast(contrast: Contrast) -> Contrast:
    if not is_share(contrast.unit):
        return contrast
    return replace(contrast, unit="%", median=PERCENT * contrast.median, intervals=_intervals(contrast.intervals))


def _intervals(intervals: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    return {percent: (PERCENT * low, PERCENT * high) for percent, (low, high) in intervals.items()}


def _evidence(evidence: Iterable[Influence]) -> tuple[Influence, ...]:
    return tuple(replace(one, shift=PERCENT * one.shift) for one in evidence)
