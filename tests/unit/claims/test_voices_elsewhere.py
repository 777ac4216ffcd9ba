"""Voices on another border than the bundled one: states and leaders are words of the case, not of the rules."""

import pytest

from contraflow.case import Case
from contraflow.claims.attribution import attribute
from contraflow.claims.sentences import split_sentences

TOLD = "A boatman at the pier said on Tuesday that he crosses every night with crates of tea."


@pytest.mark.parametrize(
    ("said", "voice"),
    [
        ("On 3 May Northland closed the yard.", "R"),
        ("Trips across the Northern bank take an hour.", "S1"),
        ("The Chancellor of the other side visited the capital in spring.", "R"),
        ("The crates are light.", "S1"),
    ],
)
def test_who_goes_on_after_a_source(toy: Case, said: str, voice: str) -> None:
    turns = attribute(split_sentences(f"{TOLD} {said}"), toy)
    assert [each[-1][1].id for each in turns] == ["S1", voice]
