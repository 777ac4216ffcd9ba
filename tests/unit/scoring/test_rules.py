"""Scores: known values, best and worst cases, and that nobody gains by saying other than he believes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from contraflow.scoring.predictive import student_forecast
from contraflow.scoring.rules import (
    N_DRAWS,
    QUANTILE_LEVELS,
    brier,
    crps,
    is_covered,
    log_score,
    ranked_probability,
    weighted_interval,
)

MIDDLES = (np.arange(N_DRAWS) + 0.5) / N_DRAWS
chances = st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5).map(lambda raw: [p / sum(raw) for p in raw])


def test_the_log_score_of_a_fair_coin_is_log_two_and_of_certainty_nothing():
    assert log_score(0.5) == pytest.approx(np.log(2))
    assert log_score(1.0) == 0.0
    assert log_score(0.0) == pytest.approx(12 * np.log(10))  # worst: finite, or one surprise would decide everything


def test_brier_is_nothing_at_best_and_one_at_worst():
    assert (brier(1.0, True), brier(0.0, True), brier(0.5, False)) == (0.0, 1.0, 0.25)


def test_the_ranked_score_of_words_counts_how_far_off_they_were():
    assert ranked_probability([0, 0, 1, 0, 0], 2) == 0.0
    assert ranked_probability([1, 0, 0, 0, 0], 4) == 4.0
    # 0.2 steps: below the word 0.2^2 + 0.4^2, from it on 0.4^2 + 0.2^2 + 0
    assert ranked_probability([0.2] * 5, 2) == pytest.approx(0.4)
    assert ranked_probability([0.5, 0.5, 0, 0, 0], 0) < ranked_probability([0.5, 0, 0, 0, 0.5], 0)


def test_the_crps_of_a_normal_is_the_closed_form():
    """CRPS(N(0, 1), y) = y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi), Gneiting and Raftery 2007, equation 22."""
    draws = norm.ppf(MIDDLES)
    for y in (-2.0, 0.0, 0.7):
        closed = y * (2 * norm.cdf(y) - 1) + 2 * norm.pdf(y) - 1 / np.sqrt(np.pi)
        assert crps(y, draws) == pytest.approx(closed, abs=0.003)


def test_the_crps_of_a_point_is_its_distance():
    assert crps(3.0, np.full(N_DRAWS, 1.0)) == pytest.approx(2.0)
    assert crps(1.0, np.full(N_DRAWS, 1.0)) == 0.0


def test_the_weighted_interval_score_by_hand_and_near_the_crps():
    levels = np.array(QUANTILE_LEVELS)
    assert len(levels) == 23 and levels[11] == 0.5
    assert weighted_interval(2.0, np.full(23, 2.0)) == 0.0
    # every interval is [0, 2]; y = 3 misses each by 1: (|3 - 1| / 2 + sum_k (alpha_k / 2)(2 + 2 / alpha_k)) / 11.5
    quantiles = np.where(levels < 0.5, 0.0, np.where(levels > 0.5, 2.0, 1.0))
    by_hand = (1.0 + sum(p * 2 + 1.0 for p in levels[:11])) / 11.5
    assert weighted_interval(3.0, quantiles) == pytest.approx(by_hand)
    # Bracher et al. 2021: it is twice the mean quantile score of the 23 levels, which stand too closely in the tails to be the
    # CRPS itself
    below = norm.ppf(levels)
    pinball = np.where(below < 0.7, levels * (0.7 - below), (1 - levels) * (below - 0.7))
    assert weighted_interval(0.7, below) == pytest.approx(2 * pinball.mean())
    assert weighted_interval(0.7, below) == pytest.approx(crps(0.7, norm.ppf(MIDDLES)), rel=0.12)


def test_intervals_hold_what_lies_within_them_ends_included():
    quantiles = norm.ppf(np.array(QUANTILE_LEVELS))
    assert is_covered(0.0, quantiles) == {50: True, 80: True, 95: True}
    assert is_covered(1.0, quantiles) == {50: False, 80: True, 95: True}
    assert is_covered(float(norm.ppf(0.9)), quantiles)[80]
    assert is_covered(2.5, quantiles) == {50: False, 80: False, 95: False}


@given(believed=chances, said=chances)
def test_nobody_gains_by_saying_other_words_than_he_believes(believed, said):
    for rule in (lambda p, k: log_score(p[k]), ranked_probability):
        honest, other = (sum(b * rule(p, k) for k, b in enumerate(believed)) for p in (believed, said))
        assert honest <= other + 1e-9


@pytest.mark.parametrize("scale", [0.5, 2.0])
@pytest.mark.parametrize("rule", ["crps", "wis"])
def test_nobody_gains_by_saying_another_spread_than_he_believes(scale, rule):
    ys = norm.ppf((np.arange(400) + 0.5) / 400)

    def mean_score(sd):
        if rule == "crps":
            return np.mean([crps(y, sd * norm.ppf(MIDDLES)) for y in ys])
        return np.mean([weighted_interval(y, sd * norm.ppf(np.array(QUANTILE_LEVELS))) for y in ys])

    assert mean_score(1.0) < mean_score(scale) - 0.01


def test_a_distribution_on_a_grid_has_the_quantiles_and_chances_of_its_formula():
    from scipy.stats import t

    said = student_forecast(2.0, 0.3, 5.0)
    levels = np.array(QUANTILE_LEVELS)
    np.testing.assert_allclose(said.hub_quantiles(), 2.0 + 0.3 * t.ppf(levels, 5), atol=0.003)
    assert said.at(2.1) == pytest.approx(t.pdf(2.1, 5, 2.0, 0.3), rel=0.005)
    assert said.chance_above(2.3) == pytest.approx(t.sf(1.0, 5), abs=0.002)
    assert said.at(1e6) == 0.0
