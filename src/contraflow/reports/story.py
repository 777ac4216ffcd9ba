"""Lines of a page to title, captions, credits and story."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contraflow.errors import PageError
from contraflow.reports.bylines import is_credit
from contraflow.reports.dates import DATE_LINE
from contraflow.reports.furniture import begins_tail, is_furniture, is_price_row, strip_menu
from contraflow.reports.language import share_of_english
from contraflow.reports.mending import mend
from contraflow.reports.speakers import speaker_of, tag_speakers

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
MOST_CAPTION_WORDS = 60
MOST_HEAD_LINES = 30  # below which no menu runs into a line


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

    A line said twice in a row, glued to the name of an image, or that ends or begins as captions do, is a caption; short lines
    without an end are subheadings and are dropped from the story, as is what a page shows of other stories below it.

    Args:
        lines: in page order, blank ones left out.
        title: when it is known already.
        known_captions: from the page's own marking.

    Raises:
        PageError: if there are more lines than any story has.
    """
    images, cleaned = _cleaned(lines)
    captions = list(dict.fromkeys(caption.strip() for caption in known_captions if caption.strip()))
    twice = {
        line for line, following in pairwise(cleaned) if line == following and 4 < len(line.split()) <= MOST_CAPTION_WORDS
    } | images
    head: list[str] = []
    paragraphs: list[str] = []
    rows = _price_rows(cleaned)
    prices = {beside for row in rows for beside in (row - 1, row, row + 1)}  # a date there is the table's, not the page's
    for number, line in enumerate(cleaned):
        if len(line) > MOST_LINE:
            paragraphs += [line] if _ends_sentence(line) or _is_prose(line) else []
        elif len(paragraphs) >= 2 and (COMMENTS.match(line) or begins_tail(line)):
            break  # what readers and other stories say is no part of the story
        elif line in twice or line in captions or _is_caption(line, above=not paragraphs):
            _add_caption(captions, line)
        elif not title and not paragraphs and number + 1 not in rows and is_title(line, first=not head):
            title = line
        elif line == title or is_furniture(line):
            continue
        elif is_credit(line):
            head += [] if paragraphs else [line]  # an author's line may hold the date
        elif (is_paragraph(line) or (paragraphs and _is_cut(line))) and not DATE_LINE.match(line):
            paragraphs.append(line)
        elif not paragraphs and number not in prices:
            head.append(line)
    return Story(title, tuple(captions), tuple(head), tuple(paragraphs))


def _cleaned(lines: Sequence[str]) -> tuple[set[str], list[str]]:
    """Return the lines that stood behind an image's name, and all lines without bullets, menus, image names and lost marks."""
    if len(lines) > MOST_LINES:
        raise PageError(f"found {len(lines):,} lines; allowed: up to {MOST_LINES:,}; do: save the article's text alone")
    images: set[str] = set()
    cleaned: list[str] = []
    for line in tag_speakers([mend(stripped) for each in lines if (stripped := each.strip())]):
        bare = IMAGE_NAME.sub("", bulletless := BULLET.sub("", line))
        if bare != bulletless and 2 < len(bare.split()) <= MOST_CAPTION_WORDS:
            images.add(bare)
        cleaned += [each] if (each := strip_menu(bare) if len(cleaned) < MOST_HEAD_LINES else bare) else []
    return images, cleaned


def _price_rows(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are rows of a price table, the one with its columns' names included."""
    rows = {number for number, line in enumerate(lines) if len(line) <= MOST_LINE and is_price_row(line)}
    return rows | {row - 1 for row in rows if row and lines[row - 1][:MOST_LINE].count("|") > 1}


def _add_caption(captions: list[str], line: str) -> None:
    """Add a caption once; of two that differ by a credit at the end the shorter one stays."""
    for number, known in enumerate(captions):
        if known.startswith(line) or line.startswith(known):
            captions[number] = min(known, line, key=len)
            return
    captions.append(line)


def _is_caption(line: str, *, above: bool) -> bool:
    marked = CAPTION.search(line) or CAPTION_START.match(line) or (above and PHOTO_AT_END.search(line))
    return len(line.split()) <= MOST_CAPTION_WORDS and bool(marked)


def is_title(line: str, *, first: bool) -> bool:
    """Say whether a line can be a title: short and without an end; the first of a page may ask or end in an abbreviation."""
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


def is_paragraph(line: str) -> bool:
    """Say whether a line is a paragraph of a story: it ends as sentences do, and is no fragment or is somebody's speech."""
    long = _words(line) >= LEAST_PARAGRAPH_WORDS
    return _ends_sentence(line) and (long or bool(SAID.search(line)) or bool(speaker_of(line)))


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
