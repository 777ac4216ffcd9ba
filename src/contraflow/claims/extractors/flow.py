"""Flow: smuggling or illicit trade with words for how much of it there is or how it moved."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.counts import find_counts, find_part_ratio
from contraflow.claims.crossing import OF_CROSSING, OPENLY, SPOKEN
from contraflow.claims.draft import POINTS_BACK, Draft, apply, first_of_each, just_before, rule, rules
from contraflow.claims.frames import GOODS, POINTED, SIDE, amounts_of, changes, marked, off_topic, one_of_a_kind
from contraflow.claims.moves import FELL, FELL_SHARPLY, GAP, RESUMED, ROSE, ROSE_SHARPLY, STEADY, STOPPED, STOPPING
from contraflow.claims.sentences import Sentence

NAME = "flow"
VERSION = "3"
SM = (
    r"(?:smuggling(?: operations| activit(?:y|ies)| trade| boats?| ships?| vessels?| routes?)?|smugglers"
    r"|illicit (?:trade|trading|"
    r"goods|commerce)|illegal (?:trade|trading|commerce|imports|exports|cross-border trade)|contraband"
    r"|black[- ]market trade|"
    r"(?:unofficial|non-official|informal|off-the-books|covert|clandestine|underground) (?:trade|trading"
    r"|commerce|transactions)|"
    r"cross-border smuggling|smuggled (?:goods|products|items))"
)
STATE = re.compile(
    r"\b(?:(?:state|government|regime|officially|party)[- ](?:run|led|sponsored|directed|level|organi[sz]ed"
    r"|sanctioned|approved|"
    r"backed|licensed|permitted|controlled)\b|state\s+smuggling)",
    re.IGNORECASE,
)
RULES = (
    rule(
        r"\b(?:most|all|many) (?:[\w-]+ ){0,1}?smugglers (?:have )?(?:[\w-]+ ){0,1}?(?:stopped|given up|quit)\b",
        "level",
        0.0,
    ),
    rule(
        rf"{SM}\b[^.;]{{0,140}}?\b(?:come|came|ground) to (?:a|an) (?:virtual |near |complete |almost complete )?"
        r"(?:standstill|halt|stop)\b",
        "level",
        0.0,
    ),
    rule(rf"\b{STOPPING} (?:almost |nearly )?(?:all |most |the |any )?(?:official and )?(?:[\w-]+ )?{SM}", "level", 0.0),
    rule(
        r"\b(?:impossible|no way|unable) to (?:smuggle|send|bring|move|get)\b (?:[\w-]+ ){0,2}?"
        r"(?:anything|goods|things|(?:[\w-]+ )?across)|\bno one (?:is )?(?:attempting to |dares? to "
        r"|even )?smuggl(?:e|es|ing)\b",
        "level",
        0.0,
    ),
    rule(
        r"\b(?:is|are|was|were) (?:still )?being smuggled\b|\b(?:openly|being) (?:selling"
        r"|sold) (?:[\w-]+ ){0,2}?(?:banned|smuggled|"
        r"contraband|sanctioned)\b|\bsmuggle (?:goods|items|products) subject to\b|\bsmuggled in (?:volume"
        r"|large (?:amounts|quantities))\b",
        "level",
        3.0,
    ),
    rule(r"\b(?:beg[ai]n|beginning|begun|start(?:ed|ing)?) (?:to )?(?:[\w-]+ ){0,1}?(?:smuggle|smuggling)\b", "change", 1.0),
    rule(rf"\b(?:increased|rising|growing|booming) {SM}", "change", 1.0),
    rule(
        (
            rf"{SM}\b[^.;]{{0,40}}?\b(?:almost |nearly |virtually |practically |completely |entirely |"
            rf"all but )?(?:been |come to be )?(?:{STOPPED}|impossible(?! without))\b"
        ),
        "level",
        0.0,
    ),
    rule(
        (
            rf"\b(?:thriving|flourishing|booming|rampant|brisk)\b (?:[\w-]+ ){{0,2}}?{SM}|"
            rf"{SM}\b[^.;]{{0,30}}?\b(?:is|are|was|were|has been|have been)?\s?(?:thriving|flourishing|booming|"
            rf"rampant|in full swing|burgeoning|lucrative|peaked|at (?:its|their) peak)\b"
        ),
        "level",
        4.0,
    ),
    rule(
        rf"{SM}\b[^.;]{{0,140}}?\b(?:is|are|was|were|has been|remains?) (?:still |now )?"
        r"(?:active|common|widespread|lively|frequent|prevalent)\b",
        "level",
        3.0,
    ),
    rule(
        (
            rf"{SM}\b[^.;]{{0,30}}?\b(?:is|are|was|were|has become|have become) (?:now )?(?:scarce|rare|"
            rf"difficult|sluggish|a trickle|slow)\b|\b(?:little|hardly any|almost no|scarcely any) {SM}"
        ),
        "level",
        1.0,
    ),
    rule(
        rf"{SM}\b[^.;]{{0,140}}?\b(?:{STEADY}|persist(?:s|ed|ing)?|unabated"
        r"|(?:continues|continued|goes on|went on|carries on)(?! to))\b",
        "change",
        0.0,
    ),
    rule(rf"\b(?:suspension|end|halt|cessation|stop) (?:of|to) (?:all |the )?{SM}", "level", 0.0),
    rule(
        r"\b(?:slow(?:ed|ing)?|hamper(?:ed|ing)?|curb(?:ed|ing)?|hinder(?:ed|ing)?|reduc(?:ed|ing)"
        r"|cut) (?:down )?(?:the )?(?:[\w-]+ )?(?:movement|flow)"
        r" of (?:[\w-]+ ){0,2}?(?:goods|commodities|contraband|products|items)",
        "change",
        -1.0,
    ),
    rule(
        r"\b(?:boost(?:ed|ing)|increas(?:ed|ing)|swell(?:ed|ing)|revived) (?:the )?(?:[\w-]+ )?(?:movement|flow)"
        r" of (?:[\w-]+ ){0,2}?(?:goods|commodities|contraband|products|items)",
        "change",
        1.0,
    ),
    rule(
        (
            r"\b(?:never|have not|has not|did not|didn't) (?:stop|stopped|quit|gave up|"
            r"given up) (?:the )?(?:smuggling|trading|crossing)"
        ),
        "change",
        0.0,
    ),
    rule(rf"{SM}\b[^.;]{{0,60}}?\b(?:become|became|becoming|grown|grew) (?:even |much |far )?more [\w-]+", "change", 1.0),
    rule(
        rf"{SM}\b[^.;]{{0,60}}?\b(?:become|became|becoming|grown|grew) (?:even |much |far )?(?:less [\w-]+|rarer)",
        "change",
        -1.0,
    ),
    rule(
        rf"\b(?:large-scale|massive|widespread|rampant|open) {SM}|\b(?:hotspot|hub|paradise|most active (?:site"
        rf"|place)) (?:of|for) {SM}",
        "level",
        3.0,
    ),
    rule(rf"\b(?:even more|more and more|ever more|much more) {SM}", "change", 1.0),
    rule(rf"{SM}\b[^.;]{{0,50}}?\b{ROSE_SHARPLY}\b", "change", 2.0),
    rule(rf"{SM}\b[^.;]{{0,50}}?\b(?:{ROSE}|{RESUMED}|spread|spreading)\b", "change", 1.0),
    rule(
        (
            rf"\b(?:opened|open|reopened|reopening|opening) the (?:door|gate|way)s?\b[^.;]{{0,20}}? to (?:the |"
            rf"an? )?(?:[\w-]+ ){{0,2}}?(?:{SM})"
        ),
        "change",
        1.0,
    ),
    rule(
        (
            r"\b(?:allowing|letting|let) (?:[\w-]+ ){0,2}?(?:restricted|banned|sanctioned|prohibited|"
            r"smuggled) (?:goods|items|products) (?:to )?(?:flow|pass|through|in|cross)"
        ),
        "change",
        1.0,
    ),
    rule(rf"{SM}\b[^.;]{{0,50}}?\b{FELL_SHARPLY}\b", "change", -2.0),
    rule(rf"{SM}\b[^.;]{{0,50}}?\b(?:{FELL}|reduced|tougher|harder|more difficult)\b", "change", -1.0),
    rule(
        (
            r"\b(?:banned|prohibited|sanctioned|smuggled) (?:goods|items|products|seafood|coal|textiles|"
            r"clothes)\b[^.;]{0,30}?\b(?:still|continue to|keep|are being)\b[^.;]{0,15}?\b(?:cross|flow|come|"
            r"enter|pass|sold|smuggled)"
        ),
        "level",
        2.0,
    ),
    rule(
        r"\b(?:traders?|vendors?|people|residents|merchants|compan(?:y|ies)|firms|boats|ships|they)\b[^.;]{0,40}?"
        r"\b(?:are|have been|continue to|still|keep) (?:(?!consider|plan|think|hop|stop|caught"
        r"|accused)\w+ ){0,2}?smuggl(?:e|ing)\b"
        r"|\b(?:is|are) (?:then |often |usually |mostly |regularly )?smuggled (?:back |out |in "
        r"|over )?(?:in|into|across|out|from|to)\b",
        "level",
        2.0,
    ),
)

# a ship that smuggles, a man who does; not the police or the posters against it
TRADE_OF_IT = (
    r"(?<!anti-)(?<!against\x20)(?<!fight\x20)\b(?:smuggling(?! bureau| squad| charges?| laws?| ring"
    r"| case)|smugglers(?! (?:were|are) shown)"
    r"|(?:illicit|illegal|unofficial|informal|clandestine"
    r"|covert|underground|under-the-counter|black[- ]market) (?:cross-border )?(?:trade|trading|traffic"
    r"|commerce|business|imports|exports"
    r"|shipments|deals|sales|crossings)|contraband|smuggled goods|(?:private|smuggling) boats)"
)
CARRIED = (
    r"(?:brought|carried|taken|ferried|shipped|sent|moved|floated|hauled|trucked|rowed|rafted|slipped"
    r"|passed|smuggled|spirited)"
    r" (?:in|out|over|across|into|through|up|down|to|off)"
)
COMING = (
    r"(?:com(?:e|es|ing)|go(?:es|ing)?|flow(?:s|ing)?|slip(?:s|ping)?|get(?:s|ting)?|pass(?:es|ing)?"
    r"|mov(?:e|es|ing)|trickl(?:es?|ing)"
    r"|cross(?:es|ing)?|enter(?:s|ing)?|leav(?:e|es|ing)|reach(?:es|ing)?|pour(?:s|ing)?|stream(?:s|ing)?"
    r"|find(?:s|ing)? (?:its|their) way)"
)
CROSSES = (
    rf"(?:(?:(?:are|is|were|was)(?: \w+)? (?:being )?|being ){CARRIED}|{COMING}(?: (?:in|out|over|across"
    r"|into|through|to|by))?)"
)
# what shows that goods go past the customs house
PAST_CUSTOMS = re.compile(
    r"\b(?:smuggl\w+|contraband|illegal(?:ly)?|illicit(?:ly)?|clandestine(?:ly)?|surreptitious\w*"
    r"|secret(?:ly)?|undeclared|banned"
    r"|prohibited|sanctioned|restricted|off the books|off-the-books|without papers|despite (?:the )?(?:ban|sanctions)"
    r"|in spite of (?:the )?(?:ban|sanctions)|by (?:boat|raft|night)|at night|nightly|every night"
    r"|over the river|across the river"
    r"|across the water|on foot|false labels|disguised|black market|hidden|on the sly)\b",
    re.IGNORECASE,
)
THING = rf"(?:banned |prohibited |sanctioned |restricted |undeclared |smuggled |{SIDE} )?{GOODS}"
MUCH = (
    r"(?:large|huge|vast|great|enormous|massive) (?:amounts?|quantit(?:y|ies)|volumes?|shipments?) of"
    r"|plenty of|tonnes of|tons of|boatloads of|truckloads of"
)
OFTEN = (
    r"(?:nearly |almost )?(?:every (?:single )?(?:night|day)|each night|nightly|daily|in bulk|en masse"
    r"|in volume|openly|around the clock|in large \w+)"
)
SMUGGLE = r"(?:smuggle|smuggles|smuggled|smuggling)"
# goods that cross: only where PAST_CUSTOMS shows that they do so outside the rules
OF_GOODS = (
    *rules(
        "level",
        0.0,
        rf"\b(?:no|not a single|nothing|none of the) (?:more )?(?:{THING} )?(?:(?:is|are|has|have|can"
        r"|could) )?(?:been |be )?"
        rf"(?:{CROSSES}|{CARRIED}|got|gotten|gets?|come|came|crossed|sent|shipped)\b",
        rf"\b(?:impossible|no way) to (?:get|send|bring|move|take|carry|ship) (?:anything|{THING}|things)\b",
        r"\b(?:nothing|no goods|not a thing) (?:is|can be|could be|gets?|has been|comes?|goes) (?:sent|shipped"
        r"|brought|across|through|over)\b",
    ),
    *rules(
        "level",
        1.0,
        rf"\b(?:only )?a (?:mere |thin )?trickle of {THING}",
        rf"\b(?:small|tiny) (?:lots|amounts|quantities|volumes) of {THING}",
    ),
    *rules(
        "change",
        1.0,
        rf"{THING}[^.;]{{0,30}}?\b(?:beg[au]n|begun|started|starting|beginning) (?:to (?:{CROSSES})|(?:flowing"
        r"|crossing|coming|reaching))",
        rf"{THING}[^.;]{{0,30}}?\b(?:again|once more)[^.;]{{0,10}}?{COMING}",
        rf"\b(?:{CROSSES})[^.;]{{0,30}}?\b(?:again|once more)\b",
        rf"\b(?:much |far |ever )?more (?:and more )?{THING} (?:{CROSSES})",
    ),
    *rules("change", -1.0, rf"\b(?:much |far |ever )?(?:less|fewer) {THING} (?:{CROSSES})"),
    *rules(
        "level",
        3.0,
        rf"\b(?:{MUCH}) {THING}[^.;]{{0,30}}?\b(?:{CROSSES}|{CARRIED})",
        rf"\b{GOODS}[^.;]{{0,40}}?\b(?:pour(?:s|ed|ing)?|stream(?:s|ed|ing)?|flood(?:s|ed|ing)?) (?:in|out|over"
        r"|across|into)\b",
        rf"\b{GOODS}[^.;]{{0,20}}?\b(?:{CROSSES})[^.;]{{0,40}}?\b{OFTEN}\b",
        rf"\b(?:boats?|rafts?|vessels?)[^.;]{{0,40}}?\b(?:slip|cross|go out|set out|leave|ply)\b[^.;]{{0,40}}?\b{OFTEN}\b",
        r"\b(?:sold|on sale|selling|sells?|available)[^.;]{0,20}?\b(?:openly|everywhere|freely|in (?:every"
        r"|all) (?:the )?markets?)\b",
    ),
)
# that goods come at all, without how much, is worth telling only where they should not
STILL = re.compile(
    r"\b(?:smuggl\w+|illegal\w*|illicit\w*|clandestine\w*|secret\w*|undeclared|despite|in\s+spite\s+of"
    r"|banned|prohibited|off-the-books|false\s+labels)\b",
    re.IGNORECASE,
)
OF_GOODS_STILL = rules(
    "level",
    2.0,
    rf"\b{THING}{GAP}{{0,25}}?\b(?:{CROSSES}|(?:still|are|is) {CARRIED}|(?:still )?reach(?:es)?)\b(?! by boat)",
    rf"\b(?:vendors?|traders?|merchants?|drivers?|firms|couriers?)\b{GAP}{{0,30}}?\b(?:bring|carry|take|ship|sell)s?"
    rf" (?:in |out |over )?{THING}",
)
OF_SMUGGLERS = (
    *rules(
        "level",
        0.0,
        r"\b(?:not a single|no|not one) (?:smuggling boat|smuggler|smuggling (?:vessel"
        r"|raft)s?)[^.;]{0,30}?\b(?:has|have|is|are|went|goes|dares?)\b",
        r"\bno one (?:is )?(?:attempting to |dares? (?:to )?|even )?smuggl(?:e|es|ing)\b",
        r"\bsmugglers (?:are|were|have been|sit|sat) (?:all )?(?:idle|at home|out of work)\b",
    ),
    *rules(
        "level",
        1.0,
        r"\b(?:few|hardly anyone|scarcely anyone|almost nobody|only the boldest)[^.;]{0,20}?\b(?:dares?"
        r"|smuggles?|risks?)\b[^.;]{0,20}?(?:smuggl\w+)?",
    ),
    *rules(
        "level",
        4.0,
        r"\b(?:business|trade) is (?:booming|thriving|brisk|roaring|flourishing) (?:for|among) (?:the )?smugglers\b",
        r"\b(?:busiest|best|most active) smuggling (?:place|route|spot|site|town)s?\b",
    ),
    *rules(
        "change",
        1.0,
        r"\bsmugglers\b[^.;]{0,20}?\b(?:are|were|have gone|have come|went|got) (?:busy "
        r"|hard )?(?:back )?(?:at work|back to work|in business|busy|out) again\b",
        r"\bsmugglers (?:are|were) back\b",
        r"\b(?:turn(?:ed|ing)?|switch(?:ed|ing)?|tak(?:e|en|ing)|took"
        r"|going over) (?:back )?to (?:[\w-]+ ){0,1}?smuggling\b",
        r"\bsmugglers are switching to\b",
    ),
    *rules(
        "change",
        -1.0,
        r"\b(?:give|gave|given|giving) up (?:on )?smuggling\b",
        r"\b(?:quit|abandon(?:ed|ing)?) smuggling\b",
        r"\bsmugglers\b[^.;]{0,30}?\b(?:finding it|find it|have it) (?:much |far |ever )?(?:harder"
        r"|more difficult|tougher)\b",
        r"\bfewer (?:smuggling boats|smugglers)\b",
        r"\bsmugglers\b[^.;]{0,30}?\b(?:struggl(?:e|ed|ing)|squeezed|idle)\b",
    ),
    *rules(
        "change",
        0.0,
        r"\b(?:go(?:es)?|went|going|carr(?:y|ied|ying)|kept|keep) (?:on|up) (?:with )?(?:the )?smuggling\b",
        r"\bsmuggling (?:goes on|went on|carries on|carried on)\b",
    ),
    *rules(
        "level",
        2.0,
        r"\b(?:traders?|vendors?|people|residents|merchants|families|soldiers|drivers|fishermen"
        rf"|boatmen)\b[^.;]{{0,30}}?(?<!to\x20)\bsmuggl(?:e|es) (?:[\w-]+ ){{0,3}}?(?:{GOODS}|in|out|over"
        r"|across)",
        rf"\b{GOODS}[^.;]{{0,40}}?(?<!to\x20)\b(?:is|are|been|being|was|were) (?:\w+ly |\w+times )?smuggled\b",
        rf"\b{GOODS}[^.;]{{0,60}}?\b(?:by|by way of|through|via|from|with) (?:[\w-]+ )?(?:smugglers|smuggling)\b",
    ),
)
GENERIC = (*OF_SMUGGLERS, *amounts_of(TRADE_OF_IT, 60), *changes(TRADE_OF_IT, 60))
# people are never pooled with goods, and how often they are caught is not how much they carry
SELF_TOLD = frozenset({"persons", "cases", "trips"})
MOVES = re.compile(
    r"\b(?:cross\w*|brought|leav\w+|left|go|goes|went|carr\w+|ship\w*|sent|slip\w*|mov\w+|com\w+|enter\w*|get|smuggled)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(rf"(?<!anti-)\bsmuggl(?:e[ds]?|ers?)\b|{TRADE_OF_IT}".replace(" ", r"\s+"), re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?:crackdowns?|clampdown|campaign|checks|patrols|controls|punish\w+|penalt\w+|fines?|arrests?|sentences?|terms"
    r"|seizures?|fight|war|measures|sweep)\s+(?:on|against|of|for)\s+(?:[\w-]+\s+){0,2}?$",
    re.IGNORECASE,
)

# who lets it happen is tolerance or enforcement: that goods come at all is not what such a sentence tells
POLICY = re.compile(
    r"\b(?:blind\s+eye|other\s+way|told|ordered|instructed|permitted|allow\w*|tolerat\w+|authori[sz]\w+)\b", re.IGNORECASE
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of flow."""
    if off_topic(sentence, case):
        return
    for draft in first_of_each(_drafts(sentence, case)):
        before = sentence.text[: draft.start]
        # what the state itself runs is an indicator of its own; what is done against smuggling is enforcement
        allowed = (draft.kind, draft.value) == ("level", 2.0) and POLICY.search(sentence.text)
        if not STATE.search(sentence.text[: draft.end]) and not AGAINST.search(before) and not allowed:
            yield draft


def _drafts(sentence: Sentence, case: Case) -> Iterator[Draft]:
    subject = SUBJECT.search(sentence.text)
    if subject:
        counts = [each for each in find_counts(sentence.text) if each.what not in SELF_TOLD]
        stated = counts and MOVES.search(sentence.text)
        if stated:
            yield counts[0].draft()
        ratio = find_part_ratio(sentence.text[subject.start() :])
        if ratio:
            yield Draft("ratio", ratio[0], subject.start(), subject.start() + ratio[2])
        if stated or ratio:
            return
    goods = marked(sentence, case)
    drafts = [*apply(OPENLY, sentence), *apply(RULES, sentence), *(apply(GENERIC, goods) if subject else ())]
    if PAST_CUSTOMS.search(sentence.text):
        drafts += apply(OF_GOODS, goods)
        if STILL.search(sentence.text):
            drafts += apply(OF_GOODS_STILL, goods)
    before = just_before(sentence)
    if SPOKEN.search(sentence.whole) or SPOKEN.search(before):
        drafts += apply(OF_CROSSING, goods)
    if not subject and SUBJECT.search(before) and POINTS_BACK.search(sentence.text):
        drafts += apply(POINTED_AT, sentence)
    yield from one_of_a_kind(drafts)


POINTED_AT = changes(POINTED, 40)
