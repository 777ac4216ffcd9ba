"""A sentence with a border's own names replaced by common ones: what is learned on one border holds for another.

The far side is always called China, the controlled economy North Korea, a river "the river" and any other place
one and the same town. Only the model sees this text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from contraflow.case.case import Case
from contraflow.claims.case_words import CaseWords, ForCase

FAR, HOME, RIVER, PLACE = "China", "North Korea", "the river", "Dandong"


@dataclass(frozen=True)
class Plain:
    """A text with common names.

    Attributes:
        text: the words that the model reads.
        cuts: offsets in ``text`` at which another stretch begins, ``origins`` where these stand in the original.
    """

    text: str
    cuts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, at: int) -> int:
        """Return where an offset of the plain text stands in the original."""
        number = bisect_right(self.cuts, at) - 1
        if number < 0:
            return at
        after = self.origins[number + 1] if number + 1 < len(self.origins) else None
        found = self.origins[number] + at - self.cuts[number]
        return found if after is None else min(found, after)


def plain(text: str, case: Case) -> Plain:
    """Return a text with the case's names replaced and its white space made single blanks."""
    pattern = _names(case)
    parts: list[str] = []
    cuts: list[int] = []
    origins: list[int] = []
    length = at = 0

    def add(words: str, origin: int) -> None:
        nonlocal length
        cuts.append(length)
        origins.append(origin)
        parts.append(words)
        length += len(words)

    for match in pattern.finditer(text):
        if match.start() > at:
            add(text[at : match.start()], at)
        add({"blank": " ", "far": FAR, "home": HOME, "river": RIVER, "place": PLACE}[match.lastgroup or "blank"], match.start())
        at = match.end()
    if at < len(text):
        add(text[at:], at)
    return Plain("".join(parts), tuple(cuts), tuple(origins))


def _pattern(words: CaseWords) -> re.Pattern[str]:
    river = words.river.replace(" ", r"\s+")
    place, far, home = (each.replace(" ", r"\s+") for each in (words.place, words.far, words.home))
    return re.compile(
        rf"(?P<blank>\s{{2,}}|[\n\t])|\b(?P<river>(?:[Tt]he )?{river}(?: [Rr]iver)?)\b|\b(?P<place>{place})\b"
        rf"|\b(?P<home>{home})\b|\b(?P<far>{far})\b"
    )


_names = ForCase(_pattern)
