"""The order of the day, what each mechanism may touch, ranges, and random numbers that do not depend on what else is drawn."""

import inspect
import re
from dataclasses import replace

import numpy as np
import pytest

from contraflow.border import day
from contraflow.border.calendar import read_calendar
from contraflow.border.layout import SCRATCH, SEEN, STATE, At, blocks, particles, span
from contraflow.border.model import ORDER, Engine, no_plan, order_problems
from contraflow.border.parameters import SPREADS, draw_parameters, names, parameter_starts
from contraflow.border.start import find_reference, first_state, seen
from contraflow.kernels.compiled import compiled
from tests.experiments import act, run

N = 128


@pytest.fixture(scope="module")
def reference(yalu):
    return find_reference(yalu, 2)


def start(case, reference, seed=3, n=N, threads=1, n_days=60, **calendar):
    parameters = draw_parameters(case, ORDER, n, seed)
    engine = Engine(reference.border, read_calendar(case, n_days, seed, **calendar), seed, threads)
    return engine, engine.new_path(first_state(case, reference.border, parameters), 0), parameters


def after(case, reference, n_days=40, **options):
    engine, path, parameters = start(case, reference, **options)
    engine.run(range(1, n_days), path, parameters, no_plan(n_days + 20))
    return engine, path


def test_the_order_is_sound():
    assert order_problems(ORDER) == []


def test_a_wrong_order_is_explained():
    problems = order_problems(ORDER[::-1])
    assert "crossings reads 'attraction' before any mechanism writes it that day" in problems


def test_the_compiled_day_follows_the_order():
    called = re.findall(r"(\w+)\.step\(", inspect.getsource(day))
    assert called == [each.name for each in ORDER]
    rows = re.findall(r"own\[(\d+)\] : own\[(\d+)\].*?keys\[day, (\d+)\]", inspect.getsource(day).replace("\n", " "))
    assert [tuple(map(int, row)) for row in rows] == [(i, i + 1, i) for i in range(len(ORDER))]


def test_the_layout_names_every_quantity_once():
    assert list(At._fields) == [*STATE, *SEEN, "end", *SCRATCH, "scratch_end"]


@pytest.mark.parametrize("number", range(len(ORDER)), ids=[each.name for each in ORDER])
def test_each_mechanism_changes_only_what_it_says(yalu, reference, number):
    """One mechanism alone acts on a state after a month; only rows that it writes may differ."""
    good = yalu.modelled_goods[0].id
    busy = (act(yalu, "talks", 20), act(yalu, "ban", 30, goods=(good,)), act(yalu, "crackdown", 41))
    engine, path = after(replace(yalu, calendar=busy), reference)
    parameters = draw_parameters(yalu, ORDER, N, 3)
    before, scratch = path.state.copy(), engine.scratches[0].copy()
    own = parameter_starts(ORDER)
    step = compiled(_only(number))
    step(
        path.state, parameters[:, own[number] : own[number + 1]], engine.at, engine.border, engine.calendar,
        engine.keys[41, number], np.arange(64, dtype=np.uint32), engine.scratches[0],
    )  # fmt: skip
    each = ORDER[number]
    for name in STATE:
        if name not in each.writes:
            np.testing.assert_array_equal(path.state[:, span(engine.at, name)], before[:, span(engine.at, name)], name)
    if "rows" not in each.writes:
        np.testing.assert_array_equal(path.state[:, engine.at.seen_enforcement :], before[:, engine.at.seen_enforcement :])
    for name in SCRATCH:
        if name not in each.writes:
            rows = slice(getattr(engine.at, name), getattr(engine.at, At._fields[At._fields.index(name) + 1]))
            np.testing.assert_array_equal(engine.scratches[0][rows], scratch[rows], name)
    if each.writes & set(STATE):
        assert not np.array_equal(path.state, before)


def _only(number):
    step = ORDER[number].step

    def one(state, own, at, border, calendar, key, who, scratch):
        step(0, 41, state, own[0], at, border, calendar, key, who, scratch)

    return one


def test_quantities_stay_in_range(yalu, reference):
    engine, path = after(yalu, reference)
    at, state = engine.at, particles(path.state)
    assert np.isfinite(state).all()

    def rows(name):
        return state[:, span(at, name)]

    for name in ("legal", "unmet", "regime", "seen_openness", "seen_regime"):
        assert (rows(name) >= 0).all() and (rows(name) <= 1).all(), name
    for name in ("vessels", "fee", "bribe", "wanted", "traffic", "seen_flow", "seen_flow_good", "seen_official"):
        assert (rows(name) >= 0).all(), name
    assert (rows("seen_seized") <= rows("seen_crossings")).all()
    assert (rows("seen_hired") <= rows("seen_afloat")).all()
    assert (rows("seen_live_day") <= rows("seen_live") * 1.0001).all()
    assert (np.abs(rows("hope")) <= 2).all()
    whole = rows("seen_crossings")
    np.testing.assert_array_equal(whole, np.rint(whole))


def test_values_by_sector_and_by_good_add_to_the_same_whole(yalu, reference):
    """State-run convoys carry mixed goods and are counted by sector only; without them both sums agree."""
    quiet = {**yalu.priors, "state_smuggling.start_per_day": replace(yalu.priors["state_smuggling.start_per_day"], value=1e-12)}
    engine, path = after(replace(yalu, priors=quiet), reference)
    state = particles(path.state).astype(float)
    by_sector = state[:, span(engine.at, "seen_flow")].sum(1)
    by_good = state[:, span(engine.at, "seen_flow_good")].sum(1)
    np.testing.assert_allclose(by_sector, by_good, rtol=1e-4)


def test_the_number_of_threads_changes_nothing(yalu, reference):
    one, two, three = (after(yalu, reference, threads=threads)[1].state for threads in (1, 2, 3))
    np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(one, three)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(yalu, reference):
    first, again, other = (after(yalu, reference, seed=seed)[1].state.tobytes() for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_days_can_be_run_in_any_portions(yalu, reference):
    engine, whole, parameters = start(yalu, reference)
    plan = no_plan(60)
    engine.run(range(1, 40), whole, parameters, plan)
    engine, parts, parameters = start(yalu, reference)
    for first, last in ((1, 2), (2, 17), (17, 40)):
        engine.run(range(first, last), parts, parameters, plan)
    np.testing.assert_array_equal(whole.state, parts.state)
    np.testing.assert_array_equal(whole.totals, parts.totals)


def test_scenarios_are_equal_until_they_differ(yalu, reference):
    later = act(yalu, "crackdown", 30, side=yalu.sides[0])
    with_it, without = (run(yalu, reference, events, 60, n=64).values for events in ((later,), ()))
    np.testing.assert_array_equal(with_it[:5], without[:5])
    assert not np.array_equal(with_it[-1], without[-1])


def test_common_random_numbers_sharpen_a_comparison(yalu, reference):
    event = (act(yalu, "crackdown", 1, side=yalu.sides[0]),)
    calm = [run(yalu, reference, (), 40, n=64, seed=seed).flow().mean(0) for seed in (1, 2)]
    hard = run(yalu, reference, event, 40, n=64, seed=1).flow().mean(0)
    assert np.var(hard - calm[0]) < 0.5 * np.var(hard - calm[1])


def test_more_traders_cost_no_more_rows(yalu, reference):
    crowd = tuple(replace(s, traders={k: 1000 * n for k, n in s.traders.items()}) for s in yalu.sectors)
    engine, path = after(replace(yalu, sectors=crowd), find_reference(replace(yalu, sectors=crowd), 2), n_days=5)
    assert path.state.shape[1] == engine.at.end
    assert np.isfinite(path.state).all()


def test_blocks_and_particles_are_inverse():
    array = np.arange(2 * 5 * 64, dtype=np.float32).reshape(2, 5, 64)
    np.testing.assert_array_equal(blocks(particles(array)), array)


def test_the_reference_is_that_of_usual_conditions(yalu, reference):
    """Means of another seed's usual year lie within 10 % of the reference."""
    usual = run(yalu, reference, (), 365, n=256, seed=99)
    np.testing.assert_allclose(usual.flow().mean(), 1.0, atol=0.1)
    assert (reference.seen[seen(reference.at, "seen_openness")] > 0.9).all()


def test_every_parameter_has_a_prior_and_every_prior_a_parameter(yalu):
    assert {name for _, _, name in names(ORDER)} | {f"evidence.{each.name}" for each in SPREADS} == set(yalu.priors)
