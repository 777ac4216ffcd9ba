"""HTML to lines: the story by trafilatura, the rest by what the page marks."""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from contraflow.errors import PageError
from contraflow.reports.blocks import block_lines, drop_boxes
from contraflow.reports.dates import date_of_meta
from contraflow.reports.encoding import MOST_TEXT
from contraflow.reports.linked import linked_data, strings_under
from contraflow.reports.story import is_paragraph

MOST_DEPTH = 1000
MOST_TAG = 1_000_000
MOST_TAGS = 100_000  # long pages of news sites have some 5,000
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")  # the page is decoded already, and lxml refuses one on text
CONTROL_REFERENCE = re.compile(r"&#(?:x0{0,8}(?:[0-8b-f]|1[0-9a-f]|7f)|0{0,8}(?:[0-8]|1[1-9]|2\d|3[01]|127));", re.IGNORECASE)
UNREAD = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "noscript", "svg")}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "td", "tr", "th", "dt", "dd", "option",
})  # fmt: skip  # tags that need no closing
HEADINGS = ("h1", "h2", "h3", "h4")
LEAST_PARAGRAPHS, LEAST_WORDS = 2, 40  # of one of several articles; fewer are a teaser
MUCH_MORE = 1.5  # times as long is the text in JSON-LD when the page itself shows a beginning only


@dataclass(frozen=True)
class HtmlArticle:
    """One of several stories on a page."""

    title: str
    lines: tuple[str, ...]
    captions: tuple[str, ...]
    published: date | None


@dataclass(frozen=True)
class HtmlPage:
    """What an HTML page holds.

    Attributes:
        story_lines: the main text, one paragraph a line.
        all_lines: every line of text on the page, for credits that stand apart.
        articles: the stories, when the page marks more than one; else empty.
    """

    title: str
    site: str
    captions: tuple[str, ...]
    published: date | None
    story_lines: tuple[str, ...]
    all_lines: tuple[str, ...]
    articles: tuple[HtmlArticle, ...] = ()


def looks_like_html(text: str) -> bool:
    """Say whether a text is HTML rather than plain text."""
    start = text[:5000].lower()
    return "<html" in start or "<!doctype html" in start or len(re.findall(r"<(?:p|div|body|head|article|br)\b", start)) >= 2


def read_html(text: str) -> HtmlPage:
    """Return the parts of an HTML page.

    Raises:
        PageError: if it is nested or stuffed beyond what any article needs, or cannot be parsed.
    """
    text = CONTROL_REFERENCE.sub("", XML_DECLARATION.sub("", text))
    check_shape(text)
    parser = lxml_html.HTMLParser(huge_tree=False, encoding=None, no_network=True)
    try:
        tree = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageError(
            f"found HTML that cannot be parsed ({error}); allowed: a web page; do: save it as plain text"
        ) from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):  # it stopped before the page's end
        raise _beyond(f"nesting or scripts beyond what the parser follows ({parser.error_log[-1].message.strip()})")
    import trafilatura  # takes half a second, and plain text does without

    drop_boxes(tree)
    lines = block_lines(tree)
    body = trafilatura.extract(
        tree, include_comments=False, include_tables=False, favor_recall=True, deduplicate=False, with_metadata=False
    )
    return HtmlPage(
        title=_title(tree),
        site=_meta(tree, "og:site_name"),
        captions=_captions(tree),
        published=date_of_meta(tree),
        story_lines=_whole(_story_lines(body or "", lines), tree),
        all_lines=lines,
        articles=_articles(tree),
    )


def _captions(tree: HtmlElement) -> tuple[str, ...]:
    return tuple(" ".join(each.text_content().split()) for each in tree.iter("figcaption"))


def _articles(tree: HtmlElement) -> tuple[HtmlArticle, ...]:
    """Return the stories of a page that marks several as articles, each with a heading and more than a teaser's text."""
    found = []
    for article in tree.iter("article"):
        heading = next((h for h in article.iter(*HEADINGS) if h.text_content().strip()), None)
        if heading is None or next(article.iterancestors("article"), None) is not None:
            continue
        lines = block_lines(article)
        ends = [line for line in lines if is_paragraph(line)]
        if len(ends) >= LEAST_PARAGRAPHS and sum(len(line.split()) for line in ends) >= LEAST_WORDS:
            title = " ".join(heading.text_content().split())
            found.append(HtmlArticle(title, lines, _captions(article), date_of_meta(article)))
    return tuple(found) if len(found) > 1 else ()


def _story_lines(body: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the main text by lines; where it came as a single line, broken again where the page breaks it."""
    found = tuple(body.splitlines())
    if len(found) != 1:
        return found
    whole = " ".join(found[0].split())
    parts = tuple(line for line in lines if line in whole)
    return parts if len(" ".join(parts)) >= 0.9 * len(whole) else found


def _whole(lines: tuple[str, ...], tree: HtmlElement) -> tuple[str, ...]:
    """Return the story's lines, or those of the text in JSON-LD where the page shows much less or runs them together."""
    told = max((text for value in linked_data(tree) for text in strings_under(value, "articleBody")), key=len, default="")
    shown = sum(map(len, lines))
    ran_together = len(lines) < 2 and "\n" in told and len(told) > shown / MUCH_MORE
    if (len(told) <= MUCH_MORE * shown and not ran_together) or len(told) > MOST_TEXT:
        return lines
    if "</p>" in told or "<br" in told:
        return block_lines(lxml_html.fragment_fromstring(told, create_parent="div"))
    return tuple(line for each in told.splitlines() if (line := " ".join(each.split())))


def check_shape(text: str) -> None:
    """Raise PageError for a page made to choke its reader: tags in tags, a tag of megabytes, too many tags, too much text."""
    depth = deepest = tags = shown = at = 0
    closed = -1
    while (opened := text.find("<", at)) >= 0:
        shown += opened - at
        tags += 1
        if closed < opened:  # searched for once, so that many "<" before one ">" cost no more than one
            closed = text.find(">", opened)
        if (closed if closed >= 0 else len(text)) - opened > MOST_TAG:
            raise _beyond(f"a tag of over {MOST_TAG / 1e6:.0f} MB")
        if closed < 0:
            break
        tag = TAG.match(text, opened)
        if not tag:
            at = closed + 1 if text[opened + 1 : opened + 2] in "!?" else opened + 1
        else:
            name, closing = tag.group(2).lower(), bool(tag.group(1))
            if name not in VOID and not tag.group(3).endswith("/"):
                depth = max(depth + (-1 if closing else 1), 0)
                deepest = max(deepest, depth)
            at = tag.end()
            if name in UNREAD and not closing and (end := UNREAD[name].search(text, at)):
                at = end.start()
        if deepest > MOST_DEPTH:
            raise _beyond(f"tags nested over {MOST_DEPTH} deep")
        if tags > MOST_TAGS:
            raise _beyond(f"over {MOST_TAGS:,} tags")
    if shown + len(text) - at > MOST_TEXT:
        raise _beyond(f"over {MOST_TEXT / 1e6:.0f} million characters of text")


def _beyond(found: str) -> PageError:
    return PageError(f"found {found}; allowed: pages as browsers show them; do: save the article's text alone")


def _title(tree: HtmlElement) -> str:
    meant = _meta(tree, "og:title")
    headings = [heading for h in tree.iter("h1") if (heading := " ".join(h.text_content().split()))]
    for heading in headings:  # a page's title for others often carries the site's name at its end
        if meant.startswith(heading):
            return heading
    for found in (meant, *headings):
        if found:
            return found
    title = tree.find(".//title")
    return re.split(r"\s+[|–—]\s+", " ".join(title.text_content().split()))[0] if title is not None else ""


def _meta(tree: HtmlElement, name: str) -> str:
    for tag in tree.iter("meta"):
        if (tag.get("property") or tag.get("name") or "").lower() == name:
            return " ".join((tag.get("content") or "").split())
    return ""
