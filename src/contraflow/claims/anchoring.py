"""Which words of a text a claim is pinned to: a few that tell it, never one that describes a source."""

import re

from contraflow.claims.claim import Anchor
from contraflow.claims.protect import first_source

ANCHOR_WORDS, LEAST_ANCHOR_WORDS = 8, 4
CONTEXT = 32
QUOTE_END = re.compile(r"[”\"]")


def find_anchor(text: str, masked: str, start: int, end: int, last: int) -> Anchor:
    """Return four to eight words that begin with the telling ones and stay in their piece, with quote, context and position.

    They stop before a quotation's end; neither they nor the context hold words that describe a source.
    """
    closing = QUOTE_END.search(text, end, last)
    last = first_source(text, end, closing.start() if closing else last, masked)
    words = [found.span() for found in re.finditer(r"\S+", text[start:last])]
    telling = sum(first < end - start for first, _ in words)
    kept = words[: min(max(telling, LEAST_ANCHOR_WORDS), ANCHOR_WORDS)] or [(0, end - start)]
    exact = text[start : start + kept[-1][1]].rstrip(' ,;:.”"’—–') or text[start:end]
    stop = start + len(exact)
    before = next(
        (at + 1 for at in range(start - 1, start - 1 - CONTEXT, -1) if at < 0 or text[at] != masked[at]), start - CONTEXT
    )
    after = first_source(text, stop, min(stop + CONTEXT, len(text)), masked)
    return Anchor(exact, text[before:start], text[stop:after], start, stop)
