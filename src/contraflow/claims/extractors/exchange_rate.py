"""Exchange rate: won per unit of foreign money at the market; up means that foreign money is dearer."""

import re
from collections.abc import Iterator
from dataclasses import replace

from contraflow.case.case import Case
from contraflow.claims.counts import find_part_ratio
from contraflow.claims.draft import Draft, apply, first_of_each, rule, rules
from contraflow.claims.frames import changes, one_of_a_kind
from contraflow.claims.moves import (
    A_FALL,
    A_RISE,
    BE,
    BIG,
    FELL,
    FELL_SHARPLY,
    GAP,
    PLUNGED,
    ROSE,
    ROSE_SHARPLY,
    SHARPLY,
    SOARED,
    STEADY,
)
from contraflow.claims.numbers import NUMBER, read_number
from contraflow.claims.sentences import Sentence

NAME = "exchange_rate"
VERSION = "4"
RULES = (
    rule(
        (
            r"\b(?:yuan|RMB|dollar|US dollar)\b[^.;]{0,40}?\b(?:rose|risen|strengthened|gained|climbed|"
            r"surged|dearer|stronger|more expensive) against\b|\bwon\b[^.;]{0,40}?\b(?:weakened|fell|fallen"
            r"|slid|lost)\b"
        ),
        "change",
        1.0,
    ),
    rule(
        (
            r"\b(?:yuan|RMB|dollar|US dollar)\b[^.;]{0,40}?\b(?:fell|fallen|weakened|lost|dropped|cheaper"
            r"|weaker) against\b|"
            r"\bwon\b[^.;]{0,40}?\b(?:strengthened|rose|gained|surged)\b"
        ),
        "change",
        -1.0,
    ),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b{STEADY}\b", "change", 0.0),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b{ROSE_SHARPLY}\b", "change", 2.0),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b{ROSE}\b", "change", 1.0),
    rule(rf"\bexchange rates?\b[^.;]{{0,40}}?\b(?:{FELL}|{FELL_SHARPLY})\b", "change", -1.0),
)

FOREIGN = r"(?:yuan|renminbi|RMB|(?:US |American )?dollars?|greenback|foreign (?:currency|money))"
HOME = r"(?:(?:North Korean |the )?won|(?:local|national|home|country's) (?:currency|money))"
# "8,000 won to the dollar", "a dollar changes hands for 8,000 won", "1,200 won for a yuan"
FOREIGN_FIRST = re.compile(
    rf"\b(?P<unit>yuan|RMB|dollars?)\b(?P<between>[^.;]{{0,60}}?)(?P<low>{NUMBER})(?:(?:\s*(?:to|-|–"
    rf"|and)\s*)(?P<high>{NUMBER}))?\s+(?:North Korean )?won\b",
    re.IGNORECASE,
)
WON_FIRST = re.compile(
    rf"(?P<low>{NUMBER})(?:(?:\s*(?:to|-|–|and)\s*)(?P<high>{NUMBER}))?\s+(?:North Korean )?won\s+(?:to|for"
    r"|per|against|a|on)\s+(?:the |one |a |each |1 )?"
    r"(?:US |Chinese )?(?P<unit>yuan|RMB|dollar)\b",
    re.IGNORECASE,
)
GAINED = (
    r"(?:strengthened|strengthening|rose|risen|rising|gained|gaining|firmed|firming|recovered|recovering"
    r"|appreciated|climbed|rebounded|gained ground"
    r"|regained|stronger)"
)
LOST = (
    r"(?:weakened|weakening|weaken|fell|fallen|falling|slid|sliding|slipped|slipping|lost|losing"
    r"|depreciated|dropped|dropping|declined|sinking|sunk|sank"
    r"|weaker|eroded)"
)
DEARER = (
    r"(?:dearer|more expensive|stronger|up|gone up|went up|going up|rise|rising|rose|risen|climbed"
    r"|climbing|higher|gained|strengthened)"
)
CHEAPER = (
    r"(?:cheaper|weaker|down|gone down|went down|come down|fell|fallen|falling|slipped|dropped|lower|lost"
    r"|weakened|declined)"
)
RATE_WORDS = r"\b(?:exchange rates?|(?:dollar|yuan) rates?|market rates? (?:for|of) the (?:dollar|yuan))"
FIRST = (
    *rules(
        "change",
        2.0,
        rf"\b{HOME}\b{GAP}{{0,70}}?\b(?:{PLUNGED}|{SHARPLY} {LOST}|{LOST} {SHARPLY})\b",
        rf"\b{FOREIGN}\b{GAP}{{0,30}}?\b(?:{SOARED}|{SHARPLY} {DEARER}|{DEARER} {SHARPLY})\b(?=[^.;]*\bwon\b"
        r"|[^.;]*\bborder\b)",
        rf"\b{BIG} {A_FALL} (?:in|of) (?:the )?(?:value of )?(?:the )?{HOME}\b",
    ),
    *rules(
        "change",
        -2.0,
        rf"\b{HOME}\b{GAP}{{0,30}}?\b(?:{SOARED}|{SHARPLY} {GAINED}|{GAINED} {SHARPLY})\b",
        rf"\b{FOREIGN}\b{GAP}{{0,30}}?\b(?:{PLUNGED}|{SHARPLY} {CHEAPER}|{CHEAPER} {SHARPLY})\b(?=[^.;]*\bwon\b"
        r"|[^.;]*\bborder\b)",
    ),
    *rules("change", 0.0, rf"\b{HOME}\b{GAP}{{0,30}}?\b(?:{STEADY})\b"),
    *rules(
        "change",
        1.0,
        rf"\b{A_FALL} (?:in|of) (?:the )?(?:value of )?(?:the )?{HOME}\b",
        rf"\b{HOME}\b{GAP}{{0,30}}?\b{LOST}\b",
        rf"\b{A_RISE} (?:in|of) (?:the )?{FOREIGN}\b(?= rate|[^.;]*\bwon\b)",
        rf"\b{FOREIGN}\b{GAP}{{0,25}}?\b(?:{BE} )?{DEARER}\b(?=[^.;]*\b(?:won|border|money changers?|market)\b)",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b{HOME}\b{GAP}{{0,30}}?\b{GAINED}\b",
        rf"\b{A_FALL} (?:in|of) (?:the )?{FOREIGN}\b(?= rate|[^.;]*\bwon\b)",
        rf"\b{FOREIGN}\b{GAP}{{0,25}}?\b(?:{BE} )?{CHEAPER}\b(?=[^.;]*\b(?:won|border|money changers?|market)\b)",
    ),
)
YUAN_USED = rules(
    "event",
    None,
    r"\b(?:accept|take|want)s? (?:only|nothing but) (?:Chinese )?(?:yuan|dollars|foreign)\b",
    r"\bonly (?:accept|take)s? (?:Chinese )?(?:yuan|dollars|foreign)\b",
    r"\b(?:priced|paid|traded|settled|quoted|sold) (?:mostly |only |largely )?(?:in|using) (?:Chinese "
    r"|foreign )?(?:yuan|currency|dollars)\b",
    code="yuan_used",
)
STEP = (
    *rules(
        "change", 0.0, r"\b(?:almost |nearly |virtually )?unchanged\b|\b(?:hardly|barely|scarcely) (?:moved|changed|budged)\b"
    ),
    *rules(
        "change", 1.0, r"\b(?:slightly |somewhat |a little |a bit |much |far )?(?:higher|dearer|more) than\b|\bup from \S*\d"
    ),
    *rules(
        "change", -1.0, r"\b(?:slightly |somewhat |a little |a bit |much |far )?(?:lower|cheaper|less) than\b|\bdown from \S*\d"
    ),
)
AFTER = changes(RATE_WORDS, 40)
SPOKEN_OF = re.compile(rf"\b(?:{HOME}|exchange rates?|yuan|renminbi|RMB|dollars?)\b".replace(" ", r"\s+"), re.IGNORECASE)
# won by the south, or against the yen, is no rate of this border; nor is a race that was won
ELSEWHERE = re.compile(
    r"\b(?:South\s+Korean\s+won|yen|euros?|pounds?|opposition\s+won|teams?|race|prize|election|medal|match|abroad)\b",
    re.IGNORECASE,
)
SELLS = re.compile(r"\b(?:rice|kilo\w*|kg|lit(?:re|er)|fines?|brib\w+|fees?|rent\w*|tonnes?|bags?)\b", re.IGNORECASE)
LEAST_RATE, MOST_RATE = 100, 100_000  # won per unit


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of exchange rate."""
    text = sentence.text
    if not SPOKEN_OF.search(text) or ELSEWHERE.search(text):
        return
    rates = _rates(text)
    yield from rates
    ratio = find_part_ratio(text)
    if ratio and RATIO_OF_RATE.search(text):
        yield Draft("ratio", ratio[0], ratio[1], ratio[2])
        return
    moved = apply(STEP, sentence) if rates else ()
    drafts = [
        *moved,
        *apply(YUAN_USED, sentence),
        *apply(FIRST, sentence),
        *first_of_each(apply(RULES, sentence)),
        *apply(AFTER, sentence),
    ]
    yield from one_of_a_kind(drafts)


RATIO_OF_RATE = re.compile(r"\b(?:exchange\s+rates?|(?:dollar|yuan)\s+is\s+worth|(?:dollar|yuan)\s+rate)\b", re.IGNORECASE)


def _rates(text: str) -> list[Draft]:
    """Return the stated numbers of won per unit of foreign money; a range becomes its mid-point."""
    for pattern in (FOREIGN_FIRST, WON_FIRST):
        rates = [] if pattern is FOREIGN_FIRST and SELLS.search(text) else [_rate(found) for found in pattern.finditer(text)]
        if any(rates):
            kept = [rate for rate in rates if rate]
            return kept if len(kept) > 1 else [*kept, *_more_rates(text, kept[0])]
    return []


SECOND = re.compile(
    rf"(?:\band (?P<low>{NUMBER})(?: won)? (?:for|to|per|against) (?:the |one |a |each )?(?P<unit>yuan|RMB|dollar)\b)",
    re.IGNORECASE,
)
HAD_BEEN = re.compile(
    rf"\b(?:from|against|compared (?:with|to)|was|instead of) (?:about |around |some "
    rf"|nearly )?(?P<low>{NUMBER})(?: won)?\b(?! percent|%)",
    re.IGNORECASE,
)


def _more_rates(text: str, first: Draft) -> Iterator[Draft]:
    """Yield a second rate of a sentence: that of another money, and what the first had been."""
    for found in SECOND.finditer(text, first.end):
        low = read_number(found["low"])
        if LEAST_RATE <= low <= MOST_RATE:
            unit = "KPW per CNY" if found["unit"].lower() in {"yuan", "rmb"} else "KPW per USD"
            yield Draft("amount", low, found.start(), found.end(), unit=unit)
    for found in HAD_BEEN.finditer(text, first.end):
        low = read_number(found["low"])
        if first.value and 0.2 < low / first.value < 5 and low >= LEAST_RATE:
            yield replace(first, value=low, low=None, high=None, start=found.start(), end=found.end(), when="previously")


def _rate(found: re.Match[str]) -> Draft | None:
    low, high = read_number(found["low"]), read_number(found["high"]) if found["high"] else None
    if not LEAST_RATE <= low <= MOST_RATE:
        return None
    unit = "KPW per CNY" if found["unit"].lower() in {"yuan", "rmb"} else "KPW per USD"
    value = low if high is None else (low + high) / 2
    return Draft("amount", value, found.start(), found.end(), "", low if high else None, high, "", unit)
