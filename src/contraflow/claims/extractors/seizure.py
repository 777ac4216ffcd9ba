"""Seizure: guards, police or customs who take vessels, goods or people, and confiscations."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.counts import Count, find_counts, find_part_ratio
from contraflow.claims.draft import Draft, apply, first_of_each, rules
from contraflow.claims.frames import GOOD, GOODS, SIDE, changes, marked, near_border, off_topic, one_of_a_kind
from contraflow.claims.sentences import Sentence

NAME = "seizure"
VERSION = "5"
TAKEN = (
    r"(?:boats?|vessels?|ships?|goods|cargo(?:es)?|products?|trucks?|vehicles?|cars?|loads?|bags?|boxes"
    r"|sacks|bundles|phones?|"
    r"cash|money|yuan|dollars|drugs|coal|crabs?|seafood|fish|catch|fuel|oil|gasoline|metals?|ore|tons|kilos"
    r"|kg|everything)\b"
)
BE = r"(?:was|were|been|got|being|get|gets)"
CAUGHT = r"(?:caught|busted|nabbed|arrested|detained|apprehended|captured|rounded up|taken into custody)"
WHO = (
    r"(?:smugglers?|traders?|people|men|women|residents|drivers|crew|captain|brokers?|guards?|officials?"
    r"|sailors|fishermen)"
)
POWER = r"(?:authorities|police|coast guard|border guards?|customs|patrols?|navy|soldiers)"
VESSEL = r"(?:boats?|vessels?|ships?|trawlers?)"
SOME = r"(?:of them|people|dozens|hundreds|several|some|others|two|three|four|five|ten|\d+)"
RULES = (
    *rules(
        "event",
        None,
        rf"\b(?:seized|seizing|seize)\b[^.;]{{0,40}}?\b{TAKEN}",
        rf"\b(?:{BE}|had|having) (?:\w+ly )?seized\b|\bseized by\b",
        r"\b(?:confiscated|confiscating|impounded|impounding)\b",
        rf"\b{VESSEL}\b[^.;]{{0,60}}?\b{BE} (?:\w+ly )?(?:boarded|intercepted|stopped) by (?:the )?(?:[\w-]+ )?{POWER}",
        rf"\b{POWER} (?:\w+ly )?(?:boarded|intercepted) (?:[\w-]+ ){{0,3}}?{VESSEL}",
        code="seizure",
    ),
    *rules(
        "event",
        None,
        rf"\b{BE} (?:\w+ly )?{CAUGHT} (?:by|and|near|while|for|along|smuggling|crossing|trying|with|red-handed)\b",
        rf"\b{BE} (?:\w+ly )?(?:arrested|detained|nabbed|busted) (?:in|at|on)\b",
        rf"\b{SOME} (?:have |had )?{BE} (?:\w+ly )?{CAUGHT}\b",
        rf"\b(?:arrested|detained|rounded up|nabbed|apprehended)\b[^.;]{{0,40}}?\b{WHO}\b",
        rf"\b{WHO}\b[^.;]{{0,30}}?\b(?:arrested|detained|caught|nabbed|rounded up)\b",
        code="arrest",
    ),
    *rules("change", 1.0, r"\bseizures?\b[^.;]{0,30}?\b(?:rose|increased|more frequent|frequent)"),
)

FORCE = (
    rf"(?:(?:{SIDE} |border |security |coast |customs |marine |provincial |river |the |a )*(?:police"
    rf"|guards?|officers?|patrols?|soldiers|customs|customs men|coast guards?|agents|inspectors|authorities"
    rf"|navy|officials))"
)
LOAD = rf"(?:{GOODS}|boats?|rafts?|vessels?|trucks?|drums?|barrels?|sacks?|bags?|tonnes?|catch|phones?|cash|belongings)"
MORE = (
    *rules(
        "level",
        0.0,
        r"\b(?:no one|nobody|no smuggler|not a single smuggler)\b[^.;]{0,20}?\b(?:arrested|caught|detained|seized)\b",
        r"\b(?:no|not a single) (?:boat|ship|vessel|truck|load)s?\b[^.;]{0,20}?\b(?:seized|caught|impounded|confiscated)\b",
    ),
    *rules(
        "level",
        1.0,
        r"\b(?:rarely|seldom|hardly ever|scarcely ever) (?:get |gets |being |be )?(?:caught|seized|arrested"
        r"|stopped|detained)\b",
        r"\bseizures (?:are|were|remain) (?:rare|few|uncommon)\b",
        r"\b(?:few|hardly any) (?:boats|smugglers|loads|people)\b[^.;]{0,20}?\b(?:caught|seized|arrested)\b",
    ),
    *rules(
        "level",
        3.0,
        r"\b(?:seized|caught|arrested|confiscated|impounded|detained)\b[^.;]{0,20}?\b(?:almost |nearly "
        r"|practically )?(?:every|each) (?:single )?(?:day|night|week)\b",
        r"\b(?:hardly|scarcely|barely) a (?:day|night|week) (?:goes|passes"
        r"|went) by without\b[^.;]{0,30}?\b(?:arrests?|seizures?|someone being caught)\b",
        r"\b(?:seizures|arrests) (?:are|were|have become) (?:now )?(?:frequent|common|a daily)\b",
    ),
    *rules(
        "change",
        1.0,
        r"\b(?:more and more|ever more|more) (?:boats|vessels|smugglers|people|traders|loads|trucks"
        r"|residents)\b[^.;]{0,20}?\b(?:caught|seized|arrested|confiscated|detained)\b",
    ),
    *rules(
        "change",
        -1.0,
        r"\bfewer (?:boats|vessels|smugglers|people|traders|loads|trucks|residents)\b[^.;]{0,20}?\b(?:caught"
        r"|seized|arrested|confiscated|detained)\b",
        r"\b(?:arrests|seizures)\b[^.;]{0,25}?\b(?:rarer|less frequent)\b",
    ),
    *changes(r"(?<!avoid\x20)\b(?:seizures?|arrests?|confiscations?)\b", 40),
    *rules(
        "event",
        None,
        rf"\b{FORCE}\b[^.;]{{0,40}}?\b(?:took|taken|take|taking)\b[^.;]{{0,25}}?\b(?:in tow|away)\b",
        rf"\bfound and took\b|\b(?:took|taken) away (?:[\w-]+ ){{0,3}}?{LOAD}",
        rf"\b(?:got|get|laid) hold of\b[^.;]{{0,30}}?\b{LOAD}",
        rf"\b{FORCE} (?:took|seized|grabbed|snatched) (?:[\w-]+ ){{0,2}}?{LOAD}\b[^.;]{{0,15}}?\bfrom\b",
        rf"\b(?:into|in) the hands of (?:the )?{FORCE}",
        rf"\bseizures? of (?:[\w-]+ ){{0,4}}?{LOAD}",
        rf"\blost\b[^.;]{{0,30}}?\b{LOAD}\b[^.;]{{0,15}}?\bto (?:the )?{FORCE}",
        rf"\b{LOAD}\b[^.;]{{0,40}}?\b(?:stopped and|pulled over and) (?:emptied|searched|unloaded) by\b",
        rf"\b(?:{LOAD})\b[^.;]{{0,20}}?\b(?:is|are|was|were|been|being|and its load were"
        r"|and cargo were) (?:impounded|confiscated|intercepted|seized|taken away|captured)\b",
        code="seizure",
    ),
    *rules(
        "event",
        None,
        r"\b(?:picked up|taken away|dragged off|taken in|taken into custody|hauled in|led away|held|captured"
        rf"|grabbed) by (?:the )?{FORCE}",
        rf"\b{FORCE} (?:have |has |had )?(?:\w+ly )?(?:taken|took) (?:[\w-]+ ){{0,3}}?(?:into custody|prisoner)\b",
        r"\bbehind bars\b",
        r"\bthe arrest of (?:a |an |the |several |two |three )?(?:[\w-]+ ){0,3}?(?:broker|smuggler|trader"
        r"|courier|official|man|woman|resident|guard|officer|driver|commander|boatman)s?\b",
        rf"\b{FORCE} (?:have |has |had )?(?:\w+ly )?(?:captured|caught|nabbed|detained|arrested|apprehended"
        rf"|grabbed) (?:a |an |the |several |some |dozens of )?(?:[\w-]+ ){{0,2}}?(?:man|men|woman|women|people"
        r"|smugglers?|courier|broker|trader|traders|brokers|couriers|residents?|drivers?|boatm[ae]n)",
        r"\b(?:ring|gang|network)s?\b[^.;]{0,25}?\b(?:broken up|busted|smashed|rounded up|uncovered)\b",
        r"\b(?:being|been|were|was) rounded up\b",
        r"\b(?:courier|porter|smuggler|trader|broker|driver|boatman|man|woman|carrier)s?\b[^.;]{0,25}?\b(?:was"
        r"|were|been|got|is|are) (?:\w+ly )?(?:caught|captured|arrested|detained|nabbed) (?:as|while|when|with"
        r"|in|on|at|by|for|near)\b",
        code="arrest",
    ),
)
TAKEN_NOW = re.compile(
    r"\b(?:seiz(?:ed|ing|ures?)|confiscat\w+|impound\w+|detain(?:ed|ing)|arrest(?:ed|s|ing)?|caught"
    r"|captured|rounded up|intercepted|held|taken (?:away|into custody)|nabbed|busted)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
COUNTED = frozenset({"vessels", "vehicles", "persons", "bags", "t", "kg", "l", "head", "cases"})
# a fisherman's catch, a thief in a shop, a fit or a chance
ELSEWHERE = re.compile(
    r"\b(?:supermarket|drunken|fear seized|chance|palace|rebels|fishermen\s+caught|on\s+camera|banker"
    r"|hearts|goalkeeper|shower|audience|ferry|cold\s+snap|patient|in\s+the\s+cold|surprise|attention"
    r"|breath|his\s+brother"
    r"|avoid|fear(?:s|ed)?\s+(?:being|of)|power|moment|opportunity|engine)\b",
    re.IGNORECASE,
)


# "if they are caught", "those who get arrested" tell of nobody who was
WHOEVER = r"(?:if|when|whenever|once|unless|who|anyone|those)"
SUPPOSED = re.compile(rf"\b{WHOEVER}\s+(?:[\w'’-]+\s+){{0,4}}?(?:are|is|get|gets)\s+(?:\w+ly\s+)?{CAUGHT}\b", re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of seizure."""
    text = sentence.text
    if not CATCHING.search(text) or off_topic(sentence, case) or ELSEWHERE.search(text):
        return
    supposed = [found.span() for found in SUPPOSED.finditer(text)]
    count = None if supposed else _count(text)
    if count:
        yield count.draft()
        return
    drafts = first_of_each(apply(RULES, sentence))
    goods = marked(sentence, case)
    near = [*apply(MORE, goods)] if near_border(sentence, case) or ABOUT.search(goods.text) else []
    ratio = find_part_ratio(text) if SEIZURES.search(text) else None
    if ratio:
        yield Draft("ratio", ratio[0], ratio[1], ratio[2])
        return
    levels = [draft for draft in near if draft.kind != "event"]
    for draft in one_of_a_kind([*levels, *drafts, *near]):
        if not any(start < draft.end and draft.start < end for start, end in supposed):
            yield draft


def _count(text: str) -> Count | None:
    """Return how many were caught, where the text counts them beside the word that says so."""
    taken = TAKEN_NOW.search(text)
    if not taken or NOT.search(text[: taken.start()]):
        return None
    counts = [each for each in find_counts(text) if each.what in COUNTED]
    # "police arrested 12", "12 were arrested": not what lies beyond another clause
    near = [each for each in counts if (each.value > FEW or each.what in MASSES) and _beside(each, taken)]
    return near[0] if near else None


def _beside(count: Count, taken: re.Match[str]) -> bool:
    return abs(count.start - taken.end()) < NEARBY or abs(taken.start() - count.end) < NEARBY


MASSES = frozenset({"t", "kg", "l"})
NOT = re.compile(r"(?:\bnot|n['’]t|\bnever)\s+(?:\w+\s+)?$", re.IGNORECASE)
NEARBY = 40  # characters between a count and the word that says that they were caught
FEW = 5  # "two men were arrested" tells of an event rather than of how many
SEIZURES = re.compile(r"\b(?:seizures|arrests|confiscations)\b", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:arrests|seizures|smuggl\w+|ring|brokers?|couriers?|contraband|phones?|frog oil|copper|guards"
    rf"|police|patrols?|customs|{GOOD})\b",
    re.IGNORECASE,
)
CATCHING = re.compile(
    r"\b(?:seiz\w+|confiscat\w+|impound\w+|detain\w*|arrest\w*|caught|captur\w+|round\w+|intercept\w+"
    r"|board\w+|stopped|held|tow|taken|took|hold|hands|lost|bars|picked|custody|nabbed|busted|broken"
    r"|apprehend\w+|hauled|led|smashed)\b",
    re.IGNORECASE,
)
