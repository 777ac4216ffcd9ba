"""What had been before something changed: the former one of two amounts, and habits that were given up."""

import re
from collections.abc import Sequence

from contraflow.claims.clauses import Clause
from contraflow.claims.when import Time

# "compared with 500", "up from 90", ", from 4,500", "instead of the 300"
NUMBER = (
    r"(?:(?:about|around|some|only|just|mere|bare|roughly|nearly|almost|over|the|a|an|as much as|up to|as little as|between) "
    r"|[$€£] ?)*"
)
SET_AGAINST = re.compile(
    rf"\b(?:compared (?:with|to)|as opposed to|against|versus|instead of|rather than|no longer|not the|down from|up from|"
    rf"(?:than|as) (?:the|before|it was at)|unlike the)\s+(?:a (?:loss|profit|price|rate|fee) of )?{NUMBER}$"
    rf"|,\s+from\s+{NUMBER}$|\bafter\s+{NUMBER}$"
    rf"|\b(?:than|against|compared (?:with|to)|from|where|what)\b[^,.;:]{{0,40}}\b(?:was|were|had been|had|cost|paid|did"
    rf"|brought|took|used to [a-z]+)\s+{NUMBER}$",
    re.IGNORECASE,
)
FROM = re.compile(rf"\bfrom\s+(?:between )?{NUMBER}$", re.IGNORECASE)
TO = re.compile(r"^[^.;:]{0,45}?\bto\s", re.IGNORECASE)
# "jumped to 13 million in March from 3,000"
MOVED = re.compile(r"\b(?:to|at|worth|is|was|fetches|costs)\b[^;:]*\d[^;:]*\bfrom\b", re.IGNORECASE)
GIVEN_UP = re.compile(
    r"\b(?:used to|in the past|previously|formerly|in (?:former|earlier|better|those|the old) (?:days|years|times)|back then"
    r"|at that time|until (?:then|now|recently)|(?:was|were|had been) (?:once|formerly)|once (?!(?:everybody|everyone|all|his"
    r"|her|their|you|i|there|the|they|it|he|she|a|an|this|every|per|we|in|on|again|more)\b)\w+|in the old days|of old)\b",
    re.IGNORECASE,
)
NOW_BEFORE = re.compile(r"\b(?:now|today)\b[^,;:]{0,40}$", re.IGNORECASE)
HERE_NOW = re.compile(r",|;|\b(?:now|today|is|are|has|have)\b", re.IGNORECASE)
AMOUNTS = frozenset({"amount", "share"})


def was_before(kind: str, sentence: str, span: tuple[int, int], clause: Clause) -> bool:
    """Say whether what is told at a span of a sentence is what had been before, not what came of it.

    Args:
        kind: of the claim; a change is never what had been.
        sentence: without the words that describe sources.
        span: offsets of the telling words.
        clause: in which they stand.
    """
    if kind in AMOUNTS:
        before, after = sentence[: span[0]], sentence[span[1] :]
        if SET_AGAINST.search(before) or (FROM.search(before) and (TO.match(after) or MOVED.search(before))):
            return True
        if NOW_BEFORE.search(before):
            return False
    given_up = GIVEN_UP.search(sentence, clause.start, clause.end) if kind not in {"change", "ratio"} else None
    if not given_up:
        return False
    if given_up.start() > span[1]:
        return kind not in AMOUNTS or not NOW_BEFORE.search(sentence[: span[0]])
    between = sentence[given_up.end() : max(span[0], given_up.end())]
    return not (HERE_NOW.search(between) or (kind in AMOUNTS and re.search(r"\d", between)))


def time_of_former(times: Sequence[Time], sentence: str, span: tuple[int, int]) -> Time | None:
    """Return the words of time that stand with a former amount, as in "against 8,900 in May"."""
    near = [
        time
        for time in times
        if time.period.end and 0 <= time.start - span[1] <= 40 and not re.search(r"[;:]|\bto\b", sentence[span[1] : time.start])
    ]
    return near[0] if near else None
