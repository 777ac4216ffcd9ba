"""Who reported, translated and wrote: the credit lines, wherever they stand on the page."""

import re
from dataclasses import dataclass

WORD = r"[A-Z](?:\.|[\w'’-]+)"
NAME = rf"{WORD}(?: (?:{WORD}|de|van|von|bin|al))*(?: and {WORD}(?: {WORD})*)?"
REPORTED = re.compile(rf"\bReported (?:and written )?by ({NAME})")
TRANSLATED = re.compile(rf"\bTranslated (?:and edited )?(?:from \w+ )?(?:into English )?by ({NAME})")
WRITTEN = re.compile(rf"\b(?:Written|Edited|Written and edited)(?: in English)?(?: with additional reporting)? by ({NAME})")
BY = re.compile(rf"^(?:By|BY|Story by) ({NAME})(?:[,|/ ]| in [A-Z]\w+)*(?:.{{0,60}})?$")
AUTHOR_LINE = re.compile(rf"^({NAME})\s+\|\s+(?=.{{0,12}}\d{{4}})")
CREDIT = re.compile(r"\b(?:Reported|Translated|Written|Edited)\b[^.]{0,60}\bby [A-Z]")
MOST_CREDIT_WORDS = 60


@dataclass(frozen=True)
class Byline:
    """Names as the page gives them; empty when it gives none."""

    reporter: str = ""
    translator: str = ""
    writer: str = ""


def is_credit(line: str) -> bool:
    """Say whether a line names who reported, translated or wrote, and is no sentence of the story."""
    return bool(BY.match(line) or AUTHOR_LINE.match(line)) or (
        len(line.split()) <= MOST_CREDIT_WORDS and bool(CREDIT.match(line))
    )


def find_byline(lines: list[str]) -> Byline:
    """Return the byline chain from the credit lines of a page."""
    credits = [line for line in lines if is_credit(line)]
    text = " ".join(credits)
    reporter, translator, writer = (_first(pattern, text) for pattern in (REPORTED, TRANSLATED, WRITTEN))
    for line in credits:
        by = BY.match(line) or AUTHOR_LINE.match(line)
        if by and not reporter:
            reporter = _clean(by.group(1))
    return Byline(reporter, translator, writer)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return _clean(found.group(1)) if found else ""


def _clean(name: str) -> str:
    return name.strip(" .,;")
