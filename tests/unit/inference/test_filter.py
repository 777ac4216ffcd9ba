"""The filter's rules, one by one."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from contraflow.inference.filter import Carried, advance, predict, resample_if_needed, start, weigh
from contraflow.kernels.weights import effective_sample_size


@dataclass(frozen=True)
class Line:
    """One number per particle."""

    x: np.ndarray

    @property
    def n(self):
        return len(self.x)

    def take(self, ancestors):
        return Line(self.x[ancestors])


N = 200
EQUAL = start(Line(np.arange(float(N))))
logs = arrays(np.float64, N, elements=st.floats(-1e4, 0) | st.just(-np.inf) | st.floats(-1, 0))


def test_the_filter_starts_with_equal_weights_and_no_evidence():
    np.testing.assert_allclose(EQUAL.weights, 1 / N)
    assert EQUAL.log_evidence == 0


def test_no_evidence_changes_no_weight():
    after, info = weigh(EQUAL, np.zeros(N), 0.1)
    np.testing.assert_allclose(after.log_weights, EQUAL.log_weights, rtol=1e-13)
    assert info.log_evidence_gain == pytest.approx(0, abs=1e-12)
    assert (info.damped, info.rejected) == (1.0, False)
    assert info.effective_sample_size == pytest.approx(N)


def test_evidence_that_all_explain_alike_changes_no_weight_but_counts():
    after, info = weigh(EQUAL, np.full(N, -3.0), 0.1)
    np.testing.assert_allclose(after.log_weights, EQUAL.log_weights, rtol=1e-13)
    assert after.log_evidence == info.log_evidence_gain == pytest.approx(-3)


def test_weights_follow_the_likelihood():
    log_p = np.log(np.linspace(0.5, 1.5, N))
    after, info = weigh(EQUAL, log_p, 0.1)
    np.testing.assert_allclose(after.weights, np.exp(log_p) / np.exp(log_p).sum())
    assert info.log_evidence_gain == pytest.approx(np.log(np.exp(log_p).mean()))


def test_two_pieces_of_evidence_weigh_as_their_product():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(2, N)) / 3
    one_by_one = weigh(weigh(EQUAL, a, 0.0)[0], b, 0.0)[0]
    together = weigh(EQUAL, a + b, 0.0)[0]
    np.testing.assert_allclose(one_by_one.log_weights, together.log_weights)
    assert one_by_one.log_evidence == pytest.approx(together.log_evidence)


@pytest.mark.parametrize("dead", [-np.inf, np.nan])
def test_impossible_evidence_is_rejected_and_named(dead):
    after, info = weigh(EQUAL, np.full(N, dead), 0.1)
    assert info.rejected
    assert info.damped == 0
    assert info.log_evidence_gain == 0
    assert after is EQUAL


def test_evidence_that_nearly_nobody_can_explain_is_rejected():
    log_p = np.full(N, -np.inf)
    log_p[3] = 0.0
    assert weigh(EQUAL, log_p, 0.1)[1].rejected
    assert not weigh(EQUAL, log_p, 0.0)[1].rejected


def test_particles_without_weight_cannot_save_the_evidence():
    lonely = Carried(EQUAL.cloud, np.where(np.arange(N) < N // 2, -np.inf, -np.log(N / 2)), 0.0)
    log_p = np.where(np.arange(N) < N // 2, 0.0, -np.inf)
    assert weigh(lonely, log_p, 0.1)[1].rejected


def test_infinite_likelihoods_are_an_error():
    with pytest.raises(ValueError, match="largest value inf"):
        weigh(EQUAL, np.where(np.arange(N) == 1, np.inf, 0.0), 0.1)


def test_a_likelihood_of_the_wrong_shape_is_an_error():
    with pytest.raises(ValueError, match=r"found shape \(3,\)"):
        weigh(EQUAL, np.zeros(3), 0.1)


@given(logs, st.floats(0.01, 0.5))
def test_the_effective_sample_size_never_falls_under_the_floor(log_p, share):
    after, info = weigh(EQUAL, log_p, share)
    assert info.effective_sample_size >= share * N * (1 - 1e-6)
    assert effective_sample_size(after.weights) == pytest.approx(info.effective_sample_size)
    assert after.weights.sum() == pytest.approx(1)
    assert 0 <= info.damped <= 1
    assert info.rejected == (info.damped == 0)


@given(logs, st.floats(0.01, 0.5))
def test_no_more_is_damped_than_the_floor_asks_for(log_p, share):
    _, info = weigh(EQUAL, log_p, share)
    if 0 < info.damped < 1:
        power = min(1.0, info.damped * 1.001)
        weights = np.exp(power * (log_p - log_p.max()))
        assert effective_sample_size(weights / weights.sum()) <= share * N * (1 + 1e-6)


@given(st.floats(1, 1e9))
def test_however_sharp_the_evidence_the_best_particles_stay_the_best(sharpness):
    log_p = -sharpness * np.linspace(-1, 1, N) ** 2
    after, _ = weigh(EQUAL, log_p, 0.1)
    order = np.argsort(log_p, kind="stable")
    assert (np.diff(after.log_weights[order]) >= 0).all()
    assert after.log_weights.max() > after.log_weights.min()


def test_damped_evidence_is_charged_in_full():
    log_p = -1e4 * np.linspace(-1, 1, N) ** 2
    _, info = weigh(EQUAL, log_p, 0.2)
    assert info.damped < 1
    assert info.log_evidence_gain == pytest.approx(np.logaddexp.reduce(log_p) - np.log(N))


def test_evidence_on_a_worn_cloud_costs_at_most_half_of_what_is_left():
    worn, _ = weigh(EQUAL, np.where(np.arange(N) < 10, 0.0, -30.0), 0.0)
    after, info = weigh(worn, -1e3 * np.arange(float(N)), 0.5)
    assert info.effective_sample_size == pytest.approx(5, rel=1e-3)
    assert not info.rejected
    assert after.weights.argmax() == 0


def test_the_cloud_is_resampled_only_when_it_has_thinned():
    thin, _ = weigh(EQUAL, np.where(np.arange(N) < 20, 0.0, -50.0), 0.0)
    same, resampled = resample_if_needed(EQUAL, 0.5, 0.3)
    assert same is EQUAL
    assert not resampled
    fresh, resampled = resample_if_needed(thin, 0.5, 0.3)
    assert resampled
    np.testing.assert_allclose(fresh.weights, 1 / N)
    np.testing.assert_array_equal(np.bincount(fresh.cloud.x.astype(int), minlength=N)[:20], np.full(20, N // 20))
    np.testing.assert_array_equal(fresh.cloud.x[:20], np.arange(20.0))  # survivors keep their row
    assert fresh.log_evidence == thin.log_evidence


def test_prediction_moves_the_cloud_and_no_weight():
    after = predict(EQUAL, lambda c: Line(c.x + 1))
    np.testing.assert_array_equal(after.cloud.x, EQUAL.cloud.x + 1)
    assert after.log_weights is EQUAL.log_weights


def test_a_day_tells_what_happened():
    thin, _ = weigh(EQUAL, np.where(np.arange(N) < 20, 0.0, -50.0), 0.0)
    now, info = advance(
        thin, 17, lambda c: Line(c.x + 1), lambda c: np.full(c.n, -np.inf), u=0.5, resample_below=0.5, floor_share=0.1
    )
    assert (info.day, info.resampled, info.rejected, info.damped) == (17, True, True, 0.0)
    assert now.log_evidence == thin.log_evidence
    assert set(now.cloud.x) == set(np.arange(1.0, 21.0))
