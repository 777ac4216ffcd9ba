"""How surely: asserted, hearsay, expected, conditional with its condition, denied; and the hedge that was used."""

import re
from dataclasses import dataclass

from contraflow.claims.cause import shorten

WHAT = r"(?P<condition>[^,.;”\"]{3,120}(?:, and [^,.;”\"]{3,80})?)"
IF = re.compile(
    rf"\b(?P<link>even if|only if|if|unless|in case|in the event (?:of|that)|provided(?: that)?|as long as"
    rf"|on condition that|assuming"
    rf"|should|were|once|when|whenever)\b{WHAT}",
    re.IGNORECASE,
)
# these set a condition only for what is yet to come: "once the ice forms, smuggling will resume"
OF_TIME = frozenset({"once", "when", "whenever"})
PLAIN_IF = frozenset({"if", "in case", "should", "were", "only if"})
AHEAD = re.compile(
    r"\b(?:will|won't|would|shall|going to|expected to|(?:is|are) (?:due|set|likely|bound|poised|to be|about) to|(?:is"
    r"|are) to (?!blame)"
    r"|(?-i:may) soon|plans? to|(?:moves?|moving|prepar(?:es|ing)|intends?|about|hopes?) to"
    r"|to be held|upcoming|planned|scheduled|(?:is|are) expected)\b",
    re.IGNORECASE,
)
# "previously they would give a tenth" tells of a habit of the past
HABIT = re.compile(
    r"\b(?:previously|formerly|used to|in the past|at that time|back then|in those days|prior to)\b", re.IGNORECASE
)
# after a condition these too speak of what is not yet
MAYBE = re.compile(r"\b(?:(?-i:may)|might|could|can)\b", re.IGNORECASE)
# without one they do where the sentence names a time to come: "could be lifted by spring"
MAY_COME = re.compile(r"\b(?:(?-i:may)|might|could)\s+(?!have\b)", re.IGNORECASE)
TO_COME = re.compile(
    r"\b(?:soon|by (?:the end|next|early|mid|late|spring|summer|autumn|winter|[A-Z]\w+)|next (?:week|month|year)"
    r"|later this|in the future"
    r"|eventually|in the coming|before long)\b"
)
# who fears or predicts that something comes does not say that it came
FORESEEN = re.compile(
    r"\b(?:fear(?:s|ed)?|worr(?:y|ied)|predict(?:s|ed)?|forecast|expect(?:s|ed)?|hope[sd]?"
    r"|anticipate[sd]?)\b(?: that)?[^,.;]{0,60}$",
    re.IGNORECASE,
)
# where one clause ends and another begins
CLAUSE = re.compile(r"[,;:]\s|\b(?:as|because|since|while|but|although|though|whereas)\s", re.IGNORECASE)
# said of the clause in which it stands
HEARSAY_WORD = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|rumou?red|(?:is|are|was|were) (?:said|rumou?red|believed|thought"
    r"|alleged) to"
    r"|unconfirmed)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r"^\W*(?:reportedly|allegedly|supposedly)\b|,\s+(?:reportedly|allegedly|supposedly)\W*$", re.IGNORECASE)
# what a rumour says is coming is a rumour still
RUMOUR = re.compile(
    r"\b(?:rumou?rs?|word has it|gossip|stor(?:y|ies) (?:is|are) (?:going around|circulating|spreading))\b", re.IGNORECASE
)
# said of what follows
HEARSAY_FRAME = re.compile(
    r"\b(?:rumou?rs?|heard|hear|heard it said|it is (?:said|rumou?red|believed|thought|alleged|claimed)|word has it"
    r"|word is|talk of|gossip"
    r"|stor(?:y|ies) (?:is|are) (?:going around|circulating|spreading)|according to (?:the|a|one) (?:report|newspaper"
    r"|paper|broadcaster)"
    r"|according to rumou?rs?|(?:the|an?) (?:[\w-]+ ){0,2}?(?:report|newspaper|news agency|outlet|broadcaster"
    r"|website) (?:sa(?:id|ys)|reported)"
    r"|(?:not|un)\s?(?:clear|known|certain|confirmed) (?:whether|if)|(?:nobody|no one) knows (?:whether|if)"
    r"|not know (?:whether|if)"
    r"|(?:media|newspapers?|press|tabloids?|broadcasters?|news agency|websites?) (?:has |have )?(?:reported"
    r"|reports?|claimed))\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"(?<!not )(?<!never )(?<!n't )(?<!n’t )\b(?:denied|denies|deny|denying)\b(?! (?:entry|access|permission))"
    r"|\b(?:dismiss(?:ed|es)?|reject(?:ed|s)?|refut(?:ed|es)|disput(?:ed|es))\b[^,.;]{0,30}\b(?:claims?|reports?"
    r"|accusations?|allegations?"
    r"|rumou?rs?|suggestions?|talk)\b|\b(?:dismissed|rejected) (?:that|as)\b"
    r"|\b(?:not true|no truth|untrue|contrary to (?:reports|claims|rumou?rs) (?:of|that))\b",
    re.IGNORECASE,
)
# said of the clause in which it stands
NO_SIGN = re.compile(r"\bno (?:signs?|evidence|indications?) (?:of|that)\b", re.IGNORECASE)
# "the claim that ... is false"
CALLED_FALSE = re.compile(
    r"^[^.;]{0,60}?\b(?:is|are|was|were) (?:false|untrue|not true|baseless|groundless|nonsense|a lie|wrong)\b", re.IGNORECASE
)
HEDGE = re.compile(
    r"\b(?:almost|nearly|appears?|seems?|apparently|probably|perhaps|possibly|(?-i:may)|might|could|likely|more or less"
    r"|largely|mostly|"
    r"about|around|definitely|clearly|virtually|practically)\b",
    re.IGNORECASE,
)
INVERTED = re.compile(r"\s(?:will|would|can|could|may|might|shall|do|does)\s", re.IGNORECASE)
PAST = re.compile(r"\b(?:was|were|did|had|went|came|got|paid|gave|\w{2,}(?<!ne)ed)\b", re.IGNORECASE)
CAUGHT = re.compile(r"\b(?:caught|arrested|detected|discovered|found out)\b", re.IGNORECASE)
NO_CONDITION = ("asked", "wonder", "wondered", "know", "knows", "see", "as", "unclear", "whether", "sure", "check")


@dataclass(frozen=True)
class Modality:
    """How surely a claim is made.

    Attributes:
        modality: asserted, hearsay, expected, conditional, denied.
        condition: the words of the condition, at most eight; empty without one.
        hedge: words that weaken the claim; empty without any.
    """

    modality: str
    condition: str
    hedge: str


def find_modality(piece: str, whole: str, start: int, end: int) -> Modality:
    """Return the modality of what the telling words of a piece say.

    Args:
        piece: the piece of a sentence that makes the claim.
        whole: the sentence.
        start: offset of the telling words in ``whole``; ``end`` after the last.
    """
    hedge = HEDGE.search(piece)
    hedged = hedge.group(0).lower() if hedge else ""
    condition = _condition(piece, whole, start)
    if condition:
        return Modality("conditional", condition, hedged)
    at = max(whole.find(piece), 0)
    opens = max((found.end() for found in CLAUSE.finditer(whole, at, start)), default=at)
    if (
        DENIED.search(whole[:start])
        or NO_SIGN.search(whole[opens:start])
        or re.search(r"(?<!not )\bden(?:ied|ies|y)\b", piece, re.IGNORECASE)
        or _is_false(whole, start, end)
    ):
        return Modality("denied", "", hedged)
    closes = next((found.start() for found in CLAUSE.finditer(whole, end)), len(whole))
    if RUMOUR.search(whole[:start]) or ASIDE.search(whole) or HEARSAY_WORD.search(whole[opens:closes]):
        return Modality("hearsay", "", hedged)
    if _lies_ahead(whole, opens, start, end):
        return Modality("expected", "", hedged)
    if HEARSAY_FRAME.search(piece) or HEARSAY_FRAME.search(whole[:start]):
        return Modality("hearsay", "", hedged)
    return Modality("asserted", "", hedged)


def _condition(piece: str, whole: str, start: int) -> str:
    """Return the condition on which a claim hangs; empty when it hangs on none."""
    for found in IF.finditer(whole):
        link = found["link"].lower()
        if not _is_condition(whole, found, link):
            continue
        inside = found.start() <= start < found.end()
        rest = whole[: found.start()] if link == "were" else piece
        coming = any(words.search(rest) or words.search(whole[found.end() :]) for words in (AHEAD, MAYBE))
        if link in OF_TIME:
            coming = not inside and AHEAD.search(rest) is not None and not PAST.search(found["condition"])
        elif link == "even if":
            coming = coming and not inside
        elif not inside and not coming:
            # "the guards look away if one pays"; of those who are caught it is told what befalls them
            coming = not PAST.search(whole) and not CAUGHT.search(found["condition"]) and link != "as long as"
        if (inside and link not in OF_TIME and link != "even if") or coming:
            told = "if" if link in PLAIN_IF else link
            words = INVERTED.split(found["condition"])[0] if link == "only if" else found["condition"]
            return shorten(f"{told} {words.strip()}")
    return ""


def _lies_ahead(whole: str, opens: int, start: int, end: int) -> bool:
    """Say whether the clause of the telling words speaks of what is yet to come."""
    clause = whole[opens:end]
    after = whole[end : end + 40].split(",")[0]
    if FORESEEN.search(whole[:start]) and not re.search(r"\b(?:has|have|had|was|were)\b", whole[start:end]):
        return True
    ahead = next((found for found in AHEAD.finditer(clause) if not _undone(clause, found)), None)
    if ahead and not HABIT.search(whole):
        return True
    return bool(MAY_COME.search(clause) and TO_COME.search(clause + after))


def _undone(clause: str, found: re.Match[str]) -> bool:
    """Say whether what was expected is told of as past ("was expected to sail but stayed")."""
    return re.search(r"\b(?:was|were|had been)\s*$", clause[: found.start()], re.IGNORECASE) is not None


def _is_false(whole: str, start: int, end: int) -> bool:
    claimed = re.search(
        r"\b(?:claims?|reports?|rumou?rs?|stor(?:y|ies)|ideas?|assertions?) (?:that|of)\b", whole[:start], re.IGNORECASE
    )
    return bool(claimed and CALLED_FALSE.search(whole[end:]))


def _is_condition(whole: str, found: re.Match[str], link: str) -> bool:
    """Say whether a link opens a condition: "asked if" opens a question, and "should" does only at the beginning."""
    before = whole[: found.start()].rstrip().lower()
    if link == "should":
        return found.start() == 0
    if link == "were":
        return (
            re.match(r" (?:the|an?|\w+) [\w ]{0,30}?\bto\b", found["condition"]) is not None
            and AHEAD.search(before) is not None
        )
    return not before.endswith(NO_CONDITION)
