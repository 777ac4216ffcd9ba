"""``contraflow review``: out, in and agreement; no traceback, nothing half kept."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from contraflow.store import open_store
from tests.unit.cli.conftest import Ended
from tests.unit.store.making import make_page

Run = Callable[..., Ended]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        store.keep_page(make_page())
    return path


def judge(path: Path, *verdicts: str) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, verdict in zip(rows, verdicts, strict=True):
        row["judgement"] = verdict
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("name", ["", "out", "in", "agreement"])
def test_every_command_has_help_with_an_example(command: Run, name: str) -> None:
    ended = command("review", *filter(None, [name]), "--help")
    assert ended.code == 0
    assert f"Example: contraflow review {name}".strip() in " ".join(ended.out.split())


def test_out_in_and_agreement(command: Run, where: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    assert command("review", "out", "--store", where, "--to", file) == Ended(0, f"{file}\n", "")
    assert command("review", "out", "--store", where, "--to", file).code == 3
    judge(file, "accept", "accept", "reject", "")
    ended = command("review", "in", file, "--store", where, "--coder", "ann", "--case", "toy", "--json")
    assert json.loads(ended.out) == {"kept": 3, "skipped": 0, "unjudged": 1}
    alone = command("review", "agreement", "--store", where)
    assert alone.code == 2 and "two or more of ann" in alone.err
    judge(file, "accept", "reject", "reject", "")
    ended = command("review", "in", file, "--store", where, "--coder", "bob", "--case", "toy")
    assert ended == Ended(0, "3 judgements kept, 0 there before, 1 claims without judgement\n", "")
    found = json.loads(command("review", "agreement", "--store", where, "--json").out)
    assert found["coders"] == ["ann", "bob"]
    first = found["agreement"][0]
    # values yes 3, no 3; observed 2 of 6 unlike; expected 2 * 3 * 3 / (6 * 5)
    assert (first["group"], first["units"], first["alpha"]) == ("claim", 3, pytest.approx(1 - (2 / 6) / (18 / 30)))
    table = command("review", "agreement", "--store", where, "--coders", "ann,bob").out
    assert "claim" in table and "0.44" in table and "no claim on which" not in table
    assert "'eve'" in command("review", "agreement", "--store", where, "--coders", "ann,eve").err


def test_what_is_wrong_is_told_without_a_traceback(command: Run, where: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    command("review", "out", "--store", where, "--to", file, "--coder", "ann")
    judge(file, "accept", "yes", "correct", "")
    ended = command("review", "in", file, "--store", where, "--coder", "ann", "--case", "toy")
    assert ended.code == 2 and "claims.csv: 2 problem(s)" in ended.err
    with open_store(where) as store:
        assert store.judgements() == []
    assert "no terminal" in command("review", "--store", where, "--coder", "ann").err
    assert "--coder" in command("review", "--store", where).err
    missing = command("review", "in", tmp_path / "none.csv", "--store", where, "--coder", "ann", "--case", "toy")
    assert missing.code == 2 and "cannot be read" in missing.err
