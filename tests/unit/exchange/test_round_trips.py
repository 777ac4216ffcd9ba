"""What goes out comes back: every field of every report and claim, and the marks."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings

from contraflow.case.case import Case
from contraflow.claims.claim import Anchor, Claim, Evidence
from contraflow.claims.coded import read_coded
from contraflow.errors import InputError
from contraflow.exchange import Facts, Parcel, pack, to_stix, write_format
from contraflow.exchange.names import name_claim, name_report
from contraflow.exchange.records import STAYS, claim_record, read_claim, read_report, report_record
from contraflow.release.gate import gate
from contraflow.release.marks import Marks
from contraflow.reports.report import Report
from tests.unit.exchange.making import READ, WRITE, parcels, public, small

FORMATS = tuple(WRITE)


@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to make a case smaller takes minutes
@given(parcels())
def test_all_that_is_packed_comes_back_in_every_format(parcel: Parcel) -> None:
    for name in FORMATS:
        assert READ[name](WRITE[name](parcel)) == parcel, name


def test_all_coded_claims_come_back(yalu: Case) -> None:
    evidence = read_coded(yalu)
    assert len(evidence.claims) >= 774
    parcel = pack(gate(evidence))
    for name in FORMATS:
        # they hold no text, nothing around their anchors and no marks, so nothing at all may differ
        assert READ[name](WRITE[name](parcel)).evidence == evidence, name


def test_a_record_holds_every_field() -> None:
    plain = {each.name: f"some {each.name}" for each in fields(Report)}
    report = Report(**{**plain, "published": None, "captions": (), "text": ""})
    assert set(report_record(report)) == set(plain) - STAYS - {"published"}
    assert read_report(report_record(report), "x") == report


@settings(max_examples=8)
@given(parcels())
def test_the_same_gives_the_same_bytes(parcel: Parcel) -> None:
    for name in ("ftm", "stix", "jsonld", "csv"):
        assert write_format(name, parcel) == write_format(name, parcel)


def test_ids_stay_when_a_claim_is_corrected_and_differ_between_reports_of_one_name(toy: Case) -> None:
    parcel = small(toy)
    report, claim = parcel.evidence.reports[0], parcel.evidence.claims[0]
    corrected = replace(claim, value=1.0, paraphrase="Corrected.", extractor="coded 2")
    assert name_claim(corrected, report) == name_claim(claim, report)
    assert name_report(replace(report, title="Corrected", sha1="0")) == name_report(report)
    assert name_report(replace(report, url="https://other.example/1")) != name_report(report)
    # pinned: ids that were given out once must never change
    assert name_report(Report("a-2021-01-01", "A", "https://a.example/1", "", None, "", "en", "", "", "", "", "")) == (
        "d70ea652-f1f3-5b0b-bb74-c9a27d83d6b2"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_a_report_leaves(name: str, toy: Case) -> None:
    evidence = public(toy)
    anchor = Anchor("one two three four five six seven eight nine ten", "words before", "words behind", 3, 40)
    reports = tuple(replace(each, text="the whole text", captions=("under a picture",)) for each in evidence.reports)
    claims = tuple(replace(each, anchor=anchor) for each in evidence.claims)
    told = b"".join(WRITE[name](pack(gate(Evidence(reports, claims)))).values())
    assert b"one two three four five six seven eight" in told
    for hidden in (b"eight nine", b"words before", b"words behind", b"the whole text", b"under a picture"):
        assert hidden not in told


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_audience_may_not_see_does_not_leave(name: str, toy: Case) -> None:
    evidence = public(toy)
    first, second, *others = evidence.claims
    claims = (replace(first, marking="TLP:RED", paraphrase="Red as can be."), replace(second, marking="TLP:GREEN"), *others)
    hidden = evidence.reports[-1].id
    marks = Marks(reports={hidden: "TLP:AMBER"})
    released = gate(Evidence(evidence.reports, claims), marks, "TLP:GREEN")
    told = b"".join(WRITE[name](pack(released, marks)).values())
    assert b"Red as can be" not in told and hidden.encode() not in told
    back = READ[name](WRITE[name](pack(released, marks)))
    assert [each.marking for each in back.evidence.claims if each.id == second.id] == ["TLP:GREEN"]


def test_a_claim_whose_report_may_not_be_cited_stays(toy: Case) -> None:
    evidence = read_coded(toy)  # from reports without an address
    claims = (replace(evidence.claims[0], marking="TLP:GREEN"), *evidence.claims[1:])
    released = gate(Evidence(evidence.reports, claims), audience="TLP:GREEN")
    assert [each.id for each in released.evidence.claims] == [claims[0].id]
    assert pack(released).evidence == Evidence((), ())


@pytest.mark.parametrize("name", FORMATS)
def test_marks_of_reports_come_back_and_bind_their_claims(name: str, toy: Case) -> None:
    evidence = public(toy)
    marks = Marks(reports={evidence.reports[0].id: "TLP:AMBER"})
    parcel = READ[name](WRITE[name](pack(gate(evidence, marks), marks)))
    assert parcel.marks == marks.reports
    told = {each.marking for each in parcel.evidence.claims if each.report == evidence.reports[0].id}
    assert told == {"TLP:AMBER"}


def test_the_stricter_mark_wins_where_two_stand_on_a_claim(toy: Case) -> None:
    parcel = small(toy)
    claims = tuple(replace(each, marking="TLP:GREEN") for each in parcel.evidence.claims)
    green = Parcel(Evidence(parcel.evidence.reports, claims), {})
    bundle = to_stix(green)
    for thing in bundle["objects"]:
        if thing["type"] == "note":
            thing["object_marking_refs"].append("marking-definition--00000000-0000-4000-8000-000000000000")
    back = READ["stix"]({"x.json": json.dumps(bundle).encode()})
    assert {each.marking for each in back.evidence.claims} == {"TLP:RED"}  # an unknown mark may be any
    content = WRITE["jsonld"](green)["x.json"]
    closer = content.replace(b'"conditionsOfAccess": "TLP:GREEN"', b'"conditionsOfAccess": "TLP:RED"')
    assert {each.marking for each in READ["jsonld"]({"x.json": closer}).evidence.claims} == {"TLP:RED"}


def test_the_day_of_an_export_is_told_when_it_is_given(toy: Case) -> None:
    facts = Facts(made=date(2030, 1, 2))
    notes = [each for each in to_stix(small(toy), facts)["objects"] if each["type"] == "note"]
    assert {each["modified"] for each in notes} == {"2030-01-02T00:00:00.000Z"}
    assert all(each["created"] < "2022" for each in notes)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("broken", [{"value": float("inf")}, {"paraphrase": "half a letter \ud800"}])
def test_what_cannot_be_written_is_refused(name: str, broken: dict[str, object], toy: Case) -> None:
    parcel = small(toy)
    claims = (replace(parcel.evidence.claims[0], **broken), *parcel.evidence.claims[1:])  # type: ignore[arg-type]
    with pytest.raises(InputError, match=f"claim {claims[0].id} {next(iter(broken))}: found .*do: "):
        WRITE[name](Parcel(Evidence(parcel.evidence.reports, claims), {}))


def test_a_claim_that_breaks_the_codebook_is_refused(toy: Case) -> None:
    record = claim_record(small(toy).evidence.claims[0])
    assert isinstance(read_claim(record, "x"), Claim)
    here = {"exact": "a", "start": 1, "end": 2}
    for field, wrong, told in (
        ("kind", "guess", "found 'guess'; allowed: level, change"), ("marking", "TLP:PINK", "found 'TLP:PINK'"),
        ("value", True, "found True; allowed: a number"), ("value", 10**400, "a very large number|found 1000"),
        ("start", "2021-02-30", "a day as"), ("start", 5, "a day as"), ("number", 1.5, "whole number"),
        ("number", 10**12, "whole number"), ("habitual", 1, "true or false"), ("paraphrase", "", "some text"),
        ("cause", "x" * 10_001, "up to 10,000"), ("report", None, "some text"), ("anchor", [], "an object"),
        ("anchor", {**here, "exact": "a b c d e f g h i"}, "more words"), ("anchor", {**here, "prefix": "b"}, "around"),
        ("text", "all of it", "found field 'text'"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=told) as caught:
            read_claim({**record, field: wrong}, "file.json claim 3")
        assert str(caught.value).startswith("file.json claim 3") and "do: " in str(caught.value)
