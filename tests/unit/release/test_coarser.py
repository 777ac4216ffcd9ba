"""Descriptions that may lead to a person: own sentences of each kind, and near misses beside them."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.release.coarser import flag_evidence, flag_text, told_counts, wider_place
from contraflow.release.details import RULES

GOLD = Path(__file__).parents[3] / "gold" / "descriptions.csv"
SENTENCES = list(csv.DictReader(GOLD.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:40])
def test_a_sentence_is_flagged_for_its_kinds_and_no_other(row: dict[str, str], toy: Case) -> None:
    assert {flag.kind for flag in flag_text(row["text"], toy)} == set(row["kinds"].split())


def test_every_kind_has_hits_and_near_misses_in_gold() -> None:
    hits = [kind for row in SENTENCES for kind in row["kinds"].split()]
    assert {rule.kind for rule in RULES} | {"day", "rare", "town"} == set(hits)
    assert min(hits.count(kind) for kind in set(hits)) >= 2
    assert sum(not row["kinds"] for row in SENTENCES) >= 70


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("A 47-year-old trader.", '"in their forties"'),
        ("A 17-year-old porter.", '"a teenager"'),
        ("A 9-year-old boy.", '"a child"'),
        ("The trader, aged 81, said so.", '"an old person"'),
        ("He was born in 1971.", "leave the year of birth out"),
        ("A trader in Old Ferry sells squid.", '"in South Province"'),
        ("Her brother is a guard.", '"a relative", or leave it out'),
        ("His number is +86 138 0415 7766.", "leave it out"),
    ],
)
def test_a_coarser_wording_is_proposed(text: str, proposal: str, toy: Case) -> None:
    assert [flag.proposal for flag in flag_text(text, toy)] == [proposal]


def test_what_the_public_report_says_too_is_no_new_detail(toy: Case) -> None:
    public = "A trader, 47 years old, whose brother is a guard, spoke by phone +86 138 0415 7766."
    kinds = {flag.kind for flag in flag_text("The 47-year-old and his brother: +86 138 0415 7766.", toy, public)}
    assert kinds == {"phone"}  # a number is never needed
    assert {flag.kind for flag in flag_text("The 48-year-old and her sister.", toy, public)} == {"age", "kin"}


def test_offsets_lead_to_the_words(toy: Case) -> None:
    text = "Nothing here.\n\nBoats cross. The 47-year-old smiled."
    (flag,) = flag_text(text, toy)
    assert text[flag.start : flag.end] == "47-year-old"


def test_claims_are_held_against_the_text_of_their_report(toy: Case) -> None:
    from dataclasses import replace

    coded = read_coded(toy)
    first = replace(coded.claims[0], paraphrase="A 47-year-old said that patrols were as frequent.")
    found = flag_evidence(Evidence(coded.reports, (first, *coded.claims[1:])), toy)
    assert list(found) == [first.id]
    told = tuple(replace(report, text="The 47-year-old spoke.") for report in coded.reports)
    assert flag_evidence(Evidence(told, (first, *coded.claims[1:])), toy) == {}


def test_bundled_paraphrases_raise_few_flags(yalu: Case) -> None:
    found = flag_evidence(read_coded(yalu), yalu)
    assert len(found) <= 4  # of 774


def test_without_a_case_a_capitalised_place_counts() -> None:
    assert {flag.kind for flag in flag_text("A trader in Anytown said so on 4 June.")} == {"day", "rare"}
    assert {flag.kind for flag in flag_text("A trader said so on 4 June.")} == {"day"}


def test_a_place_in_nothing_wider_has_no_wider_one(toy: Case) -> None:
    assert wider_place("border", toy) == ""


def test_counts_are_told_in_words(toy: Case) -> None:
    assert told_counts(flag_text("The 47-year-old and the 52-year-old: x@example.org.", toy)) == "2 age, 1 e-mail"


@given(st.text(max_size=300))
def test_any_text_is_taken_and_offsets_stay_inside(text: str) -> None:
    flags = flag_text(text)
    assert all(0 <= flag.start < flag.end <= len(text) for flag in flags)
    assert flags == flag_text(text)


@given(st.integers(10, 99), st.sampled_from(["trader", "smuggler", "boatman"]), st.sampled_from(["{}-year-old", "{} year old"]))
def test_any_age_of_a_person_is_flagged(age: int, who: str, form: str) -> None:
    text = f"A {form.format(age)} {who} said that boats cross."
    assert [re.sub(r"\D", "", text[flag.start : flag.end]) for flag in flag_text(text)] == [str(age)]
