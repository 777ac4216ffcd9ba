"""Plain text to lines: lines that were broken at a width are made whole again."""

from itertools import pairwise

from contraflow.errors import PageError
from contraflow.reports.encoding import MOST_TEXT

MOST_WIDTH = 120  # characters; longer lines were not broken to fit
LEAST_BREAKS = 2  # fewer may be chance


def plain_lines(text: str) -> list[str]:
    """Return the lines of a plain text, one a paragraph, heading or button.

    Text broken at a width (as mail and old archives have it) is joined: a line goes on in the next when the next line's
    first word had no room in it.

    Raises:
        PageError: if there is more text than any story has.
    """
    if len(text) > MOST_TEXT:
        raise PageError(
            f"found {len(text) / 1e6:.1f} million characters of text; allowed: up to {MOST_TEXT / 1e6:.0f} million; "
            "do: save the article's text alone"
        )
    lines = [line.rstrip() for line in text.splitlines()]
    width = max((len(line) for line in lines), default=0)
    if width > MOST_WIDTH or sum(_was_broken(line, then, width) for line, then in pairwise(lines)) < LEAST_BREAKS:
        return lines
    joined: list[str] = []
    going_on = False
    for line, then in zip(lines, [*lines[1:], ""], strict=True):
        if going_on:
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
        going_on = _had_no_room(line, then, width)
    return joined


def _was_broken(line: str, then: str, width: int) -> bool:
    return _had_no_room(line, then, width) and (line[-1].isalnum() or line[-1] == ",") and then.strip()[0].islower()


def _had_no_room(line: str, then: str, width: int) -> bool:
    words = then.split(maxsplit=1)
    return bool(line.strip() and words and line != then) and len(line) + 1 + len(words[0]) > width
