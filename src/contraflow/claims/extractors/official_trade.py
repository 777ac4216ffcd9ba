"""Official trade: licensed trade, customs figures, trucks at the bridge, with words for how much or how it moved."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.numbers import find_ratio
from contraflow.claims.sentences import Sentence

NAME = "official_trade"
VERSION = "2"
NOT_TRADE = r"(?<!illicit\x20)(?<!illegal\x20)(?<!unofficial\x20)(?<!market\x20)(?<!smuggling\x20)(?<!private\x20)"
TR = NOT_TRADE + (
    r"(?:official trade|bilateral trade|cross-border trade|licensed trade|trade (?:volume|turnover|"
    r"between|with|through|across|via)|"
    r"trade(?= (?:has|had|have|is|was|will|would|may|could|there|fell|rose|"
    r"recovered|declined|plunged|collapsed|resumed|dropped))|"
    r"(?:coal |total |seafood |textile )?(?:imports|exports)|shipments|customs trade)"
)
SUBJECT = re.compile(TR, re.IGNORECASE)
RULES = (
    rule(
        rf"{TR}\b[^.;]{{0,60}}?\b(?:not been affected|unaffected|unchanged|as usual|as before|remained stable)\b", "change", 0.0
    ),
    rule(
        rf"{TR}\b[^.;]{{0,60}}?\b(?:stopped|halted|ceased|suspended|at a standstill|come to a halt|ground to a halt)\b",
        "level",
        0.0,
    ),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:plunged|collapsed|plummeted|slumped)\b", "change", -2.0),
    rule(
        rf"{TR}\b[^.;]{{0,60}}?\b(?:fell|fallen|fall|declined?|decreased?|dropped|drop|dwindled|shrank|down|slowed)\b",
        "change",
        -1.0,
    ),
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:surged|soared|jumped|skyrocketed)\b", "change", 2.0),
    rule(
        rf"{TR}\b[^.;]{{0,60}}?\b(?:rose|risen|rise|increased?|grew|grown|grow|recover(?:ed)?|resumed?|"
        r"picked up|pick up|climbed)\b",
        "change",
        1.0,
    ),
    rule(r"\b(?:fewer|less|little|hardly any|no) (?:[\w-]+ ){0,1}?(?:trucks|lorries|freight|cargo trucks)\b", "level", 1.0),
    rule(r"\b(?:long lines|queues?|convoys?|rows) of (?:[\w-]+ ){0,2}?(?:trucks|lorries)\b", "level", 3.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of official trade."""
    ratio = find_ratio(sentence.text)
    subject = SUBJECT.search(sentence.text)
    if ratio and subject:
        yield Draft("ratio", ratio[0], min(subject.start(), ratio[1]), ratio[2])
        return
    yield from first_of_each(apply(RULES, sentence))
