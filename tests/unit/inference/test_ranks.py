"""Ranks of a truth, coverage of intervals and simultaneous bands, against counting and against simulation."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from contraflow.inference.ranks import chance_within, coverage, covered, cumulated, rank, simultaneous_band


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30), st.floats(-5, 5), st.integers(0, 99))
def test_a_rank_counts_what_lies_below(draws, truth, seed):
    found = int(rank(np.array(draws), np.array(truth), np.random.default_rng(seed)))
    below = sum(draw < truth for draw in draws)
    assert below <= found <= below + sum(draw == truth for draw in draws)


def test_ties_are_broken_evenly():
    # 3 of 4 draws equal the truth: ranks 1 to 4, each a quarter; 4,000 of them, four p-values over 1e-4
    draws = np.array([0.0, 1.0, 1.0, 1.0])[:, None] * np.ones((1, 4000))
    counts = np.bincount(rank(draws, np.ones(4000), np.random.default_rng(3)), minlength=5)
    assert counts[0] == 0 and all(binomtest(int(c), 4000, 0.25).pvalue > 1e-4 for c in counts[1:])


@pytest.mark.parametrize("level", [50, 80, 95])
def test_central_intervals_hold_as_many_ranks_as_they_should(level):
    held = covered(np.arange(200), 199, level)
    assert held.sum() == 2 * level
    assert (held == held[::-1]).all()


def test_an_interval_whose_ends_are_no_draws_is_refused():
    with pytest.raises(ValueError, match="199 draws"):
        covered(np.arange(100), 99, 95)


def test_coverage_counts_replications_not_weeks():
    held = np.repeat([[True], [False], [True], [True]], 52, axis=1)
    found = coverage(held)
    assert found.share == 0.75
    assert found.error == pytest.approx(np.std([1, 0, 1, 1], ddof=1) / 2)


@given(st.lists(st.integers(0, 19), min_size=1, max_size=50), st.sampled_from([1, 2, 4, 5, 10, 20]))
def test_the_distribution_of_ranks_rises_to_one(ranks, points):
    found = cumulated(np.array(ranks), 19, points)
    assert len(found) == points and found[-1] == 1 and (np.diff(found) >= 0).all()
    first = 20 // points
    assert found[0] == pytest.approx(np.mean([r < first for r in ranks]))


def test_even_ranks_have_an_even_distribution():
    assert cumulated(np.arange(200), 199, 20) == pytest.approx(np.arange(1, 21) / 20)
    with pytest.raises(ValueError, match="divisor"):
        cumulated(np.arange(200), 199, 30)


def test_the_chance_of_staying_within_limits_is_that_of_all_ways_counted():
    # five numbers in three classes: sum the multinomial chances of all that stay within
    n, least, most = 5, np.array([1, 2, 5]), np.array([3, 5, 5])
    by_hand = 0.0
    for counts in product(range(n + 1), repeat=2):
        first, second = counts[0], counts[0] + counts[1]
        if second <= n and least[0] <= first <= most[0] and least[1] <= second <= most[1]:
            by_hand += binom.pmf(first, n, 1 / 3) * binom.pmf(second - first, n - first, 1 / 2)
    assert chance_within(n, least, most) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize(("n", "chance"), [(60, 0.95), (60, 0.5), (25, 0.9)])
def test_even_numbers_stay_within_the_band_as_often_as_it_says(n, chance):
    # 20,000 samples, chance 1e-4 of a false alarm; limits are whole counts: the band holds a little more often than asked
    band = simultaneous_band(n, 10, chance)
    samples = np.random.default_rng(7).random((20_000, n))
    shares = np.stack([(samples <= at).mean(1) for at in band.at], 1)
    inside = ((shares >= band.low - 1e-9) & (shares <= band.high + 1e-9)).all(1)
    exact = chance_within(n, np.rint(band.low * n).astype(int), np.rint(band.high * n).astype(int))
    assert chance <= exact < chance + 0.1
    assert binomtest(int(inside.sum()), 20_000, exact).pvalue > 1e-4


@given(st.integers(2, 40), st.sampled_from([2, 5, 10]), st.floats(0.1, 0.99))
@settings(max_examples=20, deadline=None)
def test_a_band_holds_the_even_line_and_widens_with_its_chance(n, points, chance):
    band = simultaneous_band(n, points, chance)
    wider = simultaneous_band(n, points, 0.999)
    assert (band.low <= band.at + 1 / n).all() and (band.high >= band.at - 1 / n).all()
    assert (wider.low <= band.low).all() and (wider.high >= band.high).all()
    assert band.low[-1] == band.high[-1] == 1


def test_numbers_that_crowd_in_the_middle_leave_the_band():
    band = simultaneous_band(200, 20, 0.95)
    crowded = np.random.default_rng(1).beta(2, 2, 200)
    shares = np.array([(crowded <= at).mean() for at in band.at])
    assert ((shares < band.low) | (shares > band.high)).any()
