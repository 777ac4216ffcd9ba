"""An HTML tree to its lines, its boxes of other things dropped."""

import re

from lxml import etree
from lxml.html import HtmlElement

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
ALONE = frozenset(
    {"a", "b", "em", "i", "small", "span", "strong", "time"}
)  # lines of their own where nothing stands between them
UNSHOWN = frozenset({"script", "style", "noscript", "template", "svg", "head", "select", "textarea"})
COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|disqus(?:_thread)?|replies)(?:$|[\s_-])", re.IGNORECASE)
OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recommendations|trending|outbrain|taboola|teasers?|sidebar|widgets?|most-?(?:read|popular)"
    r"|more-(?:stories|news|articles)|read-(?:more|next)|also-like|newsletter|breadcrumbs?|promos?)(?:$|[\s_-])",
    re.IGNORECASE,
)
BOXES = ("div", "section", "ol", "ul", "aside", "nav")
MOST_BOXES = 300  # looked at; each costs a look at all that it holds
MOST_SHARE = 0.4  # of the page's text that a box of other stories may hold


def drop_boxes(tree: HtmlElement) -> None:
    """Drop what is not shown, what readers say, and what is shown of other stories."""
    for dropped in list(tree.iter("style", "noscript", "template", etree.Comment)):
        dropped.drop_tree()
    looked = 0
    whole = len(tree.text_content())
    for box in list(tree.iter(*BOXES)):
        named = f"{box.get('id') or ''} {box.get('class') or ''}"
        comments, others = COMMENTS.search(named), OTHERS.search(named)
        if not (comments or others) or box.getparent() is None or looked >= MOST_BOXES:
            continue
        looked += 1
        if next(box.iter("article", "h1"), None) is None and (comments or len(box.text_content()) < MOST_SHARE * whole):
            box.drop_tree()


def block_lines(tree: HtmlElement) -> tuple[str, ...]:
    """Return the text of a tree, one line for each stretch without a block's edge or a break in it."""
    lines: list[str] = []
    words: list[str] = []
    hidden = 0

    def end_line() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            lines.append(line)

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            words.append(node.tail or "")
            continue
        unshown = node.tag in UNSHOWN
        breaks = node.tag in BLOCKS or (node.tag in ALONE and _stands_alone(node))
        if event == "start":
            hidden += unshown
            if breaks:
                end_line()
            if not hidden:
                words.append(node.text or "")
        else:
            hidden -= unshown
            if breaks:
                end_line()
            if not hidden and node is not tree:
                words.append(node.tail or "")
    end_line()
    return tuple(lines)


def _stands_alone(node: HtmlElement) -> bool:
    """Say whether no text stands directly beside an element, so that it is a line and no part of a sentence."""
    parent = node.getparent()
    if parent is None or parent.tag in {"p", "nav"}:
        return False
    before = node.getprevious()
    beside = before.tail if before is not None else parent.text
    return not (beside or "").strip() and not (node.tail or "").strip()
