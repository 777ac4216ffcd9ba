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
        syllable = "가" <= chr(code) <= "힣"  # its parts are no accents
        plain = STRAIGHT.get(chr(code)) or (chr(code) if syllable else unicodedata.normalize("NFKD", chr(code))[0])
        self[code] = plain
        return plain


UNSPACED = re.compile(r"^[\u3400-\u9fff\uac00-\ud7a3]")
NOTHING = "(?!)"
SHORT_NAME = 4  # letters; a name as short as this is one of many people, too
NAME_BEFORE = re.compile(r"[A-Z][a-z]+ $")
NAME_AFTER = re.compile(r" (?P<word>[A-Z][a-z]+)")
FEATURE = re.compile(
    r"(?:City|County|Province|River|Bridge|Port|Customs|Island|Harbou?r|Prefecture|District|Dam|Station|Market)$"
)
PAIR = re.compile(r"(\w{4,})-(\w{4,})\b")
STRAIGHT = {"’": "'", "‘": "'"}
_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return a text with accents taken off and quotes made straight, of the same length."""
    return text.translate(_FOLDING)


class Gazetteer:
    """Finds the names that a case lists in texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._owner = {fold(alias).casefold(): name for alias, name in names if len(alias) > 1}
        words = sorted(self._owner, key=len, reverse=True)
        spaced = [re.escape(alias) for alias in words if not UNSPACED.match(alias)]
        # Chinese is written without spaces; Korean hangs its particles on the name
        run_on = [re.escape(alias) for alias in words if UNSPACED.match(alias)]
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(spaced or [NOTHING])})(?!\w)|(?<![가-힣])(?:{'|'.join(run_on or [NOTHING])})", re.IGNORECASE
        )

    def find(self, text: str) -> list[Named]:
        """Return what a text names, in order."""
        folded = fold(text)
        return [
            Named(self._owner[found.group(0).casefold()], *found.span())
            for found in self._pattern.finditer(folded)
            if not _is_of_a_person(folded, *found.span())
        ]


def _is_of_a_person(text: str, start: int, end: int) -> bool:
    """Say whether a short name stands between the names of a person ("Kim Jian Somebody")."""
    if end - start > SHORT_NAME:
        return False
    after = NAME_AFTER.match(text, end)
    return bool(NAME_BEFORE.search(text[:start][-30:]) and after and not FEATURE.match(after["word"]))


# "they sell at 180 yuan": what it is stands before
POINTS_TO_GOOD = re.compile(
    r"\b(?:they|it|them|these|those|this|that|one|each|prices?|the (?:goods?|products?|catch|load|fee|cargo|items?))\b",
    re.IGNORECASE,
)
# "smuggling there has stopped": where it is stands before
POINTS_TO_PLACE = re.compile(
    r"\b(?:there(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|seems?)\b)|here"
    r"|(?:the|this|that) (?:\w+ )?(?:city|town|county|port|crossing|island|village|district|place|spot))\b",
    re.IGNORECASE,
)
WHOLE_BORDER = re.compile(
    r"\b(?:whole|entire|all along the|length of the|along the) (?:\w+[ -]){0,4}?border\b|\bborder as a whole\b", re.IGNORECASE
)


# gazetteers of the case that was used last, as a case is no key of a dict
_LAST: list[tuple[weakref.ref[Case], Gazetteer, Gazetteer]] = []


def _gazetteers(case: Case) -> tuple[Gazetteer, Gazetteer]:
    if not _LAST or _LAST[0][0]() is not case:
        places = Gazetteer([*_halves(case), *_listed(case)])
        goods = Gazetteer((alias, good.id) for good in case.goods.values() for alias in good.aliases)
        _LAST[:] = [(weakref.ref(case), places, goods)]
    return _LAST[0][1:]


def _listed(case: Case) -> list[tuple[str, str]]:
    return [(alias, place.id) for place in case.places.values() for alias in (place.name, *place.aliases)]


def _halves(case: Case) -> list[tuple[str, str]]:
    """Return the ends of crossings and sectors that are named by both ("A-B bridge"), where no other place has the name."""
    known = {fold(alias).casefold() for alias, _ in _listed(case)}
    firsts = {name.split()[0] for name in known}
    people = {word.casefold() for words in side_words(case).values() for name in words for word in name.split()}
    found: dict[str, str] = {}
    for place in case.places.values():
        pair = PAIR.match(place.name) if place.kind in {"sector", "handover"} else None
        ends = pair.groups() if pair else ()
        for name in () if people & {end.casefold() for end in ends} else ends:
            if fold(name).casefold() not in known | firsts:
                found.setdefault(name, place.id)
    return list(found.items())


def find_places(text: str, case: Case) -> list[Named]:
    """Return the places that a text names, in order."""
    return _gazetteers(case)[0].find(text)


def find_goods(text: str, case: Case) -> list[Named]:
    """Return the goods that a text names, in order."""
    return _gazetteers(case)[1].find(text)


def find_goods_meant(text: str, before: str, case: Case) -> list[Named]:
    """Return the goods that a text names, or the last one named before it when the text only points back to it.

    Args:
        text: a piece of a sentence.
        before: what stands before it in its paragraph.
        case: for the goods.
    """
    named = find_goods(text, case)
    if named or not POINTS_TO_GOOD.search(text):
        return named
    return find_goods(before, case)[-1:]


def listed_goods(text: str, case: Case, start: int, end: int) -> list[str]:
    """Return the goods that stand in one list ("coal, iron ore and seafood") within or nearest to some telling words.

    Args:
        text: a piece of a sentence.
        case: for the goods.
        start: offset of the telling words; ``end`` after the last.
    """
    lists: list[list[Named]] = []
    for good in find_goods(text, case):
        if lists and IN_LIST.fullmatch(text[lists[-1][-1].end : good.start]):
            lists[-1].append(good)
        else:
            lists.append([good])
    if not lists:
        return []
    nearest = min(lists, key=lambda each: max(start - each[-1].end, each[0].start - end, 0))
    return list(dict.fromkeys(good.id for good in nearest))


IN_LIST = re.compile(r"(?:,\s*|\s+)(?:(?:and|or|as well as|nor|but also|plus|such as|like)\s+)?(?:[\w-]+\s+)?", re.IGNORECASE)


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
