import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.words.icd203 import TERMS, probability_ranges, probability_word


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "likely"),
        (0.80, "very likely"),
        (0.95, "almost certain"),
    ],
)
def test_a_shared_edge_belongs_to_the_higher_word(chance: float, word: str) -> None:
    assert probability_word(chance) == word
    assert probability_word(math.nextafter(chance, 0)) != word


@pytest.mark.parametrize("chance", [0.0, 0.0099, 0.9901, 1.0])
def test_beyond_the_ends_there_is_no_word(chance: float) -> None:
    assert probability_word(chance) == ""


def test_a_sum_of_weights_may_pass_one_by_a_rounding_error() -> None:
    assert probability_word(1.0000000000000004) == ""
    assert probability_word(-1e-16) == ""


def test_the_last_edge_still_has_a_word() -> None:
    assert probability_word(0.99) == "almost certain"


@pytest.mark.parametrize("chance", [-0.01, 1.01, 1.00001, 87.0, math.nan, math.inf])
def test_what_is_no_probability_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        probability_word(chance)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_higher_chance_never_has_a_lower_word(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert TERMS.index(probability_word(low)) <= TERMS.index(probability_word(high))


def test_the_ranges_meet_without_gaps() -> None:
    ranges = probability_ranges()
    assert [term for term, _, _ in ranges] == list(TERMS)
    assert all(one[2] == other[1] for one, other in pairwise(ranges))
    assert all(probability_word(low) == term for term, low, _ in ranges)
