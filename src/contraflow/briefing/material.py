"""The five inputs of a briefing in one value, with the look-ups that its sections share."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import xarray as xr

from contraflow.briefing.quantities import quantity_name
from contraflow.case.case import Case, SeriesRow
from contraflow.claims.claim import Claim, Evidence
from contraflow.errors import InputError
from contraflow.estimates.estimate import Estimate, Estimates
from contraflow.observations.observation import Observation, Observations
from contraflow.reports.report import Report
from contraflow.scenarios.scenario import Forecast

BORDER = "border"


@dataclass(frozen=True)
class Fan:
    """Weekly quantiles of one quantity.

    Attributes:
        name: what is drawn, e.g. ``Openness, whole border``.
        weeks: first days of the weeks.
        quantiles: one array a probability level, as long as ``weeks``.
    """

    name: str
    unit: str
    weeks: tuple[date, ...]
    quantiles: dict[float, np.ndarray]

    def interval(self, percent: int, week: int) -> tuple[float, float]:
        """Return the central interval of 50, 80 or 95 per cent in a week (counted from 0, or from the end below 0)."""
        low, high = LEVELS[percent]
        return float(self.quantiles[low][week]), float(self.quantiles[high][week])

    def median(self, week: int) -> float:
        """Return the median of a week."""
        return float(self.quantiles[0.5][week])


LEVELS = {50: (0.25, 0.75), 80: (0.1, 0.9), 95: (0.025, 0.975)}


@dataclass(frozen=True)
class Material:
    """What a briefing is made of."""

    estimates: Estimates
    forecast: Forecast | None
    case: Case
    evidence: Evidence
    observations: Observations

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.evidence.claims}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.evidence.reports}

    @cached_property
    def rows(self) -> dict[str, SeriesRow]:
        """Series rows by id."""
        return {row.id: row for row in self.case.series}

    @cached_property
    def weighed(self) -> dict[str, Observation]:
        """Observations that the nowcast could use: known by the cut-off day; by id, in the order in which they came."""
        cut = self.case.day(self.known_by)
        return {seen.id: seen for seen in self.observations.used if seen.known <= cut}

    @cached_property
    def too_late(self) -> tuple[Observation, ...]:
        """Observations that became known after the cut-off day."""
        return tuple(seen for seen in self.observations.used if seen.id not in self.weighed)

    @cached_property
    def known_claims(self) -> tuple[Claim, ...]:
        """Claims that were public by the cut-off day, weighed or not."""
        return tuple(claim for claim in self.evidence.claims if claim.known is not None and claim.known <= self.known_by)

    @property
    def known_by(self) -> date:
        """The cut-off day."""
        return self.estimates.run.known_by

    def headline(self, quantity: str, place: str, good: str = "") -> Estimate | None:
        """Return the estimate of the last week, or None when the nowcast gives none."""
        for estimate in self.estimates.headline:
            if (estimate.quantity, estimate.place, estimate.good) == (quantity, place, good):
                return estimate
        return None

    def place_name(self, place: str) -> str:
        """Return a place's name; the border as a whole is called so."""
        if place in {BORDER, ""}:
            return "the whole border"
        known = self.case.places.get(place)
        return known.name if known else place

    def quantity_name(self, quantity: str) -> str:
        """Return the name of a quantity in running text; sides are called by their names."""
        return quantity_name(quantity, self.case.side_names)

    def side_name(self, side: str) -> str:
        """Return a side's name; ``both`` and the empty id mean both sides."""
        return self.case.side_names.get(side, "both sides" if side in {"", "both"} else side)

    def good_name(self, good: str) -> str:
        """Return a good's name."""
        if good in {"", "all"}:
            return "all goods"
        known = self.case.goods.get(good)
        return known.name if known else good

    def fan(self, quantity: str, name: str, weekly: xr.Dataset | None = None, **chosen: str) -> Fan | None:
        """Return a quantity's weekly quantiles, or None when the nowcast does not give that quantity.

        Args:
            quantity: name of the variable.
            name: what the chart is called.
            weekly: where to look; the nowcast's own unless given.
            chosen: the coordinate of each dimension other than week and quantile, e.g. ``place="border"``.

        Raises:
            InputError: the variable has other dimensions or lacks a level that the briefing shows.
        """
        dataset = self.estimates.weekly if weekly is None else weekly
        if quantity not in dataset:
            return None
        array = dataset[quantity].sel(chosen)
        if set(array.dims) != {"week", "quantile"}:
            raise InputError(
                f"estimates.weekly {quantity}: found dimensions {array.dims} after choosing {chosen}; "
                "allowed: week and quantile; do: pass estimates made by this version of contraflow"
            )
        levels = [float(level) for level in array["quantile"].values]
        wanted = sorted({0.5, *(level for pair in LEVELS.values() for level in pair)})
        missing = [level for level in wanted if not np.isclose(levels, level).any()]
        if missing:
            raise InputError(
                f"estimates.weekly {quantity}: found quantiles {levels}; allowed: at least {wanted}; "
                "do: pass estimates made by this version of contraflow"
            )
        values = array.transpose("week", "quantile").values
        weeks = tuple(array["week"].values.astype("datetime64[D]").astype(object))
        columns = {level: values[:, int(np.argmin(np.abs(np.array(levels) - level)))] for level in wanted}
        return Fan(name, str(array.attrs.get("units", "")), weeks, columns)
