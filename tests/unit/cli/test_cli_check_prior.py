"""What ``contraflow check --prior`` writes, prints and returns."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.unit.cli.conftest import Ended

Run = Callable[..., Ended]
FEW = ("--prior", "--histories", "64")


def test_priors_that_pass_end_with_zero_a_page_and_numbers(command: Run, tmp_path: Path) -> None:
    ended = command("check", "cases/toy", *FEW, "--json", "--out", tmp_path)
    assert ended.code == 0 and json.loads(ended.out)["flags"] == 0
    page = (tmp_path / "prior-check.html").read_text("utf-8")
    assert "Nothing is flagged." in page and "<svg" in page and "What would be absurd" in page
    numbers = json.loads((tmp_path / "prior-check.json").read_text("utf-8"))
    assert numbers["flags"] == 0 and {rule["name"] for rule in numbers["rules"]} >= {"closed", "flow-high"}
    assert command("check", "cases/toy", *FEW, "--out", tmp_path).code == 3  # not over earlier results


def test_absurd_priors_end_with_one_and_are_named(command: Run, root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / "cases" / "toy", case)
    priors = (case / "priors.toml").read_text("utf-8")
    before, mark, after = priors.partition("[beliefs.learning]")
    assert mark
    (case / "priors.toml").write_text(before + mark + after.replace("value = 0.06", "value = 0.9", 1), "utf-8")
    ended = command("check", case, *FEW, "--out", tmp_path / "out")
    assert ended.code == 1 and "1 flagged" in ended.out
    assert "beliefs.learning" in ended.err and "closed in a day" in ended.err and "priors.toml:" in ended.err
    numbers = json.loads((tmp_path / "out" / "prior-check.json").read_text("utf-8"))
    assert numbers["flags"] == 1 and numbers["parameters"][0]["name"] == "beliefs.learning"


def test_a_case_with_problems_is_not_drawn_from(command: Run, tmp_path: Path) -> None:
    ended = command("check", tmp_path / "none", "--prior", "--out", tmp_path / "out")
    assert ended.code == 2 and not (tmp_path / "out").exists()
    refused = command("check", "cases/toy", "--prior", "--histories", "3", "--out", tmp_path / "out")
    assert refused.code == 2 and "histories" in refused.err
