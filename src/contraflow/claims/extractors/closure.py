"""Closure: a decree shuts or reopens a crossing, a town or the border; a gate, not a guard."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.actors import GATE
from contraflow.claims.draft import Draft, apply, first_of_each, near, rules, then
from contraflow.claims.sentences import Sentence

NAME = "closure"
VERSION = "4"
SHUTS = (
    r"forbid|prohibit|passage|traffic|nobody|no one|no-one|pull|lower|bring|brought|batten|not|no longer"
    r"|ground|standstill|dead|desert|block|wall|no-go|clos|shut|seal|block|barr|cordon|barricad"
    r"|off[- ]limits|bolt|padlock|fenc|impassable|access|entry|enter|lock|curfew|confine"
    r"|stay|leave|allow|permit|suspen|halt|stop|cross|isolat|quarantin|ban|restrict|cut|turn"
)
OPENS = (
    r"let|admit|again|once more|come back|expected|due|set|re-?open|open|unseal|unblock|lift|resum|allow"
    r"|restart|back|inaugurat|beg[au]n|operat|launch|eas"
)
SHUT = (
    r"(?:closed(?! (?:in|ties|meeting|door))|shut(?:tered| down)?(?! off)|sealed(?: off| up)?|blocked(?: off)?|blockaded|barred"
    r"|cordoned off|barricaded|fenced off|off[- ]limits|bolted|padlocked|impassable|cut off|isolated)"
)
SHUTTING = (
    r"(?:clos(?:ed|es|e|ing)|shut(?:s|ting|tered)?|seal(?:ed|s|ing)?|block(?:ed|s|ing|aded)?|barr(?:ed"
    r"|icaded)|cordon(?:ed|s|ing)?"
    r"|slam(?:med|ming)?|fenc(?:ed|ing))"
)
THE = r"(?:the |its |their |all |both |every |this |that |any |most |several |two |three |some |a |an |of )*"
BE = r"(?:is|are|was|were|be|been|being|remains?|remained|stays?|stayed|kept|has|have|had|went|still|now|get|got)"
PEOPLE = (
    r"(?:people|residents|locals|citizens|foreigners|visitors|travell?ers|tourists|outsiders|villagers"
    r"|inhabitants|everyone|anyone"
    r"|traders|vehicles|trucks|goods|they)"
)
NO_PERSON = r"(?:nobody|no one|no-one|none|no (?:people|person|outsiders?|foreigners?|residents?|villagers?|visitors?))"
NOBODY = rf"(?:{NO_PERSON}|no (?:vehicles?|trucks?|traders?|traffic|goods|boats?))"
TRAFFIC = (
    r"(?:(?:cross-border|border|passenger|tourist|ferry|rail|freight|road|bus|train) (?:traffic"
    r"|crossings?|services?|travel|transport|trips?)"
    r"|ferr(?:y|ies)|entry|crossings?|passage|travel|traffic (?:across|over|through|on) the (?:bridge|border|river|crossing))"
)
CEASED = r"(?:suspended|halted|stopped|banned|barred|prohibited|forbidden|cancelled|blocked|discontinued)"
RESTARTED = r"(?:resumed|allowed again|permitted again|restarted|restored|reinstated|back to normal)"
CLOSURE = rules(
    "event",
    None,
    then(GATE, rf"(?:{BE} )*(?:[\w-]+ly )?{SHUT}\b", 50),
    rf"\b{SHUTTING}(?: off| down| up| shut)? {THE}(?:[\w'’-]+ ){{0,3}}?{GATE}\b",
    rf"\b{GATE} (?:shutdowns?|closures?|blockades?|lockdowns?|closings?)\b|\bcross-border (?:shutdown|closure)\b",
    r"\b(?:shutdown|closures?|closing|blockade|sealing|shutting|barricading)(?: off| down)? (?:of"
    rf"|to) {THE}(?:(?:[\w'’-]+ ){{0,3}}?{GATE}|(?:all )?(?:cross-border )?trade)\b",
    r"\bclosure\b[^.;]{0,40}?\b(?:last|lasts|lasted|continue[sd]?|remains? in place|extended|took effect"
    r"|came into force|order(?:ed)?)\b"
    rf"|\border(?:s|ed)? (?:[\w-]+ ){{0,4}}?(?:closure|to (?:close|shut|seal) {THE}(?:[\w'’-]+ ){{0,3}}?{GATE})\b",
    rf"\bclosed {THE}(?:[\w'’-]+ ){{0,1}}?(?:border|frontier)\b|\b{SHUTTING} (?:itself|themselves) off\b"
    r"|\bclosed (?:its|their) doors to\b",
    rf"\b(?:access|entry|the (?:road|way)) to {THE}(?:[\w'’-]+ ){{0,3}}?(?:{GATE}|river|bank|embankment"
    rf"|shore)\b[^.;]{{0,30}}?\b(?:{SHUT}|{CEASED}|denied|restricted|forbidden)\b",
    r"\b(?:bar(?:s|red|ring)?|ban(?:s|ned|ning)?|refus(?:es|ed|ing)|deni(?:es|ed)|block(?:s|ed"
    r"|ing)?) (?:entry|access|passage|entrance)\b",
    r"\b(?:bar(?:red|s|ring)?|ban(?:ned|s|ning)?|prohibit(?:ed|s)?|stopp(?:ed|ing)|prevent(?:ed|ing)?"
    r"|block(?:ed|ing)?|forbidden|turned) "
    rf"(?:{PEOPLE} |[\w-]+ {PEOPLE} )?(?:from (?:entering|crossing|passing)|to (?:enter|cross))\b",
    rf"\b{PEOPLE} (?:[\w-]+ ){{0,3}}?(?:turned (?:away|back)) at {THE}(?:[\w'’-]+ ){{0,2}}?{GATE}\b",
    rf"\b{NOBODY} (?:[\w-]+ )?(?:is|are|was|were|may|can|could) (?:being )?(?:(?:[\w-]+ )?(?:allowed|permitted|let) )?"
    r"(?:to )?(?:cross|pass|get across|use the (?:bridge|crossing)|go (?:over|across|near)|through"
    r"|get through|come in|approach (?:the )?(?:[\w-]+ )?(?:river|border|bank|bridge|water))\b",
    r"\b(?:pull(?:ed|s|ing)? down (?:the|its) shutters|(?:lower|bring|brought)(?:ed"
    rf"|s)? (?:down )?the (?:barrier|curtain|shutters|gates?)|batten\w* down)\b(?=[^.;]*\b(?:{GATE}))",
    r"\b(?:not (?:even )?(?:[\w-]+ ){0,3}?(?:let|allowed) (?:in|across|over|through)|(?:no longer"
    r"|not) (?:let|allowed|letting|allowing) (?:anyone|people|trucks|goods|traders) (?:in|across|over"
    r"|through|to (?:cross|pass)))\b",
    rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:ground to a halt|at a standstill|dead|deserted by order"
    r"|under (?:a )?blockade|walled off|no-go (?:zone|area))\b|\bno-go (?:zone|area)\b",
    rf"\b(?:{GATE}|customs)\b[^.;]{{0,30}}?\b(?:suspend|halt|ceas|stopp)(?:s|ed|ing)? (?:all |its "
    r"|their )?(?:operations?|work|clearance|services?|business)\b",
    then(TRAFFIC, rf"(?:{BE} )+(?:[\w-]+ly )?{CEASED}\b", 40),
    rf"\b(?:suspension|halt|stop|ban|end) (?:of|to|on) (?:all |the )?{TRAFFIC}\b|\b(?:suspend|halt|stopp"
    rf"|bann|cancel)(?:ed|s|ing|led) (?:all |the )?{TRAFFIC}\b",
    code="closure",
    needs=rf"\b(?:{SHUTS})",
)
REOPENING = rules(
    "event",
    None,
    near(
        GATE,
        r"(?:re-?open(?:ed|s|ing)?|opened (?:up )?again|unsealed|unblocked|open again|back in (?:operation"
        r"|service|use))\b",
        50,
    ),
    rf"\b(?:re-?open(?:ed|s|ing)?|unseal(?:ed|ing)?|unblock(?:ed|ing)?) {THE}(?:[\w'’-]+ ){{0,3}}?{GATE}\b",
    rf"\bre-?opening of {THE}(?:[\w'’-]+ ){{0,3}}?(?:{GATE}|trade)\b|\b{GATE} re-?opening\b",
    rf"\b{GATE}\b[^.;]{{0,40}}?\bopen(?:s|ed|ing)? (?:its|their) (?:gates?|doors?)(?: to [\w-]+)? again\b"
    rf"|\bopen(?:s|ed|ing)? {THE}(?:[\w-]+ )?{GATE} again\b",
    rf"\blift(?:s|ed|ing)? (?:of )?{THE}(?:[\w-]+ ){{0,2}}?(?:lockdown|closure|blockade|curfew|travel ban"
    r"|quarantine|entry ban|ban on (?:entry|entering|travel|crossing))\b",
    r"\b(?:lockdown|closure|blockade|curfew|travel ban|quarantine|ban on (?:entry|entering|travel"
    r"|crossing)[^.;]{0,30})\b[^.;]{0,15}?"
    r"\b(?:is|are|was|were|been|be) (?:[\w-]+ly )?(?:lifted|ended|eased|called off|removed)\b",
    then(rf"(?:{TRAFFIC}|traffic)", rf"{RESTARTED}\b", 40),
    rf"\b(?:resum(?:ed?|es|ing|ption of)|restor(?:ed|ing)|restart(?:ed|ing)?) (?:all |the )?{TRAFFIC}\b",
    r"\b(?:let|allowed|permitted|admitted)\b[^.;]{0,30}?\b(?:across|over|through|in|to cross"
    r"|into)\b[^.;]{0,30}?\b(?:again|once more)\b|\b(?:again|once more) (?:let|allow|allow(?:ed|s|ing)"
    r"|letting|permitt(?:ed|ing)) [^.;]{0,30}?\b(?:across|over|through|to cross|cross)\b",
    rf"\b{GATE}\b[^.;]{{0,40}}?\b(?:again|once more) (?:receiv|handl|accept|tak|process|clear|admit|let)(?:ing|s|es)?\b",
    r"\beas(?:ed|es|ing) (?:the |its )?(?:border )?(?:closure|lockdown|blockade|curfew)\b"
    rf"|\b{GATE}\b[^.;]{{0,30}}?\b(?:(?:is|are|was|were) (?:once )?(?:again|once more) open|open(?:s"
    r"|ed)? (?:up )?(?:once more|anew)|come back to life|back to normal)\b",
    rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:is|are|was|were|set|due|expected) to (?:re-?open|open again)\b",
    rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:resumed (?:operations?|work|service)|began (?:operating|working) again)\b",
    code="reopening",
    needs=rf"\b(?:{OPENS})",
)
RULES = (
    *rules(
        "event",
        None,
        rf"\b(?:re-?opening|opening) of {THE}(?:[\w'’-]+ ){{0,3}}?{GATE}\b[^.;]{{0,30}}?\b(?:postponed"
        r"|delayed|put off|pushed back|deferred|stalled)\b",
        r"\b(?:postpon|delay|put off|push(?:ed)? back|deferr?)(?:ed|ing|s)? (?:the )?(?:[\w-]+ )?(?:re-?opening|opening)\b",
        code="delay",
        needs=r"\b(?:re-?opening|opening)\b",
    ),
    *rules(
        "level",
        3.0,
        rf"\b{GATE}\b[^.;]{{0,20}}?\b(?:all but|virtually|nearly|almost|practically|largely|mostly) {SHUT}\b",
        needs=r"\b(?:all but|virtually|nearly|almost|practically|largely|mostly)\b",
    ),
    *rules(
        "level",
        4.0,
        rf"\b{GATE} (?:is|are|was|were|remains?|has been|have been) (?:now |still )?(?:hermetically|tightly"
        r"|totally) (?:sealed|closed|shut)\b",
        rf"\b{GATE}\b[^.;]{{0,20}}?\b(?:sealed|closed|shut) (?:tight|tightly|hermetically|completely to everyone)\b",
        needs=r"\b(?:hermetically|tight|tightly|totally|completely)\b",
    ),
    *rules(
        "level",
        2.0,
        rf"\b{GATE}\b[^.;]{{0,40}}?\b(?:open|opens|opened|operat(?:es|ing|ed)|work(?:s|ing)|runs?) (?:only"
        r"|just|no more than|for only|for just)\b",
        rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:partly|partially|half) (?:open|closed|shut|reopened)\b"
        rf"|\b{GATE}\b[^.;]{{0,30}}?\b(?:limited|reduced|shorter|fewer) (?:opening )?hours\b",
        rf"\b{GATE}\b[^.;]{{0,50}}?\b(?:for|only|just|open) (?:a few|one|two|three|four|five|\d+) (?:hours"
        r"|mornings|afternoons|days) (?:a|per|each) (?:day|week|month)\b",
        needs=r"\b(?:only|just|for\b|hours|no more|partly|partially|half|hours)\b",
    ),
    *rules(
        "level",
        0.0,
        rf"\b{GATE}\b[^.;]{{0,25}}?\b(?:operat(?:es|ing|ed)|functioning|working|runs?|running|open"
        rf"|go(?:es)? through|carries on|continues) (?:[\w-]+ ){{0,4}}?(?:as usual|normally|as normal"
        r"|without interruption|as before|without (?:a )?hitch)\b",
        rf"\b{GATE} (?:is|are|was|were) (?:now )?(?:(?:wide |fully |still )open|open to (?:all|everyone"
        r"|traffic|trade|trucks))\b",
        rf"\b{GATE} (?:remains?|remained|stays?|stayed|is still|are still|was still|were still|kept) open\b",
        needs=r"\b(?:usual|normal|normally|interruption|before|open)\b",
    ),
    *rules(
        "event",
        None,
        rf"\bnew (?:[\w-]+ ){{0,2}}?{GATE}\b[^.;]{{0,40}}?\b(?:opened|opens|open|inaugurated"
        r"|began (?:operating|operations|work)|went into (?:service|operation)|put into service|start(?:ed"
        r"|s) (?:operating|operations))\b",
        r"\b(?:opened|opening of|inaugurat(?:ed|ion of)|launched) (?:an? |the )(?:new |second "
        rf"|third )(?:[\w-]+ ){{0,2}}?{GATE}\b",
        rf"\b(?:second|third) (?:[\w-]+ ){{0,2}}?{GATE}\b[^.;]{{0,30}}?\b(?:opened|inaugurated"
        rf"|began operating)\b|\b{GATE}\b[^.;]{{0,40}}?\b(?:opened|inaugurated) for the first time\b",
        code="opening",
        needs=r"\b(?:new|second|third|first)\b",
    ),
    *REOPENING,
    *rules(
        "event",
        None,
        r"\block(?:ed)?[- ]?downs?\b(?! of (?:the )?border)|\bcurfews?\b|\bstay-at-home order|\bshelter in place\b",
        r"\b(?:confined to|ordered to stay (?:in|at|inside)|locked (?:in|inside)|may not leave"
        r"|must not leave|forbidden to leave|not (?:be )?(?:allowed|permitted) to leave"
        r"|(?:cannot|can not|could not|can['’]t|unable to) leave|barred from leaving|banned from leaving"
        r"|prohibited from leaving|kept)"
        r" (?:the |their |its )?(?:own )?(?:homes?|houses?|indoors|town|city|county|village|area|region|apartments?)\b",
        rf"\b{NO_PERSON} (?:may|can|could|is|are|was|were) (?:allowed "
        r"|permitted )?(?:to )?(?:enter(?: or leave)?|leave|go out|come in or)\b",
        r"\b(?:no (?:[\w-]+ )?|not |nobody |no one )[^.;]{0,25}?\b(?:allowed|let"
        r"|permitted) out (?:of )?(?:the |their )?(?:own )?(?:homes?|houses?|town|city|county|village|area"
        r"|region)?\b",
        r"\b(?:may|can|could) not leave\b|\b(?:residents|people|villagers|inhabitants) (?:have been |were "
        r"|are )?(?:confined|told to stay (?:at home|indoors)|ordered indoors)\b",
        r"\b(?:ban|restrictions?|bans) on (?:all )?(?:movement|travel (?:between|within|inside))\b"
        r"|\bmovement (?:ban|restrictions)\b",
        code="lockdown",
        needs=r"\b(?:lock|curfew|out\b|stay|shelter|confined|leave|leaving|enter|indoors|movement|travel|kept)",
    ),
    *CLOSURE,
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of closure."""
    yield from first_of_each(apply(RULES, sentence))
