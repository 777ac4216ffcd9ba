"""A text to the word pieces of the encoder that was taught: BERT's, without case and accents.

Own code, since the library for it brings a client of the network along (docs/decisions.md).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FIRST, LAST, UNKNOWN, HIDDEN = "[CLS]", "[SEP]", "[UNK]", "[MASK]"
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
MOST_LETTERS = 100  # a longer word is no word

Token = tuple[int, int, int]  # number of the piece, offset of its first character, offset after its last


@cache
def vocabulary() -> Mapping[str, int]:
    """Return the number of every word piece."""
    lines = (files(__package__) / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {word: number for number, word in enumerate(lines) if word}


def tokens(text: str) -> list[Token]:
    """Return the word pieces of a text, each with its offsets."""
    pieces: list[Token] = []
    for found in WORD.finditer(text):
        pieces += [(piece, found.start() + a, found.start() + b) for piece, a, b in _pieces(found.group())]
    return pieces


@cache
def _bare(letter: str) -> str:
    folded = unicodedata.normalize("NFD", letter.lower())
    return "".join(each for each in folded if unicodedata.category(each) != "Mn")


def _pieces(word: str) -> list[Token]:
    """Return a word cut into the longest pieces that the vocabulary has, from its beginning on."""
    known = vocabulary()
    bare, origin = "", []
    for at, letter in enumerate(word):
        folded = _bare(letter)
        bare += folded
        origin += [at] * len(folded)
    if not bare or len(bare) > MOST_LETTERS:
        return [(known[UNKNOWN], 0, len(word))] if bare else []
    pieces, start = [], 0
    while start < len(bare):
        end = len(bare)
        while end > start and (("##" if start else "") + bare[start:end]) not in known:
            end -= 1
        if end == start:
            return [(known[UNKNOWN], 0, len(word))]
        pieces.append((known[("##" if start else "") + bare[start:end]], origin[start], origin[end - 1] + 1))
        start = end
    return pieces
