"""Articles in JSON: one object, JSON-LD, a list, JSON Feed, or one object a line."""

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contraflow.errors import PageError
from contraflow.reports.dates import iso_day
from contraflow.reports.encoding import checked_text, decode
from contraflow.reports.formats.limits import Budget
from contraflow.reports.formats.part import Part, web_address

BODIES = ("articleBody", "content_html", "content_text", "body", "content", "text", "maintext", "html", "story", "bodyText")
TITLES = ("headline", "title", "name")
DATES = ("datePublished", "date_published", "published", "published_at", "publishedAt", "pubDate", "date_publish", "date")
ADDRESSES = ("url", "link", "canonical_url", "mainEntityOfPage", "@id")
OUTLETS = ("publisher", "source", "site", "outlet", "provider")
AUTHORS = ("author", "authors", "byline", "creator")
LEAST_BODY = 60  # characters
MOST_DEPTH = 40


def json_parts(part: Part, budget: Budget) -> Iterator[Part]:
    """Yield the articles of a JSON text, one part each.

    Raises:
        PageError: if it is no JSON, or holds no article.
    """
    found = list(_articles(_loaded(checked_text(decode(part.content)))))
    if not found:
        raise PageError(
            f"found JSON without an article; allowed: objects with a text under {', '.join(BODIES)}; do: save the page instead"
        )
    for number, article in enumerate(found, 1):
        budget.member(part.name)
        alone = len(found) == 1
        yield replace(
            _part(article, part), name=part.name if alone else f"{part.name}#{number}", sha1=part.digest if alone else ""
        )


def article_body(value: Any) -> str:
    """Return the longest text that a JSON value holds as an article's body; empty when it holds none."""
    return max((_body(each)[1] for each in _articles(value)), key=len, default="")


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as whole:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            values = [json.loads(line) for line in lines] if len(lines) > 1 else []
        except (ValueError, RecursionError):
            values = []
        if not values or not all(isinstance(value, dict) for value in values):
            raise PageError(
                f"found JSON that cannot be parsed ({type(whole).__name__}: {str(whole)[:80]}); "
                "allowed: one value, or one object a line; do: save it again whole"
            ) from whole
        return values


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > MOST_DEPTH:
        return
    if isinstance(value, dict):
        if _body(value)[1]:
            yield value
            return
        for inner in value.values():
            yield from _articles(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _articles(inner, depth + 1)


def _body(article: dict[str, Any]) -> tuple[str, str]:
    for key in BODIES:
        value = article.get(key)
        if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and len(value) >= LEAST_BODY and " " in value.strip():
            return key, value
    return "", ""


def _part(article: dict[str, Any], part: Part) -> Part:
    body = _body(article)[1]
    title = _text(article, TITLES)
    if "</p>" in body or "<br" in body or "</div>" in body:
        body = f"<html><head><title>{html.escape(title)}</title></head><body><article>{body}</article></body></html>"
    elif "\n\n" not in body and "&" in body:
        body = html.unescape(body)
    day, note = part.published, part.date_note
    for key in DATES:
        if not day and isinstance(article.get(key), str):
            day, note = iso_day(article[key]), f"in the JSON field {key}"
    return replace(
        part,
        content=body.encode("utf-8", "replace"),
        title=title,
        url=part.url or _address(article),
        outlet=part.outlet or _text(article, OUTLETS),
        reporter=_text(article, AUTHORS),
        published=day,
        date_note=note if day else "",
    )


def _address(article: dict[str, Any]) -> str:
    return next((found for key in ADDRESSES if (found := web_address(_text(article, (key,))))), "")


def _text(article: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = article.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("@id")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:300]
    return ""
