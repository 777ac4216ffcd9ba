"""Borders and days on which the two models are compared: small enough to be slow in, different enough to use every rule."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from contraflow.case.case import Case
from tests.experiments import act
from tests.individuals.experiment import Experiment, crowd, prepare

SUMMER = range(151, 161)
FROST = range(337, 343)  # of the bundled border: ice forms on the upper river
WINTER = range(6, 16)  # of the invented border: the river at the middle sector freezes from day to day
# what is rare is made common, so that some hundred histories show it
COMMON = {
    "events.spread": 0.3,
    "enforcement.base_far": -3.0,
    "enforcement.base_home": -3.4,
    "enforcement.delay_days": 3.0,
    "state_smuggling.start_per_day": 0.1,
    "state_smuggling.stop_per_day": 0.2,
    "beliefs.learning": 0.2,
    "fleets.replace_per_day": 0.2,
    "flows.memory_days": 4.0,
}
# the hidden noise of guards, demand and prices, small: what traders do then shows above it
QUIET = {
    **COMMON,
    "enforcement.shared_shock": 0.01,
    "enforcement.own_shock": 0.01,
    "tolerance.shock": 0.01,
    "demand.shock": 0.005,
    "demand.price_shock": 0.003,
    "official_trade.shock": 0.005,
}


def calm(case: Case) -> Experiment:
    """Nothing happens; all hidden noise at its prior median."""
    return prepare(crowd(case, 0.2), (), SUMMER, COMMON)


def crackdown(case: Case) -> Experiment:
    """A campaign of the far force: many are caught, boats are lost, belief lags."""
    campaign = act(case, "crackdown", SUMMER.start + 1, side=case.sides[0], strength=3.0)
    values = {**QUIET, "enforcement.revert_per_day": 0.3, "beliefs.hearsay_per_day": 0.02, "scrutiny.day": 1.4}
    return prepare(crowd(case, 0.2), (campaign,), SUMMER, values)


def easing(case: Case) -> Experiment:
    """Easing after hard times: traders still fear, boats are gone, hired hulls are few and wanted."""
    case = crowd(case, 0.3)
    case = replace(case, sectors=tuple(replace(s, hulls=s.hulls * 0.1) for s in case.sectors))
    eased = act(case, "relaxation", SUMMER.start + 1, strength=3.0)
    afraid = {"belief": 1.0, "enforcement": 0.4, "vessels": -2.0}
    return prepare(case, (eased,), SUMMER, {**QUIET, "hire_market.adjust_per_day": 0.3, "scrutiny.hired": 0.7}, afraid)


def closure(case: Case) -> Experiment:
    """One sector is closed by decree, nearly: its traders move or stay at home."""
    shut = act(case, "closure", SUMMER.start + 2, end=case.date(SUMMER.stop), places=(case.sector_ids[0],), strength=0.95)
    return prepare(crowd(case, 0.2), (shut,), SUMMER, QUIET)


def quota(case: Case) -> Experiment:
    """Bans, weak demand and hard guards: who has no quota stays at home."""
    bans = tuple(act(case, "ban", SUMMER.start + 1, strength=0.8, goods=(good,), id=f"ban-{good}") for good in ("fish", "ore"))
    bad = {"demand": -0.4, "enforcement": 0.8, "belief": 0.8, "unmet": 0.2}
    values = {**QUIET, "fleets.lost_share": 0.9, "fleets.quota_days": 5.0, "sanctions.bite_days": 4.0}
    return prepare(crowd(case, 0.3), bans, SUMMER, values, bad)


def winter(case: Case) -> Experiment:
    """The river freezes at one sector; porters come there on foot; a holiday; convoys by order; a summit that may fail."""
    acts = (
        act(case, "holiday", WINTER.start + 4, end=case.date(WINTER.start + 6)),
        act(case, "state_order", WINTER.start + 1),
        act(case, "summit", WINTER.start + 3),
        act(case, "moratorium", WINTER.start + 5, end=case.date(WINTER.stop), goods=("fish",)),
    )
    crowded = crowd(case, 0.2)
    # convoys need ten firms
    firms = tuple(replace(s, traders={**s.traders, "state_firm": s.traders.get("state_firm", 0) * 3}) for s in crowded.sectors)
    return prepare(replace(crowded, sectors=firms), acts, WINTER, QUIET)


def few(case: Case) -> Experiment:
    """A handful of traders."""
    return prepare(crowd(case, 0.04), (), SUMMER, QUIET)


def many(case: Case) -> Experiment:
    """Hundreds of traders, where the fast model draws its large counts by another formula."""
    return prepare(crowd(case, 1.5), (), range(SUMMER.start, SUMMER.start + 4), QUIET)


def yalu(case: Case) -> Experiment:
    """The bundled border with a tenth of its traders, on days when ice is coming, after easing."""
    eased = act(case, "relaxation", FROST.start, strength=2.0)
    return prepare(crowd(case, 0.1), (eased,), FROST, QUIET, {"belief": 0.5})


class Setting(NamedTuple):
    """A setting: the folder of its case, how it is prepared, and how many individual histories the tests can afford."""

    case: str
    prepare: Callable[[Case], Experiment]
    n: int


SETTINGS = {
    "calm": Setting("toy", calm, 250),
    "crackdown": Setting("toy", crackdown, 300),
    "easing": Setting("toy", easing, 250),
    "closure": Setting("toy", closure, 250),
    "quota": Setting("toy", quota, 250),
    "winter": Setting("toy", winter, 250),
    "few": Setting("toy", few, 300),
    "many": Setting("toy", many, 100),
    "yalu": Setting("yalu", yalu, 80),
}
