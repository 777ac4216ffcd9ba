"""Tolerance: authorities (as a policy, not single guards) who permit, order, ignore or forbid smuggling."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_side

NAME = "tolerance"
VERSION = "1"
RULES = (
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime|officials|"
            r"ministry)\b[^.;]{0,60}?\b(?:turn(?:ed|ing|s)? a blind eye|look(?:ed|ing|s)? the other way|"
            r"ignor(?:e|ed|es|ing)|tolerat(?:e|ed|es|ing)|overlook(?:ed|ing|s)?|wink(?:ed|ing)? at|condon(?:e|"
            r"ed|ing))\b"
        ),
        "level",
        2.0,
    ),
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime)\b[^.;]{0,50}?\b(?:permit(?:s|ted)?|"
            r"allow(?:s|ed|ing)?|approved|authori[sz]ed|encourag(?:e|ed|es|ing))\b[^.;]{0,30}?\b(?:smuggl\w+|"
            r"illicit|private trade)"
        ),
        "level",
        3.0,
    ),
    rule(
        r"\b(?:officially|openly) (?:tolerated|permitted|allowed) (?:[\w-]+ ){0,2}?smuggling",
        "level",
        3.0,
    ),
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime|"
            r"headquarters)\b[^.;]{0,50}?\b(?:order(?:ed|s|ing)?|instruct(?:ed|s)?|direct(?:ed|"
            r"s))\b[^.;]{0,40}?\b(?:smuggle|to bring in|obtain|earn foreign currency)"
        ),
        "level",
        4.0,
    ),
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime)\b[^.;]{0,50}?\b(?:ban(?:ned|s|ning)?|"
            r"forbid(?:s|den)?|forbade|prohibit(?:ed|s|ing)?|outlaw(?:ed)?)\b[^.;]{0,30}?\bsmuggl\w+"
        ),
        "level",
        0.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of tolerance."""
    # of the far side it is enforcement, see enforcement.py
    if find_side(sentence.text, case) != case.sides[0]:
        yield from first_of_each(apply(RULES, sentence))
