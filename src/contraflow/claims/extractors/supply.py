"""Supply: goods that are or are not to be had on the home market."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.draft import Draft, Rule, apply, first_of_each, rules, then
from contraflow.claims.numbers import find_ratio
from contraflow.claims.sentences import Sentence

NAME = "supply"
VERSION = "3"
WARE = (
    r"(?:goods|products|items|supplies|commodities|necessit(?:y|ies)|merchandise|wares|provisions"
    r"|staples|groceries|stocks?|medicines?|drugs|antibiotics"
    r"|detergents?|soap|sugar|salt|cooking oil|soybean oil|fertili[sz]ers?|(?:spare )?parts"
    r"|food(?:stuffs?)?|fuel|gas|petrol|flour|wheat|vegetables?|fruits?|meat|seasonings?"
    r"|clothes|shoes|batteries|snacks|sweets|noodles|tyres|cement|plastic|toiletries|cigarettes|beans"
    r"|grain|kerosene|raw materials|materials|imports)"
)
PLACE_OF_SALE = (
    r"(?:markets?(?! for)|shops?|stores?|stalls?|shelves|pharmac(?:y|ies)|kiosks?|counters?|warehouses?"
    r"|depots?|(?:filling|petrol|gas) stations?)"
)
GET = r"(?:find|get|come by|obtain|buy|see|secure|procure|get hold of|acquire|purchase)"
BE = (
    r"(?:is|are|was|were|be|been|being|has|have|had|become|became|becoming|remains?|getting|still|now"
    r"|already|very|quite|so|increasingly|extremely|almost|all|but|completely|simply)"
)
SHORT = (
    rf"(?:scarce|sparse|in short supply|hard to {GET}|difficult to {GET}|rarely (?:seen|found|sold"
    r"|available)|hard to come by|few and far between"
    r"|running (?:low|short|out)|run (?:low|short)|ran (?:low|short)|rationed|insufficient|hardly (?:be "
    r"|any |ever )?(?:found|available|seen|bought|to be had)"
    r"|barely (?:available|found)|tight|low|thin on the ground|at a premium|depleted|(?:can"
    r"|could) hardly be (?:found|bought|seen|had)|all but (?:run|ran) out|all but (?:gone|vanished"
    r"|disappeared)"
    r"|almost (?:gone|exhausted|run out)|nearly (?:gone|exhausted|run out))"
)
GONE = (
    r"(?:nowhere to be (?:found|seen|had)|(?:disappeared|vanished|gone)(?: altogether| completely)? from"
    r"|impossible to (?:find|get|buy|come by|obtain)"
    r"|unavailable|sold out|out of stock|cannot be (?:found|bought|had|obtained)"
    r"|(?:is|are|was|were) (?:all )?gone\b|ran out|run out|dried up|exhausted|used up)"
)
PLENTY = (
    r"(?:plentiful|in plentiful supply|(?:readily|widely|freely|once again|once more|now|again) available"
    r"|easy to (?:find|get|buy|come by|obtain)|available (?:again|everywhere|once more)"
    r"|abound(?:s|ed)?|ample|well supplied|in good supply|easily (?:found|bought|available)|everywhere)"
)
MORE = (
    r"(?:improv(?:ed|ing|es)|increas(?:ed|ing|es)|recover(?:ed|ing|s)|ris(?:en|ing|es)|rose|grown|grew"
    r"|return(?:ed|ing|s)|pick(?:ed|ing) up|rebound(?:ed|ing)|reappear(?:ed|ing|s)?|back on)"
)
LESS = (
    r"(?:dropped off|fallen off|dried up|dwindl(?:ed|ing|es)|shr[aiu]nk(?:s|ing)?|shrinking|fall(?:en"
    r"|ing|s)?|fell|declin(?:ed|ing|es)"
    r"|decreas(?:ed|ing|es)|dropp(?:ed|ing)|drops|diminish(?:ed|ing)|thinn(?:ed|ing)|deteriorat(?:ed"
    r"|ing)|worsen(?:ed|ing|s)?|tighten(?:ed|ing)|dipp(?:ed|ing)|plung(?:ed|ing)|plummet(?:ed|ing))"
)


def _make(words: CaseWords) -> tuple[Rule, ...]:
    ware = rf"(?:{WARE}|{words.good})"
    supply = (
        rf"(?:{ware} (?:supply|supplies|stocks?|stockpiles?|reserves?|deliveries)|(?:supply|supplies|stocks?"
        rf"|stockpiles?|reserves?|availability|inflow|influx|arrival|flow) of [^.;]{{0,30}}?{ware}"
        rf"|(?:the )?supply situation|(?:range|choice|selection|variety) of (?:[\w-]+ )?{ware})"
    )
    shortage = rf"(?:{ware} shortages?|shortages? of [^.;]{{0,30}}?{ware}|the shortages?|shortages)"
    return (
        *_changes(ware, supply, shortage),
        *_plenty(ware, supply),
        *_nearly(ware),
        *_none(ware),
        *_scarce(ware, supply, shortage),
    )


def _changes(ware: str, supply: str, shortage: str) -> tuple[Rule, ...]:
    return (
        *rules(
            "change",
            1.0,
            then(
                shortage,
                r"(?:eas(?:ed|ing|es)|abat(?:ed|ing)|improv(?:ed|ing)|end(?:ed|ing)|over\b|resolved|lessen(?:ed|ing)"
                r"|let up|disappeared)",
                30,
            ),
            rf"\beas(?:ed|ing|es) (?:the |a )?{shortage}",
            then(supply, rf"{MORE}\b", 40),
            rf"\bmore {ware} (?:at|in|on) [^.;]{{0,25}}?\bthan\b|\bmore of it (?:every|each) (?:day|week)\b",
            rf"\bmore and more (?:[\w-]+ )?{ware}\b[^.;]{{0,40}}?\b(?:on (?:display|sale|offer)|in the (?:shops"
            rf"|markets)|at the (?:market|stalls)|available|{PLACE_OF_SALE})",
            rf"\b{ware}\b[^.;]{{0,30}}?\b(?:return(?:ed|ing)|came back|come back|back|reappear(?:ed|ing"
            rf"|s)?) (?:[\w-]+ )?(?:to|in|on|at) (?:the |local |our )*(?:[\w-]+ )?{PLACE_OF_SALE}\b",
            rf"\b(?:an? )?(?:increase|rise|improvement|growth|recovery) in (?:the )?{supply}",
            needs=r"\b(?:shortages?|supply|supplies|stock|reserve|deliver|availab|range|choice|selection|variety|flow"
            rf"|influx|arrival|more\b|{MORE}|back\b|c[ao]me back)",
        ),
        *rules(
            "change",
            -1.0,
            then(
                shortage,
                r"(?:worsen(?:ed|ing|s)?|deepen(?:ed|ing|s)?|(?:getting|got|growing|become|becoming|grown) (?:worse"
                r"|more)|spread(?:ing)?|intensif(?:ied|ying)|aggravated|more severe)\b",
                30,
            ),
            rf"\b(?:worsen(?:ed|ing|s)?|aggravat(?:ed|ing|es)|deepen(?:ed|ing)) (?:the |a )?(?:[\w-]+ )?{shortage}",
            then(
                ware,
                r"(?:becom(?:ing|es)|growing|getting|become|became|grown|got) (?:even |ever |much "
                rf"|still )?(?:scarcer|rarer|(?:harder|more difficult) to {GET}|more scarce)\b",
                40,
            ),
            then(supply, rf"{LESS}\b", 40),
            rf"\b(?:fewer|less) (?:and (?:fewer|less) )?(?:[\w-]+ )?{ware} (?:on (?:display|sale|offer)"
            rf"|in the (?:shops|markets)|at the (?:market|stalls)|available|{BE} (?:on sale|available))",
            rf"\b(?:drop|fall|decline|decrease|reduction) in (?:the )?{supply}",
            needs=r"\b(?:shortages?|supply|supplies|stock|reserve|deliver|availab|range|choice|selection|variety|flow"
            r"|influx|arrival|fewer|less|scarce|rare|hard|difficult)",
        ),
    )


def _plenty(ware: str, supply: str) -> tuple[Rule, ...]:
    return (
        *rules(
            "level",
            4.0,
            rf"\b{PLACE_OF_SALE}\b[^.;]{{0,40}}?\b(?:flooded with|awash (?:with|in)|overflow(?:ing|s)? with"
            r"|swamped with|inundated with|bursting with|glutted)\b",
            rf"\b(?:glut|oversupply|surplus|abundance|excess) (?:of|in) (?:[\w-]+ ){{0,2}}?{ware}\b"
            rf"|\b{ware} (?:glut|surplus)\b",
            rf"\b(?:so much|too much|so many|too many|more) (?:[\w-]+ )?{ware}\b[^.;]{{0,40}}?\b(?:nobody wants"
            r"|than (?:can be sold|anyone wants|buyers)|on offer that|unsold|rots?|rotting)\b"
            rf"|\b{ware}\b[^.;]{{0,20}}?\b(?:lies|lie|lying|pile|piles|piled|piling) (?:up )?unsold\b",
            then(ware, r"(?:abundant|in abundance|flood(?:s|ed|ing)? (?:into )?the (?:[\w-]+ )?markets?)\b", 30),
            needs=r"\b(?:flood|awash|overflow|swamp|inundat|burst|glut|so much|too much|so many|too many|more|unsold"
            r"|rot|oversuppl|surplus|abundan|excess)",
        ),
        *rules(
            "level",
            3.0,
            rf"\b(?:no|any|without|never a) (?:[\w-]+ )?(?:shortages?|lack|scarcity) of (?:[\w-]+ ){{0,3}}?{ware}",
            rf"\b{PLACE_OF_SALE}\b[^.;]{{0,40}}?\b(?:full of|well[- ]stocked|plenty of|packed with|stocked"
            r"|filled with|crammed with|piled (?:high )?with|laden with|stuffed with"
            rf"|brimming)\b(?! (?:[\w-]+ ){{0,2}}?(?:people|books|visitors|delegates|tourists|soldiers|snow|water"
            r"|dust|guests|light|flowers))",
            then(ware, rf"{PLENTY}\b", 40),
            r"\b(?:plenty|lots|no lack|an array|a wide (?:range|variety"
            rf"|choice)) of (?:[\w-]+ ){{0,2}}?{ware}\b[^.;]{{0,30}}?\b(?:{PLACE_OF_SALE}|on (?:sale|offer"
            rf"|display)|available)|\bample (?:supply|supplies|stocks?) of\b|\bample {ware}\b",
            rf"\b{PLACE_OF_SALE}\b[^.;]{{0,30}}?\b(?:brimming|bulging|heaving|teeming|groaning) with\b|\b(?:no"
            rf"|without) difficulty (?:in )?(?:finding|getting|buying) (?:[\w-]+ )?{ware}",
            rf"\b{ware} (?:line|lined|fill|filled|lining|filling) (?:the )?(?:[\w-]+ )?{PLACE_OF_SALE}\b"
            rf"|\b{ware}\b[^.;]{{0,20}}?\bon every (?:stall|shelf|corner)\b",
            then(supply, r"(?:ample|plentiful|good|abundant|generous)\b", 20),
            needs=r"\b(?:shortage|lack|scarcity|full of|stock|well[- ]s|plent|pack|fill|cram|piled|laden|stuff|brim"
            r"|bulg|heaving"
            r"|teem|groan|difficulty|readily|wide|freely|eas|avail|abound|ample|good|every|lots|array|lin(?:e"
            r"|ing)|abund|gener)",
        ),
        *rules(
            "level",
            2.0,
            rf"\b(?<!not\s)enough (?:[\w-]+ )?{ware}\b[^.;]{{0,30}}?\b(?:for (?:everyone|all)|to go round|on sale"
            r"|in the (?:shops|markets))",
            then(supply, r"(?:back to normal|normal|adequate|sufficient|stable|steady|unchanged|unaffected|secure)\b", 30),
            rf"\b(?:normal|adequate|sufficient|stable|steady) (?:supply|supplies) of (?:[\w-]+ ){{0,2}}?{ware}\b",
            needs=r"\b(?:enough|normal|adequate|sufficient|stable|steady|unchanged|unaffected|secure)",
        ),
    )


def _nearly(ware: str) -> tuple[Rule, ...]:
    return rules(
        "level",
        1.0,
        then(
            ware,
            r"(?:all but|almost|nearly|practically) (?:gone|vanished|disappeared|run out|sold out|unavailable"
            r"|exhausted|impossible to (?:find|get|buy))\b",
        ),
        needs=r"\b(?:all but|almost|nearly|practically)\b",
    )


def _none(ware: str) -> tuple[Rule, ...]:
    return rules(
        "level",
        0.0,
        r"\b(?:no|not a (?:single )?(?:bag|litre|kilo|bottle|sack|drop|grain|box)(?: of)?"
        rf"|not any) (?:[\w-]+ ){{0,2}}?{ware}\b[^.;]{{0,20}}?\b(?:left|to (?:sell|buy|offer|eat|cook|trade)"
        rf"|on sale|to be (?:had|found|bought)|(?:in|at) (?:the |any |our )?(?:[\w-]+ )?{PLACE_OF_SALE}"
        r"|available|coming in)\b",
        rf"\b(?:cannot|can['’]t|can not|could not|couldn['’]t|unable to|impossible to) (?:{GET}"
        rf"|have) (?:a single |any |even |one )*(?:[\w-]+ ){{0,3}}?(?:of )?{ware}\b"
        r"|\bnothing (?:left )?(?:to (?:buy|sell|eat|cook)|on (?:the shelves|sale))\b"
        r"|\bnothing (?:left )?(?:in|on|at) the (?:shops|markets?|shelves|stalls)\b",
        rf"\bthere (?:is|are|was|were) (?:simply |now )?no (?:[\w-]+ ){{0,2}}?{ware}\b|\bnot a single (?:bag"
        rf"|litre|kilo|bottle|sack|drop|box) of {ware}\b",
        then(
            ware,
            r"(?:no longer (?:available|on sale|sold|to be had|coming in)|(?:can['’]t|can not|could not"
            r"|couldn['’]t|can no longer) be (?:found|bought|had|obtained))\b",
        ),
        then(ware, rf"(?<!almost\s)(?<!all\sbut\s)(?<!nearly\s){GONE}", 50),
        rf"\b(?:disappeared|vanished) from (?:the |local |all )*(?:[\w-]+ )?{PLACE_OF_SALE}\b",
        rf"\b{PLACE_OF_SALE} (?:[\w-]+ ){{0,4}}?(?:stand|stood|are|were|is|remain|remained|have been|lie"
        r"|left) (?:almost |completely |all |now )?(?:empty|bare)\b|\b(?:empty|bare) (?:shelves|stalls|shops"
        r"|counters)\b",
        rf"\b(?:go|goes|going|went|do|doing|making do|live|living|cook|cooking) without (?:[\w-]+ )?{ware}\b"
        rf"|\b(?:ran|run) (?:completely )?out of (?:[\w-]+ )?{ware}\b",
        r"\b(?:supply|supplies|stocks?)\b[^.;]{0,50}?\b(?:(?:completely |almost )?dried up|run out|ran out"
        r"|exhausted|gone)\b",
        needs=r"\b(?:no|not (?:a|any)|nothing|unable|nowhere|disappear|vanish|gone|without|impossible|unavail|sold"
        r"|out (?:of|in)|can(?:not|['’]t)"
        r"|(?:can|could) (?:not|no)|couldn['’]t|(?:ran|run) out|dried|exhaust|used up|empty|bare)",
    )


def _scarce(ware: str, supply: str, shortage: str) -> tuple[Rule, ...]:
    return rules(
        "level",
        1.0,
        rf"\b(?:shortages?|scarcity|lack|dearth|want|paucity) of (?:[\w-]+ ){{0,3}}?{ware}\b"
        rf"|\b{ware} (?:shortages?|scarcity|crunch|crisis)\b",
        then(ware, rf"(?:{BE} ){{0,3}}{SHORT}\b", 40),
        rf"\b{SHORT} (?:[\w-]+ ){{0,3}}?{ware}\b|\b(?:short|low) (?:of|on) (?:[\w-]+ ){{0,2}}?{ware}\b"
        r"|\b(?:too little|too few|hardly any|scarcely any|barely any|little"
        rf"|few) (?:[\w-]+ )?{ware} (?:on sale|on offer|(?:on|in|at) (?:the |any |our "
        rf"|local )*(?:[\w-]+ )?{PLACE_OF_SALE}|left|to be had|available|comes? in|is coming|reach(?:es)?)",
        rf"\b(?:queue(?:s|d|ing)?|lin(?:e|es|ed|ing) up|wait(?:s|ed|ing)? (?:[\w-]+ ){{0,3}}?(?:hours|days"
        rf"|in line))\b[^.;]{{0,40}}?\b(?:for|to (?:buy|get|fill)) (?:[\w-]+ ){{0,6}}?{ware}\b",
        rf"\b{ware} (?:are|is|were) not coming in\b|\bnot enough (?:[\w-]+ )?{ware}\b"
        rf"|\b{PLACE_OF_SALE}\b[^.;]{{0,30}}?\b(?:short of|half[- ]empty|almost empty|poorly stocked"
        r"|thinly stocked|running out)\b",
        rf"\bin (?:[\w-]+ )?short supply\b|\b{supply}\b[^.;]{{0,25}}?\b(?:{SHORT})\b"
        rf"|\brunning out of (?:[\w-]+ )?{ware}\b|\brationing of (?:[\w-]+ )?{ware}\b",
        needs=r"\b(?:short|scarc|lack|dearth|want|paucity|crunch|crisis|spars|hard|difficult|rare|few|run|ran"
        r"|ration|insuff|bare|tight|low|thin|prem|deplet|(?:can|could) hardly|hardly|all but|almost|nearly"
        r"|too|scarcely|little|queu|lin(?:e|ed|ing)|wait|not (?:enough|coming)|half|poor)",
    )


_rules = ForCase(_make)
_supply = ForCase(
    lambda words: rules(
        "ratio",
        None,
        rf"\b(?:{WARE}|{words.good}) (?:supply|supplies|stocks)\b|\b(?:supply|supplies"
        rf"|stocks) of (?:[\w-]+ )?(?:{WARE}|{words.good})\b",
    )
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of supply."""
    named = _supply(case)[0].pattern.search(sentence.text)
    ratio = find_ratio(sentence.text) if named else None
    if ratio:
        yield Draft("ratio", *ratio)
        return
    yield from first_of_each(apply(_rules(case), sentence))
