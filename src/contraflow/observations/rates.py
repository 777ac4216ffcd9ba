"""Exchange rates of a case, as they were known: money of any currency in the case's own."""

from collections import defaultdict
from datetime import date
from statistics import median

from contraflow.case.case import Case
from contraflow.observations.units import CURRENCIES, read_unit

NEAR_DAYS = 120  # a rate is the median of those quoted within this many days of the day asked for
FARTHEST_DAYS = 400  # and unknown when none was quoted within this


class Rates:
    """Rates against one common currency (market rates, ``KPW per USD``), from the case's series."""

    def __init__(self, case: Case, known_by: date) -> None:
        """Collect the rates of ``case`` that were published by ``known_by``."""
        self.currency = case.currency
        self._quotes: dict[tuple[str, str], list[tuple[date, float]]] = defaultdict(list)
        for row in case.series:
            unit = read_unit(row.unit)
            foreign = next((part for part in (*unit.per, row.good) if part in CURRENCIES), "")
            if row.indicator != "exchange_rate" or not row.evidence or row.published > known_by:
                continue
            if unit.head in CURRENCIES and foreign and foreign != unit.head and row.value > 0:
                self._quotes[unit.head, foreign].append((row.start, row.value))

    def rate(self, currency: str, day: date) -> float | None:
        """Return what one unit of ``currency`` was worth in the case's currency on ``day``; None when unknown."""
        if currency == self.currency:
            return 1.0
        for common, foreign in self._quotes:
            if foreign != currency:
                continue
            worth = self._near(common, currency, day)
            own = 1.0 if common == self.currency else self._near(common, self.currency, day)
            if worth and own:
                return worth / own
        own = self._near(currency, self.currency, day)  # the common currency itself
        return 1 / own if own else None

    def _near(self, common: str, foreign: str, day: date) -> float | None:
        quotes = sorted((abs((when - day).days), value) for when, value in self._quotes.get((common, foreign), ()))
        if not quotes or quotes[0][0] > FARTHEST_DAYS:
            return None
        near = max(NEAR_DAYS, quotes[0][0])
        return median(value for distance, value in quotes if distance <= near)
