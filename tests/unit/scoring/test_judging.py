"""Registered forecasts: asked ahead, judged when their time has come, void when it never comes; readable as a forecast hub."""

import csv
import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from contraflow.claims.coded import read_coded
from contraflow.errors import InputError
from contraflow.scenarios.forecast import read_scenarios
from contraflow.scoring.ahead import AheadOptions
from contraflow.scoring.hub import hub_files, write_hub
from contraflow.scoring.judging import judge
from contraflow.scoring.ledger import read_ledger
from contraflow.scoring.registering import register
from contraflow.scoring.rules import QUANTILE_LEVELS, weighted_interval

EARLY, KNOWN_BY = date(2021, 4, 15), date(2021, 9, 15)
SUMMIT = "summit-2021-10-01"


@pytest.fixture(scope="module")
def evidence(toy):
    return read_coded(toy)


@pytest.fixture(scope="module")
def ledger(toy, evidence, tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    scenarios = read_scenarios([f"{SUMMIT}=success", f"{SUMMIT}=failure"])
    register(path, toy, evidence, EARLY, scenarios[:1], AheadOptions(80, 64, 7, 1), "a tester")
    register(path, toy, evidence, KNOWN_BY, scenarios, AheadOptions(60, 64, 7, 1), "a tester")
    return path


@pytest.fixture(scope="module")
def entries(ledger):
    return read_ledger(ledger)


def by_kind(entries, series, scenario="as announced"):
    return [e for e in entries if e.body["target"]["kind"]["series"] == series and e.body["scenario"] == scenario]


def test_an_entry_says_who_when_how_and_what(entries):
    body = entries[0].body
    assert body["by"] == "a tester" and body["known_by"] == "2021-04-15" and body["seed"] == 7 and body["case_sha1"]
    may = by_kind(entries, "exports-of-southland")[0].body
    assert (may["target"]["start"], may["target"]["end"]) == ("2021-05-01", "2021-05-31")
    quantiles = list(may["forecast"]["log_quantiles"].values())
    assert len(quantiles) == 23
    words = [e.body["forecast"]["chances"] for e in entries if "chances" in e.body["forecast"]]
    assert words and all(sum(chances.values()) == pytest.approx(1.0, abs=1e-4) for chances in words)


def test_before_its_time_a_forecast_is_pending(toy, evidence, entries):
    assert {j.status for j in judge(entries, toy, evidence, date(2021, 4, 20))} == {"pending"}


def test_when_its_time_has_come_it_is_judged_by_what_was_published(toy, evidence, entries):
    (entry, *_), today = by_kind(entries, "exports-of-southland"), date(2021, 12, 31)
    judgement = judge(entries, toy, evidence, today)[entry.n - 1]
    assert judgement.status == "judged" and judgement.late  # the test's clock is after 2021
    row = next(r for r in toy.series if r.series == "exports-of-southland" and r.start == date(2021, 5, 1))
    assert judgement.reason == row.id
    quantiles = np.array([entry.body["forecast"]["log_quantiles"][str(level)] for level in QUANTILE_LEVELS])
    assert judgement.scores["wis"] == pytest.approx(weighted_interval(judgement.answers[0], quantiles))
    assert abs(judgement.answers[0] - np.median(quantiles)) < 3  # on the same scale


def test_what_supposes_another_outcome_is_void_when_the_outcome_is_known(toy, evidence, entries):
    outcome = next(e.outcome for e in toy.calendar if e.id == SUMMIT)
    other = "failure" if outcome == "success" else "success"
    supposed = [e.n for e in entries if e.body["outcomes"] == {SUMMIT: other}]
    found = {j.entry: j for j in judge(entries, toy, evidence, date(2021, 12, 31))}
    assert supposed and all(found[n].status == "void" and f"not as {other}" in found[n].reason for n in supposed)
    kept = [e.n for e in entries if e.body["outcomes"] == {SUMMIT: outcome}]
    assert kept and not any("not as" in found[n].reason for n in kept)


def test_a_series_that_ends_makes_its_forecasts_void(toy, evidence, entries):
    ended = replace(toy, series=tuple(r for r in toy.series if r.published <= EARLY or r.series != "exports-of-southland"))
    numbers = [e.n for e in by_kind(entries, "exports-of-southland") if e.body["known_by"] == str(EARLY)]
    early = judge(entries, ended, evidence, date(2021, 9, 1))
    assert {early[n - 1].status for n in numbers} == {"pending"}
    later = judge(entries, replace(ended, horizon=date(2022, 12, 31)), evidence, date(2022, 12, 31))
    assert {(later[n - 1].status, later[n - 1].reason) for n in numbers} == {("void", "the kind of evidence has ended")}


def test_a_gap_in_a_series_is_told_from_its_end(toy, evidence, entries):
    may = date(2021, 5, 1)
    gap = replace(toy, series=tuple(r for r in toy.series if r.start != may or r.series != "exports-of-southland"))
    entry = by_kind(entries, "exports-of-southland")[0]
    found = judge(entries, replace(gap, horizon=date(2022, 12, 31)), evidence, date(2022, 12, 31))[entry.n - 1]
    assert (found.status, found.reason) == ("void", "nothing was published about these days")


def test_a_ledger_of_another_case_is_refused(yalu, evidence, entries):
    with pytest.raises(InputError, match="ledger entry 1 case: found 'toy'"):
        judge(entries, yalu, evidence, yalu.horizon)


def test_the_hub_form_is_read_by_hubdata_as_it_was_registered(toy, evidence, entries, tmp_path):
    from hubdata import connect_hub, connect_target_data, create_hub_schema
    from hubdata.create_target_data_schema import TargetType

    today = date(2021, 12, 31)
    write_hub(hub_files(entries, toy, evidence, today), tmp_path)
    hub = connect_hub(tmp_path)
    schema = create_hub_schema(hub.tasks)
    assert str(schema.field("value").type) == "double" and str(schema.field("origin_date").type) == "date32[day]"
    table = hub.to_table().to_pylist()
    assert len(table) == sum(len(next(iter(e.body["forecast"].values()))) for e in entries)
    assert {row["model_id"] for row in table} == {"contraflow-border"}
    _checked_against_tasks(hub.tasks, table)
    answered = {j.entry for j in judge(entries, toy, evidence, today) if j.status == "judged"}
    series = connect_target_data(tmp_path, TargetType.TIME_SERIES).to_table().to_pylist()
    oracle = connect_target_data(tmp_path, TargetType.ORACLE_OUTPUT).to_table().to_pylist()
    tasks = {(e.body["target"]["start"], *e.body["target"]["kind"].values()) for e in entries if e.n in answered}
    assert len(series) == len(tasks) > 0
    shares = [row["oracle_value"] for row in oracle if row["output_type"] == "pmf"]
    assert sum(shares) == pytest.approx(len(shares) / 5)  # five words a question, whose shares add to one


def _checked_against_tasks(tasks, table):
    """Every value of every task id and every level is one that tasks.json names, and nothing required is missing."""
    allowed: dict[str, set[str]] = {}
    required: dict[str, set[str]] = {}
    for task in tasks["rounds"][0]["model_tasks"]:
        for key, values in task["task_ids"].items():
            allowed.setdefault(key, set()).update(map(str, [*(values["required"] or []), *(values["optional"] or [])]))
        for name, said in task["output_type"].items():
            required[name] = set(map(str, said["output_type_id"]["required"]))
    groups: dict[tuple[str, ...], set[str]] = {}
    for row in table:
        assert all(str(row[key]) in values for key, values in allowed.items())
        key = (*(str(row[key]) for key in allowed), row["output_type"])
        assert row["output_type_id"] not in groups.setdefault(key, set())
        groups[key].add(row["output_type_id"])
    assert all(levels == required[key[-1]] for key, levels in groups.items())


def test_the_files_of_a_hub_name_their_schema_version(toy, evidence, entries):
    files = hub_files(entries, toy, evidence, date(2021, 12, 31))
    for name in ("admin", "tasks", "target-data"):
        found = json.loads(files[f"hub-config/{name}.json"])
        assert found["schema_version"].endswith(f"/v6.0.0/{name}-schema.json")
    rows = list(csv.DictReader(files["model-output/contraflow-border/2021-09-15-contraflow-border.csv"].splitlines()))
    assert {row["scenario"] for row in rows} == {"as announced", f"{SUMMIT}=success", f"{SUMMIT}=failure"}
