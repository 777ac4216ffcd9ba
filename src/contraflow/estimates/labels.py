"""Draws of columns as labelled arrays of quantiles."""

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from contraflow.border.quantities import WHOLE, Column
from contraflow.case.case import Case

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
INTERVALS = {50: (0.25, 0.75), 80: (0.1, 0.9), 95: (0.025, 0.975)}
# variable: (dimension of the key, dimension of the place, long name)
DIMENSIONS = {
    "openness": ("", "place", "chance that a reference crossing passes unseized"),
    "enforcement": ("side", "place", "inspections that a reference crossing meets"),
    "flow": ("", "place", "value that crosses outside the rules"),
    "flow_by_good": ("good", "", "value that crosses outside the rules, by good"),
    "hire_fee": ("", "", "fee for a hired hull"),
    "hired_share": ("", "", "hired hulls among crossings by water"),
    "daylight_share": ("", "", "live goods that cross in daylight"),
    "official_trade": ("direction", "", "licensed trade"),
    "tolerance": ("", "", "how far home authorities look away"),
    "price": ("good", "", "price in the buyers' market"),
    "bribe": ("", "", "bribe for a full load"),
    "state_smuggling": ("", "", "days on which state-run smuggling is ordered"),
    "crossings": ("", "", "crossings outside the rules"),
    "seizures": ("", "", "crossings that are seized"),
}


def coordinates(case: Case) -> dict[str, list[str]]:
    """Return the labels of every dimension but the week."""
    return {
        "place": [WHOLE, *case.sector_ids],
        "side": list(case.sides),
        "good": [good.id for good in case.modelled_goods],
        "direction": ["out", "in"],
    }


def quantile_table(draws: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Return quantiles of each week's draws, shape (week, column, quantile); weeks may differ in their number of draws."""
    # sorted first: that is vectorised, and what NumPy does otherwise, a partition around every quantile, is not
    return np.stack([np.quantile(np.sort(week, axis=0), QUANTILES, axis=0).T for week in draws])


def weekly_dataset(
    table: NDArray[np.float64], weeks: Sequence[np.datetime64], columns: Sequence[Column], case: Case
) -> xr.Dataset:
    """Return quantiles (week, column, quantile) under their names, with units and meanings as attributes."""
    labels = coordinates(case)
    variables = {}
    for name, (key_dim, place_dim, long_name) in DIMENSIONS.items():
        picked = [i for i, column in enumerate(columns) if column.quantity == name]
        inner = [dim for dim in (key_dim, place_dim) if dim]
        shape = [len(labels[dim]) for dim in inner]
        values = table[:, picked].reshape(len(weeks), *shape, len(QUANTILES))
        attributes = {"units": columns[picked[0]].unit, "long_name": long_name}
        variables[name] = xr.DataArray(values, dims=("week", *inner, "quantile"), attrs=attributes)
    coords = {**labels, "week": np.asarray(weeks), "quantile": list(QUANTILES)}
    return xr.Dataset(variables, coords=coords)
