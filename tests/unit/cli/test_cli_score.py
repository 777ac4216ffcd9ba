"""The command ``score`` and what ``forecast --register`` leaves for it."""

import json

import pandas as pd
import pytest


def test_score_writes_tables_a_page_and_plain_values(command, tmp_path):
    how = ("score", "cases/toy", "--from", "2021-01-05", "--until", "2021-04-01", "--every", "45d", "--horizon", "60d")
    few = ("--particles", "64", "--threads", "1", "--out", tmp_path)
    ended = command(*how, *few, "--json")
    assert ended.code == 0, ended.err
    plain = json.loads(ended.out)
    assert plain == json.loads((tmp_path / "scores.json").read_text())
    assert plain["origins"] == ["2021-01-05", "2021-02-19"] and plain["settings"]["seed"] == "7"
    rows = pd.read_csv(tmp_path / "scores.csv")
    assert len(rows) == 3 * plain["targets"] > 0
    assert "Where a rival wins" in (tmp_path / "scores.md").read_text()
    again = command(*how, *few)
    assert again.code == 3 and "--overwrite" in again.err


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        ((), "--from: found nothing"),
        (("--from", "2021-01-05", "--every", "monthly"), "--every: found 'monthly'"),
        (("--from", "2021-01-05", "--horizon", "0d"), "--horizon: found '0d'"),
        (("--from", "2031-01-05"), "--from 2031-01-05"),
        (("--ledger", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
    ],
)
def test_score_refuses_what_makes_no_sense(command, tmp_path, flags, reason):
    ended = command("score", "cases/toy", *flags, "--out", tmp_path)
    assert ended.code == 2 and reason in ended.err


def test_a_forecast_is_registered_and_judged(command, tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    few = ("--particles", "64", "--threads", "1", "--out", tmp_path)
    ended = command("forecast", "cases/toy", "--known-by", "2021-04-15", "--days", "50", *few, "--register", ledger)
    assert ended.code == 0 and "forecasts registered" in ended.err
    judged = command("score", "cases/toy", "--ledger", ledger, "--hub", tmp_path / "hub", "--out", tmp_path, "--json")
    found = json.loads(judged.out)
    assert found["judged"] > 0 and found["judged"] + found["pending"] + found["void"] == found["entries"]
    assert (tmp_path / "hub" / "hub-config" / "tasks.json").exists()
    ledger.write_text(ledger.read_text().replace('"seed":7', '"seed":8', 1))
    broken = command("score", "cases/toy", "--ledger", ledger, "--out", tmp_path, "--overwrite")
    assert broken.code == 2 and "ledger.jsonl:1: found a body" in broken.err
