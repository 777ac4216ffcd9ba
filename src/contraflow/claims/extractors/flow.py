"""Flow: smuggling or illicit trade with words for how much of it there is or how it moved."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.moves import FELL, FELL_SHARPLY, RESUMED, ROSE, ROSE_SHARPLY, STEADY, STOPPED, STOPPING
from contraflow.claims.sentences import Sentence

NAME = "flow"
VERSION = "2"
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
        rf"\b(?:increase|rise|upsurge|surge|growth|uptick|revival|resumption) (?:in"
        rf"|of) (?:[\w-]+ ){{0,2}}?{SM}",
        "change",
        1.0,
    ),
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
    rule(rf"\b(?:decrease|decline|drop|fall|reduction) in (?:[\w-]+ ){{0,2}}?{SM}", "change", -1.0),
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


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of flow."""
    for draft in first_of_each(apply(RULES, sentence)):
        # what the state itself runs is an indicator of its own
        if not STATE.search(sentence.text[: draft.end]):
            yield draft
