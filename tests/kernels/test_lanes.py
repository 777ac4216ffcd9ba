"""Arithmetic on lanes against NumPy and SciPy."""

import numpy as np
import pytest
from scipy import stats

from contraflow.kernels import lanes
from contraflow.kernels.compiled import compiled
from contraflow.randomness import stream_key

N = lanes.N_LANES


@compiled
def exp_row(x, out):
    for i in range(lanes.LANES):
        out[i] = lanes.fast_exp(x[i])


@compiled
def log_row(x, out):
    for i in range(lanes.LANES):
        out[i] = lanes.fast_log(x[i])


@compiled
def log_rest_row(x, out):
    for i in range(lanes.LANES):
        out[i] = lanes.fast_log_rest(x[i])


@compiled
def quantile_row(x, out):
    lanes.normal_quantiles(x, out)


@compiled
def uniform_rows(key, first, slots, out):
    for j in range(slots):
        lanes.two_uniforms(key, first, j, out[2 * j], out[2 * j + 1])


@compiled
def binomial_rows(key, n, p, out, work):
    for j in range(out.shape[0]):
        lanes.two_uniforms(key, 0, j, work[0], work[1])
        lanes.binomial(n, p, work[0], out[j])


@compiled
def binomial_at(n, p, u, out):
    lanes.binomial(n, p, u, out)


def over(values, function):
    out = np.zeros(N, np.float32)
    function(np.asarray(values, np.float32), out)
    return out


def test_exp_agrees_to_single_precision():
    x = np.linspace(-60, 80, N).astype(np.float32)
    np.testing.assert_allclose(over(x, exp_row), np.exp(x.astype(float)), rtol=3e-7)


def test_exp_of_what_is_too_large_or_small_stays_finite():
    out = over(np.linspace(-1e6, 1e6, N), exp_row)
    assert np.isfinite(out).all() and (out >= 0).all()


def test_log_agrees_to_single_precision():
    x = np.geomspace(1e-30, 1e30, N).astype(np.float32)
    np.testing.assert_allclose(over(x, log_row), np.log(x.astype(float)), rtol=3e-7, atol=3e-7)


def test_the_normal_quantile_agrees_with_scipy():
    u = np.linspace(1e-6, 1 - 1e-6, N).astype(np.float32)
    np.testing.assert_allclose(over(u, quantile_row), stats.norm.ppf(u.astype(float)), rtol=3e-5, atol=3e-5)


def rows(key, first, slots):
    out = np.zeros((2 * slots, N), np.float32)
    uniform_rows(key, first, slots, out)
    return out


def test_uniforms_are_uniform_and_independent_of_their_neighbours():
    u = rows(stream_key(1, "u"), 0, 2000).astype(float)
    assert ((u > 0) & (u < 1)).all()
    counts = np.histogram(u, bins=64, range=(0, 1))[0]
    assert stats.chisquare(counts).pvalue > 1e-6  # false alarm: one in a million, fixed seed
    for shifted in (np.roll(u, 1, axis=0), np.roll(u, 1, axis=1)):
        correlation = np.corrcoef(u.ravel(), shifted.ravel())[0, 1]
        assert abs(correlation) < 6 / np.sqrt(u.size)


def test_a_uniform_depends_on_key_particle_and_slot_only():
    key = stream_key(1, "u")
    np.testing.assert_array_equal(rows(key, 0, 3)[:4], rows(key, 0, 2))
    # the particle's number counts, not its place in a block
    np.testing.assert_array_equal(rows(key, 0, 2)[:, 32:], rows(key, 32, 2)[:, :32])
    assert not np.array_equal(rows(key, 0, 2), rows(stream_key(2, "u"), 0, 2))


def test_threefry_agrees_with_a_plain_version():
    """The same 13 rounds written with Python's integers (Salmon et al. 2011, figure 2 and table 2)."""
    rotations = (13, 15, 26, 6, 17, 29, 16, 24)
    key = stream_key(7, "plain")
    words = [int(key[0]), int(key[1]), 0x1BD11BDA ^ int(key[0]) ^ int(key[1])]
    mask = 2**32 - 1

    def plain(particle, slot):
        a, b = (particle + words[0]) & mask, (slot + words[1]) & mask
        for done in range(13):
            a = (a + b) & mask
            turn = rotations[done % 8]
            b = (((b << turn) | (b >> (32 - turn))) & mask) ^ a
            if done % 4 == 3:
                added = done // 4 + 1
                a = (a + words[added % 3]) & mask
                b = (b + words[(added + 1) % 3] + added) & mask
        return [((word >> 9) + 0.5) * 2.0**-23 for word in (a, b)]

    out = rows(key, 0, 5)
    for slot in range(5):
        for particle in (0, 1, 63):
            got = out[2 * slot : 2 * slot + 2, particle]
            np.testing.assert_allclose(got, plain(particle, slot), rtol=1e-6)


@pytest.mark.parametrize(("n", "p"), [(30, 0.1), (30, 0.9), (3, 0.5), (500, 0.01), (1, 0.3), (12, 0.0), (12, 1.0), (0, 0.4)])
def test_small_binomials_are_exact_quantiles(n, p):
    u = (np.arange(N) + 0.5) / N
    out = np.zeros(N, np.float32)
    binomial_at(np.full(N, n, np.float32), np.full(N, p, np.float32), u.astype(np.float32), out)
    expected = stats.binom.ppf(u, n, p) if 0 < p < 1 and n > 0 else np.full(N, n * p)
    # at a step of the distribution function single precision may fall on either side
    on_step = np.abs(stats.binom.cdf(expected, n, p) - u) < 1e-5
    on_step |= np.abs(stats.binom.cdf(expected - 1, n, p) - u) < 1e-5
    assert (np.abs(out - expected) <= on_step).all()


@pytest.mark.parametrize(("n", "p"), [(200, 0.3), (2000, 0.02), (400, 0.9)])
def test_large_binomials_have_the_right_mean_and_variance(n, p):
    """Means within 0.02 counts plus six standard errors, variances within 2 %: the stated error of the approximation."""
    out, work = np.zeros((4000, N), np.float32), np.zeros((2, N), np.float32)
    binomial_rows(stream_key(3, n, p), np.full(N, n, np.float32), np.full(N, p, np.float32), out, work)
    variance = n * p * (1 - p)
    assert abs(out.mean(dtype=float) - n * p) < 0.02 + 6 * np.sqrt(variance / out.size)
    assert abs(out.var(dtype=float) / variance - 1) < 0.02
    assert (out >= 0).all() and (out <= n).all() and (out == np.rint(out)).all()
