"""Small words for drawing: elements, paths, accessible roots. Nothing here knows what is drawn."""

from collections.abc import Iterable, Sequence
from html import escape

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
    """Return path data through the points, to a tenth of a unit."""
    steps = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}" if steps else ""


def drawing(
    uid: str, size: tuple[float, float], title: str, description: str, parts: Sequence[str], role: str = "img"
) -> str:
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
