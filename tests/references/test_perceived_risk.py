"""NarcoLogic's rules of risk and route, and contraflow's rule of belief, beside each other."""

import runpy
from types import SimpleNamespace

import numpy as np
import pytest

from contraflow.border.mechanisms import beliefs


@pytest.fixture(scope="module")
def rules(root):
    return runpy.run_path(str(root / "docs" / "examples" / "perceived_risk.py"))


@pytest.mark.parametrize(("seizures", "risk"), [(0, 0.129032), (1, 0.193548), (3, 0.322581), (6, 0.516129), (13, 0.967742)])
def test_the_risk_that_is_counted_is_that_of_narcologic(rules, seizures, risk):
    assert float(rules["counted_risk"](seizures)) == pytest.approx(risk, abs=5e-7)
    months = np.zeros(13)
    months[:seizures] = 1
    assert float(rules["counted_risk"](months)) == pytest.approx(risk, abs=5e-7)


def test_memory_makes_old_seizures_count_less(rules):
    old, new = np.eye(13)[0], np.eye(13)[-1]
    assert rules["counted_risk"](old, memory=0.9) < rules["counted_risk"](new, memory=0.9)
    assert rules["counted_risk"](old) == rules["counted_risk"](new)


def test_the_worth_of_routes_is_that_of_narcologic(rules):
    routes = rules["Routes"](*map(np.array, ([100.0, 150.0, 300.0], [1000.0] * 3, [10.0] * 3, [0.1, 0.1, 0.3])))
    np.testing.assert_allclose(rules["route_values"](routes), [7181.818, 6681.818, 2384.615], atol=5e-4)


def test_the_rule_of_the_example_is_the_mechanism(rules, monkeypatch):
    """One sector, one force, a month of days at their means: the compiled mechanism's own source, run as plain Python."""
    for name, plain in (("fast_log", np.log), ("fast_exp", np.exp), ("real", float)):
        monkeypatch.setitem(beliefs.step.py_func.__globals__, name, plain)
    lanes, crossings, chance = 64, 5.0, 0.3
    at = SimpleNamespace(belief=0, seen_enforcement=2, seen_seized=4, cell_weight=2, cell_expected=3, crossings=4)
    border = SimpleNamespace(n_sectors=1, n_kinds=1, cell_start=np.array([0, 1]))
    own = np.array([[rules["LEARNING"]], [rules["CAUTION"]], [rules["HEARSAY"]]]) * np.ones(lanes)
    state, scratch = np.zeros((1, 5, lanes)), np.zeros((5, lanes))
    state[0, 0] = np.log(-np.log1p(-0.03))
    state[0, 1] = -60.0  # the other force counts for nothing
    state[0, 2], state[0, 3] = np.log(-np.log1p(-chance)), -60.0
    state[0, 4] = crossings * chance
    scratch[2] = 1.0
    scratch[4] = crossings
    for _ in range(30):
        scratch[3] = -np.expm1(-np.exp(state[0, 0]))
        beliefs.step.py_func(0, 0, state, own, at, border, None, None, None, scratch)
    told = rules["compared_belief"](np.array([chance]), 0.03, crossings)[0]
    np.testing.assert_allclose(-np.expm1(-np.exp(state[0, 0])), told, rtol=1e-9)


def test_the_two_rules_forget_a_run_of_seizures_differently(rules):
    believed, seizures = rules["beliefs"](), rules["history"]()
    last = int(seizures.nonzero()[0][-1])
    # who counts remembers the whole run for half a year and nothing of it when the window has passed
    assert (believed["counted"][last : last + 7] == believed["counted"][last]).all()
    assert believed["counted"][last + 13] == pytest.approx(2 / 15.5)
    # who compares has half forgotten within a month, if he crosses often; hardly, if he crosses once a day
    fall = {name: (b[last] - b[last + 1]) / (b[last] - 0.03) for name, b in believed.items()}
    assert fall["busy"] > 0.8 and fall["hearing"] > 0.8 and fall["quiet"] < 0.1
