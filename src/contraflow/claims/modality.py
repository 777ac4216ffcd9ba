"""How surely: asserted, hearsay, expected, conditional with its condition, denied; and the hedge that was used."""

import re
from dataclasses import dataclass

from contraflow.claims.cause import shorten

IF = re.compile(
    r"\b(?:if|unless|in case|provided(?: that)?|as long as|should)\b(?P<condition>[^,.;”\"]{3,120}(?:, and [^,.;”\"]{3,80})?)",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|won't|would|shall|going to|expected to|is due to|are due to|is set to|are set to|"
    r"is likely to|are likely to|may soon|plans? to|(?:moves?|moving|prepar(?:es|ing)|intends?|about|hopes?) to"
    r"|to be held|upcoming|planned|scheduled|is expected|are expected)\b",
    re.IGNORECASE,
)
# "previously they would give a tenth" tells of a habit of the past
HABIT = re.compile(
    r"\b(?:previously|formerly|used to|in the past|at that time|back then|in those days|prior to)\b", re.IGNORECASE
)
# after a condition these too speak of what is not yet
MAYBE = re.compile(r"\b(?:(?-i:may)|might|could|can)\b", re.IGNORECASE)
HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|rumou?rs?|rumou?red|is said to|are said to|was said to|heard that|"
    r"word has it|according to (?:the|a|one) (?:report|newspaper|paper|broadcaster)|"
    r"the (?:report|newspaper) sa(?:id|ys)|it is believed"
    r"|(?:media|newspapers?|press|tabloids?|broadcasters?|news agency|websites?) (?:has |have )?(?:reported"
    r"|reports?|claimed))\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:denied|denies|deny|dismissed|rejected|not true|no truth|untrue|no sign (?:of|that)|"
    r"no evidence (?:of|that)|contrary to)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:almost|nearly|appears?|seems?|apparently|probably|perhaps|possibly|(?-i:may)|might|could|likely|"
    r"about|around|definitely|clearly|virtually|practically)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Modality:
    """How surely a claim is made.

    Attributes:
        modality: asserted, hearsay, expected, conditional, denied.
        condition: the words of the condition; empty without one.
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
    conditions = [found for found in IF.finditer(whole) if _is_condition(whole, found)]
    for found in conditions:
        inside = found.start() <= start < found.end()
        if inside or any(words.search(piece) or words.search(whole[found.end() :]) for words in (AHEAD, MAYBE)):
            return Modality("conditional", f"if {shorten(found['condition'])}", hedged)
    if DENIED.search(whole[:start]) or re.search(r"\bden(?:ied|ies|y)\b", piece, re.IGNORECASE):
        return Modality("denied", "", hedged)
    if AHEAD.search(piece[: end - whole.find(piece)]) and not HABIT.search(whole[:end]):
        return Modality("expected", "", hedged)
    if HEARSAY.search(piece) or HEARSAY.search(whole[:start]):
        return Modality("hearsay", "", hedged)
    return Modality("asserted", "", hedged)


def _is_condition(whole: str, found: re.Match[str]) -> bool:
    # "asked if", "wondered if" open a question, not a condition
    before = whole[: found.start()].rstrip().lower()
    return not before.endswith(("asked", "wonder", "wondered", "know", "see", "as")) and (
        found.group(0).lower().split()[0] != "should" or found.start() == 0
    )
