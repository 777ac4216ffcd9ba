"""The ledger: what is registered stays, a broken chain is named by its line, processes do not lose each other's entries."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from contraflow.errors import InputError
from contraflow.scoring.ledger import append, canonical, read_ledger, seal

WRITER = """
import sys
from pathlib import Path
from contraflow.scoring.ledger import append
path, name, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for k in range(n):
    append(path, [{"by": name, "k": k, "filler": "x" * 2000}, {"by": name, "k": k, "second": True}])
"""


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.jsonl"
    append(path, [{"k": 0, "words": "Sinŭiju — 新义州"}, {"k": 1}])
    append(path, [{"k": 2, "x": 0.1}])
    return path


def writer(path, name, n):
    return subprocess.Popen([sys.executable, "-c", WRITER, path, name, str(n)], stdout=subprocess.PIPE)


def test_what_was_registered_is_read_again(ledger):
    entries = read_ledger(ledger)
    assert [entry.body["k"] for entry in entries] == [0, 1, 2]
    assert entries[0].previous == "0" * 64 and entries[2].previous == entries[1].hash
    assert all(seal(entry.n, entry.previous, entry.body) == entry.hash for entry in entries)


def test_the_seal_of_an_entry_is_the_same_everywhere():
    """A known value: whoever writes a reader of his own can hold it against this."""
    body = {"b": 1, "a": [0.5, "ü"]}
    assert canonical(body) == '{"a":[0.5,"ü"],"b":1}'
    sealed = b'{"body":{"a":[0.5,"\xc3\xbc"],"b":1},"n":1,"previous":"' + b"0" * 64 + b'"}'
    assert seal(1, "0" * 64, body) == sha256(sealed).hexdigest()
    assert seal(1, "0" * 64, body) == "3243fa75b44cd233dfb59a1bcd1897838c361019b6ac49575f770dcaab53c556"


def lines(path):
    return path.read_bytes().split(b"\n")[:-1]


def put(path, changed):
    path.write_bytes(b"".join(line + b"\n" for line in changed))


def test_a_changed_body_is_named_by_its_line(ledger):
    put(ledger, [line.replace(b'"k":1', b'"k":7') for line in lines(ledger)])
    with pytest.raises(InputError, match=r"ledger\.jsonl:2: found a body that is not the one that was sealed"):
        read_ledger(ledger)


def test_a_changed_body_with_a_new_seal_breaks_the_next_line(ledger):
    found = [json.loads(line) for line in lines(ledger)]
    found[1]["body"] = {"k": 7}
    found[1]["hash"] = seal(2, found[1]["previous"], found[1]["body"])
    put(ledger, [canonical(each).encode() for each in found])
    with pytest.raises(InputError, match=r":3: found a previous hash"):
        read_ledger(ledger)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda rows: [rows[0], rows[2]], ":2: found entry 3 in place of 2"),
        (lambda rows: [rows[1], rows[0], rows[2]], ":1: found entry 2 in place of 1"),
        (lambda rows: [rows[0], rows[0], rows[1], rows[2]], ":2: found entry 1 in place of 2"),
        (lambda rows: [rows[0], b"nonsense", rows[2]], ":2: found no JSON"),
        (lambda rows: [rows[0], b"[]", rows[2]], ":2: found no entry"),
        (lambda rows: [rows[0].replace(b",", b", ", 1), *rows[1:]], ":1: found a body"),
    ],
)
def test_dropped_swapped_doubled_and_rewritten_lines_are_found(ledger, change, where):
    put(ledger, change(lines(ledger)))
    with pytest.raises(InputError, match=where):
        read_ledger(ledger)


def test_nothing_is_added_to_a_broken_ledger(ledger):
    put(ledger, [lines(ledger)[0], lines(ledger)[2]])
    before = ledger.read_bytes()
    with pytest.raises(InputError):
        append(ledger, [{"k": 3}])
    assert ledger.read_bytes() == before


def test_every_single_changed_byte_is_found(ledger):
    """Any byte of any finished line; newlines aside, whose loss cuts a line off as a killed process would."""
    whole = ledger.read_bytes()
    for at in range(0, len(whole), 7):
        if whole[at : at + 1] == b"\n":
            continue
        ledger.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(InputError):
            read_ledger(ledger)


def test_an_unfinished_last_line_is_passed_over_and_then_removed(ledger):
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"body":{"k":3},"ha')
    assert len(read_ledger(ledger)) == 3
    append(ledger, [{"k": 3}])
    assert [entry.body["k"] for entry in read_ledger(ledger)] == [0, 1, 2, 3]


def test_processes_that_append_at_once_do_not_lose_entries(tmp_path):
    path = tmp_path / "ledger.jsonl"
    writers = [writer(path, name, 40) for name in ("first", "second", "third")]
    for each in writers:
        each.communicate(timeout=60)
        assert each.returncode == 0
    entries = read_ledger(path)
    assert len(entries) == 3 * 40 * 2
    for name in ("first", "second", "third"):
        own = [entry for entry in entries if entry.body["by"] == name]
        assert [entry.body["k"] for entry in own] == [k for k in range(40) for _ in range(2)]
        # the two of one call stand together
        assert all(b.n == a.n + 1 for a, b in zip(own[::2], own[1::2], strict=True))


def test_a_process_killed_in_the_middle_leaves_a_readable_ledger(tmp_path):
    path = tmp_path / "ledger.jsonl"
    with writer(path, "killed", 100_000) as each:
        assert each.stdout is not None
        each.stdout.readline()
        until = time.monotonic() + 30
        while (not path.exists() or path.stat().st_size < 50_000) and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(each.pid, signal.SIGKILL)
    n = len(read_ledger(path))
    assert n >= 20
    append(path, [{"by": "next"}])  # the lock of the dead holds nobody up
    assert read_ledger(path)[n].body == {"by": "next"}


def test_a_number_that_json_does_not_have_is_refused_and_leaves_no_trace(ledger):
    before = ledger.read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        append(ledger, [{"x": float("nan")}])
    assert ledger.read_bytes() == before


def test_a_ledger_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.jsonl: cannot be read"):
        read_ledger(tmp_path / "nowhere.jsonl")
