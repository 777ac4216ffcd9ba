"""RSS and Atom: the entries that a feed itself holds. No link of a feed is followed."""

import html
import io
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from xml.sax import SAXException

from contraflow.errors import PageError
from contraflow.reports.encoding import MOST_BYTES, too_large
from contraflow.reports.formats.limits import Budget
from contraflow.reports.formats.part import Part, web_address

ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
MOST_FEED = 10_000_000  # bytes; feeds of news sites have some 100 kB


def feed_parts(part: Part, budget: Budget) -> Iterator[Part]:
    """Yield the entries of a feed, one part each; what was published is told by the feed.

    Raises:
        PageError: if the feed declares entities of its own, is too large, or has no entries.
    """
    if len(part.content) > min(MOST_FEED, MOST_BYTES):
        raise PageError(too_large(len(part.content)))
    if ENTITY.search(part.content):
        raise PageError("found a feed that declares entities; allowed: text alone; do: save the entries' pages instead")
    import feedparser  # takes its time, and only feeds need it

    try:
        # from a stream: what is given as text could be taken for an address or a file's name and opened
        feed = feedparser.parse(io.BytesIO(part.content), resolve_relative_uris=False, sanitize_html=False)
    except (SAXException, ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        raise PageError(
            f"found a feed that cannot be parsed ({type(error).__name__}); allowed: RSS or Atom; do: save it again"
        ) from error
    if not feed.entries:
        raise PageError("found a feed without entries; allowed: RSS or Atom with entries; do: save it again")
    site = _plain(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        budget.member(part.name)
        yield _part(entry, replace(part, name=f"{part.name}#{number}", sha1=""), site)


def _part(entry: Any, part: Part, site: str) -> Part:
    title = " ".join(re.sub(r"<[^>]{0,200}>", " ", html.unescape(_plain(entry.get("title")))).split())
    body = max((_plain(content.get("value")) for content in entry.get("content") or [{}]), key=len)
    body = max(body, _plain(entry.get("summary")), key=len)
    when = _day(entry.get("published_parsed"))
    page = f"<html><head><title>{html.escape(title)}</title></head><body><article>{_paragraphs(body)}</article></body></html>"
    return replace(
        part,
        content=page.encode("utf-8", "replace"),
        title=title,
        url=web_address(_plain(entry.get("link"))),
        outlet=part.outlet or site,
        reporter=_plain(entry.get("author")),
        published=part.published or when,
        date_note=part.date_note if part.published else "in the feed" if when else "",
    )


def _paragraphs(body: str) -> str:
    """Return an entry's body with its own paragraphs, or those that its blank lines mark."""
    if "<p" in body.lower() or "<br" in body.lower():
        return body
    return "".join(f"<p>{paragraph}</p>" for paragraph in re.split(r"\n\s*\n", body))


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(parsed: Any) -> date | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).date() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
