"""Penalty: fines and punishment for those who are caught."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, amount_now, apply, first_of_each, rules, speaks_of
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
HARD = r"(?:severely|harshly|strictly|heavily|strongly|seriously)"
PENALTY = r"(?:fines?|penalt(?:y|ies)|punishments?|sentences?)"
SERVANT = r"(?:guards?|soldiers?|officers?|officials?|superiors?|commanders?|cadres?|police(?:men)?)"
SMUGGLING = r"(?:smuggl\w+|cross\w*)"
RULES = (
    *rules(
        "event",
        None,
        rf"\b{PENALTY} (?:is|are|was|were|have been) (?:now )?(?:being )?(?:imposed|levied)\b",
        r"\brisk(?:ing|ed)? (?:being )?fine[sd]\b",
        code="fine",
    ),
    *rules(
        "change",
        1.0,
        rf"\b(?:heavier|harsher|stiffer|tougher|increased|higher) (?:[\w-]+ )?{PENALTY}",
        rf"\b{PENALTY} (?:will be|are|were|is|have become|has become) (?:heavier|harsher|stiffer|tougher|higher)\b",
        rf"\b{PENALTY} (?:have |has )?(?:been )?(?:increased|raised|toughened|doubled)",
    ),
    *rules("change", -1.0, rf"\b(?:lighter|milder|reduced|lower) (?:[\w-]+ )?{PENALTY}"),
    *rules(
        "event",
        None,
        rf"\b{SERVANT}\b[^.;]{{0,60}}?\b(?:dismissed|discharged|sacked|fired|demoted|stripped of|replaced for)\b",
        rf"\b(?:dismissals?|demotions?) (?:and (?:dismissals?|demotions?) )?of (?:[\w'’-]+ ){{0,3}}?{SERVANT}",
        rf"\b{SERVANT}\b[^.;]{{0,60}}?\bremoved from (?:their|his|her|the) (?:posts?|positions?|jobs?)\b",
        code="dismissal",
    ),
    *rules(
        "event",
        None,
        r"\b(?:sentenced to|sent to (?:a )?(?:prison|labou?r|re-education)|imprisoned|jailed)",
        r"\bsentenc(?:ed|ing) (?:[\w-]+ ){1,4}?(?:to|[^.;]{0,60}? to \d)",
        r"\b(?:got|given|received|handed) [\w-]+ years? (?:in|of|at)\b",
        code="sentence",
    ),
    *rules("level", 4.0, r"\b(?:executed|executions?|put to death|shot (?:dead|to death|on sight))\b"),
    *rules(
        "event",
        None,
        rf"\bwarn(?:ed|ings?|s)?\b[^.;]{{0,40}}?\b(?:against|about|not to|anyone)\b[^.;]{{0,40}}?\b{SMUGGLING}",
        code="warning",
    ),
    *rules(
        "level",
        3.0,
        rf"\bpunish(?:es|ed|ing|ment)? {HARD}\b|\b{HARD} punish(?:ed|es|ing)?\b",
        rf"\b(?:severe|harsh|strict|serious|stiff|tough|heavy) {PENALTY}",
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of penalty."""
    subject = speaks_of(SUBJECT, sentence)
    amounts = find_money(sentence.text) if subject else []
    if subject and amounts:
        yield amount_draft(amount_now(amounts, sentence.text))
        return
    yield from first_of_each(apply(RULES, sentence))
