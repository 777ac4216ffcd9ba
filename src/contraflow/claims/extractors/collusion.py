"""Collusion: guards or officials who take part in smuggling or run it together with traders."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rules
from contraflow.claims.sentences import Sentence

NAME = "collusion"
VERSION = "3"
SERVANT = r"(?:guards?|soldiers?|officers?|officials?|police|security agents?|patrol agents?|agents?|cadres?)"
DEALER = r"(?:smugglers?|traders?|brokers?)"
GOODS = r"(?:goods|loads?|cargo|bags|packages|contraband)"
DEALING = r"(?:the |this |a |an )?(?:[\w-]+ )?(?:smuggl\w+|trade|deals?|business|trafficking)"
RULES = (
    *rules(
        "level",
        3.0,
        rf"\b{SERVANT}\b[^.;]{{0,50}}?\b(?:involved|take part|taking part|took part|participat\w+) in {DEALING}",
        rf"\b{SERVANT}\b[^.;]{{0,50}}?\b(?:collud\w+|in league|help(?:ed|ing|s)? (?:the )?smugglers)\b",
        rf"\b{SERVANT}\b[^.;]{{0,50}}?\bsmuggl(?:e|ed|ing) (?:goods )?themselves\b",
        rf"\b{SERVANT}\b[^.;]{{0,40}}?\b(?:accused of|(?:busted|arrested|investigated) for|caught"
        rf"|charged with) (?:[\w-]+ )?smuggl",
        rf"\b{SERVANT}\b[^.;]{{0,30}}?\b(?:carry|convey|deliver|mov|transport)(?:e"
        rf"|ing)? (?:[\w-]+ ){{0,3}}?{GOODS}\b",
        rf"\b(?:entrust|hand|giv|pass)(?:e|ed|en|ing)? (?:[\w-]+ ){{0,3}}?{GOODS} (?:over )?to (?:the "
        rf"|border )*{SERVANT}\b",
        rf"\b{SERVANT}\b[^.;]{{0,50}}?\bwork(?:s|ed|ing)? (?:closely |together )?with (?:the )?{DEALER}\b",
        rf"\bwork(?:s|ed|ing)? (?:closely |together )?with (?:[\w-]+ ){{0,3}}?(?:border|patrol|security"
        rf"|customs) {SERVANT}",
        rf"\b(?:in collusion|in cahoots|hand in glove|conspir\w+"
        rf"|complicit) with (?:the )?(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
        rf"\bwith the (?:help|assistance|cooperation|connivance) of (?:the |border )*(?:[\w-]+ ){{0,2}}?{SERVANT}\b",
        rf"\b(?:collusion|connivance|complicity) (?:of|by|with|among"
        rf"|between) (?:the )?(?:[\w-]+ ){{0,2}}?(?:{SERVANT}|authorities)\b",
        rf"\bconspir(?:ed|ing|e) with (?:a |the |some )?(?:[\w-]+ )?{DEALER}",
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of collusion."""
    yield from first_of_each(apply(RULES, sentence))
