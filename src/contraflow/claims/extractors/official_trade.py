"""Official trade: licensed trade, customs figures, trucks at the bridge, with words for how much or how it moved."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule
from contraflow.claims.moves import FELL, FELL_SHARPLY, RESUMED, ROSE, ROSE_SHARPLY, STEADY, STOPPED, STOPPING
from contraflow.claims.numbers import Amount, find_money, find_ratio
from contraflow.claims.sentences import Sentence

NAME = "official_trade"
VERSION = "3"
NOT_TRADE = (
    r"(?<!illicit\x20)(?<!illegal\x20)(?<!unofficial\x20)(?<!non-official\x20)(?<!market\x20)(?<!smuggling\x20)(?<!private\x20)"
    r"(?<!informal\x20)(?<!covert\x20)(?<!drug\x20)(?<!cash\x20)"
)
TR = NOT_TRADE + (
    r"\b(?:official trade|bilateral trade|cross-border trade|licensed trade|trade (?:volume|turnover"
    r"|between|with|through|across|via|"
    r"facilitated)|"
    r"trade(?= (?:has|had|have|is|was|will|would|may|could|there|fell|rose|"
    r"recovered|declined|plunged|collapsed|resumed|dropped|slowed|slumped|grew))|"
    r"(?:coal |total |seafood |textile |fuel |fuel-oil |rice |grain |ore )?(?:imports|exports)|shipments"
    r"|customs (?:trade|clearance)|"
    r"(?:freight|cargo|truck|cross-border) traffic|traffic(?= (?:is|was|has|on|across|over)))"
)
SUBJECT = re.compile(TR, re.IGNORECASE)
OBJECT = (
    r"(?:all |most |the |its |some |any |their )?(?:official (?:and (?:[\w-]+) )?)?(?:[\w-]+ ){0,2}?"
    r"(?:imports?|exports?|shipments?|trade|customs clearance)\b(?! (?:rights|permits?|compan|firms?|ban"
    r"|office|fair|minist|union))"
)
NOT_BANNED = r"(?! (?:restrictions|sanctions|barriers))"
RULES = (
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:{STEADY}|as usual|remained stable)\b", "change", 0.0),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:active|brisk|lively|in full swing|booming|thriving|flourishing)\b", "level", 3.0),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b{FELL_SHARPLY}\b", "change", -2.0),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b{STOPPED}\b", "level", 0.0),
    rule(rf"\b{STOPPING}(?: providing| issuing)? {OBJECT}{NOT_BANNED}", "level", 0.0),
    rule(rf"\b(?:resum(?:e|ed|es|ing)|restart(?:ed|s|ing)?|reviv(?:e|ed|ing)) {OBJECT}{NOT_BANNED}", "change", 1.0),
    rule(rf"\b(?:started|began|begun|beginning|agreed) (?:to )?allow(?:ing)? {OBJECT}", "change", 1.0),
    rule(rf"\b(?:scaled back|cut back(?: on)?|reduced|curtailed|slashed|dented) {OBJECT}", "change", -1.0),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:{FELL}|restricted|curtailed|disrupted|hampered|hit hard)\b", "change", -1.0),
    rule(r"\bblow to (?:[\w-]+ ){0,3}?(?:trade|exports|imports)\b", "change", -1.0),
    rule(r"\bbusiness (?:is |was |goes |went )?as usual\b(?=[^.;]{0,40}\b(?:border|customs|bridge|port)\b)", "change", 0.0),
    rule(r"\b(?:border|bridge|port|customs|crossing)\b[^.;]{0,60}?\b(?:hive of activity|bustl(?:es|ed|ing))\b", "level", 4.0),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b{ROSE_SHARPLY}\b", "change", 2.0),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:{ROSE}|{RESUMED})\b", "change", 1.0),
    rule(
        r"\b(?:fewer|less|little|hardly any|barely any|almost no|no) (?:[\w-]+ ){0,1}?(?:trucks|lorries"
        r"|freight|vehicles)\b",
        "level",
        1.0,
    ),
    rule(r"\b(?:long lines|queues?|convoys?|rows|lines|streams?) of (?:[\w-]+ ){0,2}?(?:trucks|lorries)\b", "level", 3.0),
    rule(r"\btrucks (?:still |continue to )(?:[\w-]+ ){0,2}?(?:across|over|through)\b", "level", 2.0),
    rule(r"\btrucks\b[^.;]{0,60}?\b(?:lin(?:e|ed|ing) up|queu(?:e|ed|ing)|backed up)\b", "level", 3.0),
)


WORTH = re.compile(
    r"\b(?:amount(?:ed|s|ing) to|total(?:l?ed|l?ing|s)?|worth|valued at|reached|stood at|came to|were|was|to|at|of)\s+"
    r"(?:only |just |about |around |some |nearly |more than |over )?$",
    re.IGNORECASE,
)


def _worth(text: str, after: int) -> Amount | None:
    """Return the amount of money that trade is said to come to, without any "per"."""
    for amount in find_money(text):
        if amount.start >= after and " per " not in amount.unit and WORTH.search(text[: amount.start]):
            return amount
    return None


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of official trade."""
    ratio = find_ratio(sentence.text)
    subject = SUBJECT.search(sentence.text)
    amount = _worth(sentence.text, subject.end()) if subject else None
    if amount:
        yield amount_draft(amount)
    if ratio and subject:
        yield Draft("ratio", ratio[0], min(subject.start(), ratio[1]), ratio[2])
    if amount or (ratio and subject):
        return
    yield from first_of_each(apply(RULES, sentence))
