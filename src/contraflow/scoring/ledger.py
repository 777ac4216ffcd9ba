"""The ledger of registered forecasts: one line an entry, each sealed with the hash of the one before it.

A line is canonical JSON: ``n`` (counted from 1), ``previous`` (hash of the line before, 64 zeros at first), ``body`` and
``hash``, the SHA-256 of the other three. Whoever changes, drops, inserts or swaps a line breaks the chain there, and reading
names the line. What a chain cannot show is that its end was cut off: publish the last hash where others can see it.

Appending holds a lock on the file, writes all lines at once and waits until the disk has them. A process that is killed in
the middle can leave an unfinished last line: it was never registered, readers pass over it and the next append removes it.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from contraflow.errors import InputError, OutputError
from contraflow.release.leaving import check_leaving

FIRST = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One line of the ledger.

    Attributes:
        n: its number, counted from 1, which is that of its line.
        previous: hash of the entry before.
        body: what was registered.
        hash: seal over the other three.
    """

    n: int
    previous: str
    body: Mapping[str, Any]
    hash: str


def canonical(value: Any) -> str:
    """Return JSON whose bytes depend on the value only: sorted keys, no spaces, no NaN.

    Raises:
        ValueError: for NaN or infinity, which JSON does not have.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def seal(n: int, previous: str, body: Mapping[str, Any]) -> str:
    """Return the hash of an entry."""
    return sha256(canonical({"n": n, "previous": previous, "body": body}).encode()).hexdigest()


def read_ledger(path: Path) -> tuple[Entry, ...]:
    """Return all entries, their chain checked.

    Raises:
        InputError: if the file cannot be read or the chain is broken; the message names the line.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); do: name a ledger written by forecast --register"
        ) from error
    return _entries(path, text)


def append(path: Path, bodies: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Add entries after the last and return them; other processes wait meanwhile.

    Raises:
        InputError: if the chain is broken: nothing is added to such a ledger.
        OutputError: if the file cannot be written.
    """
    try:
        with _locked(path) as handle:
            text = _all_bytes(handle)
            entries = _entries(path, text)
            n, previous = (entries[-1].n, entries[-1].hash) if entries else (0, FIRST)
            added = []
            for body in bodies:
                n += 1
                added.append(Entry(n, previous, json.loads(canonical(body)), seal(n, previous, body)))
                previous = added[-1].hash
            lines = "".join(f"{canonical(vars(entry))}\n" for entry in added).encode()
            check_leaving(lines, str(path))
            os.ftruncate(handle, text.rfind(b"\n") + 1)  # what a killed process left unfinished
            _write_all(handle, lines)
            os.fsync(handle)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); do: make room or choose another ledger") from error
    return tuple(added)


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # a new file's name must last as well
        finally:
            os.close(folder)
        yield handle
    finally:
        os.close(handle)  # lets go of the lock


def _all_bytes(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return b"".join(iter(lambda: os.read(handle, 1 << 20), b""))


def _write_all(handle: int, text: bytes) -> None:
    while text:
        text = text[os.write(handle, text) :]


def _entries(path: Path, text: bytes) -> tuple[Entry, ...]:
    """Return the entries of all finished lines."""
    entries: list[Entry] = []
    for number, line in enumerate(text[: text.rfind(b"\n") + 1].split(b"\n")[:-1], 1):
        reason = _fault(line, number, entries[-1].hash if entries else FIRST)
        if reason:
            raise InputError(
                f"{path}:{number}: found {reason}; allowed: the line as it was registered; "
                "do: take an unbroken copy of the ledger; nothing from this line on can be trusted"
            )
        entries.append(Entry(**json.loads(line)))
    return tuple(entries)


def _fault(line: bytes, number: int, previous: str) -> str:
    try:
        found = json.loads(line)
    except ValueError:
        return "no JSON"
    if not isinstance(found, dict) or set(found) != {"n", "previous", "body", "hash"} or not isinstance(found["body"], dict):
        return "no entry of n, previous, body and hash"
    if found["n"] != number:
        return f"entry {found['n']!r} in place of {number}"
    if found["previous"] != previous:
        return "a previous hash that is not that of the line before"
    try:
        if canonical(found).encode() != line or seal(number, previous, found["body"]) != found["hash"]:
            return "a body that is not the one that was sealed"
    except ValueError:
        return "a number that JSON does not have"
    return ""
