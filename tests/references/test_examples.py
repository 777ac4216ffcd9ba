"""The examples, shortened: log likelihoods against published ones, and the same model written a second time.

Dacca whole needs 0.8 s a run of 1000 particles; two runs of 700 scatter by about 1.4 each, so that 5 log units are five
standard errors of their mean. London is run over its first 60 weeks only; the published
log likelihood is of all 730, which `python docs/examples/measles.py` finds (docs/examples/README.md).
"""

import runpy

import numpy as np
import pytest
from scipy.stats import norm

from contraflow.inference.series import log_mean_exp


@pytest.fixture(scope="module")
def example(root):
    loaded = {}

    def load(name):
        if name not in loaded:
            loaded[name] = runpy.run_path(str(root / "docs" / "examples" / f"{name}.py"))
        return loaded[name]

    return load


def test_dacca_meets_the_published_log_likelihood(example):
    runs = np.array([example("dacca")["log_likelihood"](700, seed).sum() for seed in (1, 2)])
    assert log_mean_exp(runs) == pytest.approx(example("dacca")["PUBLISHED"], abs=5.0)


def test_the_deaths_of_dacca_need_the_water(example):
    wet, dry = (example("dacca")["log_likelihood"](200, 1, n_months=120, water=water).sum() for water in (1.0, 0.0))
    assert wet - dry > 10


def test_the_seasons_of_dacca_share_the_year_out(example):
    t = np.linspace(1891, 1893, 97)
    seasons = example("dacca")["season"](t)
    np.testing.assert_allclose(seasons.sum(axis=1), 1.0)
    np.testing.assert_allclose(seasons[:48], seasons[48:96], atol=1e-9)
    # at the turn of a year, half a knot from two of them: (23, 1) / 48
    np.testing.assert_allclose(seasons[0], np.array([23, 1, 0, 0, 1, 23]) / 48, atol=1e-9)


def test_a_month_of_dacca_is_the_equations_as_written(example):
    """Without noise the twenty Euler steps are those of a plain loop over one city's numbers."""
    dacca = example("dacca")
    history, city = dacca["read_history"](), dacca["first_city"](2, dacca["read_history"]())
    later = dacca["month_later"].__globals__
    noise, later["NOISE"] = later["NOISE"], 0.0
    try:
        found = dacca["month_later"](city, 0, history, 1).people
    finally:
        later["NOISE"] = noise
    s, i, r = city.people[0, 0], city.people[1, 0], list(city.people[2:5, 0])
    dead, h = 0.0, 1 / 240
    for k in range(20):
        births, n = history.births[k], history.population[k]
        new = (history.water[k] + history.beta[k] * i / n) * s
        flows = [20.8 * i] + [3 * 19.1 * x for x in r]
        dead += h * 0.06 * i
        s, i = s + h * (births + flows[3] - new - 0.02 * s), i + h * (new - 0.06 * i - flows[0] - 0.02 * i)
        r = [x + h * (flows[j] - flows[j + 1] - 0.02 * x) for j, x in enumerate(r)]
    np.testing.assert_allclose(found, np.array([s, i, *r, dead])[:, None] * np.ones(2), rtol=1e-10)


def test_a_misread_zero_costs_a_model_of_measles_more_than_a_missing_week(example):
    """The week is number 294; the state before it is reached once with the week missing, then the week is weighed."""
    measles = example("measles")
    history = measles["read_history"](np.nan)
    assert np.isnan(history.cases).nonzero()[0].tolist() == [294]
    assert history.cases[293] == 82 and history.cases[295] == 58
    before = np.array([2.0e5, 300.0, 250.0, 165.0])  # some 80 reported a week
    city = measles["London"](np.repeat(before[:, None], 200, axis=1))
    later = measles["week_later"](city, 294, history, 3)
    zero, seventy_six, missing = (log_mean_exp(measles["log_chance"](later, cases)) for cases in (0.0, 76.0, np.nan))
    assert abs(missing) < 1e-12 and seventy_six > -7 and zero < -15


def test_the_first_weeks_of_london_are_explained(example):
    runs = [example("measles")["log_likelihood"](300, seed, n_weeks=60) for seed in (1, 2)]
    sums = np.array([run.sum() for run in runs])
    assert len(runs[0]) == 60 and np.ptp(sums) < 6
    # counts with a Poisson's variance around the mean of the weeks beside each, which know the future, must do worse
    cases = example("measles")["read_history"](76.0).cases[:61]
    beside = (np.roll(cases, 1) + np.roll(cases, -1))[1:60] / 2
    logs = norm.logpdf(cases[1:60], beside, np.sqrt(beside))
    assert sums.mean() > logs.sum()


@pytest.mark.parametrize(("low", "high"), [(-0.5, 0.5), (80.5, 81.5), (5000.5, 5001.5)])
def test_rounded_cases_far_out_keep_their_chance(example, low, high):
    measles = example("measles")
    city = measles["London"](np.array([[0.0], [0.0], [0.0], [170.0]]))
    mean = 0.488 * 170
    sd = (mean * (1 - 0.488 + 0.116**2 * mean)) ** 0.5
    told = measles["log_chance"](city, (low + high) / 2)[0]
    if low < 0:
        assert told == pytest.approx(norm.logcdf(high, mean, sd))
    elif high < 1000:
        assert told == pytest.approx(np.log(norm.cdf(high, mean, sd) - norm.cdf(low, mean, sd)))
    else:
        assert -1e5 < told < norm.logpdf(low, mean, sd) + 1


def test_people_of_london_are_neither_made_nor_lost(example):
    measles = example("measles")
    history = measles["read_history"](np.nan)
    city, draw = measles["first_london"](50, history), np.random.default_rng(1)
    moved, dead = measles["leave"](draw, city.people[0], np.full(50, 1e6))
    assert (moved + dead == city.people[0]).all()
    moved, dead = measles["leave"](draw, np.full(20000, 1000.0), np.full(20000, 30.4))
    share = -np.expm1(-30.42 / 365.25)
    assert moved.mean() == pytest.approx(1000 * share * 30.4 / 30.42, abs=5 * (1000 * share / 20000) ** 0.5)
    assert dead.mean() == pytest.approx(1000 * share * 0.02 / 30.42, abs=5 * (1000 * share * 0.02 / 30.42 / 20000) ** 0.5)


def test_every_example_ends_with_what_to_take_away(example, root):
    index = (root / "docs" / "examples" / "README.md").read_text("utf-8")
    scripts = sorted((root / "docs" / "examples").glob("*.py"))
    assert {path.stem for path in scripts} == {"dacca", "measles", "perceived_risk"}
    for path in scripts:
        assert f"({path.name})" in index
        assert "?" in example(path.stem)["__doc__"].splitlines()[0]
        assert example(path.stem)["TAKEAWAYS"].strip().startswith("Key takeaways")
