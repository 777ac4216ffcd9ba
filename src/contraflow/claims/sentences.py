"""A report's text to sentences and the pieces of sentences in which one thing is said.

Offsets always count into ``Report.text``.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|St|No|Nos|vs|etc|e\.g|i\.e|a\.m|p\.m|approx|ca"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co)|U\.S|U\.N|D\.C)\.$"
)
END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])|\n\n")
# where one sentence says a second thing
JOINT = re.compile(
    r"(?:,|;|:|—|–)\s+(?=[“\"]?(?:but|so that|while|although|though|whereas|yet|and (?:that |the |"
    r"this |now |they |he |she |it |there |in )"
    r"|as (?:the|a|an)\b|because|after which|adding|with [A-Z]|fearing|where|who)\b)|;\s+",
)
LEAST_PIECE = 12
MOST_SENTENCE = 1500  # characters; what runs on without an end is cut at white space, so that time stays proportional to length


@dataclass(frozen=True)
class Sentence:
    """A sentence or a piece of one.

    Attributes:
        text: the words; ``start`` their offset in the report's text.
        whole: the sentence that it is a piece of, and ``whole_start`` its offset.
        paragraph: number of the paragraph.
        before: what the same voice said before it in the paragraph, or at the end of the last one.
    """

    text: str
    start: int
    whole: str
    whole_start: int
    paragraph: int
    before: str = ""


def split_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a report's text, in order; paragraphs are separated by an empty line."""
    sentences = []
    at = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        for start, end in _spans(paragraph):
            words = paragraph[start:end]
            sentences.append(Sentence(words, at + start, words, at + start, number))
        at += len(paragraph) + 2
    return sentences


def split_pieces(sentence: Sentence) -> list[Sentence]:
    """Return the pieces in which a sentence says one thing each; the sentence itself when it says only one."""
    cuts = [0, *(found.end() for found in JOINT.finditer(sentence.text)), len(sentence.text)]
    pieces: list[tuple[int, int]] = []
    for first, last in pairwise(cuts):
        if pieces and (last - first < LEAST_PIECE or pieces[-1][1] - pieces[-1][0] < LEAST_PIECE):
            pieces[-1] = (pieces[-1][0], last)
        else:
            pieces.append((first, last))
    return [
        Sentence(sentence.text[first:last], sentence.start + first, sentence.text, sentence.start, sentence.paragraph)
        for first, last in pieces
    ]


def _spans(paragraph: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for found in END.finditer(paragraph):
        if ABBREVIATION.search(paragraph[start : found.end()].rstrip("\"”’')]")):
            continue
        spans.append((start, found.end()))
        start = found.end() + len(paragraph[found.end() :]) - len(paragraph[found.end() :].lstrip())
    if paragraph[start:].strip():
        spans.append((start, len(paragraph)))
    return [part for span in spans for part in _cut(paragraph, *span)]


def _cut(paragraph: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    while end - start > MOST_SENTENCE:
        at = paragraph.rfind(" ", start + 1, start + MOST_SENTENCE)
        at = at if at > start else start + MOST_SENTENCE
        parts.append((start, at))
        start = at
    return [*parts, (start, end)]
