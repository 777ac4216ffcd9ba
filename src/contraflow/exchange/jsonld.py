"""schema.org as JSON-LD: a report is a NewsArticle, a claim a Claim that appears in it.

A ClaimReview would say whether a claim is true; nobody here does. What schema.org has no word for (voice, modality, side ...)
is told in words of our own, under names that lead nowhere: nothing is fetched to understand a file, its context stands in it.
"""

from dataclasses import fields
from datetime import date
from typing import Any

from contraflow.claims.claim import Anchor, Claim
from contraflow.exchange.gathering import Gathering, list_of, object_of
from contraflow.exchange.names import SPACE, name_claim, name_report
from contraflow.exchange.parcel import Facts, Parcel
from contraflow.exchange.records import claim_record, report_record
from contraflow.release.marks import is_public
from contraflow.reports.report import Report

WORDS = f"urn:uuid:{SPACE}#"
"""What stands before our own words."""
DAYS = ("start", "end", "known", "published")


def context() -> dict[str, Any]:
    """Return what the terms of a file mean: those of schema.org, and the fields of reports and claims as ours."""
    found: dict[str, Any] = {"@version": 1.1, "schema": "https://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    for name in ("NewsArticle", "Organization", "Person", "Claim", "Place", "PropertyValue"):
        found[name] = f"schema:{name}"
    for name in ("headline", "publisher", "author", "name", "inLanguage", "appearance", "text", "about", "isBasedOn",
                 "identifier", "spatialCoverage", "temporalCoverage", "propertyID", "value", "minValue", "maxValue", "unitText",
                 "conditionsOfAccess", "hasPart", "license", "Dataset"):  # fmt: skip
        found[name] = f"schema:{name}"
    found["datePublished"] = {"@id": "schema:datePublished", "@type": "schema:Date"}
    found["url"] = {"@id": "schema:url", "@type": "@id"}
    own: dict[str, Any] = {
        each.name: {"@id": f"{WORDS}{each.name}", "@type": "xsd:date"} if each.name in DAYS else f"{WORDS}{each.name}"
        for what in (Claim, Report)
        for each in fields(what)
    }
    quoted = {each.name: f"{WORDS}anchor_{each.name}" for each in fields(Anchor)}
    own["anchor"] = {"@id": f"{WORDS}anchor", "@context": quoted}
    found["record"] = {"@id": f"{WORDS}record", "@context": own}
    return found


def to_jsonld(parcel: Parcel, facts: Facts = Facts()) -> dict[str, Any]:  # noqa: B008
    """Return a document with its context, the data set, and a graph of articles and claims.

    Raises:
        InputError: a number or text of a claim cannot be written.
    """
    reports = {report.id: report for report in parcel.evidence.reports}
    whole: dict[str, Any] = {"@type": "Dataset", "name": facts.title}
    if facts.licence:
        whole["license"] = facts.licence
    articles = [_article(report, parcel.marks.get(report.id, "")) for report in reports.values()]
    claims = [_claim(claim, reports[claim.report]) for claim in parcel.evidence.claims]
    return {"@context": context(), "@graph": [whole, *articles, *claims]}


def from_jsonld(document: object, name: str = "JSON-LD") -> Parcel:
    """Return the parcel that a document holds; nodes that contraflow did not write are passed over.

    The form that ``to_jsonld`` writes is read, not every other form of the same graph: contexts are not followed.

    Args:
        document: as parsed from JSON.
        name: of its file, for messages.

    Raises:
        InputError: a node of contraflow's is not what it should be.
    """
    whole = object_of(document, name)
    found = Gathering(name)
    for number, each in enumerate(list_of(whole.get("@graph"), f"{name} @graph"), 1):
        where = f"node {number}"
        node = object_of(each, f"{name} {where}")
        record, label = node.get("record"), node.get("conditionsOfAccess", "")
        if record is None:
            continue
        if node.get("@type") == "NewsArticle":
            found.add_report(record, label, f"{where} report")
        elif node.get("@type") == "Claim":
            found.add_claim(record, label, f"{where} claim")
    return found.parcel()


def _article(report: Report, label: str) -> dict[str, Any]:
    plain = {
        "@id": f"urn:uuid:{name_report(report)}",
        "@type": "NewsArticle",
        "identifier": report.id,
        "headline": report.title,
        "url": report.url if is_public(report) else "",
        "datePublished": report.published.isoformat() if report.published else "",
        "inLanguage": report.language,
        "publisher": {"@type": "Organization", "name": report.outlet},
        "author": {"@type": "Person", "name": report.reporter} if report.reporter else "",
        "conditionsOfAccess": label,
        "record": report_record(report),
    }
    return {name: value for name, value in plain.items() if value}


def _claim(claim: Claim, report: Report) -> dict[str, Any]:
    article = {"@id": f"urn:uuid:{name_report(report)}"}
    plain = {
        "@id": f"urn:uuid:{name_claim(claim, report)}",
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.paraphrase,
        "appearance": article,
        "isBasedOn": article,
        "url": report.url if is_public(report) else "",
        "datePublished": claim.known.isoformat() if claim.known else "",
        "spatialCoverage": {"@type": "Place", "identifier": claim.place} if claim.place else "",
        "temporalCoverage": _interval(claim.start, claim.end),
        "about": _value(claim),
        "conditionsOfAccess": claim.marking,
        "record": claim_record(claim),
    }
    return {name: value for name, value in plain.items() if value}


def _value(claim: Claim) -> dict[str, Any]:
    plain = {
        "@type": "PropertyValue",
        "propertyID": claim.indicator,
        "value": claim.code if claim.value is None else claim.value,
        "minValue": claim.low,
        "maxValue": claim.high,
        "unitText": claim.unit,
    }
    return {name: value for name, value in plain.items() if value is not None and value != ""}


def _interval(start: date | None, end: date | None) -> str:
    """Return a period as ISO 8601-2 writes it, with two dots for an open end; empty when both are open."""
    return f"{start or '..'}/{end or '..'}" if start or end else ""
