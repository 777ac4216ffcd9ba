"""What a page says of itself in JSON-LD."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

MOST_DEPTH = 8


def linked_data(tree: HtmlElement) -> Iterator[Any]:
    """Yield the JSON-LD values of a page; what cannot be parsed is left out."""
    for tag in tree.iter("script"):
        if (tag.get("type") or "").lower() == "application/ld+json":
            try:
                yield json.loads(tag.text or "")
            except (ValueError, RecursionError):
                continue


def strings_under(value: Any, key: str, depth: int = 0) -> Iterator[str]:
    """Yield the texts that stand under a key, however deep up to 8 levels."""
    if depth > MOST_DEPTH:
        return
    if isinstance(value, dict):
        if isinstance(value.get(key), str):
            yield value[key]
        for inner in value.values():
            yield from strings_under(inner, key, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_under(inner, key, depth + 1)
