"""Enforcement: words for controls, checks, patrols or crackdowns with words for tightening or easing, and guards who act so.

Sanctions that are eased are law, not enforcement; authorities who turn a blind eye as a policy are tolerance.
"""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, apply, first_of_each, rule
from contraflow.claims.moves import ROSE, ROSE_SHARPLY
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_side

NAME = "enforcement"
VERSION = "3"
FORCE = (
    r"(?:border )?(?:guards?|police|soldiers|officers|patrols?|customs(?: officials| officers|"
    r" agents)?|inspectors?|troops|security (?:agents|officials|forces)|authorities)"
)
CTRL = (
    r"(?:border |customs )?(?:controls?|inspections?|checks?|checking|crackdowns?|enforcement|"
    r"surveillance|patrols?|patrolling|restrictions|security|monitoring|scrutiny|screening)"
)
LAW = re.compile(r"\bsanctions?\b", re.IGNORECASE)
BLIND = (
    rule(
        r"\b(?:authorities|officials|police|guards|officers|government)\b[^.;]{0,40}?\bturn(?:ed|ing"
        r"|s)? a blind eye\b",
        "level",
        1.0,
    ),
)
RULES = (
    rule(
        rf"{CTRL}\b[^.;]{{0,30}}?\b(?:usually|normally|always|often) (?:loose|loosened|lax|relaxed|slack"
        rf"|light)\b",
        "level",
        1.0,
    ),
    rule(
        r"\b(?:patrol cars?|patrol boats?|troops|soldiers|police|officers|checkpoints?|barricades?|cameras"
        r"|dogs)\b[^.;]{0,60}?"
        r"\b(?:appeared|(?:was|were|been|being) (?:deployed|mobili[sz]ed|stationed|dispatched|set up|posted))\b"
        r"|\b(?:deployed|mobili[sz]ed|stationed|dispatched|set up|posted) (?:[\w-]+ ){0,3}?"
        r"(?:patrol cars?|patrol boats?|troops|soldiers|police|officers|checkpoints?|barricades?|guards|dogs)\b",
        "event",
        None,
        "deployment",
    ),
    rule(
        rf"{FORCE}\b[^.;]{{0,40}}?\b(?:focus(?:ed|es|ing)?|concentrat(?:e|ed"
        rf"|ing)) on\b[^.;]{{0,30}}?\bsmuggl\w+",
        "level",
        3.0,
    ),
    rule(
        (
            rf"\b(?:scal(?:e|ed|es|ing) (?:back|down)|cut(?:ting)? back(?: on)?|reduc(?:e|ed|ing)) (?:its |"
            rf"their |the )?(?:[\w-]+ ){{0,1}}?{CTRL}\b"
        ),
        "change",
        -1.0,
    ),
    rule(
        (
            rf"\bnumbers? of (?:[\w-]+ ){{0,3}}?{FORCE}\b[^.;]{{0,60}}?\b(?:drastically|sharply|"
            rf"greatly)\b[^.;]{{0,12}}?\b(?:decreased|fallen|dropped|reduced)\b"
        ),
        "change",
        -2.0,
    ),
    rule(
        (
            rf"\b(?:numbers? of (?:[\w-]+ ){{0,3}}?{FORCE}\b[^.;]{{0,60}}?\b(?:decreased|fallen|fell|dropped|"
            rf"reduced|cut)|fewer (?:[\w-]+ ){{0,1}}?{FORCE})\b"
        ),
        "change",
        -1.0,
    ),
    rule(
        (
            rf"\b(?:numbers? of (?:[\w-]+ ){{0,3}}?{FORCE}\b[^.;]{{0,60}}?\b(?:increased|doubled|risen|rose|"
            rf"grown)|more (?:[\w-]+ ){{0,1}}?{FORCE} (?:are|were|have been))\b"
        ),
        "change",
        1.0,
    ),
    rule(
        rf"\b{FORCE}\b[^.;]{{0,30}}?\b(?:are|were|is) (?:rarely|hardly|seldom|no longer|barely|nowhere to be) seen\b",
        "level",
        1.0,
    ),
    rule(
        r"\b(?:install(?:ed|ing|s)?|set(?:ting)? up|put(?:ting)? up|add(?:ed|ing)?|mount(?:ed"
        r"|ing)?) (?:[\w-]+ ){0,3}?"
        r"(?:CCTVs?|(?:surveillance |security |infrared )?(?:cameras|sensors)|detectors|drones)\b",
        "event",
        None,
        "surveillance",
    ),
    rule(
        r"\b(?:install(?:ed|ing|s)?|buil(?:t|ding|d)|erect(?:ed|ing|s)?|put(?:ting)? up|strung|laid"
        r"|reinforc(?:ed|ing)) "
        r"(?:[\w-]+ ){0,3}?(?:fences?|fencing|barbed[- ]wire|walls?|barricades?|barriers?)\b"
        r"|\b(?:blocked|sealed off) (?:[\w-]+ ){0,6}?(?:routes?|roads?|paths?|river)\b[^.;]{0,40}?\bwith\b",
        "event",
        None,
        "barrier",
    ),
    rule(
        rf"\b{CTRL}\b[^.;]{{0,40}}?\b(?:become|became|becoming|getting|grown"
        rf"|grew) (?:[\w-]+ ){{0,1}}?(?:strict|tight|tough|severe|"
        r"harsh|stringent)\b",
        "change",
        1.0,
    ),
    rule(
        rf"\b(?:letting up|eas(?:e|ed|es|ing) up|go(?:ing|ne)? easy) on (?:[\w-]+ ){{0,3}}?(?:smuggl\w+|{CTRL})"
        rf"|{CTRL}\b[^.;]{{0,40}}?\b(?:losing steam|letting up|has let up|have let up|petered out)\b",
        "change",
        -1.0,
    ),
    rule(
        rf"\b(?:ramp(?:ed|ing|s)? up|boost(?:ed|ing)?|bolster(?:ed|ing|s)?|tighten(?:ed|ing|s)? up"
        rf"|redoubl(?:ed|ing)|expand(?:ed|ing)?|"
        rf"stepping up|step up) (?:(?:the|their|its|border) )?(?:[\w-]+ ){{0,2}}?{CTRL}\b",
        "change",
        1.0,
    ),
    rule(
        rf"\b(?:tighten(?:ed|ing|s)?|step(?:ped|ping)? up|intensif(?:y|ied|ying)) (?:its |their "
        rf"|the )?(?:grip|watch|guard)\b"
        rf"|\b{CTRL}\b[^.;]{{0,40}}?\b(?:{ROSE}|{ROSE_SHARPLY})\b",
        "change",
        1.0,
    ),
    rule(
        rf"\b{FORCE}\b[^.;]{{0,60}}?\b(?:check(?:ing|ed|s)?|inspect(?:ing|ed|s)?|search(?:ing|ed|es)?"
        rf"|screen(?:ing|ed)?|monitor(?:ing|"
        r"ed|s)?|enforc(?:e|ing|ed)|control(?:ling|led)?)\b[^.;]{0,60}?\b(?:very |extremely "
        r"|more )?(?:strictly|thoroughly|closely|tightly|"
        r"rigorously|meticulously)\b|\b(?:strictly|tightly|closely) (?:controll?|inspect|check|monitor"
        r"|enforc|guard|watch)(?:ing|ed|s|es)?\b",
        "level",
        3.0,
    ),
    rule(
        rf"\b(?:{FORCE}|customs offices?)\b[^.;]{{0,30}}?\b(?:is|are|was|were|have been|has been"
        rf"|being) (?:[\w-]+ ){{0,1}}?(?:strict|tough|"
        r"stern|vigilant)\b",
        "level",
        3.0,
    ),
    rule(
        r"\b(?:rules|regulations|controls?|sanctions|measures) (?:are|were|is"
        r"|was) not (?:being )?(?:[\w-]+ )?(?:enforced|applied|implemented)"
        r"|\b(?:enforc|apply|implement)(?:e|ed|ing|s)? (?:the |these |those )?(?:rules|regulations"
        r"|controls?|measures) (?:more )?"
        r"(?:loosely|laxly|half-heartedly)",
        "level",
        1.0,
    ),
    rule(
        r"\b(?:trucks|goods|cargo(?:es)?|shipments?|ships|containers)\b[^.;]{0,40}?\b(?:held up|stuck"
        r"|stranded|turned (?:back|away)|"
        r"languish(?:ed|ing)?)\b[^.;]{0,40}?\b(?:customs|bridge|border|port|crossing|checkpoint)\b",
        "level",
        3.0,
    ),
    rule(r"\b(?:crack(?:ed|ing|s)? down|clamp(?:ed|ing)? down) (?:severely|hard|heavily|harshly)\b", "level", 4.0),
    rule(
        r"\bcustoms (?:process|procedures?|clearance)\b[^.;]{0,80}?\b(?:easier|simpler|faster|smoother"
        r"|laxer)\b",
        "change",
        -1.0,
    ),
    rule(
        (
            rf"{CTRL}\b[^.;]{{0,60}}?\b(?:significantly|sharply|completely|drastically|"
            rf"dramatically)\s+(?:relaxed|eased|loosened)|(?:relaxed|eased|loosened)\s+(?:significantly|"
            rf"sharply|completely|drastically|dramatically)"
        ),
        "change",
        -2.0,
    ),
    rule(
        (
            rf"{CTRL}\b[^.;]{{0,100}}?\b(?:relaxed|relaxing|eased|easing|loosened|loosening|slackened|weakened|"
            rf"lightened|let up|lifted|scaled back|reduced|lax|laxer|looser|lighter|milder|easier)\b"
        ),
        "change",
        -1.0,
    ),
    rule(
        (
            rf"\b(?:relax|relaxed|relaxing|ease|eased|eases|easing|loosen|loosened|loosening|slacken|slackened|"
            rf"soften|softened)\b (?:up )?(?:on )?(?:(?:the|their|its|these|some) )?(?:[\w-]+ )?{CTRL}\b"
        ),
        "change",
        -1.0,
    ),
    rule(
        (
            rf"\b{FORCE}\b[^.;]{{0,50}}?\b(?:no longer|rarely|seldom|hardly(?: ever)?|stopped|do not|don't|"
            rf"barely)\b (?:even )?(?:check|checking|inspect|inspecting|stop|stopping|search|searching|patrol|"
            rf"patrolling|bother)"
        ),
        "change",
        -1.0,
    ),
    rule(
        (
            rf"(?:drastically|sharply|greatly|dramatically|massively) (?:tighten|tightened|stepped up|"
            rf"strengthened|increased|intensified)\b[^.;]{{0,40}}?{CTRL}|{CTRL}\b[^.;]{{0,40}}?(?:tightened|"
            rf"increased|intensified|stepped up) (?:sharply|drastically|greatly|dramatically)"
        ),
        "change",
        2.0,
    ),
    rule(
        (
            rf"\b(?:tighten|tightened|tightening|tightens|step(?:ped|ping|s)? up|strengthen|strengthened|"
            rf"strengthening|intensify|intensified|intensifying|toughen|toughened|beef(?:ed|ing)? up|reinforce|"
            rf"reinforced|increase|increased|increasing|harden|hardened)\b (?:(?:the|their|its|"
            rf"border) )?(?:[\w-]+ ){{0,2}}?{CTRL}\b"
        ),
        "change",
        1.0,
    ),
    rule(
        (
            rf"{CTRL}\b[^.;]{{0,50}}?\b(?:tightened|tightening|stepped up|strengthened|intensified|toughened|"
            rf"beefed up|reinforced|increased|stricter|tighter|tougher|harsher)\b"
        ),
        "change",
        1.0,
    ),
    rule(
        (
            r"\b(?:launched|began|begun|started|ordered|conducting|waging|"
            r"mounted)\b (?:[\w-]+ ){0,3}?(?:crackdown|sweep|campaign against smuggl\w+)"
        ),
        "change",
        1.0,
    ),
    rule(r"\b(?:crack(?:ed|ing|s)? down|clamp(?:ed|ing|s)? down)\b", "change", 1.0),
    rule(r"\b(?:check|checks|checked|inspect|inspects|inspected|search|searched)\b (?:every|each|all)\b", "level", 4.0),
    rule(
        (
            rf"\b(?:strict|tight|tough|rigorous|heavy|thorough|intense|intensive"
            rf"|stringent)\b (?:[\w-]+ ){{0,2}}?{CTRL}\b|"
            rf"{CTRL} (?:is|are|was|were|has been|have been|remain|remains|remained)\s+(?:still )?(?:very |"
            rf"so |too |extremely )?(?:strict|tight|tough|heavy|severe)|{CTRL} (?:on|along|at"
            rf"|near) the [\w-]+ (?:is|are|was|"
            rf"were|remains?) (?:still |very |so )?(?:strict|tight|tough|heavy|severe)"
        ),
        "level",
        3.0,
    ),
    rule(
        (
            rf"{FORCE}\b[^.;]{{0,40}}?\b(?:controlled|controlling|held down|suppressed|blocked|"
            rf"kept a close watch on|strictly controlled)\b[^.;]{{0,20}}?(?:smuggl\w+|trade|crossings?|traffic)"
        ),
        "level",
        3.0,
    ),
    rule(
        (
            rf"{FORCE}\b[^.;]{{0,40}}?\b(?:look(?:s|ed|ing)? the other way|look(?:s|ed|ing)? elsewhere|"
            rf"wave(?:s|d)? (?:\w+ )?through)"
        ),
        "level",
        1.0,
    ),
    rule(rf"\b(?:lax|loose|slack|minimal|light|cursory|routine)\b (?:[\w-]+ ){{0,1}}?{CTRL}\b", "level", 1.0),
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of enforcement."""
    # officials of the far side who look away are enforcement that has gone down; those of the home side are tolerance
    if find_side(sentence.text, case) == case.sides[0]:
        yield from first_of_each(apply(BLIND, sentence))
    for draft in first_of_each(apply(RULES, sentence)):
        # "easing of economic sanctions" is law, not enforcement
        if not LAW.search(sentence.text[draft.start : draft.end + 25]):
            yield draft
