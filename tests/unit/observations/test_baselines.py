"""With which time a claim compares, in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.observations.baselines import read_baseline

START, END = date(2018, 1, 10), date(2018, 3, 20)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2017-02-03/2017-04-05", date(2017, 2, 3), date(2017, 4, 5)),
        ("2018-06-05", date(2018, 6, 5), date(2018, 6, 5)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("first quarter 2017", date(2017, 1, 1), date(2017, 3, 31)),
        ("last quarter of 2017", date(2017, 10, 1), date(2017, 12, 31)),
        ("first half of 2017", date(2017, 1, 1), date(2017, 6, 30)),
        ("second half 2017", date(2017, 7, 1), date(2017, 12, 31)),
        ("February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("21 June 2017", date(2017, 6, 21), date(2017, 6, 21)),
        ("early November 2017", date(2017, 11, 1), date(2017, 11, 10)),
        ("late March 2018", date(2018, 3, 21), date(2018, 3, 31)),
        ("mid-April 2017", date(2017, 4, 10), date(2017, 4, 21)),
        ("end of 2016", date(2016, 11, 1), date(2016, 12, 31)),
        ("start of 2019 (15,200 KPW)", date(2019, 1, 1), date(2019, 3, 2)),
        ("autumn 2017", date(2017, 9, 1), date(2017, 11, 30)),
        ("winter 2016", date(2016, 12, 1), date(2017, 2, 28)),
        ("same months of 2016", date(2016, 1, 10), date(2016, 3, 20)),
        ("first two months of 2016", date(2016, 1, 10), date(2016, 3, 20)),
        ("the week before", date(2018, 1, 3), date(2018, 1, 9)),
        ("last week", date(2018, 1, 3), date(2018, 1, 9)),
        ("previous year", date(2017, 1, 10), date(2018, 1, 9)),
        ("two weeks earlier", date(2017, 12, 24), date(2017, 12, 30)),
        ("before May 2017", date(2017, 1, 31), date(2017, 4, 30)),
        ("before 15 August 2017", date(2017, 5, 17), date(2017, 8, 14)),
        ("until spring 2017", date(2016, 12, 1), date(2017, 2, 28)),
    ],
)
def test_times_are_read(words, first, last):
    assert read_baseline(words, START, END) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "before",
        "before the talks",
        "usual",
        "the April peak",
        "13 USD",
        "300-400 a day",
        "until spring",
        "2018-02-30",
        "",
    ],
)
def test_what_says_no_time_is_vague(words):
    assert read_baseline(words, START, END) is None


def test_the_same_days_of_a_leap_year_exist():
    assert read_baseline("same months of 2017", date(2016, 2, 1), date(2016, 2, 29)) is not None


@given(st.text(alphabet="abefhilmnorst0123456789 -/", max_size=40), st.dates(date(2016, 1, 1), date(2019, 6, 30)))
def test_no_words_break_the_reader(words, start):
    found = read_baseline(words, start, start)
    assert found is None or found[0] <= found[1]
