"""Numbers of a sentence as the taught model gets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.claims.learned.figures import SENSES, find_figures


def _values(text: str, sense: str) -> list[float]:
    return [round(value, 3) for figure in find_figures(text) if (value := figure.value(sense)) is not None]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Each truck pays 300 to 400 yuan.", [350]),
        ("On May 5 some 40 lorries crossed in 2017.", [40]),
        ("He got seven years and a fine of 20,000 yuan.", [7, 20_000]),
        ("Rice stood at 5,100 won and corn at 2,300.", [5100, 2300]),
        ("The rent went from 10,000 to 20,000 yuan.", [20_000]),
        ("Under Resolution 2397 nothing of it may pass.", []),
        ("Three weeks ago two boats were towed in.", [2]),
    ],
)
def test_amounts_are_found_and_days_and_years_are_none(text: str, amounts: list[float]) -> None:
    assert _values(text, "amount") == amounts


@pytest.mark.parametrize(
    ("text", "sense", "values"),
    [
        ("Imports fell 30 percent.", "down", [0.7]),
        ("Imports rose 30 percent.", "up", [1.3]),
        ("Two thirds of the boats lie idle.", "share", [0.667]),
        ("One in ten crates is opened.", "share", [0.1]),
        ("The fee has doubled.", "of", [2]),
        ("The fee was halved.", "of", [0.5]),
        ("It is four times as much.", "of", [4]),
        ("The rent went from 10,000 to 20,000 yuan.", "of", [2]),
        ("The rent went from 10,000 to 20,000 yuan.", "was", [10_000]),
        ("The fee has doubled.", "share", []),
        ("It fell by half an hour.", "share", []),
    ],
)
def test_parts_and_multiples_have_the_senses_that_they_can_have(text: str, sense: str, values: list[float]) -> None:
    assert _values(text, sense) == values


@given(st.text(alphabet=st.sampled_from("0123456789 .,%-halfthirdtodoubleyuan$kgone"), max_size=80))
def test_numbers_stand_in_order_apart_and_are_positive(text: str) -> None:
    at = 0
    for figure in find_figures(text):
        assert at <= figure.start < figure.end <= len(text)
        at = figure.end
        assert all(value > 0 for sense in SENSES if (value := figure.value(sense)) is not None)
