"""Lines of a page to title, captions, credits and story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contraflow.reports.bylines import is_credit
from contraflow.reports.dates import DATE_LINE
from contraflow.reports.furniture import is_furniture

CAPTION = re.compile(
    r"""(?:\b(?:file\ )?photo\.?|\bphoto\ (?:by|:|courtesy|taken).{0,80}|[/(–—-]\ ?(?:AFP|AP|Reuters|Yonhap|Xinhua|Kyodo|EPA)\)?
    |\bphotograph\.?|\bscreenshot\.?
    |\((?:photo|image|credit|source)[^)]{0,80}\))\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
CAPTION_START = re.compile(r"^(?:\W*(?:file )?photo:|image:|caption:|picture:|pictured:)", re.IGNORECASE)
BULLET = re.compile(r"^[•·▪*]\s*")
IMAGE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp)\s*", re.IGNORECASE)
ENDS_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$|[.!?,][\"”’]$|:$")
MOST_TITLE_WORDS = 30
LEAST_PARAGRAPH_WORDS = 4


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
    """
    cleaned = [IMAGE_NAME.sub("", BULLET.sub("", line.strip())) for line in lines]
    cleaned = [line for line in cleaned if line]
    captions = list(dict.fromkeys(caption.strip() for caption in known_captions if caption.strip()))
    twice = {line for line, following in pairwise(cleaned) if line == following and len(line.split()) > 4}
    head: list[str] = []
    paragraphs: list[str] = []
    for line in cleaned:
        if line in twice or line in captions or _is_caption(line):
            _add_caption(captions, line)
        elif not title and not paragraphs and _is_title(line):
            title = line
        elif line == title or is_furniture(line):
            continue
        elif is_credit(line):
            head += [] if paragraphs else [line]  # an author's line may hold the date
        elif _is_paragraph(line) and not DATE_LINE.match(line):
            paragraphs.append(line)
        elif not paragraphs:
            head.append(line)
    return Story(title, tuple(captions), tuple(head), tuple(paragraphs))


def _add_caption(captions: list[str], line: str) -> None:
    """Add a caption once; of two that differ by a credit at the end the shorter one stays."""
    for number, known in enumerate(captions):
        if known.startswith(line) or line.startswith(known):
            captions[number] = min(known, line, key=len)
            return
    captions.append(line)


def _is_caption(line: str) -> bool:
    return len(line.split()) <= 60 and bool(CAPTION.search(line) or CAPTION_START.match(line))


def _is_title(line: str) -> bool:
    words = line.split()
    return (
        2 < len(words) <= MOST_TITLE_WORDS
        and not ENDS_SENTENCE.search(line)
        and not is_furniture(line)
        and not is_credit(line)
        and not DATE_LINE.match(line)
    )


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= LEAST_PARAGRAPH_WORDS and bool(ENDS_SENTENCE.search(line))
