"""Earnings: what traders gain or lose, by trip, month or year."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule
from contraflow.claims.numbers import find_money, find_ratio
from contraflow.claims.sentences import Sentence

NAME = "earnings"
VERSION = "2"
SALES = re.compile(r"\b(?:sales|turnover|takings|profits?|earnings|incomes?)\b", re.IGNORECASE)
SUBJECT = re.compile(r"\b(?:earn(?:s|ed|ing|ings)?|profits?|makes? a living|incomes?|net(?:s|ted)?)\b", re.IGNORECASE)
REACH = 50  # characters from the word for earnings to its amount
OTHER = re.compile(r"\b(?:brib\w*|fin(?:e|es|ed)|fees?|rent\w*|pric\w*|costs?)\b", re.IGNORECASE)
RULES = (
    rule(
        (
            r"\b(?:suffer(?:ed|ing|s)?|incurred|took|taken|made|making|post(?:ed|"
            r"ing)?) (?:[\w-]+ ){0,2}?loss(?:es)?\b|\blost (?:a lot of |all (?:of )?(?:his|her|their|"
            r"its) )?money\b"
        ),
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:hurting|hurt|hit|hitting|crippling|ruining|squeezing) (?:me|us|them|(?:[\w-]+ )?(?:traders?"
        r"|merchants|business(?:es)?|"
        r"compan(?:y|ies)|firms))\b",
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:traders?|merchants|business(?:es|men)|compan(?:y|ies)|firms)\b[^.;]{0,60}?\bbeen (?:squeezed|hurt"
        r"|hit hard|crippled|ruined)\b",
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:only |just |barely |hardly )(?:make |making )?(?:any |a )?(?:small|little|meagre|meager"
        r"|modest|tiny)? ?(?:profits?|money|income)\b"
        r"|\b(?:make|makes|making|earn|earning)\b[^.;]{0,12}?\b(?:only a (?:small|little)|little|no"
        r"|hardly any) (?:profits?|money|income)\b",
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:traders?|merchants|compan(?:y|ies)|firms?|smugglers|vendors"
        r"|business(?:es)?)\b[^.;]{0,30}?\b(?:suffer(?:ed|ing)?|went "
        r"bankrupt|gone bankrupt|going bankrupt|in debt|lost their (?:livelihoods?|capital))\b",
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:profits?|earnings|incomes?)\b[^.;]{0,40}?\b(?:fell|fallen|dropped|shrank|shrunk|dwindled"
        r"|halved|declined)\b",
        "change",
        -1.0,
    ),
    rule(
        (
            r"\b(?:profits?|earnings|incomes?)\b[^.;]{0,40}?\b(?:rose|risen|increased|grew|grown|doubled)\b|"
            r"\b(?:made|making|earn(?:s|ed|ing)?) (?:[\w-]+ ){0,2}?(?:huge|big|large|handsome|good"
            r"|significant|substantial|considerable|fat) (?:profits?|"
            r"money|sums?)"
        ),
        "change",
        1.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of earnings."""
    ratio = find_ratio(sentence.text) if SALES.search(sentence.text) else None
    if ratio:
        yield Draft("ratio", *ratio)
        return
    subject = SUBJECT.search(sentence.text)
    for amount in find_money(sentence.text) if subject else []:
        between = sentence.text[subject.end() : amount.start] if subject else ""
        if 0 < len(between) <= REACH and not OTHER.search(between):
            yield amount_draft(amount)
            return
    yield from first_of_each(apply(RULES, sentence))
