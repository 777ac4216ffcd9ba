"""What other programs find in an export."""

import csv
import io
import json
import socket
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import stix2
from hypothesis import given, settings
from stix2validator import ValidationOptions, validate_instance

from contraflow.case.case import Case
from contraflow.claims.coded import CLAIM_COLUMNS
from contraflow.exchange import Facts, Parcel, to_ftm, to_jsonld, to_package, to_stix
from contraflow.exchange.ftm import MOST_NOTES, SCHEMATA
from contraflow.exchange.stix_fixed import MARKS
from contraflow.release.marks import LABELS
from tests.unit.exchange.making import parcels, small


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an export or import went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def provenance(parcel: Parcel) -> list[dict[str, str]]:
    """What every statement must say, in the order of claims."""
    reports = {each.id: each for each in parcel.evidence.reports}
    return [
        {"text": claim.paraphrase, "url": reports[claim.report].url, "outlet": reports[claim.report].outlet,
         "anchor": claim.anchor.exact, "extractor": claim.extractor, "report": claim.report, "known": str(claim.known)}
        for claim in parcel.evidence.claims
    ]  # fmt: skip


def test_ftm_uses_only_what_its_model_has(toy: Case) -> None:
    parcel = small(toy)
    entities = to_ftm(parcel)
    names = {each["id"] for each in entities}
    assert len(names) == len(entities)
    for each in entities:
        assert set(each) == {"id", "schema", "properties"}
        assert each["properties"].keys() <= SCHEMATA[each["schema"]].keys()
        for name, values in each["properties"].items():
            assert values and all(isinstance(value, str) and value for value in values)
            kind = SCHEMATA[each["schema"]][name]
            if kind == "entity":
                assert set(values) <= names
            if kind == "date":
                assert all(len(value) == 10 for value in values)
            if kind == "text":
                assert all(len(value) <= MOST_NOTES and value.isprintable() for value in values)
    notes = [each["properties"] for each in entities if each["schema"] == "Note"]
    for note, told in zip(notes, provenance(parcel), strict=True):
        assert note["description"] == [told["text"]] and note["sourceUrl"] == [told["url"]]
        assert note["publisher"] == [told["outlet"]] and note["createdAt"] == [told["known"]]
        assert note["summary"] == [told["anchor"]] and told["extractor"] in note["keywords"]


def test_stix_is_valid_and_says_where_each_claim_comes_from(toy: Case) -> None:
    parcel = small(toy)
    bundle = to_stix(parcel)
    found = validate_instance(
        bundle, ValidationOptions(version="2.1", strict=True, disabled="uuid-check,extref-hashes", enforce_refs=True)
    )
    assert found.is_valid, [str(error) for error in found.errors]
    notes = [each for each in stix2.parse(bundle).objects if each["type"] == "note"]
    for note, told in zip(notes, provenance(parcel), strict=True):
        [source] = note["external_references"]
        assert (note["content"], source["url"], source["source_name"]) == (told["text"], told["url"], told["outlet"])
        assert (source["external_id"], source["description"]) == (told["report"], told["anchor"])
        assert note["authors"] == [told["extractor"]]


@settings(max_examples=8)
@given(parcels())
def test_stix_can_be_parsed_whatever_is_in_the_evidence(parcel: Parcel) -> None:
    bundle = stix2.parse(json.loads(json.dumps(to_stix(parcel))))
    ids = [each["id"] for each in bundle.objects]
    assert len(set(ids)) == len(ids)
    assert all(UUID(each.split("--")[1]) for each in ids)
    known = set(ids)
    for each in bundle.objects:
        assert known >= {*each.get("object_refs", ()), *each.get("object_marking_refs", ())}


def test_the_marks_are_those_of_oasis(toy: Case) -> None:
    assert tuple(MARKS) == LABELS
    assert MARKS["TLP:GREEN"] == "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
    assert MARKS["TLP:RED"] == "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
    assert MARKS["TLP:AMBER+STRICT"] == "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"


def test_json_ld_names_every_term_and_every_source(toy: Case) -> None:
    parcel = small(toy)
    document = to_jsonld(parcel, Facts("A border", "CC-BY-4.0"))
    assert set(document) == {"@context", "@graph"}
    addresses = {text for text in strings(document["@context"]) if "://" in text}
    assert addresses == {"https://schema.org/", "http://www.w3.org/2001/XMLSchema#"}  # names; nothing there is fetched
    nodes = {each["@id"]: each for each in document["@graph"] if "@id" in each}
    claims = [each for each in nodes.values() if each["@type"] == "Claim"]
    for node, told in zip(claims, provenance(parcel), strict=True):
        article = nodes[node["appearance"]["@id"]]
        assert (node["text"], article["url"], article["publisher"]["name"]) == (told["text"], told["url"], told["outlet"])
        assert (node["datePublished"], node["record"]["extractor"]) == (told["known"], told["extractor"])
        assert node["record"]["anchor"]["exact"] == told["anchor"]
    undefined(document["@graph"], document["@context"])


def undefined(value: Any, terms: dict[str, Any]) -> None:
    """Fail on a key that no context defines, as a program that follows JSON-LD would drop it."""
    if isinstance(value, list):
        for each in value:
            undefined(each, terms)
    elif isinstance(value, dict):
        for key, each in value.items():
            assert key in terms or key in {"@id", "@type"}, key
            more = terms[key].get("@context", {}) if isinstance(terms.get(key), dict) else {}
            undefined(each, {**terms, **more})
        if isinstance(value.get("@type"), str):
            assert value["@type"] in terms


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    return [value] if isinstance(value, str) else []


CHECKS: dict[str, Callable[[str], bool]] = {
    "string": lambda cell: True, "boolean": lambda cell: cell in "01", "integer": lambda cell: str(int(cell)) == cell,
    "number": lambda cell: isinstance(float(cell), float), "date": lambda cell: len(cell) == 10,
}  # fmt: skip


def hold_against_schemas(files: dict[str, bytes]) -> dict[str, Any]:
    """Hold every table of a package against its schema, as a program that knows data packages does."""
    package = json.loads(files["datapackage.json"])
    assert {each["path"] for each in package["resources"]} == set(files) - {"datapackage.json"}
    rows = {
        each["name"]: list(csv.DictReader(io.StringIO(files[each["path"]].decode(), newline="")))
        for each in package["resources"]
    }
    for each in package["resources"]:
        assert each["bytes"] == len(files[each["path"]])
        schema = each["schema"]
        for row in rows[each["name"]]:
            assert list(row) == [field["name"] for field in schema["fields"]]
            for field in schema["fields"]:
                cell, limits = row[field["name"]], field.get("constraints", {})
                assert field["description"]
                if not cell:
                    assert not limits.get("required")
                    continue
                assert CHECKS[field["type"]](cell)
                assert cell in limits.get("enum", [cell])
                assert (
                    limits.get("minimum", -1e99) <= (float(cell) if "minimum" in limits else 0) <= limits.get("maximum", 1e99)
                )
        for key in schema.get("foreignKeys", ()):
            there = {row[key["reference"]["fields"][0]] for row in rows[key["reference"]["resource"]]}
            assert there >= {row[key["fields"][0]] for row in rows[each["name"]]}
        if "primaryKey" in schema:
            keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows[each["name"]]]
            assert len(set(keys)) == len(keys)
    return dict(package)


def test_a_package_holds_what_its_schemas_say(yalu: Case) -> None:
    files = to_package(small(yalu), Facts(yalu.name, "CC-BY-4.0"))
    package = hold_against_schemas(files)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert {"title", "path"} == set(package["sources"][0]) and len(package["sources"]) > 90
    [claims] = [each for each in package["resources"] if each["name"] == "claims"]
    assert [field["name"] for field in claims["schema"]["fields"]] == list(CLAIM_COLUMNS)
    kinds = {field["name"]: field["type"] for field in claims["schema"]["fields"]}
    assert (kinds["value"], kinds["start"], kinds["habitual"], kinds["number"]) == ("number", "date", "boolean", "integer")


@settings(max_examples=8)
@given(parcels())
def test_a_package_of_anything_holds_what_its_schemas_say(parcel: Parcel) -> None:
    hold_against_schemas(to_package(parcel))
