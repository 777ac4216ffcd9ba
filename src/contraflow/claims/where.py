"""Places and goods: exact names and spellings that the case lists, accents folded, the longest first; nothing is guessed."""

import re
import unicodedata
import weakref
from collections.abc import Iterable
from dataclasses import dataclass

from contraflow.case.case import Case


@dataclass(frozen=True)
class Named:
    """A place or a good that a text names.

    Attributes:
        id: in the case; ``start`` and ``end`` offsets in the folded text, which has the length of the text itself.
    """

    id: str
    start: int
    end: int


class _Folding(dict[int, str]):
    """Characters without their accents, found out once each."""

    def __missing__(self, code: int) -> str:
        plain = STRAIGHT.get(chr(code)) or unicodedata.normalize("NFKD", chr(code))[0]
        self[code] = plain
        return plain


STRAIGHT = {"’": "'", "‘": "'"}
_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return a text with accents taken off and quotes made straight, of the same length."""
    return text.translate(_FOLDING)


class Gazetteer:
    """Finds the names that a case lists in texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._owner = {fold(alias).casefold(): name for alias, name in names if len(alias) > 1}
        words = sorted((re.escape(alias) for alias in self._owner), key=len, reverse=True)
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(words or ["(?!)"]) + r")(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> list[Named]:
        """Return what a text names, in order."""
        return [Named(self._owner[found.group(0).casefold()], *found.span()) for found in self._pattern.finditer(fold(text))]


# gazetteers of the case that was used last, as a case is no key of a dict
_LAST: list[tuple[weakref.ref[Case], Gazetteer, Gazetteer]] = []


def _gazetteers(case: Case) -> tuple[Gazetteer, Gazetteer]:
    if not _LAST or _LAST[0][0]() is not case:
        places = Gazetteer((alias, place.id) for place in case.places.values() for alias in (place.name, *place.aliases))
        goods = Gazetteer((alias, good.id) for good in case.goods.values() for alias in good.aliases)
        _LAST[:] = [(weakref.ref(case), places, goods)]
    return _LAST[0][1:]


def find_places(text: str, case: Case) -> list[Named]:
    """Return the places that a text names, in order."""
    return _gazetteers(case)[0].find(text)


def find_goods(text: str, case: Case) -> list[Named]:
    """Return the goods that a text names, in order."""
    return _gazetteers(case)[1].find(text)


def as_sectors(places: list[str], case: Case) -> list[str]:
    """Return places with towns and hand-over points lifted to the node that carries what is said of them, once each."""
    lifted = []
    for name in places:
        place = case.places[name]
        while place.kind in {"town", "handover"} and place.parent:
            place = case.places[place.parent]
        if place.id not in lifted:
            lifted.append(place.id)
    return lifted


def precision(place: str, case: Case) -> int:
    """Return 1 for a point or sector, 2 for a province, stretch or river, 3 for the whole border."""
    return {"border": 3, "river": 2, "stretch": 2, "province": 2}.get(case.places[place].kind, 1)


def side_words(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the words by which texts name each side: its name and what the case lists."""
    return {
        side: (case.side_names[side], *filter(None, case.extra.get(f"side_words.{side}", "").split(";"))) for side in case.sides
    }


# whose people are named does not say whose act is told
PEOPLE = re.compile(
    r"\s+(?:leader|president|premier|sources?|residents?|traders?|smugglers?|merchants?|partners?|buyers?"
    r"|analysts?|economy)\b"
)
# "between North Korea and China", "the North Korea-China border" name the border, not whose act it is
BOTH_NAMED = r"between {one} and {other}|{one}(?:'s)?(?:[-–—]| and | or ){other}"


def _side_patterns(case: Case) -> tuple[dict[str, str], str]:
    """Return the pattern of each side's names, and the one of both named as the border between them."""
    words = {side: "(?:" + "|".join(re.escape(fold(word)) for word in sorted(names, key=len, reverse=True)) + ")"
             for side, names in side_words(case).items()}  # fmt: skip
    first, second = words.values()
    border = "|".join(BOTH_NAMED.format(one=one, other=other) for one, other in ((first, second), (second, first)))
    return words, border


def names_both_sides(text: str, case: Case) -> bool:
    """Say whether a text names the border by its two sides, as in "between A and B"."""
    return re.search(_side_patterns(case)[1], fold(text)) is not None


def find_side(text: str, case: Case, at: int | None = None) -> str:
    """Return the side whose act a text tells; ``both`` when it names neither.

    Args:
        text: a piece of a sentence.
        case: for the words by which each side is named.
        at: offset of the telling words: the side named last before their end counts; without it the first one.
    """
    folded = fold(text)
    words, border = _side_patterns(case)
    folded = re.sub(border, lambda found: " " * len(found.group(0)), folded)
    named = sorted(
        (found.start(), side)
        for side, pattern in words.items()
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded)
        if not PEOPLE.match(folded, found.end())
    )
    if not named:
        return "both"
    before = [side for start, side in named if at is None or start <= at]
    return named[0][1] if at is None or not before else before[-1]
