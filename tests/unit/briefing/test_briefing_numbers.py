import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.briefing import numbers


def spaced(text: str) -> str:
    """The text with plain spaces, which are easier to write in a test."""
    return text.replace(numbers.FIXED_SPACE, " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (62.6, "%", "63 %"),
        (0.617, "ratio to 2016", "0.62 times the level of 2016"),
        (1234.4, "CNY", "1 234 CNY"),
        (-0.00001, "ratio to 2016", "0.00 times the level of 2016"),
        (math.nan, "%", "n/a"),
    ],
)
def test_an_amount_has_few_digits_and_says_its_unit(value: float, unit: str, text: str) -> None:
    assert spaced(numbers.amount(value, unit)) == text


def test_both_ends_of_an_interval_have_the_same_precision() -> None:
    assert spaced(numbers.span((4.96, 61.2), "%")) == "5 to 61 %"
    assert numbers.span((0.4, 1.234), "ratio to 2016") == "0.40 to 1.23"
    assert numbers.bare_span((4.96, 61.2), "%") == "5\N{EN DASH}61"
    assert numbers.bare_span((-4.0, 11.0), "%") == f"{numbers.MINUS}4 to 11"


@pytest.mark.parametrize(
    ("shift", "unit", "text"),
    [
        (4.21, "%", "+4.2 points"),
        (-4.21, "%", "−4.2 points"),
        (0.0001, "%", "±0.0 points"),
        (-0.0812, "ratio to 2016", "−0.081 of the level of 2016"),
    ],
)
def test_a_shift_carries_its_sign_and_unit(shift: float, unit: str, text: str) -> None:
    assert spaced(numbers.shift_text(shift, unit)) == text


def test_a_chance_is_never_a_certainty() -> None:
    assert spaced(numbers.percent(0.0)) == "under 0.1 %"
    assert spaced(numbers.percent(1.0)) == "over 99.9 %"
    assert spaced(numbers.percent(0.0042)) == "0.4 %"
    assert spaced(numbers.percent(0.874)) == "87 %"


@given(st.floats(0, 1))
def test_a_chance_between_the_ends_is_printed_within_half_a_point(chance: float) -> None:
    text = numbers.percent(chance)
    shown = float(text.removeprefix("under ").removeprefix("over ").removesuffix(f"{numbers.FIXED_SPACE}%"))
    assert abs(shown - 100 * chance) <= 0.5 + 1e-9


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_number_reads_back_as_itself(value: float, digits: int) -> None:
    text = numbers.number(value, digits).replace(numbers.MINUS, "-").replace("\N{NARROW NO-BREAK SPACE}", "")
    assert float(text) == pytest.approx(value, abs=0.51 * 10**-digits)


def test_open_periods_are_said() -> None:
    day = date(2018, 6, 8)
    assert numbers.period_text(day, None) == "since 8 June 2018"
    assert numbers.period_text(None, day) == "up to 8 June 2018"
    assert numbers.period_text(day, day) == "8 June 2018"
    assert numbers.period_text(None, None) == "no period given"


def test_lists_read_as_sentences() -> None:
    assert numbers.listing([]) == ""
    assert numbers.listing(["a"]) == "a"
    assert numbers.listing(["a", "b", "c"]) == "a, b and c"
