"""Seizure: guards, police or customs who take vessels, goods or people, and confiscations."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "seizure"
VERSION = "1"
RULES = (
    rule(
        (
            r"\b(?:seized|seizing|seize)\b(?! (?:the|a|an|this|that|on|upon) (?:chance|opportunity|moment|"
            r"power|initiative|idea))|\b(?:confiscated|confiscating|impounded|impounding)\b"
        ),
        "event",
        None,
        "seizure",
    ),
    rule(
        (
            r"\b(?:arrested|detained|rounded up)\b[^.;]{0,40}?\b(?:smugglers?|traders?|people|men|women|"
            r"residents|drivers|crew|captain|brokers?)|\b(?:smugglers?|traders?|crew|brokers?|"
            r"drivers?)\b[^.;]{0,30}?\b(?:arrested|detained|caught|rounded up)\b"
        ),
        "event",
        None,
        "arrest",
    ),
    rule(r"\bseizures?\b[^.;]{0,30}?\b(?:rose|increased|more frequent|frequent)", "change", 1.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of seizure."""
    yield from first_of_each(apply(RULES, sentence))
