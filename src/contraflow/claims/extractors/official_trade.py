"""Official trade: licensed trade, customs figures, trucks at the bridge, with words for how much or how it moved."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.counts import find_counts, find_part_ratio, find_share
from contraflow.claims.draft import Draft, amount_draft, apply, first_of_each, rule, rules
from contraflow.claims.frames import GOOD, PLACE, amounts_of, changes, marked, near_border, off_topic, one_of_a_kind
from contraflow.claims.moves import FELL, FELL_SHARPLY, RESUMED, ROSE, ROSE_SHARPLY, STEADY, STOPPED, STOPPING
from contraflow.claims.numbers import Amount, find_money
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods

NAME = "official_trade"
VERSION = "4"
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
    rule(rf"{TR}\b[^.;]{{0,60}}?\b(?:active|brisk|lively|in full swing)\b", "level", 3.0),
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


# what goes over the bridge by day, and those who live of it
CLEAN = (
    NOT_TRADE
    + rf"\b(?:(?:official|licensed|legal|bilateral|cross-border|foreign|two-way|overland|border|{GOOD}|{PLACE}|country's) "
    r"(?:trade|commerce|trading)|trade\b(?! (?:union|fair|unions|secrets|minist\w+|war|talks))|(?:imports?"
    r"|exports?)\b(?! of)|"
    rf"(?:imports?|exports?|shipments?|deliveries|sales|purchases) of (?:[\w-]+ ){{0,2}}?(?:{GOOD}|goods)"
    rf"|{GOOD} (?:imports?|exports?|shipments?"
    r"|deliveries|sales|purchases|trade)|customs (?:trade|clearance|business)|(?:freight|cargo|truck"
    r"|bridge|cross-border|rail|goods) "
    r"(?:traffic|trains?|volumes?|convoys?|transport)|traffic (?:on|over|across|at"
    rf"|through) (?:the )?(?:[\w-]+ ){{0,2}}?(?:bridge|border|river"
    rf"|crossing|{PLACE})|(?:number|numbers|flow|stream) of (?:freight |cargo )?(?:trucks|lorries|vehicles"
    r"|wagons)|truck numbers|(?:trucks?|lorries"
    rf"|freight|trade) (?:traffic )?(?:over|across|at) (?:the )?(?:[\w-]+ ){{0,2}}?(?:bridge|border"
    rf"|crossing|{PLACE})|shipments|freight (?:at|over|across) (?:the )?(?:border|bridge|{PLACE})"
    rf"|cargo over (?:the )?(?:bridge|border|{PLACE}))"
)
PLACE_OF_TRADE = (
    r"(?:(?:customs|border) (?:house|yard|post|posts|office|area|town|towns|port|crossing)"
    rf"|(?:{PLACE} )?(?:customs|port|bridge|crossing)|{PLACE})"
)
CUSTOMS_HOUSE = r"(?:customs (?:house|yard|posts?|office)|customs|port|bridge|crossing)"
TRUCKS = (
    r"(?:trucks?|lorr(?:y|ies)|freight trains?|cargo trains?|goods trains?|wagons|vehicles|cargo ships?"
    r"|freighters?|convoys?)"
)
OVER = rf"(?:over|across|through) (?:the )?(?:[\w-]+ ){{0,2}}?(?:bridge|border|river|crossing|{PLACE})"
FEW = r"(?:hardly any|barely any|scarcely any|few|only a (?:handful|few)(?: of)?|a mere handful of|almost no|only a dozen)"
MANY = (
    r"(?:hundreds of|scores of|dozens of|countless|(?:a )?(?:long )?(?:lines?|queues?|convoys?|columns?"
    r"|streams?|rows) of)"
)
OF_TRUCKS = (
    *rules(
        "level",
        0.0,
        rf"\b(?:not a single|not one|no) (?:[\w-]+ )?{TRUCKS}\b[^.;]{{0,40}}?\b(?:cross|come|came|pass|roll"
        r"|been|seen|run|left|has|have)\w*",
        r"\bno (?:[\w-]+ )?(?:imports?|exports?|shipments?)\b",
        r"\b(?:stopp?(?:ed|ing)|ceased|suspended|halted) (?:all )?(?:buying|selling|taking|importing|exporting"
        r"|accepting|clearing|delivering"
        r"|sales of|supplying|purchases of|purchasing|bringing in|shipping) ",
        rf"\b(?:halted|stopped|suspended|ended) (?:[\w-]+ )?(?:{GOOD} )?(?:and {GOOD} )?(?:sales|purchases"
        r"|deliveries|supplies)\b",
        rf"{CLEAN}[^.;]{{0,30}}?\b(?:zero|nil|none at all)\b",
        rf"\bno (?:{GOOD}|goods)\b[^.;]{{0,25}}?\b(?:recorded|cleared|allowed|may enter|are let|is let|imported"
        r"|exported)\b",
    ),
    *rules(
        "level",
        1.0,
        rf"\b{FEW} (?:[\w-]+ )?{TRUCKS}\b(?![^.;]{{0,40}}?\b(?:inspected|searched|checked))",
        rf"\b{PLACE_OF_TRADE}[^.;]{{0,40}}?\b(?:(?:almost|nearly|all but|virtually|half|largely"
        r"|unusually) )?(?:deserted|empty|idle|abandoned)\b",
        rf"\b(?:trade|business|port|customs post|customs house|{PLACE})[^.;]{{0,25}}?\b(?:is|was|are"
        r"|were) (?:unusually |very |strangely )?quiet\b",
        rf"{CLEAN}[^.;]{{0,20}}?\b(?:remains?|is|are) (?:severely |tightly )?(?:restricted|limited)\b",
    ),
    *rules(
        "level",
        4.0,
        rf"\b(?:{TRUCKS}|traffic)\b[^.;]{{0,40}}?\b(?:bumper[- ]to[- ]bumper|nose to tail)\b",
        rf"\b{CUSTOMS_HOUSE}[^.;]{{0,40}}?\b(?:hive of activity|very busy|bustling|overflowing|packed)\b",
        r"\bbumper[- ]to[- ]bumper traffic\b",
    ),
    *rules(
        "level",
        3.0,
        rf"\b{MANY} (?:[\w-]+ )?{TRUCKS}\b",
        rf"\b{TRUCKS}\b[^.;]{{0,60}}?\b(?:lin(?:e|ed|ing) up|queu(?:e|ed|ing|es)|backed up)\b",
    ),
    *rules(
        "change",
        0.0,
        rf"\b(?:{CLEAN}|{GOOD})[^.;]{{0,40}}?\b(?:(?:goes|went|gone|going|carries|carried) on|continues?"
        r"|continued|still (?:exported|imported))\b",
        r"\bback to normal (?:at|on|over) the (?:[\w-]+ )?(?:bridge|border|crossing)\b",
    ),
    *rules(
        "change",
        1.0,
        rf"\b{TRUCKS}\b[^.;]{{0,40}}?\b(?:started|begun|began|are running|running|roll(?:ing)?"
        r"|cross(?:ing)?) (?:to (?:run|cross|roll) )?again\b",
        rf"\bmore (?:[\w-]+ )?{TRUCKS}\b(?! than \d)",
        rf"\b{GOOD} (?:is|are|was|were) (?:now )?(?:once )?(?:again|more) (?:being )?(?:shipped|exported"
        r"|imported|delivered|bought|taken|cleared)",
        rf"\b(?:taking|buying|importing|accepting) (?:[\w-]+ )?{GOOD} again\b|\btakes? {GOOD} again\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b{TRUCKS}\b[^.;]{{0,40}}?\b(?:less often|less frequently|fewer times)\b",
        rf"\bfewer (?:[\w-]+ )?{TRUCKS}\b",
        rf"\b{PLACE_OF_TRADE}[^.;]{{0,25}}?\b(?:much |far |a lot )?(?:quieter|emptier)\b",
        r"\b(?:trading firms|exporters|importers|trading companies"
        r"|shipping agents)\b[^.;]{0,60}?\b(?:dwindl\w+|dried up|shrunk|shrinking|suffer\w*"
        r"|struggl\w+|fewer orders|lost)\b",
        r"\b(?:warehouses?|yards?|depots?)\b[^.;]{0,50}?\bfill(?:ed|ing) up\b[^.;]{0,40}?\b(?:little|nothing|few)\b",
        r"\b(?:severe |heavy )?blow to (?:[\w-]+ ){0,3}?(?:trade|exports|imports|businesses|traders)\b",
    ),
    *rules(
        "level",
        2.0,
        rf"\b{TRUCKS}\b[^.;]{{0,30}}?\b(?:still )?(?:roll|cross|rumble|go|pass|run)(?:s|es)? {OVER}",
        rf"\b{TRUCKS} (?:still )?cross(?:es)?\b",
    ),
)
EVENTS = (
    *rules(
        "event",
        None,
        r"\b(?:compan(?:y|ies)|firms?|plant|factory|joint venture|zone)\b[^.;]{0,40}?\b(?:suspended|shut down"
        r"|closed) (?:(?:its|their|his) )?"
        r"(?:business|operations|plant|doors|office|offices|factory)\b",
        code="suspension",
    ),
    *rules(
        "event",
        None,
        r"\bopening\b[^.;]{0,50}?\b(?:put off|delayed|postponed|pushed back)\b",
        r"\b(?:delay(?:ed|s|ing)?|postpon(?:ed|es|ing)|put off)\b[^.;]{0,30}?\b(?:its |the "
        r"|their )?(?:official )?opening\b",
        code="delay",
    ),
    *rules(
        "event",
        None,
        r"\bnew (?:[\w-]+ ){0,2}?(?:bridge|customs (?:post|house)|port|crossing|road"
        r"|market)\b[^.;]{0,50}?\b(?:opened|inaugurated)\b",
        r"\b(?:opened|inaugurated) (?:a|the|its) (?:new )?(?:[\w-]+ ){0,2}?(?:bridge|customs (?:post|house)"
        r"|port|crossing)\b",
        r"\b(?:port|bridge|crossing) was (?:officially )?(?:opened|inaugurated)\b",
        code="opening",
    ),
    *rules(
        "event",
        None,
        r"\b(?:customs clearance|clearance|services?|train service)\b[^.;]{0,40}?\b(?:taken up again|resumed|restarted)\b",
        code="resume",
    ),
)
CLEAN_SUBJECT = re.compile(CLEAN.replace(" ", r"\s+"), re.IGNORECASE)
TRUCK_SUBJECT = re.compile(rf"\b{TRUCKS}\b".replace(" ", r"\s+"), re.IGNORECASE)
FRAMES = (*changes(CLEAN, 50), *amounts_of(CLEAN, 40))
OF_TRADE = re.compile(
    r"\b(?:(?:of|in) (?:all |the |its |their |north korea's |total |bilateral |foreign |cross-border "
    r"|official )*(?:trade|imports|exports|commerce))\b",
    re.IGNORECASE,
)
ILLEGAL = re.compile(
    r"\b(?:smuggl\w+|illegal\w*|illicit\w*|contraband|unofficial|banned goods|tourists?|tickets?|drugs?)\b", re.IGNORECASE
)
PASSING = re.compile(
    r"\b(?:cross\w*|roll\w*|go(?:es)? over|pass\w*|come(?:s)? (?:over|across)|came (?:over|across)|lie off"
    r"|lay off|wait\w*|stranded|stuck|bought|buys?"
    r"|import\w*|export\w*|ship\w*|sold|took|takes?|suppl\w+|deliver\w*|accepted|carr\w+|handles?|allowed|head\w*)\b",
    re.IGNORECASE,
)
CARGO = frozenset({"vehicles", "vessels", "t", "l"})
MOVED_GOOD = (
    rf"^\W*(?:\w+ )?{GOOD} (?:imports |exports )?(?:from [\w ]+ )?(?:has |have )?(?:fell|rose|dropped"
    r"|dipped|sank|soared|grew|was up|was down|were up|were down|tumbled|plunged|jumped|surged|slid"
    r"|declined|climbed)\b"
)
BARE = re.compile(MOVED_GOOD.replace(" ", r"\s+"), re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of official trade."""
    if off_topic(sentence, case):
        return
    goods = marked(sentence, case)
    subject = SUBJECT.search(sentence.text) or CLEAN_SUBJECT.search(goods.text)
    trucks = TRUCK_SUBJECT.search(sentence.text)
    illegal = ILLEGAL.search(sentence.text)
    numbers = [] if illegal else list(_numbers(sentence, goods, subject, trucks, case))
    yield from numbers
    if numbers:
        return
    near = near_border(sentence, case)
    if subject and subject.group(0).lower() == "traffic" and not near:
        return
    drafts = [*(apply(EVENTS, goods) if near else ()), *first_of_each(apply(RULES, sentence))]
    if not illegal and (subject or trucks or near):
        drafts += apply(OF_TRUCKS, goods)
        if CLEAN_SUBJECT.search(goods.text):
            drafts += apply(FRAMES, goods)
    yield from one_of_a_kind(drafts)


def _numbers(
    sentence: Sentence, goods: Sentence, subject: re.Match[str] | None, trucks: re.Match[str] | None, case: Case
) -> Iterator[Draft]:
    """Yield the amounts, shares, counts and ratios that a piece states of trade."""
    text = sentence.text
    ratio = find_part_ratio(text)
    amount = _worth(text, subject.end()) if subject else None
    if amount:
        yield amount_draft(amount)
    share = find_share(text) if OF_TRADE.search(text) else None
    if share:
        yield Draft("share", share[0], share[1], share[2])
        return
    bare = BARE.search(goods.text) if any(case.goods[good.id].direction == "out" for good in find_goods(text, case)) else None
    if ratio and (subject or bare):
        start = subject or bare
        yield Draft("ratio", ratio[0], min(start.start() if start else ratio[1], ratio[1]), ratio[2])
        return
    counts = [each for each in find_counts(text) if each.what in CARGO]
    if counts and not amount and PASSING.search(text) and (subject or trucks or GOOD_MARKED.search(goods.text)):
        exact = counts[0]
        if exact.low is None or exact.high is None or exact.high < 3 * exact.low:
            yield exact.draft()


GOOD_MARKED = re.compile(GOOD)
