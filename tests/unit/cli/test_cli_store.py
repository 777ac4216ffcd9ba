"""``contraflow store``: checked, saved, set up again, never with a traceback or a password."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from contraflow.cli.work import read_known
from contraflow.store import Judgement, open_store
from tests.unit.cli.conftest import Ended
from tests.unit.store.making import make_claim, make_page, make_report

Run = Callable[..., Ended]
REPORT = make_report()
COMMANDS = ("check", "backup", "restore", "export", "import", "history")


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        store.keep_page(make_page(REPORT))
        store.judge(Judgement("correct", "ann", f"{REPORT.id}/1", make_claim(REPORT, 1, value=-2.0), note="sharper"))
        store.judge(Judgement("undo", "ann", undoes=1))
        store.judge(Judgement("accept", "ann", f"{REPORT.id}/2"))
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(command: Run, name: str) -> None:
    ended = command("store", name, "--help")
    assert ended.code == 0
    assert f"Example: contraflow store {name} " in " ".join(ended.out.split())


def test_check_says_whether_a_store_is_whole(command: Run, where: Path) -> None:
    assert command("store", "check", "--store", where) == Ended(0, f"{where}: no problems\n", "")
    assert json.loads(command("store", "check", "--store", where, "--json").out) == []
    with sqlite3.connect(where) as connection:
        connection.execute("drop trigger claims_no_update")
        connection.execute("update claims set indicator = 'flow' where number = 1")
    connection.close()
    ended = command("store", "check", "--store", where, "--json")
    assert ended.code == 1
    assert len(json.loads(ended.out)) == 1 and "not those of the claim" in ended.err


def test_the_store_can_be_named_by_the_environment(command: Run, where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRAFLOW_STORE", str(where))
    assert command("store", "check").out == f"{where}: no problems\n"


def test_backup_and_restore(command: Run, where: Path, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy.db", tmp_path / "again.db"
    assert command("store", "backup", copy, "--store", where) == Ended(0, f"{copy}\n", "")
    refused = command("store", "backup", copy, "--store", where)
    assert (refused.code, refused.out) == (3, "") and "--overwrite" in refused.err
    assert command("store", "restore", copy, "--store", again) == Ended(0, f"{again}\n", "")
    refused = command("store", "restore", copy, "--store", again)
    assert (refused.code, refused.out) == (3, "") and "--overwrite" in refused.err
    assert command("store", "restore", copy, "--store", again, "--overwrite").code == 0
    assert command("store", "history", "--store", again).out == command("store", "history", "--store", where).out


def test_export_and_import(command: Run, where: Path, tmp_path: Path) -> None:
    first, second, again = tmp_path / "first.zip", tmp_path / "second.zip", tmp_path / "again.db"
    assert command("store", "export", first, "--store", where).out == f"{first}\n"
    rows = json.loads(command("store", "import", first, "--store", again, "--json").out)
    assert (rows["pages"], rows["claims"], rows["judgements"]) == (1, 4, 3)
    assert command("store", "export", second, "--store", again).code == 0
    assert first.read_bytes() == second.read_bytes()
    refused = command("store", "import", first, "--store", again)
    assert (refused.code, refused.out) == (2, "") and "an empty one" in refused.err


def test_gold_is_exported(command: Run, where: Path, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    assert json.loads(command("store", "export", path, "--store", where, "--gold", "--json").out) == {"judged": 1}
    (line,) = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    assert (line["verdict"], line["number"]) == ("accept", 2)


def test_history_tells_what_was_recorded(command: Run, where: Path) -> None:
    rows = json.loads(command("store", "history", "--store", where, "--json").out)
    assert [(row["n"], row["kind"]) for row in rows] == [(1, "page"), (2, "judgement"), (3, "judgement"), (4, "judgement")]
    of_report = [
        (row["what"], row["told"]) for row in json.loads(command("store", "history", REPORT.id, "--store", where, "--json").out)
    ]
    assert of_report == [
        (f"{REPORT.id} version 1", "4 claims"),
        (f"{REPORT.id}/1", "judgement 1 by ann: correct (undone); sharper"),
        (f"{REPORT.id}/1", "judgement 2 by ann: undo of judgement 1"),
        (f"{REPORT.id}/2", "judgement 3 by ann: accept"),
    ]
    assert "judgement 3" in command("store", "history", REPORT.id, "--store", where).out
    missing = command("store", "history", "nowhere", "--store", where)
    assert (missing.code, missing.out) == (2, "") and "one that the store holds" in missing.err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_store_that_cannot_be_had_is_told_without_a_password(command: Run, name: str, tmp_path: Path) -> None:
    file = [] if name in {"check", "history"} else [tmp_path / "file.zip"]
    for where in (tmp_path / "no" / "store.db", "postgresql://ann:s3cret@localhost:1/db", "mysql://ann:s3cret@h/db"):
        ended = command("store", name, *file, "--store", where)
        assert (ended.code, ended.out) == (2, "")
        assert "do: " in ended.err and "s3cret" not in ended.err


def test_pages_of_a_store_are_known_beside_the_coded_claims(root: Path, where: Path) -> None:
    toy = root / "cases" / "toy"
    alone, both = read_known(toy, date(2021, 7, 1)), read_known(toy, date(2021, 7, 1), store=str(where))
    seen = {each.id for each in (*both.observations.used, *both.observations.left_out)}
    assert seen - {each.id for each in (*alone.observations.used, *alone.observations.left_out)} == {
        f"{REPORT.id}/{number}" for number in (1, 2, 3, 4)
    }
    assert both.evidence.claims[: len(alone.evidence.claims)] == alone.evidence.claims


@pytest.mark.parametrize("name", ["run", "nowcast"])
def test_a_store_that_is_not_there_stops_a_run(command: Run, name: str, tmp_path: Path) -> None:
    ended = command(name, "cases/toy", "--out", tmp_path / "out", "--store", tmp_path / "none.db")
    assert (ended.code, ended.out) == (2, "") and "found no store" in ended.err
