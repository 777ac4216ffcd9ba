"""Every density sums or integrates to one, is finite in its tails, and knows one witness from many."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from contraflow.kernels import likelihoods as lk

CUTS = np.array([-1.5, -0.5, 0.5, 1.5])
locations = st.floats(-8, 8).map(lambda x: np.array([x]))
spreads = st.floats(0.05, 3)
FAR = np.array([-1e300, -1e9, -60.0, 0.0, 60.0, 1e9, 1e300])
EXTREMES = [
    pytest.param(partial(lk.ordered_probit, 0, cutpoints=CUTS, spread=0.05), id="lowest word"),
    pytest.param(partial(lk.ordered_probit, 2, cutpoints=CUTS, spread=0.05), id="middle word"),
    pytest.param(partial(lk.ordered_probit, 4, cutpoints=CUTS, spread=0.05), id="highest word"),
    pytest.param(lambda location: lk.student_t(0.0, np.clip(location, -1e150, 1e150), 0.05, 4.0), id="number"),
    pytest.param(lambda location: lk.student_t_between(1.0, np.inf, location, 0.05, 4.0), id="at least"),
    pytest.param(lambda location: lk.student_t_between(-np.inf, 1.0, location, 0.05, 4.0), id="at most"),
    pytest.param(lambda location: lk.student_t_between(1.0, 1.1, location, 0.05, 4.0), id="interval"),
    pytest.param(lambda location: lk.negative_binomial(40, np.abs(location), 0.7), id="count"),
    pytest.param(lambda location: lk.negative_binomial_at_least(40, np.abs(location), 0.7), id="count or more"),
    pytest.param(lambda location: lk.negative_binomial_at_most(4, np.abs(location), 0.7), id="count or fewer"),
    pytest.param(lambda location: lk.logit_normal(1.0, np.clip(location, -1e150, 1e150), 0.05), id="whole share"),
    pytest.param(partial(lk.bernoulli, True), id="presence"),
    pytest.param(lambda location: lk.denied(lk.bernoulli(True, location), 2), id="denied presence"),
]


def words(location, spread):
    return np.array([lk.ordered_probit(k, location, CUTS, spread)[0] for k in range(5)])


@given(locations, spreads)
def test_the_five_words_sum_to_one(location, spread):
    assert np.exp(words(location, spread)).sum() == pytest.approx(1, abs=1e-12)


@given(locations, spreads)
def test_the_five_denials_sum_to_one(location, spread):
    denied = lk.denied(words(location, spread), 5)
    assert np.exp(denied).sum() == pytest.approx(1, abs=1e-9)


def test_the_words_have_the_chances_of_the_normal_law():
    exact = np.diff(stats.norm(0.3, 0.8).cdf(np.r_[-np.inf, CUTS, np.inf]))
    np.testing.assert_allclose(np.exp(words(np.array([0.3]), 0.8)), exact, rtol=1e-12)


def test_a_word_far_in_the_tail_keeps_its_exact_weight():
    # one-sided: Phi(-40) = exp(-804.6085) ; the middle word is the difference of two such
    low = lk.ordered_probit(0, np.array([40.0]), np.array([0.0]), 1.0)[0]
    middle = lk.ordered_probit(1, np.array([41.0]), np.array([0.0, 1.0]), 1.0)[0]
    assert low == pytest.approx(stats.norm.logcdf(-40), rel=1e-12)
    assert middle == pytest.approx(stats.norm.logcdf(-40), rel=1e-12)


@given(locations, spreads, st.floats(2, 30))
def test_the_number_integrates_to_one(location, spread, df):
    # y = x + s tan(a): the whole line on a finite interval
    a = (np.arange(4000) + 0.5) / 4000 * np.pi - np.pi / 2
    y = location + spread * np.tan(a)
    density = lk.student_t(0.0, location - y, spread, df)  # shifting what is said is shifting where it is
    assert (np.exp(density) * spread / np.cos(a) ** 2).mean() * np.pi == pytest.approx(1, abs=1e-4)


@given(locations, spreads, st.floats(2, 30), st.floats(-5, 5), st.floats(0, 4))
def test_the_three_stretches_of_a_number_sum_to_one(location, spread, df, low, length):
    parts = [(-np.inf, low), (low, low + length), (low + length, np.inf)]
    logs = [lk.student_t_between(a, b, location, spread, df)[0] for a, b in parts]
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-9)


def test_a_short_interval_far_out_has_the_chance_of_its_density():
    for x in (-50.0, 50.0):
        chance = lk.student_t_between(-0.005, 0.005, np.array([x]), 0.5, 4.0)
        assert chance[0] - np.log(0.01) == pytest.approx(lk.student_t(0.0, np.array([x]), 0.5, 4.0)[0], abs=1e-3)


@settings(max_examples=30)
@given(st.floats(0, 30), st.floats(0.2, 50))
def test_the_counts_sum_to_one(mean, dispersion):
    counts = [np.exp(lk.negative_binomial(c, np.array([mean]), dispersion)[0]) for c in range(3000)]
    assert sum(counts) == pytest.approx(1, abs=1e-6)
    rest = np.exp(lk.negative_binomial_at_least(7, np.array([mean]), dispersion)[0])
    assert rest + sum(counts[:7]) == pytest.approx(1, abs=1e-6)
    assert np.exp(lk.negative_binomial_at_most(6, np.array([mean]), dispersion)[0]) == pytest.approx(1 - rest, abs=1e-6)


def test_the_count_has_the_stated_mean_and_variance():
    chance = np.array([np.exp(lk.negative_binomial(c, np.array([6.0]), 2.0)[0]) for c in range(1000)])
    c = np.arange(1000)
    assert chance @ c == pytest.approx(6)
    assert chance @ (c - 6) ** 2 == pytest.approx(6 + 36 / 2)


def test_zero_seen_is_evidence_and_not_silence():
    logs = lk.negative_binomial(0, np.array([0.1, 10.0]), 1.0)
    assert logs[0] - logs[1] > 2


@given(st.floats(-3, 3), st.floats(0.2, 1.5))
def test_the_share_integrates_to_one_over_shares_not_logits(location, spread):
    y = (np.arange(20000) + 0.5) / 20000
    inside = (y > lk.LEAST_SHARE) & (y < 1 - lk.LEAST_SHARE)
    density = np.array([lk.logit_normal(v, np.array([location]), spread)[0] for v in y[inside][::10]])
    edge = stats.norm(location, spread).cdf(np.log(lk.LEAST_SHARE / (1 - lk.LEAST_SHARE)) * np.array([1, -1]))
    assert np.exp(density).mean() * (1 - 2 * lk.LEAST_SHARE) == pytest.approx(edge[1] - edge[0], abs=3e-3)


@given(st.floats(-600, 600))
def test_presence_and_absence_sum_to_one(odds):
    both = np.exp([lk.bernoulli(said, np.array([odds]))[0] for said in (True, False)])
    assert both.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("density", EXTREMES)
def test_far_tails_are_finite_and_never_missing(density):
    logs = density(location=FAR) if isinstance(density, partial) and density.func is lk.ordered_probit else density(FAR)
    assert np.isfinite(logs).all()


@pytest.mark.parametrize("distance", [10.0, 40.0, 1e3, 1e6])
def test_a_datum_far_in_the_tail_still_tells_particles_apart(distance):
    """A datum below 1e-17 must not be ignored: the nearer particle stays the likelier one."""
    x = np.array([distance, distance * 1.01])
    for logs in (
        lk.ordered_probit(0, x, CUTS, 0.3),
        lk.ordered_probit(2, x, CUTS, 0.3),
        lk.student_t(0.0, x, 0.3, 4.0),
        lk.student_t_between(-np.inf, 0.0, x, 0.3, 4.0),
        lk.logit_normal(0.5, x, 0.3),
    ):
        assert logs[0] > logs[1]


def test_a_count_far_above_its_mean_still_tells_particles_apart():
    logs = lk.negative_binomial_at_least(500, np.array([1e-3, 1e-5, 1e-7]), 1.0)
    assert logs[0] > logs[1] > logs[2] > -1e4


# --- witnesses -------------------------------------------------------------------------------------------------


def word(location, k=3, spread=0.3, reliability=0.8):
    return lk.Member(lambda x: lk.ordered_probit(k, x, CUTS, spread), location, spread, -np.log(5), reliability)


def number(location, value=0.7, spread=0.2, reliability=0.8):
    broad = float(lk.student_t(value, np.array([0.0]), 2.0, 4.0)[0])
    return lk.Member(lambda x: lk.student_t(value, x, spread, 4.0), location, spread, broad, reliability)


def posterior_mean(logs, x):
    weights = np.exp(logs - logs.max() - 0.5 * x * x)  # a standard normal prior on a grid
    return float(weights @ x / weights.sum())


@settings(max_examples=30)
@given(st.floats(-6, 6), st.floats(0, 1.5), st.floats(0, 1))
def test_all_that_a_witness_can_say_sums_to_one(x, tau, reliability):
    location = np.array([x])
    logs = [
        lk.witness_log_likelihood([word(location, i, 0.3, reliability), word(location, j, 0.6, reliability)], tau)[0]
        for i in range(5)
        for j in range(5)
    ]
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-9)


def test_a_witness_with_a_word_and_a_number_integrates_to_one():
    a = (np.arange(300) + 0.5) / 300 * np.pi - np.pi / 2
    location, total = np.array([0.4]), 0.0
    for k in range(5):
        for y, jacobian in zip(np.tan(a), np.pi / np.cos(a) ** 2 / 300, strict=True):
            members = [word(location, k), number(location, y)]
            total += np.exp(lk.witness_log_likelihood(members, 0.5)[0]) * jacobian
    assert total == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("tau", [0.1, 0.4, 1.0])
@pytest.mark.parametrize("copies", [1, 3, 10])
@pytest.mark.parametrize("make", [partial(word, spread=0.1), partial(word, spread=0.5), partial(number, spread=0.1)])
def test_the_shared_error_is_integrated_exactly(tau, copies, make):
    x = np.linspace(-2, 3, 41)
    members = [make(x, reliability=1.0) for _ in range(copies)]
    u = np.linspace(-8, 8, 20001)
    log_weights = -0.5 * u * u - np.logaddexp.reduce(-0.5 * u * u)
    dense = np.array([np.logaddexp.reduce(log_weights + copies * members[0].log_density(v + tau * u)) for v in x])
    near = dense > dense.max() - 8
    np.testing.assert_allclose(lk.witness_log_likelihood(members, tau)[near], dense[near], atol=0.1)


@pytest.mark.parametrize("make", [word, number])
def test_ten_copies_of_a_statement_move_hardly_more_than_one(make):
    x = np.linspace(-4, 4, 801)
    one, ten, apart = (
        posterior_mean(logs, x)
        for logs in (
            lk.witness_log_likelihood([make(x)], 0.5),
            lk.witness_log_likelihood([make(x)] * 10, 0.5),
            10 * lk.witness_log_likelihood([make(x)], 0.5),
        )
    )
    assert 0 < one < ten < 1.5 * one
    assert apart > ten


def test_a_witness_who_is_never_reliable_moves_nothing():
    x = np.linspace(-4, 4, 9)
    logs = lk.witness_log_likelihood([word(x, reliability=0.0), number(x, reliability=0.0)], 0.5)
    np.testing.assert_allclose(logs, logs[0], atol=1e-9)


def test_an_unreliable_statement_cannot_rule_anything_out():
    logs = lk.witness_log_likelihood([word(np.array([0.9, -1e6]))], 0.5)
    assert logs[1] == pytest.approx(np.log(0.2 / 5))
    assert logs[0] > logs[1]


def test_a_witness_is_as_reliable_as_its_members_on_average():
    x = np.linspace(-2, 3, 11)
    mixed = lk.witness_log_likelihood([word(x, reliability=0.9), number(x, reliability=0.3)], 0.5)
    even = lk.witness_log_likelihood([word(x, reliability=0.6), number(x, reliability=0.6)], 0.5)
    np.testing.assert_allclose(mixed, even)


def test_without_a_shared_error_members_are_independent():
    x = np.linspace(-2, 2, 5)
    both = lk.witness_log_likelihood([word(x, reliability=1.0), number(x, reliability=1.0)], 0.0)
    apart = word(x).log_density(x) + number(x).log_density(x)
    np.testing.assert_allclose(both, apart)


@given(st.floats(-1e6, 1e6), st.floats(0, 3), st.floats(0, 1))
def test_the_witness_is_never_missing(x, tau, reliability):
    at = np.array([x])
    assert np.isfinite(lk.witness_log_likelihood([word(at, 2, 0.05, reliability), number(at)], tau)).all()


@settings(deadline=None)
@given(x=st.floats(-4, 4), weights=st.lists(st.floats(0.05, 5.0), min_size=5, max_size=5))
def test_words_told_more_or_less_readily_sum_to_one_and_equal_weights_change_nothing(x, weights):
    cuts, here = np.array([-1.5, -0.2, 0.2, 1.5]), np.array([x])
    log_told = np.log(np.array(weights))
    said = [float(lk.told_word(k, here, cuts, 0.5, log_told)[0]) for k in range(5)]
    assert np.exp(said).sum() == pytest.approx(1.0)
    plain = [float(lk.ordered_probit(k, here, cuts, 0.5)[0]) for k in range(5)]
    assert said[3] - said[1] == pytest.approx(plain[3] - plain[1] + log_told[3] - log_told[1])
    assert [float(lk.told_word(k, here, cuts, 0.5, np.zeros(5))[0]) for k in range(5)] == plain
