"""What a border's own words give to the rules: names of its sides, rivers, places, goods, powers and leaders, as patterns.

A rule that needs such words is made once for a case and kept until another case is read.
"""

import re
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from contraflow.case.case import Case
from contraflow.claims.where import side_words

Made = TypeVar("Made")
NOTHING = r"(?!)"  # matches nowhere: what a case does not name is never found


@dataclass(frozen=True)
class CaseWords:
    """Pieces of regular expressions made of a case's names; each is one group that keeps nothing.

    Names of states, places and people match as they are written, goods in either case.

    Attributes:
        far: the far side, as noun or adjective; ``home`` the controlled economy.
        river: its rivers; ``place`` every place that it names.
        good: its goods; people are none.
        power: states whose dealings bear on the border, their seats and adjectives; ``leader`` those who lead them.
    """

    far: str
    home: str
    river: str
    place: str
    good: str
    power: str
    leader: str


def case_words(case: Case) -> CaseWords:
    """Return the words of a case as pieces of patterns."""
    sides = side_words(case)
    far, home = ({case.side_names[side], *sides[side], *_listed(case, f"powers.{side}")} for side in case.sides)
    rivers = [place for place in case.places.values() if place.kind in {"river", "stretch"}]
    return CaseWords(
        far=_names(far),
        home=_names(home),
        river=_names(
            short for place in rivers for name in (*place.aliases, place.name) for short in (name, name.removesuffix(" River"))
        ),
        place=_names(name for place in case.places.values() for name in (*place.aliases, place.name)),
        good=_goods(
            name
            for good in case.goods.values()
            if good.unit not in {"", "person"} or (good.aliases and not good.unit)
            for name in (*good.aliases, *([good.name] if good.unit else []))
        ),
        power=_names({*far, *home, *_listed(case, "powers.")}),
        leader=_names(_listed(case, "leaders.")),
    )


class ForCase(Generic[Made]):
    """Something made of a case's words, kept for the case that was read last."""

    def __init__(self, make: Callable[[CaseWords], Made]) -> None:
        self._make = make
        self._kept: tuple[weakref.ref[Case], Made] | None = None

    def __call__(self, case: Case) -> Made:
        """Return what is made of a case's words."""
        if self._kept is None or self._kept[0]() is not case:
            self._kept = (weakref.ref(case), self._make(case_words(case)))
        return self._kept[1]


def _listed(case: Case, start: str) -> list[str]:
    found = [words for key, words in case.extra.items() if key == start or (start.endswith(".") and key.startswith(start))]
    return [word for words in found for word in words.split(";") if word]


def _names(names: Iterable[str]) -> str:
    kept = sorted({_either_start(name.removesuffix("'s")) for name in names if len(name) > 1}, key=_longest_first)
    return rf"(?-i:(?:{'|'.join(kept)})(?:['’]s)?)" if kept else NOTHING


def _either_start(name: str) -> str:
    # "the North" begins a sentence as "The North"
    return f"[Tt]he {_spaced(name[4:])}" if name.startswith("the ") else _spaced(name)


def _spaced(name: str) -> str:
    # blanks stay blanks: a rule makes any white space of them
    return " ".join(map(re.escape, name.split()))


def _goods(names: Iterable[str]) -> str:
    kept = sorted({_spaced(name.lower()) for name in names if len(name) > 1}, key=_longest_first)
    return rf"(?:{'|'.join(kept)})" if kept else NOTHING


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name
