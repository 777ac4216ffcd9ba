"""FollowTheMoney: a report is an Article of an Organization, a claim a Note on it.

FtM has no schema for what somebody says about a place and a time, and programs drop schemata that they do not know. So what can
be said in FtM's own properties is said there, and the whole claim stands as JSON in ``notes``, which every program keeps.
"""

import json
from collections.abc import Iterable
from typing import Any

from contraflow.claims.claim import Claim
from contraflow.errors import InputError
from contraflow.exchange.gathering import Gathering, list_of, object_of
from contraflow.exchange.names import name_claim, name_outlet, name_report
from contraflow.exchange.parcel import Parcel
from contraflow.exchange.records import claim_record, report_record
from contraflow.release.marks import LABELS, is_public
from contraflow.reports.report import Report

VERSION = "4.11.2"
"""The FtM model that ``SCHEMATA`` was checked against, see docs/exchange.md."""
SCHEMATA = {
    "Organization": {"name": "name"},
    "Article": {
        "title": "string", "author": "string", "publisher": "string", "sourceUrl": "url", "publishedAt": "date",
        "language": "language", "contentHash": "checksum", "keywords": "string", "notes": "text",
    },
    "Note": {
        "name": "name", "entity": "entity", "proof": "entity", "description": "text", "summary": "text", "publisher": "string",
        "sourceUrl": "url", "createdAt": "date", "keywords": "string", "notes": "text",
    },
}  # fmt: skip
"""Schemata and properties used, with their types in FtM."""
LANGUAGES = {
    "en": "eng", "zh": "zho", "ko": "kor", "ja": "jpn", "ru": "rus", "fr": "fra", "de": "deu", "es": "spa", "pt": "por",
    "ar": "ara", "tr": "tur", "fa": "fas", "uk": "ukr", "vi": "vie", "th": "tha", "mn": "mon",
}  # fmt: skip
MOST_NOTES = 65_000  # characters, as FtM has it
PREFIX = "cf-"


def to_ftm(parcel: Parcel) -> list[dict[str, Any]]:
    """Return the entities of a parcel, each an id, a schema and properties with lists of texts.

    Raises:
        InputError: a report or claim is too long for FtM.
    """
    reports = {report.id: report for report in parcel.evidence.reports}
    outlets = sorted({report.outlet for report in reports.values()})
    found = [_entity(name_outlet(outlet), "Organization", {"name": outlet}) for outlet in outlets]
    found += [_article(report, parcel.marks.get(report.id, "")) for report in reports.values()]
    return found + [_note(claim, reports[claim.report]) for claim in parcel.evidence.claims]


def from_ftm(entities: Iterable[object], name: str = "FtM") -> Parcel:
    """Return the parcel that entities hold; those that contraflow did not write are passed over.

    Args:
        entities: as parsed from JSON.
        name: of their file, for messages.

    Raises:
        InputError: an entity of contraflow's is not what it should be.
    """
    found = Gathering(name)
    for number, each in enumerate(entities, 1):
        where = f"entity {number}"
        entity = object_of(each, f"{name} {where}")
        schema = entity.get("schema")
        if schema not in ("Article", "Note"):
            continue
        properties = object_of(entity.get("properties"), f"{name} {where} properties")
        kind = "report" if schema == "Article" else "claim"
        record = _record(properties.get("notes", []), kind, f"{name} {where} notes")
        if record is None:
            continue
        words = list_of(properties.get("keywords", []), f"{name} {where} keywords")
        labels = sorted((word for word in words if word in LABELS), key=lambda word: LABELS.index(str(word)))
        add = found.add_report if kind == "report" else found.add_claim
        add(record, labels[-1] if labels else "", f"{where} {kind}")
    return found.parcel()


def _article(report: Report, label: str) -> dict[str, Any]:
    return _entity(
        name_report(report),
        "Article",
        {
            "title": report.title,
            "author": report.reporter,
            "publisher": report.outlet,
            "sourceUrl": report.url if is_public(report) else "",
            "publishedAt": report.published.isoformat() if report.published else "",
            "language": LANGUAGES.get(report.language, ""),
            "contentHash": report.sha1,
            "keywords": label,
            "notes": _told("report", report_record(report)),
        },
    )


def _note(claim: Claim, report: Report) -> dict[str, Any]:
    article = PREFIX + name_report(report)
    words = (claim.indicator, claim.kind, claim.modality, claim.place, claim.good, claim.side, claim.extractor)
    return _entity(
        name_claim(claim, report),
        "Note",
        {
            "name": claim.id,
            "entity": article,
            "proof": article,
            "description": claim.paraphrase,
            "summary": claim.anchor.exact,
            "publisher": report.outlet,
            "sourceUrl": report.url if is_public(report) else "",
            "createdAt": claim.known.isoformat() if claim.known else "",
            # a mark among them is the mark, whatever a place is called
            "keywords": (*(word for word in words if word not in LABELS), claim.marking),
            "notes": _told("claim", claim_record(claim)),
        },
    )


def _told(kind: str, record: dict[str, Any]) -> str:
    # in ASCII, since programs that clean texts change other letters
    told = json.dumps({"contraflow": kind, kind: record}, sort_keys=True)
    if len(told) > MOST_NOTES:
        raise InputError(
            f"{kind} {record['id']}: found {len(told):,} characters; allowed in FtM: {MOST_NOTES:,}; do: shorten it"
        )
    return told


def _record(notes: object, kind: str, where: str) -> object | None:
    """Return the record among the notes of an entity; None when contraflow wrote none of them."""
    for note in list_of(notes, where):
        if not isinstance(note, str) or len(note) > MOST_NOTES or '"contraflow"' not in note:
            continue
        try:
            plain = json.loads(note)
        except (ValueError, RecursionError):
            continue
        if isinstance(plain, dict) and plain.get("contraflow") == kind:
            return plain.get(kind)
    return None


def _entity(name: str, schema: str, properties: dict[str, str | tuple[str, ...]]) -> dict[str, Any]:
    lists = {
        key: list(dict.fromkeys(filter(None, [each] if isinstance(each, str) else each))) for key, each in properties.items()
    }
    return {"id": PREFIX + name, "schema": schema, "properties": {key: values for key, values in lists.items() if values}}
