"""Exchange rate: won per unit of foreign money at the market; up means that foreign money is dearer."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.moves import FELL, FELL_SHARPLY, ROSE, ROSE_SHARPLY, STEADY
from contraflow.claims.sentences import Sentence

NAME = "exchange_rate"
VERSION = "3"
RATE = re.compile(
    r"(?:(?:one|1|a) (?:US )?(?:yuan|dollar|RMB)\b[^.;]{0,40}?(?P<rate>\d[\d,]{2,7}) (?:North Korean )?won)", re.IGNORECASE
)
RULES = (
    rule(
        (
            r"\b(?:yuan|RMB|dollar|US dollar)\b[^.;]{0,40}?\b(?:rose|risen|strengthened|gained|climbed|"
            r"surged|dearer|stronger|more expensive) against\b|\bwon\b[^.;]{0,40}?\b(?:weakened|fell|fallen"
            r"|slid|lost)\b"
        ),
        "change",
        1.0,
    ),
    rule(
        (
            r"\b(?:yuan|RMB|dollar|US dollar)\b[^.;]{0,40}?\b(?:fell|fallen|weakened|lost|dropped|cheaper"
            r"|weaker) against\b|"
            r"\bwon\b[^.;]{0,40}?\b(?:strengthened|rose|gained|surged)\b"
        ),
        "change",
        -1.0,
    ),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b{STEADY}\b", "change", 0.0),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b{ROSE_SHARPLY}\b", "change", 2.0),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b{ROSE}\b", "change", 1.0),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b(?:{FELL}|{FELL_SHARPLY})\b", "change", -1.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of exchange rate."""
    found = RATE.search(sentence.text)
    if found:
        unit = "KPW per USD" if "dollar" in found.group(0).lower() or "$" in found.group(0) else "KPW per CNY"
        yield Draft("amount", float(found["rate"].replace(",", "")), found.start(), found.end(), unit=unit)
        return
    yield from first_of_each(apply(RULES, sentence))
