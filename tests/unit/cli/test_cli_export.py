"""Export and import as a user meets them."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.exchange import pack, read_format, write_format
from contraflow.release.gate import gate
from contraflow.release.marks import Marks
from tests.unit.cli.conftest import Ended
from tests.unit.exchange.making import public
from tests.unit.exchange.test_formats import hold_against_schemas

Run = Callable[..., Ended]
FILES = {"ftm": "evidence.ftm.json", "stix": "evidence.stix.json", "jsonld": "evidence.jsonld", "csv": "datapackage.json"}


@pytest.mark.parametrize("name", FILES)
def test_a_case_goes_out_and_comes_back(command: Run, tmp_path: Path, name: str) -> None:
    ended = command("export", "cases/toy", "--format", name, "--out", tmp_path / "sent")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.split()[-1] == str(tmp_path / "sent" / FILES[name])
    back = command("import", tmp_path / "sent" / FILES[name], "--format", name, "--out", tmp_path / "back")
    assert (back.code, back.err) == (0, "")
    assert {path.name for path in (tmp_path / "back").iterdir()} == {"reports.csv", "claims.csv"}
    for table in ("reports", "claims"):
        mine, theirs = (rows_of(folder / f"{table}.csv") for folder in (Path("cases/toy"), tmp_path / "back"))
        assert [without_numbers(row) for row in mine] == [without_numbers(row) for row in theirs]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_numbers(row: dict[str, str]) -> dict[str, str | float]:
    return {name: float(cell) if cell and name in {"value", "low", "high"} else cell for name, cell in row.items()}


def test_what_came_is_evidence_of_a_case(command: Run, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "cases" / "toy", tmp_path / "toy")
    (tmp_path / "toy" / "markings.csv").write_text(
        "kind,id,marking,reason\nreport,invented-2021-06-30,TLP:AMBER,asked\n", "utf-8"
    )
    assert command("export", tmp_path / "toy", "--format", "stix", "--out", tmp_path).code == 0
    again = command("import", tmp_path / "evidence.stix.json", "--format", "stix", "--out", tmp_path / "toy", "--overwrite")
    assert (again.code, again.err) == (0, "")
    assert {"kind": "report", "id": "invented-2021-06-30", "marking": "TLP:AMBER", "reason": "as received"} in rows_of(
        tmp_path / "toy" / "markings.csv"
    )
    assert command("check", tmp_path / "toy").code == 0


def test_nothing_that_the_audience_may_not_see_is_written(command: Run, tmp_path: Path) -> None:
    ended = command("export", "cases/toy", "--release", "TLP:GREEN", "--out", tmp_path)
    assert ended.code == 0  # the reports of the invented border have no address, so nothing of them is public
    assert "19 claims left out for the audience TLP:GREEN" in " ".join(ended.err.split())
    assert rows_of(tmp_path / "claims.csv") == []


def test_what_came_passes_the_gate_too(command: Run, toy: Case, tmp_path: Path) -> None:
    evidence = public(toy)
    red = replace(evidence.claims[0], marking="TLP:RED", paraphrase="Red as can be, and long enough.")
    parcel = pack(gate(Evidence(evidence.reports, (red, *evidence.claims[1:])), Marks(), "TLP:RED"))
    for name, content in write_format("ftm", parcel).items():
        (tmp_path / name).write_bytes(content)
    ended = command("import", tmp_path / "evidence.ftm.json", "--format", "ftm", "--out", tmp_path / "back")
    assert ended.code == 0 and "1 claim left out" in ended.err
    assert len(rows_of(tmp_path / "back" / "claims.csv")) == len(evidence.claims) - 1
    seen = command(
        "import", tmp_path / "evidence.ftm.json", "--format", "ftm", "--out", tmp_path / "all", "--release", "TLP:RED"
    )
    assert seen.err == "" and len(rows_of(tmp_path / "all" / "claims.csv")) == len(evidence.claims)


def test_a_store_takes_it_once_and_gives_it_back(command: Run, tmp_path: Path) -> None:
    store = tmp_path / "evidence.db"
    command("export", "cases/toy", "--format", "jsonld", "--out", tmp_path)
    into = ("import", tmp_path / "evidence.jsonld", "--format", "jsonld", "--store", store)
    assert json.loads(command(*into, "--json").out) == {"store": str(store), "reports": 7, "new": 7, "claims": 19}
    assert json.loads(command(*into, "--json").out)["new"] == 0
    assert command("store", "check", "--store", store).code == 0
    ended = command("export", "--store", store, "--out", tmp_path / "csv", "--json")
    assert [Path(path).name for path in json.loads(ended.out)["files"]] == ["reports.csv", "claims.csv", "datapackage.json"]
    claims = {each.id: each for each in read_format("csv", tmp_path / "csv").evidence.claims}
    assert claims == {each.id: each for each in read_format("jsonld", tmp_path / "evidence.jsonld").evidence.claims}
    early = command("export", "--store", store, "--known-by", "2021-03-01", "--out", tmp_path / "early")
    alike = command("export", "cases/toy", "--known-by", "2021-03-01", "--out", tmp_path / "alike")
    assert (early.code, alike.code) == (0, 0)
    known, same = (read_format("csv", tmp_path / folder).evidence for folder in ("early", "alike"))
    assert {each.id for each in known.claims} == {each.id for each in same.claims} < set(claims)


RESULTS = {
    "run": {"case": "toy", "version": "0.1.0", "known_by": "2021-09-15", "options": {"draws": "1000"}, "marking": ""},
    "judgements": [{"id": "j", "statement": "Patrols, it seems, became fewer", "chance": 0.9, "word": "likely",
                    "confidence": "low", "basis": "two reports", "size": None, "evidence": []}],
    "estimates": [{"id": "e", "quantity": "openness", "place": "border", "good": "", "start": "2021-09-13", "end": "2021-09-15",
                   "unit": "%", "value": 96.5, "mean": 95,
                   "intervals": {"50": [94.0, 97.0], "80": [92.0, 97.5], "95": [87.0, 98.0]},
                   "evidence": [{"observation": "invented-2021-09-10/2", "shift": 1.5, "day": "2021-09-10", "shared": 1}]}],
}  # fmt: skip


def test_results_of_a_nowcast_become_tables(command: Run, tmp_path: Path) -> None:
    file = tmp_path / "nowcast.json"
    file.write_text(json.dumps(RESULTS), "utf-8")
    assert command("export", file, "--out", tmp_path / "out").code == 0
    package = hold_against_schemas({path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()})
    assert package["run"] == {"case": "toy", "version": "0.1.0", "known_by": "2021-09-15", "marking": ""}
    [row] = rows_of(tmp_path / "out" / "estimates.csv")
    assert (row["median"], row["mean"], row["low_80"], row["high_95"], row["unit"]) == ("96.5", "95.0", "92.0", "98.0", "%")
    assert rows_of(tmp_path / "out" / "influences.csv")[0]["of"] == "e"


@pytest.mark.parametrize(
    ("marking", "audience", "code"),
    [
        ("", "TLP:AMBER+STRICT", 0), ("", "TLP:AMBER", 2), ("TLP:RED", "TLP:AMBER+STRICT", 2), ("TLP:RED", "TLP:RED", 0),
        ("TLP:PINK", "TLP:RED", 2), ("TLP:CLEAR for TLP:GREEN", "TLP:GREEN", 0), (" for TLP:GREEN", "TLP:CLEAR", 2),
    ],
)  # fmt: skip
def test_results_leave_only_for_whom_they_were_made(
    command: Run, tmp_path: Path, marking: str, audience: str, code: int
) -> None:
    file = tmp_path / "nowcast.json"
    marking, _, made_for = marking.partition(" for ")
    file.write_text(json.dumps({**RESULTS, "run": {"marking": marking, "audience": made_for}}), "utf-8")
    assert command("export", file, "--release", audience, "--out", tmp_path / "out").code == code
    assert (tmp_path / "out").exists() == (code == 0)


@pytest.mark.parametrize("broken", [{"run": []}, {"estimates": {}}, {"estimates": [{"id": 1}]}, {"judgements": [None]},
                                    {"judgements": [{"id": "j", "statement": "s", "chance": "0.9"}]}])  # fmt: skip
def test_results_that_are_none_are_refused(command: Run, tmp_path: Path, broken: dict[str, object]) -> None:
    file = tmp_path / "nowcast.json"
    file.write_text(json.dumps({**RESULTS, **broken}), "utf-8")
    ended = command("export", file, "--out", tmp_path / "out")
    assert ended.code == 2 and "nowcast.json" in ended.err and not (tmp_path / "out").exists()


def test_wrong_options_are_told(command: Run, tmp_path: Path) -> None:
    for arguments, told in (
        (("export", "--out", tmp_path), "CASE: found nothing"), (("export", "cases/toy", "--format", "xml"), "allowed: ftm"),
        (("import", tmp_path / "none.json", "--format", "stix"), "cannot be read"),
        (("import", tmp_path), "datapackage.json: found no such file"),
        (("export", "--store", tmp_path / "none.db"), "none.db"), (("export", "cases/toy", "--made", "soon"), "--made"),
    ):  # fmt: skip
        ended = command(*arguments)
        assert ended.code == 2 and told in " ".join(ended.err.split()), ended.err
    command("export", "cases/toy", "--out", tmp_path)
    assert command("export", "cases/toy", "--out", tmp_path).code == 3  # never over earlier results
