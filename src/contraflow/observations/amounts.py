"""What a stated amount can be weighed as: a fee in the case's currency, a count, or a number among its own kind."""

from dataclasses import dataclass
from datetime import date

from contraflow.observations.rates import Rates
from contraflow.observations.units import CRAFT, CROSSINGS, CURRENCIES, PEOPLE, Unit, read_unit

# of these the model holds the amount itself, in money a crossing; other amounts are compared with their own kind
FEES = frozenset({"hire_fee", "bribe"})
RATES = frozenset({"flow", "official_trade"})  # amounts a day


@dataclass(frozen=True)
class Amount:
    """An amount in a form that can be weighed.

    Attributes:
        family: ``amount``, ``count``, or ``ratio`` when it is to be compared with others of its kind.
        value: in ``unit``.
        unit: e.g. ``CNY/crossing``, ``KPW/kg``, ``t/day``.
    """

    family: str
    value: float
    unit: str


def read_amount(indicator: str, value: float, unit: str, period: tuple[date, date] | None, rates: Rates) -> Amount | str:
    """Return an amount in a form that can be weighed, or a plain reason why it cannot be.

    Args:
        indicator: what it is an amount of.
        value: in ``unit``, above zero (a count may be zero).
        unit: as written.
        period: first and last day over which a total was counted; None when its beginning or end is open.
        rates: for money in other currencies.
    """
    parts = read_unit(unit)
    if parts.head in PEOPLE:
        return "counts people, who are never pooled with goods"
    if indicator == "seizure":
        return _count(value, parts, period)
    if value <= 0:
        return "an amount that is not above zero"
    if indicator == "price":
        return _price(value, parts, unit)
    if indicator in FEES:
        return _fee(value, parts, unit, period, rates)
    if indicator in RATES:
        return _rate(value, parts, unit, period, rates)
    return f"an amount says nothing of {indicator} that the model holds"


def _count(value: float, unit: Unit, period: tuple[date, date] | None) -> Amount | str:
    if unit.head not in CRAFT or unit.per:
        return f"a seizure in {unit.name or 'no unit'!r} is no count of crossings"
    if not period:
        return "a count without a period"
    days = (period[1] - period[0]).days + 1
    return Amount("count", float(round(value * (days / unit.days if unit.days else 1.0))), unit.head)


def _price(value: float, unit: Unit, text: str) -> Amount | str:
    if unit.head not in CURRENCIES or not unit.per or unit.days:
        return f"{text!r} is no price of a quantity"
    return Amount("ratio", value * unit.factor, unit.name)


def _fee(value: float, unit: Unit, text: str, period: tuple[date, date] | None, rates: Rates) -> Amount | str:
    if unit.head not in CURRENCIES or unit.days or not set(unit.per) & CROSSINGS:
        return f"{text!r} is no money a crossing"
    rate = rates.rate(unit.head, _middle(period)) if period else None
    if rate is None:
        return f"no rate from {unit.head} to {rates.currency} is known for its time"
    return Amount("amount", value * unit.factor * rate, f"{rates.currency}/crossing")


def _rate(value: float, unit: Unit, text: str, period: tuple[date, date] | None, rates: Rates) -> Amount | str:
    if unit.per:
        return f"{text!r} is no amount a day"
    counted = unit.head in CURRENCIES or unit.head == "t"
    if not unit.days and not counted:
        return f"{text!r} is not said per time"
    if not unit.days and not period:
        return "a total without a period"
    days = unit.days or ((period[1] - period[0]).days + 1 if period else 0)
    a_day, head = value * unit.factor / days, unit.head
    rate = rates.rate(head, _middle(period)) if head in CURRENCIES and period else None
    if rate is not None:  # without a rate the amount stays among those of its own currency
        a_day, head = a_day * rate, rates.currency
    return Amount("ratio", a_day, f"{head}/day")


def _middle(period: tuple[date, date]) -> date:
    return period[0] + (period[1] - period[0]) / 2
