"""Weights against their slow reference twins and their defining properties."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from contraflow.kernels.weights import effective_sample_size, normalise, systematic, weighted_mean, weighted_quantiles

log_weights = arrays(np.float64, st.integers(1, 40), elements=st.floats(-800, 800))
some_weights = arrays(np.float64, st.integers(1, 40), elements=st.floats(0, 1)).filter(lambda w: w.sum() > 1e-3)


def slow_systematic(weights: np.ndarray, u: float) -> np.ndarray:
    """Walk along the line of weights with evenly spaced points."""
    n, i, top, out = len(weights), 0, weights[0], []
    for k in range(n):
        while (u + k) / n >= top and i < n - 1:
            i += 1
            top += weights[i]
        out.append(i)
    return np.array(out)


def slow_quantile(values: np.ndarray, weights: np.ndarray, p: float) -> float:
    """Add weights from the smallest value on until p is reached."""
    total, last = 0.0, None
    for value, weight in sorted(zip(values, weights, strict=True)):
        if weight == 0:
            continue
        total, last = total + weight, value
        if total >= p - 1e-12:
            return value
    return last


@given(log_weights)
def test_normalised_weights_sum_to_one_and_keep_the_mean(logs):
    weights, log_mean = normalise(logs)
    assert weights.sum() == pytest.approx(1)
    assert log_mean == pytest.approx(np.logaddexp.reduce(logs) - np.log(len(logs)), rel=1e-12, abs=1e-9)


def test_weights_far_below_the_smallest_number_are_normalised():
    weights, log_mean = normalise(np.array([-1e6, -1e6 + np.log(3)]))
    np.testing.assert_allclose(weights, [0.25, 0.75])
    assert log_mean == pytest.approx(-1e6 + np.log(2))


@pytest.mark.parametrize(
    ("logs", "why"),
    [([-np.inf, -np.inf], "minus infinity"), ([0.0, np.nan], "nan"), ([0.0, np.inf], "inf")],
)
def test_weights_without_meaning_are_an_error_that_says_why(logs, why):
    with pytest.raises(ValueError, match=why):
        normalise(np.array(logs))


def test_the_effective_sample_size_is_right_at_its_ends():
    assert effective_sample_size(np.full(10, 0.1)) == pytest.approx(10)
    assert effective_sample_size(np.eye(10)[3]) == 1


@given(some_weights)
def test_the_effective_sample_size_lies_between_one_and_n(raw):
    ess = effective_sample_size(raw / raw.sum())
    assert 1 - 1e-9 <= ess <= len(raw) + 1e-9


def test_systematic_draws_equal_the_slow_walk():
    rng = np.random.default_rng(1)
    for _ in range(200):
        weights = rng.dirichlet(np.full(rng.integers(1, 30), 0.3))
        u = rng.random()
        np.testing.assert_array_equal(systematic(weights, u), slow_systematic(weights, u))


@given(some_weights, st.floats(0, 1, exclude_max=True))
def test_every_particle_is_drawn_within_one_of_its_share(raw, u):
    weights = raw / raw.sum()
    counts = np.bincount(systematic(weights, u), minlength=len(raw))
    assert np.abs(counts - len(raw) * weights).max() < 1 + 1e-6
    assert counts.sum() == len(raw)
    assert (counts[weights == 0] == 0).all()


@given(arrays(np.float64, st.integers(1, 40), elements=st.floats(0.001, 1.0)), st.integers(1, 90), st.floats(0, 0.999))
def test_any_number_drawn_holds_each_its_share_up_to_one(raw, n, u):
    weights = raw / raw.sum()
    counts = np.bincount(systematic(weights, u, n=n), minlength=len(raw))
    assert counts.sum() == n
    assert (np.abs(counts - n * weights) < 1 + 1e-9).all()


def test_systematic_draws_are_unbiased_over_an_even_grid():
    k, weights = 4000, np.array([0.05, 0.1, 0.15, 0.3, 0.4])
    counts = sum(np.bincount(systematic(weights, u), minlength=5) for u in (np.arange(k) + 0.5) / k) / k
    assert np.abs(counts - 5 * weights).max() < 2 / k


@given(some_weights, st.floats(0, 1, exclude_max=True))
def test_the_draw_in_place_is_the_same_draw_and_survivors_keep_their_row(raw, u):
    weights = raw / raw.sum()
    plain, placed = systematic(weights, u), systematic(weights, u, in_place=True)
    np.testing.assert_array_equal(np.sort(placed), plain)
    survivors = np.unique(plain)
    np.testing.assert_array_equal(placed[survivors], survivors)


@given(st.integers(1, 30), st.integers(0, 2**32 - 1), st.booleans())
def test_weighted_quantiles_equal_the_slow_sum(n, seed, equal):
    rng = np.random.default_rng(seed)
    values = rng.integers(-3, 4, size=(n, 2, 3)).astype(float) if seed % 2 else rng.normal(size=(n, 2, 3))
    weights = np.full(n, 1 / n) if equal else rng.dirichlet(np.full(n, 0.4))
    probs = np.array([0.0, 0.025, 0.25, 0.5, 0.75, 0.975, 1.0])
    got = weighted_quantiles(values, weights, probs)
    assert got.shape == (7, 2, 3)
    for i, p in enumerate(probs):
        for j in range(2):
            for k in range(3):
                assert got[i, j, k] == slow_quantile(values[:, j, k], weights, p)


@given(arrays(np.float64, 30, elements=st.floats(-1e300, 1e300) | st.floats(0, 1) | st.just(np.inf)), st.integers(0, 99))
def test_weighted_quantiles_equal_the_slow_sum_for_any_values(values, seed):
    weights = np.random.default_rng(seed).dirichlet(np.full(30, 0.4))
    probs = np.linspace(0, 1, 23)
    got = weighted_quantiles(values, weights, probs)
    np.testing.assert_array_equal(got, [slow_quantile(values, weights, p) for p in probs])


@pytest.mark.parametrize("shape", [lambda z: z, np.exp, lambda z: np.exp(9 * z), np.round, lambda z: z * 0])
def test_many_particles_have_the_quantiles_of_a_full_sort(shape):
    rng = np.random.default_rng(2)
    values, weights, probs = shape(rng.normal(size=5000)), rng.dirichlet(np.full(5000, 0.3)), np.linspace(0, 0.999, 50)
    order = np.argsort(values)
    exact = values[order[np.searchsorted(np.cumsum(weights[order]), probs)]]
    np.testing.assert_array_equal(weighted_quantiles(values, weights, probs), exact)


def test_a_particle_without_weight_is_never_a_quantile():
    values, weights = np.array([-9.0, 1.0, 2.0, 9.0]), np.array([0.0, 0.5, 0.5, 0.0])
    np.testing.assert_array_equal(weighted_quantiles(values, weights, np.array([0.0, 0.5, 1.0])), [1.0, 1.0, 2.0])


def test_the_quantiles_leave_the_values_as_they_were():
    values = np.random.default_rng(0).normal(size=(50, 3))
    before = values.copy()
    for weights in (np.full(50, 0.02), np.arange(50) / np.arange(50).sum()):
        weighted_quantiles(values, weights, np.array([0.5]))
        np.testing.assert_array_equal(values, before)


def test_the_weighted_mean_is_taken_over_particles():
    values, weights = np.arange(12.0).reshape(3, 2, 2), np.array([0.5, 0.5, 0.0])
    np.testing.assert_allclose(weighted_mean(values, weights), [[2, 3], [4, 5]])


def test_many_columns_of_quantiles_are_quick():
    rng = np.random.default_rng(0)
    values, weights = rng.normal(size=(4096, 900)), rng.dirichlet(np.ones(4096))
    took = []
    for _ in range(3):
        began = time.perf_counter()
        weighted_quantiles(values, weights, np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]))
        took.append(time.perf_counter() - began)
    assert min(took) < 0.5  # 0.06 s on an idle machine; a loop over particles would take a minute
