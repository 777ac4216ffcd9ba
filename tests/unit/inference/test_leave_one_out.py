"""Weights had one witness been silent: against the plain formula, and where likelihoods differ by more than floats can hold."""

import numpy as np

from contraflow.inference.leave_one_out import without_witnesses


def test_the_weights_are_those_of_truncated_ratios():
    rng = np.random.default_rng(4)
    weights = rng.dirichlet(np.ones(50))
    said = rng.normal(scale=3.0, size=(50, 4)).astype(np.float32)
    ratio = np.exp(-said.astype(np.float64))
    plain = weights[:, None] * np.minimum(ratio, (weights @ ratio) * np.sqrt(50))
    np.testing.assert_allclose(without_witnesses(weights, said), plain / plain.sum(0), rtol=1e-5)


def test_likelihoods_a_thousand_logs_apart_leave_weights_that_sum_to_one():
    weights = np.array([0.5, 0.5 - 1e-30, 1e-30, 0.0])
    said = np.array([[0.0, -5.0], [-1.0, 0.0], [-1000.0, -3000.0], [-1e5, -1e5]], np.float32)
    found = without_witnesses(weights, said)
    np.testing.assert_allclose(found.sum(0), 1.0)
    assert (found >= 0).all() and (found[3] == 0).all()
