"""Closure: a decree shuts or reopens a crossing, a town or the border; a gate, not a guard."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.actors import GATE
from contraflow.claims.draft import Draft, apply, first_of_each, near, rules, then
from contraflow.claims.sentences import Sentence

NAME = "closure"
VERSION = "4"
SHUTS = (
    r"forbid|prohibit|passage|traffic|nobody|no one|no-one|pull|lower|bring|brought|batten|not|no longer|ground|standstill|dead|desert|block|wall|no-go|clos|shut|seal|block|barr|cordon|barricad|off[- ]limits|bolt|padlock|fenc|impassable|access|entry|enter|lock|curfew|confine"
    r"|stay|leave|allow|permit|suspen|halt|stop|cross|isolat|quarantin|ban|restrict|cut|turn"
)
OPENS = r"let|admit|again|once more|come back|expected|due|set|re-?open|open|unseal|unblock|lift|resum|allow|restart|back|inaugurat|beg[au]n|operat|launch|eas"
SHUT = (
    r"(?:closed(?! (?:in|ties|meeting|door))|shut(?:tered| down)?(?! off)|sealed(?: off| up)?|blocked(?: off)?|blockaded|barred"
    r"|cordoned off|barricaded|fenced off|off[- ]limits|bolted|padlocked|impassable|cut off|isolated)"
)
SHUTTING = (
    r"(?:clos(?:ed|es|e|ing)|shut(?:s|ting|tered)?|seal(?:ed|s|ing)?|block(?:ed|s|ing|aded)?|barr(?:ed|icaded)|cordon(?:ed|s|ing)?"
    r"|slam(?:med|ming)?|fenc(?:ed|ing))"
)
THE = r"(?:the |its |their |all |both |every |this |that |any |most |several |two |three |some |a |an |of )*"
BE = r"(?:is|are|was|were|be|been|being|remains?|remained|stays?|stayed|kept|has|have|had|went|still|now|get|got)"
PEOPLE = (
    r"(?:people|residents|locals|citizens|foreigners|visitors|travell?ers|tourists|outsiders|villagers|inhabitants|everyone|anyone"
    r"|traders|vehicles|trucks|goods|they)"
)
NO_PERSON = r"(?:nobody|no one|no-one|none|no (?:people|person|outsiders?|foreigners?|residents?|villagers?|visitors?))"
NOBODY = rf"(?:{NO_PERSON}|no (?:vehicles?|trucks?|traders?|traffic|goods|boats?))"
TRAFFIC = (
    r"(?:(?:cross-border|border|passenger|tourist|ferry|rail|freight|road|bus|train) (?:traffic|crossings?|services?|travel|transport|trips?)"
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
    rf"\b(?:shutdown|closures?|closing|blockade|sealing|shutting|barricading)(?: off| down)? (?:of|to) {THE}(?:[\w'’-]+ ){{0,3}}?{GATE}\b",
    r"\bclosure\b[^.;]{0,40}?\b(?:last|lasts|lasted|continue[sd]?|remains? in place|extended|took effect|came into force|order(?:ed)?)\b"
    rf"|\border(?:s|ed)? (?:[\w-]+ ){{0,4}}?(?:closure|to (?:close|shut|seal) {THE}(?:[\w'’-]+ ){{0,3}}?{GATE})\b",
    rf"\bclosed {THE}(?:[\w'’-]+ ){{0,1}}?(?:border|frontier)\b|\b{SHUTTING} (?:itself|themselves) off\b|\bclosed (?:its|their) doors to\b",
    rf"\b(?:access|entry|the (?:road|way)) to {THE}(?:[\w'’-]+ ){{0,3}}?(?:{GATE}|river|bank|embankment|shore)\b[^.;]{{0,30}}?\b(?:{SHUT}|{CEASED}|denied|restricted|forbidden)\b",
    rf"\b(?:bar(?:s|red|ring)?|ban(?:s|ned|ning)?|refus(?:es|ed|ing)|deni(?:es|ed)|block(?:s|ed|ing)?) (?:entry|access|passage|entrance)\b",
    rf"\b(?:bar(?:red|s|ring)?|ban(?:ned|s|ning)?|prohibit(?:ed|s)?|stopp(?:ed|ing)|prevent(?:ed|ing)?|block(?:ed|ing)?|forbidden|turned) "
    rf"(?:{PEOPLE} |[\w-]+ {PEOPLE} )?(?:from (?:entering|crossing|passing)|to (?:enter|cross))\b",
    rf"\b{PEOPLE} (?:[\w-]+ ){{0,3}}?(?:turned (?:away|back)) at {THE}(?:[\w'’-]+ ){{0,2}}?{GATE}\b",
    rf"\b{NOBODY} (?:[\w-]+ )?(?:is|are|was|were|may|can|could) (?:being )?(?:(?:[\w-]+ )?(?:allowed|permitted|let) )?"
    rf"(?:to )?(?:cross|pass|get across|use the (?:bridge|crossing)|go (?:over|across|near)|through|get through|come in|approach (?:the )?(?:[\w-]+ )?(?:river|border|bank|bridge|water))\b",
    rf"\b(?:pull(?:ed|s|ing)? down (?:the|its) shutters|(?:lower|bring|brought)(?:ed|s)? (?:down )?the (?:barrier|curtain|shutters|gates?)|batten\w* down)\b(?=[^.;]*\b(?:{GATE}))",
    rf"\b(?:not (?:even )?(?:[\w-]+ ){{0,3}}?(?:let|allowed) (?:in|across|over|through)|(?:no longer|not) (?:let|allowed|letting|allowing) (?:anyone|people|trucks|goods|traders) (?:in|across|over|through|to (?:cross|pass)))\b",
    rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:ground to a halt|at a standstill|dead|deserted by order|under (?:a )?blockade|walled off|no-go (?:zone|area))\b|\bno-go (?:zone|area)\b",
    then(TRAFFIC, rf"(?:{BE} )+(?:[\w-]+ly )?{CEASED}\b", 40),
    rf"\b(?:suspension|halt|stop|ban|end) (?:of|to|on) (?:all |the )?{TRAFFIC}\b|\b(?:suspend|halt|stopp|bann|cancel)(?:ed|s|ing|led) (?:all |the )?{TRAFFIC}\b",
    code="closure",
    needs=rf"\b(?:{SHUTS})",
)
REOPENING = rules(
    "event",
    None,
    near(GATE, r"(?:re-?open(?:ed|s|ing)?|opened (?:up )?again|unsealed|unblocked|open again|back in (?:operation|service|use))\b", 50),
    rf"\b(?:re-?open(?:ed|s|ing)?|unseal(?:ed|ing)?|unblock(?:ed|ing)?) {THE}(?:[\w'’-]+ ){{0,3}}?{GATE}\b",
    rf"\bre-?opening of {THE}(?:[\w'’-]+ ){{0,3}}?(?:{GATE}|trade)\b|\b{GATE} re-?opening\b",
    rf"\b{GATE}\b[^.;]{{0,40}}?\bopen(?:s|ed|ing)? (?:its|their) (?:gates?|doors?)(?: to [\w-]+)? again\b|\bopen(?:s|ed|ing)? {THE}(?:[\w-]+ )?{GATE} again\b",
    rf"\blift(?:s|ed|ing)? (?:of )?{THE}(?:[\w-]+ ){{0,2}}?(?:lockdown|closure|blockade|curfew|travel ban|quarantine|entry ban|ban on (?:entry|entering|travel|crossing))\b",
    r"\b(?:lockdown|closure|blockade|curfew|travel ban|quarantine|ban on (?:entry|entering|travel|crossing)[^.;]{0,30})\b[^.;]{0,15}?"
    r"\b(?:is|are|was|were|been|be) (?:[\w-]+ly )?(?:lifted|ended|eased|called off|removed)\b",
    then(rf"(?:{TRAFFIC}|traffic)", rf"{RESTARTED}\b", 40),
    rf"\b(?:resum(?:ed?|es|ing|ption of)|restor(?:ed|ing)|restart(?:ed|ing)?) (?:all |the )?{TRAFFIC}\b",
    rf"\b(?:let|allowed|permitted|admitted)\b[^.;]{{0,30}}?\b(?:across|over|through|in|to cross|into)\b[^.;]{{0,30}}?\b(?:again|once more)\b|\b(?:again|once more) (?:let|allow|allow(?:ed|s|ing)|letting|permitt(?:ed|ing)) [^.;]{{0,30}}?\b(?:across|over|through|to cross|cross)\b",
    rf"\b{GATE}\b[^.;]{{0,40}}?\b(?:again|once more) (?:receiv|handl|accept|tak|process|clear|admit|let)(?:ing|s|es)?\b",
    rf"\beas(?:ed|es|ing) (?:the |its )?(?:border )?(?:closure|lockdown|blockade|curfew)\b|\b{GATE}\b[^.;]{{0,30}}?\b(?:(?:is|are|was|were) (?:once )?(?:again|once more) open|open(?:s|ed)? (?:up )?(?:once more|anew)|come back to life|back to normal)\b",
    rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:is|are|was|were|set|due|expected) to (?:re-?open|open again)\b",
    rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:resumed (?:operations?|work|service)|began (?:operating|working) again)\b",
    code="reopening",
    needs=rf"\b(?:{OPENS})",
)
RULES = (
    *rules(
        "event",
        None,
        rf"\b(?:re-?opening|opening) of {THE}(?:[\w'’-]+ ){{0,3}}?{GATE}\b[^.;]{{0,30}}?\b(?:postponed|delayed|put off|pushed back|deferred|stalled)\b",
        rf"\b(?:postpon|delay|put off|push(?:ed)? back|deferr?)(?:ed|ing|s)? (?:the )?(?:[\w-]+ )?(?:re-?opening|opening)\b",
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
        rf"\b{GATE} (?:is|are|was|were|remains?|has been|have been) (?:now |still )?(?:hermetically|tightly|totally) (?:sealed|closed|shut)\b",
        rf"\b{GATE}\b[^.;]{{0,20}}?\b(?:sealed|closed|shut) (?:tight|tightly|hermetically|completely to everyone)\b",
        needs=r"\b(?:hermetically|tight|tightly|totally|completely)\b",
    ),
    *rules(
        "level",
        2.0,
        rf"\b{GATE}\b[^.;]{{0,40}}?\b(?:open|opens|opened|operat(?:es|ing|ed)|work(?:s|ing)|runs?) (?:only|just|no more than|for only|for just)\b",
        rf"\b{GATE}\b[^.;]{{0,30}}?\b(?:partly|partially|half) (?:open|closed|shut|reopened)\b|\b{GATE}\b[^.;]{{0,30}}?\b(?:limited|reduced|shorter|fewer) (?:opening )?hours\b",
        rf"\b{GATE}\b[^.;]{{0,50}}?\b(?:for|only|just|open) (?:a few|one|two|three|four|five|\d+) (?:hours|mornings|afternoons|days) (?:a|per|each) (?:day|week|month)\b",
        needs=r"\b(?:only|just|for\b|hours|no more|partly|partially|half|hours)\b",
    ),
    *rules(
        "level",
        0.0,
        rf"\b{GATE}\b[^.;]{{0,25}}?\b(?:operat(?:es|ing|ed)|functioning|working|runs?|running|open|go(?:es)? through|carries on|continues) (?:[\w-]+ ){{0,4}}?(?:as usual|normally|as normal|without interruption|as before|without (?:a )?hitch)\b",
        rf"\b{GATE} (?:is|are|was|were) (?:wide |fully |now |still )*open(?: to (?:all|everyone|traffic|trade|trucks))?\b(?! (?:only|just|again|for just|on (?:only|just)))(?!ed)",
        rf"\b{GATE} (?:remains?|remained|stays?|stayed|is still|are still|was still|were still|kept) open\b",
        needs=r"\b(?:usual|normal|normally|interruption|before|open)\b",
    ),
    *rules(
        "event",
        None,
        rf"\bnew (?:[\w-]+ ){{0,2}}?{GATE}\b[^.;]{{0,40}}?\b(?:opened|opens|open|inaugurated|began (?:operating|operations|work)|went into (?:service|operation)|put into service|start(?:ed|s) (?:operating|operations))\b",
        rf"\b(?:opened|opening of|inaugurat(?:ed|ion of)|launched) (?:an? |the )(?:new |second |third )(?:[\w-]+ ){{0,2}}?{GATE}\b",
        rf"\b(?:second|third) (?:[\w-]+ ){{0,2}}?{GATE}\b[^.;]{{0,30}}?\b(?:opened|inaugurated|began operating)\b|\b{GATE}\b[^.;]{{0,40}}?\b(?:opened|inaugurated) for the first time\b",
        code="opening",
        needs=r"\b(?:new|second|third|first)\b",
    ),
    *REOPENING,
    *rules(
        "event",
        None,
        r"\block(?:ed)?[- ]?downs?\b(?! of (?:the )?border)|\bcurfews?\b|\bstay-at-home order|\bshelter in place\b",
        r"\b(?:confined to|ordered to stay (?:in|at|inside)|locked (?:in|inside)|may not leave|must not leave|forbidden to leave|not (?:be )?(?:allowed|permitted) to leave"
        r"|(?:cannot|can not|could not|can['’]t|unable to) leave|barred from leaving|banned from leaving|prohibited from leaving|kept)"
        r" (?:the |their |its )?(?:own )?(?:homes?|houses?|indoors|town|city|county|village|area|region|apartments?)\b",
        rf"\b{NO_PERSON} (?:may|can|could|is|are|was|were) (?:allowed |permitted )?(?:to )?(?:enter(?: or leave)?|leave|go out|come in or)\b",
        rf"\b(?:no (?:[\w-]+ )?|not |nobody |no one )[^.;]{{0,25}}?\b(?:allowed|let|permitted) out (?:of )?(?:the |their )?(?:own )?(?:homes?|houses?|town|city|county|village|area|region)?\b",
        r"\b(?:may|can|could) not leave\b|\b(?:residents|people|villagers|inhabitants) (?:have been |were |are )?(?:confined|told to stay (?:at home|indoors)|ordered indoors)\b",
        r"\b(?:ban|restrictions?|bans) on (?:all )?(?:movement|travel (?:between|within|inside))\b|\bmovement (?:ban|restrictions)\b",
        code="lockdown",
        needs=r"\b(?:lock|curfew|out\b|stay|shelter|confined|leave|leaving|enter|indoors|movement|travel|kept)",
    ),
    *CLOSURE,
)  # fmt: skip


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of closure."""
    yield from first_of_each(apply(RULES, sentence))
