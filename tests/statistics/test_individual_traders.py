"""The fast model against the individual one (tests/individuals): means, variances and correlations over histories.

Both start from one state with the same parameters and calendar; each draws numbers of its own. Compared are the means over
some ten days of all that can be observed and the hidden state after them: flows, crossings, seizures, fees, bribes, fleets,
quotas, beliefs, enforcement, prices.

What must agree: everything, if a crossing counts with the mean cargo of its way, as the fast model has it. If each trader
takes a cargo of his own, the means of a day's flows must agree, and their variances must differ by the variance of the
cargoes that passed, no less and no more. Over more days that noise feeds back through logarithms (supply, traffic) and
moves means a little, so that it is compared on one day.

False alarms: a comparison fails beyond ``SIGMAS`` standard errors. With normal errors that is 2e-9 for one and 4e-5 for all
19,000; means of some hundred histories have longer tails, and the chance that a new seed fails is put at one in a thousand.
Of 200 samples of the fast model in place of the individual one, 190,000 comparisons, none came beyond 5. Seeds are fixed.

More histories: ``python -m tests.individuals 10``.
"""

from bisect import bisect
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from contraflow.border.model import ORDER
from contraflow.border.tables import SHORTFALL
from tests.individuals import choosing, comparing, day
from tests.individuals.experiment import Experiment, fast
from tests.individuals.history import first_days_with_drawn_cargo, histories
from tests.individuals.people import FAR
from tests.individuals.settings import SETTINGS

SIGMAS = 6.0
FAST = 16384


@pytest.fixture(scope="module")
def experiment(toy, yalu):
    @cache
    def make(name) -> Experiment:
        return SETTINGS[name].prepare({"toy": toy, "yalu": yalu}[SETTINGS[name].case])

    return make


@pytest.fixture(scope="module")
def samples(experiment):
    """Both models' histories in a setting, made once; (history, column)."""

    @cache
    def make(name):
        there = experiment(name)
        return fast(there, FAST, 1), histories(there.start, there.days, SETTINGS[name].n, 7)

    return make


def beyond(found):
    return [one for one in comparing.worst(found) if abs(one.z) > SIGMAS]


def test_the_individual_day_has_the_mechanisms_of_the_order():
    assert [step.__name__ for step in day.STEPS] == [each.name for each in ORDER]


def test_boats_of_the_fast_model_are_whole(experiment, samples):
    boats = samples("crackdown")[0][:, comparing.columns(experiment("crackdown").start.at, ["vessels"])]
    assert np.all(boats == np.rint(boats))
    assert boats.std(0).max() > 0.5


@pytest.mark.parametrize("name", SETTINGS)
def test_fast_and_individual_model_agree(experiment, samples, name):
    found = comparing.compare(experiment(name).start.at, *samples(name))
    assert beyond(found) == []


def test_the_settings_show_what_they_are_for(experiment, samples):
    """A comparison that nothing happens in proves nothing."""

    def mean(name, quantity):
        return samples(name)[1][:, comparing.columns(experiment(name).start.at, [quantity])].mean(0)

    def hulls(name):
        return [sector.hulls for sector in experiment(name).start.case.sectors]

    west, middle = 0, 1
    assert mean("crackdown", "seen_enforcement")[west] > mean("calm", "seen_enforcement")[west] + 0.5
    assert mean("crackdown", "belief")[west] < mean("crackdown", "enforcement")[west] - 0.5  # belief lags
    assert mean("easing", "wanted")[middle] > 2 * hulls("easing")[middle]  # congestion
    assert mean("calm", "wanted")[middle] < hulls("calm")[middle]
    assert mean("closure", "seen_crossings")[west] < 0.5 * mean("closure", "seen_crossings")[middle]
    assert mean("quota", "vessels").sum() < 0.95 * experiment("quota").border.fleet.sum()
    assert np.all(mean("quota", "unmet")[:2] < 0.9)  # firms go on
    assert mean("winter", "seen_crossings")[middle] > mean("winter", "seen_afloat")[middle] + 0.5  # on foot
    assert mean("winter", "seen_regime")[0] > 0.3
    assert mean("few", "seen_crossings").sum() < 5
    assert mean("many", "seen_crossings").sum() > 100


def test_a_cargo_for_every_trader_changes_the_variance_of_flows_by_the_variance_of_cargoes(experiment):
    there = experiment("crackdown")
    one_day = replace(there, days=range(there.days.start, there.days.start + 1))
    single, added = first_days_with_drawn_cargo(there.start, there.days.start, 1500, 23)
    quick = fast(one_day, FAST, 3)[:, : single.shape[1]]
    flows = comparing.columns(there.start.at, ["seen_flow", "seen_flow_good"])
    share = np.sqrt(1 / len(quick) + 1 / len(single))
    means = (single.mean(0) - quick.mean(0))[flows] / (single.std(0)[flows] * share)
    assert np.abs(means).max() < SIGMAS
    owed = quick.var(0)[flows] + added
    error = np.array([np.sqrt(comparing.kurtosis(single[:, c]) - 1) for c in flows]) * share
    ratio = np.log(single.var(0)[flows] / owed) / error
    assert np.abs(ratio).max() < SIGMAS
    # the test would not pass without the variance of cargoes
    without = np.log(single.var(0)[flows] / quick.var(0)[flows]) / error
    assert without.max() > 2 * SIGMAS


def scaled(name: str, factor: float) -> Callable[[Experiment], Experiment]:
    def fault(there: Experiment) -> Experiment:
        parameters = {**there.start.parameters, name: there.start.parameters[name] * factor}
        return replace(there, start=replace(there.start, parameters=parameters))

    return fault


def paying_to_stay(there: Experiment) -> Experiment:
    return replace(there, border=there.border._replace(move_weight=1 / there.border.move_weight))


def quotas_for_nothing(there: Experiment) -> Experiment:
    kinds = there.border.kinds.copy()
    kinds[:, SHORTFALL] = 0.0
    return replace(there, border=there.border._replace(kinds=kinds))


def daylight_like_night(there: Experiment) -> Experiment:
    scrutiny = there.border.scrutiny.copy()
    scrutiny[:, :, 0] = scrutiny[:, :, 1]
    return replace(there, border=there.border._replace(scrutiny=scrutiny))


# setting, fault of the fast model, a quantity that must give it away
FAULTS_OF_THE_FAST = {
    "boats are never lost": ("quota", scaled("fleets.lost_share", 0.0), "vessels"),
    "moving cost of the wrong sign": ("closure", paying_to_stay, "seen_crossings"),
    "no congestion": ("easing", scaled("trader_choice.congestion", 0.0), "seen_hired"),
    "owners' share a tenth too large": ("easing", scaled("hire_market.owner_share", 1.1), "fee"),
    "hope of the wrong sign": ("easing", scaled("trader_choice.hope_discount", -1.0), "seen_flow"),
    "no nests": ("calm", scaled("trader_choice.nesting", 1 / 0.7), "seen_crossings"),
    "a quota costs nothing": ("quota", quotas_for_nothing, "unmet"),
    "daylight as safe as night": ("crackdown", daylight_like_night, "seen_seized"),
}


@pytest.mark.parametrize("name", FAULTS_OF_THE_FAST)
def test_a_fault_of_the_fast_model_is_found_out(experiment, samples, name):
    setting, fault, sign = FAULTS_OF_THE_FAST[name]
    found = comparing.compare(experiment(setting).start.at, fast(fault(experiment(setting)), 4096, 1), samples(setting)[1])
    assert any(f"of {sign}[" in one.what for one in found if abs(one.z) > SIGMAS)


def one_force_only(monkeypatch):
    monkeypatch.setattr(choosing, "true_intensity", lambda world, here: [np.exp(here.enforcement[FAR]), 0.0])


def guards_as_expected(monkeypatch):
    """What traders believe comes true."""
    right = day.cross

    def cross(world, trader, s):
        one = right(world, trader, s)
        one.seized = world.chance(one.cargo.chance_believed)
        return one

    monkeypatch.setattr(day, "cross", cross)


def traders_in_pairs(monkeypatch):
    """Every second trader of a kind and home goes where the one before went: the same means, twice the variance."""
    before = {}  # an odd one out is taken along to the next day

    def follow(world, trader, until):
        if trader in before:
            return before.pop(trader)
        s = bisect(until, world.rng.random() * (until[-1] + 1.0))
        before[trader] = s if s < len(until) else None
        return before[trader]

    monkeypatch.setattr(day, "choose_sector", follow)


def guards_see_all_or_nothing(monkeypatch):
    """One look a day at a sector: whoever crosses there is caught or not by the same luck."""
    luck = {}

    def cross(world, trader, s):
        way = world.ways[trader.kind, s][day.pick(world, world.until[trader.kind, s])]
        cargo = way.cargoes[day.pick(world, way.until)]
        if luck.get("of") is not world.crossings:
            luck.clear()
            luck["of"] = world.crossings
        caught = luck.setdefault(s, world.rng.random()) < cargo.chance_caught
        return day.Crossing(trader, s, way, cargo, caught)

    monkeypatch.setattr(day, "cross", cross)


def credit_to_the_wrong_force(monkeypatch):
    right = day.beliefs

    def beliefs(world, today):
        for here in world.sectors:
            here.belief.reverse()
            here.seen_enforcement.reverse()
        right(world, today)
        for here in world.sectors:
            here.seen_enforcement.reverse()

    monkeypatch.setattr(day, "STEPS", tuple(beliefs if step is right else step for step in day.STEPS))


# setting, histories, fault of the individual model, what must give it away
FAULTS_OF_THE_INDIVIDUAL = {
    "seizures by one force only": ("calm", 250, one_force_only, "mean of seen_seized["),
    "guards as traders expect": ("crackdown", 150, guards_as_expected, "mean of seen_seized["),
    "traders decide in pairs": ("few", 300, traders_in_pairs, "variance of seen_crossings["),
    "guards see all or nothing": ("crackdown", 150, guards_see_all_or_nothing, "variance of seen_seized["),
    "credit to the wrong force": ("calm", 150, credit_to_the_wrong_force, "mean of belief["),
}


@pytest.mark.parametrize("name", FAULTS_OF_THE_INDIVIDUAL)
def test_a_fault_of_the_individual_model_is_found_out(experiment, samples, monkeypatch, name):
    setting, n, fault, sign = FAULTS_OF_THE_INDIVIDUAL[name]
    fault(monkeypatch)
    there = experiment(setting)
    single = histories(there.start, there.days, n, 7)
    found = comparing.compare(there.start.at, samples(setting)[0], single)
    assert any(sign in one.what for one in found if abs(one.z) > SIGMAS)
