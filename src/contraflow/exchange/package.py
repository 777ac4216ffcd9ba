"""CSV with datapackage.json: a Data Package (version 2) of reports, claims and their marks.

The tables have the columns of a case's files, so that a package can be used as the evidence of a case. What no case holds, the
digest of the page behind a report, stands in a table of its own.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from contraflow.claims.coded import CLAIM_COLUMNS, REPORT_COLUMNS
from contraflow.errors import InputError
from contraflow.exchange import tables
from contraflow.exchange.bounds import MOST_BYTES, read_json, read_utf8, shown
from contraflow.exchange.gathering import Gathering, list_of, object_of
from contraflow.exchange.parcel import Facts, Parcel
from contraflow.exchange.records import claim_record, report_record
from contraflow.release.marks import COLUMNS as MARK_COLUMNS
from contraflow.release.marks import is_public, read_label, strictest

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
COLUMNS: dict[str, Sequence[str]] = {
    "reports": REPORT_COLUMNS, "claims": CLAIM_COLUMNS, "markings": MARK_COLUMNS, "pages": tables.PAGE_COLUMNS,
}  # fmt: skip
SCHEMAS = {
    "reports": tables.reports_schema, "claims": tables.claims_schema, "markings": tables.marks_schema,
    "pages": tables.pages_schema,
}  # fmt: skip
TITLES = {
    "reports": "Reports, as cited", "claims": "Claims of the reports, in own words", "markings": "Who may see a report",
    "pages": "Digests of the pages behind the reports",
}  # fmt: skip


def to_package(parcel: Parcel, facts: Facts = Facts()) -> dict[str, bytes]:  # noqa: B008
    """Return the files of a package by name, the descriptor last.

    Raises:
        InputError: a number or text of a claim cannot be written.
    """
    records = [report_record(report) for report in parcel.evidence.reports]
    rows: dict[str, list[dict[str, str]]] = {
        "reports": [tables.report_cells(record) for record in records],
        "claims": [tables.claim_cells(claim_record(claim)) for claim in parcel.evidence.claims],
        "markings": [
            {"kind": "report", "id": report.id, "marking": parcel.marks[report.id], "reason": "as received"}
            for report in parcel.evidence.reports
            if report.id in parcel.marks
        ],
        "pages": [{"report": record["id"], "sha1": record["sha1"]} for record in records if "sha1" in record],
    }
    contents = {
        name: csv_text(COLUMNS[name], each).encode() for name, each in rows.items() if each or name in ("reports", "claims")
    }
    resources = [resource(name, content, TITLES[name], SCHEMAS[name]()) for name, content in contents.items()]
    marking = strictest([*parcel.marks.values(), *(claim.marking for claim in parcel.evidence.claims)])
    more = {"marking": marking, "sources": _sources(parcel)}
    told = descriptor("contraflow-evidence", facts, resources, more)
    return {**{f"{name}.csv": content for name, content in contents.items()}, DESCRIPTOR: told}


def from_package(files: Mapping[str, bytes], name: str = "package") -> Parcel:
    """Return the parcel that the files of a package hold; only tables of ours are looked at.

    Args:
        files: contents by name, the descriptor among them.
        name: of the folder, for messages.

    Raises:
        InputError: a table is missing, was changed or holds something wrong; the message names file, line and column.
    """
    if DESCRIPTOR not in files:
        raise InputError(f"{name} {DESCRIPTOR}: found no such file; do: export the evidence anew")
    files = _named(files, name)
    found = Gathering(name)
    marks: dict[str, str] = {}
    for line, row in _rows(files, "markings", name):
        if row["kind"] == "report":
            marks[row["id"]] = strictest(
                [marks.get(row["id"], ""), read_label(row["marking"], f"{name} markings.csv:{line} marking")]
            )
    pages = {row["report"]: row["sha1"] for _, row in _rows(files, "pages", name)}
    for line, row in _rows(files, "reports", name):
        where = f"reports.csv:{line}"
        record = tables.report_of_cells(row, f"{name} {where}")
        sha1 = {"sha1": pages[row["id"]]} if pages.get(row["id"]) else {}
        found.add_report({**record, **sha1}, marks.get(row["id"], ""), where)
    for line, row in _rows(files, "claims", name):
        where = f"claims.csv:{line}"
        found.add_claim(tables.claim_of_cells(row, f"{name} {where}"), "", where)
    return found.parcel()


def case_tables(parcel: Parcel) -> dict[str, bytes]:
    """Return the files under which a case holds what is in a parcel: reports.csv, claims.csv, and markings.csv if need be."""
    files = to_package(parcel)
    return {name: files[name] for name in ("reports.csv", "claims.csv", "markings.csv") if name in files}


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV with a header, lines ended by a line feed."""
    told = list(rows)
    # with lines that end in a line feed, the writer leaves a carriage return bare, which no reader takes for text
    bare = any("\r" in cell for row in told for cell in row.values())
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\n", quoting=csv.QUOTE_ALL if bare else csv.QUOTE_MINIMAL)
    writer.writeheader()
    writer.writerows(told)
    return file.getvalue()


def resource(name: str, content: bytes, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a descriptor says of a table."""
    return {
        "name": name, "path": f"{name}.csv", "type": "table", "title": title, "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}", "schema": schema,
    }  # fmt: skip


def descriptor(name: str, facts: Facts, resources: list[dict[str, Any]], more: Mapping[str, Any]) -> bytes:
    """Return a datapackage.json; of ``more``, such as marking, sources, how it was made, what is empty is left out."""
    plain: dict[str, Any] = {"$schema": PROFILE, "name": name, "title": facts.title}
    if facts.made:
        plain["created"] = f"{facts.made.isoformat()}T00:00:00Z"
    if facts.licence:
        plain["licenses"] = [{"name": facts.licence}]
    plain |= {key: value for key, value in more.items() if value}
    return (json.dumps({**plain, "resources": resources}, indent=1, ensure_ascii=False) + "\n").encode()


def _named(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """Return our tables that the descriptor names, held against the digests that it gives, if it gives any.

    Raises:
        InputError: the descriptor is none, names a path elsewhere, or a table is missing or not the one that was exported.
    """
    where = f"{name} {DESCRIPTOR}"
    found = {}
    for number, each in enumerate(list_of(object_of(read_json(files[DESCRIPTOR], where), where).get("resources"), where), 1):
        told = object_of(each, f"{where} resource {number}")
        table, path, digest = told.get("name"), told.get("path"), told.get("hash")
        if not isinstance(table, str) or table not in COLUMNS:
            continue
        if path != f"{table}.csv":
            raise InputError(f"{where} path: found {shown(path)}; allowed: {table}.csv; do: put the table beside it")
        if path not in files:
            raise InputError(
                f"{name} {path}: found no such file; allowed: the tables that {DESCRIPTOR} names; do: copy it again"
            )
        if digest is not None and digest != f"sha256:{sha256(files[path]).hexdigest()}":
            raise InputError(
                f"{name} {path}: found another content than {DESCRIPTOR} says; do: copy it again, or take its hash out of "
                f"{DESCRIPTOR} if you changed it on purpose"
            )
        found[path] = files[path]
    return found


def _rows(files: Mapping[str, bytes], table: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their lines; none when there is no such table, unless a package must have it."""
    path, columns = f"{table}.csv", COLUMNS[table]
    if path not in files:
        if table in ("reports", "claims"):
            raise InputError(f"{name} {path}: found no such file; do: copy it again")
        return
    where = f"{name} {path}"
    if len(files[path]) > MOST_BYTES:
        raise InputError(f"{where}: found more than {MOST_BYTES:,} bytes; allowed: up to so many; do: split the evidence")
    reader = csv.reader(io.StringIO(read_utf8(files[path], where), newline=""), strict=True)
    try:
        header = next(reader, [])
        if sorted(header) != sorted(columns):
            odd = sorted(set(header) ^ set(columns)) or ["a column twice"]
            raise InputError(f"{where}:1: found other columns than {table} have ({shown(', '.join(odd))}); do: export it anew")
        for cells in reader:
            if cells and len(cells) != len(header):
                raise InputError(
                    f"{where}:{reader.line_num}: found {len(cells)} cells; allowed: {len(header)}; do: quote commas"
                )
            if cells:
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise InputError(f"{where}:{reader.line_num}: found no CSV ({error}); do: check the quotes") from None


def _sources(parcel: Parcel) -> list[dict[str, str]]:
    """Return the public reports, which are where the data come from."""
    return [
        {"title": f"{report.outlet}: {report.title or report.id}", "path": report.url}
        for report in parcel.evidence.reports
        if is_public(report)
    ]
