"""Islands: one island is the filter itself, several are as many filters side by side, and evidence is kept by island."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.inference.filter import Carried, resample_if_needed, start, weigh
from contraflow.inference.islands import resample_islands, weigh_islands
from contraflow.kernels.weights import Indices


@dataclass(frozen=True)
class Points:
    x: np.ndarray

    @property
    def n(self) -> int:
        return len(self.x)

    def take(self, ancestors: Indices) -> "Points":
        return Points(self.x[ancestors])


def steps(seed, n, islands, wild, floor):
    """Run a filter of ``islands`` islands, and one filter for each island, over the same evidence."""
    draw = np.random.default_rng(seed)
    x = draw.normal(size=n * islands)
    together = start(Points(x))
    alone = [start(Points(part)) for part in x.reshape(islands, n)]
    gains = np.zeros(islands)
    for _ in range(6):
        u = draw.random(islands)
        together, resampled, _ = resample_islands(together, 0.5, u)
        moved = [resample_if_needed(each, 0.5, float(u[i])) for i, each in enumerate(alone)]
        assert resampled.tolist() == [yes for _, yes in moved]
        log_p = -0.5 * wild * (together.cloud.x - 0.3) ** 2
        log_p[draw.random(len(log_p)) < 0.1] = -np.inf
        together, told = weigh_islands(together, log_p, floor, islands)
        weighed = [weigh(each, log_p[i * n : i * n + n], floor) for i, (each, _) in enumerate(moved)]
        alone = [each for each, _ in weighed]
        for i, (_, info) in enumerate(weighed):
            assert told.damped[i] == pytest.approx(info.damped, rel=1e-9)
            assert told.rejected[i] == info.rejected
            assert told.effective_sample_size[i] == pytest.approx(info.effective_sample_size, rel=1e-9)
            if not info.rejected:
                assert told.log_evidence_gain[i] == pytest.approx(info.log_evidence_gain, rel=1e-9, abs=1e-9)
        gains += told.log_evidence_gain
    return together, alone, gains


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([8, 64]), st.sampled_from([1, 3, 8]), st.sampled_from([0.1, 3.0, 1e4]))
def test_islands_are_as_many_filters_side_by_side(seed, n, islands, wild):
    together, alone, _ = steps(seed, n, islands, wild, 0.1)
    for i, each in enumerate(alone):
        rows = slice(i * n, i * n + n)
        np.testing.assert_array_equal(together.cloud.x[rows], each.cloud.x)
        np.testing.assert_allclose(together.weights[rows] * islands, each.weights, rtol=1e-9)


@pytest.mark.parametrize("wild", [0.1, 3.0, 1e4])
def test_one_island_is_the_filter_bit_for_bit(wild):
    together, (alone,), _ = steps(3, 256, 1, wild, 0.05)
    assert together.log_weights.tobytes() == alone.log_weights.tobytes()
    assert together.cloud.x.tobytes() == alone.cloud.x.tobytes()
    assert together.log_evidence == alone.log_evidence


def test_an_island_that_leaves_evidence_no_chance_loses_all_of_it():
    log_p = np.concatenate([np.zeros(4), np.full(4, -np.inf)])
    after, told = weigh_islands(start(Points(np.zeros(8))), log_p, 0.1, 2)
    assert told.log_evidence_gain[0] == pytest.approx(0.0, abs=1e-12) and told.log_evidence_gain[1] == -np.inf
    assert told.rejected.tolist() == [False, True] and told.damped.tolist() == [1.0, 0.0]
    np.testing.assert_allclose(after.weights, 1 / 8)


def test_the_evidence_of_all_islands_is_the_mean_of_theirs():
    log_p = np.concatenate([np.zeros(4), np.full(4, -1.0)])
    after, _ = weigh_islands(start(Points(np.zeros(8))), log_p, 0.1, 2)
    assert after.log_evidence == pytest.approx(np.log((1 + np.exp(-1)) / 2))


@pytest.mark.parametrize("wrong", [np.zeros(7), np.full(8, np.inf)])
def test_a_likelihood_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="log likelihood: found shape"):
        weigh_islands(start(Points(np.zeros(8))), wrong, 0.1, 2)


def test_a_mean_over_islands_of_linear_gaussian_likelihoods_is_exact_for_each():
    """Two islands with different known noise: each log evidence agrees with its exact density (5 standard errors of 40 runs).

    y ~ N(x, 1), x ~ N(m, 1), so that y ~ N(m, sqrt 2) for the island with mean m; false alarms below one in a million.
    """
    means, y = np.array([0.0, 1.5]), 1.0
    found = []
    for seed in range(40):
        draw = np.random.default_rng(seed)
        x = np.repeat(means, 512) + draw.normal(size=1024)
        now: Carried[Points] = start(Points(x))
        _, told = weigh_islands(now, -0.5 * (x - y) ** 2 - 0.5 * np.log(2 * np.pi), 0.0, 2)
        found.append(np.exp(told.log_evidence_gain))
    exact = np.exp(-0.25 * (y - means) ** 2) / np.sqrt(4 * np.pi)
    error = np.std(found, axis=0) / np.sqrt(len(found))
    assert (np.abs(np.mean(found, axis=0) - exact) < 5 * error).all()
