"""The end of a story: tails in other languages, and text that was cut in the middle of a word."""

import re
from collections.abc import Sequence

from contraflow.reports.language import language_of, share_of_english

CUT = "…"
ELLIPSIS = re.compile(
    r"\s*(?:\.{3,}|…)?\s*(?:\[(?:\.{3}|…|\+\d+ chars)\]|\(?(?:read|continue|see) (?:more|reading)\)?\W*)?$", re.IGNORECASE
)
WHOLE = re.compile(r"[.!?。！？:][\"”’')\]」』]*$|[.!?,][\"”’]$")
LEAST_FOREIGN_WORDS = 12  # fewer may be a name or a quotation
MOST_FOREIGN = 0.05  # share of common English words; prose in it has a quarter
OTHER_SCRIPTS = frozenset({"ko", "ja", "zh", "ru"})


def own_paragraphs(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs of an English story without those in other languages, which mirrors add above or below it.

    A page on which English is not the language of two paragraphs and of two in five of all letters is left as it is.
    """
    foreign = [_is_foreign(each) for each in paragraphs]
    english = [each for each, other in zip(paragraphs, foreign, strict=True) if not other]
    letters = sum(map(len, paragraphs))
    if not any(foreign) or len(english) < 2 or sum(map(len, english)) < 0.4 * letters or language_of(" ".join(english)) != "en":
        return list(paragraphs)
    first, last = foreign.index(False), len(foreign) - foreign[::-1].index(False)
    # what stands between English paragraphs is the story's own if it is in Latin letters
    return [each for number, each in enumerate(paragraphs) if first <= number < last and language_of(each) not in OTHER_SCRIPTS]


def mark_cut(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs, the last without the word in which it was cut, which an ellipsis marks.

    Half a word or half a number is no evidence; whether the last word is whole cannot be known.
    """
    if not paragraphs:
        return []
    last = paragraphs[-1]
    told = last[: found.start()] if (found := ELLIPSIS.search(last, max(len(last) - 60, 0))) else last
    if told == last and WHOLE.search(last[-10:]):
        return list(paragraphs)
    if WHOLE.search(told[-10:]):
        return [*paragraphs[:-1], told]
    words = told.rsplit(maxsplit=1)
    return [*paragraphs[:-1], f"{words[0].rstrip(' ,;:—–-')} {CUT}"] if len(words) == 2 else list(paragraphs[:-1])


def _is_foreign(paragraph: str) -> bool:
    if language_of(paragraph) in OTHER_SCRIPTS:
        return True
    return len(paragraph.split()) >= LEAST_FOREIGN_WORDS and share_of_english(paragraph) < MOST_FOREIGN
