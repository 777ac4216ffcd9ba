"""What priors must not imply: each rule with what it counts, how much of it is allowed, and why.

A rule is broken when clearly more histories than allowed do it: by more than two standard errors of a share of so many.
Numbers are judgement and stand here to be read and disputed. A rule says what is absurd on any border, not what is true of one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contraflow.border.indicator import LEAST
from contraflow.border.tables import HULLS, TYPICAL_LOAD
from contraflow.scenarios.synthetic import Truths

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Priors:
    """Histories that the priors alone give.

    Attributes:
        usual: of a year like the reference period.
        calendar: of the case's whole span under its calendar.
    """

    usual: Truths
    calendar: Truths


@dataclass(frozen=True)
class Rule:
    """One thing that hardly any history may do.

    Attributes:
        name: short, for a machine.
        says: what is counted, in words.
        most: share of histories that may do it.
        reason: why more would be absurd.
        does: says of every history whether it does it; (history,)
    """

    name: str
    says: str
    most: float
    reason: str
    does: Callable[[Priors], Flags]


def _year_flow_high(priors: Priors) -> Flags:
    return np.asarray(priors.usual.of("flow").mean(0) > 20)


def _year_flow_low(priors: Priors) -> Flags:
    return np.asarray(priors.usual.of("flow").mean(0) < 0.01)


def _flow_explodes(priors: Priors) -> Flags:
    return np.asarray((priors.calendar.of("flow") > 50).any(0))


def _closed(priors: Priors) -> Flags:
    return np.asarray(priors.usual.of("openness").mean(0) < 1)


def _free(priors: Priors) -> Flags:
    return np.asarray(priors.usual.of("openness").mean(0) > 99.9)


def _enforcement_far_off(priors: Priors) -> Flags:
    far_off = np.zeros(priors.calendar.n, bool)
    for side in priors.calendar.facts.case.sides:
        ratio = priors.calendar.of("enforcement", side)
        far_off |= ((ratio > 100) | (ratio < 0.01)).any(0)
    return far_off


def _money(truths: Truths, row: str, sectors: Flags) -> NDArray[np.float64]:
    """Return a sum of money at some sectors over the cargo that usually goes there, mean of all weeks; (history, sector)."""
    rows = truths.facts.rows(row)
    cargo = truths.facts.reference.border.sectors[sectors, TYPICAL_LOAD].astype(np.float64)
    money = truths.seen[:, :, rows.start : rows.stop][:, :, sectors].astype(np.float64)
    return np.asarray(money.mean(0) / np.maximum(cargo, LEAST))


def _dear_hulls(priors: Priors) -> Flags:
    hulls = priors.usual.facts.reference.border.sectors[:, HULLS] > 0
    return np.asarray((_money(priors.usual, "seen_fee", hulls) > 1).any(1))


def _dear_bribes(priors: Priors) -> Flags:
    every = np.ones(len(priors.usual.facts.sectors), bool)
    return np.asarray((_money(priors.usual, "seen_bribe", every) > 1).any(1))


def _money_below_zero(priors: Priors) -> Flags:
    below = np.zeros(priors.calendar.n, bool)
    for row in ("seen_fee", "seen_bribe", "seen_flow", "seen_flow_good", "seen_official"):
        rows = priors.calendar.facts.rows(row)
        below |= (priors.calendar.seen[:, :, rows.start : rows.stop] < 0).any((0, 2))
    return below


def _not_finite(priors: Priors) -> Flags:
    return np.asarray(~np.isfinite(priors.calendar.seen).all((0, 2)) | ~np.isfinite(priors.calendar.values).all((0, 2)))


def _price_far_off(priors: Priors) -> Flags:
    goods = [column.key for column in priors.calendar.columns if column.quantity == "price"]
    prices = np.stack([priors.calendar.of("price", good) for good in goods])
    return np.asarray(((prices > 50) | (prices < 0.02)).any((0, 1)))


def _stuck(share: NDArray[np.float32]) -> Flags:
    return np.asarray((share < 0.005).all(0) | (share > 0.995).all(0))


def _hired_stuck(priors: Priors) -> Flags:
    return _stuck(priors.usual.of("hired_share"))


def _fleets_explode(priors: Priors) -> Flags:
    return np.asarray((priors.calendar.vessels > 5).any(0))


def _fleets_vanish(priors: Priors) -> Flags:
    return np.asarray((priors.usual.vessels < 0.05).any(0))


def _many_seized(priors: Priors) -> Flags:
    seized, crossings = priors.usual.of("seizures").sum(0), priors.usual.of("crossings").sum(0)
    return np.asarray(seized > 0.3 * np.maximum(crossings, LEAST))


def _official_high(priors: Priors) -> Flags:
    return np.asarray(
        (priors.usual.of("official_trade", "in").mean(0) > 3) | (priors.usual.of("official_trade", "out").mean(0) > 3)
    )


def _ordered_always(priors: Priors) -> Flags:
    return np.asarray(priors.usual.of("state_smuggling").mean(0) > 0.9)


RULES = (
    Rule("not-finite", "a quantity that is no number", 0.0, "A history that overflows poisons every mean.", _not_finite),
    Rule("below-zero", "a fee, bribe, flow or licensed trade below zero", 0.0, "They are amounts.", _money_below_zero),
    Rule(
        "flow-high", "a usual year's flow above 20 times the reference", 0.05,
        "The reference is the mean of such years: a year of 20 times as much would need 20 others of next to nothing.",
        _year_flow_high,
    ),
    Rule(
        "flow-low", "a usual year's flow below a hundredth of the reference", 0.05,
        "Trade outside the rules was there in the reference period; priors must not expect that it was not.", _year_flow_low,
    ),
    Rule(
        "flow-explodes", "a week with more than 50 times the reference flow under the calendar", 0.05,
        "Traders, hulls and boats are counted; nothing known multiplied them by 50.", _flow_explodes,
    ),
    Rule(
        "closed", "mean openness of a usual year below 1 %", 0.05,
        "Nobody tries a crossing at which 99 of 100 are seized, and yet there was trade.", _closed,
    ),
    Rule(
        "free", "mean openness of a usual year above 99.9 %", 0.05,
        "A border without one seizure in a thousand crossings is not guarded; reports tell of seizures everywhere.", _free,
    ),
    Rule(
        "enforcement-far-off", "enforcement of a force above 100 times or below a hundredth of usual under the calendar", 0.05,
        "Guards are so many: campaigns were told of as doubling or tripling checks.", _enforcement_far_off,
    ),
    Rule(
        "fee-above-cargo", "a usual year's mean fee for a hull above the cargo's value", 0.01,
        "Nobody hires a hull that costs more than what it carries.", _dear_hulls,
    ),
    Rule(
        "bribe-above-cargo", "a usual year's mean bribe above the cargo's value", 0.01,
        "Nobody pays more for being let through than the cargo is worth.", _dear_bribes,
    ),
    Rule(
        "price-far-off", "a price above 50 times or below a fiftieth of usual under the calendar", 0.05,
        "Fuel, the most extreme, about tripled in 2017.", _price_far_off,
    ),
    Rule(
        "hired-stuck", "the hired share of a usual year always below 0.5 % or always above 99.5 %", 0.05,
        "Own and hired boats were both told of; a share stuck at an end cannot move with fees.", _hired_stuck,
    ),
    Rule(
        "fleets-explode", "own boats above 5 times the usual fleet under the calendar", 0.05,
        "Boats are built and registered; five times as many is another border.", _fleets_explode,
    ),
    Rule(
        "fleets-vanish", "own boats below a twentieth of the usual fleet in a usual year", 0.05,
        "The usual fleet is what stays in usual years.", _fleets_vanish,
    ),
    Rule(
        "many-seized", "more than three in ten crossings seized in a usual year", 0.05,
        "No trade survives the loss of every third cargo.", _many_seized,
    ),
    Rule(
        "official-high", "licensed trade of a usual year above 3 times the reference", 0.05,
        "Customs published it: it did not triple within a usual year.", _official_high,
    ),
    Rule(
        "always-ordered", "state-run smuggling ordered on more than nine in ten of a usual year's days", 0.05,
        "It is told of as bouts of some months, when trade is missing.", _ordered_always,
    ),
)  # fmt: skip
