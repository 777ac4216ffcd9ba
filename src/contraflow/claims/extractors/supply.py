"""Supply: goods that are or are not to be had on the home market."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "supply"
VERSION = "1"
RULES = (
    rule(
        (
            r"\b(?:shortages?|scarcity|lack) of (?:[\w-]+ ){0,3}?(?:fuel|food|rice|goods|gasoline|diesel|"
            r"grain|flour|sugar|oil|medicine|parts|supplies)\b|\b(?:fuel|food|rice|gasoline|diesel|"
            r"grain) (?:shortages?|is scarce|are scarce|has become scarce)"
        ),
        "level",
        1.0,
    ),
    rule(
        (
            r"\b(?:markets?|shops?|stores?|shelves)\b[^.;]{0,40}?\b(?:are full of|full of|overflowing with|"
            r"well stocked|plenty of|awash with)"
        ),
        "level",
        3.0,
    ),
    rule(r"\b(?:disappeared|vanished) from (?:the )?(?:markets?|shelves|shops)", "level", 0.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of supply."""
    yield from first_of_each(apply(RULES, sentence))
