"""The gate: who may see what, and what becomes of the rest."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.case.case import Case
from contraflow.case.findings import Findings
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.errors import CaseError, InputError, OptionError
from contraflow.release.gate import UNMARKED, gate, refusal
from contraflow.release.marks import (
    HOUSE,
    LABELS,
    Marks,
    marking_of,
    marks_of,
    read_audience,
    read_marks,
    source_id,
    strictest,
    with_source_marks,
)
from contraflow.release.shown import shown_claim, shown_report

HEADER = "kind,id,marking,reason\n"


@pytest.fixture
def coded(toy: Case) -> Evidence:
    return read_coded(toy)


def marked(evidence: Evidence, number: int, **changes: object) -> Evidence:
    claims = list(evidence.claims)
    claims[number] = replace(claims[number], **changes)  # type: ignore[arg-type]
    return Evidence(evidence.reports, tuple(claims))


def test_the_bundled_border_is_public_and_passes_whole_to_anybody(yalu: Case) -> None:
    evidence = read_coded(yalu)
    passed = gate(evidence, Marks(), "TLP:CLEAR")
    assert passed.evidence == evidence and passed.told == "" and passed.marking == "" and not passed.held


def test_unmarked_and_from_no_public_report_stays_in_the_house(coded: Evidence) -> None:
    assert gate(coded).evidence == coded
    outside = gate(coded, Marks(), "TLP:AMBER")
    assert outside.evidence == Evidence((), ()) and outside.left_out == {UNMARKED: 19}
    assert outside.told == f"19 claims left out for the audience TLP:AMBER: 19 {UNMARKED}"


@pytest.mark.parametrize("kind", ["claim", "report", "source"])
@pytest.mark.parametrize("label", LABELS)
def test_a_mark_on_claim_report_or_source_keeps_it_from_wider_audiences(coded: Evidence, kind: str, label: str) -> None:
    claim = coded.claims[-1]
    evidence = marked(coded, -1, marking=label) if kind == "claim" else coded
    marks = Marks({claim.report: label} if kind == "report" else {}, {source_id(claim): label} if kind == "source" else {})
    for audience in LABELS:
        there = claim.id in {each.id for each in gate(evidence, marks, audience).evidence.claims}
        assert there == (LABELS.index(label) <= LABELS.index(audience))


def test_the_most_restrictive_mark_wins_and_stands_on_what_passes(coded: Evidence) -> None:
    claim = replace(coded.claims[0], marking="TLP:GREEN")
    marks = Marks({claim.report: "TLP:CLEAR"}, {source_id(claim): "TLP:AMBER"})
    assert marking_of(claim, marks) == "TLP:AMBER"
    passed = gate(marked(coded, 0, marking="TLP:GREEN"), marks)
    assert passed.evidence.claims[0].marking == "TLP:AMBER" and passed.marking == "TLP:AMBER"


@given(st.lists(st.sampled_from(["", *LABELS]), max_size=5))
def test_strictest_is_the_highest_rank(labels: list[str]) -> None:
    ranks = [LABELS.index(label) for label in labels if label]
    assert strictest(labels) == (LABELS[max(ranks)] if ranks else "")


@given(st.sampled_from(["", *LABELS]), st.booleans(), st.sampled_from(LABELS), st.sampled_from(LABELS))
def test_a_closer_audience_never_sees_less(label: str, public: bool, one: str, other: str) -> None:
    wide, close = sorted((one, other), key=LABELS.index)
    assert not refusal(label, public, close) or refusal(label, public, wide)


def test_what_is_left_out_is_held_back_unless_it_stands_in_what_passes(coded: Evidence) -> None:
    own = "Nobody but the two of us has ever spoken of this."
    passed = gate(marked(marked(coded, 0, marking="TLP:RED", paraphrase=own), 1, paraphrase="x"))
    assert own in passed.held
    both = marked(marked(coded, 0, marking="TLP:RED", paraphrase=own), 1, paraphrase=f"As is known: {own}")
    assert own not in gate(both).held


def test_a_private_report_all_of_whose_claims_are_left_out_is_not_cited(coded: Evidence) -> None:
    marks = Marks({}, {"invented-2020-06-15/S1": "TLP:RED"})
    names = {report.id for report in gate(coded, marks).evidence.reports}
    assert "invented-2020-06-15" not in names and len(names) == 6
    public = Evidence(tuple(replace(report, url="https://a.example") for report in coded.reports), coded.claims)
    assert len(gate(public, marks).evidence.reports) == 7
    assert len(gate(public, Marks({"invented-2020-06-15": "TLP:RED"})).evidence.reports) == 6


def test_what_retells_a_report_that_was_left_out_does_not_name_it(coded: Evidence) -> None:
    marks = Marks({"invented-2021-08-05": "TLP:RED"})
    passed = gate(coded, marks).evidence
    assert [report.echo_of for report in passed.reports if report.id == "invented-2021-08-09"] == [""]
    assert any(report.echo_of for report in gate(coded).evidence.reports)


def test_an_unknown_mark_names_the_claim(coded: Evidence) -> None:
    with pytest.raises(InputError, match=f"claim {coded.claims[0].id} marking: found 'SECRET'"):
        gate(marked(coded, 0, marking="SECRET"))


def test_an_audience_is_a_label(toy: Case) -> None:
    assert read_audience("green") == "TLP:GREEN" and read_audience("TLP:WHITE") == "TLP:CLEAR"
    with pytest.raises(OptionError, match="--release: found 'everybody'"):
        read_audience("everybody")
    assert HOUSE in LABELS and read_marks(toy.folder) == Marks()


def test_marks_are_read_from_the_case_and_the_stricter_of_two_counts(tmp_path: Path) -> None:
    rows = "report,a,TLP:GREEN,x\nreport,a,TLP:RED,y\nreport,a,TLP:CLEAR,z\nsource,a/S1,amber,own notes\n"
    (tmp_path / "markings.csv").write_text(HEADER + rows, "utf-8")
    assert read_marks(tmp_path) == Marks({"a": "TLP:RED"}, {"a/S1": "TLP:AMBER"})


@pytest.mark.parametrize("row", ["report,a,SECRET,x\n", "person,a,TLP:RED,x\n", "report,,TLP:RED,x\n", "report,a\n"])
def test_a_wrong_mark_is_a_problem_and_nothing_passes_by_mistake(tmp_path: Path, row: str) -> None:
    (tmp_path / "markings.csv").write_text(HEADER + row, "utf-8")
    with pytest.raises(CaseError, match=r"markings.csv:2"):
        read_marks(tmp_path)
    findings = Findings()
    marks_of(tmp_path, findings)
    assert len(findings.problems) == 1


def test_what_leaves_is_a_citation_and_eight_words(coded: Evidence) -> None:
    claim = coded.claims[0]
    long = replace(
        claim, anchor=replace(claim.anchor, exact="one two three four five six seven eight nine", prefix="p", suffix="s")
    )
    shown = shown_claim(long)
    assert shown.anchor.exact == "one two three four five six seven eight" and shown.anchor.prefix == shown.anchor.suffix == ""
    kept = replace(claim, anchor=replace(claim.anchor, exact="two\n words"))
    assert shown_claim(kept).anchor.exact == "two\n words"
    report = replace(coded.reports[0], text="all of it", captions=("who stands there",))
    assert shown_report(report) == coded.reports[0]


def test_words_that_may_lead_to_a_person_are_told_and_left_as_they_are(coded: Evidence, toy: Case) -> None:
    evidence = marked(coded, 0, paraphrase="A 47-year-old said that patrols were as frequent.")
    passed = gate(evidence, case=toy)
    assert [(name, flag.kind) for name, flags in passed.flags.items() for flag in flags] == [(coded.claims[0].id, "age")]
    assert passed.evidence == evidence and gate(evidence).flags == {}
    hidden = gate(marked(evidence, 0, marking="TLP:RED"), case=toy)
    assert hidden.flags == {}


def test_marks_of_sources_stand_on_their_claims_and_the_stricter_stays(coded: Evidence) -> None:
    evidence = marked(coded, 1, marking="TLP:RED")
    found = with_source_marks(evidence, {"invented-2020-06-15/S1": "TLP:AMBER"})
    assert [claim.marking for claim in found.claims[:4]] == ["TLP:AMBER", "TLP:RED", "TLP:AMBER", ""]
    assert with_source_marks(evidence, {}) == evidence
