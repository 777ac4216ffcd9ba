"""Which words of time in a sentence belong to what is told at one place of it: clause by clause, then by tense.

"In March fees fell, and guards look away": the looking away has no words of time, though its sentence has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from contraflow.claims.days import shift
from contraflow.claims.when import Period, Time

# where another thing begins: after a pause, or at a word that only begins clauses
PAUSE = re.compile(
    r"[;:—–]\s+|,\s+(?=[“\"]?(?:but|so|while|whereas|although|though|yet|adding|explaining|where|who|which|as|because|since"
    r"|with|when|before|after|now|and (?:that|the|this|now|then|they|he|she|it|we|there|in|on|at|a|an|by|today|not|all"
    r"|no)\b)\b)"
    r"|(?<=[”\"])\s+(?=\w)",
    re.IGNORECASE,
)
JOIN = re.compile(
    r"\s(?=(?:because|while|whereas|although|though|where|who|which|and (?:that|now|then|they|he|she|it|today|is|are|has|have"
    r"|was|were|can|costs?)|but|when|whenever"
    r"|after \w+ing|(?:before|after|since|until) (?:the |a |an |his |her |their |its )?[\w-]+ (?:\w+ )?(?:was|were|is|are|had"
    r"|has|came|comes|began|went|took|left|stopped))\b)"
    r"|(?<!\bhave)(?<!\bhas)(?<!\bis)(?<!\bare)(?<!\bto)\s(?=now \w)",
    re.IGNORECASE,
)
SUBORDINATE = re.compile(r"(?:before|since|after)\b", re.IGNORECASE)
# words that stand first and hold for all that follows: "In March, ..."
LEADS = 30  # characters from the beginning, opening words of telling left out
OPENING = re.compile(r"^[\W]*(?:(?:but|and|so|then|yet|also|still|meanwhile|that|which|said|says)\b[\s,]*)*", re.IGNORECASE)
TELLING = (
    r"(?:said|says|told|tells|added|adds|reported|reports|explained|noted|claimed|claims|stated|confirmed|thinks?|thought|believes?"
    r"|reckons?|reckoned|according|described|denied|rejected|repeated|recalled|warned|insisted|estimated|predicted|complained"
    r"|remembers|asked)"
)
IRREGULAR = (
    "was|were|did|had to|used to|came|went|took|fell|rose|sold|paid|got|made|gave|began|saw|stood|brought|bought|ran|found|left"
    "|lost|shot|kept|held|sent|caught|fled|froze|grew|knew|led|met|sank|shrank|spent|swam|threw|wore|wrote|broke|drove|fought|flew"
    "|drew|built|meant|felt|heard|shut down|put in|cost him|cost her"
)
PAST = re.compile(
    rf"\b(?:{IRREGULAR})\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeen )(?<!\bbeing )(?<!\bget )(?<!\bgets )(?<!\ba )(?<!\bthe )(?<!\bof )(?<!\bnot )"
    r"(?<!\bnow )(?<!\ban )(?<!\bany )(?<!\bhas )(?<!\bhave )"
    r"\b(?!(?:need|seed|feed|speed|weed|need|allied|armed|unlicensed|red|hundred)\b)\w{2,}[^e]ed\b",
    re.IGNORECASE,
)
PERFECT = re.compile(r"\b(?:have|has)\b|['’](?:ve|s (?:been|gone|become))\b", re.IGNORECASE)
PRESENT = re.compile(
    r"\b(?:is|are|am|now|still|today|currently|these days|nowadays|can|cannot|do|does|costs|want|wants|need|needs|comes?|goes?"
    r"|takes?|pays?|sells?|fetch(?:es)?|gets?|runs?|moves?|brings?|cross(?:es)?|remains?|stays?|continues?|keeps?|looks?"
    r"|carr(?:y|ies)|hangs?|stands?|lets?|asks?|charges?|buys?|makes?|gives?|works?|leaves?|depends?|knows?)\b"
    r"|(?:n['’]t|\b(?:it|he|she|that|there|here|what|who)['’]s|\w['’](?:re|m)) \w",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence in which one thing is said.

    Attributes:
        start: offset in the sentence; ``end`` after the last.
        text: its words, those of telling blanked out.
    """

    start: int
    end: int
    text: str

    @property
    def past(self) -> bool:
        """Whether it tells of what was done or was so, not of what is."""
        return bool(PAST.search(self.text)) and not self.now

    @property
    def now(self) -> bool:
        """Whether it tells of what is so while it is told."""
        first = PRESENT.search(self.text)
        return bool(first) and not PAST.search(self.text[: first.start()]) if first else False

    @property
    def perfect(self) -> bool:
        """Whether it tells of what has come about."""
        return PERFECT.search(self.text) is not None


def clauses(sentence: str) -> list[Clause]:
    """Return the clauses of a sentence, in order."""
    cuts = {0, len(sentence)}
    for pattern in (PAUSE, JOIN):
        cuts |= {found.end() for found in pattern.finditer(sentence)}
    ordered = sorted(cuts)
    plain = re.sub(rf"\b{TELLING}\b", lambda found: " " * len(found.group(0)), sentence, flags=re.IGNORECASE)
    return [Clause(first, last, plain[first:last]) for first, last in pairwise(ordered) if last > first]


def clause_at(found: Sequence[Clause], at: int) -> int:
    """Return the number of the clause in which an offset lies."""
    return max((number for number, clause in enumerate(found) if clause.start <= at), default=0)


def own_time(
    sentence: str, times: Sequence[Time], span: tuple[int, int], published: date, *, ahead: bool = False, noun: bool = False
) -> Time | None:
    """Return which words of time belong to what is told at an offset; None when those of the sentence belong to other things.

    Args:
        sentence: without the words that describe sources.
        times: in it; those with which it only compares are left out of account.
        span: offsets of the telling words.
        published: for what lies behind and what is to come.
        ahead: whether what is told is expected.
        noun: whether it is told by a noun ("the resolution of May"), to which the tense of its clause means nothing.
    """
    parts = clauses(sentence)
    here = clause_at(parts, span[0])
    own = [time for time in times if not time.compared]
    inside = [time for time in own if clause_at(parts, time.start) == here]
    if inside:
        return min(inside, key=lambda time: (_gap(time, span), -time.start))
    begin = OPENING.match(sentence)
    leading = [
        time for time in own if time.start <= (begin.end() if begin else 0) + LEADS and clause_at(parts, time.start) == 0
    ]
    others = sorted(own, key=lambda time: (abs(clause_at(parts, time.start) - here), _gap(time, span)))
    for time in [*leading, *others]:
        fitting = _fitting(time, parts[clause_at(parts, time.start)], parts[here], published, ahead, noun)
        if fitting:
            return fitting
    return None


def _gap(time: Time, span: tuple[int, int]) -> int:
    return max(time.start - span[1], span[0] - time.end, 0)


def _fitting(time: Time, there: Clause, clause: Clause, published: date, ahead: bool, noun: bool) -> Time | None:
    """Return the time that words of another clause give to a clause, if its tense allows any."""
    first, last = time.period.start, time.period.end
    link = SUBORDINATE.match(there.text)
    if link and first and there.start != clause.start:
        if link[0].lower() == "before":
            return replace(time, period=Period(published if first > published else None, shift(first, -1)), linked=True)
        if link[0].lower() in {"since", "after"} and first <= published:
            return replace(time, period=Period(first, None), linked=True)
    if first and first > published:
        return time if ahead else None
    if noun:
        return time
    if last is None:
        return time if clause.perfect or clause.past else None
    return time if (clause.past or not clause.now) and not clause.perfect and not ahead else None
