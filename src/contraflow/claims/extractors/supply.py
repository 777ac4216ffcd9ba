"""Supply: goods that are or are not to be had on the home market."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "supply"
VERSION = "2"
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
    rule(
        r"\b(?:supply|supplies|stocks?)\b[^.;]{0,50}?\b(?:(?:completely |almost )?dried up|run out|ran out"
        r"|exhausted|gone)\b"
        r"|\bno (?:[\w-]+ ){0,2}?(?:products|goods|items) (?:left )?(?:to sell|to buy|on sale|in the markets?)\b",
        "level",
        0.0,
    ),
    rule(
        r"\bin short supply\b|\b(?:hard|difficult|impossible) to (?:find|obtain|get|come by"
        r"|see) (?:[\w-]+ ){0,3}?(?:goods|fuel|rice|food|"
        r"gasoline|diesel|products|medicine|parts)|\b(?:rice|food|fuel|goods|gasoline|diesel|grain|medicine"
        r"|parts) (?:is|are|has become|"
        r"have become|were|was) (?:now |very )?(?:scarce|hard to (?:find|get|come by))|\b(?:goods|products"
        r"|items) (?:are|is|were) not coming in\b"
        r"|\b(?:[\w-]+) shortages? (?:is|are|has|have|was|were|worsen|deepen)\w*",
        "level",
        1.0,
    ),
    rule(r"\b(?:disappeared|vanished) from (?:the |local |all )*(?:[\w-]+ )?(?:markets?|shelves|shops)", "level", 0.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of supply."""
    yield from first_of_each(apply(RULES, sentence))
