"""Timing: by day or by night."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "timing"
VERSION = "2"
CROSSING = re.compile(
    (
        r"\b(?:cross\w*|smuggl(?:e|es|ed|ing)|transport\w*|carr(?:y|ied|ying)|boats?|vessels?|ships?|goods"
        r"|deliver\w*|"
        r"river|br(?:ing|ings|inging|ought)|hand(?:ed|ing)? over|driven|driv(?:e|es|ing) (?:\w+ )?across)\b"
    ),
    re.IGNORECASE,
)
RULES = (
    rule(
        r"\b(?:in (?:broad |plain |full )?daylight|by day|during the day|in the daytime"
        r"|openly by day)\b",
        "level",
        None,
        "day",
    ),
    rule(
        (
            r"\b(?:at night|by night|overnight|after dark|after sunset|until dawn|at dusk|at dawn"
            r"|under (?:the )?cover of (?:darkness|night)|"
            r"in the dark|late at night|night-?time|every night|nightly|before dawn|in the (?:middle"
            r"|dead) of the night|"
            r"on the night of|at midnight|in the early (?:morning|hours)|in the evening|the previous night"
            r"|the night before)\b"
        ),
        "level",
        None,
        "night",
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of timing."""
    if CROSSING.search(sentence.whole):
        yield from first_of_each(apply(RULES, sentence))
