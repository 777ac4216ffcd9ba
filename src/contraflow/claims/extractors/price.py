"""Price: a good of the case with an amount of money per quantity, or with words for how its price moved."""

import re
from collections.abc import Iterator
from dataclasses import replace

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule
from contraflow.claims.numbers import find_money, find_ratio
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods

NAME = "price"
VERSION = "1"
HIRE = re.compile(r"\b(?:rental|hir(?:e|ing)|rent|charter)\b", re.IGNORECASE)
PRICED = re.compile(r"\b(?:prices?|priced|costs?|sells?|sold|fetch(?:es|ed)?|trad(?:es|ed|ing) at|market)\b", re.IGNORECASE)
QUANTITIES = ("per kg", "per t", "per l", "per bag")
RULES = (
    rule(r"\bprices?\b[^.;]{0,50}?\b(?:soared|skyrocketed|surged|shot up)\b", "change", 2.0),
    rule(
        (
            r"\bprices?\b[^.;]{0,50}?\b(?:rose|risen|rising|rise|increased|increasing|climbed|gone up|went up|"
            r"going up|higher|jumped)\b|\b(?:rise|increase|jump|hike) in (?:the )?(?:[\w-]+ ){0,2}?prices?"
        ),
        "change",
        1.0,
    ),
    rule(r"\bprices?\b[^.;]{0,50}?\b(?:plunged|plummeted|collapsed)\b", "change", -2.0),
    rule(
        (
            r"\bprices?\b[^.;]{0,50}?\b(?:fell|fallen|falling|fall|dropped|dropping|declined|declining|"
            r"decreased|come down|lower)\b|\b(?:fall|drop|decline) in (?:the )?(?:[\w-]+ ){0,2}?prices?"
        ),
        "change",
        -1.0,
    ),
    rule(r"\bprices?\b[^.;]{0,40}?\b(?:stable|steady|unchanged|have not changed|hardly moved)\b", "change", 0.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of price."""
    if HIRE.search(sentence.text):
        return
    goods = find_goods(sentence.text, case)
    priced = [amount for amount in find_money(sentence.text) if amount.unit.endswith(QUANTITIES)]
    if goods and priced and PRICED.search(sentence.text):
        for good, amount in zip(goods, priced, strict=False):
            yield replace(amount_draft(amount), good=good.id)
        return
    ratio = find_ratio(sentence.text)
    if goods and ratio and PRICED.search(sentence.text):
        yield Draft("ratio", ratio[0], ratio[1], ratio[2], good=goods[0].id)
        return
    if goods:
        yield from first_of_each(apply(RULES, sentence))
