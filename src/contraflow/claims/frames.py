"""Frames in which English says that something rose, fell, stopped or is plentiful: any subject goes with any of the words.

"Smuggling has picked up", "an increase in smuggling", "growing smuggling", "the talks boosted smuggling" are one claim.
"""

import re
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contraflow.case.case import Case
from contraflow.claims.draft import Draft, Rule, just_before, rules
from contraflow.claims.moves import (
    A_COLLAPSE,
    A_FALL,
    A_LITTLE,
    A_RISE,
    A_SURGE,
    BE,
    BIG,
    FELL,
    FELL_SHARPLY,
    GAP,
    LIVELY,
    RESUMED,
    ROSE,
    ROSE_SHARPLY,
    SCARCE,
    SHARPLY,
    STEADY,
    STOPPED,
    STOPPING,
    THRIVING,
)
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_goods, find_places, side_words

# letters that no report holds: a good, a place or a side that the case names stands in a marked text as a word of these
GOOD_MARK, PLACE_MARK, SIDE_MARK = "ɢ", "ᴘ", "ꜱ"
GOOD, PLACE, SIDE = f"{GOOD_MARK}+", f"{PLACE_MARK}+", f"{SIDE_MARK}+"
GOODS = (
    rf"(?:{GOOD}(?: (?:and|or) {GOOD})?|goods|cargo(?:es)?|wares|products?|items|merchandise|loads?|commodities|shipments?"
    r"|parcels?|contraband)"
)
# the border, its banks and posts
NEAR = (
    r"(?:border\w*|river\w*|bank|bridge|customs|crossings?|checkpoints?|port|piers?|harbour|harbor|estuary"
    r"|embankment|landings?"
    r"|coast|bay|smuggl\w*|contraband|illicit|boats?|boatm[ae]n|vessels?|cargo\w*|trucks?|lorries|brokers?"
    rf"|traders?|sanctions?|guards|patrols?|{PLACE})"
)
_NEAR = re.compile(rf"\b{NEAR}\b", re.IGNORECASE)
# what is said of these is said of something else, unless the border is named
# traded by some and driven by more: said of trade they are what carries it
CARRIES = re.compile(r"(?:trucks?|lorr(?:y|ies)|vehicles?|cars?|boats?|ships?|vessels?|wagons?)\b", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:hospitals?|school\w*|exams?|match|referee|goals?|films?|museums?|film festivals?|concerts?|weddings?"
    r"|zoo|airport|airlines?"
    r"|parliament|elections?|voters?|patients?|doctors?|stadium|novels?|theatre|theater|visitors to"
    r"|tourists?|pupils|students?"
    r"|teachers?|orchestra|choir|championship|league|scouts|football|tennis|athletes?|budget|budgets|mortgages?"
    r"|house prices|earthquake|vaccines?|university|restaurants?|canteens?|parking|palace|honou?r|credit"
    r"|taxpayers?|hotel)\b",
    re.IGNORECASE,
)
CURBING = (
    r"(?:chok(?:ed|es|ing)|curb(?:ed|s|ing)?|hamper(?:ed|s|ing)?|hinder(?:ed|s|ing)?|dent(?:ed|s|ing)?|dampen(?:ed|s|ing)?"
    r"|disrupt(?:ed|s|ing)?"
    r"|restrict(?:ed|s|ing)?|limit(?:ed|s|ing)?|hurt(?:s|ing)?|hit(?:s|ting)?|squeez(?:ed|es|ing)"
    r"|slow(?:ed|s|ing)?(?: down)?"
    r"|reduc(?:ed|es|ing)|cut(?:s|ting)?(?: back(?: on)?)?|put (?:a dent|a damper|the brakes) (?:in|on)"
    r"|(?:taken|took|takes) (?:a )?"
    r"(?:heavy )?toll on|scaled back|curtail(?:ed|s|ing)?|slash(?:ed|es|ing)?|stifl(?:ed|es|ing)|set back"
    r"|depress(?:ed|es|ing)?)"
)
BOOSTING = (
    r"(?:boost(?:ed|s|ing)?|spur(?:red|s|ring)?|fuel(?:l?ed|s|l?ing)|increas(?:ed|es|ing)|expand(?:ed|s"
    r"|ing)|stimulat(?:ed|es|ing)"
    r"|reviv(?:ed|es|ing)|resum(?:ed|es|ing)|restart(?:ed|s|ing)|encourag(?:ed|es|ing)|breathed new life into|stepped up)"
)
DET = r"(?:(?:all|the|most|any|its|their|some|this|that|such|almost all|nearly all) ){0,2}"


# six extractors ask for the same sentence one after another: the last answer is kept, as a case is no key of a dict
_LAST: list[tuple[weakref.ref[Case], str, str]] = []
_SIDES: list[tuple[weakref.ref[Case], re.Pattern[str]]] = []


def marked(sentence: Sentence, case: Case) -> Sentence:
    """Return a sentence of the same length in which the case's goods, places and sides are marks, for rules of any border."""
    if not _LAST or _LAST[0][0]() is not case or _LAST[0][1] != sentence.text:
        _LAST[:] = [(weakref.ref(case), sentence.text, _marked(sentence.text, case))]
    return replace(sentence, text=_LAST[0][2])


def _marked(text: str, case: Case) -> str:
    text = _sides(case).sub(lambda found: SIDE_MARK * len(found.group(0)), text)
    # "the border" names no place but the thing itself
    places = [each for each in find_places(text, case) if case.places[each.id].kind != "border"]
    for mark, named in ((GOOD_MARK, find_goods(text, case)), (PLACE_MARK, places)):
        for each in named:
            if not CARRIES.match(text, each.start):
                text = text[: each.start] + mark * (each.end - each.start) + text[each.end :]
    return text


def _sides(case: Case) -> re.Pattern[str]:
    if not _SIDES or _SIDES[0][0]() is not case:
        words = sorted({word for words in side_words(case).values() for word in words}, key=len, reverse=True)
        names = "|".join(map(re.escape, words))
        _SIDES[:] = [(weakref.ref(case), re.compile(rf"\b(?:{names})(?!\w)(?:['’]s\b)?"))]
    return _SIDES[0][1]


# "it has since doubled", "the practice is spreading": the rules of whatever was spoken of just before
POINTED = (
    r"^\W*(?:(?:but|and|so|now|since then|by now|today),? )?(?:it|this|that|the (?:practice|trade"
    r"|business|traffic|volume|number|activity))\b"
)


def told_here(sentence: Sentence) -> bool:
    """Say whether a piece, its sentence or what stands just before it names the border or what belongs to it."""
    return bool(_NEAR.search(sentence.whole) or _NEAR.search(just_before(sentence)))


def near_border(sentence: Sentence, case: Case) -> bool:
    """Say whether a sentence, or the one that it is a piece of, names the border or what belongs to it."""
    return bool(_NEAR.search(sentence.whole)) or bool(find_places(sentence.whole, case))


def off_topic(sentence: Sentence, case: Case) -> bool:
    """Say whether a sentence names another field of life, such as a school or a match, and nothing of the border."""
    return bool(OTHER.search(sentence.text)) and not near_border(sentence, case)


def changes(subject: str, reach: int = 60) -> tuple[Rule, ...]:
    """Return rules for how a subject rose or fell: with a verb after it, a noun or an adjective before it, or as an object."""
    gap, of, few = rf"{GAP}{{0,{reach}}}?", rf"(?:in|of|to|for) {DET}(?:[\w-]+ ){{0,3}}?", r"(?:[\w-]+ ){0,2}?"
    told = (
        *rules(
            "change",
            2.0,
            rf"{subject}{gap}\b{ROSE_SHARPLY}\b",
            rf"\b(?:{BIG} {A_RISE}|{A_SURGE}) {of}{subject}",
            rf"\b(?:soaring|surging|skyrocketing|exploding|mushrooming) {few}{subject}",
        ),
        *rules(
            "change",
            -2.0,
            rf"{subject}{gap}\b(?:{FELL_SHARPLY}|{SHARPLY} (?:less|fewer|lower|reduced|restricted))\b",
            rf"\b(?:{BIG} {A_FALL}|{A_COLLAPSE}) {of}{subject}",
            rf"\b(?:plunging|plummeting|collapsing|slumping) {few}{subject}",
            rf"\b{SHARPLY} {CURBING} {DET}{few}{subject}",
        ),
        *rules(
            "change",
            0.0,
            rf"{subject}{gap}\b{STEADY}\b",
            rf"\b(?:no|little) (?:change|movement|effect|impact) (?:in|of|to|for|on) {DET}(?:[\w-]+ ){{0,3}}?{subject}",
        ),
        *rules(
            "change",
            1.0,
            rf"{subject}{gap}\b(?:{ROSE}|{RESUMED}|spread|spreading)\b",
            rf"\b{A_RISE} {of}{subject}",
            rf"\bmore {few}{subject} than\b",
            rf"\b(?:growing|rising|increasing|increased|renewed|expanding|more and more|ever more) {few}{subject}",
            rf"\b{BOOSTING} {DET}{few}{subject}",
            rf"{subject}{gap}\b{BE} {A_LITTLE}?(?:more (?:common|frequent|active|widespread|brisk|open)|busier"
            r"|livelier|easier"
            r"|brisker|stronger|heavier)\b",
        ),
        *rules(
            "change",
            -1.0,
            rf"{subject}{gap}\b(?:{FELL}|reduced|restricted|curtailed|disrupted|hampered|curbed|squeezed|suffered"
            r"|suffering)\b",
            rf"\b(?:{A_FALL}|blow) {of}{subject}",
            rf"\b(?:declining|falling|shrinking|dwindling|decreasing|reduced|flagging|less|fewer) {few}{subject}",
            rf"\b{CURBING} {DET}{few}{subject}",
            rf"{subject}{gap}\b{BE} {A_LITTLE}?(?:less [\w-]+|rarer|quieter|slower|weaker|lighter|thinner|harder|tougher"
            r"|more difficult|riskier)\b",
        ),
    )
    # "an increase in S ..." is told before what follows S
    first = subject.replace(" ", r"\s+")
    return tuple(sorted(told, key=lambda each: each.pattern.pattern.startswith(first)))


def amounts_of(subject: str, reach: int = 45) -> tuple[Rule, ...]:
    """Return rules for how much of a subject there is: none, little, much, very much."""
    gap, few = rf"{GAP}{{0,{reach}}}?", r"(?:[\w-]+ ){0,2}?"
    return (
        *rules(
            "level",
            0.0,
            rf"{subject}{gap}\b{STOPPED}\b",
            rf"\b(?:{STOPPING}|put an end to) {DET}{few}{subject}",
            rf"\b(?:end|halt|stop|suspension|cessation) (?:of|to|in) {DET}{few}{subject}",
            rf"\bno (?:more )?{subject}{gap}\b(?:any more|anymore|any longer|at all|got|getting|crosses|crossed"
            r"|cross|recorded)\b",
        ),
        *rules(
            "level",
            4.0,
            rf"{subject}{gap}\b{THRIVING}\b",
            rf"\b(?:thriving|flourishing|booming|rampant|roaring|burgeoning|unprecedented) {few}{subject}",
            rf"\b(?:boom|heyday) (?:in|of|for) {DET}{few}{subject}",
        ),
        *rules(
            "level",
            1.0,
            rf"{subject}{gap}\b{BE} {A_LITTLE}{{0,2}}{SCARCE}\b",
            r"\b(?:little|hardly any|almost no|barely any|scarcely any|only a (?:trickle|handful) of"
            rf"|a trickle of) {few}{subject}",
            rf"\b(?:sluggish|scarce|sporadic|meagre|scant|sparse|slack) {few}{subject}",
        ),
        *rules(
            "level",
            3.0,
            rf"{subject}{gap}\b{BE} {A_LITTLE}{{0,2}}{LIVELY}\b",
            rf"\b(?:brisk|lively|widespread|large-scale|massive|extensive|intense|active|heavy|open) {few}{subject}",
            rf"{subject}{gap}\b(?:on a (?:large|massive|grand|big|huge) scale|in large (?:amounts|quantities)"
            r"|in (?:volume|bulk)"
            r"|en masse|in droves|everywhere)\b",
        ),
    )


def one_of_a_kind(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the first draft of each kind, and of each code, as long as their telling words do not overlap."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(
            (each.kind, each.code) == (draft.kind, draft.code) or (draft.start < each.end and each.start < draft.end)
            for each in kept
        ):
            kept.append(draft)
            yield draft
