"""Scores of `scoringrules` against numbers worked out elsewhere, and the trap in an estimator's name.

The vectors are the design's (its reference_vectors.json); the closed form and the sums are written here.
"""

import numpy as np
import pytest
import scoringrules as sr
from scipy.stats import norm

# the 23 quantiles of forecast hubs
LEVELS = np.array([0.01, 0.025, *np.arange(0.05, 0.951, 0.05).round(2), 0.975, 0.99])
MEMBERS, SEEN = np.arange(5.0), 2.5


@pytest.mark.parametrize(("seen", "exact"), [(0.0, 0.233695), (1.0, 0.602441)])
def test_crps_of_the_normal_law(seen, exact):
    own = seen * (2 * norm.cdf(seen) - 1) + 2 * norm.pdf(seen) - np.pi**-0.5
    assert own == pytest.approx(exact, abs=5e-7)
    assert sr.crps_normal(seen, 0.0, 1.0) == pytest.approx(exact, abs=5e-7)


@pytest.mark.parametrize(("seen", "exact"), [(0.0, 0.213068), (1.0, 0.534386), (3.0, 2.251851)])
def test_weighted_interval_score_of_23_quantiles(seen, exact):
    quantiles = norm.ppf(LEVELS)
    own = 2 * np.mean((np.where(seen <= quantiles, 1.0, 0.0) - LEVELS) * (quantiles - seen))
    assert own == pytest.approx(exact, abs=5e-7)
    low, high = quantiles[:11], quantiles[:11:-1]
    told = sr.weighted_interval_score(np.array(seen), np.array(quantiles[11]), low, high, 2 * LEVELS[:11])
    assert told == pytest.approx(exact, abs=5e-7)


def ensemble(fair):
    """Mean distance to what was seen less half the mean distance between two members (the same one left out if fair)."""
    n = len(MEMBERS)
    pairs = np.abs(MEMBERS[:, None] - MEMBERS).sum()
    return np.abs(MEMBERS - SEEN).mean() - pairs / (2 * n * (n - 1 if fair else n))


@pytest.mark.parametrize(("estimator", "exact"), [("nrg", 0.5), ("qd", 0.5), ("fair", 0.3), ("pwm", 0.3)])
def test_what_the_name_of_an_estimator_means(estimator, exact):
    """ "pwm" is the fair one although its name does not say so; the energy form and "qd" (the default) are not."""
    told = float(sr.crps_ensemble(np.array(SEEN), MEMBERS, estimator=estimator))
    assert ensemble(fair=exact == 0.3) == pytest.approx(exact)
    assert told == pytest.approx(exact)


def test_the_default_estimator_is_that_of_the_members_as_they_are():
    assert float(sr.crps_ensemble(np.array(SEEN), MEMBERS)) == pytest.approx(ensemble(fair=False))
