"""Lines of a page to title, captions, credits and story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contraflow.errors import PageError
from contraflow.reports.bylines import is_credit
from contraflow.reports.dates import DATE_LINE
from contraflow.reports.furniture import is_furniture, is_price_row
from contraflow.reports.language import share_of_english

CAPTION = re.compile(
    r"""(?:\b(?:file|handout|undated|[12]\d{3},?)\ photo(?:graph)?\.?|\bphoto\ (?:by|:|courtesy|taken).{0,80}
    |[/(–—-]\ ?(?:AFP|AP|Reuters|Yonhap|Xinhua|Kyodo|EPA)\)?
    |\((?:\w+\ ){0,2}(?:photo|image|credit|source)[^)]{0,80}\))\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
PHOTO_AT_END = re.compile(
    r"\b(?:photo|photograph|screenshot)\W*$", re.IGNORECASE
)  # a caption above the story; in it "they found a photo." is none
CAPTION_START = re.compile(r"^(?:\W*(?:file )?photo:|image:|caption:|picture:|pictured:)", re.IGNORECASE)
BULLET = re.compile(r"^(?:[•·▪*]\s*|-\s)")
IMAGE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp)\s*", re.IGNORECASE)
ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"”’')\]」』]*$|[.!?,][\"”’]$|:$")
ENDS_TITLE_ALL_THE_SAME = re.compile(r"(?:[?!]|\b(?:[A-Z]\.){1,4})[\"”’]?$")  # a title may ask, or end in U.S.
COMMENTS = re.compile(r"^(?:\d+ )?comments?(?: \(?\d+\)?)?:?$|^leave a (?:comment|reply)$|^post a comment$", re.IGNORECASE)
SAID = re.compile(r"^[\"“].{2,}[\"”]")  # what somebody says may be as short as "Never,"
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # Japanese and Chinese write no spaces between words
MOST_TITLE_WORDS = 30
MOST_TITLE_SENTENCE_WORDS = 20
LEAST_PARAGRAPH_WORDS = 4
LEAST_CUT_WORDS = 16  # a paragraph that lost its end is longer than a subheading
LEAST_CUT_PROSE = 0.2  # share of common English words; a menu in one line has next to none
MOST_LINE = 2_000  # characters; what is longer is a paragraph, not a caption, a credit or a button
MOST_LINES = 50_000


@dataclass(frozen=True)
class Story:
    """What the lines of a page hold.

    Attributes:
        head: lines above the first paragraph, without captions and furniture.
        paragraphs: the story.
    """

    title: str
    captions: tuple[str, ...]
    head: tuple[str, ...]
    paragraphs: tuple[str, ...]


def split_story(lines: Sequence[str], title: str = "", known_captions: Sequence[str] = ()) -> Story:
    """Return the parts of a page.

    A line said twice in a row, or that ends or begins as captions do, is a caption; short lines without an end are subheadings
    and are dropped from the story.

    Args:
        lines: in page order, blank ones left out.
        title: when it is known already.
        known_captions: from the page's own marking.

    Raises:
        PageError: if there are more lines than any story has.
    """
    cleaned = _cleaned(lines)
    captions = list(dict.fromkeys(caption.strip() for caption in known_captions if caption.strip()))
    twice = {line for line, following in pairwise(cleaned) if line == following and 4 < len(line.split()) <= 60}
    head: list[str] = []
    paragraphs: list[str] = []
    prices = _beside_prices(cleaned)
    for number, line in enumerate(cleaned):
        if len(line) > MOST_LINE:
            paragraphs += [line] if _ends_sentence(line) or _is_prose(line) else []
        elif len(paragraphs) >= 2 and COMMENTS.match(line):
            break  # what readers say is no part of the story
        elif line in twice or line in captions or _is_caption(line, above=not paragraphs):
            _add_caption(captions, line)
        elif not title and not paragraphs and _is_title(line, first=not head):
            title = line
        elif line == title or is_furniture(line):
            continue
        elif is_credit(line):
            head += [] if paragraphs else [line]  # an author's line may hold the date
        elif (_is_paragraph(line) or (paragraphs and _is_cut(line))) and not DATE_LINE.match(line):
            paragraphs.append(line)
        elif not paragraphs and number not in prices:
            head.append(line)
    return Story(title, tuple(captions), tuple(head), tuple(paragraphs))


def _cleaned(lines: Sequence[str]) -> list[str]:
    if len(lines) > MOST_LINES:
        raise PageError(f"found {len(lines):,} lines; allowed: up to {MOST_LINES:,}; do: save the article's text alone")
    cleaned = [line.strip() for line in lines]
    return [bare for line in cleaned if line and (bare := IMAGE_NAME.sub("", BULLET.sub("", line)))]


def _beside_prices(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines next to rows of a price table: a date there is the table's, not the page's."""
    rows = [number for number, line in enumerate(lines) if len(line) <= MOST_LINE and is_price_row(line)]
    return {beside for row in rows for beside in (row - 1, row + 1)}


def _add_caption(captions: list[str], line: str) -> None:
    """Add a caption once; of two that differ by a credit at the end the shorter one stays."""
    for number, known in enumerate(captions):
        if known.startswith(line) or line.startswith(known):
            captions[number] = min(known, line, key=len)
            return
    captions.append(line)


def _is_caption(line: str, *, above: bool) -> bool:
    marked = CAPTION.search(line) or CAPTION_START.match(line) or (above and PHOTO_AT_END.search(line))
    return len(line.split()) <= 60 and bool(marked)


def _is_title(line: str, *, first: bool) -> bool:
    words = line.split()
    ends = _ends_sentence(line) and not (
        first and len(words) <= MOST_TITLE_SENTENCE_WORDS and ENDS_TITLE_ALL_THE_SAME.search(line)
    )
    return (
        not ends
        and _words(line) > 2
        and len(words) <= MOST_TITLE_WORDS
        and not is_furniture(line)
        and not is_credit(line)
        and not DATE_LINE.match(line)
    )


def _is_paragraph(line: str) -> bool:
    return _ends_sentence(line) and (_words(line) >= LEAST_PARAGRAPH_WORDS or bool(SAID.search(line)))


def _is_cut(line: str) -> bool:
    """Say whether a line is a paragraph whose end is lost."""
    return len(line.split()) >= LEAST_CUT_WORDS and _is_prose(line)


def _is_prose(line: str) -> bool:
    return share_of_english(line[:MOST_LINE]) >= LEAST_CUT_PROSE


def _ends_sentence(line: str) -> bool:
    return bool(ENDS_SENTENCE.search(line[-20:]))


def _words(line: str) -> int:
    """Return how many words a line has; where none are set apart, two characters count as one."""
    return max(len(line.split()), len(UNSPACED.findall(line[:MOST_LINE])) // 2)
