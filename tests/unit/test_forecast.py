"""Looking ahead: alternatives share their random numbers, differ as stated, and are refused when they make no sense."""

from datetime import date

import numpy as np
import pytest

from contraflow.claims.coded import read_coded
from contraflow.errors import OptionError
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observe import observe
from contraflow.scenarios.forecast import AS_ANNOUNCED, forecast, read_scenarios
from contraflow.scenarios.simulate import simulate

DAY = date(2021, 9, 15)
SUMMIT = "summit-2021-10-01"


@pytest.fixture(scope="module")
def now(toy):
    return nowcast(toy, observe(read_coded(toy), toy, known_by=DAY), known_by=DAY, options=NowcastOptions(particles=1024))


@pytest.fixture(scope="module")
def ahead(now):
    return forecast(now, read_scenarios([f"{SUMMIT}=success", f"{SUMMIT}=failure"]), days=120)


def test_alternatives_agree_until_the_event_and_differ_after_it(ahead):
    flow = ahead.weekly["flow"].sel(place="border")
    before = flow.sel(week=slice(None, "2021-09-20"))
    for name in (f"{SUMMIT}=success", f"{SUMMIT}=failure"):
        np.testing.assert_array_equal(before.sel(scenario=name), before.sel(scenario=AS_ANNOUNCED))
    after = flow.sel(week=slice("2021-10-18", None), quantile=0.5).mean("week")
    assert after.sel(scenario=f"{SUMMIT}=success") > after.sel(scenario=AS_ANNOUNCED) > after.sel(scenario=f"{SUMMIT}=failure")


def test_contrasts_are_told_with_their_chance(ahead):
    flow = [each for each in ahead.contrasts if each.quantity == "flow"]
    assert len(flow) == 2
    for each in flow:
        assert each.median > 0 and each.chance_higher > 0.7
        assert each.told_apart == (each.intervals[80][0] > 0 or each.intervals[80][1] < 0)
        assert ("cannot tell" in each.sentence) != each.told_apart


def test_what_cannot_be_told_apart_is_said_so(now):
    """The same alternative twice differs by nothing at all."""
    same = forecast(now, read_scenarios([f"{SUMMIT}=success", f"{SUMMIT}=success"]), days=30)
    for each in same.contrasts:
        assert each.median == 0 and not each.told_apart and "cannot tell" in each.sentence


def test_common_random_numbers_make_the_difference_sharper_than_its_parts(ahead):
    contrast = next(each for each in ahead.contrasts if each.quantity == "flow")
    width = contrast.intervals[80][1] - contrast.intervals[80][0]
    flow = ahead.weekly["flow"].sel(place="border", scenario=f"{SUMMIT}=success").mean("week")
    assert width < float(flow.sel(quantile=0.9) - flow.sel(quantile=0.1))


def test_a_summit_left_open_lies_between_its_outcomes_and_is_wider(ahead):
    hope = ahead.weekly["flow"].sel(place="border").isel(week=-1)
    low = hope.sel(scenario=f"{SUMMIT}=failure", quantile=0.5)
    high = hope.sel(scenario=f"{SUMMIT}=success", quantile=0.5)
    assert low < hope.sel(scenario=AS_ANNOUNCED, quantile=0.5) < high


def test_an_event_can_be_taken_away(now):
    without = forecast(now, read_scenarios([], [SUMMIT]), days=60)
    assert [scenario.name for scenario in without.scenarios] == [AS_ANNOUNCED, f"without {SUMMIT}"]
    assert without.contrasts


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("summit", "allowed: event=outcome"),
        ("nonsense=success", "no event 'nonsense'"),
        (f"{SUMMIT}=maybe", "success or failure"),
        ("ore-ban-2021=success", "an event of kind summit"),
    ],
)
def test_an_alternative_without_sense_is_refused(now, words, reason):
    with pytest.raises(OptionError, match=reason):
        forecast(now, read_scenarios([words]), days=30)


def test_an_event_that_is_over_cannot_be_changed_in_what_lies_ahead(now):
    with pytest.raises(OptionError, match="not after 2021-09-15"):
        forecast(now, read_scenarios([], ["talks-2021-06-10"]), days=30)


def test_an_event_that_is_not_announced_yet_is_refused(toy):
    early = nowcast(toy, observe(read_coded(toy), toy, known_by=date(2021, 6, 30)), known_by=date(2021, 6, 30),
                    options=NowcastOptions(particles=128))  # fmt: skip
    with pytest.raises(OptionError, match="announced on 2021-08-20, after 2021-06-30"):
        forecast(early, read_scenarios([f"{SUMMIT}=success"]), days=30)


@pytest.mark.parametrize("days", [0, 6, 100_000])
def test_days_without_sense_are_refused(now, days):
    with pytest.raises(OptionError, match="days: found"):
        forecast(now, read_scenarios([]), days=days)


def test_simulated_histories_differ_only_by_the_event(toy):
    drawn = simulate(toy, read_scenarios([], ["campaign-2021"]), histories=128)
    flow = drawn["flow"].sel(place="border", quantile=0.5)
    with_it, without = (flow.sel(scenario=name) for name in (AS_ANNOUNCED, "without campaign-2021"))
    np.testing.assert_array_equal(with_it.sel(week=slice(None, "2021-01-11")), without.sel(week=slice(None, "2021-01-11")))
    spring = slice("2021-03-01", "2021-04-01")
    assert (with_it.sel(week=spring) < without.sel(week=spring)).all()


def test_the_same_seed_simulates_the_same_bytes(toy):
    first, second, other = (
        simulate(toy, read_scenarios([]), histories=64, seed=seed, until=date(2020, 6, 1)) for seed in (1, 1, 2)
    )
    assert first.identical(second)
    assert not first.identical(other)
