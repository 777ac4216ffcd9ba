"""Three mistakes that others made once: a prior's mean after transformation, a datum far out, (see test_scores.py) a name.

EpiNow2 moved a log-normal prior's mean by a wrong Jacobian; pomp ignored data less likely than 1e-17.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from contraflow.border.densities import member
from contraflow.border.indicator import Measure
from contraflow.border.model import ORDER
from contraflow.border.observing import INDICATORS, Reading, SumKey
from contraflow.border.parameters import ParameterCloud, draw_parameters, evidence_priors, transform
from contraflow.kernels.likelihoods import witness_log_likelihood
from contraflow.observations.observation import Observation

# --- a prior's mean --------------------------------------------------------------------------------------------------


def made_prior(case, family, value, spread):
    return replace(next(iter(case.priors.values())), family=family, value=value, spread=spread)


def mean_of(family, value, spread):
    """The mean that a family says it has, by formula or by integral over its density in its own variable."""
    if family == "normal":
        return value
    if family == "lognormal":
        return value * np.exp(spread**2 / 2)
    centre = np.log(value / (1 - value))
    # x p(x) with the Jacobian 1 / (x (1 - x)) of the logit
    return quad(lambda x: norm.pdf(np.log(x / (1 - x)), centre, spread) / (1 - x), 0, 1)[0]


@pytest.mark.parametrize("spread", [0.2, 1.0])
@pytest.mark.parametrize(("family", "value"), [("normal", 2.0), ("lognormal", 2.0), ("logitnormal", 0.07)])
def test_a_prior_keeps_its_median_and_has_the_mean_of_its_family(toy, family, value, spread):
    """Half a million quantiles in the middle of equal shares: a mean without chance, off by less than 1e-4 of itself."""
    prior = made_prior(toy, family, value, spread)
    z = norm.ppf((np.arange(500_000) + 0.5) / 500_000)
    values = transform(prior, z)
    assert transform(prior, np.zeros(1))[0] == pytest.approx(value)
    assert np.median(values) == pytest.approx(value, rel=1e-5)
    assert values.mean() == pytest.approx(mean_of(family, value, spread), rel=1e-4)


def test_a_log_normal_prior_of_median_e_squared_has_not_the_mean_of_its_logs(toy):
    """LogNormal(2, 1): the mean is exp(2.5) = 12.18, not exp(2); 2.5 is the log of it, not the mean of the logs."""
    prior = made_prior(toy, "lognormal", float(np.exp(2.0)), 1.0)
    z = norm.ppf((np.arange(500_000) + 0.5) / 500_000)
    assert transform(prior, z).mean() == pytest.approx(np.exp(2.5), rel=1e-4)
    assert transform(prior, z, inner=True).mean() == pytest.approx(2.0, abs=1e-9)


def test_every_prior_of_a_case_reaches_the_model_as_stated(yalu):
    """All parameters as drawn for the compiled model: medians within 5 standard errors (false alarm 6e-7 each, 1 in 20,000)."""
    n = 16384
    cloud = ParameterCloud(yalu, ORDER)
    priors = {**yalu.priors, **evidence_priors(yalu)}
    drawn = np.moveaxis(draw_parameters(yalu, ORDER, n, 3), 1, 0).reshape(len(cloud.names), -1)
    for name, values in zip(cloud.names, drawn, strict=True):
        prior = priors[name]
        share_below = (values < np.float32(prior.value)).mean()
        assert abs(share_below - 0.5) < 5 * 0.5 / n**0.5, name
        below = transform(prior, np.array([-1.0]))[0]
        assert abs((values < np.float32(below)).mean() - norm.cdf(-1)) < 5 * 0.366 / n**0.5, name


def test_wandering_keeps_the_mean_of_every_family(toy):
    """Stationary: 40 steps of 28 days later the mean of each value on its own scale is still that of the prior."""
    cloud, n = ParameterCloud(toy, ORDER), 4096
    z, draw = cloud.draw(n, 5), np.random.default_rng(8)
    for _ in range(40):
        z = cloud.wander(z, 28, 365.0, draw)
    # 5.5 standard errors over some eighty parameters: one false alarm in 300,000 seeds
    assert np.abs(z.mean(axis=0)).max() < 5.5 / n**0.5
    assert np.abs(z.std(axis=0) - 1).max() < 5.5 / (2 * n) ** 0.5


# --- a datum far out -------------------------------------------------------------------------------------------------

FAMILIES = [
    ("enforcement", "change", -2.0, ""),
    ("flow", "level", 0.0, ""),
    ("flow", "level", 2.0, ""),
    ("official_trade", "ratio", 0.3, ""),
    ("official_trade", "ratio", 0.3, "at most"),
    ("hire_fee", "amount", 200.0, ""),
    ("seizure", "count", 3.0, ""),
    ("seizure", "count", 3.0, "at most"),
    ("carrier", "share", 0.1, ""),
]


def said(indicator, family, value, bound):
    observation = Observation(
        "x/1", indicator, family, value, 0.1, bound, False, "", "", (), (), "", "", 10, 12, None, None, 12, "x", 0.9, "claim"
    )
    baseline = (SumKey((), 1, 5), None) if family in {"change", "ratio"} else None
    own = SumKey((), 10, 12)
    reading = Reading(observation, INDICATORS[indicator], Measure((), (), "log", 0.0), (own, None), baseline)
    return member(reading, {own: np.ones(1), SumKey((), 1, 5): np.ones(1)})


@pytest.mark.parametrize(("indicator", "family", "value", "bound"), FAMILIES)
def test_what_is_less_likely_than_1e_17_still_tells_particles_apart(indicator, family, value, bound):
    """Up to 60 log units away: finite, ever less likely, and where it passes 1e-17 no floor stops it.

    A Student t never gets there at such distances and a bound of it falls like a power; words and shares pass far below.
    """
    density = said(indicator, family, value, bound).log_density
    away = np.linspace(8.0, 60.0, 53)
    logs = density(away)
    assert np.isfinite(logs).all()
    assert (np.diff(logs) < 0).all()
    if family in {"change", "level", "share"}:
        assert logs[-1] < np.log(1e-17) * 10


@pytest.mark.parametrize(("indicator", "family", "value", "bound"), FAMILIES)
def test_a_reliable_witness_is_heard_as_far_out_as_his_words_reach(indicator, family, value, bound):
    """With every error integrated out and a reliability of one the whole keeps the order of its parts."""
    part = said(indicator, family, value, bound)
    away = np.linspace(3.0 if family in {"change", "level"} else 8.0, 40.0, 33)
    logs = witness_log_likelihood([part._replace(location=away, reliability=1.0)], 0.25)
    assert np.isfinite(logs).all()
    assert (np.diff(logs) <= 0).all() and logs[0] > logs[-1]


def test_doubt_in_a_witness_is_the_only_floor():
    """With a reliability of 0.9 he weighs against nobody more than "he says nothing" does: 0.1 times that word's share."""
    part = said("flow", "level", 0.0, "")
    far = witness_log_likelihood([part._replace(location=np.array([40.0, 60.0]), reliability=0.9)], 0.25)
    told = INDICATORS["flow"].level_told
    np.testing.assert_allclose(far, np.log(0.1 * told[0] / sum(told)), atol=1e-9)
