"""Rules that need a border's own names take them from its case: another border is read without another rule."""

import re
from dataclasses import replace
from datetime import date

import pytest

from contraflow.claims.case_words import ForCase, case_words
from contraflow.claims.extract import read_claims
from contraflow.reports.report import Report

PUBLISHED = date(2018, 6, 8)
PLAIN = Report("x", "X", "", "", PUBLISHED, "", "en", "", "", "", "", "", (), "", "")


def kernels(text: str, case) -> list[tuple]:
    claims = read_claims(replace(PLAIN, text=text), case)
    return [(claim.indicator, claim.kind, claim.code) for claim in claims]


@pytest.mark.parametrize(
    ("text", "kernel"),
    [
        ("{far} boats come over and collect the catch.", ("carrier", "level", "buyers_vessel")),
        ("{leader} travelled to {seat} in March.", ("diplomacy", "event", "visit")),
        ("{power} and {other} held talks on trade.", ("diplomacy", "event", "talks")),
        ("{river} has frozen over.", ("environment", "event", "ice")),
        ("{power} banned imports of {good}.", ("sanction", "event", "ban")),
    ],
)
def test_each_border_is_read_by_its_own_names_and_by_no_other(text, kernel, yalu, toy):
    ours = {"far": "Chinese", "leader": "Xi Jinping", "seat": "Pyongyang", "power": "China", "other": "North Korea",
            "river": "The Yalu", "good": "coal"}  # fmt: skip
    made = {"far": "Northland", "leader": "The Chancellor", "seat": "Southland", "power": "Northland", "other": "Southland",
            "river": "The Long River", "good": "ore"}  # fmt: skip
    assert kernel in kernels(text.format(**ours), yalu)
    assert kernel in kernels(text.format(**made), toy)
    if kernel[0] in {"carrier", "diplomacy"}:
        assert kernel not in kernels(text.format(**ours), toy)
        assert kernel not in kernels(text.format(**made), yalu)


def test_names_match_as_written_and_goods_in_either_case(yalu):
    words = case_words(yalu)
    assert re.fullmatch(words.power, "US") and not re.fullmatch(words.power, "us", re.IGNORECASE)
    assert re.fullmatch(words.power, "The North's", re.IGNORECASE)
    assert re.fullmatch(words.good, "Iron Ore", re.IGNORECASE) and not re.fullmatch(words.good, "people")
    assert re.fullmatch(words.river, "Tumen") and not re.fullmatch(words.river, "Dandong")


def test_a_case_that_names_no_powers_has_those_of_its_sides(toy):
    bare = replace(toy, extra={key: words for key, words in toy.extra.items() if not key.startswith(("powers.", "leaders."))})
    words = case_words(bare)
    assert re.fullmatch(words.power, "Northland")
    assert not re.search(words.leader, "The Chancellor and everybody else")


def test_what_is_made_of_a_case_is_kept_until_another_is_read(yalu, toy):
    made = []
    keep = ForCase(lambda words: made.append(words) or words.home)
    assert keep(yalu) == keep(yalu) != keep(toy)
    assert len(made) == 2
