"""Price: a good of the case with an amount of money per quantity, or with words for how its price moved."""

import re
from collections.abc import Iterator
from dataclasses import replace

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule
from contraflow.claims.moves import FELL, FELL_SHARPLY, ROSE, ROSE_SHARPLY, STEADY
from contraflow.claims.numbers import find_money, find_ratio
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods_meant

NAME = "price"
VERSION = "2"
HIRE = re.compile(r"\b(?:rental|hir(?:e|ing)|rent|charter)\b", re.IGNORECASE)
PRICED = re.compile(
    r"\b(?:prices?|cheaper|dearer|more expensive|priced|costs?|sells?|sold|fetch(?:es|ed)?|trad(?:es|ed"
    r"|ing) at|market)\b",
    re.IGNORECASE,
)
QUANTITIES = ("per kg", "per t", "per l", "per bag")
PRICES = r"\bpric(?:es?|ing)\b"
RULES = (
    rule(rf"{PRICES}[^.;]{{0,60}}?\b{ROSE_SHARPLY}\b", "change", 2.0),
    rule(rf"{PRICES}[^.;]{{0,60}}?\b{FELL_SHARPLY}\b", "change", -2.0),
    rule(
        rf"{PRICES}[^.;]{{0,50}}?\b{ROSE}\b|\b(?:rise|increase|jump|hike)s? in (?:the )?(?:[\w-]+ ){{0,2}}?prices?"
        r"|\b(?:rising|soaring|higher|increasing|climbing) (?:[\w-]+ ){0,2}?prices\b|\bprice (?:rises|hikes"
        r"|increases)\b",
        "change",
        1.0,
    ),
    rule(
        rf"{PRICES}[^.;]{{0,50}}?\b{FELL}\b|\b(?:fall|drop|decline)s? in (?:the )?(?:[\w-]+ ){{0,2}}?prices?"
        r"|\b(?:falling|lower|declining) (?:[\w-]+ ){0,2}?prices\b",
        "change",
        -1.0,
    ),
    rule(rf"{PRICES}[^.;]{{0,40}}?\b{STEADY}\b", "change", 0.0),
)
# prices said of the market at large; a share, a ticket or a flat is none of them
AT_LARGE = re.compile(
    r"\b(?:commodity|commodities|food|markets?|goods|stocks?|consumer|daily necessit(?:y|ies)|products?|items?)\b"
    r"|^[^a-z]*prices\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\b(?:share|stock market|house|housing|ticket|property|rent|flat|land|oil futures)\b", re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of price."""
    if HIRE.search(sentence.text):
        return
    goods = find_goods_meant(sentence.text, sentence.before, case)
    priced = [amount for amount in find_money(sentence.text) if amount.unit.endswith(QUANTITIES)]
    if goods and priced and PRICED.search(sentence.text):
        for good, amount in zip(goods, priced, strict=False):
            yield replace(amount_draft(amount), good=good.id)
        return
    ratio = find_ratio(sentence.text)
    if goods and ratio and PRICED.search(sentence.text):
        yield Draft("ratio", ratio[0], ratio[1], ratio[2], good=goods[0].id)
        return
    if goods or (AT_LARGE.search(sentence.text) and not ELSEWHERE.search(sentence.text)):
        yield from first_of_each(apply(RULES, sentence))
