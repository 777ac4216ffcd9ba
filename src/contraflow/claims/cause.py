"""The cause that a text itself gives for what it says ("following the talks"), in at most eight of its words."""

import re

GIVEN = re.compile(
    r"\b(?:following|in the wake of|as a result of|because of|due to|owing to|thanks to|in response to"
    r"|ahead of|amid)\s+"
    r"(?P<what>[^,.;:“”\"]{4,120})|\b(?:since|after)\s+(?P<event>(?:the|their|last \w+'?s?)\s+(?:[\w'’.-]+\s+){0,4}?"
    r"(?:talks|summit|meetings?|visit|tests?|launch|resolution|sanctions|ban|crackdown|closure|flood"
    r"|accident|harvest))\b",
    re.IGNORECASE,
)
MOST_WORDS = 8


def find_cause(piece: str) -> str:
    """Return the cause that a piece of a sentence gives; empty when it gives none."""
    found = GIVEN.search(piece)
    return shorten(found["what"] or found["event"]) if found else ""


def shorten(words: str) -> str:
    """Return words cut to eight, at the last comma where there is one: more of a text than that is never shown."""
    parts = words.split()
    if len(parts) <= MOST_WORDS:
        return " ".join(parts)
    cut = " ".join(parts[:MOST_WORDS])
    clause = cut.rpartition(",")[0]
    return clause if len(clause.split()) >= MOST_WORDS // 2 else cut
