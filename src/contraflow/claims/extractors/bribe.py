"""Bribe: what is paid to guards or officials to look away, as an amount, a change or a level."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule
from contraflow.claims.numbers import find_money
from contraflow.claims.sentences import Sentence

NAME = "bribe"
VERSION = "1"
PAID = r"\bbrib\w*|\bkickbacks?|\bpay(?:ing)? off\b|\bprotection (?:fee|money)"
SUBJECT = re.compile(PAID.replace(" ", r"\s+"), re.IGNORECASE)
RULES = (
    rule(rf"(?:{PAID})[^.;]{{0,50}}?\b(?:rose|risen|increased|higher|gone up|went up|doubled|soared)\b", "change", 1.0),
    rule(rf"(?:{PAID})[^.;]{{0,50}}?\b(?:fell|fallen|dropped|lower|decreased|come down|halved)\b", "change", -1.0),
    rule(r"\b(?:no|without) brib\w+|\bbrib\w+ (?:no longer|do not|don't|cannot) (?:work|help)", "level", 4.0),
    rule(
        (
            r"\b(?:in exchange for|by paying|pay|paid|paying|give|gave|giving|hand(?:ed|ing)? over|offer(?:ed|"
            r"ing)?|accept(?:ed|ing)?|take|taking|took|demand(?:ed|ing)?) (?:[\w-]+ ){0,3}?brib\w+"
        ),
        "level",
        2.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of bribe."""
    subject = SUBJECT.search(sentence.text)
    amounts = find_money(sentence.text) if subject else []
    if subject and amounts:
        amount = amounts[0]
        yield amount_draft(amount)
        return
    yield from first_of_each(apply(RULES, sentence))
