"""State smuggling: smuggling that the state itself runs or licenses, switched on and off by order."""

from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rules, then
from contraflow.claims.moves import FELL, RESUMED, ROSE, SOARED, STOPPED, STOPPING
from contraflow.claims.sentences import Sentence

NAME = "state_smuggling"
VERSION = "3"
# words between "state-run" and "smuggling" that make it something else
WORDS = r"(?:(?!(?:against|on|campaign|crackdown|media|television|fight|newspaper|drive|war|ban|control|and|but)\b)[\w'’-]+ )"
RULER = (
    r"(?:government|state|party|regime|authorities|leadership|cabinet|ministry|military|army"
    r"|security ministry|central committee|capital)"
)
STATE = (
    r"(?:(?:(?:state|government|regime|party|military|army|nationally|centrally|officially)[- ](?:run"
    r"|led|sponsored|directed|level|organi[sz]ed|sanctioned|approved|backed|licensed|permitted"
    r"|controlled"
    rf"|authori[sz]ed|ordered|supported|endorsed|operated)) {WORDS}{{0,3}}?smuggl\w+|(?:state|national"
    r"|official|government|regime) smuggling(?! (?:case|ban|crackdown|charges))|officially smuggling"
    r"|(?:state|government|regime|party|military|army|ministry)['’]s (?:own )?(?:[\w-]+ )?smuggling)"
)
FIRMS = (
    r"(?:(?:trading |trade |state |foreign currency[- ](?:earning|generating) |state-owned "
    r"|government )+(?:compan(?:y|ies)|firms?|organi[sz]ations?|enterprises?|agenc(?:y|ies)"
    r"|corporations?|units?|bureaus?)"
    r"|(?:compan(?:y|ies)|firms?|units?|enterprises?|agenc(?:y|ies)|departments?|organi[sz]ations?"
    r"|groups?) (?:of|working under|under|tied to"
    r"|linked to|run by|owned by|affiliated with|belonging to|controlled by) (?:the |[\w-]+ ){0,3}(?:party|state|military"
    r"|army|ministry|government|cabinet|security ministry))"
)
ORDERED = (
    r"(?:(?:on|under|at|by|with) (?:the )?(?:direct |explicit |tacit )?(?:orders?|direction"
    r"|instructions?|permission|connivance|behest|blessing|approval|supervision|control|protection"
    r"|backing|sanction|licen[cs]e|knowledge|support|auspices|guidance|consent)"
    rf" (?:of|from) (?:the )?(?:[\w-]+ ){{0,2}}?(?:{RULER}|above)|on orders from above|under (?:state"
    r"|government|party|official|military) (?:supervision|control|direction|protection|orders|guidance"
    r"|licen[cs]e)"
    r"|with (?:state|government|party|official) (?:approval|permission|blessing|backing|licen[cs]es?|support))"
)
ORDERS = (
    r"(?:order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|direct(?:s|ed|ing)|command(?:s|ed)?|task(?:s|ed|ing)?"
    r"|assign(?:s|ed|ing)?|told|tells|urg(?:ed|es)|press(?:ed|es)|forc(?:ed|es))"
)
NEEDS = r"\b(?:smuggl|contraband)"
PAUSED = (
    rf"(?:{STOPPED}|on hold|called off|put on hold|shut down|frozen|banned|ended|paused|interrupted|discontinued"
    r"|cancelled|over\b|wound down|abandoned)"
)
PAUSING = (
    rf"(?:{STOPPING}|call(?:ed|s|ing) off|put on hold|shut(?:s|ting)? down|froze(?:n)?|freez(?:e|es|ing)"
    r"|ban(?:ned|s|ning)?|paus(?:ed|es|ing)|stop|halt|suspend|end|cancel(?:led|s)?)"
)
AGAIN = (
    rf"(?:{RESUMED}|under way again|restart|resume|(?:picked|picking) up again|back (?:on|to|under way)"
    r"|going again|on again|(?:start|begin|go ahead|allowed|permitted|take place) again|(?:is|are|was"
    r"|were) allowed again|re-?opened|re-?launched)"
)
RULES = (
    *rules(
        "event",
        None,
        then(STATE, rf"{PAUSED}", 60),
        rf"\b(?:suspension|halt|end|stop|freeze|pause|cessation) (?:of|to|on) (?:all |the )?{STATE}\b"
        rf"|\border to (?:stop|halt|suspend|end) (?:all |the )?{STATE}\b",
        rf"\b{PAUSING} (?:all |the |its |any |most )*{STATE}",
        rf"\b{RULER}\b[^.;]{{0,30}}?\b(?:stopped|halted|suspended|ordered an end to) (?:all |the |its )*smuggling by {FIRMS}",
        rf"\b{RULER}\b[^.;]{{0,25}}?\b(?:gave up|given up|halted|suspended|stopped|ended|wound down|abandoned"
        r"|called off) (?:its|their) (?:own )?(?:[\w-]+ )?smuggling\b",
        code="suspension",
        needs=NEEDS,
    ),
    *rules(
        "event",
        None,
        then(STATE, rf"{AGAIN}\b", 60),
        rf"\b(?:resumption|revival|restart|return) of {STATE}|\b(?:resum|restart|reviv|relaunch)(?:e|es|ed"
        rf"|ing)? (?:the |its |all )?{STATE}",
        rf"\b{RULER}\b[^.;]{{0,25}}?\b(?:again|once more) (?:let|allow(?:ed|s)?|permit(?:ted|s)?"
        rf"|order(?:ed)?) [^.;]{{0,20}}?{FIRMS}[^.;]{{0,20}}?\bsmuggl(?:e|ing)\b"
        rf"|\b{FIRMS}\b[^.;]{{0,40}}?\bsmuggl(?:e|ing) again\b",
        rf"\bgreen light\b[^.;]{{0,30}}?\b{STATE}\b[^.;]{{0,30}}?\b(?:again|restart|resume)\b",
        code="resume",
        needs=NEEDS,
    ),
    *rules(
        "change",
        1.0,
        then(STATE, rf"(?:{ROSE}|{SOARED}|expanded|spread|more frequent|more common)\b", 40),
        rf"\b(?:increase|rise|growth|expansion|surge|upsurge) (?:in|of) {STATE}|\b(?:more|increased|expanding"
        rf"|growing) {STATE}",
        needs=NEEDS,
    ),
    *rules(
        "change",
        -1.0,
        then(STATE, rf"(?:{FELL}|less frequent|rarer|scaled down)\b", 40),
        rf"\b(?:drop|fall|decline|decrease|reduction) in {STATE}|\b(?:less|reduced) {STATE}",
        needs=NEEDS,
    ),
    *rules(
        "event",
        None,
        rf"\b{RULER}\b[^.;]{{0,25}}?\b{ORDERS} (?:[\w'’-]+ ){{0,6}}?(?:to smuggle|to engage in smuggling"
        rf"|to resort to smuggling|[^.;]{{0,30}}?by smuggling)\b",
        rf"\b{FIRMS}\b[^.;]{{0,25}}?\b(?:(?:been|were|was|are|is|being) )+(?:ordered|instructed|directed"
        rf"|tasked|told|assigned|forced)\b[^.;]{{0,40}}?\bsmuggl(?:e|ing)\b",
        r"\b(?:order|orders|directive|instructions?|decree|plan|quota)s? (?:for|on|to (?:carry out|conduct"
        rf"|begin|start|organi[sz]e)) (?:the )?{STATE}\b",
        code="order",
        needs=NEEDS,
    ),
    *rules(
        "level",
        4.0,
        then(
            STATE,
            r"(?:(?:almost |nearly )?(?:night after night|day after day|every (?:night|day|week)|daily|nightly)"
            r"|full swing|around the clock|constantly|routine(?:ly)?|continuously)\b",
        ),
        rf"\bsmuggl\w+ (?:by|of) {FIRMS}\b[^.;]{{0,50}}?\b(?:every (?:night|day)|daily|nightly|routine(?:ly)?"
        r"|constantly)\b",
        needs=NEEDS,
    ),
    *rules(
        "level",
        1.0,
        then(
            STATE,
            r"(?:now and then|sporadic(?:ally)?|occasional(?:ly)?|rare(?:ly)?|once in a while|from time to time"
            r"|infrequent(?:ly)?|seldom)\b",
        ),
        rf"\b(?:sporadic|occasional|rare|limited) {STATE}\b",
        needs=NEEDS,
    ),
    *rules(
        "level",
        2.0,
        then(
            rf"(?:{STATE}|smuggling {ORDERED})",
            r"(?:(?:once|twice|three times) (?:a|per) (?:week|month|year)|at regular intervals|regularly)\b",
        ),
        needs=NEEDS,
    ),
    *rules(
        "level",
        3.0,
        rf"\b{STATE}\b",
        then(r"smuggl\w+", rf"{ORDERED}\b"),
        then(ORDERED, r"smuggl\w+"),
        r"\b(?:government|state|party|regime|ministry|army|military"
        r"|agency)(?:['’]s)? [^.;]{0,25}?\bsmuggling (?:rings?|units?|divisions?|bureaus?|firms?|companies"
        r"|arm|operations?)",
        r"\b(?:tasked|charged|entrusted) with (?:(?!prevent|stop|fight|combat|investigat|curb|end)[\w-]+ ){0,3}?smuggl\w+",
        rf"\b{FIRMS}\b[^.;]{{0,40}}?\b(?:smuggle|smuggles|are smuggling|smuggling|engage in smuggling"
        r"|smuggled) (?!suspects|was|is|has)",
        r"\b(?:party|state|government|ministry|military|army|provincial) (?:officials|cadres|departments?"
        r"|organi[sz]ations?)\b[^.;]{0,20}?\b(?:organi[sz]e|run|direct|manage|oversee|conduct|control)(?:s"
        r"|d|ed)? (?:the |this |all )?smuggling\b",
        rf"\bsmuggl\w+ (?:that|which) the (?:{RULER})(?: itself)? (?:orders?|runs?|organi[sz]es|directs"
        r"|controls|licenses|permits|allows|carries out|is behind|ordered|ran)\b",
        rf"\b(?:{RULER})\b[^.;]{{0,20}}?\b(?:turned to|resort(?:s|ed|ing)? to|rel(?:y|ies|ied|ying) on"
        r"|depend(?:s|ed)? on|engag(?:e|es|ed|ing) in|go(?:es|ne)? in for|taken up|took up|conducts?"
        r"|condones? its own|profits? from its own|carries out"
        rf"|runs?) (?:[\w-]+ ){{0,2}}?smuggling\b(?! (?:crackdown|case))",
        r"\b(?:permits?|licen[cs]es?|certificates?|approval|papers)\b[^.;]{0,60}?\b(?:lets?|allows?"
        r"|entitles?|permits?)\b[^.;]{0,30}?\bsmuggle\b|\b(?:military|army|party|state) (?:units?|trucks"
        r"|boats|ships|vessels|compan(?:y|ies)|firms?)\b[^.;]{0,50}?\b(?:contraband|smuggl(?:e|ing"
        r"|ed))\b(?! (?:suspects|was|is|has|charges))",
        r"\bsmuggl\w+ (?:conducted |carried out |done |run )?(?:by|for"
        rf"|through) (?:the )?(?:[\w-]+ )?(?:{FIRMS}|state\b(?! (?:of|news))|government\b|regime\b|army\b"
        r"|military\b)",
        rf"\b(?:{RULER})(?: itself| themselves)? (?:is|are|was|were) (?:itself |themselves |now "
        r"|also )?(?:behind|running|organi[sz]ing|directing|involved in|engaged in"
        rf"|smuggling) (?:[\w-]+ ){{0,2}}?(?:smuggl\w+|in\b|out\b|goods)",
        rf"\bsmuggl\w+\b[^.;]{{0,40}}?\b(?:organi[sz]ed|run|led|directed|controlled|licensed|sanctioned"
        rf"|managed|overseen|authori[sz]ed|conducted) by (?:the )?(?:[\w-]+ )?(?:{RULER})\b",
        r"\b(?:permits?|licen[cs]es?|quotas?|permission|certificates?|approval) (?:for"
        r"|to) (?:the )?(?:smuggling|smuggle)\b|\bsmuggling (?:permits?|licen[cs]es?|quotas?|rights)\b"
        r"|\bmay smuggle\b",
        r"\b(?:state|government|official) (?:licen[cs]es?|permits?) (?:may |can |to )?smuggle\b"
        r"|\bsmuggl\w+ for the (?:state|party|government|regime|military|army)\b",
        needs=NEEDS,
    ),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of state smuggling."""
    drafts = tuple(first_of_each(apply(RULES, sentence)))
    events = [draft for draft in drafts if draft.kind != "level"]
    # what is stopped or resumed is not told again as a level
    yield from events or drafts[:1]
