"""A page becomes reports: decode, find the stories, say what is known of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contraflow.errors import PageError
from contraflow.reports.bylines import find_byline, is_credit
from contraflow.reports.dates import agency_of_dateline, date_of_dateline, date_of_lines, date_of_url, without_dateline
from contraflow.reports.encoding import checked_text, decode, printable, read_bytes
from contraflow.reports.endings import mark_cut, own_paragraphs
from contraflow.reports.formats.kinds import kind_of
from contraflow.reports.formats.part import Part
from contraflow.reports.formats.pdf import pdf_text
from contraflow.reports.formats.unpack import unpack
from contraflow.reports.html import HtmlPage, looks_like_html, read_html
from contraflow.reports.language import language_of
from contraflow.reports.outlets import outlet_named, outlet_of_text, outlet_of_url
from contraflow.reports.plain import plain_lines
from contraflow.reports.report import Report
from contraflow.reports.stories import Entry, split_entries, split_stories
from contraflow.reports.story import MOST_LINE, Story, split_story

NO_STORY = "found no story, only furniture or fragments; allowed: a page with sentences; do: save the article's text"
UNSAID = "the page does not say; dates in captions and in the story are not taken for it"


@dataclass(frozen=True)
class Piece:
    """The lines of one story of a page.

    Attributes:
        title: when the page marks it; else empty.
        around: every line in which its credits may stand.
        site: the page's name of its outlet.
        published: what the page's or the article's metadata say.
        first: it is the page's first story, to which address and metadata of the page belong.
    """

    lines: tuple[str, ...]
    title: str = ""
    captions: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    site: str = ""
    published: date | None = None
    first: bool = True


def read_report(page: bytes | str | Path, *, url: str = "", published: date | None = None, outlet: str = "") -> Report:
    """Return the report on a page that holds a single story: HTML or plain text in any encoding, or PDF.

    Args:
        page: the page itself, or the path of its file.
        url: its address, which may tell date and outlet.
        published: publication date, when somebody knows it; it beats what the page says.
        outlet: likewise.

    Raises:
        PageError: if the page is empty, too large, no text, made to choke a reader, or holds no story.
        OptionError: if ``url`` is no address.
    """
    part = _part(page, url, published, outlet)
    return _report(_pieces(_text(part))[0], part)


def read_reports(
    page: bytes | str | Path, *, url: str = "", published: date | None = None, outlet: str = ""
) -> tuple[Report, ...]:
    """Return every report on a page, in order: several stories, stacked updates, the entries of a feed, of JSON, of an archive.

    Takes what ``read_report`` takes, and RSS, Atom, JSON, mail, MHTML, WARC, WACZ and zip archives of all of these. Of stories
    below the first, what they say of their own date counts before ``published``.

    Raises:
        PageError: as ``read_report``, if nothing on the page can be read.
    """
    found: list[Report] = []
    problem = ""  # in words: an error would hold on to the page that it was raised for
    for part in unpack(_part(page, url, published, outlet)):
        try:
            found += reports_of(part)
        except PageError as error:
            problem = problem or str(error)
    if not found:
        raise PageError(problem or NO_STORY)
    return tuple(found)


def reports_of(part: Part) -> tuple[Report, ...]:
    """Return the reports on one page that ``unpack`` gave.

    Raises:
        PageError: as ``read_report``.
    """
    if part.problem:
        raise PageError(part.problem)
    found: list[Report] = []
    problem = ""
    for piece in _pieces(_text(part), split=True):
        page_day = _published(part, piece, split_story(piece.lines, piece.title, piece.captions))[0]
        entries = split_entries(piece.lines, page_day)
        for entry in entries:
            around = piece.around if len(entries) == 1 else entry.lines
            try:
                found.append(_report(replace(piece, lines=entry.lines, around=around), part, entry))
            except PageError as error:
                problem = problem or str(error)
    if not found:
        raise PageError(problem or NO_STORY)
    return tuple(_numbered(found))


def _part(page: bytes | str | Path, url: str, published: date | None, outlet: str) -> Part:
    name = page.name if isinstance(page, Path) else "page"
    if isinstance(page, Path):
        content = read_bytes(page)
    else:
        content = checked_text(page).encode("utf-8", "replace") if isinstance(page, str) else page
    note = "told by the user" if published else ""
    return Part(name, content, url=url, published=published, date_note=note, outlet=outlet)


def _text(part: Part) -> str:
    if kind_of(part.content) == "pdf":
        return printable(pdf_text(part.content))
    return printable(decode(part.content))


def _pieces(text: str, *, split: bool = False) -> list[Piece]:
    """Return the stories of a page, all as one unless it is to be split."""
    web = read_html(text) if looks_like_html(text) else None
    if not web:
        lines = plain_lines(text)
        stories = split_stories(lines) if split else [lines]
        return [Piece(tuple(each), around=tuple(each), first=number == 0) for number, each in enumerate(stories)]
    if split and web.articles:
        return [
            Piece(each.lines, each.title, each.captions, each.lines, web.site, each.published, number == 0)
            for number, each in enumerate(web.articles)
        ]
    several = split_stories(web.all_lines) if split else []
    if len(several) < 2:
        return [_whole_page(web)]
    first, *others = (Piece(tuple(each), "", web.captions, tuple(each), web.site, None, False) for each in several)
    return [replace(first, title=web.title, published=web.published, first=True), *others]


def _whole_page(web: HtmlPage) -> Piece:
    return Piece(web.story_lines, web.title, web.captions, (*web.story_lines, *web.all_lines), web.site, web.published)


def _report(piece: Piece, part: Part, entry: Entry | None = None) -> Report:
    story = split_story(piece.lines, piece.title or (part.title if piece.first else ""), piece.captions)
    paragraphs = own_paragraphs(story.paragraphs)
    if not paragraphs:
        raise PageError(NO_STORY)
    opening = paragraphs[0]
    paragraphs = mark_cut([without_dateline(opening), *paragraphs[1:]])
    body = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    around = [line.strip(" \t•·▪*") for line in (*piece.lines, *piece.around) if len(line) <= MOST_LINE]
    byline = find_byline(around)
    when, note = _published(part, piece, story)
    if entry and entry.day:
        when, note = entry.day, "in the mark of its update"
    outlet = _outlet(part, piece, opening, "\n".join([body, *filter(is_credit, around)]))
    return Report(
        id=_id(outlet, when, part.digest),
        outlet=outlet,
        url=part.url,
        title=story.title,
        published=when,
        date_note=note,
        language=language_of(body),
        reporter=byline.reporter or part.reporter,
        translator=byline.translator,
        writer=byline.writer,
        via="",
        echo_of="",
        captions=story.captions,
        text=body,
        sha1=part.digest,
    )


def _outlet(part: Part, piece: Piece, opening: str, text: str) -> str:
    known = outlet_of_url(part.url) if not part.outlet else ""
    found = known or outlet_named(part.outlet) or outlet_named(piece.site) or outlet_named(agency_of_dateline(opening))
    return found or outlet_of_text(text)


def _published(part: Part, piece: Piece, story: Story) -> tuple[date | None, str]:
    own = (
        (date_of_lines(story.head), "in a line of its own above the story"),
        (date_of_dateline(story.paragraphs[0]) if story.paragraphs else None, "in the dateline of the story"),
    )
    told = (part.published, part.date_note)
    meta = (piece.published, "in the page's metadata")
    sent = (part.sent, part.sent_note)
    address = (date_of_url(part.url), "in the address")
    found = (told, address, meta, *own, sent) if piece.first else (meta, *own, told)
    for when, note in found:
        if when:
            return when, note
    return None, UNSAID


def _numbered(reports: Sequence[Report]) -> list[Report]:
    """Return the reports of a page, the second and later ones of one id with a number behind it."""
    seen: dict[str, int] = {}
    found = []
    for report in reports:
        seen[report.id] = seen.get(report.id, 0) + 1
        found.append(replace(report, id=f"{report.id}-{seen[report.id]}") if seen[report.id] > 1 else report)
    return found


def _id(outlet: str, when: date | None, digest: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "", outlet.lower()) or "page"
    return f"{slug}-{when}" if when else f"{slug}-{digest[:10]}"
