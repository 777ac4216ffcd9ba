"""What the model is to show comes out of its mechanisms: the nine rows of the design's table, none of them written in.

Every test looks at 256 histories with parameters drawn from the priors. Where it counts signs, a model without the effect
would give Binomial(256, 1/2): more than 65 % of one sign has a chance of 6e-7. Where it compares means, the bound is six
standard errors of the mean (2e-9). Seeds are fixed.
"""

from dataclasses import replace

import numpy as np
import pytest

from contraflow.border.calendar import read_calendar
from contraflow.border.layout import particles
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import draw_parameters
from contraflow.border.start import find_reference, first_state, seen
from contraflow.border.tables import IS_DAY, IS_LIVE, SHIFT
from tests.experiments import act, run, stretch, without_winter

N = 256
MOST = 0.65
CRACKDOWN, EASING, END = 60, 210, 330
CAMPAIGN = 5.0  # times the usual crackdown: the kind that was said to stop nearly all


def share(condition):
    return float(np.mean(condition))


def six_sigma_above_zero(values):
    return values.mean() > 6 * values.std() / np.sqrt(len(values))


@pytest.fixture(scope="module")
def border(yalu):
    return without_winter(yalu)


@pytest.fixture(scope="module")
def reference(border):
    return find_reference(border, 2)


@pytest.fixture(scope="module")
def campaign(border, reference):
    """A strong campaign of the far force, called off five months later."""
    events = (
        act(border, "crackdown", CRACKDOWN, side=border.sides[0], strength=CAMPAIGN),
        act(border, "relaxation", EASING, side=border.sides[0], strength=CAMPAIGN),
    )
    return run(border, reference, events, END)


@pytest.fixture(scope="module")
def quiet(border, reference):
    return run(border, reference, (), END)


def test_enforcement_falls_after_talks_and_more_surely_after_the_second(border, reference):
    hard = act(border, "crackdown", 1, side=border.sides[0], strength=3.0)
    first, second = act(border, "talks", 90), act(border, "talks", 133)
    talked = run(border, reference, (hard, first, second), 200).enforcement(0)
    silent = run(border, reference, (hard,), 200).enforcement(0)
    after_first = talked[stretch(130)] - silent[stretch(130)]
    after_second = talked[stretch(175)] - silent[stretch(175)]
    assert share(after_first < 0) > MOST
    assert share(after_second < 0) > share(after_first < 0)
    assert after_second.mean() < after_first.mean()


def test_flow_collapses_in_a_crackdown_and_recovers_later_than_enforcement_falls(campaign):
    flow, enforcement = np.median(campaign.flow(), 1), np.median(campaign.enforcement(0), 1)
    before, low = flow[stretch(50)], flow[stretch(EASING - 40) : stretch(EASING)].mean()
    assert low < 0.5 * before
    assert flow[stretch(EASING + 75)] > 0.7 * before
    # days from the easing until half of the way back is made
    peak, end = enforcement[stretch(EASING)], enforcement[-1]
    eased = np.argmax(enforcement[stretch(EASING) :] < (peak + end) / 2)
    back = np.argmax(flow[stretch(EASING) :] > (low + flow[-1]) / 2)
    assert 0 < eased < back <= stretch(EASING + 75) - stretch(EASING)


def test_beliefs_lag_behind_enforcement(border, reference):
    """Without hearsay belief comes from seizures alone, so that after a crackdown the flow comes back later."""
    slow = {**border.priors, "beliefs.hearsay_per_day": replace(border.priors["beliefs.hearsay_per_day"], value=0.003)}
    fast = {**border.priors, "beliefs.hearsay_per_day": replace(border.priors["beliefs.hearsay_per_day"], value=0.3)}
    events = (
        act(border, "crackdown", CRACKDOWN, side=border.sides[0], strength=CAMPAIGN),
        act(border, "relaxation", EASING, side=border.sides[0], strength=CAMPAIGN),
    )
    after = slice(stretch(EASING + 10), stretch(EASING + 40))
    late = run(replace(border, priors=slow), reference, events, END).flow()[after].mean(0)
    early = run(replace(border, priors=fast), reference, events, END).flow()[after].mean(0)
    assert six_sigma_above_zero(early - late)


def test_squeezing_one_sector_moves_trade_to_its_neighbours(border, reference):
    middle = 2
    name = border.sector_ids[middle]
    squeeze = act(border, "crackdown", 60, side=border.sides[0], places=(name,), strength=CAMPAIGN)
    squeezed, calm = (run(border, reference, events, 140).flow_by_sector() for events in ((squeeze,), ()))
    change = (squeezed - calm)[stretch(90) :].mean(0)
    assert six_sigma_above_zero(-change[:, middle])
    neighbours = change[:, [middle - 1, middle + 1]].sum(1)
    assert six_sigma_above_zero(neighbours)
    # what moves next door is a part of what leaves
    assert neighbours.mean() < -change[:, middle].mean()


def test_the_daylight_share_of_live_goods_rises_when_enforcement_falls(campaign):
    hard = campaign.daylight_share()[stretch(EASING - 40) : stretch(EASING)].mean(0)
    easy = campaign.daylight_share()[stretch(END - 60) :].mean(0)
    assert share(easy > hard) > MOST


def test_goods_that_are_not_live_stay_nocturnal(border, reference):
    """Weights of options by day and night in one block of 64 particles, in usual conditions."""
    parameters = draw_parameters(border, ORDER, 64, 5)
    engine = Engine(reference.border, read_calendar(replace(border, calendar=()), 2, 5), 5, 1)
    path = engine.new_path(first_state(border, reference.border, parameters), 0)
    engine.run(range(1, 2), path, parameters, no_plan(2))
    at, facts = engine.at, reference.border
    by_good = np.zeros((facts.n_goods, 2))
    for cell in range(len(facts.cells)):
        by_day = int(facts.shifts[facts.cells[cell, SHIFT], IS_DAY])
        for option in range(facts.option_start[cell], facts.option_start[cell + 1]):
            by_good[facts.option_good[option], by_day] += engine.scratches[0][at.option_weight + option].mean()
    daylight = by_good[:, 1] / by_good.sum(1)
    live = facts.goods[:, IS_LIVE] > 0
    assert (daylight[~live] < 0.5).all()
    assert daylight[live].min() > daylight[~live].max()


def test_the_mix_of_goods_follows_demand_not_supply(border, reference):
    wanted = border.modelled_goods[3]
    dearer = {**border.goods, wanted.id: replace(wanted, margin_cny_per_t=1.2 * wanted.margin_cny_per_t)}
    crowd = tuple(replace(s, traders={k: 2 * n for k, n in s.traders.items()}) for s in border.sectors)

    def mix(case):
        found = find_reference(case, 2)
        by_good = found.seen[seen(found.at, "seen_flow_good")]
        return by_good / by_good.sum()

    usual = mix(border)
    demanded = mix(replace(border, goods=dearer))
    supplied = mix(replace(border, sectors=crowd))
    assert demanded[3] > 1.15 * usual[3]
    assert np.abs(supplied / usual - 1).max() < 0.1


def test_hire_share_and_fee_rise_in_a_crackdown_and_the_fee_about_halves_after_the_easing(campaign, quiet):
    hard, easy = slice(stretch(EASING - 40), stretch(EASING)), slice(stretch(END - 60), None)
    assert share(campaign.hired_share()[hard].mean(0) > quiet.hired_share()[hard].mean(0)) > MOST
    assert share(campaign.fee()[hard].mean(0) > quiet.fee()[hard].mean(0)) > MOST
    ratio = np.median(campaign.fee()[easy].mean(0) / campaign.fee()[hard].mean(0))
    assert 0.35 < ratio < 0.7


def test_firms_under_a_quota_keep_crossing_through_losses_and_private_traders_stop_first(border, reference):
    hard = (act(border, "crackdown", 1, side=border.sides[0], strength=3.0),)

    def arrivals(events, seed):
        parameters = draw_parameters(border, ORDER, 64, seed)
        engine = Engine(reference.border, read_calendar(replace(border, calendar=events), 100, seed), seed, 1)
        path = engine.new_path(first_state(border, reference.border, parameters), 0)
        at, total = engine.at, np.zeros((reference.border.n_kinds, 64))
        engine.run(range(1, 60), path, parameters, no_plan(100))
        for day in range(60, 100):
            engine.run(range(day, day + 1), path, parameters, no_plan(100))
            rows = engine.scratches[0][at.arrivals : at.cell_weight]
            total += rows.reshape(reference.border.n_kinds, -1, 64).sum(1)
        return total

    kept = np.concatenate([arrivals(hard, seed) / arrivals((), seed) for seed in range(4)], axis=1)
    firm = [kind.shortfall_cny > 0 for kind in border.kinds].index(True)
    private = [kind.shortfall_cny == 0 and "own_vessel" in kind.carriers for kind in border.kinds].index(True)
    assert share(kept[firm] > kept[private]) > MOST


def test_fleets_that_lose_vessels_replace_them(campaign, border, reference):
    parameters = draw_parameters(border, ORDER, N, 3)
    engine = Engine(reference.border, read_calendar(replace(border, calendar=()), 40, 3), 3, 2)
    state = first_state(border, reference.border, parameters)
    at = engine.at
    state[:, at.vessels : at.unmet] *= 0.25
    before = particles(state[:, at.vessels : at.unmet]).sum(1)
    path = engine.new_path(state, 0)
    engine.run(range(1, 40), path, parameters, no_plan(40))
    after = particles(path.state[:, at.vessels : at.unmet]).sum(1)
    assert share(after > 1.5 * before) > 0.95


def test_the_home_force_loosens_when_licensed_trade_collapses(border, reference):
    every_good = tuple(good.id for good in border.modelled_goods)
    ban = act(border, "ban", 30, goods=every_good)
    banned, free = (run(border, reference, events, 240).enforcement(1) for events in ((ban,), ()))
    assert share(banned[-1] < free[-1]) > MOST
    assert six_sigma_above_zero(free[-1] - banned[-1])


def test_success_lifts_and_failure_lowers_the_flow_against_no_summit(border, reference):
    summit = act(border, "summit", 100, announced=border.date(60))
    success, failure = (
        run(border, reference, (summit,), 200, outcomes={summit.id: outcome}).flow() for outcome in ("success", "failure")
    )
    none = run(border, reference, (), 200).flow()
    later = slice(stretch(110), None)
    assert share(success[later].mean(0) > none[later].mean(0)) > MOST
    assert share(failure[later].mean(0) < none[later].mean(0)) > MOST


def test_hope_moves_traders_before_any_rule_changes(border, reference):
    """The announcement alone lifts the flow while enforcement has not moved."""
    summit = act(border, "summit", 190, announced=border.date(60))
    hopeful, plain = (run(border, reference, events, 100) for events in ((summit,), ()))
    later = slice(stretch(65), stretch(95))
    assert six_sigma_above_zero((hopeful.flow() - plain.flow())[later].mean(0))
    assert abs(np.mean((hopeful.enforcement(0) - plain.enforcement(0))[later])) < 0.05
