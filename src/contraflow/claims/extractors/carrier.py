"""Carrier: how goods go across; hired or own hulls, the buyers', from ship to ship, on foot, by vehicle, rail, afloat."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.actors import HULL, LOAD, VEHICLE, WAGON
from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.draft import Draft, Rule, apply, first_of_each, near, rules, then
from contraflow.claims.sentences import Sentence

NAME = "carrier"
VERSION = "3"
HULLS = (
    r"(?:speed|motor|row)?boat|vessel|ship|barge|ferr|hull|trawler|dingh|skiff|junk|sampan|tanker"
    r"|freighter|canoe|skipper|captain"
)
ANY = r"(?:(?!(?:left|to|for|on|by|with|at|from|and|in|of|as|or)\b)[\w'’.-]+ )"  # words that stay inside a noun phrase
HIRE = r"(?:rent(?:s|ed|ing)?|hir(?:e|es|ed|ing)|charter(?:s|ed|ing)?|leas(?:e|es|ed|ing)|borrow(?:s|ed|ing)?)"
MOVE = (
    r"(?:transport(?:s|ed|ing)?|carr(?:y|ies|ied|ying)|ship(?:s|ped|ping)?|mov(?:e|es|ed|ing)|deliver(?:s|ed|ing)?"
    r"|smuggl(?:e|es|ed|ing)|bring(?:s|ing)?|brought|ferr(?:y|ies|ied|ying)|sen[dt](?:s|ing)?|tak(?:e|es"
    r"|en|ing)|took|haul(?:s|ed|ing)?"
    r"|lug(?:s|ged|ging)?|shuttl(?:e|es|ed|ing)|hid(?:e|es|den|ing)?|conceal(?:s|ed|ing)?|load(?:s|ed|ing)?|pack(?:ed|ing)?"
    r"|stow(?:ed|ing)?|sneak(?:s|ed|ing)?|undeclared|traffick(?:ed|ing)|convey(?:s|ed|ing)?|export(?:s"
    r"|ed|ing)?|cross(?:es|ed|ing)?)"
)
GO = r"(?:go|goes|went|gone|going|come|comes|came|coming|travels?|arrives?|arrived|moves?|leaves?|crosses|enters?|entered)"
FETCH = r"(?:fetch|collect|pick(?:s|ed|ing)? up|pick|load|take|carry|haul|buy|receive|retrieve|gather)(?:s|es|ed|ing)?"
ACROSS = r"(?:across|over|out|in|into|through|to the (?:other|far|opposite) (?:side|bank|shore))"
OPEN_WATER = (
    r"(?:at sea|on the (?:high |open )?(?:seas?|water)|in (?:the )?(?:open|international) (?:waters?"
    r"|seas?)|offshore|off the coast"
    r"|in (?:mid-?river|midstream|mid-?stream)|in the middle of the (?:river|stream|channel|sea|estuary))"
)
BUYER = r"(?:buyers?|partners?|dealers?|customers?|clients?|wholesalers?|counterparts?)(?:['’]s?)?"
BEAR = (
    r"(?:carr(?:y|ies|ied|ying)|ferr(?:y|ies|ied|ying)|haul(?:s|ed|ing)?|bring(?:s|ing)?|brought|tak(?:e"
    r"|es|ing)|took|transport(?:s|ed|ing)?"
    r"|deliver(?:s|ed|ing)?|smuggl(?:e|es|ed|ing)|shuttl(?:e|es|ed|ing)|loaded with|laden with|packed with|full of)"
)
# "bring in cars" is about cars, "carry in cars" about how
NOT_PARTICLE = "".join(
    rf"(?<!\b{verb}\s)" for verb in ("bring", "brings", "bringing", "brought", "smuggle", "smuggling", "take", "taking", "let")
)
# what hiring costs is the fee, not the carrier
NOT_PRICE = "".join(
    rf"(?<!\b{words}\s)"
    for words in (r"cost\sof", r"costs\sof", r"price\sof", r"fee\sfor", r"fees\sfor", r"price\sfor", r"cost\sto")
)
WHICH = r"(?:that|which|are|were|is|was|they|we|he|firms|traders|smugglers|the|have|been|being|often|usually)"
SHOULDERS = r"(?:on|over) (?:their|his|her|our|people['’]s|the) (?:own )?(?:backs?|shoulders?|heads?)"
OFFICIAL = (
    r"(?:diplomats?|diplomatic (?:bags?|pouch(?:es)?|passports?|luggage|staff|couriers?)"
    r"|(?:trade )?delegations?|delegates?|envoys?|embass(?:y|ies))"
)


def _make(words: CaseWords) -> tuple[Rule, ...]:
    load = rf"(?:{LOAD}|{words.good})"
    with_load = rf"(?=[^.;]*\b{load})"
    return (
        *_hired(words.far, load),
        *_ship_to_ship(),
        *_buyers(words.far),
        *_own(load),
        *_foot(load),
        *_vehicle(load, with_load),
        *_rail(load, with_load),
        *_floated(load),
        *_official(load),
    )


def _hired(far: str, load: str) -> tuple[Rule, ...]:
    return _code(
        "hired_vessel",
        HULLS,
        rf"\b{NOT_PRICE}{HIRE} {ANY}{{0,4}}?{HULL}\b",
        rf"\b{HULL}\b(?: {WHICH}){{0,3}} {HIRE}\b(?! fee)",
        rf"\b{HULL}\b[^.;]{{0,40}}?\b(?:let (?:out )?by the (?:trip|day|month)|on hire|for hire|rented out"
        r"|hired out|on loan|taken on hire)\b",
        rf"\b{load}\b[^.;]{{0,40}}?\b(?:on|in|by|aboard"
        rf"|with) (?:the )?{far} {ANY}{{0,2}}?{HULL}\b[^.;]{{0,25}}?\b(?:fees?|paid|pay|paying|rent|charge"
        r"|in return|for money)\b",
        rf"\b(?:depend|rel)(?:s|y|ies|ied|ing|ed)? on {ANY}{{0,3}}?{HULL}\b[^.;]{{0,30}}?\b(?:owned by"
        r"|belong(?:s|ing)? to|of)\b",
        rf"\b(?:rental|hire) {HULL}\b(?! (?:fees?|prices?|costs?|rates?))",
        r"\b(?:pay|pays|paid|paying|hir(?:e|es|ed|ing)|engag(?:e|es|ed|ing)|employ(?:s|ed|ing)?) "
        rf"{ANY}{{0,3}}?(?:skippers?|boatm[ae]n|ferrym[ae]n|boat owners?|captains?) (?:[\w-]+ )?to\b",
    )


def _ship_to_ship() -> tuple[Rule, ...]:
    return _code(
        "ship_to_ship",
        r"ship|trans-?ship|alongside|sea|seas|waters?|offshore|coast|mid-?|middle|deck|hull|boat|vessel",
        r"\bship-to-ship\b|\btrans-?ship(?:s|ped|ping|ment)?\b|\b(?:tie(?:s|d)? up )?alongside (?:each"
        r"|one another|the other|another)\b",
        rf"\b{HULL}\b[^.;]{{0,40}}?\b(?:alongside|side by side)\b|\b(?:alongside"
        rf"|side by side)\b[^.;]{{0,40}}?\b{HULL}\b|\bboat[- ]to[- ]boat\b|\b(?:moved|transferred|passed"
        rf"|loaded|put|handed)\b[^.;]{{0,30}}?\b(?:on)?to {ANY}{{0,3}}?{HULL}\b[^.;]{{0,20}}?\b(?:at sea"
        r"|waiting)",
        r"\bfrom (?:one |a )?(?:ship|boat|vessel|deck|hull) (?:on)?to (?:another|the other|ship|boat|vessel"
        r"|an? (?:[\w-]+ )?(?:ship|boat|vessel))\b",
        rf"\b(?:meet|met|meeting|meets|rendezvous|link up) (?:[\w-]+ ){{0,5}}?{OPEN_WATER}",
        near(
            r"(?:chang(?:e|es|ed|ing) hands|hand(?:ed|s|ing)? over|handovers?|transfer(?:s|red|ring)?|exchang(?:e|es|ed|ing)"
            r"|swap(?:s|ped|ping)?|handed)",
            rf"{OPEN_WATER}\b",
            50,
        ),
        r"\b(?:transfer|pump|load|shift|mov|hand|pass)(?:e|es|s|r?ed|r?ing)? (?:[\w'’-]+ ){0,5}?(?:in|on)?to (?:an? |the )?"
        rf"(?:[\w-]+ ){{0,2}}?{HULL}\b(?=[^.;]*{OPEN_WATER})",
    )


def _buyers(far: str) -> tuple[Rule, ...]:
    bank = rf"(?:{far}|other|far|opposite) (?:side|bank|shore|partners?|buyers?|dealers?)"
    flag = rf"(?:{far}(?:-(?:flagged|owned|registered))?|{BUYER})"
    return _code(
        "buyers_vessel",
        HULLS,
        rf"\b{flag} {ANY}{{0,3}}?{HULL}\b[^.;]{{0,80}}?\b(?:come|came|comes|coming|sail(?:s|ed|ing)?|cross(?:es|ed|ing)?"
        rf"|approach(?:es|ed)?|anchor(?:s|ed)?|wait(?:s|ed|ing)?|moor(?:s|ed)?|lies?|lay|{FETCH})\b",
        rf"\b{BUYER} [^.;]{{0,30}}?\b(?:come|comes|came|sail(?:s|ed)?|cross(?:es|ed)?|arrive[sd]?|turn(?:s|ed)? up"
        rf"|send(?:s|ing)?|sent)\b[^.;]{{0,40}}?\b{HULL}\b",
        rf"\b{HULL} (?:that (?:are |were )?)?(?:sent|come|coming|came|dispatched|from|belonging to|owned by)\b"
        rf"(?: over)?(?: from| by)? (?:the |their )?{bank}",
        rf"\b{bank} [^.;]{{0,20}}?\b(?:send(?:s|ing)?|sent|come|comes|came)\b[^.;]{{0,20}}?\b{HULL}\b",
    )


def _own(load: str) -> tuple[Rule, ...]:
    return _code(
        "own_vessel",
        HULLS,
        rf"\b{MOVE}\b[^.;]{{0,70}}?\b(?:by|via|on|in|aboard|using|with|on board"
        rf"|onto) {ANY}{{0,3}}?{HULL}\b(?! (?:fees?|owners?))",
        rf"\b{load}\b[^.;]{{0,40}}?\b{GO} (?:{ACROSS} )?(?:by|in|on|aboard) {ANY}{{0,4}}?{HULL}\b",
        rf"\busing {ANY}{{0,2}}?{HULL} (?:to|for)\b|\buse of {ANY}{{0,2}}?{HULL}\b",
        r"\b(?:get|gets|got|getting|put|puts|push(?:es|ed)?|row(?:s|ed|ing)?|sail(?:s|ed|ing)?|pass(?:es"
        rf"|ed)?)\b[^.;]{{0,50}}?\b(?:across|over|out)\b[^.;]{{0,15}}?\b(?:in|by|on"
        rf"|aboard) {ANY}{{0,3}}?{HULL}\b",
        rf"\b{HULL}\b[^.;]{{0,30}}?\b(?:makes?|made|making) (?:[\w-]+ ){{0,3}}?(?:runs?|trips?|crossings?"
        rf"|journeys?)\b(?=[^.;]*\b(?:{load}|night|smuggl))",
        rf"\b{HULL} (?:[\w-]+ ){{0,4}}?(?:with|full of|heavy with|carrying|bearing|stacked with"
        rf"|piled with) (?:[\w-]+ ){{0,3}}?{load}\b(?=[^.;]*\b(?:cross|across|over|smuggl|leav|left|arriv"
        r"|land|set out|slip|sneak|head|river|far|other|bank|shore|night))",
        rf"\b(?:smuggl\w+|contraband)\b[^.;]{{0,60}}?\b(?:by|in|with|using|on|via) {ANY}{{0,3}}?{HULL}\b",
        rf"\b(?:their|our|its|his|her|[\w-]+['’]s) own (?:[\w-]+ )?{HULL}\b",
        rf"\b{HULL} (?:[\w-]+ ){{0,3}}?{BEAR} (?=[^.;]*\b(?:{load}|{ACROSS}))",
        rf"\b(?:smuggl(?:e|es|ed|ing)|handovers?|trade|crossings?) (?:[\w-]+ ){{0,4}}?by {HULL}\b"
        rf"|\boften (?:on|by|in) {HULL}\b",
    )


def _foot(load: str) -> tuple[Rule, ...]:
    return _code(
        "foot",
        r"foot|ford|stepping|stone|hand|shallow|cross|by|strapped|tied|slung|balanc|wad|walk|porter|bearer"
        r"|back|shoulder|head|rucksack|knapsack|footpath|trail|path",
        r"\b(?:on foot|wad(?:e|es|ed|ing) (?:across|over|through|into|out|in\b|up to|chest|waist|knee|with)"
        r"|walk(?:s|ed|ing)? (?:[\w-]+ ){0,3}?(?:across|over the (?:ice|river|border))|by (?:hired )?(?:porters?|bearers?))\b",
        near(load, SHOULDERS),
        r"\b(?:wad|walk|cross|carr|lug|us|quiet|shallow)\w*\b[^.;]{0,30}?\b(?-i:fords?)\b(?! (?:by|in) )"
        r"|\bstepping[- ]stones?\b|\bfrom stone to stone\b|\b(?:cross(?:es|ed|ing)?|wad\w+|through) (?:at "
        r"|by |over |through )?(?:the )?(?:shallows|shallow (?:spots?|places?|water|stretch(?:es)?|parts?))\b",
        r"\b(?:carr(?:y|ies|ied|ying)|lug(?:s|ged)?|haul(?:s|ed)?|brought|taken|tak(?:e|es"
        r"|ing)) (?:[\w-]+ ){0,5}?(?:by hand|by (?:[\w-]+ )?(?:women|men|people|villagers|farmers|children"
        r"|soldiers|students))\b",
        then(
            load,
            r"(?:strapped|tied|slung|balanced) (?:to|on|over|across) (?:their|his|her) (?:backs?|shoulders?"
            r"|heads?|waists?|bod(?:y|ies))\b",
            50,
        ),
        near(MOVE, SHOULDERS, 40) + r"(?=[^.;]*\b(?:across|over|river|border)\b)",
        then(r"(?:porters?|bearers?)", rf"(?!cross){MOVE}\b", 40),
        near(
            r"(?:backpacks?|rucksacks?|knapsacks?)",
            rf"(?:{MOVE}|{ACROSS} the (?:border|river|hills?|ice)|trek(?:s|ked|king)?|{load})",
            50,
        ),
        rf"\b(?:footpaths?|(?:secret|hidden|mountain) (?:trails?|paths?))\b(?=[^.;]*\b(?:smuggl|border|cross|{load}))",
    )


def _vehicle(load: str, with_load: str) -> tuple[Rule, ...]:
    return _code(
        "vehicle",
        r"(?:mini)?truck|lorr|(?:mini)?van|(?:mini)?bus|vehicle|car|taxi|trailer|motor|tricycle|cart|pickup"
        r"|jeep|tractor|driv|drove|overland|road",
        then(
            MOVE,
            rf"(?:{NOT_PARTICLE}in|on|by|inside|under|aboard|via|using|onto|into|with) {ANY}{{0,4}}?(?:of "
            rf"|de )?{VEHICLE}\b",
            70,
        ),
        r"\b(?:trucked|driven|drove|drive) (?:[\w-]+ ){0,3}?(?:across|over|through)\b",
        rf"\b{VEHICLE} (?:[\w-]+ ){{0,2}}?{BEAR} (?:(?:it|them) |{with_load})",
        rf"\b{load}\b[^.;]{{0,50}}?\b(?:leav(?:e|es|ing)|left|go|goes|went|travel(?:s|led)?|arriv(?:e|es|ed)"
        r"|depart(?:s|ed)?|roll(?:s|ed)?|is|are|was|were) (?:out |away |across |over )?(?:on|in|by"
        rf"|aboard) {ANY}{{0,3}}?{VEHICLE}\b",
        rf"\b{VEHICLE}\b[^.;]{{0,40}}?\b(?:false (?:floor|bottom)|hidden compartments?|secret compartments?"
        r"|double floor)\b|\b(?:false (?:floor|bottom)|hidden compartments?|secret compartments?"
        rf"|spare tanks?|fuel tanks?)\b[^.;]{{0,40}}?\b{VEHICLE}\b",
        rf"\b{VEHICLE} (?:[\w-]+ ){{0,4}}?(?:took|brought|carried|hauled|delivered) (?:the |a |some "
        rf"|their )?(?:[\w-]+ )?{load}\b",
        r"\btruckloads? of\b|\b(?:truck|van|car|lorry|taxi|bus)-?loads?\b",
        then(rf"(?:{VEHICLE} )?drivers?", r"smuggl(?:e|es|ed|ing)\b"),
        rf"\b{load}\b[^.;]{{0,40}}?\b(?:{GO} )?(?:by (?:{VEHICLE}|road)|overland)\b",
        then(MOVE, r"overland\b", 40),
        rf"\b(?:undeclared|hidden)\b[^.;]{{0,50}}?\b(?:of|in) {ANY}{{0,2}}?{VEHICLE}\b",
    )


def _rail(load: str, with_load: str) -> tuple[Rule, ...]:
    by_rail = rf"(?:by|in|on|aboard|via|with|using|inside) {ANY}{{0,3}}?{WAGON}(?! (?:station|workers|bridge|line))\b"
    return _code(
        "rail",
        r"train|rail|wagon|freight",
        near(load, by_rail),
        then(MOVE, by_rail),
        then(GO, by_rail + with_load),
        rf"\b{WAGON} (?:[\w-]+ ){{0,2}}?{BEAR} {with_load}",
    )


def _floated(load: str) -> tuple[Rule, ...]:
    return _code(
        "floated",
        r"float|drift|raft|inner|tyre|tire|rubber|styro|push|rope|downstream|wire|cable|line|pull|haul|drag|tow",
        near(
            rf"(?:{load}|logs?|bundles?|rafts?|tubes?|drums?)",
            r"(?:float(?:s|ed|ing)?|drift(?:s|ed|ing)?|(?:sent|send|go|goes|went) (?:[a-z]+ )?downstream)\b",
            50,
        ),
        r"\b(?:inner|tyre|tire|rubber) tubes?\b|\brafts?\b|\bstyrofoam\b|\bpush(?:es|ed"
        r"|ing)? (?:[\w-]+ ){0,3}?(?:across|over) the (?:river|water|stream)\b",
        r"\b(?:pull|haul|drag|tow)(?:s|ed|ing)? (?:[\w-]+ ){0,3}?(?:through|across|over) the (?:water|river|stream)\b",
        near(load, r"(?:by|with|on|to|along) (?:a |the )?(?:[\w-]+ )?(?:ropes?|wires?|cables?|lines?)\b", 40),
    )


def _official(load: str) -> tuple[Rule, ...]:
    return _code(
        "official_traveller",
        r"diplomat|delegat|envoy|embass",
        then(
            OFFICIAL,
            rf"(?:{MOVE}|bring back|brought back)\b(?=[^.;]*\b(?:{load}|cash|dollars|yuan|money|suitcases?"
            r"|luggage|currency|bags?|watches|perfume|gifts?|trunks?))",
        ),
        then(
            r"(?:carr|br|smuggl|sen[dt]|tak|mov|transport|hid)\w*",
            rf"(?:by|with|in|through|via|on) (?:[\w-]+ ){{0,3}}?{OFFICIAL}\b",
            70,
        ),
    )


def _code(code: str, needs: str, *patterns: str) -> tuple[Rule, ...]:
    return rules("level", None, *patterns, code=code, needs=rf"\b(?:{needs})")


_rules = ForCase(_make)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of carrier."""
    yield from first_of_each(apply(_rules(case), sentence))
