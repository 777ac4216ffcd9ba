"""Words of a text as an anchor, and a text as a terminal can safely show it."""

import re

from contraflow.claims.claim import Anchor
from contraflow.claims.codebook_checks import MOST_CONTEXT
from contraflow.claims.coded import MOST_ANCHOR_WORDS
from contraflow.errors import InputError

# what a terminal or a spreadsheet would obey instead of showing it: controls, other line ends, turned writing
_OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_EDGES = ' \n\t,;:.”“"’‘—–'


def shown_text(text: str) -> str:
    """Return a text of the same length that a terminal shows and does not obey; lines end in a line feed alone."""
    return _OBEYED.sub(" ", text)


def draw_anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor on words of a text, whole words without the marks around them.

    Args:
        start: offset of the first character that was chosen; ``end`` the one after the last.

    Raises:
        InputError: if there are no words, or more than an anchor may have.
    """
    start, end = max(min(start, end), 0), min(max(start, end), len(text))
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if not text[start:end].strip():
        raise InputError(f"anchor: found no words; allowed: 1 to {MOST_ANCHOR_WORDS} words of the text; do: select them first")
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    words = len(text[start:end].split())
    if words > MOST_ANCHOR_WORDS:
        raise InputError(f"anchor: found {words} words; allowed: at most {MOST_ANCHOR_WORDS}; do: select fewer")
    return anchor_at(text, start, end)


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """Return the anchor on exactly these characters, with what stands around them."""
    return Anchor(text[start:end], text[max(start - MOST_CONTEXT, 0) : start], text[end : end + MOST_CONTEXT], start, end)


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, first and last offset; blanks and line ends between them do not matter."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    return [found.span() for found in re.finditer(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", text)]
