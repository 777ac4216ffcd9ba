"""Small words for drawing: elements, paths, accessible roots. Nothing here knows what is drawn."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

FONT = "DejaVu Sans"
"""The face in the PDF (it comes with matplotlib); on the page the style sheet puts the reader's own instead."""

Point = tuple[float, float]


def tag(name: str, content: str = "", **attributes: str | float | int) -> str:
    """Return an element; ``content`` is markup already. Underscores in attribute names become hyphens."""
    pairs = "".join(f' {key.strip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def text(words: str, x: float, y: float, size: float, **attributes: str | float | int) -> str:
    """Return words at a point; the fill is ink unless given."""
    return tag("text", escape(words), **{"x": x, "y": y, "font_size": size, "fill": INK, **attributes})


INK = "#1b2a30"
FAINT = "#5c6b70"
RULE = "#d9dedc"


def path(points: Iterable[Point], closed: bool = False) -> str:
    """Return path data through the points, to a tenth of a unit; steps are relative, which halves the page."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    if not tenths:
        return ""
    steps = [b - a for one, other in pairwise(tenths) for a, b in zip(one, other, strict=True)]
    line = f"l{_joined(steps)}" if steps else ""
    return f"M{_joined(tenths[0])}{line}{'Z' if closed else ''}"


def _joined(tenths: Iterable[int]) -> str:
    """Return numbers given in tenths, with a space only where none would run two of them together."""
    words = [_tenths(number) for number in tenths]
    return words[0] + "".join(word if word.startswith("-") else f" {word}" for word in words[1:])


def _tenths(number: int) -> str:
    whole, rest = divmod(abs(number), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if number < 0 else digits


def drawing(uid: str, size: tuple[float, float], title: str, description: str, parts: Sequence[str], role: str = "img") -> str:
    """Return a drawing with a name and a description for who cannot see it.

    Args:
        uid: unique on the page; the ids of title and description are made from it.
        size: width and height in units of the view box.
        title: name of the drawing.
        description: what it shows.
        parts: markup inside.
        role: ``img``, or ``group`` when something inside can be focused.
    """
    head = tag("title", escape(title), id=f"{uid}-title") + tag("desc", escape(description), id=f"{uid}-desc")
    return tag(
        "svg",
        head + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_short(size[0])} {_short(size[1])}",
        role=role,
        aria_labelledby=f"{uid}-title {uid}-desc",
        font_family=FONT,
    )


def _value(value: str | float | int) -> str:
    return escape(value) if isinstance(value, str) else _short(value)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if value else "0"
