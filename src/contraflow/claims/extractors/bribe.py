"""Bribe: what is paid to guards or officials to look away, as an amount, a change or a level."""

import re
from collections.abc import Iterator

from contraflow.case.case import Case
from contraflow.claims.counts import find_part_ratio
from contraflow.claims.draft import Draft, amount_draft, amount_now, apply, first_of_each, rule, rules, speaks_of
from contraflow.claims.frames import changes, off_topic, one_of_a_kind
from contraflow.claims.moves import FELL, FELL_SHARPLY, ROSE, ROSE_SHARPLY
from contraflow.claims.numbers import find_money
from contraflow.claims.sentences import Sentence

NAME = "bribe"
VERSION = "3"
TAKER = (
    r"(?:(?:border|security|customs|police|the|some|local) )*(?:guards?|soldiers?|officers?|officials?"
    r"|police(?:men)?|patrols?|sentr(?:y|ies)"
    r"|agents?)"
)
PAID = (
    r"\bbrib\w*|\bkickbacks?|\bpay(?:ing)? off\b|\bprotection (?:fee|money)|\bhush money|\bgreas(?:e|ed"
    r"|ing) (?:the )?(?:palms?|hands?)"
    rf"|\b(?:fees?|money|sums?|cut|share) (?:charged|demanded|taken|asked|pocketed) by {TAKER}"
    rf"|\b(?:pay|pays|paid|paying|give|gives|gave|giving|hand|handed|slip"
    rf"|slipped) (?:(?!\bfor\b)[\w.,$%-]+ ){{0,6}}?(?:to )?{TAKER}\b"
    r"(?= (?:to (?:look|turn|let|pass|allow|ignore|be|get|cross|guarantee)|who|so that|before|in return|per"
    r"|for (?:each|every|a|safe|passage)))"
)
SUBJECT = re.compile(PAID.replace(" ", r"\s+"), re.IGNORECASE)
RULES = (
    rule(rf"(?:{PAID})[^.;]{{0,70}}?\b(?:{ROSE}|{ROSE_SHARPLY}|doubled)\b", "change", 1.0),
    rule(rf"(?:{PAID})[^.;]{{0,70}}?\b(?:{FELL}|{FELL_SHARPLY}|halved)\b", "change", -1.0),
    rule(
        r"\b(?:higher|bigger|larger|growing|rising|steeper) (?:bribes?|kickbacks?)"
        r"|\bgreater share of the (?:profits?|takings)",
        "change",
        1.0,
    ),
    rule(r"\b(?:lower|smaller|falling) (?:bribes?|kickbacks?)|\b(?:can't|cannot|not) make as much in bribes", "change", -1.0),
    rule(r"\b(?:high|huge|hefty|heavy|exorbitant|large) (?:bribes?|kickbacks?)", "level", 3.0),
    rule(
        r"\b(?:refus(?:e|ed|ing)|reject(?:ed|ing)?|turn(?:ed|ing)? down|not (?:even )?(?:countenanced?|accept(?:ed)?"
        r"|tak(?:e|en))|no longer "
        r"(?:take|accept)) (?:[\w-]+ )?bribes?",
        "level",
        4.0,
    ),
    rule(r"\b(?:susceptible|open) to brib(?:ery|es)", "level", 2.0),
    rule(r"\b(?:no|without) brib\w+|\bbrib\w+ (?:no longer|do not|don't|cannot) (?:work|help)", "level", 4.0),
    rule(
        rf"\bbrib(?:ed|ing) (?:(?:one|some) of )?(?:[\w-]+ ){{0,2}}?{TAKER}|\b(?:money|income|profits?) from bribes"
        rf"|\b(?:tak|receiv)(?:e"
        rf"|es|ed|ing|en) (?:[\w-]+ )?bribes"
        r"|\bfreed? in (?:exchange|return) for (?:some )?(?:cash|money)",
        "level",
        2.0,
    ),
    rule(
        (
            r"\b(?:in exchange for|by paying|pay|paid|paying|give|gave|giving|hand(?:ed|ing)? over|offer(?:ed|"
            r"ing)?|accept(?:ed|ing)?|take|taking|took|demand(?:ed|ing)?) (?:[\w-]+ ){0,3}?brib\w+"
        ),
        "level",
        2.0,
    ),
)

MAN = (
    r"(?:(?:border |security |customs |local |company |post |checkpoint )*(?:guards?|soldiers?|officers?"
    r"|officials?|police(?:men)?|sentr(?:y|ies)|agents?|inspectors?"
    r"|commanders?|customs men|conscripts?|captains?))"
)
LOOKING_AWAY = (
    r"(?:look(?:ing|s)? (?:away|the other way|elsewhere)|turn(?:s|ing)? (?:his|her|their|a) (?:backs?"
    r"|blind eye|heads?)|shut(?:ting)? (?:his|her|their) eyes|let(?:s|ting)? "
    r"(?:[\w-]+ ){0,3}?(?:out|pass|through|go|leave|cross|by)|to pass|get(?:s|ting)? (?:[\w-]+ ){0,2}?(?:past|through|by))"
)
MONEY = r"(?:cash|money|yuan|dollars|notes?|bills?|cigarettes|liquor|a cut)"
# money that goes to those who guard, without the word bribe
HANDED = (
    rf"(?:\b{MAN}\b[^.;]{{0,40}}?\b(?:wants?|expects?|asks?|asking|demands?|pockets?|takes?|charges?|gets?"
    rf"|collects?)\b[^.;]{{0,60}}?\b(?:before|for|to|when|so that|each|under the table)\b"
    r"|\b(?:leaves?|left|slip|slips|slipped|tuck|tucks|tucked|hand|hands|handed|stuff|pass|pay|pays"
    rf"|paid)\b[^.;]{{0,40}}?\b{MAN}\b|\bunder the table\b"
    rf"|\b(?:{MAN})\b[^.;]{{0,30}}?\bfor {LOOKING_AWAY}|\bprice of (?:looking|turning|passing)\b"
    rf"|\bgreas(?:e|ed|ing)\b[^.;]{{0,15}}?\bpalms?|\bpalms? (?:must|have to|had to|need)\b"
    rf"|\b(?:carton|bottle|packet|pack) of (?:cigarettes|liquor|spirits)\b)"
)
HANDED_SUBJECT = re.compile(HANDED.replace(" ", r"\s+"), re.IGNORECASE)
PASSAGE = re.compile(
    r"\b(?:smuggl\w+|boats?|loads?|cargo|pass(?:es|age)?|cross\w*|look\w* away|his back|turns?|checkpoint"
    r"|sentr\w+|landing|papers|under\s+the\s+table|night|through|inspector|post|let\s+out"
    r"|half\s+of\s+what)\b",
    re.IGNORECASE,
)
NO_BRIBE = re.compile(
    r"\b(?:stadium|football|judge|mayor|parliament|medals?|dog|meal|dut(?:y|ies)|salary|wages?|a month is"
    r"|pay\s+for|'s\s+pay|fines?|fined|boots|the\s+child)\b",
    re.IGNORECASE,
)
OF_BRIBES = (
    r"\b(?:brib(?:es?|ery)(?: money| income)?|kickbacks?|payoffs?|hush money|protection (?:money|fees?)"
    r"|the price of looking away)\b"
)
BEFORE = (
    *rules("event", None, r"\bprotection (?:money|fees?)\b", code="protection_fee"),
    *rules("change", -2.0, rf"{OF_BRIBES}[^.;]{{0,25}}?\b(?:dried up|vanished|disappeared|collapsed)\b"),
    *rules(
        "change",
        1.0,
        rf"\b{MAN}\b[^.;]{{0,20}}?\b(?:asking|ask|demanding|demand|want|charge|charging)(?: for)? (?:much "
        r"|far )?more\b(?! time)",
        r"\braised the price of looking away\b",
        r"\b(?:rise|increase) in (?:the )?(?:[\w-]+ )?brib\w+",
        rf"\b(?:sums?|amounts?|money)\b[^.;]{{0,15}}?\b{MAN}\b[^.;]{{0,25}}?\b(?:gone up|risen|rose|increased"
        r"|grown|bigger|higher)\b",
    ),
    *rules(
        "change",
        -1.0,
        rf"\b{MAN}\b[^.;]{{0,20}}?\b(?:content with|satisfied with|asking for|take|want|ask for) (?:much "
        r"|far )?(?:less|smaller sums)\b",
    ),
    *rules(
        "level",
        4.0,
        r"\bno (?:sum|amount) of money\b",
        r"\b(?:no longer|not|don't|never) dare (?:to )?(?:accept|take)\b",
        r"\b(?:cannot|can't|can no longer|could not) be (?:bribed|bought)\b|\bincorruptible\b",
        rf"\b{MAN}\b[^.;]{{0,20}}?\b(?:will not|won't|cannot|refuse to|no longer|do not|don't) (?:take|accept"
        r"|touch) (?:any )?(?:money|cash|bribes)",
        rf"\b{MAN}\b[^.;]{{0,20}}?\b(?:refus\w+|turn\w* down) (?:money|cash|bribes)\b",
    ),
    *rules(
        "level", 0.0, r"\b(?:nobody|no one) (?:has to|needs to|must) (?:pay|bribe)\b", r"\bno need (?:to|for) (?:pay|bribe)\w*"
    ),
    *rules(
        "level",
        3.0,
        rf"\b{MAN}\b[^.;]{{0,10}}?\b(?:a fortune|dearly|a small fortune|through the nose)\b",
        r"\bgenerously\b",
        r"\b(?:thick|fat) (?:wads?|envelopes?|rolls?|bundles?)\b|\bwads of (?:cash|money|notes)\b",
        r"\b(?:brib\w+|paid) (?:heavily|handsomely|dearly)\b",
        r"\b(?:heavily|handsomely) brib\w+",
        r"\b(?:large|huge|vast|hefty) sums?\b",
    ),
    *rules(
        "level",
        1.0,
        r"\b(?:will do|is all it takes|is all that is needed)\b",
        r"\b(?:carton|bottle|packet|pack) of (?:cigarettes|liquor|spirits)\b[^.;]{0,40}?\b(?:enough|suffices?|does)\b",
        r"\b(?:small|token|tiny|modest) (?:bribes?|gifts?|sums?)\b",
    ),
)
WITH = rules(
    "level",
    2.0,
    r"\b(?:without|with) (?:a |the right |some )?bribes?\b",
    r"\bbrib(?:e|es|ed|ing|ery)\b",
    r"\b(?:a bit of|some|a little) (?:cash|money)\b",
    r"\bunder the table\b",
    r"\bbought off\b",
    rf"\bpa(?:id|y|ys|ying) off (?:the )?(?:[\w-]+ ){{0,2}}?{MAN}",
    rf"\b{MAN}\b[^.;]{{0,20}}?\blive on what\b",
    r"\b(?:carton|bottle|packet|pack) of (?:cigarettes|liquor|spirits)\b",
    r"\b(?:susceptible to|open to|live off|without) (?:bribe\w*|payoffs)\b",
)
MOVED = changes(OF_BRIBES, 50)
CUES = re.compile(
    rf"{OF_BRIBES}|\bbrib\w+|\bpalms?\b|\bprice of looking\b|\bpaid off\b|\bno (?:sum|amount) of money|\b{MAN}\b".replace(
        " ", r"\s+"
    ),
    re.IGNORECASE,
)
WORD = re.compile(rf"{OF_BRIBES}|\bbrib\w+".replace(" ", r"\s+"), re.IGNORECASE)


def find(sentence: Sentence, case: Case) -> Iterator[Draft]:
    """Yield what a piece of a sentence says of bribe."""
    text = sentence.text
    if off_topic(sentence, case) or NO_BRIBE.search(text):
        return
    handed = HANDED_SUBJECT.search(text) if PASSAGE.search(text) else None
    subject = speaks_of(SUBJECT, sentence) or WORD.search(text) or handed
    amounts = find_money(text) if subject else []
    if subject and amounts:
        yield amount_draft(amount_now(amounts, text))
        moved = (*apply(MOVED, sentence), *apply(RULES, sentence))
        yield from (each for each in moved[:1] if each.kind == "change")
        return
    ratio = find_part_ratio(text) if subject else None
    if ratio:
        yield Draft("ratio", ratio[0], ratio[1], ratio[2])
        return
    drafts = [*apply(BEFORE, sentence)] if CUES.search(text) and (subject or MAN_AND_MONEY.search(text)) else []
    drafts += apply(MOVED, sentence)
    drafts += first_of_each(apply(RULES, sentence))
    if (subject or MAN_AND_MONEY.search(text)) and not NOT_PAID.search(text):
        drafts += apply(WITH, sentence)
    yield from list(one_of_a_kind(drafts))[:1]


NOT_PAID = re.compile(r"(?:\bnot|n['’]t|\bnever)\s+(?:\w+\s+){0,2}?(?:pay|give|offer|take|accept)\b", re.IGNORECASE)
MAN_AND_MONEY = re.compile(
    rf"\b(?:sums?|amounts?|money)\b[^.;]{{0,15}}?\b{MAN}\b|\b{MAN}\b[^.;]{{0,80}}?\b(?:{MONEY}|anything"
    rf"|less|more than they|what the smugglers)\b|\b(?:{MONEY}"
    rf"|pay)\b[^.;]{{0,60}}?\b{MAN}\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
