"""What moved an estimate, and whether that can be told: by arithmetic, and against actual runs without the evidence."""

import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from rich.console import Console

from contraflow.claims.coded import read_coded
from contraflow.cli.explaining import explained_plain, told_tables
from contraflow.errors import OptionError
from contraflow.estimates.explain import (
    LEVELS,
    against_each_other,
    asked_of,
    day_seen_from,
    explain,
    lag_weeks_for,
    largest,
    run_without,
    run_without_each,
)
from contraflow.estimates.influence import FEWEST_HISTORIES, mean_error, shift_without
from contraflow.estimates.pooled import pool_explanations
from contraflow.estimates.question import read_question
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observe import observe

DAY = date(2021, 9, 15)


def told(case, text, particles, seed=7):
    question = read_question(text, case)
    seen = day_seen_from(case, question, date.fromisoformat(case.extra["known_by"]))
    options = NowcastOptions(particles=particles, draws=10, lag_weeks=lag_weeks_for(case, question, seen))
    evidence = read_coded(case)
    now = nowcast(case, observe(evidence, case, known_by=seen), known_by=seen, options=options, seed=seed)
    return now, question, evidence


@pytest.fixture(scope="module")
def fee(toy):
    now, question, evidence = told(toy, "hire fee 2021-09", 768)
    return now, question, evidence, explain(now, question, evidence)


def test_a_shift_is_the_mean_less_the_mean_without():
    draw = np.random.default_rng(1)
    x, weights = draw.normal(size=400), draw.dirichlet(np.ones(400))
    said = draw.normal(0, 0.3, (400, 2)).astype(np.float32)
    found = shift_without(x, weights, said)
    without = weights / np.exp(said.astype(float).sum(1))
    assert found.size == pytest.approx(weights @ x - without @ x / without.sum())
    rejected = shift_without(x, weights, np.zeros((400, 1), np.float32))
    assert (rejected.size, rejected.error, rejected.histories) == (0.0, 0.0, 400)
    # said to the one history that is left of its time: what it did cannot be told
    lone = shift_without(x, weights, np.full((400, 1), -3.0, np.float32))
    assert lone.histories == pytest.approx(1.0) and lone.verdict == "unknown"


def test_copies_of_a_history_do_not_make_a_shift_surer():
    """A hundred times the same ten histories are ten: the error is that of ten, and the verdict that nothing is known."""
    draw = np.random.default_rng(2)
    x, said = draw.normal(size=10), draw.normal(0, 0.2, (10, 1)).astype(np.float32)
    one = shift_without(x, np.full(10, 0.1), said)
    many = shift_without(np.tile(x, 100), np.full(1000, 0.001), np.tile(said, (100, 1)))
    assert many.size == pytest.approx(one.size) and many.error == pytest.approx(one.error)
    assert many.histories == pytest.approx(one.histories) and many.verdict == "unknown"
    mean, error = mean_error(np.tile(x, 100), np.full(1000, 0.001), [np.tile(np.arange(10), 100)])
    assert (mean, error) == (pytest.approx(x.mean()), pytest.approx(x.std() / 10**0.5))


def test_the_standard_error_is_right():
    """Over 300 data sets with a known shift of zero, two standard errors hold it in 93 to 97.5 % of cases (exact: 95.4 %)."""
    draw = np.random.default_rng(3)
    inside = 0
    for _ in range(300):
        said = draw.normal(0, 0.5, (500, 1)).astype(np.float32)
        found = shift_without(draw.normal(size=500), np.full(500, 1 / 500), said)
        inside += abs(found.size) < 2 * found.error
    assert 0.915 < inside / 300 < 0.985


def test_groups_are_limited_by_their_oldest_witness():
    draw = np.random.default_rng(4)
    x, weights = draw.normal(size=600), np.full(600, 1 / 600)
    new = draw.normal(0, 0.3, (600, 1)).astype(np.float32)
    old = np.repeat(draw.normal(0, 0.3, 20), 30).astype(np.float32)[:, None]
    assert shift_without(x, weights, new).verdict != "unknown"
    assert shift_without(x, weights, np.hstack([new, old])).histories < FEWEST_HISTORIES
    # one that was rejected limits nothing
    assert shift_without(x, weights, np.hstack([new, np.zeros_like(old)])).histories > FEWEST_HISTORIES


def test_every_witness_has_its_report_and_its_source(fee):
    now, _, evidence, found = fee
    assert set(found.moved) == set(LEVELS)
    ids = {name for witness in now.witnesses for name in witness.observations}
    for level in LEVELS:
        assert {name for each in found.moved[level] for name in each.observations} == ids
        sizes = [abs(each.shift.size) for each in found.moved[level]]
        assert sizes == sorted(sizes, reverse=True)
    assert {report.outlet for report in evidence.reports} <= {each.name for each in found.moved["source"]}
    assert len(found.moved["source"]) < len(found.moved["report"]) < len(found.moved["witness"])


def test_what_was_asked_is_the_mean_over_the_weeks(fee):
    now, question, _, found = fee
    x, rows = asked_of(now, question)
    assert found.is_log and len(rows) == 3
    assert found.mean == pytest.approx(float(np.exp(now.final.weights @ x)))
    first = found.moved["report"][0]
    assert found.without(first) == pytest.approx(found.mean / np.exp(first.shift.size))
    assert found.shift_in_unit(first)[0] == pytest.approx(found.mean - found.without(first))
    share = explain(now, read_question("hired share 2021-09", now.case), fee[2])
    assert not share.is_log and share.without(first) == pytest.approx(share.mean - first.shift.size)
    assert found.intervals[95][0] < found.intervals[50][0] < found.median < found.intervals[50][1] < found.intervals[95][1]
    up, down = against_each_other(found)
    assert all(each.shift.size > 0 and each.shift.verdict == "clear" for each in up)
    assert {each.name for each in down} >= {"invented-2021-09-10/hire_fee", "invented-2021-09-10/flow"}


def agreement(runs, names):
    """Return, by report, the shifts told of all reports and that of a run without it: told, run, error; (run,) each."""
    found = {}
    for name in names:
        rows = []
        for now, question, evidence in runs:
            moved = {each.name: each for each in explain(now, question, evidence).moved["report"]}
            again = run_without(now, question, moved[name])
            sizes = {other: each.shift.size for other, each in moved.items()}
            rows.append((sizes, again.rerun, np.hypot(moved[name].shift.error, again.rerun_error)))
        found[name] = rows
    return found


def apart(rows, name):
    """Return how many standard errors the mean shift of a report lies from that of the runs without."""
    error = np.sqrt(np.mean([each[2] ** 2 for each in rows]) / len(rows))
    return abs(np.mean([each[0][name] for each in rows]) - np.mean([each[1] for each in rows])) / error


def test_shifts_agree_with_runs_without_the_report(toy):
    """Two reports of the invented border over two seeds, at four standard errors as the shifts tell them themselves.

    False alarms: 6e-5 a comparison. A deliberate fault, the shift of another report, is caught.
    """
    first, second = "invented-2021-09-10", "invented-2021-08-05"
    found = agreement([told(toy, "hire fee 2021-09", 1024, seed) for seed in range(2)], [first, second])
    assert apart(found[first], first) < 4.0 and apart(found[second], second) < 4.0
    assert apart(found[first], second) > 4.0


def test_shifts_agree_with_a_run_without_the_report_on_the_yalu(yalu):
    name = "rfa-2018-06-08"
    found = agreement([told(yalu, "enforcement china sinuiju-dandong 2018-05", 192)], [name])
    assert apart(found[name], name) < 4.0


def test_the_largest_are_run_again_on_demand(fee):
    now, _, _, plain = fee
    found = run_without_each(now, plain, largest(plain, 1))
    again = found.moved["report"][0]
    assert again.rerun is not None and again.rerun_error > 0
    assert [each.name for each in found.moved["report"]] == [each.name for each in plain.moved["report"]]
    assert found.moved["report"][1].rerun is None and found.moved["source"][0].rerun is not None


def test_several_filters_are_pooled_with_their_spread_as_error(toy):
    runs = [told(toy, "hire fee 2021-09", 256, seed) for seed in range(3)]
    nows = [now for now, _, _ in runs]
    found = [explain(*run) for run in runs]
    both = pool_explanations(nows, found)
    logs = np.log([each.mean for each in found])
    assert both.mean == pytest.approx(np.exp(logs.mean())) and both.error >= logs.std(ddof=1) / 3**0.5
    assert min(each.median for each in found) <= both.median <= max(each.median for each in found)
    name = both.moved["report"][0].name
    sizes = [next(each for each in one.moved["report"] if each.name == name).shift.size for one in found]
    assert both.moved["report"][0].shift.size == pytest.approx(np.mean(sizes))
    assert both.moved["report"][0].shift.error >= np.std(sizes, ddof=1) / 3**0.5
    assert pool_explanations(nows[:1], found[:1]) is found[0]


def test_what_a_claim_says_is_no_markup(fee):
    now, _, evidence, found = fee
    odd = replace(evidence, claims=tuple(replace(claim, paraphrase="[/bold] [red]odd") for claim in evidence.claims))
    printed = io.StringIO()
    for table in told_tables(found, explained_plain(found, now.case, odd), 5):
        Console(file=printed, width=200).print(table)
    assert "[/bold] [red]odd" in printed.getvalue()


def test_a_period_is_seen_from_some_months_on(toy):
    late = date(2021, 12, 31)
    assert day_seen_from(toy, read_question("flow 2020-06", toy), late) == date(2020, 11, 3)
    assert day_seen_from(toy, read_question("flow 2021-09", toy), DAY) == DAY
    with pytest.raises(OptionError, match="found a period outside 2020-01-02 to 2021-09-15"):
        lag_weeks_for(toy, read_question("flow 2021-10", toy), DAY)
    with pytest.raises(OptionError, match="found a period outside"):
        lag_weeks_for(toy, read_question("flow 2018", toy), DAY)


def test_a_period_that_the_nowcast_does_not_hold_is_refused(fee, toy):
    with pytest.raises(OptionError, match="found only 0 of 30 days"):
        asked_of(fee[0], read_question("flow 2020-06", toy))
