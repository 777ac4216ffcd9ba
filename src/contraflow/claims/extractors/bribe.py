"""Bribe: what is paid to guards or officials to look away, as an amount, a change or a level."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, amount_now, apply, first_of_each, rule, speaks_of
from contraflow.claims.moves import FELL, FELL_SHARPLY, ROSE, ROSE_SHARPLY
from contraflow.claims.numbers import find_money
from contraflow.claims.sentences import Sentence

NAME = "bribe"
VERSION = "2"
TAKER = (
    r"(?:(?:border|security|customs|police|the|some|local) )*(?:guards?|soldiers?|officers?|officials?"
    r"|police(?:men)?|patrols?|sentr(?:y|ies)"
    r"|agents?)"
)
PAID = (
    r"\bbrib\w*|\bkickbacks?|\bpay(?:ing)? off\b|\bprotection (?:fee|money)|\bhush money|\bgreas(?:e|ed"
    r"|ing) (?:the )?(?:palms?|hands?)"
    rf"|\b(?:fees?|money|sums?|cut|share) (?:charged|demanded|taken|asked|pocketed) by {TAKER}"
    rf"|\b(?:pay|pays|paid|paying|give|gives|gave|giving|hand|handed|slip"
    rf"|slipped) (?:(?!\bfor\b)[\w.,$%-]+ ){{0,6}}?(?:to )?{TAKER}\b"
    r"(?= (?:to (?:look|turn|let|pass|allow|ignore|be|get|cross|guarantee)|who|so that|before|in return|per"
    r"|for (?:each|every|a|safe|passage)))"
)
SUBJECT = re.compile(PAID.replace(" ", r"\s+"), re.IGNORECASE)
RULES = (
    rule(rf"(?:{PAID})[^.;]{{0,70}}?\b(?:{ROSE}|{ROSE_SHARPLY}|doubled)\b", "change", 1.0),
    rule(rf"(?:{PAID})[^.;]{{0,70}}?\b(?:{FELL}|{FELL_SHARPLY}|halved)\b", "change", -1.0),
    rule(
        r"\b(?:higher|bigger|larger|growing|rising|steeper) (?:bribes?|kickbacks?)"
        r"|\bgreater share of the (?:profits?|takings)",
        "change",
        1.0,
    ),
    rule(r"\b(?:lower|smaller|falling) (?:bribes?|kickbacks?)|\b(?:can't|cannot|not) make as much in bribes", "change", -1.0),
    rule(r"\b(?:high|huge|hefty|heavy|exorbitant|large) (?:bribes?|kickbacks?)", "level", 3.0),
    rule(
        r"\b(?:refus(?:e|ed|ing)|reject(?:ed|ing)?|turn(?:ed|ing)? down|not (?:even )?(?:countenanced?|accept(?:ed)?"
        r"|tak(?:e|en))|no longer "
        r"(?:take|accept)) (?:[\w-]+ )?bribes?",
        "level",
        4.0,
    ),
    rule(r"\b(?:susceptible|open) to brib(?:ery|es)", "level", 2.0),
    rule(r"\b(?:no|without) brib\w+|\bbrib\w+ (?:no longer|do not|don't|cannot) (?:work|help)", "level", 4.0),
    rule(
        rf"\bbrib(?:ed|ing) (?:(?:one|some) of )?(?:[\w-]+ ){{0,2}}?{TAKER}|\b(?:money|income|profits?) from bribes"
        rf"|\b(?:tak|receiv)(?:e"
        rf"|es|ed|ing|en) (?:[\w-]+ )?bribes"
        r"|\bfreed? in (?:exchange|return) for (?:some )?(?:cash|money)",
        "level",
        2.0,
    ),
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
    subject = speaks_of(SUBJECT, sentence)
    amounts = find_money(sentence.text) if subject else []
    if subject and amounts:
        yield amount_draft(amount_now(amounts, sentence.text))
        return
    yield from first_of_each(apply(RULES, sentence))
