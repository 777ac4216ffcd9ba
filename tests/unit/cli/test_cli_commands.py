"""What commands write, print and refuse."""

import json
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from contraflow.cli.app import COMMANDS
from contraflow.version import __version__
from tests.unit.cli.conftest import Ended

Run = Callable[..., Ended]
FEW = ("cases/toy", "--particles", "256")
WRITERS = {
    "nowcast": (FEW, {"nowcast.nc", "nowcast.json"}),
    "forecast": ((*FEW, "--days", "30"), {"forecast.nc", "forecast.json"}),
    "explain": (("cases/toy", "flow 2021-08", "--particles", "128", "--filters", "2"), {"explain.json"}),
    "hindcast": (("cases/toy", "--particles", "128", "--filters", "2"), {"hindcast.nc", "hindcast.json"}),
    "simulate": (("cases/toy", "--histories", "64"), {"simulation.nc", "simulation.svg"}),
    "brief": ((*FEW, "--days", "30"), {"briefing.html", "briefing.pdf", "briefing.eml"}),
    "run": (FEW, {"briefing.html", "briefing.pdf", "briefing.eml"}),
}


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_has_help_with_an_example(command: Run, name: str) -> None:
    ended = command(name, "--help")
    assert ended.code == 0
    assert f"Example: contraflow {name} " in " ".join(ended.out.split())


def test_the_version_is_shown(command: Run) -> None:
    assert command("--version") == Ended(0, f"contraflow {__version__}\n", "")


def test_check_says_when_there_is_no_problem(command: Run) -> None:
    assert command("check", "cases/toy") == Ended(0, "cases/toy: no problems\n", "")
    assert json.loads(command("check", "cases/toy", "--json").out) == []


def test_check_lists_problems_and_ends_with_two(command: Run, root: Path, tmp_path: Path) -> None:
    for path in (root / "cases" / "toy").iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "shifts.csv").write_text("id,scrutiny\n", "utf-8")
    (tmp_path / "river.csv").unlink()
    ended = command("check", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "shifts.csv:1 reason: found no such column" in ended.err
    assert "river.csv: found no such file" in ended.err
    plain = command("check", tmp_path, "--json")
    assert (plain.code, plain.err) == (2, "")
    assert {"shifts.csv", "river.csv"} <= {problem["file"] for problem in json.loads(plain.out)}
    for name in WRITERS:
        refused = command(name, tmp_path, *WRITERS[name][0][1:], "--out", tmp_path / "out")
        assert (refused.code, refused.out) == (2, "")
        assert "river.csv" in refused.err


def test_check_holds_learned_parameters_against_the_case(command: Run, root: Path, tmp_path: Path) -> None:
    case = tmp_path / "toy"
    shutil.copytree(root / "cases" / "toy", case)
    (case / "learned.csv").write_text("events.talks_far\n0.5\n", "utf-8")
    (case / "learned.toml").write_text('known_by = 2020-07-31\npriors_sha1 = "0"\n', "utf-8")
    ended = command("check", case)
    assert ended.code == 2
    assert "learned.csv" in ended.err and "no parameter" in ended.err and "do: fit anew" in ended.err


@pytest.mark.parametrize("name", WRITERS)
def test_a_command_writes_its_files_prints_their_paths_and_is_else_quiet(command: Run, tmp_path: Path, name: str) -> None:
    arguments, files = WRITERS[name]
    ended = command(name, *arguments, "--out", tmp_path / "new" / "out")
    assert ended.code == 0
    assert ended.err in {"", "compiling the model for this machine, once: about 20 seconds\n"}
    assert {path.name for path in (tmp_path / "new" / "out").iterdir()} == files
    assert all(path.stat().st_mode & 0o444 == 0o444 for path in (tmp_path / "new" / "out").iterdir())
    named = {Path(line).name for line in ended.out.splitlines() if str(tmp_path) in line}
    assert named == ({"briefing.html"} if "briefing.html" in files else files)


def test_the_past_is_run_again_without_an_event(command: Run, tmp_path: Path) -> None:
    ended = command("forecast", *FEW, "--without", "talks-2021-06-10", "--filters", "2", "--out", tmp_path)
    assert ended.code == 0
    plain = json.loads((tmp_path / "forecast.json").read_text("utf-8"))
    assert [each["name"] for each in plain["scenarios"]] == ["as it was", "without talks-2021-06-10"]
    assert plain["days"] == 0 and plain["replayed"]["since"] == "2021-06-10" and plain["replayed"]["filters"] == 2
    assert f"{plain['replayed']['histories']:.0f} distinct histories" in ended.out
    for contrast in plain["contrasts"]:
        assert contrast["sentence"] in ended.out and contrast["end"] == "2021-09-15"
    far = command("forecast", *FEW, "--without", "campaign-2021", "--out", tmp_path, "--overwrite")
    assert far.code == 0 and "distinct histories" in far.err and "do: look from a day nearer" in far.err


def test_an_explanation_says_what_moved_it_in_words(command: Run, tmp_path: Path) -> None:
    ended = command("explain", "cases/toy", "patrols of Northland in July 2021", "--particles", "256", "--out", tmp_path)
    assert ended.code == 0 and "Enforcement (Northland)" in ended.out and "1 July 2021 to 31 July 2021" in ended.out
    assert "What stands against what" in ended.out and "If this source had been silent" in ended.out
    plain = json.loads((tmp_path / "explain.json").read_text("utf-8"))
    first = plain["moved"]["report"][0]
    assert first["without"] == pytest.approx(plain["mean"] - first["shift_in_unit"])
    assert first["words"].startswith("raised" if first["shift"]["size"] > 0 else "lowered")
    assert all({"says", "quote", "report", "outlet"} <= set(said) for said in first["said"])
    names = {each["name"] for each in plain["moved"]["witness"]}
    assert set(plain["against"]["raised"]) | set(plain["against"]["lowered"]) <= names


@pytest.mark.parametrize("name", ["nowcast", "forecast", "explain", "hindcast"])
def test_json_on_standard_output_is_what_the_file_holds(command: Run, tmp_path: Path, name: str) -> None:
    ended = command(name, *WRITERS[name][0], "--out", tmp_path, "--json")
    assert json.loads(ended.out) == json.loads((tmp_path / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", WRITERS)
def test_earlier_results_are_kept_unless_told_otherwise(command: Run, tmp_path: Path, name: str) -> None:
    arguments, files = WRITERS[name]
    for file in files:
        (tmp_path / file).write_text("earlier", "utf-8")
    ended = command(name, *arguments, "--out", tmp_path)
    assert (ended.code, ended.out) == (3, "")
    assert "--overwrite" in ended.err
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(files, "earlier")


def test_with_overwrite_earlier_results_are_replaced(command: Run, tmp_path: Path) -> None:
    (tmp_path / "nowcast.json").write_text("earlier", "utf-8")
    assert command("nowcast", *FEW, "--out", tmp_path, "--overwrite").code == 0
    assert json.loads((tmp_path / "nowcast.json").read_text("utf-8"))["judgements"]


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_that_cannot_be_made_ends_with_three(command: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    ended = command(name, *WRITERS[name][0], "--out", tmp_path / "file" / "out")
    assert (ended.code, ended.out) == (3, "")
    assert "choose another --out" in ended.err


@pytest.mark.parametrize("name", ["nowcast", "simulate", "brief"])
def test_a_full_disk_ends_with_three_and_leaves_nothing_half_written(own_process: Run, tmp_path: Path, name: str) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    ended = own_process(name, *WRITERS[name][0], "--out", tmp_path, preexec_fn=limit)
    assert (ended.code, ended.out) == (3, "")
    assert "File too large" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_ends_with_130_and_leaves_no_file(start: Run, tmp_path: Path) -> None:
    def listen() -> None:  # a suite that runs in the background inherits that interruptions are ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    arguments = ("nowcast", "cases/toy", "--particles", "200000", "--out", tmp_path / "out")
    with start(*arguments, preexec_fn=listen) as process:
        waited = 0.0
        while not (tmp_path / "out").exists() and waited < 30:
            time.sleep(0.05)
            waited += 0.05
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert list((tmp_path / "out").iterdir()) == []


def test_the_same_seed_gives_the_same_bytes_in_any_process(own_process: Run, command: Run, tmp_path: Path) -> None:
    for folder, run in (("one", own_process), ("other", command)):
        assert run("run", *FEW, "--out", tmp_path / folder).code == 0
        assert run("nowcast", *FEW, "--out", tmp_path / folder).code == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["briefing.eml", "briefing.html", "briefing.pdf", "nowcast.json", "nowcast.nc"]
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes(), file


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowcast", "cases/nowhere"), "no such folder"),
        (("nowcast", *FEW, "--known-by", "2018-02-30"), "--known-by"),
        (("nowcast", *FEW, "--known-by", "yesterday"), "--known-by"),
        (("nowcast", *FEW, "--known-by", "1999-01-01"), "1999-01-01"),
        (("nowcast", *FEW, "--known-by", "2031-01-01"), "2031-01-01"),
        (("nowcast", "cases/toy", "--particles", "0"), "particles"),
        (("nowcast", "cases/toy", "--particles", "-5"), "particles"),
        (("nowcast", *FEW, "--threads", "-1"), "threads"),
        (("forecast", *FEW, "--days", "0"), "days"),
        (("forecast", *FEW, "--days", "-3"), "days"),
        (("forecast", *FEW, "--if", "carnival=success"), "carnival"),
        (("forecast", *FEW, "--if", "summit-2021-10-01"), "summit-2021-10-01"),
        (("forecast", *FEW, "--if", "summit-2021-10-01=maybe"), "maybe"),
        (("forecast", *FEW, "--if", "talks-2021-06-10=success"), "talks-2021-06-10"),
        (("forecast", *FEW, "--without", "carnival"), "carnival"),
        (("forecast", *FEW, "--known-by", "2021-06-30", "--without", "summit-2021-10-01"), "announced on 2021-08-20"),
        (("forecast", *FEW, "--without", "campaign-2021", "--days", "-1"), "days"),
        (("forecast", *FEW, "--without", "campaign-2021", "--filters", "0"), "filters"),
        (("explain", "cases/toy", "flow"), "no period"),
        (("explain", "cases/toy", "flwo 2021-08"), "write 'flow'"),
        (("explain", "cases/toy", "flow 2021-08", "--known-by", "2021-07-31"), "2021-07-31"),
        (("explain", "cases/toy", "flow 2021-08", "--rerun", "-1"), "rerun"),
        (("simulate", "cases/toy", "--until", "2020-13-01"), "--until"),
        (("simulate", "cases/toy", "--until", "2019-01-01"), "2019-01-01"),
        (("simulate", "cases/toy", "--histories", "0"), "histories"),
    ],
)
def test_an_option_that_makes_no_sense_ends_with_two(
    command: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = command(*arguments, "--out", tmp_path / "out")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []
