"""Counts, masses, shares and parts are read with their unit; years and "one trader" count nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.claims.counts import find_counts, find_part_ratio, find_share

WORDS = [
    "about",
    "40",
    "1,500",
    "tonnes",
    "of",
    "ore",
    "a",
    "day",
    "300-400",
    "trucks",
    "half",
    "fell",
    "by",
    "third",
    "%",
    "in",
    "2018",
    "dozens",
]


@pytest.mark.parametrize(
    ("text", "value", "unit", "low", "high", "bound"),
    [
        ("Some 20 smuggling boats cross every night.", 20, "vessels per night", None, None, ""),
        ("About 40 tonnes of ore a day leave.", 40, "t per day", None, None, ""),
        ("Earlier 300-400 vehicles a day could cross.", 350, "vehicles per day", 300, 400, ""),
        ("More than 12 people were held.", 12, "persons", None, None, "at least"),
        ("Only a dozen people wait.", 12, "persons", None, None, ""),
        ("Dozens of boats lie there.", 61.5, "vessels", 24, 99, ""),
    ],
)
def test_counts_keep_unit_range_and_bound(text, value, unit, low, high, bound):
    (count,) = find_counts(text)
    assert (count.value, count.unit, count.low, count.high, count.bound) == (value, unit, low, high, bound)


@pytest.mark.parametrize("text", ["In May 2018 trucks came.", "One trader said so.", "It cost 500 yuan.", "Boats came."])
def test_years_money_and_single_sources_are_no_counts(text):
    assert find_counts(text) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("only about 30 percent of the trucks", 0.3),
        ("half of all vehicles", 0.5),
        ("70-80% of the trade", 0.75),
        ("no share", None),
    ],
)
def test_shares_are_parts_of_a_whole(text, share):
    found = find_share(text)
    assert (found[0] if found else None) == (pytest.approx(share) if share else None)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("prices rose by a third", 4 / 3),
        ("prices have dropped by a quarter", 0.75),
        ("a third of last year's price", 1 / 3),
        ("three times as much", 3.0),
        ("29 percent below the start of the year", 0.71),
        ("the crew slept", None),
    ],
)
def test_parts_become_ratios_of_new_over_old(text, ratio):
    found = find_part_ratio(text)
    assert (found[0] if found else None) == (pytest.approx(ratio) if ratio else None)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
def test_any_text_gives_counts_that_stand_in_it(text):
    for count in find_counts(text):
        assert 0 <= count.start < count.end <= len(text)
        assert count.low is None or (count.high is not None and count.low <= count.value <= count.high)
    for found in (find_share(text), find_part_ratio(text)):
        assert found is None or (found[0] >= 0 and 0 <= found[1] < found[2] <= len(text))
