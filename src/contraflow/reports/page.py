"""A page becomes a report: decode, find the story, say what is known of it."""

import re
from datetime import date
from hashlib import sha1
from pathlib import Path

from contraflow.errors import PageError
from contraflow.reports.bylines import find_byline, is_credit
from contraflow.reports.dates import agency_of_dateline, date_of_dateline, date_of_lines, date_of_url
from contraflow.reports.encoding import checked_text, decode, printable, read_bytes
from contraflow.reports.html import HtmlPage, looks_like_html, read_html
from contraflow.reports.language import language_of
from contraflow.reports.outlets import outlet_named, outlet_of_text, outlet_of_url
from contraflow.reports.plain import plain_lines
from contraflow.reports.report import Report
from contraflow.reports.story import MOST_LINE, Story, split_story


def read_report(page: bytes | str | Path, *, url: str = "", published: date | None = None, outlet: str = "") -> Report:
    """Return the report on a page, HTML or plain text in any encoding.

    Args:
        page: the page itself, or the path of its file.
        url: its address, which may tell date and outlet.
        published: publication date, when somebody knows it; it beats what the page says.
        outlet: likewise.

    Raises:
        PageError: if the page is empty, too large, no text, made to choke a reader, or holds no story.
        OptionError: if ``url`` is no address.
    """
    raw = _bytes_of(page)
    text = printable(checked_text(page) if isinstance(page, str) else decode(raw))
    web = read_html(text) if looks_like_html(text) else None
    lines = list(web.story_lines) if web else plain_lines(text)
    story = split_story(lines, web.title if web else "", web.captions if web else ())
    if not story.paragraphs:
        raise PageError(
            "found no story, only furniture or fragments; allowed: a page with sentences; do: save the article's text"
        )
    body = "\n\n".join(" ".join(paragraph.split()) for paragraph in story.paragraphs)
    everything = [line.strip(" \t•·▪*") for line in (*lines, *(web.all_lines if web else ())) if len(line) <= MOST_LINE]
    byline = find_byline(everything)
    when, note = _published(published, url, web, story)
    found_outlet = outlet or outlet_of_url(url) or outlet_named(web.site if web else "")
    found_outlet = found_outlet or outlet_named(agency_of_dateline(story.paragraphs[0]))
    found_outlet = found_outlet or outlet_of_text("\n".join([body, *filter(is_credit, everything)]))
    digest = sha1(raw, usedforsecurity=False).hexdigest()
    return Report(
        id=_id(found_outlet, when, digest),
        outlet=found_outlet,
        url=url,
        title=story.title,
        published=when,
        date_note=note,
        language=language_of(body),
        reporter=byline.reporter,
        translator=byline.translator,
        writer=byline.writer,
        via="",
        echo_of="",
        captions=story.captions,
        text=body,
        sha1=digest,
    )


def _bytes_of(page: bytes | str | Path) -> bytes:
    if isinstance(page, Path):
        return read_bytes(page)
    return page.encode("utf-8", "replace") if isinstance(page, str) else page


def _published(told: date | None, url: str, web: HtmlPage | None, story: Story) -> tuple[date | None, str]:
    found = (
        (told, "told by the user"),
        (date_of_url(url), "in the address"),
        (web.published if web else None, "in the page's metadata"),
        (date_of_lines(story.head), "in a line of its own above the story"),
        (date_of_dateline(story.paragraphs[0]), "in the dateline of the story"),
    )
    for when, note in found:
        if when:
            return when, note
    return None, "the page does not say; dates in captions and in the story are not taken for it"


def _id(outlet: str, when: date | None, digest: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "", outlet.lower()) or "page"
    return f"{slug}-{when}" if when else f"{slug}-{digest[:10]}"
