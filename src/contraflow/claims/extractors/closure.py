"""Closure: a decree shuts or reopens a crossing, a town or the border; a gate, not a guard."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "closure"
VERSION = "3"
RULES = (
    rule(
        (
            r"\b(?:border|bridge|crossing|customs house|checkpoint|port|gate|ferry|town|city|"
            r"county)\b[^.;]{0,40}?\b(?:(?:was|were|is|are|has been|have been|been|remains?) )?(?:closed|"
            r"shut(?: down)?|sealed(?: off)?|blocked off)\b|\b(?:closed|shut|sealed|closing|"
            r"shutting|sealing)(?: off| down)? (?:the |its |their )?(?:[\w-]+ ){0,2}?(?:border|bridge|"
            r"crossing|customs|checkpoint|port)\b"
        ),
        "event",
        None,
        "closure",
    ),
    rule(
        r"\bclosure\b[^.;]{0,40}?\b(?:last|lasts|lasted|continue[sd]?|remains? in place|extended)\b",
        "event",
        None,
        "closure",
    ),
    rule(
        (
            r"\b(?:border|bridge|crossing|customs house|checkpoint|port)\b[^.;]{0,40}?\b(?:reopened|re-opened|"
            r"opened again|reopening)\b|\b(?:reopened|reopening|reopen) (?:the |"
            r"its )?(?:[\w-]+ ){0,2}?(?:border|bridge|crossing|customs|checkpoint|port)\b"
        ),
        "event",
        None,
        "reopening",
    ),
    rule(
        r"\b(?:border|bridge|crossing|customs|port|trade) (?:shutdown|closures?|blockade|lockdown)\b"
        r"|\b(?:shutdown|closures?|closing|blockade|sealing) of (?:the |its "
        r"|all )?(?:[\w-]+ ){0,3}?(?:border|bridge|crossings?|customs|"
        r"checkpoint|port|trade)\b",
        "event",
        None,
        "closure",
    ),
    rule(
        r"\bre-?opening of (?:the |its )?(?:[\w-]+ ){0,3}?(?:border|bridge|crossings?|customs|port|trade)\b",
        "event",
        None,
        "reopening",
    ),
    rule(
        r"\b(?:closed|shut|sealed|blocked|barred|closing|shutting|sealing|blocking)(?: off| down)? (?:all "
        r"|the |its |their )*"
        r"(?:[\w-]+ ){0,2}?(?:border|bridges?|crossings?|checkpoints?|ports?)\b",
        "event",
        None,
        "closure",
    ),
    rule(r"\block(?:ed)?[- ]?down\b", "event", None, "lockdown"),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of closure."""
    yield from first_of_each(apply(RULES, sentence))
