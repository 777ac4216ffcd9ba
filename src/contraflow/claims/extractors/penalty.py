"""Penalty: fines and punishment for those who are caught."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule, speaks_of
from contraflow.claims.numbers import find_money
from contraflow.claims.sentences import Sentence

NAME = "penalty"
VERSION = "2"
FINE = (
    r"\bpay\b(?=[^.;]{0,90}\b(?:when|if|once|whenever) (?:they are |they're |he is )?(?:caught|detained|arrested))"
    r"|\b(?:when|if|once|whenever|anyone|those) (?:[\w-]+ ){0,3}?(?:caught|detained|arrested)\b(?=[^.;]{0,60}\bpay\b)"
    r"|\bfin(?:e|es|ed)\b|\bpenalt(?:y|ies)\b"
)
SUBJECT = re.compile(FINE.replace(" ", r"\s+"), re.IGNORECASE)
RULES = (
    rule(
        r"\b(?:fines?|penalt(?:y|ies)) (?:is|are|was|were|have been) (?:now )?(?:being )?(?:imposed|levied)\b"
        r"|\brisk(?:ing|ed)? (?:being )?(?:fine[sd])\b",
        "event",
        None,
        "fine",
    ),
    rule(
        (
            r"\b(?:heavier|harsher|stiffer|tougher|increased) (?:[\w-]+ ){0,1}?(?:fines?|penalt(?:y|ies)|"
            r"punishments?|sentences?)|(?:fines?|penalt(?:y|ies)|punishments?) (?:have |"
            r"has )?(?:been )?(?:increased|raised|toughened|doubled)"
        ),
        "change",
        1.0,
    ),
    rule(
        r"\b(?:lighter|milder|reduced|lower) (?:[\w-]+ ){0,1}?(?:fines?|penalt(?:y|ies)|punishments?|sentences?)",
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:guards?|soldiers?|officers?|officials?|superiors?|commanders?|cadres?"
        r"|police(?:men)?)\b[^.;]{0,60}?\b(?:dismissed|discharged|sacked"
        r"|fired|demoted|removed from (?:their|his|her|the) (?:posts?|positions?|jobs?)|stripped of)\b",
        "event",
        None,
        "dismissal",
    ),
    rule(r"\b(?:sentenced to|sent to (?:a )?(?:prison|labou?r|re-education)|imprisoned|jailed)", "event", None, "sentence"),
    rule(r"\b(?:executed|public execution|shot (?:dead|on sight))", "level", 4.0),
    rule(
        (
            r"\bpunish(?:es|ed|ing|ment)? (?:severely|harshly|strictly|heavily)|(?:severely|harshly"
            r"|strictly|heavily) punish(?:ed|es|ing)?|"
            r"(?:severe|harsh|strict|serious|stiff|tough|heavy) (?:punishments?|penalt(?:y|ies)|fines?)"
        ),
        "level",
        3.0,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of penalty."""
    subject = speaks_of(SUBJECT, sentence)
    amounts = find_money(sentence.text) if subject else []
    if subject and amounts:
        amount = amounts[0]
        yield amount_draft(amount)
        return
    yield from first_of_each(apply(RULES, sentence))
