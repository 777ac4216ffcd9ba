"""The compiled day against the same day in plain NumPy (benchmarks/plain.py): means and variances of all quantities.

Both start from the same state of each particle and draw numbers of their own. Compared are the time means over ``DAYS`` of
all that can be observed and the hidden state at the end. The difference is taken particle by particle; its mean must lie
within ``SIGMAS`` of its standard errors plus ``TOLERANCE`` of the quantity's size (compiled binomials are off by less than
0.01 counts where their variance is above 10, and floats are single). Variances over particles must agree within ``SIGMAS``
standard errors of their difference plus the same share.

False alarms: with normal errors one comparison in 5 * 10^8 fails by chance; with some 800 comparisons a run that is one in
600,000 seeds. The seeds are fixed, so that a run that passes passes again.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks import plain
from contraflow.border.calendar import read_calendar
from contraflow.border.layout import SEEN, STATE, particles, span
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import ParameterCloud
from contraflow.border.start import find_reference, first_state, seen
from contraflow.border.tables import where
from tests.experiments import act

DAYS = range(1, 41)
SIGMAS = 6.0
TOLERANCE = 0.002
SPREAD_OF = ("seen_flow", "seen_crossings", "seen_seized", "seen_fee", "enforcement", "belief", "vessels", "price")
PARTICLES = 1024


@pytest.fixture(scope="module")
def border_of(toy, yalu):
    """One experiment a case, made once: the compiled run and all that the plain one needs."""

    @cache
    def make(name):
        case = {"toy": toy, "yalu": yalu}[name]
        cloud = ParameterCloud(case, ORDER)
        parameters = cloud.values(np.zeros((PARTICLES, len(cloud.names))))
        reference = find_reference(case, 2)
        start = first_state(case, reference.border, parameters, 2)
        # traders who are wrong at first: what they then learn shows in means, not in the noise alone
        start[:, span(where(reference.border), "belief")] -= 1.0
        happens = (
            act(case, "crackdown", 5),
            act(case, "summit", 8),
            act(case, "state_order", 12),
            act(case, "closure", 15, end=case.date(20), strength=0.5),
            act(case, "ban", 18),
        )
        calendar = read_calendar(replace(case, calendar=happens), DAYS.stop, 5)
        engine = Engine(reference.border, calendar, 5, 2)
        path = engine.new_path(start.copy(), 0)
        engine.run(DAYS, path, parameters, no_plan(DAYS.stop))
        found = quantities(particles(path.totals), particles(path.state))
        return engine, cloud.names, particles(parameters), particles(start), found

    return make


def quantities(totals, state):
    return np.hstack([totals.astype(np.float64) / len(DAYS), state])


def run_plain(engine, parameters, start):
    world = plain.World(engine.border, engine.at, engine.calendar, engine.own, np.random.default_rng(17))
    state, totals = plain.run(world, parameters, start, DAYS)
    return quantities(totals, state)


def disagreements(at, compiled, twin):
    """Return every quantity whose mean or variance differs by more than chance allows."""
    n, n_seen = len(compiled), at.end - at.seen_enforcement
    difference = compiled - twin
    bad = np.abs(difference.mean(0)) > SIGMAS * difference.std(0) / np.sqrt(n) + TOLERANCE * np.abs(twin).mean(0)
    # the difference of two variances over the same particles is the mean of this
    spread = (compiled - compiled.mean(0)) ** 2 - (twin - twin.mean(0)) ** 2
    bad_spread = np.abs(spread.mean(0)) > SIGMAS * spread.std(0) / np.sqrt(n) + TOLERANCE * twin.var(0)
    found = []
    for name in (*SEEN, *STATE):
        rows = seen(at, name) if name in SEEN else slice(n_seen + span(at, name).start, n_seen + span(at, name).stop)
        found += [f"mean of {name}[{i}]" for i in np.flatnonzero(bad[rows])]
        if name in SPREAD_OF:
            found += [f"variance of {name}[{i}]" for i in np.flatnonzero(bad_spread[rows])]
    return found


def test_the_twin_has_the_mechanisms_of_the_order():
    assert [step.__name__ for step in plain.STEPS] == [each.name for each in ORDER]


@pytest.mark.parametrize("name", ["toy", "yalu"])
def test_the_compiled_day_and_the_plain_one_agree(border_of, name):
    engine, _, parameters, start, compiled = border_of(name)
    assert disagreements(engine.at, compiled, run_plain(engine, parameters, start)) == []


FAULTS = {
    "beliefs.learning": 2.0,
    "enforcement.delay_days": 2.0,
    "hire_market.owner_share": 1.5,
    "trader_choice.nesting": 0.9,
    "official_trade.felt_days": 2.0,
    "fleets.lost_share": 0.2,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_twin_with_one_parameter_off_is_found_out(border_of, fault):
    engine, names, parameters, start, compiled = border_of("toy")
    wrong = parameters.copy()
    wrong[:, names.index(fault)] *= FAULTS[fault]
    assert disagreements(engine.at, compiled, run_plain(engine, wrong, start)) != []


@pytest.mark.parametrize("name", ["demand", "fleets", "beliefs"])
def test_a_twin_without_a_mechanism_is_found_out(border_of, name, monkeypatch):
    engine, _, parameters, start, compiled = border_of("toy")

    def idle(world, day, state, own, today):
        today["margin"] = np.broadcast_to(engine.border.goods[:, 0], (len(state), engine.border.n_goods))

    monkeypatch.setattr(plain, "STEPS", tuple(idle if step.__name__ == name else step for step in plain.STEPS))
    assert disagreements(engine.at, compiled, run_plain(engine, parameters, start)) != []
