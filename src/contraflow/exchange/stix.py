"""STIX 2.1: a report is a ``report`` of an ``identity``, a claim a ``note`` on it; marks are those of TLP 2.0.

All fields stand in a property extension of our own. Of the five TLP marks two have no object in STIX 2.1 itself, so the objects
that OASIS published for TLP 2.0 are used for all.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from contraflow.claims.claim import Claim
from contraflow.exchange.gathering import Gathering, list_of, object_of
from contraflow.exchange.names import name_all, name_claim, name_outlet, name_report
from contraflow.exchange.parcel import Facts, Parcel
from contraflow.exchange.records import claim_record, report_record
from contraflow.exchange.stix_fixed import BORN, EXTENSION, HOUSE, MADE, MARKS, marking_object
from contraflow.release.marks import LABELS, is_public
from contraflow.reports.report import Report

CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
"""Admiralty credibility as a STIX confidence (STIX 2.1, appendix A); 6 is none, since nothing can be judged."""


def to_stix(parcel: Parcel, facts: Facts = Facts()) -> dict[str, Any]:  # noqa: B008
    """Return a bundle: who wrote it, marks, outlets, reports, claims.

    Ids stay from export to export. An object is as old as what it tells of, and changed on the day of the export, when that is
    told: receivers take the object with the later change.

    Raises:
        InputError: a number or text of a claim cannot be written.
    """
    reports = {report.id: report for report in parcel.evidence.reports}
    notes = [_note(claim, reports[claim.report], facts) for claim in parcel.evidence.claims]
    told: dict[str, list[str]] = {name: [] for name in reports}
    for claim, note in zip(parcel.evidence.claims, notes, strict=True):
        told[claim.report].append(note["id"])
    labels = {*parcel.marks.values(), *(claim.marking for claim in parcel.evidence.claims)} - {""}
    objects = [HOUSE, EXTENSION, *(marking_object(label) for label in LABELS if label in labels)]
    objects += [_identity(outlet) for outlet in sorted({report.outlet for report in reports.values()})]
    objects += [_report(report, parcel.marks.get(report.id, ""), told[report.id], facts) for report in reports.values()]
    objects += notes
    return {"type": "bundle", "id": f"bundle--{name_all(each['id'] for each in objects)}", "objects": objects}


def from_stix(bundle: object, name: str = "STIX") -> Parcel:
    """Return the parcel that a bundle holds; objects without our extension are passed over.

    Args:
        bundle: as parsed from JSON.
        name: of its file, for messages.

    Raises:
        InputError: an object of contraflow's is not what it should be, or a mark is unknown.
    """
    whole = object_of(bundle, name)
    found = Gathering(name)
    for number, each in enumerate(list_of(whole.get("objects"), f"{name} objects"), 1):
        where = f"object {number}"
        thing = object_of(each, f"{name} {where}")
        extensions = thing.get("extensions", {})
        ours = object_of(extensions, f"{name} {where} extensions").get(EXTENSION["id"])
        if ours is None or thing.get("type") not in ("report", "note"):
            continue
        ours = object_of(ours, f"{name} {where} extension")
        labels = list(_labels(thing.get("object_marking_refs", []), f"{name} {where} object_marking_refs"))
        label = max(labels, key=LABELS.index, default="")
        if thing["type"] == "report":
            found.add_report(ours.get("report"), label, f"{where} report")
        else:
            found.add_claim(ours.get("claim"), label, f"{where} claim")
    return found.parcel()


def _labels(references: object, where: str) -> Iterator[str]:
    """Yield the TLP marks among the marks of an object; an unknown one may be any, so it counts as the strictest."""
    known = {mark: label for label, mark in MARKS.items()}
    for reference in list_of(references, where):
        yield known.get(reference, LABELS[-1]) if isinstance(reference, str) else LABELS[-1]


def _identity(outlet: str) -> dict[str, Any]:
    # as old as we are: no export knows since when an outlet is there, and two must not say different things
    name = f"identity--{name_outlet(outlet)}"
    return {**HOUSE, "id": name, "created_by_ref": HOUSE["id"], "name": outlet, "identity_class": "organization"}


def _report(report: Report, label: str, notes: list[str], facts: Facts) -> dict[str, Any]:
    plain = {
        **_common("report", name_report(report), report.published, facts),
        "name": report.title or report.id,
        "published": _moment(report.published),
        "object_refs": [f"identity--{name_outlet(report.outlet)}", *notes],
        "external_references": [_reference(report)],
        "extensions": _extension("report", report_record(report)),
    }
    return _marked(plain, label)


def _note(claim: Claim, report: Report, facts: Facts) -> dict[str, Any]:
    anchor = {"description": claim.anchor.exact} if claim.anchor.exact else {}
    plain = {
        **_common("note", name_claim(claim, report), claim.known or report.published, facts),
        "abstract": f"{claim.indicator}, {claim.kind}, {claim.modality}",
        "content": claim.paraphrase,
        "authors": [claim.extractor],
        "labels": list(dict.fromkeys([claim.indicator, claim.kind, claim.modality])),
        "object_refs": [f"report--{name_report(report)}"],
        "external_references": [{**_reference(report), **anchor}],
        "extensions": _extension("claim", claim_record(claim)),
    }
    if claim.credibility in CONFIDENCE:
        plain["confidence"] = CONFIDENCE[claim.credibility]
    return _marked(plain, claim.marking)


def _common(kind: str, name: str, day: date | None, facts: Facts) -> dict[str, Any]:
    changed = max(filter(None, (day, facts.made)), default=None)
    return {
        "type": kind, "spec_version": "2.1", "id": f"{kind}--{name}", "created_by_ref": HOUSE["id"],
        "created": _moment(day), "modified": _moment(changed),
    }  # fmt: skip


def _reference(report: Report) -> dict[str, str]:
    found = {"source_name": report.outlet, "external_id": report.id}
    if is_public(report):
        found["url"] = report.url
    return found


def _marked(plain: dict[str, Any], label: str) -> dict[str, Any]:
    return {**plain, "object_marking_refs": [MARKS[label]]} if label else plain


def _extension(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    return {EXTENSION["id"]: {"extension_type": MADE, kind: record}}


def _moment(day: date | None) -> str:
    """Return the beginning of a day; a day that nobody knows is the first of all that STIX programs take."""
    return f"{day.isoformat()}T00:00:00.000Z" if day else BORN
