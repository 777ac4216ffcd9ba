"""Filling an empty store from an export: all of it, checked, or nothing."""

import json
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import error as ZlibError

from sqlalchemy import Connection, Integer, LargeBinary, Table, insert, select

from contraflow.errors import InputError
from contraflow.store.checking import check_store
from contraflow.store.exporting import FORMAT, MANIFEST, file_of
from contraflow.store.schema import NEWEST, entries, metadata

BATCH = 1000  # rows
MOST_LINE = 64_000_000  # bytes; a report with its text has some thousands
MOST_MANIFEST = 1_000_000  # bytes
MOST_RATIO, LEAST_SUSPECT = 200, 50_000_000  # how far text is compressed; smaller files are harmless whatever their ratio


def import_store(connection: Connection, path: Path) -> dict[str, int]:
    """Fill an empty store from an export and return the number of rows by table.

    Raises:
        InputError: if the store holds something, or the file is no export, cut, changed or not whole.
    """
    if connection.execute(select(entries.c.n).limit(1)).first() is not None:
        raise InputError(f"{path}: found a store that holds something; allowed: an empty one; do: name a new --store")
    with _opened(path) as archive:
        told = _manifest(archive, path)
        tables = metadata.sorted_tables
        counts = {table.name: _read_table(connection, table, archive, told[table.name], path) for table in tables}
    problems = check_store(connection)
    if problems:
        raise InputError(f"{path}: found an export of a store that is not whole ({problems[0]}); do: export it anew")
    return counts


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError, ZlibError, NotImplementedError, RuntimeError) as error:
        words = f"found no export, or one that was cut ({type(error).__name__})"
        raise InputError(f"{path}: {words}; allowed: what contraflow store export gave; do: copy it again") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); do: check the path") from None


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, dict[str, Any]]:
    wanted = {MANIFEST, *(file_of(table) for table in metadata.sorted_tables)}
    found = archive.namelist()
    if sorted(found) != sorted(wanted):
        odd = sorted(set(found) ^ wanted)
        raise InputError(f"{path}: found other files than an export has ({', '.join(odd)[:200]}); do: export the store anew")
    for member in archive.infolist():
        if member.file_size > max(LEAST_SUSPECT, MOST_RATIO * member.compress_size):
            raise InputError(
                f"{path} {member.filename}: found {member.file_size:,} bytes out of {member.compress_size:,}; allowed: up to "
                f"{MOST_RATIO} times as many; do: export the store anew"
            )
    try:
        with archive.open(MANIFEST) as file:
            plain = json.loads(file.read(MOST_MANIFEST))
        tables: dict[str, dict[str, Any]] = plain["tables"]
        version = plain["format"], plain["schema"]
        known = all({"rows", "sha256"} <= tables[table.name].keys() for table in metadata.sorted_tables)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{path} {MANIFEST}: found no manifest; do: export the store anew") from None
    if version != (FORMAT, NEWEST) or not known:
        raise InputError(
            f"{path}: found {str(version[0])[:40]!r} of schema {str(version[1])[:40]!r}; allowed: {FORMAT!r} of {NEWEST!r}; "
            "do: export it with the contraflow that you import it with"
        )
    return tables


def _read_table(connection: Connection, table: Table, archive: zipfile.ZipFile, told: dict[str, Any], path: Path) -> int:
    digest, count = sha256(), 0
    batch: list[dict[str, Any]] = []
    with archive.open(file_of(table)) as file:
        while line := file.readline(MOST_LINE):
            digest.update(line)
            count += 1
            batch.append(_row(table, line, f"{path} {file_of(table)}:{count}"))
            if len(batch) == BATCH:
                connection.execute(insert(table), batch)
                batch = []
    if (count, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise InputError(f"{path} {file_of(table)}: found other content than the manifest says; do: copy the export again")
    if batch:
        connection.execute(insert(table), batch)
    return count


def _row(table: Table, line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        if row.keys() != set(table.c.keys()):
            raise ValueError
        return {column.name: _cell(column.type, row[column.name], bool(column.nullable)) for column in table.c}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise InputError(f"{where}: found no row of {table.name}; do: export the store anew") from None


def _cell(kind: object, value: Any, may_lack: bool) -> Any:
    if value is None and may_lack:
        return None
    if isinstance(value, str) and isinstance(kind, LargeBinary):
        return b64decode(value, validate=True)
    if isinstance(value, bool) or not isinstance(value, int if isinstance(kind, Integer) else str):
        raise ValueError
    return value
