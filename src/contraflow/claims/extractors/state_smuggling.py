"""State smuggling: smuggling that the state itself runs or licenses, switched on and off by order."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "state_smuggling"
VERSION = "1"
RULES = (
    rule(
        (
            r"\b(?:state[- ](?:run|led|sponsored|directed|level|organi[sz]ed)|government[- ](?:run|led|"
            r"sponsored)) (?:[\w-]+ ){0,2}?smuggling\b[^.;]{0,40}?\b(?:suspended|stopped|halted|ended)\b"
        ),
        "event",
        None,
        "suspension",
    ),
    rule(
        (
            r"\b(?:state[- ](?:run|led|sponsored|directed|level|organi[sz]ed)|government[- ](?:run|led|"
            r"sponsored)) (?:[\w-]+ ){0,2}?smuggling\b[^.;]{0,40}?\b(?:resumed|restarted|began again)\b"
        ),
        "event",
        None,
        "resume",
    ),
    rule(
        (
            r"\b(?:state[- ](?:run|led|sponsored|directed|level|organi[sz]ed)|government[- ](?:run|led|"
            r"sponsored)) (?:[\w-]+ ){0,2}?smuggling\b"
        ),
        "level",
        3.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of state smuggling."""
    yield from first_of_each(apply(RULES, sentence))
