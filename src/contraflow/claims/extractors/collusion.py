"""Collusion: guards or officials who take part in smuggling or run it together with traders."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "collusion"
VERSION = "3"
RULES = (
    rule(
        (
            r"\b(?:guards?|soldiers?|officers?|officials?|police|security agents?|"
            r"customs officers?)\b[^.;]{0,50}?\b(?:(?:involved|take part|taking part|took part|participat\w+) in "
            r"(?:the |this |a |an )?(?:[\w-]+ )?(?:smuggl\w+|trade|deals?|business|trafficking)|"
            r"collud\w+|in league|work(?:ing)? (?:together )?with (?:the )?smugglers|help(?:ed|ing|"
            r"s)? (?:the )?smugglers|smuggl(?:e|ed|ing) (?:goods )?themselves)"
        ),
        "level",
        3.0,
    ),
    rule(r"\bconspir(?:ed|ing|e) with (?:a |the |some )?(?:[\w-]+ )?(?:smugglers?|traders?|brokers?)", "level", 3.0),
    rule(
        r"\b(?:entrust(?:ed|ing)?|hand(?:ed|ing)?|giv(?:en|ing)|pass(?:ed|ing)?) (?:[\w-]+ ){0,3}?(?:goods"
        r"|loads|cargo|bags|packages) (?:over )?to "
        r"(?:the |border )*(?:guards?|soldiers?|officers?)"
        r"|\b(?:guards?|soldiers?|officers?)\b[^.;]{0,30}?\b(?:carry|carrying|convey|conveying|deliver"
        r"|delivering|move|moving|transport|transporting)"
        r" (?:[\w-]+ ){0,3}?(?:goods|loads|cargo|bags|contraband)",
        "level",
        3.0,
    ),
    rule(
        (
            r"\b(?:in collusion|in cahoots|hand in glove|"
            r"conspir\w+|complicit|with the (?:help|assistance|cooperation"
            r"|connivance) of) (?:with )?(?:the |border )*(?:[\w-]+ ){0,2}?(?:guards?|soldiers?|officers?"
            r"|officials?|police)"
        ),
        "level",
        3.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of collusion."""
    yield from first_of_each(apply(RULES, sentence))
