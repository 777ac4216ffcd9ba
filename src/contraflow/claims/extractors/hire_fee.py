"""Hire fee: what a hired boat costs, as a ratio to before, an amount, a change, or who sets it."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.counts import find_part_ratio
from contraflow.claims.draft import Draft, amount_draft, amount_now, apply, first_of_each, rule, rules, speaks_of
from contraflow.claims.frames import changes, one_of_a_kind
from contraflow.claims.numbers import find_money
from contraflow.claims.sentences import Sentence

NAME = "hire_fee"
VERSION = "3"
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

BOAT = r"(?:(?:motor|speed|row)?boats?|vessels?|hulls?|ships?|rafts?)"
MEN = r"(?:boatm[ae]n|boat owners?|ferrym[ae]n|skippers?|carriers?|porters?|couriers?|owners?)"
# what a carrier costs, said in other words than "the rental fee"
HIRED = (
    rf"(?:\b(?:hir(?:e|es|ed|ing)|rent(?:s|ed|ing)?|charter(?:s|ed|ing)?|lease[ds]?|leasing) (?:out )?"
    rf"(?:[\w-]+ ){{0,3}}?{BOAT}\b|\b{BOAT}\b[^.;]{{0,40}}?\b(?:hired|rented|rents? for|for hire|to hire"
    rf"|chartered|rents? out|out at)\b|\b{BOAT} (?:hire|rents?|rental|charter)\b"
    r"|\b(?:rents?|rentals?|hire|charges?|fees?|fares?|price|cost|rate) (?:of|for) (?:the |a |an |their "
    rf"|his )?(?:hir\w+ |rent\w* )?(?:[\w-]+ )?(?:{BOAT}|night crossing|crossing|night's hire)"
    rf"|\bcharter fees?\b|\bfreight charges?\b[^.;]{{0,20}}?\bcrossing\b|\bnight['’]s hire\b"
    rf"|\b(?:boatm[ae]n|boat owners?|ferrym[ae]n|porters?|carriers?|couriers?)\b(?=[^.;]{{0,40}}?\b(?:ask"
    r"|asks|asking|charg\w+|demand\w*|want|get|gets|paid|pay|take|takes|raised|cut|lowered|increased|put)\b)"
    r"|\b(?:pay|pays|paid|paying) the (?:boatm[ae]n|ferrym[ae]n|porters?|carriers?)"
    rf"|\bowners\b(?=[^.;]{{0,30}}?\b(?:charg\w+|ask\w*|demand\w*)\b))"
)
HIRED_SUBJECT = re.compile(HIRED.replace(" ", r"\s+"), re.IGNORECASE)
# a fishing licence, an engine, a ride for tourists
OTHERWISE = re.compile(
    r"\b(?:tourists?|licen[cs]e|boat\s+engines?|sold for|bought|batter\w+|ticket|shop|fishing for"
    r"|a month for fishing|mend\w*|airline|lake|school|flat|ocean)\b",
    re.IGNORECASE,
)
BOAT_FEES = (
    rf"(?:{FEE}|\b(?:{BOAT} (?:hire|rents?|rentals?)(?: charges?| fees?)?|charter fees?|rents? (?:of"
    rf"|for) (?:the |a |their )?(?:[\w-]+ )?{BOAT}"
)
BOAT_FEES += (
    r"|(?:price|cost|charge|rate)s? (?:of|for) (?:hiring|renting|chartering|a hired|a rented) (?:a "
    rf"|an )?(?:[\w-]+ )?{BOAT}?|freight charges?))"
)
OWNERS = rules(
    "event",
    None,
    r"\bowners? (?:who |alone |themselves )?(?:decides?|says?|fix|sets?|names?"
    rf"|dictates?)\b[^.;]{{0,40}}?\b(?:{BOAT}|rent|hire|fee|costs?|price)",
    r"\b(?:rent|hire|fee|price|charge)\b[^.;]{0,30}?\b(?:whatever|up to|set by|decided by) (?:its |the |their )?owners?\b",
    code="owner_set",
)
ASKED = (
    *rules(
        "change",
        1.0,
        rf"\b{MEN}\b[^.;]{{0,25}}?\b(?:ask|asks|asking|charge|charging|want|demand|demanding)(?: for)? (?:much "
        r"|far )?more\b",
        r"\b(?:put|putting|pushed|jacked) up (?:the |their )?(?:rents?|fees?|price|hire|charges?)\b",
        r"\b(?:raised|increased) (?:the |their )?(?:rents?|fees?|price|hire|charges?)\b",
        rf"\b(?:hiring|renting|chartering) (?:a |an |the )?(?:[\w-]+ )?{BOAT}\b[^.;]{{0,20}}?\b(?:dearer|more expensive)\b",
        rf"\b{BOAT} (?:hire|rents?|rentals?)\b[^.;]{{0,20}}?\b(?:dearer|more expensive)\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b{MEN}\b[^.;]{{0,25}}?\b(?:ask|asks|asking|charge|charging|want|demand|demanding)(?: for)? (?:much "
        r"|far )?less\b",
        r"\b(?:cut|lowered|reduced|dropped|halved) (?:the |their )?(?:rents?|fees?|price|hire|charges?)\b",
        rf"\b{BOAT} (?:hire|rents?|rentals?)\b[^.;]{{0,20}}?\b(?:cheaper|less expensive)\b",
        rf"\b(?:hiring|renting|chartering) (?:a |an |the )?(?:[\w-]+ )?{BOAT}\b[^.;]{{0,20}}?\b(?:cheaper"
        r"|less expensive)\b",
    ),
    *changes(BOAT_FEES, 40),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of hire fee."""
    text = sentence.text
    strict = speaks_of(SUBJECT, sentence)
    subject = strict or (None if OTHERWISE.search(text) else HIRED_SUBJECT.search(text))
    if not subject:
        return
    ratio = find_part_ratio(text)
    if ratio:
        yield Draft("ratio", ratio[0], min(subject.start(), ratio[1]) if subject.string == text else ratio[1], ratio[2])
        return
    amounts = find_money(text)
    if amounts:
        yield amount_draft(amount_now(amounts, text))
        return
    yield from one_of_a_kind([*apply(OWNERS, sentence), *apply(ASKED, sentence), *first_of_each(apply(RULES, sentence))])
