"""Claims and reports as plain records, and back, every field checked: the part that all formats share.

What is empty is left out of a record. A record that comes back is held against the words of the codebook; ids of places, goods
and sides belong to a case and are not known here.
"""

import math
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, get_type_hints

from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.coded import MOST_ANCHOR_WORDS
from contraflow.errors import InputError
from contraflow.exchange.bounds import shown
from contraflow.reports.report import Report
from contraflow.words.load import claim_words, indicator_names

MOST_TEXT = 10_000  # characters of a field
MOST_WHOLE = 1_000_000_000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NEEDED = frozenset(
    ["id", "report", "indicator", "kind", "scope", "licensed", "voice", "role", "modality", "paraphrase", "extractor", "outlet",
     "language"]
)  # fmt: skip
STAYS = frozenset({"text", "captions"})  # of a report, never in a record
AROUND = frozenset({"prefix", "suffix"})  # of an anchor, likewise


@cache
def choices() -> dict[str, tuple[str, ...]]:
    """Return the words that fields of a claim may hold, by field."""
    lists = {
        "kind": "kinds", "bound": "bounds", "scope": "scopes", "licensed": "licences", "role": "roles",
        "modality": "modalities", "reliability": "reliabilities", "credibility": "credibilities", "marking": "markings",
    }  # fmt: skip
    return {"indicator": indicator_names(), **{field: tuple(map(str, claim_words(words))) for field, words in lists.items()}}


def claim_record(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain values without what is empty.

    Raises:
        InputError: a number is infinite or a text cannot be written.
    """
    plain = claim.to_dict()
    plain["anchor"] = {name: value for name, value in plain["anchor"].items() if name not in AROUND and value != ""}
    return _without_empty(plain, f"claim {claim.id}")


def report_record(report: Report) -> dict[str, Any]:
    """Return what is cited of a report as plain values without what is empty: never its text or captions."""
    plain = {name: value for name, value in report.to_dict().items() if name not in STAYS}
    return _without_empty(plain, f"report {report.id}")


def read_claim(record: object, where: str) -> Claim:
    """Return the claim that a record holds.

    Raises:
        InputError: a field is missing, unknown, of the wrong kind or holds a word that the codebook does not know.
    """
    plain = _fields(record, Claim, where)
    anchor = _fields(plain.pop("anchor", {}), Anchor, f"{where} anchor")
    if anchor["prefix"] or anchor["suffix"]:
        raise InputError(f"{where} anchor: found words around the quotation; allowed: none; do: leave prefix and suffix out")
    if len(anchor["exact"].split()) > MOST_ANCHOR_WORDS:
        raise InputError(f"{where} anchor: found more words than {MOST_ANCHOR_WORDS}; do: shorten the quotation")
    for field, allowed in choices().items():
        if plain[field] and plain[field] not in allowed:
            raise wrong(f"{where} {field}", plain[field], ", ".join(allowed))
    if plain["start"] and plain["end"] and plain["end"] < plain["start"]:
        raise wrong(f"{where} end", str(plain["end"]), f"a day on or after {plain['start']}")
    return Claim(**plain, anchor=Anchor(**anchor))


def read_report(record: object, where: str) -> Report:
    """Return the report that a record cites; raises InputError as ``read_claim`` does."""
    return Report(**_fields(record, Report, where))


def wrong(where: str, found: object, allowed: str) -> InputError:
    """Return the error that says what was found and what is allowed."""
    return InputError(f"{where}: found {shown(found)}; allowed: {allowed}; do: correct it, or export the evidence anew")


@cache
def _kinds(what: type) -> Mapping[str, Any]:
    return {name: kind for name, kind in get_type_hints(what).items() if not (what is Report and name in STAYS)}


def _fields(record: object, what: type, where: str) -> dict[str, Any]:
    """Return the fields of a record, those that are left out as what is empty."""
    if not isinstance(record, Mapping):
        raise wrong(where, record, "an object with fields")
    kinds = _kinds(what)
    for name in record:
        if name not in kinds:
            raise InputError(f"{where}: found field {shown(name)}; allowed: {', '.join(kinds)}; do: leave it out")
    found = {}
    for name, kind in kinds.items():
        if kind is Anchor:
            found[name] = record.get(name, {})
        else:
            found[name] = _value(kind, record.get(name), f"{where} {name}")
            if name in NEEDED and not found[name] and what is not Anchor:
                raise wrong(f"{where} {name}", found[name], "some text")
    return found


def _value(kind: Any, value: object, where: str) -> Any:
    """Return one value, held against the kind of its field."""
    if kind is str:
        return _text("" if value is None else value, where)
    if kind is bool:
        if not isinstance(value, bool):
            raise wrong(where, value, "true or false")
        return value
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, int) or not -1 <= value <= MOST_WHOLE:
            raise wrong(where, value, f"a whole number up to {MOST_WHOLE:,}")
        return value
    if value is None:
        return None
    return _day(value, where) if kind == date | None else _number(value, where)


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise wrong(where, value, f"text of up to {MOST_TEXT:,} characters")
    if not _is_writable(value):
        raise wrong(where, value, "whole characters")
    return value


def _number(value: object, where: str) -> float:
    # compared before it is made a float, which a whole number of hundreds of digits cannot be
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1.7e308 < value < 1.7e308:
        raise wrong(where, value, "a number")
    return float(value)


def _day(value: object, where: str) -> date:
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise wrong(where, value, "a day as YYYY-MM-DD")


def _without_empty(plain: dict[str, Any], where: str) -> dict[str, Any]:
    for name, value in plain.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise wrong(f"{where} {name}", value, "a number")
        texts = value.values() if isinstance(value, dict) else [value]
        if any(isinstance(text, str) and not _is_writable(text) for text in texts):
            raise wrong(f"{where} {name}", value, "whole characters")
    return {name: value for name, value in plain.items() if value is not None and value != ""}


def _is_writable(text: str) -> bool:
    """Return whether a text has no halves of characters, which UTF-8 cannot write."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
