"""Seizure: guards, police or customs who take vessels, goods or people, and confiscations."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "seizure"
VERSION = "3"
TAKEN = (
    r"(?:boats?|vessels?|ships?|goods|cargo(?:es)?|products?|trucks?|vehicles?|cars?|loads?|bags?|boxes"
    r"|sacks|bundles|phones?|"
    r"cash|money|yuan|dollars|drugs|coal|crabs?|seafood|fish|catch|fuel|oil|gasoline|metals?|ore|tons|kilos"
    r"|kg|everything)\b"
)
RULES = (
    rule(
        (
            rf"\b(?:seized|seizing|seize)\b[^.;]{{0,40}}?\b{TAKEN}|"
            rf"\b(?:was|were|been|being|had|having|got) (?:\w+ly )?seized\b|"
            rf"\bseized by\b|\b(?:confiscated|confiscating|impounded|impounding)\b"
        ),
        "event",
        None,
        "seizure",
    ),
    rule(
        (
            r"\b(?:was|were|been|got|being) (?:\w+ly )?(?:caught|arrested|detained) (?:by|and|in|at|on|near"
            r"|while|for|along)\b|"
            r"\b(?:of them|people|dozens|hundreds|several|some|others|two|three|four|five|ten|\d+) (?:were"
            r"|have been|had been) "
            r"(?:\w+ly )?(?:arrested|detained|rounded up)\b|"
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
