"""Penalty: fines and punishment for those who are caught."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, amount_draft, amount_now, apply, first_of_each, rules, speaks_of
from contraflow.claims.frames import GOOD, changes, marked, near_border, off_topic, one_of_a_kind
from contraflow.claims.numbers import find_money
from contraflow.claims.sentences import Sentence

NAME = "penalty"
VERSION = "3"
FINE = (
    r"\bpay\b(?=[^.;]{0,90}\b(?:when|if|once|whenever) (?:they are |they're |he is )?(?:caught|detained|arrested))"
    r"|\b(?:when|if|once|whenever|anyone|those) (?:[\w-]+ ){0,3}?(?:caught|detained|arrested)\b(?=[^.;]{0,60}\bpay\b)"
    r"|\bfin(?:e|es|ed)\b|\bpenalt(?:y|ies)\b"
)
SUBJECT = re.compile(FINE.replace(" ", r"\s+"), re.IGNORECASE)
HARD = r"(?:severely|harshly|strictly|heavily|strongly|seriously)"
PENALTY = r"(?:fines?|penalt(?:y|ies)|punishments?|sentences?)"
SERVANT = r"(?:guards?|soldiers?|officers?|officials?|superiors?|commanders?|cadres?|police(?:men)?)"
SMUGGLING = r"(?:smuggl\w+|cross\w*)"
RULES = (
    *rules(
        "event",
        None,
        rf"\b{PENALTY} (?:is|are|was|were|have been) (?:now )?(?:being )?(?:imposed|levied)\b",
        r"\brisk(?:ing|ed)? (?:being )?fine[sd]\b",
        code="fine",
    ),
    *rules(
        "change",
        1.0,
        rf"\b(?:heavier|harsher|stiffer|tougher|increased|higher) (?:[\w-]+ )?{PENALTY}",
        rf"\b{PENALTY} (?:will be|are|were|is|have become|has become) (?:heavier|harsher|stiffer|tougher|higher)\b",
        rf"\b{PENALTY} (?:have |has )?(?:been )?(?:increased|raised|toughened|doubled)",
    ),
    *rules("change", -1.0, rf"\b(?:lighter|milder|reduced|lower) (?:[\w-]+ )?{PENALTY}"),
    *rules(
        "event",
        None,
        rf"\b{SERVANT}\b[^.;]{{0,60}}?\b(?:dismissed|discharged|sacked|fired|demoted|stripped of|replaced for)\b",
        rf"\b(?:dismissals?|demotions?) (?:and (?:dismissals?|demotions?) )?of (?:[\w'’-]+ ){{0,3}}?{SERVANT}",
        rf"\b{SERVANT}\b[^.;]{{0,60}}?\bremoved from (?:their|his|her|the) (?:posts?|positions?|jobs?)\b",
        code="dismissal",
    ),
    *rules(
        "event",
        None,
        r"\b(?:sentenced to|sent to (?:a )?(?:prison|labou?r|re-education)|imprisoned|jailed)",
        r"\bsentenc(?:ed|ing) (?:[\w-]+ ){1,4}?(?:to|[^.;]{0,60}? to \d)",
        r"\b(?:got|given|received|handed) [\w-]+ years? (?:in|of|at)\b",
        code="sentence",
    ),
    *rules("level", 4.0, r"\b(?:executed|executions?|put to death|shot (?:dead|to death|on sight))\b"),
    *rules(
        "event",
        None,
        rf"\bwarn(?:ed|ings?|s)?\b[^.;]{{0,40}}?\b(?:against|about|not to|anyone)\b[^.;]{{0,40}}?\b{SMUGGLING}",
        code="warning",
    ),
    *rules(
        "level",
        3.0,
        rf"\bpunish(?:es|ed|ing|ment)? {HARD}\b|\b{HARD} punish(?:ed|es|ing)?\b",
        rf"\b(?:severe|harsh|strict|serious|stiff|tough|heavy) {PENALTY}",
    ),
)

CAUGHT = (
    r"(?:caught|captured|detained|arrested|offenders?|smugglers?|traders?|brokers?|ringleaders?|drivers?"
    r"|boatm[ae]n|owners?|whoever|families|couriers?|crew)"
)
PUNISHED = r"\b(?:fines?|penalt(?:y|ies)|punishments?|prison (?:terms?|sentences?)|jail terms?|sentences)\b"
CAMP = r"(?:(?:forced |hard )?labou?r camps?|political prison camps?|prison camps?|re-education camps?|hard labou?r)"
POST = r"(?:commanders?|officers?|officials?|guards?|heads? of [\w\s]{0,30}?|cadres?|secretar(?:y|ies)|superiors?|director)"
FIRST = (
    *rules(
        "level",
        4.0,
        r"\b(?:death penalty|death sentences?|firing squads?|punishable by death|capital punishment"
        r"|publicly executed|public executions?)\b",
    ),
    *rules(
        "event",
        None,
        rf"\b(?:condemned|sentenced) to (?:[\w-]+ ){{0,3}}?(?:{CAMP}|prison|years?|life|death)",
        rf"\bsent to (?:a |the )?(?:[\w-]+ ){{0,2}}?(?:{CAMP}|prison|gulag)",
        r"\b(?:handed|given|got|received|gets?) (?:an? )?[\w-]+[- ]years?\b(?: in prison| behind bars"
        r"|[- ]?(?:prison )?(?:term|sentence))?",
        r"\bcourt\b[^.;]{0,30}?\b(?:gave|handed|sentenced)\b[^.;]{0,40}?\byears?\b",
        r"\bprison term for\b",
        code="sentence",
    ),
    *rules(
        "event",
        None,
        rf"\b{POST}\b[^.;]{{0,50}}?\b(?:lost (?:his|her|their) (?:jobs?|posts?|positions?)|relieved of (?:his"
        r"|her|their|its) (?:duties|post|posts|command)|been sacked|was sacked|were sacked|was purged"
        r"|were purged|been purged"
        r"|removed from office|forced out)\b",
        code="dismissal",
    ),
    *rules(
        "event",
        None,
        r"\bthreaten(?:s|ed|ing)?\b[^.;]{0,40}?\bwith (?:arrest|prison|punishment|death|fines?|a fine)\b",
        r"\b(?:would|will) be (?:treated|punished|regarded|dealt with) as (?:a )?(?:traitors?|spy|spies|criminals?)\b",
        r"\b(?:notices?|posters?|leaflets?|loudspeakers?|lecturers?)\b[^.;]{0,40}?\bwarn\w*",
        code="warning",
    ),
    *rules(
        "event",
        None,
        r"\blet off\b|\b(?:pardoned|amnest\w+|released early|freed without (?:charge|punishment))\b",
        code="leniency",
    ),
    *rules(
        "event",
        None,
        r"\bforfeits?\b|\bforfeited\b",
        r"\b(?:boat|ship|cargo|goods|catch)\b[^.;]{0,30}?\b(?:is|are|was|were) (?:lost|forfeit|confiscated) for good\b",
        code="confiscation",
    ),
    *rules(
        "event",
        None,
        rf"\b(?:{GOOD}|goods|cargo|catch|load)\b[^.;]{{0,30}}?\b(?:burnt|burned|destroyed|dumped|crushed|incinerated)\b",
        rf"\b(?:burnt|burned|destroyed|crushed|incinerated) (?:the |all )?(?:seized |confiscated )?(?:{GOOD}"
        r"|goods|cargo|catch)\b",
        code="destruction",
    ),
    *rules(
        "event",
        None,
        r"\b(?:sent|shipped|turned|driven|towed) back (?:over|across|to|home)\b",
        r"\bmust (?:immediately )?(?:return|go (?:straight )?back)\b",
        r"\bdeported\b|\brepatriated\b",
        code="return",
    ),
    *rules(
        "level",
        0.0,
        r"\b(?:nobody|no one|none)\b[^.;]{0,30}?\bpunished\b",
        r"\b(?:goes|go|went) unpunished\b|\bwith impunity\b",
    ),
    *rules(
        "change",
        2.0,
        r"\b(?:fines?|penalt(?:y|ies)|punishments?)\b[^.;]{0,40}?\b(?:drastically|sharply|massively|dramatically)\b",
        r"\b(?:drastically|sharply|massively) (?:raised|increased|toughened)\b[^.;]{0,30}?\b(?:fines?|penalt|punish)",
    ),
    *rules(
        "change",
        1.0,
        r"\bpunished (?:much |far |even )?(?:more (?:severely|harshly|heavily)|harder)\b",
        r"\b(?:raised|increased|doubled|toughened|stiffened|stepped up) (?:the )?(?:[\w-]+ )?(?:fines?"
        r"|penalt(?:y|ies)|punishments?)\b",
        rf"{PUNISHED}[^.;]{{0,40}}?\b(?:harsher|longer|heavier|stiffer|tougher|higher|more severe|raised"
        r"|gone up|risen|increased)\b",
        r"\bharsher (?:line|treatment)\b",
    ),
    *rules(
        "change",
        -1.0,
        r"\b(?:get|gets|got|getting|come|came) off (?:much |far |even )?(?:more lightly|lighter|easier)\b",
        rf"{PUNISHED}[^.;]{{0,40}}?\b(?:come down|lighter|shorter|milder|lower|lowered|reduced|fallen|dropped"
        r"|eased|softer)\b",
        r"\bpunished (?:much |far )?less (?:severely|harshly|heavily)\b",
        r"\b(?:lowered|reduced|cut|halved) (?:the )?(?:[\w-]+ )?(?:fines?|penalt(?:y|ies)|punishments?)\b",
    ),
    *rules(
        "level",
        1.0,
        r"\b(?:get|gets|got) off (?:with|lightly|scot-free)\b",
        r"\b(?:released|freed|let go) (?:after|with) (?:a |one |only )?(?:night|day|few hours|warning|scolding"
        r"|reprimand)\b",
        r"\b(?:small|token|light|minor|modest|petty) (?:fine|penalt(?:y|ies)|punishment|sentence)s?\b",
        r"\bslap on the wrist\b|\bscolding\b",
    ),
    *rules(
        "level",
        3.0,
        rf"\b(?:long|lengthy|heavy|stiff) (?:prison )?(?:terms?|sentences?)\b(?: in (?:a |the )?{CAMP}"
        r"| behind bars| in prison)?",
        r"\b(?:dealt with|treated|punished) (?:very )?(?:harshly|severely|mercilessly|ruthlessly|strictly)\b",
        r"\bno mercy\b|\bmercilessly\b|\bruthlessly\b",
        r"\b(?:heavy|hefty|steep|stiff|large) (?:fines?|penalt(?:y|ies)|punishments?)\b",
    ),
    *rules("event", None, r"\b(?:was|were|been|being|are|is|get|got) fined\b", code="fine"),
)
MORE_FINES = changes(PUNISHED, 40)
# of matches, books and bakeries, not of this border
ELSEWHERE = re.compile(
    r"\b(?:library|referee|match|minute|accounts|letter|coach|singer|divorce|poet|parking|loan|sand|races"
    r"|mill|storm|hour|kitchen|weather|museum|the dog|grammar)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:fin(?:e|es|ed)|penalt\w+|punish\w*|sentenc\w+|prison|camps?|jail\w*|death|firing\s+squad|court"
    r"|execut\w+|labou?r|job|posts?|duties|sacked|purged|dismiss\w+|discharg\w+|demot\w+"
    r"|arrest\w*|warn\w*|threat\w*|traitors?|let\s+off|pardon\w*|forfeit\w*|burn(?:t|ed)|destroy\w+|back"
    r"|deport\w+|repatriat\w+|mercy|harsh\w*|severe\w*|get\s+off|gets\s+off|got\s+off|released"
    r"|scolding|years?|impunity|caught|pay|hand\s+over|return|dumped|removed|replaced|stripped)\b",
    re.IGNORECASE,
)
PAYING = re.compile(
    rf"\b(?:{CAUGHT})\b[^.;]{{0,60}}?\b(?:pay|paid|hand over|fined|face)\b"
    rf"|\bpay\b[^.;]{{0,40}}?\bto get (?:his|her|their|the) (?:boat|truck|cargo|goods)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of penalty."""
    text = sentence.text
    if not TOLD.search(text) or off_topic(sentence, case) or ELSEWHERE.search(text):
        return
    subject = speaks_of(SUBJECT, sentence) or (None if BRIBED.search(text) else PAYING.search(text))
    amounts = find_money(text) if subject else []
    if subject and amounts:
        yield amount_draft(amount_now(amounts, text))
        return
    drafts: list[Draft] = []
    if ABOUT.search(sentence.whole) or near_border(sentence, case):
        drafts = list(first_of_each(apply(RULES, sentence)))
        drafts = [
            *apply(FIRST, marked(sentence, case)),
            *drafts,
            *(apply(MORE_FINES, sentence) if SMUGGLERS.search(text) else ()),
        ]
    yield from one_of_a_kind(drafts)


BRIBED = re.compile(r"\bbrib\w+|\bhir\w+|\brent\w*|\bguards? to\b", re.IGNORECASE)
SMUGGLERS = re.compile(r"\bsmuggl\w+|\bcross\w*|\bcaught\b|\bcontraband\b", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:smuggl\w+|caught|brokers?|traders?|border|guards?|customs|undeclared|offenders?|camps?|prison"
    r"|firing\s+squad|contraband|river|boat\w*|commanders?|court|ringleaders?|police|guard|soldiers?"
    r"|officers?|cross\w*|offend\w+|superiors?|cadres?)\b",
    re.IGNORECASE,
)
