"""The past run again: to the byte what it was, and without an event the same world but for the event."""

from dataclasses import replace as changed
from datetime import date

import numpy as np
import pytest

from contraflow.border.calendar import read_calendar
from contraflow.border.layout import blocks, particles
from contraflow.border.model import ORDER, Engine, no_plan
from contraflow.border.parameters import draw_parameters
from contraflow.border.start import find_reference, first_state
from contraflow.border.weeks import Weeks
from contraflow.claims.coded import read_coded
from contraflow.errors import OptionError
from contraflow.nowcasting import Memory, NowcastOptions, nowcast
from contraflow.observations.observe import observe
from contraflow.scenarios.forecast import AS_IT_WAS, check_scenarios, read_scenarios, replay
from contraflow.scenarios.replay import FEWEST_HISTORIES, first_changed_day, past_event, pool, run_again, trace

DAY = date(2021, 9, 15)
TALKS = "talks-2021-06-10"
SUMMIT = "summit-2021-10-01"
OPTIONS = NowcastOptions(particles=512, draws=100, lag_weeks=100)


def nothing(share):
    """Report no progress."""


@pytest.fixture(scope="module")
def known(toy):
    return observe(read_coded(toy), toy, known_by=DAY)


@pytest.fixture(scope="module")
def remembered(toy, known):
    scenarios = read_scenarios([], [TALKS])
    memory = Memory(first_changed_day(toy, toy.day(DAY), 7, scenarios))
    return nowcast(toy, known, known_by=DAY, options=OPTIONS, memory=memory), memory


@pytest.fixture(scope="module")
def told(remembered):
    return replay([remembered], read_scenarios([], [TALKS]), days=30)


def test_particles_draw_by_identity_wherever_they_lie(toy):
    """Particles that lie elsewhere but keep their identities end in the same bytes; with other identities they do not."""
    parameters = draw_parameters(toy, ORDER, 256, 3)
    border = find_reference(toy).border
    state = first_state(toy, border, parameters)
    engine = Engine(border, read_calendar(toy, 500, 3), 3, 1)
    places = np.random.default_rng(1).permutation(256)

    def run(rows, who=None):
        path = engine.new_path(blocks(particles(state)[rows]), 0)
        moved = blocks(particles(parameters)[rows])
        engine.run(range(380, 420), path, moved, no_plan(500), who)
        return particles(path.state)

    plain = run(np.arange(256))
    who = places.astype(np.uint32).reshape(-1, 64)
    np.testing.assert_array_equal(run(places, who), plain[places])
    assert not np.array_equal(run(places), plain[places])
    # the same identity twice is the same particle twice
    twice = run(np.zeros(64, np.int64), np.full((1, 64), 5, np.uint32))
    assert (twice == twice[:1]).all()


def test_the_past_as_it_was_is_the_filter_s_own_to_the_byte(remembered):
    result, memory = remembered
    lineage = trace(result, memory, 256)
    weeks, state = run_again(lineage, read_scenarios([])[0], 0, nothing, threads=1)
    np.testing.assert_array_equal(particles(state), particles(result.final.cloud.path.state)[lineage.rows])
    assert weeks.weeks[-1] == result.weeks[-1].week and len(weeks.weeks) > 13
    kept = {each.period: each for each in result.final.cloud.window.kept}
    for week, values in zip(weeks.weeks, weeks.values, strict=True):
        np.testing.assert_array_equal(values, kept[week].values[kept[week].rows[lineage.rows]])
    # a test that can fail: with the identities of others nothing of it is left
    off = changed(lineage, stretches=tuple(each._replace(who=each.who + np.uint32(1)) for each in lineage.stretches))
    other, _ = run_again(off, read_scenarios([])[0], 0, nothing, threads=1)
    assert not np.array_equal(other.values, weeks.values)


def test_the_traced_histories_change_lanes_and_parameters_on_the_way(remembered):
    result, memory = remembered
    lineage = trace(result, memory, 256)
    assert len(lineage.stretches) > 3
    assert any(not np.array_equal(a.who, b.who) for a, b in zip(lineage.stretches, lineage.stretches[1:], strict=False))
    assert any(not np.array_equal(a.z, b.z) for a, b in zip(lineage.stretches, lineage.stretches[1:], strict=False))
    np.testing.assert_array_equal(lineage.stretches[-1].z, result.final.cloud.z[lineage.rows])
    assert 1 <= lineage.histories <= lineage.distinct <= result.final.cloud.n


def test_a_pass_that_remembers_gives_the_same_bytes(toy, known, remembered):
    plain = nowcast(toy, known, known_by=DAY, options=OPTIONS)
    assert plain.final.weights.tobytes() == remembered[0].final.weights.tobytes()
    assert all(a.draws.tobytes() == b.draws.tobytes() for a, b in zip(plain.weeks, remembered[0].weeks, strict=True))


def test_without_an_event_the_world_differs_from_its_day_on(told, toy):
    flow = told.weekly["flow"].sel(place="border")
    before, after = slice(None, "2021-05-31"), slice("2021-06-14", "2021-09-06")
    was, without = flow.sel(scenario=AS_IT_WAS), flow.sel(scenario=f"without {TALKS}")
    np.testing.assert_array_equal(was.sel(week=before), without.sel(week=before))
    assert (was.sel(week=after, quantile=0.5) > without.sel(week=after, quantile=0.5)).all()
    assert told.replayed.since == date(2021, 6, 10)
    past = [each for each in told.contrasts if each.end == DAY and each.quantity == "flow"]
    assert len(past) == 1 and past[0].start == date(2021, 6, 7)
    assert past[0].first == f"without {TALKS}" and past[0].second == AS_IT_WAS
    assert past[0].median < 0 and past[0].chance_higher < 0.3
    assert past[0].sentence.startswith("From 7 June 2021 to 15 September 2021")


def test_what_lies_ahead_follows_the_past(told, toy):
    last = toy.day(DAY) + 30
    assert told.weekly.week.values[-1] == np.datetime64(toy.date(Weeks(toy).first_day(Weeks(toy).of(last))))
    ahead = [each for each in told.contrasts if each.end == toy.date(last)]
    assert len(ahead) == len(told.contrasts) / 2


def test_an_outcome_of_the_past_can_be_another(toy, known):
    day = date(2021, 11, 1)
    known = observe(read_coded(toy), toy, known_by=day)
    scenarios = read_scenarios([f"{SUMMIT}=failure", f"{SUMMIT}=success"])
    memory = Memory(first_changed_day(toy, toy.day(day), 7, scenarios))
    result = nowcast(toy, known, known_by=day, options=NowcastOptions(particles=256), memory=memory)
    found = replay([(result, memory)], scenarios)
    flow = next(each for each in found.contrasts if each.quantity == "flow" and "failure" in each.first)
    assert flow.median < 0
    # what happened anyway changes nothing
    assert all(each.median == 0 and not each.told_apart for each in found.contrasts if "success" in each.first)


def test_histories_of_several_filters_are_pooled_by_their_evidence(toy, known, remembered):
    memory = Memory(remembered[1].before)
    other = nowcast(toy, known, known_by=DAY, options=OPTIONS, seed=8, memory=memory)
    both, histories = pool([remembered, (other, memory)], 512)
    shares = np.exp([remembered[0].log_evidence, other.log_evidence])
    np.testing.assert_allclose(len(both[0].rows) / 512, shares[0] / shares.sum(), atol=64 / 512)
    assert sum(len(each.rows) for each in both) == 512
    # a filter with little evidence may have many histories: the pool has at least the fewest, and all only in proportion
    assert min(each.histories for each in both) <= histories <= sum(each.histories for each in both) + 1e-9
    part = np.array([len(each.rows) / 512 for each in both])
    assert histories == pytest.approx(1 / sum(part**2 / np.array([each.histories for each in both])))


def test_few_histories_claim_nothing(toy, known):
    scenarios = read_scenarios([], ["campaign-2021"])
    memory = Memory(first_changed_day(toy, toy.day(DAY), 7, scenarios))
    result = nowcast(toy, known, known_by=DAY, options=NowcastOptions(particles=128), memory=memory)
    found = replay([(result, memory)], scenarios)
    assert found.replayed.histories < FEWEST_HISTORIES
    assert all(not each.told_apart and "a sketch" in each.sentence for each in found.contrasts)


def test_events_that_cannot_be_replayed_are_refused(toy, remembered):
    early = changed(toy, calendar=(changed(toy.calendar[0], id="early", start=date(2020, 1, 1)), *toy.calendar))
    with pytest.raises(OptionError, match="before the model's first day, 2020-01-02"):
        first_changed_day(early, early.day(DAY), 7, read_scenarios([], ["early"]))
    with pytest.raises(OptionError, match="no event 'carnival'"):
        check_scenarios(toy, DAY, read_scenarios([], ["carnival"]), past=True)
    with pytest.raises(OptionError, match="announced on 2021-08-20, after 2021-06-30"):
        check_scenarios(toy, date(2021, 6, 30), read_scenarios([], [SUMMIT]), past=True)
    with pytest.raises(OptionError, match="days: found -1; allowed: 0 to 1000"):
        replay([remembered], read_scenarios([], [TALKS]), days=-1)


def test_what_is_over_is_told_from_what_is_to_come(toy):
    assert past_event(toy, toy.day(DAY), read_scenarios([], [TALKS]))
    assert not past_event(toy, toy.day(DAY), read_scenarios([f"{SUMMIT}=success"]))
    assert past_event(toy, toy.day(date(2021, 10, 1)), read_scenarios([f"{SUMMIT}=success"]))
