"""Price: a good of the case with an amount of money per quantity, or with words for how its price moved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contraflow.case.case import Case
from contraflow.claims.counts import find_part_ratio
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule, rules
from contraflow.claims.frames import GOOD, changes, marked, off_topic, one_of_a_kind
from contraflow.claims.moves import BE, FELL, FELL_SHARPLY, GAP, ROSE, ROSE_SHARPLY, STEADY
from contraflow.claims.numbers import Amount, find_money
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import Named, find_goods_meant

NAME = "price"
VERSION = "3"
HIRE = re.compile(r"\b(?:rental|hir(?:e|ing)|rent|charter)\b", re.IGNORECASE)
PRICED = re.compile(
    r"\b(?:prices?|cheaper|dearer|more expensive|priced|costs?|sells?|sold|fetch(?:es|ed)?|trad(?:es|ed"
    r"|ing) at|market)\b",
    re.IGNORECASE,
)
QUANTITIES = ("per kg", "per t", "per l", "per bag")
PRICES = r"\bpric(?:es?|ing)\b"
RULES = (
    rule(rf"{PRICES}[^.;]{{0,60}}?\b{ROSE_SHARPLY}\b", "change", 2.0),
    rule(rf"{PRICES}[^.;]{{0,60}}?\b{FELL_SHARPLY}\b", "change", -2.0),
    rule(
        rf"{PRICES}[^.;]{{0,50}}?\b{ROSE}\b|\b(?:rise|increase|jump|hike)s? in (?:the )?(?:[\w-]+ ){{0,2}}?prices?"
        r"|\b(?:rising|soaring|higher|increasing|climbing) (?:[\w-]+ ){0,2}?prices\b|\bprice (?:rises|hikes"
        r"|increases)\b",
        "change",
        1.0,
    ),
    rule(
        rf"{PRICES}[^.;]{{0,50}}?\b{FELL}\b|\b(?:fall|drop|decline)s? in (?:the )?(?:[\w-]+ ){{0,2}}?prices?"
        r"|\b(?:falling|lower|declining) (?:[\w-]+ ){0,2}?prices\b",
        "change",
        -1.0,
    ),
    rule(rf"{PRICES}[^.;]{{0,40}}?\b{STEADY}\b", "change", 0.0),
)
# prices said of the market at large; a share, a ticket or a flat is none of them
AT_LARGE = re.compile(
    r"\b(?:commodity|commodities|food|markets?|goods|stocks?|consumer|daily necessit(?:y|ies)|products?|items?)\b"
    r"|^[^a-z]*prices\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\b(?:share|stock market|house|housing|ticket|property|rent|flat|land|oil futures)\b", re.IGNORECASE)

OF_PRICE = (
    rf"\b(?:(?:prices?|costs?) (?:of|for) (?:[\w-]+ ){{0,3}}?(?:{GOOD}|goods|food|staples|necessities"
    rf"|commodities)|{GOOD} (?:prices?|costs?)|(?:food|market|fuel"
    r"|commodity|consumer|grain) prices|the price(?! of)|prices)"
)
A_GOOD = rf"\b(?:{GOOD}|cooking oil|necessities|staples)"
STALL = r"(?:market|stalls?|kilo|shops?|dealers?|traders|vendors)"
WORDS = (
    *rules(
        "event",
        None,
        rf"\b(?:hoard\w*|sitting on (?:their |its )?stocks?|holding back (?:their )?(?:stocks?|{GOOD}))\b",
        code="hoarding",
    ),
    *rules(
        "event",
        None,
        r"\b(?:swap(?:s|ped|ping)?|barter(?:s|ed|ing)?|exchang(?:e|es|ed|ing)) (?:their |his |the )?(?:catch"
        rf"|{GOOD})[^.;]{{0,20}}?\bfor\b",
        r"\bbartered for\b",
        code="barter",
    ),
    *rules("change", 2.0, rf"{A_GOOD} (?:has |have |is |are )?(?:soared|skyrocketed|soaring|shot up|rocketed)\b"),
    *rules("change", -2.0, rf"{A_GOOD} (?:has |have )?(?:crashed|plummeted) in price\b"),
    *rules(
        "change",
        1.0,
        rf"{A_GOOD}{GAP}{{0,30}}?\b(?:{BE}|getting|costs?) (?:a bit |much |far |even |ever |slightly |a little "
        r"|still )?(?:dearer|more expensive|costlier|pricier|more than (?:before|it did|they did|last|in|a year))\b",
        rf"{A_GOOD} (?:has |have )?(?:gone|went|going|is|are) up (?:in price|at|in the)\b[^.;]{{0,20}}?\b{STALL}",
        r"\b(?:push|driv|forc|send|bid|sent|drove)(?:e|es|ed|ing|en|s)? up (?:the )?(?:[\w-]+ ){0,2}?(?:prices?|costs?)\b",
        r"\b(?:push|driv|send)(?:e|es|ed|ing|en|s)? (?:the )?(?:[\w-]+ ){0,2}?prices? (?:of [\w-]+ )?(?:up|higher)\b",
        rf"\b(?:ask|asking|asks|charge|charging|demand|demanding) (?:for )?more for (?:[\w-]+ )?{GOOD}",
        rf"\b(?:dig deeper|pay more|paying more)\b[^.;]{{0,40}}?\bfor (?:[\w-]+ )?{GOOD}",
    ),
    *rules(
        "change",
        -1.0,
        rf"{A_GOOD}{GAP}{{0,30}}?\b(?:{BE}|getting) (?:a bit |much |far |even |slightly |a little )?(?:cheaper"
        r"|less expensive)\b(?! to)",
        r"\b(?:push|driv|forc|send|drag|bring|brought|sent|drove)(?:e|es|ed|ing|en|s"
        r"|ged)? down (?:the )?(?:[\w-]+ ){0,2}?prices?\b",
        rf"\b(?:ask|asking|asks|charge|charging|pay|paying) less for (?:[\w-]+ )?{GOOD}",
    ),
    *rules(
        "change",
        0.0,
        rf"{A_GOOD}(?: prices?)? (?:is|are|has been|have been|remains?) (?:relatively |fairly |broadly )?stable\b",
    ),
)
EASED = rules("change", -1.0, rf"{OF_PRICE}{GAP}{{0,30}}?\b(?:eas(?:ed|ing)|softened|come off)\b")
GENERIC = (*WORDS, *changes(OF_PRICE, 50), *EASED)
PRICE_WORD = re.compile(
    r"\bpric\w+|\bcosts?\b|\bcheap\w*|\bdear\w*|\bexpensive\b|\bfetch\w*|\bbrings?\b|\bbrought\b", re.IGNORECASE
)
AT_A_PRICE = re.compile(
    r"\b(?:costs?|sell\w*|sold|fetch\w*|priced?|prices|trad\w+|stood|went\s+for|goes\s+for|go\s+for"
    r"|going\s+for|chang\w+\s+hands|averag\w+|reach\w*|hit|peaked"
    r"|rose|risen|fell|fallen|dropped|climbed|jumped|pay|pays|paying|paid|offer\w*|buy|buys|bought"
    r"|wholesal\w+|is|are|was|were|now|held|eased|above|below)\b",
    re.IGNORECASE,
)
OTHER_MONEY = re.compile(
    r"\b(?:brib\w*|fines?|fined|fees?|rent\w*|salar\w+|wages?|earn\w*|profits?|worth|duty|duties|tax\w*"
    r"|licen[cs]e|dollar was|exchange\s+rate|per\s+trip|a\s+trip"
    r"|hired?|boatmen|guards?|losses|imports?|exports?|million|billion|tickets?|prize|dress)\b",
    re.IGNORECASE,
)
LED_BY = re.compile(
    r"\b(?:a|one|per|each|half a)\s+(?P<per>kilogram|kilo|kg|litre|liter|tonne|ton|bag|gallon)\b(?:\s+of)?", re.IGNORECASE
)
PER = {
    "kilogram": "kg",
    "kilo": "kg",
    "kg": "kg",
    "litre": "l",
    "liter": "l",
    "tonne": "t",
    "ton": "t",
    "bag": "bag",
    "gallon": "gal",
}
MOST_PRICE = 1e6  # more than that per quantity is a sum, no price


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of price."""
    text = sentence.text
    if HIRE.search(text) or off_topic(sentence, case):
        return
    goods = find_goods_meant(text, sentence.before, case)
    money = find_money(text)
    priced = [amount for amount in money if amount.unit.endswith(QUANTITIES)]
    if goods and not priced and not OTHER_MONEY.search(text) and AT_A_PRICE.search(text):
        priced = [_with_unit(amount, text) for amount in money if amount.value <= MOST_PRICE]
    if goods and priced:
        yield from _stated(goods, priced, text)
        told = find_part_ratio(text)
        if told:
            yield Draft("ratio", *told, good=goods[0].id)
        else:
            moved = (*apply(BY_SO_MUCH, sentence), *apply(RULES, sentence), *apply(GENERIC, marked(sentence, case)))
            yield from (replace(each, good=goods[0].id) for each in moved[:1] if each.kind == "change")
        return
    ratio = find_part_ratio(text)
    # what enters is sold on the market: a good that "fell 20 percent" is a price; of what leaves it is trade
    sold = [good for good in goods if case.goods[good.id].direction == "in" or PRICE_WORD.search(text)]
    priced_words = sold and (PRICED.search(text) or PRICE_WORD.search(text) or _leads(sold[0].start, text))
    if ratio and priced_words and not TRADED.search(text):
        yield Draft("ratio", ratio[0], ratio[1], ratio[2], good=goods[0].id)
        return
    drafts: list[Draft] = []
    if goods or (AT_LARGE.search(text) and not ELSEWHERE.search(text)):
        drafts += first_of_each(apply(RULES, sentence))
        drafts += apply(GENERIC, marked(sentence, case))
    yield from one_of_a_kind(drafts)


A_SUM = r"[\d.,]+ (?:won|yuan|dollars?|RMB)"
BY_SO_MUCH = (
    *rules(
        "change",
        -1.0,
        rf"\b{A_SUM} (?:less|lower|cheaper|below|down)\b",
        rf"\b(?:drop|fall|decrease|decline) of (?:about |around |some |nearly )?{A_SUM}",
        rf"\bdown (?:by )?(?:about |around )?{A_SUM}",
    ),
    *rules(
        "change",
        1.0,
        rf"\b{A_SUM} (?:more|higher|dearer|above|up)\b",
        rf"\b(?:rise|increase|jump|gain) of (?:about |around |some |nearly )?{A_SUM}",
        rf"\bup (?:by )?(?:about |around )?{A_SUM}",
        r"\b(?:rose|risen|climbed|jumped|gone up|went up|increased)\b[^.;]{0,30}?\bfrom \S*\d",
    ),
    *rules("change", -1.0, r"\b(?:fell|fallen|dropped|slid|gone down|went down|come down|declined)\b[^.;]{0,30}?\bfrom \S*\d"),
    *rules("change", 0.0, r"\b(?:hardly|barely|scarcely|not) (?:moved|changed|budged)\b|\balmost unchanged\b"),
)
# "about 300 won less", "a drop of 20 yuan" is how far a price moved, not what it is
ONLY_A_STEP = re.compile(r"^\W*(?:per \w+ |a \w+ )?(?:less|lower|cheaper|more|higher|dearer|below|above)\b", re.IGNORECASE)
STEP_BEFORE = re.compile(
    r"\b(?:drop|fall|decrease|decline|rise|increase|jump|gain) of (?:about |around |some |nearly )?$"
    r"|\b(?:rose|risen|fell|fallen|dropped|up|down|increased|climbed) by (?:about |around |some |nearly )?$",
    re.IGNORECASE,
)


def _stated(goods: Sequence[Named], priced: Sequence[Amount], text: str) -> Iterator[Draft]:
    """Yield what goods cost and had cost, each amount with the good beside which it stands."""
    told = [each for each in priced if not ONLY_A_STEP.search(text[each.end :]) and not STEP_BEFORE.search(text[: each.start])]
    for number, amount in enumerate(told or priced[:1]):
        good = goods[number] if len(goods) == len(told) else goods[0]
        yield replace(amount_draft(amount), good=good.id)


TRADED = re.compile(r"\b(?:imports?|exports?|shipments?|sales|volume|trade|supply|supplies)\b", re.IGNORECASE)


def _with_unit(amount: Amount, text: str) -> Amount:
    """Return an amount with what it is per where the text says so before it ("a litre of petrol costs ...")."""
    led = LED_BY.search(text)
    return (
        replace(amount, unit=f"{amount.unit} per {PER[led['per'].lower()]}") if led and " per " not in amount.unit else amount
    )


def _leads(start: int, text: str) -> bool:
    return len(text[:start].split()) <= 1
