"""Environment: ice, flood or disease control that shuts or opens the crossing; none of it is enforcement."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.sentences import Sentence

NAME = "environment"
VERSION = "3"
NOT_WATER = r"(?! (?:(?:the|its|into|of|in) )?(?:[\w-]+ )?(?:markets?|goods|calls|imports))"
RULES = (
    rule(
        r"\b(?:river|Yalu|Tumen|Amnok)\b[^.;]{0,40}?\b(?:froze|frozen|freezes|iced over)\b|\bfrozen (?:river|over)\b",
        "event",
        None,
        "ice",
    ),
    rule(r"\b(?:ice|river)\b[^.;]{0,30}?\b(?:thaw(?:ed|s|ing)?|melt(?:ed|s|ing)?|broke up)\b", "event", None, "thaw"),
    rule(
        rf"\b(?:flood(?:s|ed|ing)?{NOT_WATER}|high water|swollen river|typhoon|monsoon rains|torrential rains?)\b"
        r"|\brains?\b[^.;]{0,30}?\b(?:increased|raised|swollen|swelled)\b[^.;]{0,30}?\briver\b"
        r"|\bwater levels?\b[^.;]{0,30}?\b(?:risen|rose|rising|high|swollen)\b",
        "event",
        None,
        "flood",
    ),
    rule(
        r"\b(?:quarantined?|epidemic|outbreak)\b"
        r"|\b(?:fears?|spread|because|due to|control|prevention)\b[^.;]{0,30}?\b(?:swine fever|coronavirus|COVID-19"
        r"|SARS|bird flu|virus)\b",
        "event",
        None,
        "disease",
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of environment."""
    yield from first_of_each(apply(RULES, sentence))
