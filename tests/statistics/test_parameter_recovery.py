"""Recovery of parameters on the toy border: the model draws a truth, reports are made of it, and a fit must move towards it.

Two truths: all parameters drawn from the prior, but what a hull costs its owner to run and the usual intensity of the home
force set to 1.5 prior standard deviations above the median in one truth and below it in the other. Fees and bribes, on which
they bear, are told of every week with an observer's error. Without learning, the posterior means of a parameter would differ
between the truths by 0 with a standard deviation of about sqrt(2 / 9) = 0.47, since some nine of 48 prior draws survive; that
both differ by more than the bounds would then happen in fewer than one case in 400, and the seeds are fixed.
"""

import numpy as np
import pytest

from contraflow.border.calendar import read_calendar
from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.border.quantities import columns
from contraflow.border.start import first_state
from contraflow.fitting.fit import FitOptions, fit
from contraflow.fitting.identified import information
from contraflow.fitting.likelihood import Given
from contraflow.nowcasting.setting import prepare
from contraflow.observations.observation import Observation, Observations
from contraflow.scale import Serial
from contraflow.scenarios.ahead import run_weeks

DAYS, EVERY = 170, 1
SET = {"hire_market.running_cny": 1.5, "enforcement.base_home": 1.5}
OPTIONS = FitOptions(thetas=48, runs=1, particles=64, moves=2, last_moves=3, batch=16)


def statements(toy, run, names, rng):
    told = {name: names.index((name, "", "border")) for name in ("hire_fee", "bribe")}
    said = []
    for at in range(2, len(run.weeks) - 1, EVERY):
        first = int(run.weeks[at]) * 7 - toy.day_zero.weekday()
        for indicator, column in told.items():
            ratio = float(np.log(run.values[at, 0, column]) + 0.25 * rng.standard_t(4))
            said.append(
                Observation(
                    f"{indicator}/{at}", indicator, "ratio", ratio, 0.0, "", False, "", "", toy.sector_ids, (), "", "",
                    max(first, 1), first + 6, None, None, first + 7, f"{indicator}/{at}", 0.99, "claim",
                )
            )  # fmt: skip
    return Observations(tuple(said), ())


@pytest.fixture(scope="module")
def fits(toy):
    cloud = ParameterCloud(toy, ORDER)
    plain = prepare(toy, Observations((), ()), toy.date(DAYS), 2)
    names = [(c.quantity, c.key, c.place) for c in columns(plain.facts)]
    found = []
    for number, sign in enumerate((1.0, -1.0)):
        z = cloud.draw(64, 400 + number)
        for name, value in SET.items():
            z[0, cloud.names.index(name)] = sign * value
        parameters = cloud.values(z)
        state = first_state(toy, plain.facts.reference.border, parameters)
        days = range(1, DAYS)
        run = run_weeks(plain.facts, read_calendar(toy, DAYS, 400), 400 + number, state, parameters, days, lambda share: None)
        said = statements(toy, run, names, np.random.default_rng(number))
        found.append(fit(Given(prepare(toy, said, toy.date(DAYS), 2)), Serial(), None, OPTIONS, number))
    return found


@pytest.mark.parametrize(("name", "apart"), [("hire_market.running_cny", 0.8), ("enforcement.base_home", 0.8)])
def test_the_posterior_moves_towards_the_truth(fits, name, apart):
    at = fits[0].names.index(name)
    above, below = (each.z[:, at].mean() for each in fits)
    assert above - below > apart


def test_what_is_told_of_is_learned_and_most_of_the_rest_is_not(fits):
    for each in fits:
        told, by_chance = information(each.z), information(each.placebos)
        assert max(told[each.names.index(name)] for name in SET) > np.quantile(by_chance, 0.95)
        assert np.median(told) < 2 * np.median(by_chance)
