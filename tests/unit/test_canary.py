"""A source is planted with a name, a number and a village; no command may put any of it into any byte of what it gives.

Planted: sealed in the store; in claims, reports and sources marked TLP:RED; in the words around a quotation; in pages that
describe the source; in a text that somebody wants checked. A new command fails here until it is listed in ``RUNS``.
"""

import base64
import csv
import gzip
import io
import json
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import h5py
import pytest
import typer

from contraflow.claims.coded import CLAIM_COLUMNS
from contraflow.cli import evidence as door
from contraflow.cli.app import app, main
from contraflow.release import gate
from tests.unit.canary import Canary, all_files

ROOT = Path(__file__).parents[2]
NAME, PHONE, VILLAGE = "Žanelle Quörbach", "+86 139 5550 7766", "Vëldmoor-ri"
CANARY = Canary(NAME, "Quörbach", PHONE, "13955507766", VILLAGE)
PAGE = f"""<html><head><title>Boats cross again</title></head><body><article><h1>Boats cross again</h1>
<p>Patrols on the river bank of Southland have eased since the talks, a trader named {NAME}
living in {VILLAGE}, reachable at {PHONE}, said on Monday.</p>
<p>Boats cross every night again and the fee for a hired boat has fallen by half. {NAME}, a trader in {VILLAGE},
said that fish is carried over in daylight.</p><p>Guards no longer stop the boats, the trader from {VILLAGE} said. Most nights
some thirty boats go out and come back before the morning.</p></article></body></html>"""
ENGINE = ("--particles", "128", "--threads", "1")
SECRET = f'name = "{NAME}"\ncontact = "{PHONE}"\nwhere_met = "at home in {VILLAGE}"\nnotes = "knows the guards of {VILLAGE}"\n'
READ = ("--published", "2021-06-30", "--case", "CASE")

Arguments = tuple[str, ...]
# what each command is given; a number at the end is the exit code when it is not 0; capitals are replaced by what is planted
RUNS: dict[str, tuple[tuple[str | int, ...], ...]] = {
    "run": (("CASE", *ENGINE, "--store", "TEXTS"),),
    "check": (("CASE",), ("CASE", "--prior", "--histories", "64"), ("BROKEN", 2), ("BROKEN", "--json", 2)),
    "read": (("PAGES", *READ), ("PAGES", "--json", *READ), ("-", "--format", "csv", *READ), ("PAGES", *READ, "--out", "OUT")),
    "simulate": (("CASE", "--histories", "16", "--threads", "1"),),
    "nowcast": (("CASE", *ENGINE, "--store", "TEXTS"), ("CASE", *ENGINE, "--json", "--overwrite")),
    "forecast": (("CASE", *ENGINE, "--days", "30", "--register", "OUT/ledger.jsonl", "--store", "TEXTS"),),
    "explain": (("CASE", "flow 2021-08", *ENGINE, "--store", "TEXTS"),
                ("CASE", "flow 2021-08", *ENGINE, "--json", "--overwrite")),
    "hindcast": (("CASE", *ENGINE, "--filters", "1", "--store", "TEXTS"),),
    "score": (
        ("CASE", "--from", "2021-06-01", "--every", "60d", "--horizon", "60d", "--until", "2021-09-15", *ENGINE,
         "--store", "TEXTS"),
        ("CASE", "--ledger", "OUT/ledger.jsonl", "--hub", "OUT/hub", "--overwrite", "--store", "TEXTS"),
    ),
    "brief": (("CASE", *ENGINE, "--days", "30", "--store", "TEXTS"),
              ("CASE", *ENGINE, "--days", "30", "--release", "TLP:CLEAR", "--overwrite")),
    "fit": (("CASE", "--thetas", "4", "--runs", "1", "--particles", "64", "--moves", "1", "--last-moves", "1",
             "--store", "TEXTS"),),
    "store check": (("--store", "STORE"),),
    "store backup": (("OUT/backup.db", "--store", "STORE"),),
    "store export": (("OUT/export.zip", "--store", "STORE"), ("OUT/gold.jsonl", "--gold", "--store", "STORE")),
    "store import": (("PLANTED/export.zip", "--store", "OUT/again.db"),),
    "store restore": (("PLANTED/export.zip", "--store", "OUT/restored.db"),),
    "store history": (("--store", "STORE"), ("--store", "STORE", "--json")),
    "source keygen": (("OUT/other.key", "--store", "STORE"),),
    "source add": (
        ("--from", "-", "--key", "KEY", "--store", "STORE"),
        (NAME, "--from", "-", "--key", "KEY", "--store", "STORE", 2),
    ),
    "source seal": (
        ("interview-1/S1", "--from", "-", "--key", "KEY", "--store", "STORE"),
        ("interview-1/S1", "--anew", "--key", "KEY", "--store", "STORE"),
        ("interview-1/S1", "--from", "NOTES", "--key", "KEY", "--store", "STORE", 2),
    ),
    # with the key and --anyway it shows the secret, which is what it is for: see below
    "source show": (
        ("interview-1/S1", "--store", "STORE", 2),
        ("interview-1/S1", "--key", "KEY", "--store", "STORE", 2),
        ("interview-1/S1", "--anyway", "--key", "WRONG", "--store", "STORE", 2),
    ),
    "source list": (("--store", "STORE"), ("--store", "STORE", "--json")),
    "source mark": (("interview-1/S1", "TLP:AMBER", "--store", "STORE"),),
    "export": (
        *(("CASE", "--format", form, "--overwrite") for form in ("csv", "ftm", "stix", "jsonld")),
        ("--store", "TEXTS", "--overwrite"), ("CASE", "--store", "TEXTS", "--overwrite"),
        ("CASE", "--release", "TLP:CLEAR", "--overwrite"),
    ),
    "import": (("PLANTED/evidence.stix.json", "--format", "stix"),),
    "review out": (
        ("--to", "OUT/sheet.csv", "--store", "TEXTS"), ("--to", "OUT/own.csv", "--coder", "ann", "--store", "TEXTS"),
    ),
    "review in": (("OUT/sheet.csv", "--coder", "ann", "--store", "TEXTS", "--case", "CASE"),),
    "review agreement": (("--store", "TEXTS", 2),),
    "release check": (("NOTES", 1), ("NOTES", "--json", "--case", "CASE", 1)),
}  # fmt: skip
WRITES_NOWHERE = {"read", "store", "source", "release", "review"}  # with their own ways to name files, or none


def commands(group: Any, before: str = "") -> Iterator[str]:
    """Yield the names of all commands, those of groups with the group's name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_is_listed_here() -> None:
    assert set(commands(typer.main.get_command(app))) == set(RUNS)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Plant the source everywhere; give where it was planted by the capitals of ``RUNS``."""
    from contraflow.sealed import Secret, make_key, seal
    from contraflow.store import open_store
    from contraflow.store.records import Source

    folder = tmp_path_factory.mktemp("planted")
    keys = tmp_path_factory.mktemp("keys")
    public = make_key(keys / "own.key")
    make_key(keys / "wrong.key")
    where = folder / "evidence.db"
    with open_store(where) as store:
        store.keep_source(Source("interview-1/S1", "trader", "TLP:RED"))
        for _ in range(3):
            store.keep_sealed("interview-1/S1", seal(Secret(NAME, PHONE, f"at home in {VILLAGE}", NAME * 50), [public]))
        store.export(folder / "export.zip")
    plant_case(folder / "case")
    keep_page(keys / "texts.db", folder / "case")
    plant_export(folder)
    shutil.copytree(folder / "case", folder / "broken")
    break_case(folder / "broken")
    (folder / "pages").mkdir()
    (folder / "pages" / "one.html").write_text(PAGE, "utf-8")
    notes = f"I met {NAME}, a 47-year-old trader in {VILLAGE}, on 4 June. Her number is {PHONE}.\n"
    (folder / "notes.txt").write_text(notes, "utf-8")
    return {
        "CASE": str(folder / "case"), "BROKEN": str(folder / "broken"), "PAGES": str(folder / "pages"), "STORE": str(where),
        "KEY": str(keys / "own.key"), "WRONG": str(keys / "wrong.key"), "NOTES": str(folder / "notes.txt"),
        "PLANTED": str(folder), "TEXTS": str(keys / "texts.db"),
    }  # fmt: skip


def plant_export(folder: Path) -> None:
    """Write what somebody who may see everything would have sent."""
    from contraflow.case import read_case
    from contraflow.claims.coded import read_coded
    from contraflow.exchange import pack, write_format
    from contraflow.release.marks import read_marks

    marks = read_marks(folder / "case")
    parcel = pack(gate.gate(read_coded(read_case(folder / "case")), marks, "TLP:RED"), marks)
    for name, content in write_format("stix", parcel).items():
        assert CANARY.find(content)
        (folder / name).write_bytes(content)


def plant_case(case: Path) -> None:
    """Copy the invented border and plant the source in claims, reports and marks."""
    shutil.copytree(ROOT / "cases" / "toy", case)
    with (case / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:  # the words around a quotation describe who spoke
        row |= {"anchor_prefix": f"{NAME} said ", "anchor_suffix": f" {VILLAGE} {PHONE}"}
    rows[0]["anchor_exact"] = "patrols come as they always did"
    said = f"{NAME} of {VILLAGE} ({PHONE}) says that boats cross."
    red = {"anchor_exact": f"{NAME} in {VILLAGE} crossed", "paraphrase": said, "hedge": f"{NAME} thinks",
           "cause": said, "via": NAME}  # fmt: skip
    rows.append({**rows[-2], **red, "id": "invented-2021-09-10/4", "number": "4", "marking": "TLP:RED"})
    rows.append({**rows[-2], **red, "id": "interview-1/1", "report": "interview-1", "number": "1"})
    rows.append({**rows[-3], **red, "id": "invented-2021-08-05/4", "report": "invented-2021-08-05", "number": "4",
                 "voice": "S9", "known": "2021-08-05", "start": "2021-07-20", "end": ""})  # fmt: skip
    write_rows(case / "claims.csv", rows)
    with (case / "reports.csv").open("a", encoding="utf-8") as file:
        file.write(f"interview-1,Own notes,,Talk with {NAME},2021-09-10,told by {NAME},en,{NAME},,,,\n")
    marks = "kind,id,marking,reason\nreport,interview-1,TLP:RED,own\nsource,invented-2021-08-05/S9,TLP:RED,asked for it\n"
    (case / "markings.csv").write_text(marks, "utf-8")


def keep_page(where: Path, case: Path) -> None:
    """Keep the page that describes the source, one of whose sources is marked; a store holds texts, so it is not searched."""
    from contraflow.case import read_case
    from contraflow.claims.extract import read_claims
    from contraflow.claims.page_read import PageRead
    from contraflow.reports.page import read_report
    from contraflow.store import open_store
    from contraflow.store.records import Source

    report = read_report(PAGE.encode(), published=date(2021, 6, 30))
    claims = read_claims(report, read_case(case))
    assert len(claims) > 2
    with open_store(where) as store:
        store.keep_page(PageRead("one.html", "0" * 40, reports=(report,), claims=claims))
        store.keep_source(Source(f"{report.id}/S2", "trader", "TLP:RED"))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CLAIM_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def break_case(case: Path) -> None:
    """Write what is secret where it is wrong, so that it is what was found."""
    with (case / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[-3] |= {"place": VILLAGE, "value": PHONE, "role": NAME, "start": NAME}
    write_rows(case / "claims.csv", rows)


@pytest.fixture
def carry_out(
    planted: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., dict[str, bytes]]:
    """Run a command and return all the bytes that it left anywhere: files, temporary files, what it said."""

    def run(name: str, arguments: tuple[str | int, ...]) -> dict[str, bytes]:
        out, temporary = tmp_path / "out", tmp_path / "temporary"
        out.mkdir(exist_ok=True)
        temporary.mkdir(exist_ok=True)
        code = arguments[-1] if isinstance(arguments[-1], int) else 0
        words = [each for each in arguments if isinstance(each, str)]
        for capitals, path in {"OUT": str(out), **planted}.items():
            words = [path + word.removeprefix(capitals) if word.split("/")[0] == capitals else word for word in words]
        if name.split()[0] not in WRITES_NOWHERE:
            words += ["--out", str(tmp_path / "fit" if name == "fit" else out)]
        given = SECRET if name.startswith("source") else PAGE
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        monkeypatch.setattr(sys, "argv", ["contraflow", *name.split(), *words])
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        monkeypatch.delenv("CONTRAFLOW_KEY_FILE", raising=False)
        monkeypatch.chdir(ROOT)
        capfdbinary.readouterr()
        try:
            main()
            left: object = 0
        except SystemExit as ended:
            left = ended.code or 0
        said = capfdbinary.readouterr()
        assert left == code, (name, words, said.err[-2000:])
        store = Path(planted["STORE"])
        beside = {path.name: path.read_bytes() for path in store.parent.glob(store.name + "*")}
        return {"standard output": said.out, "standard error": said.err, **all_files(tmp_path), **beside}

    return run


@pytest.mark.parametrize("name", RUNS)
def test_the_canary_is_nowhere(name: str, carry_out: Callable[..., dict[str, bytes]]) -> None:
    if name == "score":
        carry_out("forecast", RUNS["forecast"][0])
    if name == "review in":
        carry_out("review out", RUNS["review out"][0])
    for arguments in RUNS[name]:
        left = carry_out(name, arguments)
        assert [path for path, content in left.items() if CANARY.find(content)] == []


def test_who_may_see_it_sees_it_and_then_it_is_found(carry_out: Callable[..., dict[str, bytes]]) -> None:
    left = carry_out("explain", ("CASE", "flow 2021-08", *ENGINE, "--release", "TLP:RED"))
    assert {path for path, content in left.items() if CANARY.find(content)} >= {"out/explain.json"}
    shown = carry_out("source show", ("interview-1/S1", "--anyway", "--key", "KEY", "--store", "STORE"))
    assert [path for path, content in shown.items() if CANARY.find(content)] == ["standard output", "out/explain.json"]


def test_an_open_gate_is_noticed(carry_out: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "refusal", lambda label, public, audience: "")
    with pytest.raises(AssertionError):
        test_the_canary_is_nowhere("explain", carry_out)


def test_a_second_lock_holds_when_the_first_is_open(
    carry_out: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(case: object, audience: str = "", *more: object) -> object:  # asks the gate, and then takes all
        from dataclasses import replace

        from contraflow.claims.coded import read_coded

        return replace(door.release(read_coded(case), case, audience), evidence=read_coded(case))  # type: ignore[arg-type, attr-defined]

    monkeypatch.setattr("contraflow.cli.work.released_evidence", forgetful)
    left = carry_out("explain", ("CASE", "flow 2021-08", *ENGINE, 3))
    assert "out/explain.json" not in left
    assert b"words of evidence that was left out" in left["standard error"]


def mail(text: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "x"
    message.set_content(text, cte="quoted-printable")
    return message.as_bytes()


def archive(text: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", text)
    return whole.getvalue()


def arrays(text: str) -> bytes:
    whole = io.BytesIO()
    with h5py.File(whole, "w") as file:
        file.create_dataset("a", data=[text.encode() * 20], compression="gzip")
    return whole.getvalue()


def document(text: str) -> bytes:
    import typst

    return typst.compile(text.replace("+", "\\+").encode())


WRAPPERS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode, "accents off": lambda text: text.replace("ö", "o").replace("ë", "e").replace("Ž", "Z").encode(),
    "utf-16": lambda text: text.encode("utf-16"), "json": lambda text: json.dumps(text).encode(),
    "base64": lambda text: b"x" + base64.b64encode(b"ab" + text.encode() * 2), "hex": lambda text: text.encode().hex().encode(),
    "gzip": lambda text: b"head" + gzip.compress(text.encode()), "zlib": lambda text: b"\x89PNG" + zlib.compress(text.encode()),
    "zip": archive, "arrays": arrays, "mail": mail, "pdf": document,
    "twice": lambda text: base64.b64encode(gzip.compress(archive(text))),
    "backwards": lambda text: text[::-1].encode(), "no blanks": lambda text: text.replace(" ", "-").encode(),
}  # fmt: skip


@pytest.mark.parametrize("wrapped", WRAPPERS)
@pytest.mark.parametrize("word", [NAME, VILLAGE, PHONE])
def test_the_canary_is_found_however_it_is_wrapped(wrapped: str, word: str) -> None:
    assert CANARY.find(WRAPPERS[wrapped](f"a long enough text in which {word} stands and goes on after it"))
    assert not CANARY.find(WRAPPERS[wrapped]("a long enough text in which nobody stands and it goes on after that"))
