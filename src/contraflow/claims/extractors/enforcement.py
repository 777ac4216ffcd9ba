"""Enforcement: words for controls, checks, patrols or crackdowns with words for tightening or easing, and guards who act so.

Sanctions that are eased are law, not enforcement; authorities who turn a blind eye as a policy are tolerance.
"""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.acts import ACTS
from contraflow.claims.counts import find_share
from contraflow.claims.draft import Draft, apply, first_of_each, rules
from contraflow.claims.frames import SIDE, marked, near_border, off_topic, one_of_a_kind, told_here
from contraflow.claims.guarding import ACTS_OF_GUARDS, LEVELS_OF_GUARDS, MOVES_OF_GUARDS, SHARP_MOVES, WATCH
from contraflow.claims.moves import LOOSENED, ROSE, ROSE_SHARPLY, SHARPLY, TIGHTENED
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_side

NAME = "enforcement"
VERSION = "5"
FORCE = (
    r"(?:border )?(?:guards?|police|soldiers|officers|patrols?|customs(?: officials| officers| agents)?|inspectors?|troops"
    r"|security (?:agents|officials|forces)|authorities)"
)
CTRL = (
    r"(?:border |customs )?(?:controls?|inspections?|checks?|checking|crackdowns?|enforcement|surveillance"
    r"|patrols?|patrolling"
    r"|restrictions|security|monitoring|scrutiny|screening)"
)
# what guards a border, besides those who do it
GUARDING = (
    rf"(?:{CTRL}|security measures|guard posts?|checkpoints?|patrol (?:boats?|cars?|operations)"
    r"|regulations (?:at|on) (?:[\w-]+ )?(?:customs|smuggling|trade))"
)
POST = (
    r"(?:guard posts?|watchtowers?|patrol cars?|patrol boats?|troops|soldiers|police|officers"
    r"|checkpoints?|barricades?|cameras|guards|dogs)"
)
POSTED = r"(?:deployed|mobili[sz]ed|stationed|dispatched|set up|posted)"
PUT_UP = (
    r"(?:install(?:ed|ing|s)?|set(?:ting)? up|put(?:ting)? up|add(?:ed|ing)?|buil(?:t|ding|d)|erect(?:ed"
    r"|ing|s)?|strung|laid)"
)
INSPECT = r"(?:check|inspect|search|screen|monitor|enforc|controll?|guard|watch)(?:e|ing|ed|s|es)?"
STRICT = r"(?:strict|tight|tough|rigorous|heavy|severe|thorough|frequent|constant|intense|intensive|stringent)"
STRICTLY = r"(?:strictly|thoroughly|closely|tightly|rigorously|meticulously)"
BE = r"(?:is|are|was|were|has been|have been|being|remains?|remained)"
NUMBER = rf"numbers? of (?:[\w-]+ ){{0,3}}?{FORCE}\b[^.;]{{0,90}}?"
STOPPED_BY = r"(?:customs|bridge|border|port|crossing|checkpoint)"
LETTER = r"(?:rules|regulations|controls?|measures)"
# what is stepped up in "enforcement of sanctions" is enforcement
OF_LAW = re.compile(
    r"\b(?:enforcement|implementation) of\b|\b(?:enforc|implement|appl)(?:e[sd]?|y|i(?:es|ed)|s|ed|ing)\b", re.IGNORECASE
)
LAW = re.compile(r"\bsanctions?\b", re.IGNORECASE)
BLIND = rules(
    "level",
    1.0,
    r"\b(?:authorities|officials|police|guards|officers|government)\b[^.;]{0,40}?\bturn(?:ed|ing|s)? a blind eye\b",
)
# earlier rules win where words overlap
RULES = (
    *rules(
        "level",
        1.0,
        rf"{CTRL}\b[^.;]{{0,30}}?\b(?:usually|normally|always|often) (?:loose|loosened|lax|relaxed|slack|light)\b",
        rf"\b(?:difficult|hard|rare|impossible) to (?:spot|see|find|meet) (?:[\w-]+ ){{0,1}}?{FORCE}\b",
    ),
    *rules(
        "event",
        None,
        rf"\b{POST}\b[^.;]{{0,60}}?\b(?:appeared|(?:was|were|been|being) {POSTED})\b",
        rf"\b{POSTED} (?:[\w-]+ ){{0,3}}?{POST}\b",
        rf"\b{PUT_UP} (?:[\w-]+ ){{0,4}}?(?:guard posts?|checkpoints?|watchtowers?|sentry posts?|outposts?)\b",
        code="deployment",
    ),
    *rules(
        "event",
        None,
        rf"\b{PUT_UP} (?:[\w-]+ ){{0,3}}?(?:fences?|fencing|barbed[- ]wire|walls?|barricades?|barriers?)\b",
        r"\b(?:blocked|sealed off) (?:[\w-]+ ){0,6}?(?:routes?|roads?|paths?|river)\b[^.;]{0,40}?\bwith\b",
        code="barrier",
    ),
    *rules(
        "event",
        None,
        rf"\b{PUT_UP} (?:[\w-]+ ){{0,3}}?(?:CCTVs?|(?:[\w-]+ )?(?:cameras|sensors)|detectors|drones)\b",
        r"\b(?:even|and|as well as) (?:surveillance |security |infrared )(?:cameras|sensors)\b",
        code="surveillance",
    ),
    *rules(
        "change",
        -2.0,
        rf"\b{NUMBER}\b{SHARPLY}\b[^.;]{{0,12}}?\b(?:decreased|fallen|dropped|reduced)\b",
        rf"{CTRL}\b[^.;]{{0,60}}?\b(?:{SHARPLY}|significantly|completely)\s+(?:relaxed|eased|loosened)",
        rf"\b(?:relaxed|eased|loosened)\s+(?:{SHARPLY}|significantly|completely)\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b{NUMBER}\b(?:decreased|fallen|fell|dropped|reduced|cut)\b",
        rf"\bfewer (?:[\w-]+ ){{0,1}}?{FORCE}\b",
    ),
    *rules("change", 1.0, rf"\b{NUMBER}\b(?:increased|doubled|risen|rose|grown)\b", rf"\bmore (?:[\w-]+ )?{FORCE} {BE}\b"),
    *rules("level", 1.0, rf"\b{FORCE}\b[^.;]{{0,30}}?\b{BE} (?:rarely|hardly|seldom|no longer|barely|nowhere to be) seen\b"),
    *rules(
        "level", 3.0, rf"{FORCE}\b[^.;]{{0,40}}?\b(?:focus(?:ed|es|ing)?|concentrat(?:e|ed|ing)) on\b[^.;]{{0,30}}?\bsmuggl\w+"
    ),
    *rules(
        "change",
        1.0,
        rf"\b{CTRL}\b[^.;]{{0,40}}?\b(?:become|became|becoming|getting|grown|grew) (?:[\w-]+ )?(?:{STRICT}|harsh)\b",
        r"\b(?:tighten(?:ed|ing|s)?|step(?:ped|ping)? up|intensif(?:y|ied|ying)) (?:its |their |the )?(?:grip"
        r"|watch|guard)\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b(?:letting up|go(?:ing|ne)? easy) on (?:[\w-]+ ){{0,3}}?(?:smuggl\w+|{CTRL})",
        rf"{CTRL}\b[^.;]{{0,40}}?\b(?:losing steam|letting up|has let up|have let up|let up|petered out)\b",
        r"\bcustoms (?:process|procedures?|clearance)\b[^.;]{0,80}?\b(?:easier|simpler|faster|smoother|laxer)\b",
        rf"\b{FORCE}\b[^.;]{{0,50}}?\b(?:no longer|rarely|seldom|hardly(?: ever)?|stopped|do not|don't|barely) (?:even )?"
        r"(?:check|inspect|stop|search|patrol|bother)(?:p?ing)?\b",
        rf"{CTRL}\b[^.;]{{0,60}}?\b(?:easier|lifted)\b",
        rf"{CTRL}\b[^.;]{{0,60}}?\b(?:become|became|grown|got|getting) (?:[\w-]+ )?lax\b",
        rf"\bcut(?:ting)? back(?: on)? (?:[\w-]+ ){{0,2}}?{CTRL}\b",
    ),
    *rules(
        "level",
        3.0,
        rf"\b{FORCE}\b[^.;]{{0,60}}?\b{INSPECT}\b[^.;]{{0,60}}?\b{STRICTLY}\b",
        rf"\b{STRICTLY} {INSPECT}\b",
        rf"\b(?:{FORCE}|customs offices?)\b[^.;]{{0,30}}?\b{BE} (?:[\w-]+ )?(?:strict|tough|stern|vigilant)\b",
        r"\b(?:trucks|goods|cargo(?:es)?|shipments?|ships|containers)\b[^.;]{0,40}?"
        rf"\b(?:held up|stuck|stranded|turned (?:back|away)|languish(?:ed|ing)?)\b[^.;]{{0,40}}?\b{STOPPED_BY}\b",
    ),
    *rules(
        "level",
        1.0,
        rf"\b(?:{LETTER}|sanctions) (?:are|were|is|was) not (?:being )?(?:[\w-]+ )?(?:enforced|applied)",
        rf"\b(?:enforc|apply|implement)(?:e|ed|ing|s)? (?:[\w-]+ )?{LETTER} (?:more )?(?:loosely|laxly)",
    ),
    *rules(
        "level",
        4.0,
        r"\b(?:crack(?:ed|ing|s)? down|clamp(?:ed|ing)? down) (?:severely|hard|heavily|harshly)\b",
        r"\b(?:check|checks|checked|inspect|inspects|inspected|search|searched) (?:every|each|all)\b",
        rf"\b{FORCE}\b[^.;]{{0,40}}?\b(?:on|in|at) (?:a )?(?:[\w-]+ )?(?:state of )?(?:high |full |maximum )?alert\b",
    ),
    *rules(
        "change",
        2.0,
        rf"\b{SHARPLY} {TIGHTENED}\b[^.;]{{0,40}}?(?:{CTRL}|watch|grip)",
        rf"{CTRL}\b[^.;]{{0,40}}?{TIGHTENED} {SHARPLY}\b",
    ),
    *rules(
        "change",
        1.0,
        r"\b(?:launched|began|begun|started|ordered|conducting|waging|mounted) (?:[\w-]+ ){0,3}?(?:crackdown|sweep"
        r"|campaign against smuggl\w+)",
        r"\b(?:crack(?:ed|ing|s)? down|clamp(?:ed|ing|s)? down)\b",
    ),
    *rules(
        "level",
        3.0,
        rf"\b{STRICT} (?:[\w-]+ ){{0,2}}?{CTRL}\b",
        rf"{CTRL} (?:(?:on|along|at|near) the [\w-]+ )?{BE}\s+(?:still )?(?:very |so |too |extremely )?{STRICT}\b",
        rf"{FORCE}\b[^.;]{{0,40}}?\b(?:controlled|controlling|held down|suppressed|blocked)\b[^.;]{{0,20}}?"
        r"(?:smuggl\w+|trade|crossings?|traffic)",
        rf"\b(?:{FORCE}|they)\b[^.;]{{0,50}}?\bpatrol(?:s|led|ling)?\b[^.;]{{0,40}}?\b(?:frequently|constantly|regularly"
        r"|around the clock|day and night|every hour|in (?:teams|pairs))\b",
        r"\bsurveillance cameras (?:across|along|at|on|all over)\b",
        rf"\b{FORCE}\b[^.;]{{0,20}}?\bon (?:watch|guard)\b|\b(?:keep|kept|keeping) (?:a )?(?:close "
        rf"|constant )?(?:watch|eye)\b",
    ),
    *rules(
        "level",
        1.0,
        rf"{FORCE}\b[^.;]{{0,40}}?\b(?:look(?:s|ed|ing)? (?:the other way|elsewhere)|wave(?:s|d)? (?:\w+ )?through)",
        rf"\b(?:lax|loose|slack|minimal|light|cursory|routine) (?:[\w-]+ )?{CTRL}\b",
    ),
    # the words of a subject and of a move in either order, for what no closer rule says
    *rules(
        "change",
        1.0,
        rf"\b{TIGHTENED} (?:[\w-]+ ){{0,3}}?{GUARDING}\b",
        rf"\b{GUARDING}\b[^.;,]{{0,60}}?\b(?:{TIGHTENED}|{ROSE}|{ROSE_SHARPLY})\b",
        rf"\b(?:boost(?:ed|ing)?|redoubl(?:ed|ing)|expand(?:ed|ing)?) (?:[\w-]+ ){{0,3}}?{CTRL}\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b{LOOSENED} (?:up )?(?:on )?(?:[\w-]+ ){{0,3}}?{GUARDING}\b",
        rf"\b{GUARDING}\b[^.;]{{0,100}}?\b{LOOSENED}\b",
    ),
)


# only where those who guard the border, or what they do, are named
GUARDED = re.compile(
    rf"\b(?:{WATCH}|guards?|police|soldiers?|officers?|inspect\w*|troops|sentr(?:y|ies)|patrol\w*|customs"
    r"|crackdown|clampdown|search\w*|check(?:s|ed|ing|point\w*)?"
    r"|fenc\w+|wire|cameras|sensors|detectors|scann\w+|authorities|enforc\w+|implement\w*|appl(?:y|ies"
    rf"|ied)|raid\w*|coast guards?|border\w*|{SIDE}|posts?|held|stuck|stranded|stopped|turned|blocked"
    r"|watched|guarded|challenged|questioned)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
SEARCHED = re.compile(
    r"\b(?:searched|inspected|checked|opened?|examined|scanned|search|inspect|check|unload|scan)\b", re.IGNORECASE
)

# authorities that are lenient as a policy are tolerance
POLICY = re.compile(
    r"\b(?:authorities|government|party|state|regime)\b[^.;]{0,30}?\b(?:lenient|tolerant|leniency)\b", re.IGNORECASE
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of enforcement."""
    if off_topic(sentence, case):
        return
    share = find_share(sentence.text) if SEARCHED.search(sentence.text) else None
    if share:
        yield Draft("share", share[0], share[1], share[2])
        return
    # officials of the far side who look away are enforcement that has gone down; those of the home side are tolerance
    if find_side(sentence.text, case) == case.sides[0]:
        yield from first_of_each(apply(BLIND, sentence))
    drafts = list(first_of_each(apply(RULES, sentence)))
    goods = marked(sentence, case)
    if (GUARDED.search(goods.text) and (near_border(sentence, case) or GUARDS.search(goods.text))) or told_here(sentence):
        drafts = list(
            one_of_a_kind(
                [
                    *(each for each in drafts if each.code),
                    *apply(ACTS_OF_GUARDS, goods),
                    *apply(SHARP_MOVES, goods),
                    *drafts,
                    *apply((*LEVELS_OF_GUARDS, *MOVES_OF_GUARDS), goods),
                    *apply(ACTS, goods),
                ]
            )
        )
    policy = POLICY.search(sentence.text) and find_side(sentence.text, case) != case.sides[0]
    for draft in [] if policy else drafts:
        # "easing of economic sanctions" is law, not enforcement
        said = sentence.text[draft.start : draft.end + 25]
        if not LAW.search(said) or OF_LAW.search(said):
            yield draft


GUARDS = re.compile(
    rf"{SIDE}|\b(?:guards?|soldiers?|inspectors?|sentr(?:y|ies)|police|inspections?|patrols|watch\s+posts?|vigilance)\b",
    re.IGNORECASE,
)
