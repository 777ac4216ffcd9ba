"""The results of a nowcast as tables: estimates, judgements and what moved each, with how they were made."""

from collections.abc import Iterator, Mapping
from typing import Any

from contraflow.errors import InputError
from contraflow.exchange.bounds import shown
from contraflow.exchange.gathering import list_of, object_of
from contraflow.exchange.package import DESCRIPTOR, csv_text, descriptor, resource
from contraflow.exchange.parcel import Facts
from contraflow.exchange.records import wrong
from contraflow.release.marks import HOUSE, read_label, strictest

LEVELS = ("50", "80", "95")
BOUNDS = {f"{end}_{level}": (level, at) for level in LEVELS for at, end in enumerate(("low", "high"))}
TEXTS = ("id", "quantity", "place", "good", "start", "end", "unit")
JUDGED = ("id", "statement", "chance", "word", "confidence", "basis")
MOVED = ("of", "observation", "shift", "day", "shared")
WORDS = {
    "id": "quantity, place, good and week", "quantity": "what is estimated", "place": "id of a place of the case",
    "good": "id of a good, or empty", "start": "first day that it is about", "end": "last day",
    "unit": "of all numbers of the row",
    "median": "posterior median", "mean": "posterior mean", "statement": "what is judged", "chance": "posterior probability",
    "word": "ICD 203 term of the chance", "confidence": "low, moderate or high", "basis": "why that confidence",
    "of": "id of the estimate or judgement that was moved", "observation": "id of a claim or of a row of a series",
    "shift": "posterior mean less what it would be without this evidence", "day": "on which it was weighed",
    "shared": "number of observations that were weighed together and share the shift",
} | {name: f"{name.split('_')[0]} end of the central {level} % interval" for name, (level, _) in BOUNDS.items()}  # fmt: skip
COLUMNS = {"estimates": (*TEXTS, "median", "mean", *BOUNDS), "judgements": JUDGED, "influences": MOVED}
TITLES = {"estimates": "Estimates of the last week", "judgements": "Judgements", "influences": "What moved them"}
KEYS: dict[str, list[str]] = {"estimates": ["id"], "judgements": ["id"]}
NUMBERS = {"median", "mean", "chance", "shift", *BOUNDS}
SHIFTED = "as the estimate's; a share for a judgement without a size"


def estimates_package(results: object, facts: Facts = Facts(), name: str = "nowcast.json") -> tuple[dict[str, bytes], str]:  # noqa: B008
    """Return the files of a data package by name, the descriptor last, and the audience that they were made for.

    That is the house when the results do not say: evidence without a mark may have moved them.

    Args:
        results: what ``contraflow nowcast`` wrote, as parsed from JSON.
        facts: what the package says of itself.
        name: of the file, for messages.

    Raises:
        InputError: it holds no results of a nowcast.
    """
    plain = object_of(results, name)
    run = object_of(plain.get("run"), f"{name} run")
    marking, audience = (_label(run.get(key, ""), f"{name} run {key}") for key in ("marking", "audience"))
    estimates = [object_of(each, f"{name} estimates") for each in list_of(plain.get("estimates"), f"{name} estimates")]
    judgements = [object_of(each, f"{name} judgements") for each in list_of(plain.get("judgements"), f"{name} judgements")]
    rows = {
        "estimates": [_estimate(each, f"{name} estimate {number}") for number, each in enumerate(estimates, 1)],
        "judgements": [_row(JUDGED, each, f"{name} judgement {number}") for number, each in enumerate(judgements, 1)],
        "influences": list(_influences([*estimates, *judgements], name)),
    }
    contents = {table: csv_text(COLUMNS[table], each).encode() for table, each in rows.items()}
    resources = [resource(table, content, TITLES[table], _schema(table)) for table, content in contents.items()]
    told = {key: value for key, value in run.items() if isinstance(value, str | int | float)}
    files = {f"{table}.csv": content for table, content in contents.items()}
    files[DESCRIPTOR] = descriptor("contraflow-estimates", facts, resources, {"marking": marking, "run": told})
    return files, audience or strictest([HOUSE, marking])


def _label(value: object, where: str) -> str:
    """Return a mark that may be missing."""
    if not isinstance(value, str):
        raise wrong(where, value, "a TLP 2.0 label")
    return read_label(value, where) if value else ""


def _estimate(plain: Mapping[str, Any], where: str) -> dict[str, str]:
    row = _row((*TEXTS, "mean"), plain, where)
    intervals = object_of(plain.get("intervals"), f"{where} intervals")
    for name, (level, at) in BOUNDS.items():
        ends = list_of(intervals.get(level), f"{where} intervals {level}")
        if len(ends) != 2:
            raise wrong(f"{where} intervals {level}", ends, "two ends")
        row[name] = _cell(name, ends[at], where)
    return {**row, "median": _cell("median", plain.get("value"), where)}


def _influences(things: list[Mapping[str, Any]], name: str) -> Iterator[dict[str, str]]:
    for thing in things:
        where = f"{name} evidence of {shown(thing.get('id'))}"
        for each in list_of(thing.get("evidence"), where):
            yield _row(MOVED, {**object_of(each, where), "of": thing.get("id")}, where)


def _row(columns: tuple[str, ...], plain: Mapping[str, Any], where: str) -> dict[str, str]:
    return {column: _cell(column, plain.get(column), where) for column in columns}


def _cell(column: str, value: object, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (int | float) if column in {*NUMBERS, "shared"} else str):
        raise wrong(f"{where} {column}", value, "a number" if column in {*NUMBERS, "shared"} else "text")
    try:
        return value if isinstance(value, str) else repr(float(value) if column in NUMBERS else int(value))
    except (OverflowError, ValueError):
        raise InputError(f"{where} {column}: found a number too large; do: run the nowcast anew") from None


def _schema(table: str) -> dict[str, Any]:
    found: dict[str, Any] = {"fields": [_field(table, column) for column in COLUMNS[table]], "missingValues": [""]}
    return {**found, "primaryKey": KEYS[table]} if table in KEYS else found


def _field(table: str, column: str) -> dict[str, Any]:
    kind = (
        "number"
        if column in NUMBERS
        else "integer"
        if column == "shared"
        else "date"
        if column in ("start", "end", "day")
        else ""
    )
    found: dict[str, Any] = {"name": column, "type": kind or "string", "description": WORDS[column]}
    if column == "chance":
        found |= {"unit": "1", "constraints": {"minimum": 0, "maximum": 1, "required": True}}
    elif column == "shift":
        found["unit"] = SHIFTED
    elif column in NUMBERS:
        found["unit"] = "as the column unit says"
    return found
