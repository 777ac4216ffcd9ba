"""The window of past periods."""

import numpy as np
import pytest

from contraflow.inference.smoother import Window


def test_a_period_leaves_when_its_lag_is_over():
    window, weights, left = Window(lag=2), np.full(3, 1 / 3), []
    for period in range(5):
        window, leaving = window.add(period, np.full((3, 1), float(period)), weights)
        left.append([s.period for s in leaving])
    assert left == [[], [], [0], [1], [2]]
    assert [s.period for s in window.close(weights)] == [3, 4]


def test_without_a_lag_a_period_leaves_at_once():
    window, leaving = Window(lag=0).add(7, np.array([[1.0], [3.0]]), np.array([0.25, 0.75]))
    assert [s.period for s in leaving] == [7]
    assert leaving[0].mean() == pytest.approx([2.5])
    assert window.kept == ()


def test_the_window_follows_its_particles_through_resampling():
    """Against a slow twin that copies all values at every resampling."""
    rng = np.random.default_rng(3)
    n, window, slow = 30, Window(lag=3), []
    for period in range(10):
        values = rng.normal(size=(n, 2))
        weights = rng.dirichlet(np.ones(n))
        slow.append(values)
        window, leaving = window.add(period, values, weights)
        for smoothed in leaving:
            np.testing.assert_allclose(smoothed.mean(), weights @ slow[smoothed.period])
            for column in range(2):
                order = np.argsort(slow[smoothed.period][:, column])
                at = np.searchsorted(np.cumsum(weights[order]), 0.3)
                assert smoothed.quantiles([0.3])[0, column] == slow[smoothed.period][order[at], column]
        for _ in range(2):
            ancestors = rng.integers(0, n, n)
            window, slow = window.take(ancestors), [old[ancestors] for old in slow]
    assert len(window.kept) == 3


def test_rows_without_living_descendants_weigh_nothing():
    window, _ = Window(lag=1).add(0, np.array([[1.0], [2.0], [3.0]]), np.full(3, 1 / 3))
    smoothed = window.take(np.array([2, 2, 1])).close(np.array([0.5, 0.25, 0.25]))[0]
    np.testing.assert_allclose(smoothed.weights, [0, 0.25, 0.75])
    np.testing.assert_array_equal(smoothed.quantiles([0.0, 0.5]), [[2.0], [3.0]])


def test_periods_out_of_order_are_an_error():
    window, _ = Window(lag=2).add(4, np.zeros((2, 1)), np.full(2, 0.5))
    with pytest.raises(ValueError, match="period 6 does not follow 4"):
        window.add(6, np.zeros((2, 1)), np.full(2, 0.5))
