"""A store can be taken away and set up again: export, import, backup, restore."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from contraflow.case.case import Case
from contraflow.claims.page_read import PageRead
from contraflow.errors import InputError, OutputError
from contraflow.store import Judgement, Source, Store, fill, open_store, restore
from contraflow.store.gold import write_gold
from tests.unit.store.making import make_claim, make_page, make_report

REPORT = make_report()
AGE = b"age-encryption.org/v1\n\x00\xff"


def fill_with_all(store: Store, case: Case) -> None:
    """Keep something of everything."""
    page = make_page(REPORT, name="odd 왕\udcff.html")
    store.keep_page(page)
    store.keep_page(replace(page, claims=page.claims[:3]))
    store.keep_page(PageRead("refused.html", "0" * 40, problem="found no story"))
    store.judge(Judgement("reject", "ann", f"{REPORT.id}/1"))
    store.judge(Judgement("add", "ann", right=make_claim(REPORT, 1, at=2, kind="level", value=3.0), note="왕 \x00"))
    store.judge(Judgement("undo", "ann", undoes=1))
    store.keep_source(Source("a/S1", "trader", "TLP:RED"))
    for source in ("b/S1", "B/S1", "a/S1"):  # an export has its own order
        store.keep_sealed(source, AGE)
    store.keep_series(case.series[:7])
    store.keep_estimates(store.keep_run({"known_by": "2021-06-30"}), [{"value": 1.25}])


def told(store: Store) -> tuple[object, ...]:
    return (
        store.evidence(), store.judgements(), store.sources(), store.sealed("a/S1"), store.series(vintages=True), store.runs(),
        store.history(), store.versions(REPORT.id), store.claims(REPORT.id),
    )  # fmt: skip


@pytest.fixture
def full(store: Store, toy: Case) -> Store:
    """A store with something of everything."""
    fill_with_all(store, toy)
    return store


def test_export_and_import_give_the_same_store_in_either_database(
    full: Store, tmp_path: Path, new_schema: Callable[[], str]
) -> None:
    first = tmp_path / "first.zip"
    counts = full.export(first)
    assert min(counts.values()) > 0, counts
    with zipfile.ZipFile(first) as archive:
        rows = [json.loads(line) for line in archive.read("sealed.jsonl").splitlines()]
    assert [row["source"] for row in rows] == ["B/S1", "a/S1", "b/S1"]
    for number, where in enumerate((str(tmp_path / "copy.db"), new_schema())):
        assert fill(where, first) == counts
        with open_store(where, create=False) as copy:
            assert told(copy) == told(full)
            assert copy.check() == []
            copy.export(tmp_path / f"{number}.zip")
            # it goes on where the other stopped
            copy.keep_source(Source("b/S1"))
            copy.judge(Judgement("accept", "bob", f"{REPORT.id}/2"))
            assert copy.check() == []
        assert (tmp_path / f"{number}.zip").read_bytes() == first.read_bytes()


def test_a_backup_is_a_store(full: Store, tmp_path: Path, new_schema: Callable[[], str]) -> None:
    backup = tmp_path / "backup"
    full.back_up(backup)
    expected = told(full)
    full.keep_source(Source("later/S1"))
    for where in (str(tmp_path / "again.db"), new_schema()):
        restore(backup, where, overwrite=False)
        with open_store(where, create=False) as copy:
            assert told(copy) == expected
            assert copy.check() == []


def test_a_backup_is_taken_while_another_process_is_writing(place: str, toy: Case, tmp_path: Path) -> None:
    with open_store(place) as store, open_store(place) as other:
        fill_with_all(store, toy)
        for number in range(3):
            other.keep_source(Source(f"{number}/S1"))
            store.back_up(tmp_path / f"{number}")
        restore(tmp_path / "1", str(tmp_path / "copy.db"), overwrite=False)
        with open_store(tmp_path / "copy.db") as copy:
            assert [source.id for source in copy.sources()] == ["0/S1", "1/S1", "a/S1"]


def test_nothing_is_replaced_unless_told(full: Store, tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.write_text("mine", "utf-8")
    acts: tuple[Callable[[bool], object], ...] = (
        lambda overwrite: full.export(path, overwrite=overwrite),
        lambda overwrite: full.back_up(path, overwrite=overwrite),
        lambda overwrite: write_gold(full, path, overwrite),
    )
    for act in acts:
        path.write_text("mine", "utf-8")
        with pytest.raises(OutputError, match="--overwrite"):
            act(False)
        assert path.read_text("utf-8") == "mine"
        act(True)
        assert path.read_bytes() != b"mine"
        with pytest.raises(OutputError, match="folder"):
            full.export(tmp_path, overwrite=True)
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_restore_replaces_a_store_only_when_told_and_never_one_in_use(tmp_path: Path, toy: Case) -> None:
    where, backup = tmp_path / "store.db", tmp_path / "backup.db"
    with open_store(where) as store:
        fill_with_all(store, toy)
        store.back_up(backup)
        store.keep_source(Source("later/S1"))
        with pytest.raises(OutputError, match="--overwrite"):
            restore(backup, str(where), overwrite=False)
        assert len(store.sources()) == 2
        user = sqlite3.connect(where)
        user.execute("begin immediate")
        with pytest.raises(OutputError, match="another process"):
            restore(backup, str(where), overwrite=True)
        user.close()
        assert len(store.sources()) == 2
    with pytest.raises(InputError, match="the store itself"):
        restore(where, str(where), overwrite=True)
    restore(backup, str(where), overwrite=True)
    with open_store(where) as store:
        assert len(store.sources()) == 1
    where.write_bytes(b"damaged" * 1000)
    restore(backup, str(where), overwrite=True)
    with open_store(where) as store:
        assert store.check() == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.db", "store.db"]


def test_an_import_needs_an_empty_store(full: Store, tmp_path: Path) -> None:
    full.export(tmp_path / "all.zip")
    with open_store(tmp_path / "other.db") as other:
        other.keep_source(Source("x/S1"))
    with pytest.raises(InputError, match="an empty one"):
        fill(str(tmp_path / "other.db"), tmp_path / "all.zip")
    with open_store(tmp_path / "other.db") as other:
        assert [source.id for source in other.sources()] == ["x/S1"]


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes], manifest: Callable[[dict], None] | None = None) -> None:  # type: ignore[type-arg]
    """Change one file of an export."""
    with zipfile.ZipFile(path) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    files[name] = change(files[name])
    if manifest:
        plain = json.loads(files["manifest.json"])
        manifest(plain)
        files["manifest.json"] = json.dumps(plain).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)


BROKEN: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "text": lambda path: path.write_text("no zip", "utf-8"),
    "a changed byte": lambda path: path.write_bytes(path.read_bytes()[:200] + b"\x00\x01" + path.read_bytes()[202:]),
    "a changed row": lambda path: rewritten(path, "claims.jsonl", lambda old: old.replace(b'"version":2', b'"version":1', 1)),
    "a row less": lambda path: rewritten(path, "claims.jsonl", lambda old: old[: old.rstrip().rfind(b"\n") + 1]),
    "no rows": lambda path: rewritten(path, "claims.jsonl", lambda _: b"[1]\n"),
    "deep rows": lambda path: rewritten(path, "claims.jsonl", lambda _: b"[" * 100_000 + b"\n"),
    "no manifest": lambda path: rewritten(path, "manifest.json", lambda _: b"{"),
    "another form": lambda path: rewritten(path, "claims.jsonl", bytes, lambda told: told.update(format="contraflow store 9")),
    "a newer schema": lambda path: rewritten(path, "claims.jsonl", bytes, lambda told: told.update(schema="9999")),
    "a bomb": lambda path: rewritten(path, "claims.jsonl", lambda _: b" " * 60_000_000),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_export_gives_a_clear_error_and_leaves_nothing(name: str, tmp_path: Path, toy: Case) -> None:
    path, where = tmp_path / "all.zip", tmp_path / "copy.db"
    with open_store(tmp_path / "store.db") as store:
        fill_with_all(store, toy)
        store.export(path)
    BROKEN[name](path)
    with pytest.raises(InputError, match=r"all\.zip"):
        fill(str(where), path)
    assert not where.exists()
    with pytest.raises(InputError):
        restore(path, str(where), overwrite=False)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["all.zip", "store.db"]


def test_an_export_that_agrees_with_its_manifest_but_is_not_whole_is_refused(tmp_path: Path, toy: Case) -> None:
    path = tmp_path / "all.zip"
    with open_store(tmp_path / "store.db") as store:
        fill_with_all(store, toy)
        store.export(path)

    from hashlib import sha256

    changed: list[bytes] = []

    def forge(old: bytes) -> bytes:
        changed.append(old.replace(b"trader", b"broker"))
        return changed[-1]

    rewritten(path, "claims.jsonl", forge, lambda told: told["tables"]["claims"].update(sha256=sha256(changed[0]).hexdigest()))
    with pytest.raises(InputError, match="not whole"):
        fill(str(tmp_path / "copy.db"), path)


def test_files_that_are_no_backups_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no backup", "utf-8")
    for name, words in (("text", "no backup"), ("nothing", "cannot be read")):
        with pytest.raises(InputError, match=words):
            restore(tmp_path / name, str(tmp_path / "store.db"), overwrite=False)
    assert not (tmp_path / "store.db").exists()


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from contraflow.errors import ContraflowError
from contraflow.store import Source, open_store, restore
from tests.unit.store.making import make_page, make_report, TEXT
folder, act = Path(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(folder / "store.db")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    if act == "keep":
        for number in range(10_000):
            store.keep_page(make_page(make_report(f"r{number}", text=TEXT + str(number) + "x" * 5000)))
            print(number, flush=True)
    elif act == "export":
        store.export(folder / "out")
    elif act == "backup":
        store.back_up(folder / "out")
    else:
        restore(folder / "backup", str(folder / "out"), False)
except ContraflowError as error:
    print("told", type(error).__name__, error)
"""


@pytest.mark.parametrize("act", ["keep", "export", "backup", "restore"])
def test_a_full_disk_is_told_and_loses_nothing(act: str, tmp_path: Path, root: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        for number in range(6):
            noise = "".join(chr(0x4E00 + (number * 7919 + at * at * 31) % 20_000) for at in range(6000))
            store.keep_page(make_page(make_report(f"early{number}", text=noise), claims=()))
        store.back_up(tmp_path / "backup")
    most = 400_000 if act == "keep" else 40_000
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), act, str(most)], cwd=root, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])},
    )  # fmt: skip
    last = done.stdout.splitlines()[-1]
    assert last.startswith("told OutputError") and "make room" in last, done.stdout + done.stderr
    (tmp_path / "backup").unlink()
    assert {each.name for each in tmp_path.iterdir()} - {"store.db-wal", "store.db-shm"} == {"store.db"}
    with open_store(tmp_path / "store.db") as store:
        assert store.check() == []
        acknowledged = {f"r{line}" for line in done.stdout.splitlines()[:-1]}
        assert {report.id for report in store.reports()} == acknowledged | {f"early{number}" for number in range(6)}
        assert bool(acknowledged) == (act == "keep")
        store.keep_page(make_page())


def test_gold_holds_what_people_judged(full: Store, tmp_path: Path) -> None:
    full.judge(Judgement("correct", "bob", f"{REPORT.id}/2", make_claim(REPORT, 2, value=-2.0)))
    assert write_gold(full, tmp_path / "gold.jsonl", overwrite=False) == 2
    lines = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()]
    assert [(line["verdict"], line["coder"]) for line in lines] == [("correct", "bob"), ("add", "ann")]
    assert (lines[0]["found"]["value"], lines[0]["right"]["value"]) == (-1.0, -2.0)
    assert lines[1]["found"] is None
    assert lines[0]["right"]["anchor"]["exact"] == "The fee for a"
