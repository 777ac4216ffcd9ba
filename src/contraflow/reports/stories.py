"""Several stories on one page, and entries that were stacked on one story as news came in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contraflow.reports.bylines import AUTHOR_LINE, BY
from contraflow.reports.dates import DATE_LINE, DATELINE, MONTHS, YEAR, day_of, iso_day
from contraflow.reports.furniture import is_furniture
from contraflow.reports.story import MOST_LINE, is_paragraph, is_title

MOST_STORIES = 200  # on one page; a page with more is a list
WITHIN = 3  # lines below its title in which a story says its date or its author
LEAST_TEASER_WORDS, LEAST_TEASER_PARAGRAPHS = 40, 2
DAY = (
    rf"(?:(?P<iso>{YEAR}-\d\d-\d\d)|(?P<month>[A-Z][a-z]{{2,8}})\.? (?P<day>\d{{1,2}})(?!\d)(?:,? (?P<year>{YEAR}))?"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>[A-Z][a-z]{{2,8}})\.?(?:,? (?P<year2>{YEAR}))?)"
)
ENTRY = re.compile(
    r"^\W*(?P<mark>UPDATE|Update|ORIGINAL(?: STORY| REPORT| POST)?|EARLIER(?: STORY| REPORT)?|Original (?:story|report|post))"
    rf"(?:\s?#?\d{{1,2}})?\W{{1,4}}(?:[A-Z][a-z]{{2,5}}day,?\s+)?{DAY}"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
    r"(?:[)\]]*\s*(?:[:–—-]+|$)|[)\]]+)\s*"
)


@dataclass(frozen=True)
class Entry:
    """What one story says at one time.

    Attributes:
        lines: in page order.
        day: the publication day that its own mark gives; None when it has none or gives no year and the page no date.
        marked: it begins with a mark such as ``UPDATE, 3 May:``.
    """

    lines: tuple[str, ...]
    day: date | None = None
    marked: bool = False


def split_stories(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of each story of a page.

    A story begins at a title below which, before any paragraph, stands a date or a byline of its own, or whose first paragraph
    has a dateline with a date or an agency. Teasers of other stories, a paragraph of few words each, are left out.
    """
    told = [stripped for line in lines if (stripped := line.strip())]
    starts, paragraphs = [0], 0
    for number, line in enumerate(told):
        if _is_paragraph(line):
            paragraphs += 1
        elif paragraphs and _opens(told, number):
            starts.append(number)
            paragraphs = 0
    if len(starts) > MOST_STORIES:
        return [told]
    if len(starts) > 1:  # what stands above the first title of several is the page's, not the story's
        head = next(number for number, line in enumerate(told) if _is_paragraph(line))
        starts[0] = max((number for number in range(head) if _opens(told, number)), default=0)
    stories = [told[first:last] for first, last in zip(starts, [*starts[1:], len(told)], strict=True)]
    return [story for number, story in enumerate(stories) if number == 0 or not _is_teaser(story)]


def split_entries(lines: Sequence[str], page_day: date | None) -> list[Entry]:
    """Return the stacked entries of one story, in page order; the whole as one when it has none with dates.

    Args:
        lines: of the story.
        page_day: its publication day, from which a mark without a year takes the nearest year.
    """
    told = [stripped for line in lines if (stripped := line.strip())]
    marks = [(number, found) for number, line in enumerate(told) if (found := ENTRY.match(line[:200]))]
    above = any(_is_paragraph(line) for line in told[: marks[0][0]]) if marks else False
    if not 0 < len(marks) <= MOST_STORIES or (len(marks) == 1 and not above and not told[marks[0][0]][marks[0][1].end() :]):
        return [Entry(tuple(told))]
    entries = [Entry(tuple(told[: marks[0][0]]))] if above else []
    paragraph = next((number for number, line in enumerate(told) if _is_paragraph(line)), marks[0][0])
    head = told[: min(paragraph, marks[0][0])]  # title, date and author of all entries
    ends = [number for number, _ in marks[1:]] + [len(told)]
    if len(marks) == 1 and not above:  # an update in one paragraph above the story that it updates
        ends = [marks[0][0] + 1]
        entries.append(Entry((*head, *told[ends[0] :])))
    for (number, found), end in zip(marks, ends, strict=True):
        rest = told[number][found.end() :].strip()
        lines = [*head, rest, *told[number + 1 : end]] if rest else [*head, *told[number + 1 : end]]
        entries.append(Entry(tuple(lines), _day(found, page_day), True))
    return entries


def _day(found: re.Match[str], page_day: date | None) -> date | None:
    if found["iso"]:
        return iso_day(found["iso"])
    month = MONTHS.get((found["month"] or found["month2"]).lower(), 0)
    day, year = found["day"] or found["day2"], found["year"] or found["year2"]
    if year:
        return day_of(year, str(month), day)
    if not page_day:
        return None
    near = (day_of(str(page_day.year + step), str(month), day) for step in (-1, 0, 1))
    return min((each for each in near if each), key=lambda each: abs((each - page_day).days), default=None)


def _is_paragraph(line: str) -> bool:
    return len(line) > MOST_LINE or (is_paragraph(line) and not DATE_LINE.match(line) and not is_furniture(line))


def _opens(told: Sequence[str], number: int) -> bool:
    if len(told[number]) > MOST_LINE or not is_title(told[number], first=True) or ENTRY.match(told[number]):
        return False
    below = [line for line in told[number + 1 : number + 2 + 2 * WITHIN] if not is_furniture(line)]
    dated = False
    for line in below[: WITHIN + 1]:
        if _is_paragraph(line):
            found = DATELINE.match(line[:200])
            return dated or bool(found and (found["date"] or found["agency"]))
        dated = dated or bool(len(line) <= MOST_LINE and (DATE_LINE.match(line) or BY.match(line) or AUTHOR_LINE.match(line)))
    return False


def _is_teaser(story: Sequence[str]) -> bool:
    paragraphs = [line for line in story if _is_paragraph(line)]
    return len(paragraphs) < LEAST_TEASER_PARAGRAPHS and sum(len(line.split()) for line in paragraphs) < LEAST_TEASER_WORDS
