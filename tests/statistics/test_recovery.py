"""Recovery on the toy border: the model draws a truth, reports are made of it, and the nowcast must find it again.

Twelve truths, each told by noisy statements every three weeks. Coverage of the 80 % interval over all weeks is counted by
truth; weeks of one truth hang together, so that the bound is on the mean over truths: with 12 truths of standard
deviation 0.25 at most, a calibrated filter falls under 0.58 with a chance below 0.002, and the seed is fixed.
"""

import numpy as np
import pytest

from contraflow.border.calendar import read_calendar
from contraflow.border.model import ORDER
from contraflow.border.observing import facts_of
from contraflow.border.parameters import draw_parameters
from contraflow.border.quantities import columns
from contraflow.border.start import find_reference, first_state
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observation import Observation, Observations
from contraflow.scenarios.ahead import run_weeks

TRUTHS, EVERY, DAYS = 12, 3, 420
CUTS = (-1.9, -0.4, 0.35, 0.85)


@pytest.fixture(scope="module")
def truth(toy):
    """Weekly columns of histories drawn from the priors under the calendar as it was."""
    facts = facts_of(toy, find_reference(toy, 2))
    parameters = draw_parameters(toy, ORDER, 64, 77)
    state = first_state(toy, facts.reference.border, parameters)
    run = run_weeks(facts, read_calendar(toy, DAYS, 77), 77, state, parameters, range(1, DAYS), lambda share: None)
    names = [(c.quantity, c.key, c.place) for c in columns(facts)]
    return run, names


def statements(toy, run, names, number, rng):
    """Say every third week, a week late and with an observer's error, how much passes and how hard guards check."""
    flow, force = names.index(("flow", "", "border")), names.index(("enforcement", "northland", "border"))
    said = []
    for at in range(2, len(run.weeks) - 1, EVERY):
        first = int(run.weeks[at]) * 7 - toy.day_zero.weekday()
        ratio = float(np.log(max(run.values[at, number, flow], 1e-6)) + 0.4 * rng.standard_t(4))
        intensity = float(np.log(run.values[at, number, force]) + 0.49 * rng.normal())
        level = float(np.searchsorted((-1.2, -0.35, 0.45, 1.3), intensity))
        for indicator, family, value, side in (("flow", "ratio", ratio, ""), ("enforcement", "level", level, "northland")):
            said.append(
                Observation(
                    f"{indicator}/{at}",
                    indicator,
                    family,
                    value,
                    0.0,
                    "",
                    False,
                    side,
                    "",
                    toy.sector_ids,
                    (),
                    "",
                    "",
                    max(first, 1),
                    first + 6,
                    None,
                    None,
                    first + 13,
                    f"{indicator}/{at}",
                    0.99,
                    "claim",
                )
            )
    return Observations(tuple(said), ())


@pytest.fixture(scope="module")
def recovered(toy, truth):
    run, names = truth
    rng = np.random.default_rng(5)
    found = []
    for number in range(TRUTHS):
        said = statements(toy, run, names, number, rng)
        options = NowcastOptions(particles=1024, draws=400)
        found.append(nowcast(toy, said, known_by=toy.date(DAYS - 1), options=options, seed=number))
    return found


@pytest.mark.parametrize(
    "quantity", [("flow", "", "border"), ("enforcement", "northland", "border"), ("openness", "", "border")]
)
def test_intervals_hold_the_truth_about_as_often_as_they_say(truth, recovered, quantity):
    run, names = truth
    column = names.index(quantity)
    covered = []
    for number, result in enumerate(recovered):
        low, high = np.quantile([week.draws[:, column] for week in result.weeks], [0.1, 0.9], axis=1)
        true = run.values[:, number, column]
        covered.append(np.mean((low <= true) & (true <= high)))
    assert 0.58 < np.mean(covered) < 0.97


def test_evidence_brings_the_nowcast_nearer_to_the_truth_than_the_prior(toy, truth, recovered):
    run, names = truth
    options = NowcastOptions(particles=1024, draws=400)
    prior = nowcast(toy, Observations((), ()), known_by=toy.date(DAYS - 1), options=options)
    for quantity in (("flow", "", "border"), ("enforcement", "northland", "border")):
        column = names.index(quantity)

        def error(result, number, column=column):
            told = np.log([np.median(week.draws[:, column]) for week in result.weeks])
            return np.mean((told - np.log(np.maximum(run.values[:, number, column], 1e-3))) ** 2)

        gains = [error(prior, number) - error(result, number) for number, result in enumerate(recovered)]
        assert np.mean(gains) > 0 and np.median(gains) > 0
