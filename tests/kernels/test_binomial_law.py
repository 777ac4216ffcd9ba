"""The law of ``binomial``, computed exactly: it is a map of one uniform, and there are 2^23 uniforms.

Nothing is drawn, so that nothing here is a matter of chance: all uniforms are put in and what comes out is counted.
"""

import numpy as np
import pytest
from scipy import stats

from contraflow.kernels import lanes
from contraflow.kernels.compiled import compiled

N = lanes.N_LANES
UNIFORMS = 2**23
MOST = 4096

# what the border and the reference model meet: few hulls to whole populations, rare seizures to certain crossings
SMALL = [
    (1, 0.3),
    (30, 0.1),
    (30, 0.9),
    (31, 0.5),
    (300, 0.02),
    (1000, 2e-5),
    (1000, 0.0079),
    (10_000, 1e-4),
    (50_001, 9.912743735185359e-06),  # its chances sum to a little less than one
    (1_000_000, 5e-6),
]
LARGE = [(34, 0.49), (52, 0.2), (1000, 0.0082), (1000, 0.02), (1000, 0.97), (4000, 0.5), (1_000_000, 1e-5), (1_000_000, 0.0007)]


@compiled
def count_all(n, p, counts):
    """Count what all uniforms give; what lies beyond the table is counted in its last place."""
    row_n = np.full(N, n, np.float32)
    row_p = np.full(N, p, np.float32)
    u = np.empty(N, np.float32)
    out = np.empty(N, np.float32)
    for first in range(0, UNIFORMS, N):
        for i in range(N):
            u[i] = lanes.uniform(np.uint32((first + i) << 9))
        lanes.binomial(row_n, row_p, u, out)
        for i in range(N):
            counts[min(int(out[i]), counts.shape[0] - 1)] += 1


def laws(n, p):
    """Return the law of the sampler and the exact law over 0 .. MOST - 1."""
    p = float(np.float32(p))
    counts = np.zeros(MOST, np.int64)
    count_all(np.float32(n), np.float32(p), counts)
    return counts / UNIFORMS, stats.binom.pmf(np.arange(MOST), n, p), n * p, n * p * (1 - p)


def moments(law):
    mean = law @ np.arange(MOST)
    return mean, law @ (np.arange(MOST) - mean) ** 2


@pytest.mark.parametrize(("n", "p"), SMALL)
def test_the_inversion_has_the_exact_law_but_for_single_precision(n, p):
    law, exact, mean, variance = laws(n, p)
    assert 0.5 * np.abs(law - exact).sum() < 2e-6
    found_mean, found_variance = moments(law)
    assert abs(found_mean - mean) < 1e-5 * mean + 4 / UNIFORMS
    assert abs(found_variance - variance) < 1e-4 * variance + 4 / UNIFORMS


@pytest.mark.parametrize(("n", "p"), LARGE)
def test_the_corrected_normal_has_the_right_mean_variance_and_tails(n, p):
    law, exact, mean, variance = laws(n, p)
    assert 0.5 * np.abs(law - exact).sum() < 1e-3
    found_mean, found_variance = moments(law)
    assert abs(found_mean / mean - 1) < 1e-5
    assert abs(found_variance / variance - 1) < 3e-4
    assert np.abs((law - exact).cumsum()).max() < 5e-4
    for tail, exact_tail in ((law.cumsum(), exact.cumsum()), (law[::-1].cumsum(), exact[::-1].cumsum())):
        thin = np.searchsorted(exact_tail, 1e-3)  # the outermost tail that holds one in a thousand
        assert abs(tail[thin] / exact_tail[thin] - 1) < 0.1


def test_no_uniform_is_zero_or_one():
    """A uniform of 1 has no quantile: what was computed for it was a normal of -620, once in 2^24 draws."""
    ends = np.array([0, 2**32 - 1], np.uint32)
    u = np.array([uniform_of(word) for word in ends])
    np.testing.assert_array_equal(u, [2.0**-24, 1 - 2.0**-24])
    row = np.resize(u, N).astype(np.float32)
    out = np.zeros(N, np.float32)
    quantiles(row, out)
    np.testing.assert_allclose(out[:2], stats.norm.ppf(u), rtol=1e-6)


@compiled
def uniform_of(word):
    return lanes.uniform(word)


@compiled
def quantiles(u, out):
    lanes.normal_quantiles(u, out)
