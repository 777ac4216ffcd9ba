"""Placing names on a map: beside their point, over nothing else; a name without room is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contraflow.briefing.svg import Point

Box = tuple[float, float, float, float]
LETTER_WIDTH = 0.6
"""Mean width of a letter as a share of the type size, a little generous."""
CLEARANCE = 8.0
GAPS = (5.0, 11.0, 16.0)
"""Distances of a name from its point, the nearest first."""


@dataclass(frozen=True)
class Label:
    """A name and the point that it belongs to."""

    text: str
    point: Point


def place_labels(
    labels: Sequence[Label], letters: float, size: tuple[float, float], taken: Sequence[Point]
) -> Iterator[tuple[Label, Point]]:
    """Give each label that finds room with the left end of its baseline, in the order given.

    Args:
        labels: the more important first.
        letters: type size.
        size: width and height of the paper.
        taken: points that no label may cover.
    """
    filled: list[Box] = [(x - CLEARANCE, y - CLEARANCE, x + CLEARANCE, y + CLEARANCE) for x, y in taken]
    filled += [(x - 2, y - 2, x + 2, y + 2) for x, y in (label.point for label in labels)]
    for label in labels:
        for box in _candidates(label, letters):
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= size[0] - 2 and box[3] <= size[1] - 2
            if inside and not any(_overlap(box, other) for other in filled):
                filled.append(box)
                yield label, (box[0], box[3] - 0.2 * letters)
                break


def _candidates(label: Label, letters: float) -> Iterator[Box]:
    x, y = label.point
    wide, tall = LETTER_WIDTH * letters * len(label.text), 1.1 * letters
    for gap in GAPS:
        up, down = y - 0.6 * gap - tall, y + 0.6 * gap
        yield from (
            (left, top, left + wide, top + tall)
            for left, top in (
                (x + gap, y - tall / 2),
                (x - gap - wide, y - tall / 2),
                (x - wide / 2, y - gap - tall),
                (x - wide / 2, y + gap),
                (x + gap, up),
                (x + gap, down),
                (x - gap - wide, up),
                (x - gap - wide, down),
            )
        )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
