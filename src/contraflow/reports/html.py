"""HTML to lines: the story by trafilatura, the rest by what the page marks."""

import re
from dataclasses import dataclass
from datetime import date

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from contraflow.errors import PageError
from contraflow.reports.dates import date_of_meta

MOST_DEPTH = 1000
MOST_TAG = 1_000_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "option",
    ]
)
BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "figcaption", "td", "span", "address", "time", "footer", "section")


@dataclass(frozen=True)
class HtmlPage:
    """What an HTML page holds.

    Attributes:
        story_lines: the main text, one paragraph a line.
        all_lines: every line of text on the page, for credits that stand apart.
    """

    title: str
    site: str
    captions: tuple[str, ...]
    published: date | None
    story_lines: tuple[str, ...]
    all_lines: tuple[str, ...]


def looks_like_html(text: str) -> bool:
    """Say whether a text is HTML rather than plain text."""
    start = text[:5000].lower()
    return "<html" in start or "<!doctype html" in start or len(re.findall(r"<(?:p|div|body|head|article|br)\b", start)) >= 2


def read_html(text: str) -> HtmlPage:
    """Return the parts of an HTML page.

    Raises:
        PageError: if it is nested or stuffed beyond what any article needs, or cannot be parsed.
    """
    check_shape(text)
    try:
        tree = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=False, encoding=None))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageError(
            f"found HTML that cannot be parsed ({error}); allowed: a web page; do: save it as plain text"
        ) from error
    body = trafilatura.extract(
        text, include_comments=False, include_tables=False, favor_recall=True, deduplicate=False, with_metadata=False
    )
    for dropped in list(tree.iter("script", "style", "noscript")):
        if dropped.tag != "script" or (dropped.get("type") or "") != "application/ld+json":
            dropped.drop_tree()
    return HtmlPage(
        title=_title(tree),
        site=_meta(tree, "og:site_name"),
        captions=tuple(" ".join(each.text_content().split()) for each in tree.iter("figcaption")),
        published=date_of_meta(tree),
        story_lines=tuple((body or "").splitlines()),
        all_lines=_lines(tree),
    )


def check_shape(text: str) -> None:
    """Raise PageError for a page made to choke its reader: tags in tags in tags, or a tag of megabytes."""
    depth = deepest = at = 0
    while (opened := text.find("<", at)) >= 0:
        closed = text.find(">", opened)
        if (closed if closed >= 0 else len(text)) - opened > MOST_TAG:
            raise PageError(
                f"found a tag of over {MOST_TAG / 1e6:.0f} MB; allowed: pages as browsers show them; do: save the text"
            )
        if closed < 0:
            break
        tag = TAG.match(text, opened)
        if tag and tag.group(2).lower() not in VOID and not tag.group(3).endswith("/"):
            depth = max(depth + (-1 if tag.group(1) else 1), 0)
            deepest = max(deepest, depth)
            if deepest > MOST_DEPTH:
                raise PageError(
                    f"found tags nested over {MOST_DEPTH} deep; allowed: pages as browsers show them; do: save the text"
                )
        at = opened + 1


def _title(tree: HtmlElement) -> str:
    for found in (_meta(tree, "og:title"), *(" ".join(h.text_content().split()) for h in tree.iter("h1"))):
        if found:
            return found
    title = tree.find(".//title")
    return re.split(r"\s+[|–—]\s+", " ".join(title.text_content().split()))[0] if title is not None else ""


def _meta(tree: HtmlElement, name: str) -> str:
    for tag in tree.iter("meta"):
        if (tag.get("property") or tag.get("name") or "").lower() == name:
            return " ".join((tag.get("content") or "").split())
    return ""


def _lines(tree: HtmlElement) -> tuple[str, ...]:
    lines = []
    for block in tree.iter(*BLOCKS):
        if not any(child.tag in BLOCKS for child in block):
            line = " ".join(block.text_content().split())
            if line:
                lines.append(line)
    return tuple(lines)
