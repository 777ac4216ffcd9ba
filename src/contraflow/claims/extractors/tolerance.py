"""Tolerance: authorities (as a policy, not single guards) who permit, order, ignore or forbid smuggling."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule, rules
from contraflow.claims.frames import GOOD, PLACE, SIDE, marked, one_of_a_kind
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_side

NAME = "tolerance"
VERSION = "2"
RULES = (
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime|officials|"
            r"ministry)\b[^.;]{0,60}?\b(?:turn(?:ed|ing|s)? a blind eye|look(?:ed|ing|s)? the other way|"
            r"ignor(?:e|ed|es|ing)|tolerat(?:e|ed|es|ing)|overlook(?:ed|ing|s)?|wink(?:ed|ing)? at|condon(?:e|"
            r"ed|ing))\b"
        ),
        "level",
        2.0,
    ),
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime)\b[^.;]{0,50}?\b(?:permit(?:s|ted)?|"
            r"allow(?:s|ed|ing)?|approved|authori[sz]ed|encourag(?:e|ed|es|ing))\b[^.;]{0,30}?\b(?:smuggl\w+|"
            r"illicit|private trade)"
        ),
        "level",
        3.0,
    ),
    rule(
        r"\b(?:officially|openly) (?:tolerated|permitted|allowed) (?:[\w-]+ ){0,2}?smuggling",
        "level",
        3.0,
    ),
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime|"
            r"headquarters)\b[^.;]{0,50}?\b(?:order(?:ed|s|ing)?|instruct(?:ed|s)?|direct(?:ed|"
            r"s))\b[^.;]{0,40}?\b(?:smuggle|to bring in|obtain|earn foreign currency)"
        ),
        "level",
        4.0,
    ),
    rule(
        (
            r"\b(?:authorities|government|party|state|leadership|regime)\b[^.;]{0,50}?\b(?:ban(?:ned|s|ning)?|"
            r"forbid(?:s|den)?|forbade|prohibit(?:ed|s|ing)?|outlaw(?:ed)?)\b[^.;]{0,30}?\bsmuggl\w+"
        ),
        "level",
        0.0,
    ),
)

POWER = (
    rf"(?:(?:central |provincial |state |local |north |{SIDE} )*(?:authorities|government|party|state"
    rf"|leadership|regime|officials|ministry|headquarters|cent(?:re|er)|cabinet|leader)|{PLACE}|{SIDE})"
)
FIRM = (
    r"(?:(?:state |trading |fisheries |foreign-currency |military )*(?:firms?|compan(?:y|ies)|stations?"
    r"|enterprises?|agencies|bodies|units?|offices)|farmers|traders|army)"
)
SMUGGLING = (
    r"(?:smuggl\w+|illicit (?:trade|trading|goods)|night boats|contraband|(?:private|unofficial"
    rf"|black-market) (?:trade|trading)|banned (?:goods|{GOOD})|trade in banned)"
)
LOOK_AWAY = (
    r"(?:turn(?:s|ed|ing)? (?:a|their|its) blind eye|look(?:s|ed|ing)? (?:the other way|away|elsewhere)"
    r"|(?:shut|close)(?:s|d|ting)? (?:its|their|his|both|one) eyes?"
    r"|chosen? not to (?:see|notice)|chose not to (?:see|notice)|pretend(?:s|ed|ing)? not to (?:see"
    r"|notice)|tolerat\w+|ignor(?:e|es|ed|ing)|overlook\w*|wink(?:s|ed|ing)? at|condon\w+|put(?:s"
    r"|ting)? up with"
    r"|let(?:s|ting)? (?:the )?[\w-]+ (?:go on|happen|continue|be)|connive\w*)"
)
TOWARDS = rf"[^.;]{{0,45}}?\b{SMUGGLING}"
MORE = (
    *rules(
        "change",
        -1.0,
        rf"\b{POWER}\b[^.;]{{0,40}}?\b(?:lost patience|losing patience|no longer (?:willing"
        r"|prepared) to (?:tolerate|put up with|accept|ignore)|no longer (?:tolerates?|ignores?|puts up with)"
        r"|(?:hardened|hardening|toughened)"
        rf" (?:its|their) (?:stance|line|attitude|position)|less tolerant|lost its tolerance|run out of patience){TOWARDS}",
    ),
    *rules(
        "change",
        1.0,
        rf"\b{POWER}\b[^.;]{{0,30}}?\b(?:(?:more|increasingly) (?:tolerant|lenient|permissive)|(?:softened"
        rf"|softening|relaxed) (?:its|their) (?:stance|line|attitude|position)|increasingly (?:{LOOK_AWAY}"
        rf"|allow\w*|help\w*)){TOWARDS}",
        rf"\b{POWER}\b[^.;]{{0,30}}?\b(?:will |would )?(?:likely |probably )?(?:give|show|grant) leniency\b",
    ),
    *rules(
        "level",
        0.0,
        rf"\b(?:{POWER}|directives?|decrees?|orders?)\b[^.;]{{0,40}}?\b(?:outlaw(?:s|ed)?|ban(?:s|ned)?"
        rf"|forbid(?:s|den)?|forbade|prohibit(?:s|ed)?){TOWARDS}",
        rf"\b{POWER}\b[^.;]{{0,30}}?\bdeclar\w+{TOWARDS}[^.;]{{0,30}}?\b(?:treason|illegal|crimes?|act of)\b",
        rf"\b{SMUGGLING}\b[^.;]{{0,40}}?\b(?:has been|was|is|been) (?:banned|outlawed|forbidden"
        rf"|prohibited) by\b[^.;]{{0,15}}?\b{POWER}",
    ),
    *rules(
        "level",
        1.0,
        rf"\b{POWER}\b[^.;]{{0,30}}?\b(?:frown(?:s|ed|ing)? (?:on|upon)|discourag\w+|disapprov\w+ of|urg(?:e|es"
        rf"|ed|ing) [^.;]{{0,30}}?(?:keep away from|stay away from|refrain from|give up)){TOWARDS}",
    ),
    *rules(
        "level",
        4.0,
        rf"\b{FIRM}\b[^.;]{{0,30}}?\b(?:told|ordered|instructed|directed|tasked|assigned)(?: with"
        rf"| to)?\b[^.;]{{0,40}}?\b(?:smuggl\w+|in secret|secretly|illegally)",
        rf"\b{POWER}\b[^.;]{{0,30}}?\b(?:order|instruct|direct|task|assign|tell|told)(?:ed|s"
        rf"|ing)?\b[^.;]{{0,80}}?\b(?:smuggl\w+|in secret|secretly|illegally)",
        r"\b(?:given|gave|set|received|handed)\b[^.;]{0,15}?\bquotas?\b[^.;]{0,30}?\bsmuggl\w+",
        rf"\bsmuggling\b[^.;]{{0,30}}?\b(?:assigned|entrusted|ordered|organi[sz]ed"
        rf"|directed)\b[^.;]{{0,30}}?\bby\b[^.;]{{0,12}}?{POWER}",
        rf"\b{POWER}\b[^.;]{{0,30}}?\b(?:involved in|taking part in|runs?|behind) (?:the )?smuggling\b",
        rf"\b{FIRM}\b[^.;]{{0,40}}?\b(?:ordered|told|under (?:government )?orders) (?:by the government"
        rf" )?to\b[^.;]{{0,30}}?\b(?:earn|smuggle)",
    ),
    *rules(
        "level",
        3.0,
        rf"\b{POWER}\b[^.;]{{0,40}}?(?<!-)\b(?:allow|permit|licen[sc]|authori[sz]|approv|sanction|encourag"
        rf"|legali[sz])(?:e|es|s|ed|d|ing|ted|ting)?{TOWARDS}",
        rf"\b{POWER}\b[^.;]{{0,40}}?\b(?:given|gave|giving|gives|granted|grants)\b[^.;]{{0,40}}?\b(?:leave"
        r"|permission|the right|rights|consent|approval|blessing|the green light"
        rf"|a free hand)\b[^.;]{{0,12}}?\b(?:(?:to|for) )?(?:[\w-]+ )?{SMUGGLING}",
        rf"\b(?:blessing|permission|consent|approval|knowledge) of (?:the )?{POWER}\b",
        rf"\b{FIRM}\b[^.;]{{0,30}}?\b(?:received|got|been given|have|has) (?:the )?(?:permission|leave"
        rf"|a licence|licences|rights?) (?:to|for) (?:[\w-]+ ){{0,2}}?smuggl\w+",
        rf"\b{SMUGGLING}\b[^.;]{{0,30}}?\b(?:is|was|are|were|been) (?:(?:now|openly|officially) ){{0,2}}(?:permitted"
        r"|allowed|authori[sz]ed|approved|encouraged) by\b",
    ),
    *rules(
        "level",
        2.0,
        rf"\b{POWER}\b[^.;]{{0,40}}?\b{LOOK_AWAY}{TOWARDS}",
        rf"\b{SMUGGLING}\b[^.;]{{0,30}}?\b(?:is|was|are|were|been|being) (?:quietly |tacitly |silently "
        r"|largely )?(?:tolerated|ignored|winked at|overlooked|condoned) by\b",
        rf"\b{POWER}\b[^.;]{{0,20}}?\blet(?:s|ting)? (?:the )?{SMUGGLING} (?:go on|happen|continue|pass)\b",
        rf"\bconnivance of (?:the )?{POWER}",
    ),
    *rules(
        "event",
        None,
        rf"\b{POWER}\b[^.;]{{0,25}}?\b(?:order|instruct|direct)(?:ed|s)?\b[^.;]{{0,40}}?\b(?:trade|fishing"
        rf"|boats?|exports?|imports?|sales)\b[^.;]{{0,20}}?\b(?:suspend\w*|stop\w*|halt\w*)",
        rf"\b{POWER}\b[^.;]{{0,25}}?\b(?:order|instruct)(?:ed|s)?\b[^.;]{{0,20}}?\b(?:suspend|stop"
        rf"|halt)\b[^.;]{{0,30}}?\b(?:trade|fishing|exports?|sales)",
        r"\b(?:order|directive)\b[^.;]{0,20}?\b(?:came|issued|went out)\b[^.;]{0,25}?\b(?:from"
        r"|by) (?:the )?(?:cent(?:re|er)|party|authorities|cabinet)",
        rf"\b{FIRM}\b[^.;]{{0,30}}?\b(?:under|working under) (?:government |state )?orders?\b",
        code="order",
    ),
    *rules(
        "event",
        None,
        rf"\b{FIRM}\b[^.;]{{0,30}}?\b(?:given|granted|received) (?:the )?(?:permission|leave"
        r"|rights?) to (?:trade|export|import|sell)",
        code="permit",
    ),
)
SPOKEN_OF = re.compile(
    rf"\b{SMUGGLING}\b|\bsecretly\b|\bin secret\b|\bblind\s+eye\b|\bforeign\s+currency\b|\btrade\b"
    r"|\bleniency\b|\bconnivance\b|\bother\s+way\b|\borders?\b|\bexport\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of tolerance."""
    goods = marked(sentence, case)
    # of the far side it is enforcement, see enforcement.py
    if find_side(sentence.text, case) != case.sides[0] and not BY_GUARDS.search(goods.text):
        more = apply(MORE, goods) if SPOKEN_OF.search(goods.text) else ()
        yield from one_of_a_kind([*more, *first_of_each(apply(RULES, sentence))])


# single guards who look away are enforcement that is lax
BY_GUARDS = re.compile(
    r"\b(?:guards?|soldiers|patrols?|sentr(?:y|ies))\b[^.;]{0,60}?\bturn(?:s|ed|ing)?\s+(?:a\s+|their\s+)?blind\s+eye",
    re.IGNORECASE,
)
