"""What an extractor gives: the kernel of a claim, before voice, time, place and modality are added."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from contraflow.claims.numbers import Amount
from contraflow.claims.sentences import Sentence


@dataclass(frozen=True)
class Draft:
    """The kernel of a claim.

    Attributes:
        kind: level, change, ratio, amount, share, event.
        value: number on the indicator's scale; None for codes and events.
        start: offset of the telling words in ``Sentence.text``; ``end`` after the last.
        when: words of time that belong to this claim alone; empty when the sentence's time holds.
        good: id of the good, when the words name it; empty when the sentence's good holds. ``side`` likewise.
    """

    kind: str
    value: float | None
    start: int
    end: int
    code: str = ""
    low: float | None = None
    high: float | None = None
    bound: str = ""
    unit: str = ""
    when: str = ""
    good: str = ""
    side: str = ""


@dataclass(frozen=True)
class Found:
    """The kernel of a claim, what it is about and who found it: an extractor's or the model's name and version."""

    indicator: str
    extractor: str
    draft: Draft


@dataclass(frozen=True)
class Rule:
    """Words that mean something, whatever the report: a pattern and what it says.

    Attributes:
        needs: words without which the pattern cannot match, looked for first as they are found faster; None to look at once.
    """

    pattern: re.Pattern[str]
    kind: str
    value: float | None = None
    code: str = ""
    needs: re.Pattern[str] | None = None

    @property
    def negates(self) -> bool:
        """Whether the words of the rule are themselves a negation, such as "no longer check"."""
        return NEGATION_IN_RULE.search(self.pattern.pattern) is not None


def rule(pattern: str, kind: str, value: float | None = None, code: str = "", needs: str = "") -> Rule:
    """Return a rule; blanks in the pattern match any white space, letters match in either case."""
    return Rule(spaced(pattern), kind, value, code, spaced(needs) if needs else None)


def rules(kind: str, value: float | None, *patterns: str, code: str = "", needs: str = "") -> tuple[Rule, ...]:
    """Return a rule for each of several patterns that all say the same."""
    return tuple(rule(pattern, kind, value, code, needs) for pattern in patterns)


def spaced(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern in which blanks match any white space and letters either case; " ?" is a blank or none."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


def near(first: str, second: str, reach: int = 60) -> str:
    """Return a pattern of two things said within some characters of each other, in either order, in one clause."""
    return f"(?:{then(first, second, reach)}|{then(second, first, reach)})"


def then(first: str, second: str, reach: int = 60) -> str:
    """Return a pattern of one thing said within some characters after another, in one clause."""
    return rf"\b{first}\b[^.;]{{0,{reach}}}?\b{second}"


NEGATION_IN_RULE = re.compile(r"(?:\b|\\b)(?:not|never)\b|no\\s\+longer|n't")
NEGATED_BEFORE = re.compile(
    r"(?:\b(?:not|never|nor|hardly|without|yet\s+to)|n['’]t)\s+(?:(?:been|be|yet|being|\w+ly)\s+)*$", re.IGNORECASE
)
# "has not increased" is no rise; "not only increased" is one
NEGATED_WITHIN = re.compile(r"(?:\b(?:not|never|no\s+longer)|n['’]t)\b(?!\s+(?:only|just|even))", re.IGNORECASE)


UNREAL_REACH = 110  # characters before the telling words
# what is aimed at, feared or imagined is not said to be so
UNREAL = re.compile(
    r"(?:aimed at|aiming to|intended to|designed to|meant to|in order to|so as to|vow(?:ed|s)? to|"
    r"pledge[ds]? to|promise[ds]? to"
    r"|fear(?:ing|ed|s)?(?: of| that)?|worr(?:y|ied)(?: that| about)?|risk of|call(?:ed|s)? (?:for|"
    r"on)|urg(?:ed|es)|failed to|unable to"
    r"|try(?:ing)? to|tried to|hop(?:e|es|ed|ing) (?:to|for|that|once|when|if|the|they)|want(?:s|ed)? to)\b[^.;]{0,70}$",
    re.IGNORECASE,
)


def apply(rules: Sequence[Rule], sentence: Sentence) -> Iterator[Draft]:
    """Yield a draft for the first rule that matches each stretch of a sentence; earlier rules win."""
    taken: list[tuple[int, int]] = []
    met: dict[re.Pattern[str], bool] = {}  # whether the words that rules need are there
    for each in rules:
        if each.needs is not None:
            if each.needs not in met:
                met[each.needs] = each.needs.search(sentence.text) is not None
            if not met[each.needs]:
                continue
        for found in each.pattern.finditer(sentence.text):
            before = sentence.text[max(found.start() - UNREAL_REACH, 0) : found.start()]
            if (
                UNREAL.search(before)
                or _overlaps(found.span(), taken)
                or (not each.negates and negated(before, found.group(0)))
            ):
                continue
            taken.append(found.span())
            yield Draft(each.kind, each.value, found.start(), found.end(), each.code)


# "but now that has risen to 5000": what it is stands in the sentence before
POINTS_BACK = re.compile(
    r"^\W*(?:(?:but|and|while|though|although|so|since then|then|still|[\w ]{0,30},) ?)?(?:now |today |by now )?"
    r"(?:that|it|this|they|these|those|he|she|we|nobody|no one|the (?:practice|trade|price|fee|sum|rate|number|amount"
    r"|charge|volume|business"
    r"|traffic|sentence|fine|punishment)s?(?= (?:has|have|is|are|was|were|had|rose|fell|now|then|went|will)\b))\b(?: [\w'’]+)?"
    r"(?: \w+)? (?:has|have|is|are|was|were|had|rose|fell|costs?|went|will|may|would|used|now|doubled|grew|pay|paid"
    r"|carry|take|cost)\b",
    re.IGNORECASE,
)


def speaks_of(subject: re.Pattern[str], sentence: Sentence) -> re.Match[str] | None:
    """Return where a piece names a subject, or where its sentence does when the piece only points back to it."""
    own = subject.search(sentence.text)
    if own or not POINTS_BACK.search(sentence.text):
        return own
    whole = sentence.whole[: max(sentence.start - sentence.whole_start, 0)]
    return subject.search(whole) or subject.search(just_before(sentence))


CLOSE_BEFORE = 260  # characters: about one sentence


def just_before(sentence: Sentence) -> str:
    """Return about one sentence of what stands before a piece: what "it" and "they" point to."""
    return sentence.before[-CLOSE_BEFORE:]


USED_TO = re.compile(r"\b(?:used to|previously|formerly|in the past|before)\b", re.IGNORECASE)
BY_NOW = re.compile(r"\b(?:now|today|these days|nowadays|currently)\b", re.IGNORECASE)


def amount_now(amounts: Sequence[Amount], text: str) -> Amount:
    """Return the first of the amounts in a text, or the one after "now" where it is set against what used to be."""
    now = BY_NOW.search(text)
    if now and USED_TO.search(text):
        return next((each for each in amounts if each.start > now.start()), amounts[0])
    return amounts[0]


def amount_draft(amount: Amount) -> Draft:
    """Return a stated amount of money as the kernel of a claim."""
    return Draft("amount", amount.value, amount.start, amount.end, "", amount.low, amount.high, amount.bound, amount.unit)


def first_of_each(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the first draft of each kind and value: saying a thing twice in one piece is one claim."""
    seen = set()
    for draft in drafts:
        key = (draft.kind, draft.value, draft.code, draft.when)
        if key not in seen:
            seen.add(key)
            yield draft


def negated(before: str, words: str) -> bool:
    """Say whether telling words are negated, by what stands before them or within them."""
    return bool(NEGATED_BEFORE.search(before) or NEGATED_WITHIN.search(words))


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
