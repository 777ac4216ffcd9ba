"""Hire fee: what a hired boat costs, as a ratio to before, an amount, a change, or who sets it."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, amount_now, apply, first_of_each, rule, speaks_of
from contraflow.claims.numbers import find_money, find_ratio
from contraflow.claims.sentences import Sentence

NAME = "hire_fee"
VERSION = "2"
FEE = (
    r"(?:\brent (?:for|of) (?:a|an|the|each|one) (?:[\w-]+ )?(?:boat|vessel|ship)s?|(?:(?:boat|vessel|"
    r"ship|hull)[- ])?(?:rental|hire|hiring|charter|chartering|rent|renting|leasing) ?(?:fees?|"
    r"prices?|charges?|costs?|rates?)|(?:fees?|price|cost|charge|rate)s? (?:of|for|to) (?:rent|rental|"
    r"renting|hire|hiring|charter|chartering)\b[^.;]{0,20}?(?:boats?|vessels?|ships?|it)?)"
)
SUBJECT = re.compile(FEE.replace(" ", r"\s+"), re.IGNORECASE)
RULES = (
    rule(
        (
            rf"{FEE}[^.;]{{0,40}}?\b(?:determined|set|dictated|fixed|decided|"
            rf"named) by\b[^.;]{{0,30}}?\bowners?\b|\bowners?\b[^.;]{{0,30}}?\b(?:set|sets|determine|dictate|"
            rf"fix|name)\b[^.;]{{0,20}}?(?:{FEE})"
        ),
        "event",
        None,
        "owner_set",
    ),
    rule(
        rf"(?:{FEE})[^.;]{{0,40}}?\b(?:fell|fallen|fall|falling|dropped|declined|lower|cheaper|come down|came down|"
        rf"decreased)\b",
        "change",
        -1.0,
    ),
    rule(
        rf"(?:{FEE})[^.;]{{0,40}}?\b(?:rose|risen|rise|rising|increased|higher|dearer|gone up|went up"
        rf"|climbed|soared)\b",
        "change",
        1.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of hire fee."""
    subject = speaks_of(SUBJECT, sentence)
    ratio = find_ratio(sentence.text) if subject else None
    if subject and ratio:
        yield Draft(
            "ratio", ratio[0], min(subject.start(), ratio[1]) if subject.string == sentence.text else ratio[1], ratio[2]
        )
        return
    amounts = find_money(sentence.text) if subject else []
    if amounts:
        yield amount_draft(amount_now(amounts, sentence.text))
    if not amounts:
        yield from first_of_each(apply(RULES, sentence))
