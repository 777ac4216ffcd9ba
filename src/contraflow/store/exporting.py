"""A store as one portable file: a zip of JSON lines, one file a table, and a manifest with their digests.

The same store gives the same bytes, whichever database it is in.
"""

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from contraflow.store.files import whole_file
from contraflow.store.rows import spell
from contraflow.store.schema import NEWEST, metadata

FORMAT = "contraflow store 1"
MANIFEST = "manifest.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can say: an export does not say when it was made


def export_store(connection: Connection, path: Path, overwrite: bool) -> dict[str, int]:
    """Write all of a store into a file and return the number of rows by table.

    Raises:
        OutputError: if the file is there already or cannot be written.
    """
    told = {}
    with whole_file(path, overwrite) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in metadata.sorted_tables:
            told[table.name] = _write_table(connection, table, archive)
        manifest = {"format": FORMAT, "schema": NEWEST, "tables": told}
        archive.writestr(_member(MANIFEST), json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    return {name: each["rows"] for name, each in told.items()}


def file_of(table: Table) -> str:
    """Return the name of a table's file in an export."""
    return f"{table.name}.jsonl"


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> dict[str, Any]:
    digest, rows = sha256(), 0
    with archive.open(_member(file_of(table)), "w", force_zip64=True) as file:
        for line in _lines(connection, table):
            digest.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execution_options(yield_per=1000).execute(select(table)).mappings()
    # sorted here and not by the database: each has its own order of letters
    keys = [column.name for column in table.primary_key]
    for row in sorted(rows, key=lambda row: tuple(row[name] for name in keys)):
        yield spell({name: _plain(value) for name, value in row.items()}).encode("ascii") + b"\n"


def _plain(value: Any) -> Any:
    return b64encode(value).decode("ascii") if isinstance(value, bytes | memoryview) else value


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, LONG_AGO)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member
