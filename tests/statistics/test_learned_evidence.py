"""What is learned of those who speak: a planted liar loses weight, honest outlets do not, and nothing is learned of the silent.

Six truths are drawn on the toy border. Two honest outlets tell of each with an observer's error; a third says the opposite of
what it sees. What is asserted are means over the truths, with the standard error measured from them: a bound of three
standard errors is crossed by chance once in 60 seeds (Student t, 5 degrees of freedom). The seeds are fixed.
"""

from dataclasses import replace

import numpy as np
import pytest

from contraflow.border.calendar import read_calendar
from contraflow.border.evidence import Trust
from contraflow.border.model import ORDER
from contraflow.border.observing import facts_of
from contraflow.border.parameters import ParameterCloud, draw_parameters
from contraflow.border.quantities import columns
from contraflow.border.start import find_reference, first_state
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observation import Observation, Observations, Source
from contraflow.scenarios.ahead import run_weeks

TRUTHS, EVERY, DAYS = 4, 2, 420
OUTLETS = ("honest", "other", "liar")
LEVEL_CUTS = (-1.2, -0.35, 0.45, 1.3)
FLOW, FORCE = ("flow", "", "border"), ("enforcement", "northland", "border")
OPTIONS = NowcastOptions(particles=1024, draws=400)


@pytest.fixture(scope="module")
def case(toy):
    return replace(toy, outlets=replace(toy.outlets, claims=dict.fromkeys((*OUTLETS, "silent"), 40)))


@pytest.fixture(scope="module")
def truth(case):
    facts = facts_of(case, find_reference(case, 2))
    parameters = draw_parameters(case, ORDER, 64, 77)
    state = first_state(case, facts.reference.border, parameters)
    run = run_weeks(facts, read_calendar(case, DAYS, 77), 77, state, parameters, range(1, DAYS), lambda share: None)
    return run, [(c.quantity, c.key, c.place) for c in columns(facts)]


def statements(case, truth, number, learned):
    """Tell every second week, a week late, how much passes and how hard guards check; the liar tells the mirror image."""
    run, names = truth
    rng = np.random.default_rng(number)
    said = []
    for at in range(2, len(run.weeks) - 1, EVERY):
        first = int(run.weeks[at]) * 7 - case.day_zero.weekday()
        for outlet in OUTLETS:
            flow = np.log(max(run.values[at, number, names.index(FLOW)], 1e-2)) if outlet != "liar" else -1.6
            force = np.log(run.values[at, number, names.index(FORCE)]) if outlet != "liar" else 1.6
            flow, force = flow + 0.4 * rng.standard_t(4), force + 0.45 * rng.normal()
            level = float(np.searchsorted(LEVEL_CUTS, force))
            for indicator, family, value, side in (("flow", "ratio", flow, ""), ("enforcement", "level", level, "northland")):
                name = f"{outlet}/{indicator}/{at}"
                said.append(
                    Observation(
                        name, indicator, family, float(value), 0.0, "", False, side, "", case.sector_ids, (), "", "",
                        max(first, 1), first + 6, None, None, first + 13, name, case.reliability["trader"].value, "claim",
                        Source("trader", outlet) if learned else None,
                    )
                )  # fmt: skip
    return Observations(tuple(said), ())


@pytest.fixture(scope="module")
def told(case, truth):
    """Nowcasts of every truth, with learned and with fixed reliabilities."""
    until = case.date(DAYS - 1)
    return {
        learned: [
            nowcast(case, statements(case, truth, number, learned), known_by=until, options=OPTIONS, seed=number)
            for number in range(TRUTHS)
        ]
        for learned in (True, False)
    }


def chances(case, result, outlet):
    """Return the posterior mean of the chance that a trader in an outlet says anything of the state."""
    cloud = ParameterCloud(case, ORDER)
    speaker = replace(result.used[0], source=Source("trader", outlet))
    return float(result.final.weights @ Trust(cloud, result.final.cloud.z).chance(speaker))


def errors(truth, results, quantity):
    """Return, by truth, the mean square error of the weekly medians of a quantity's log."""
    run, names = truth
    column = names.index(quantity)
    told = [np.log([np.median(week.draws[:, column]) for week in result.weeks]) for result in results]
    true = np.log(np.maximum(run.values[:, : len(results), column], 1e-3))
    return np.array([np.mean((one - true[:, number]) ** 2) for number, one in enumerate(told)])


def surely_below(values, bound):
    return values.mean() + 3 * values.std(ddof=1) / len(values) ** 0.5 < bound


def test_a_liar_loses_weight_and_honest_outlets_do_not(case, told):
    prior = case.reliability["trader"].value
    liar, *honest = (np.array([chances(case, each, outlet) for each in told[True]]) for outlet in ("liar", "honest", "other"))
    assert surely_below(liar, prior - 0.1)
    for outlet in honest:
        assert surely_below(liar - outlet, -0.15)
        assert outlet.mean() > prior - 0.02


def test_the_truth_is_told_better_when_reliability_is_learned(truth, told):
    for quantity in (FLOW, FORCE):
        learned, fixed = (errors(truth, told[each], quantity) for each in (True, False))
        assert surely_below(learned / fixed, 0.8)
    gains = np.array([one.log_evidence - other.log_evidence for one, other in zip(told[True], told[False], strict=True)])
    assert surely_below(-gains, 0.0)


def test_what_no_evidence_speaks_of_keeps_its_prior(case, told):
    """The prior is normal(0, 1): the mean over truths and parameters, and that of the standard deviations, stay there.

    A single mean has a Monte Carlo error of about 0.3 after 420 days (few lineages survive), that of more than 60 some 0.04.
    """
    cloud = ParameterCloud(case, ORDER)
    spoken = ("role_trader", "spread_ratio", "spread_level", *(f"outlet_{outlet}" for outlet in OUTLETS))
    silent = [n for n in cloud.names if n.startswith("evidence.") and n.removeprefix("evidence.") not in spoken]
    assert "evidence.outlet_silent" in silent and "evidence.role_guard" in silent and len(silent) > 15
    rows = [cloud.index[name] for name in silent]
    means, deviations = [], []
    for result in told[True]:
        z, weights = result.final.cloud.z[:, rows], result.final.weights
        means.append(weights @ z)
        deviations.append(np.sqrt(weights @ (z - means[-1]) ** 2))
    assert abs(np.mean(means)) < 0.1
    assert 0.9 < np.mean(deviations) < 1.05
