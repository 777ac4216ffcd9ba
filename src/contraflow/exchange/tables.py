"""The columns of the tables of a data package: types, words allowed, units, and how cells become records."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.coded import CLAIM_COLUMNS, REPORT_COLUMNS
from contraflow.exchange.records import NEEDED, choices, wrong
from contraflow.release.marks import COLUMNS as MARK_COLUMNS
from contraflow.release.marks import LABELS
from contraflow.reports.report import Report
from contraflow.words.load import table

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
WHOLE = re.compile(r"-?\d{1,10}", re.ASCII)
PAGE_COLUMNS = ("report", "sha1")
REPORT_WORDS = {
    "id": "outlet and day", "outlet": "who published it", "url": "where it can be read", "title": "its title",
    "published": "day of publication; empty when nobody knows", "date_note": "how the day was found", "language": "of its text",
    "reporter": "who reported, as named", "translator": "who translated", "writer": "who wrote", "via": "through whom it came",
    "echo_of": "id of the report that it retells",
}  # fmt: skip
CONSTRAINTS: dict[str, dict[str, Any]] = {
    "precision": {"minimum": 1, "maximum": 3}, "number": {"minimum": 0}, "anchor_start": {"minimum": -1},
    "anchor_end": {"minimum": -1},
}  # fmt: skip
UNITS = {"value": "as the column unit says", "low": "as the column unit says", "high": "as the column unit says",
         "anchor_start": "characters", "anchor_end": "characters"}  # fmt: skip
TYPES = {str: "string", bool: "boolean", int: "integer", float | None: "number", date | None: "date"}


@cache
def claim_kinds() -> Mapping[str, Any]:
    """Return the kind of every column of claims."""
    found: dict[str, Any] = {}
    anchor = get_type_hints(Anchor)
    for each in fields(Claim):
        parts = {f"anchor_{name}": kind for name, kind in anchor.items()}
        found |= parts if each.name == "anchor" else {each.name: get_type_hints(Claim)[each.name]}
    return found


@cache
def report_kinds() -> Mapping[str, Any]:
    """Return the kind of every column of reports."""
    kinds = get_type_hints(Report)
    return {name: kinds[name] for name in REPORT_COLUMNS}


def claims_schema() -> dict[str, Any]:
    """Return the table schema of claims.csv."""
    words = table("fields")
    return {
        "fields": [_field(name, kind, str(words[name])) for name, kind in claim_kinds().items()],
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": ["report"], "reference": {"resource": "reports", "fields": ["id"]}}],
        "missingValues": [""],
    }


def reports_schema() -> dict[str, Any]:
    """Return the table schema of reports.csv."""
    columns = [_field(name, kind, REPORT_WORDS[name]) for name, kind in report_kinds().items()]
    return {"fields": columns, "primaryKey": ["id"], "missingValues": [""]}


def marks_schema() -> dict[str, Any]:
    """Return the table schema of markings.csv."""
    told = ("what is marked", "its id", "who may see it (TLP 2.0)", "why")
    columns = [{"name": name, "type": "string", "description": words} for name, words in zip(MARK_COLUMNS, told, strict=True)]
    columns[0] |= {"constraints": {"enum": ["report"]}}  # type: ignore[dict-item]
    columns[2] |= {"constraints": {"enum": list(LABELS)}}  # type: ignore[dict-item]
    return {"fields": columns, "primaryKey": ["kind", "id"], "missingValues": [""]}


def pages_schema() -> dict[str, Any]:
    """Return the table schema of pages.csv."""
    sha1 = {"name": "sha1", "type": "string", "description": "SHA-1 of the page from which the report was read"}
    report = {"name": "report", "type": "string", "description": "id of the report"}
    key = {"fields": ["report"], "reference": {"resource": "reports", "fields": ["id"]}}
    return {"fields": [report, sha1], "primaryKey": ["report"], "foreignKeys": [key], "missingValues": [""]}


def claim_cells(record: Mapping[str, Any]) -> dict[str, str]:
    """Return a record of a claim as cells of claims.csv."""
    plain = {**record, **{f"anchor_{name}": value for name, value in record["anchor"].items()}}
    return {name: _cell(plain.get(name)) for name in CLAIM_COLUMNS}


def report_cells(record: Mapping[str, Any]) -> dict[str, str]:
    """Return a record of a report as cells of reports.csv."""
    return {name: _cell(record.get(name)) for name in REPORT_COLUMNS}


def claim_of_cells(cells: Mapping[str, str], where: str) -> dict[str, Any]:
    """Return the record that a row of claims.csv holds; raises InputError for a cell of the wrong kind."""
    plain = _plain(cells, claim_kinds(), where)
    anchor = {name.removeprefix("anchor_"): plain.pop(name) for name in list(plain) if name.startswith("anchor_")}
    return {**plain, "anchor": anchor}


def report_of_cells(cells: Mapping[str, str], where: str) -> dict[str, Any]:
    """Return the record that a row of reports.csv holds."""
    return _plain(cells, report_kinds(), where)


def _plain(cells: Mapping[str, str], kinds: Mapping[str, Any], where: str) -> dict[str, Any]:
    return {name: _value(kind, cells[name], f"{where} {name}") for name, kind in kinds.items() if cells[name]}


def _value(kind: Any, cell: str, where: str) -> Any:
    if kind is bool:
        if cell not in ("0", "1"):
            raise wrong(where, cell, "0 or 1")
        return cell == "1"
    if kind is int:
        if not WHOLE.fullmatch(cell):
            raise wrong(where, cell, "a whole number")
        return int(cell)
    if kind == float | None:
        if not NUMBER.fullmatch(cell):
            raise wrong(where, cell, "a number with a decimal point")
        return float(cell)
    return cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _field(name: str, kind: Any, words: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "type": TYPES[kind], "description": words}
    if kind is bool:
        found |= {"trueValues": ["1"], "falseValues": ["0"]}
    if name in UNITS:
        found["unit"] = UNITS[name]
    limits = dict(CONSTRAINTS.get(name, {}))
    if name in choices():
        limits["enum"] = list(choices()[name])
    if name in NEEDED or kind in (bool, int):
        limits["required"] = True
    return {**found, "constraints": limits} if limits else found
