"""Of a source nothing is told but a number and a role: what describes it is blanked out before anything else is read.

Where a source lives, what it owns and when it goes out are no claims about the border, whoever prints them.
"""

import re

from contraflow.claims.attribution import source_spans


def mask_sources(text: str) -> str:
    """Return a report's text, of the same length, with the words that describe its sources blanked out."""
    parts, at = [], 0
    for start, end in source_spans(text):
        if end > at:
            start = max(start, at)
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


def first_source(text: str, start: int, end: int, masked: str) -> int:
    """Return where a description of a source begins between two offsets; ``end`` when there is none."""
    return next((at for at in range(start, end) if text[at] != masked[at]), end)
