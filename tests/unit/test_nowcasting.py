"""The nowcast: what is known by a day, the same bytes, evidence that moves what it speaks of, contradictions survived."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.border.densities import member
from contraflow.border.observing import INDICATORS, SumKey, facts_of, plan_sums, read_observations
from contraflow.border.start import find_reference
from contraflow.border.weeks import Weeks
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.errors import OptionError
from contraflow.estimates.estimating import estimate
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observation import Observation, Observations, Source
from contraflow.observations.observe import observe

FEW = NowcastOptions(particles=512, draws=200)
DAY = date(2021, 9, 15)
NOTHING = Observations((), ())


@pytest.fixture(scope="module")
def evidence(toy):
    return observe(read_coded(toy), toy)


@pytest.fixture(scope="module")
def reference(toy):
    return find_reference(toy, 2)


@pytest.fixture(scope="module")
def told(toy, evidence):
    return nowcast(toy, evidence, known_by=DAY, options=FEW)


@pytest.fixture(scope="module")
def untold(toy):
    return nowcast(toy, NOTHING, known_by=DAY, options=FEW)


def observation(toy, indicator, family, value, *, start=580, end=600, base=None, known=605, **changes):
    plain = Observation(
        f"{indicator}/{value}", indicator, family, value, 0.0, "", False, "", "", toy.sector_ids, (), "", "", start, end,
        base and base[0], base and base[1], known, f"{indicator}/witness", 0.9, "claim",
    )  # fmt: skip
    return replace(plain, **changes)


def one(toy, *observations):
    return nowcast(toy, Observations(tuple(observations), ()), known_by=DAY, options=FEW)


def column(result, quantity, key="", place="border"):
    names = [(c.quantity, c.key, c.place) for c in result.columns]
    return names.index((quantity, key, place))


def mean_of(result, quantity, key="", day=590):
    week = next(w for w in result.weeks if w.week == Weeks(result.case).of(day))
    return week.mean[column(result, quantity, key)]


def bytes_of(result):
    parts = [week.draws.tobytes() for week in result.weeks]
    return b"".join(parts) + result.ess.tobytes() + result.final.weights.tobytes()


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_threads(toy, evidence, told):
    again = nowcast(toy, evidence, known_by=DAY, options=replace(FEW, threads=1))
    assert bytes_of(again) == bytes_of(told)
    other = nowcast(toy, evidence, known_by=DAY, options=FEW, seed=8)
    assert bytes_of(other) != bytes_of(told)


def test_only_what_was_known_by_then_counts(toy, evidence, told):
    late = observation(toy, "flow", "level", 0.0, known=toy.day(DAY) + 1)
    more = Observations((*evidence.used, late), ())
    assert bytes_of(nowcast(toy, more, known_by=DAY, options=FEW)) == bytes_of(told)


def test_the_order_of_evidence_does_not_matter(toy, evidence, told):
    backwards = Observations(evidence.used[::-1], evidence.left_out)
    assert bytes_of(nowcast(toy, backwards, known_by=DAY, options=FEW)) == bytes_of(told)


def test_an_earlier_nowcast_can_be_rebuilt(toy, evidence):
    """What was said on a day is what is said today of that day, when only what was known then is used."""
    then = date(2021, 6, 30)
    known_then = observe(read_coded(toy), toy, known_by=then)
    assert bytes_of(nowcast(toy, known_then, known_by=then, options=FEW)) == bytes_of(
        nowcast(toy, evidence, known_by=then, options=FEW)
    )


def test_without_evidence_nothing_is_weighed(untold):
    assert untold.log_evidence == 0.0 and untold.witnesses == ()
    np.testing.assert_allclose(untold.final.weights, 1 / FEW.particles)
    np.testing.assert_allclose(untold.ess, FEW.particles)


@pytest.mark.parametrize(
    ("indicator", "family", "value", "base", "quantity", "key", "sign"),
    [
        ("enforcement", "level", 4.0, None, "enforcement", "northland", 1),
        ("enforcement", "level", 0.0, None, "enforcement", "northland", -1),
        ("enforcement", "change", 2.0, (400, 500), "enforcement", "northland", 1),
        ("flow", "level", 0.0, None, "flow", "", -1),
        ("flow", "ratio", np.log(2.0), None, "flow", "", 1),
        ("hire_fee", "ratio", 3.0, (100, 200), "hire_fee", "", 1),
        ("official_trade", "ratio", np.log(0.5), None, "official_trade", "in", -1),
        ("tolerance", "level", 4.0, None, "tolerance", "", 1),
        ("price", "ratio", np.log(1.5), None, "price", "cloth", 1),
        ("carrier", "presence", 1.0, None, "hired_share", "", 1),
        ("timing", "share", 0.9, None, "daylight_share", "", 1),
        ("bribe", "change", 1.0, (100, 200), "bribe", "", 1),
        ("state_smuggling", "level", 4.0, None, "state_smuggling", "", 1),
        ("hire_fee", "amount", 30_000.0, None, "hire_fee", "", 1),
        ("hire_fee", "amount", 500.0, None, "hire_fee", "", -1),
        ("bribe", "amount", 30_000.0, None, "bribe", "", 1),
        ("seizure", "level", 4.0, None, "seizures", "", 1),
        ("seizure", "count", 400.0, None, "seizures", "", 1),
        ("seizure", "count", 0.0, None, "seizures", "", -1),
    ],
)
def test_evidence_moves_what_it_speaks_of(toy, untold, indicator, family, value, base, quantity, key, sign):
    changes = {
        "unit": "boats" if indicator == "seizure" else "",
        "carrier": "hired_vessel" if indicator == "carrier" else "day" if indicator == "timing" else "",
    }
    if indicator in {"price", "timing"}:
        changes["goods"] = ("cloth",) if indicator == "price" else ("fish",)
    if indicator == "price":
        changes["side"] = "southland"
    moved = one(toy, observation(toy, indicator, family, value, base=base, **changes))
    assert len(moved.witnesses) == 1
    change = mean_of(moved, quantity, key) - mean_of(untold, quantity, key)
    assert change * sign > 0


def test_ten_retellings_move_the_state_exactly_as_the_report_alone(toy, told):
    """Copies of copies, one of them by an outlet that nobody knows and all later: the same bytes."""
    coded = read_coded(toy)
    report = next(each for each in coded.reports if each.id == "invented-2021-02-25")
    reports, claims, before = list(coded.reports), list(coded.claims), report.id
    for n in range(10):
        copy = replace(report, id=f"copy-{n}", outlet=f"Paper {n}", echo_of=before, published=date(2021, 2, 26 + n % 3))
        before = copy.id if n % 2 else report.id
        reports.append(copy)
        for claim in coded.claims:
            if claim.report == report.id:
                claims.append(replace(claim, id=f"{copy.id}/{claim.number}", report=copy.id, known=copy.published))
    many = observe(Evidence(tuple(reports), tuple(claims)), toy)
    assert len(many.left_out) > 10
    assert bytes_of(nowcast(toy, many, known_by=DAY, options=FEW)) == bytes_of(told)


@pytest.mark.parametrize(("family", "value", "bound"), [("level", 1.0, 1.5), ("level", 4.0, 1.5), ("ratio", np.log(0.6), 2.0)])
def test_ten_voices_of_one_report_move_the_state_hardly_more_than_one(toy, family, value, bound):
    """At most 1.5 times as far in words, twice in numbers: ten equal numbers also teach that numbers are exact."""
    options = replace(FEW, particles=1024)
    said = [observation(toy, "flow", family, value, id=f"voice/{n}", source=Source("trader", "")) for n in range(10)]
    nothing, first, tenth = (
        mean_of(nowcast(toy, Observations(tuple(each), ()), known_by=DAY, options=options), "flow")
        for each in ((), said[:1], said)
    )
    assert nothing != first
    assert 0.5 < (nothing - tenth) / (nothing - first) < bound


def test_a_denied_claim_is_weaker_than_its_opposite(toy, untold):
    high = mean_of(one(toy, observation(toy, "flow", "level", 4.0)), "flow")
    not_low = mean_of(one(toy, observation(toy, "flow", "level", 0.0, denied=True)), "flow")
    assert mean_of(untold, "flow") < not_low < high


def test_a_contradiction_of_all_particles_is_survived_and_named(toy):
    wild = [
        observation(toy, "flow", "level", level, witness=f"wild/{n}", id=f"wild/{n}/{k}", reliability=1.0, known=605 + n)
        for n, level in enumerate((0.0, 4.0) * 6)
        for k in range(4)
    ]
    result = one(toy, *wild)
    found = estimate(result).rejected
    assert {name for each in found for name in each.observations} & {each.id for each in wild}
    assert all("damped" in each.what or "left out" in each.what for each in found)
    assert np.isfinite(result.log_evidence) and all(np.isfinite(week.draws).all() for week in result.weeks)
    assert result.ess.min() >= 1


def test_what_a_witness_moved_agrees_with_a_run_without_it(toy, evidence):
    """The shift told for one late witness against runs without it, over four seeds; both carry Monte Carlo error."""
    options = NowcastOptions(particles=1024, draws=200)
    name = "invented-2021-09-10/1"
    told_shift, run_shift = [], []
    for seed in range(4):
        whole = nowcast(toy, evidence, known_by=DAY, options=options, seed=seed)
        fee = column(whole, "hire_fee")
        number = next(n for n, witness in enumerate(whole.witnesses) if name in witness.observations)
        told_shift.append(whole.weeks[-1].mean[fee] - whole.weeks[-1].without[number][fee])
        rest = Observations(tuple(each for each in evidence.used if each.id != name), ())
        run_shift.append(
            whole.weeks[-1].mean[fee] - nowcast(toy, rest, known_by=DAY, options=options, seed=seed).weeks[-1].mean[fee]
        )
    assert np.mean(told_shift) < 0 and np.mean(run_shift) < 0
    error = np.hypot(np.std(told_shift), np.std(run_shift)) / 2
    assert abs(np.mean(told_shift) - np.mean(run_shift)) < 6 * error


def test_weeks_run_from_monday_to_sunday_without_a_gap(toy, told):
    weeks = Weeks(toy)
    assert [week.week for week in told.weeks] == list(range(weeks.of(1), weeks.of(told.last_day) + 1))
    assert all(toy.date(weeks.first_day(week.week)).weekday() == 0 for week in told.weeks)
    assert len(told.ess) == told.last_day


def test_estimates_are_labelled_and_in_range(told):
    estimates = estimate(told)
    weekly = estimates.weekly
    assert (weekly["openness"] >= 0).all() and (weekly["openness"] <= 100).all()
    assert weekly["openness"].attrs["units"] == "%"
    assert (weekly["flow"].diff("quantile") >= 0).all()
    assert {"hire_fee", "hired_share", "daylight_share", "official_trade", "tolerance", "price"} <= set(weekly)
    assert len({each.id for each in estimates.headline}) == len(estimates.headline)
    for judgement in estimates.judgements:
        assert 0.5 <= judgement.chance <= 1 and judgement.size is not None
        assert judgement.size.intervals[95][0] <= judgement.size.value <= judgement.size.intervals[95][1]
    assert estimates.run.seed == 7 and estimates.run.case_sha1 == told.case.extra["sha1"]


@pytest.mark.parametrize(
    "wrong", [{"particles": 3}, {"floor_share": 0.9}, {"lag_weeks": 0}, {"memory_days": 0.0}, {"resample_below": -1.0}]
)
def test_an_option_without_sense_is_refused(wrong):
    with pytest.raises(OptionError, match=next(iter(wrong))):
        NowcastOptions(**wrong)


def test_a_day_outside_the_case_is_refused(toy):
    with pytest.raises(OptionError, match="known_by: found 2035-01-01; allowed: 2020-01-02 to 2021-12-31"):
        nowcast(toy, NOTHING, known_by=date(2035, 1, 1), options=FEW)


def test_every_option_changes_something(toy, evidence, told):
    for change in ({"resample_below": 0.05}, {"memory_days": 20.0}, {"lag_weeks": 2}, {"particles": 576}, {"draws": 50}):
        other = nowcast(toy, evidence, known_by=DAY, options=replace(FEW, **change))
        assert bytes_of(other) != bytes_of(told), change


def test_what_cannot_be_weighed_is_left_out_with_a_reason(toy, reference):
    odd = [
        observation(toy, "penalty", "level", 3.0),
        observation(toy, "flow", "change", 1.0),
        observation(toy, "flow", "amount", 100.0),
        observation(toy, "hire_fee", "count", 3.0),
        observation(toy, "seizure", "count", 3.0, unit="vehicles"),
        observation(toy, "seizure", "presence", 1.0),
        observation(toy, "flow", "level", 1.0, start=-50, end=-10, known=-5),
        observation(toy, "carrier", "presence", 1.0, carrier="rail"),
        observation(toy, "tolerance", "level", 2.0, side="northland"),
    ]
    readings, left_out = read_observations(odd, toy, reference)
    assert readings == () and len(left_out) == len(odd)
    assert all(each.reason for each in left_out)


@pytest.mark.parametrize("name", [name for name in INDICATORS if name not in {"carrier", "timing"}])
@pytest.mark.parametrize("family", ["level", "change"])
@pytest.mark.parametrize("denied", [False, True])
def test_words_have_chances_that_sum_to_one(toy, reference, name, family, denied):
    total = np.zeros(5)
    for value in range(5):
        said = observation(
            toy, name, family, float(value - 2 if family == "change" else value), denied=denied,
            base=(300, 400) if family == "change" else None, side="southland" if name == "price" else "",
            goods=("cloth",) if name == "price" else (),
        )  # fmt: skip
        (reading,), _ = read_observations([said], toy, reference)
        keys = {key for pair in (reading.period, reading.baseline or ()) for key in pair if key}
        sums = {key: np.linspace(0.1, 3.0, 5) * key.n_days for key in keys}
        each = member(reading, sums)
        total += np.exp(each.log_density(each.location))
    np.testing.assert_allclose(total, 1.0, atol=1e-9)


def said_by(toy, reference, indicator, family, value, **changes):
    (reading,), _ = read_observations([observation(toy, indicator, family, value, **changes)], toy, reference)
    keys = {key for pair in (reading.period, reading.baseline or ()) for key in pair if key}
    usual = np.exp(reading.measure.reference)
    sums = {key: usual * np.linspace(0.4, 3.0, 5) * key.n_days for key in keys}
    return member(reading, sums)


@pytest.mark.parametrize(
    ("indicator", "family"), [("flow", "ratio"), ("hire_fee", "ratio"), ("hire_fee", "amount"), ("bribe", "amount")]
)
def test_numbers_have_densities_that_integrate_to_one_over_their_logs(toy, reference, indicator, family):
    logs = np.linspace(-30, 50, 4001)
    base = (300, 400) if family == "ratio" else None
    each = [said_by(toy, reference, indicator, family, float(np.exp(v)), base=base) for v in logs]
    density = np.exp([m.log_density(m.location) for m in each])
    np.testing.assert_allclose(density.sum(0) * (logs[1] - logs[0]), 1.0, atol=1e-3)
    assert np.exp([m.log_uninformed for m in each]).sum() * (logs[1] - logs[0]) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("bound", ["at least", "at most"])
def test_a_bounded_count_is_the_sum_of_what_it_allows(toy, reference, bound):
    def chance(count, **changes):
        each = said_by(toy, reference, "seizure", "count", float(count), unit="boats", **changes)
        return np.exp(each.log_density(each.location))

    allowed = range(13, 4000) if bound == "at least" else range(13)
    np.testing.assert_allclose(chance(13 if bound == "at least" else 12, bound=bound), sum(map(chance, allowed)), atol=1e-6)
    np.testing.assert_allclose(sum(map(chance, range(4000))), 1.0, atol=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 25), st.integers(0, 20), st.integers(0, 3)), min_size=1, max_size=25)
)
def test_planned_sums_are_the_sums_that_were_wanted(wanted):
    """Slots are used again, yet every sum read on its day is that of its own days."""

    class Reading:
        def __init__(self, start, length, delay, row):
            self.period = (SumKey(((row, 1.0), (row + 1, 0.5)), start, start + length), None)
            self.keys = self.period[:1]
            self.day = start + length + delay

    readings = [Reading(*each) for each in wanted]
    n_days = 100
    plan_of = plan_sums(readings, n_days)
    rows = np.random.default_rng(1).normal(size=(n_days, 6))
    slots = np.full(plan_of.n_slots, np.nan)
    plan = plan_of.plan
    for day in range(1, n_days):
        slots[plan.clear_slot[plan.clear_start[day] : plan.clear_start[day + 1]]] = 0.0
        for at in range(plan.add_start[day], plan.add_start[day + 1]):
            slots[plan.add_slot[at]] += plan.add_weight[at] * rows[day, plan.add_row[at]]
        for reading in readings:
            key = reading.period[0]
            if reading.day == day:
                naive = sum(weight * rows[key.start : key.end + 1, row].sum() for row, weight in key.terms)
                np.testing.assert_allclose(slots[plan_of.slots[key]], naive, atol=1e-6)


def test_facts_know_every_sector_and_good(toy, reference):
    facts = facts_of(toy, reference)
    assert list(facts.sectors) == list(toy.sector_ids)
    assert list(facts.goods) == [good.id for good in toy.modelled_goods]
