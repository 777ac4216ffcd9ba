"""The vocabulary is whole: everything that claims and cases may say has a meaning, and the page of it is up to date."""

import importlib.util
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.case import read_case
from contraflow.claims.coded import CLAIM_COLUMNS, read_coded
from contraflow.words.load import (
    case_words,
    claim_words,
    dimension,
    event_codes,
    event_kinds,
    indicator_names,
    indicators,
    table,
)

CASES = ("yalu", "toy")
TABLES = ("claims", "case", "events", "fields", "indicators", "rules", "units")


def texts(plain: object) -> list[str]:
    if isinstance(plain, dict):
        return [text for value in plain.values() for text in texts(value)]
    if isinstance(plain, list):
        return [text for value in plain for text in texts(value)]
    return [plain] if isinstance(plain, str) else []


@pytest.mark.parametrize("name", TABLES)
def test_no_word_is_without_a_meaning(name: str) -> None:
    assert all(text.strip() for text in texts(table(name)))


def test_every_indicator_has_five_levels_or_none() -> None:
    assert {len(each.levels) for each in indicators().values()} == {0, 5}
    assert all(len(set(each.levels)) == len(each.levels) for each in indicators().values())


def test_indicators_with_codes_name_a_list_of_codes() -> None:
    assert {each.name for each in indicators().values() if each.codes} == {"carrier", "timing"}
    assert all(claim_words(each.codes) for each in indicators().values() if each.codes)


def test_the_indicators_are_those_of_the_design() -> None:
    assert indicator_names() == (
        "enforcement", "flow", "official_trade", "hire_fee", "bribe", "penalty", "seizure", "price", "exchange_rate",
        "tolerance", "carrier", "timing", "supply", "earnings", "collusion", "closure", "state_smuggling", "sanction",
        "diplomacy", "environment",
    )  # fmt: skip


def test_the_table_of_fields_explains_every_column_of_claims_in_their_order() -> None:
    assert tuple(table("fields")) == CLAIM_COLUMNS


@pytest.mark.parametrize("name", CASES)
def test_the_coded_claims_of_the_cases_use_the_vocabulary_alone(name: str, root: Path) -> None:
    claims = read_coded(read_case(root / "cases" / name)).claims
    for claim in claims:
        codes = indicators()[claim.indicator].codes
        allowed = set(event_codes() if claim.kind == "event" else claim_words(codes) if codes else ())
        assert not claim.code or claim.code in allowed, claim.id
        assert re.fullmatch(r"S\d+|R|D", claim.voice), claim.id
        assert claim.reliability in claim_words("reliabilities")
        assert claim.credibility in claim_words("credibilities")
        if claim.kind == "amount":
            measured = dimension(claim.unit)
            assert measured, (claim.id, claim.unit)
            assert measured in (indicators()[claim.indicator].amounts or (measured,)), (claim.id, claim.unit)


@pytest.mark.parametrize("name", CASES)
def test_series_that_are_evidence_measure_what_their_indicator_measures(name: str, root: Path) -> None:
    for row in read_case(root / "cases" / name).series:
        if row.evidence:
            assert dimension(row.unit) in (indicators()[row.indicator].amounts or ("money", "mass", "volume", "count")), row.id


@pytest.mark.parametrize(
    ("unit", "measures"),
    [
        ("CNY per t", "money"),
        ("USD million", "money"),
        ("USD million per month", "money"),
        ("million USD", "money"),
        ("KPW/kg", "money"),
        ("KPW per USD", "rate"),
        ("KPW per kg", "money"),
        ("t per year", "mass"),
        ("barrels per year", "volume"),
        ("vessels per day", "count"),
        ("% of trade", "share"),
        ("furlongs", None),
        ("day", None),
        ("million", None),
        ("", None),
        (" per kg", None),
    ],
)
def test_a_unit_says_what_it_measures(unit: str, measures: str | None) -> None:
    assert dimension(unit) == measures


@given(st.text(max_size=40))
def test_any_text_is_a_known_unit_or_none(unit: str) -> None:
    assert dimension(unit) in {"money", "rate", "mass", "volume", "share", "count", None}


def test_no_unit_stands_under_two_heads() -> None:
    words = [word for units in table("units").values() for word in units]
    assert len(words) == len(set(words))


def test_the_words_of_a_case_are_the_ones_that_its_readers_take(root: Path) -> None:
    case = read_case(root / "cases" / "yalu")
    assert {place.kind for place in case.places.values()} <= set(case_words("place_kinds"))
    assert {event.kind for event in case.calendar} <= set(event_kinds())
    assert {event.provenance for event in case.calendar} <= set(case_words("provenance"))
    assert {prior.family for prior in case.priors.values()} <= set(case_words("families"))
    assert set(case.reliability) == set(claim_words("roles"))


def test_a_copy_of_a_word_list_cannot_change_the_vocabulary() -> None:
    claim_words("kinds")["level"] = "spoiled"
    assert claim_words("kinds")["level"] != "spoiled"


def test_the_codebook_page_is_up_to_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("codebook", root / "tools" / "codebook.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.main(["--check"]) == 0, capsys.readouterr().out
    page = tool.codebook()
    for name in (*indicator_names(), *event_codes(), *event_kinds()):
        assert f"`{name}`" in page
