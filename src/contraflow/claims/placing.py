"""Where a claim holds: the place told in its words, else the one told before, else where its voice speaks of.

A place told earlier holds until another is told.
What is said of a whole country, or anew by the reporter, holds for the border.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contraflow.case.case import Case
from contraflow.claims.attribution import Voice
from contraflow.claims.case_words import CaseWords, ForCase
from contraflow.claims.where import (
    POINTS_TO_PLACE,
    WHOLE_BORDER,
    Named,
    as_sectors,
    find_places,
    names_both_sides,
)

WHOLE = "border"
WIDE = frozenset({"river", "stretch", "province"})  # nodes that hold several sectors
STATES = frozenset({"sanction", "diplomacy"})  # what states do to each other is told of no town
MEETINGS = frozenset({"diplomacy"})  # a visit is told of where it is paid
# what may be told of places off the border, where these are named: prices in the capital
INLAND = frozenset({"price", "supply", "exchange_rate", "earnings", "penalty", "diplomacy"})
WIDE_ROLES = frozenset({"analyst"})  # who watches from afar speaks of the whole
# a report turns to something else
ANEW = re.compile(r"^\W*(?:meanwhile|elsewhere|in other news|separately|nationwide|overall|in general)\b", re.IGNORECASE)
NATIONAL = frozenset({"official_trade"})  # whose figures are those of a country
IN_PLACE = re.compile(r"\b(?:in|at|to|of|from|around)\s+(?:the )?$", re.IGNORECASE)
# "DANDONG, March 9 (PNW) - " tells where it was written
DATELINE = re.compile(r"^\W*[A-Z][A-Z'’ -]{3,},[^-–—]{3,40}[-–—]+\s")
LIST = re.compile(r"\W*(?:and|or|as well as|,)\W*(?:in |at |near |around )?", re.IGNORECASE)
SHARED = re.compile(
    r"\b(?:(?:the )?(?:two|both) (?:countries|sides|neighbou?rs|states|allies)|across the country|nationwide|countrywide"
    r"|throughout the country|in the country|(?:the )?border (?:towns|areas|regions|cities|region|provinces|counties)"
    r"|its borders?|all (?:land )?(?:border )?crossings|(?:the|all|every) border crossings?)\b"
)


@dataclass(frozen=True)
class Told:
    """Where the words around a piece speak of; each is a text without the words that describe sources.

    Attributes:
        piece: the piece; ``whole`` its sentence.
        before: what the same voice said before it in the paragraph; ``earlier`` what anybody said shortly before.
        spoken: the place of which the voice spoke last; ``latest`` the one of which anybody did; both may be empty.
        topic: the one place that the title and the lead name; empty when they name none or several.
        at: offset of the telling words in the piece.
    """

    piece: str
    whole: str
    before: str
    earlier: str
    spoken: str
    latest: str
    topic: str
    at: int = 0


def places_of(name: str, told: Told, voice: Voice, case: Case) -> list[str]:
    """Return where a claim holds; several places only where things are seen at each of them."""
    off = _inland(told.piece, told.at, case) if name in INLAND else ""
    if name in STATES:
        return [off if off and name in MEETINGS else WHOLE]
    for text, at in ((told.piece, told.at), (told.whole, max(told.whole.find(told.piece), 0) + told.at)):
        named = places_told(text, case)
        if named:
            return _own(name, text, at, voice, case)
    if off:
        return [off]
    if WHOLE_BORDER.search(told.piece) or of_the_whole(told.piece, case):
        return [WHOLE]
    if POINTS_TO_PLACE.search(told.piece):
        back = places_told(told.earlier, case)
        if back:
            return [_closest(back, told, voice, case)]
    if name in NATIONAL and (voice.id == "D" or _OF_TRADE(case).search(told.piece)):
        return [WHOLE]
    if ANEW.search(told.whole):
        return [told.topic or WHOLE]
    back = places_told(told.before, case)
    if back:
        return [_closest(back, told, voice, case)]
    if names_both_sides(told.piece, case):
        return [WHOLE]  # "between A and B" is said of the whole border, wherever its voice lives
    return [_of_voice(told, voice, case)]


def _inland(text: str, at: int, case: Case) -> str:
    """Return the place off the border in which a text says that something is so; empty where it names none."""
    found = [
        place
        for place in find_places(text, case)
        if case.places[place.id].kind == "elsewhere" and IN_PLACE.search(text[: place.start])
    ]
    return min(found, key=lambda place: _gap(place, at)).id if found else ""


def _gap(place: Named, at: int) -> int:
    return max(place.start - at, at - place.end, 0)


def places_told(text: str, case: Case) -> list[str]:
    """Return the places of the border that a text names, lifted to sectors; that of a dateline only where no other is told."""
    named = as_sectors([place.id for place in _found(text, case)], case)
    told = [place for place in named if case.places[place].kind not in {"elsewhere", "border"}]
    return [_common(told, case)] if len(told) > 1 and FROM_TO(case).search(text) else told


def _found(text: str, case: Case) -> list[Named]:
    line, found = DATELINE.match(text), find_places(text, case)
    return [place for place in found if not line or place.start >= line.end()] or found


def _common(places: Sequence[str], case: Case) -> str:
    """Return the node that holds all of some places: what is told "from A to B" is told of all between."""
    lines = []
    for place in places:
        line = [place]
        while case.places[line[-1]].parent:
            line.append(case.places[line[-1]].parent)
        lines.append(line)
    return next((node for node in lines[0] if all(node in line for line in lines)), WHOLE)


def closest_of(named: Sequence[str], case: Case) -> str:
    """Return the first of some places that is a sector, else the first: "the river at the town" is the town."""
    return next((place for place in named if case.places[place].kind == "sector"), named[0])


def topic_of(title: str, lead: str, case: Case) -> str:
    """Return the one place that a title and first paragraph name: what has no place of its own is mostly told of it."""
    named = places_told(f"{title}\n{lead}", case)
    sectors = [place for place in named if case.places[place].kind == "sector"]
    return sectors[0] if len(sectors) == 1 else named[0] if len(named) == 1 else ""


def of_the_whole(text: str, case: Case) -> bool:
    """Say whether a piece speaks of a whole country: "in the North", "both countries", "the North has closed its border"."""
    return bool(SHARED.search(text) or _OF_A_COUNTRY(case).search(text))


def _of_a_country(words: CaseWords) -> re.Pattern[str]:
    state = rf"(?:{words.home}|{words.far})"
    return re.compile(
        (
            rf"\b(?:in|across|throughout|inside|all over) {words.home}(?! (?:county|province|city))\b"
            rf"|^\W*{state} (?:(?:has|have|had|will|would|is|was|also|recently) )*(?!(?:border|guards?|police|soldiers?)\b)"
            r"(?:shut|closed?|sealed|banned|suspended|halted|stopped|reopen\w*|eased|tightened|ordered|imposed|lifted|resum\w+"
            r"|import\w*|export\w*|bought|sold|depends?|needs?|faces?|lacks?|produc\w+)\b"
        ).replace(" ", r"\s+")
    )


_OF_A_COUNTRY = ForCase(_of_a_country)


def _of_trade(words: CaseWords) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Ii]mports|[Ee]xports|[Ss]ales|[Tt]rade|[Ss]hipments|[Pp]urchases|[Gg]oods)\b[^.;]{0,40}"
        rf"\b(?:from|to|with) {words.home}"
        rf"|{words.far}['’]s (?:\w+ ){{0,2}}(?:imports|exports|trade)|\bcustoms (?:data|figures|statistics)\b"
    )


_OF_TRADE = ForCase(_of_trade)


def _from_to(words: CaseWords) -> re.Pattern[str]:
    """Return what names a stretch by its ends, as in "from A down to B"."""
    return re.compile(
        r"\b(?:(?:[Ee]very|[Aa]ll|[Ee]ach|[Aa]ny|bank|border|river|coast)\b[^.;]{0,40} |[Ee]verywhere )"
        rf"from {words.place} to {words.place}(?!\w)"
        rf"|\b[Ff]rom {words.place} (?:all the way |along the river )?(?:up|down) to {words.place}(?!\w)"
    )


FROM_TO = ForCase(_from_to)


def _own(name: str, text: str, at: int, voice: Voice, case: Case) -> list[str]:
    """Return which of the places that a sentence names it is told of: sectors before what is wider, of these the nearest."""
    named = places_told(text, case)
    sectors = [place for place in named if case.places[place].kind == "sector"]
    if len(sectors) > 1 and (name == "carrier" or (name == "closure" and _listed(text, case))):
        return sectors[:3]  # things seen at several sectors are claims on each
    if sectors:
        return [_nearest(text, at, case)]
    # "over the river", said by someone from one province of it, is said of that province
    if case.places[named[0]].kind == "river" and voice.place and case.places[voice.place].kind == "province":
        return [voice.place]
    return [named[0]]


def _nearest(text: str, at: int, case: Case) -> str:
    """Return the sector that a text names nearest to some words."""
    towns = [(place, as_sectors([place.id], case)[0]) for place in _found(text, case)]
    return min((_gap(place, at), sector) for place, sector in towns if case.places[sector].kind == "sector")[1]


def _listed(text: str, case: Case) -> bool:
    """Say whether a text names several places in one breath, as in "in A and B"."""
    found = find_places(text, case)
    return any(
        LIST.fullmatch(text[first.end : second.start]) and as_sectors([first.id], case) != as_sectors([second.id], case)
        for first, second in pairwise(found)
    )


def _closest(named: Sequence[str], told: Told, voice: Voice, case: Case) -> str:
    """Return the place named last; a river told before says less than where the voice or the whole report speaks of."""
    last = named[-1]
    if case.places[last].kind not in {"river", "stretch"}:
        return last
    narrower = next((place for place in reversed(named) if case.places[place].kind not in {"river", "stretch"}), "")
    return narrower or voice.place or told.topic or last


def _of_voice(told: Told, voice: Voice, case: Case) -> str:
    """Return of where someone speaks who names no place: what was told before, unless the source comes from elsewhere."""
    if voice.id == "R":
        return told.spoken or told.topic or WHOLE
    if told.spoken:
        return told.spoken
    if voice.place:
        held = next((place for place in (told.latest, told.topic) if place and _holds(voice.place, place, case)), "")
        return held or voice.place
    if voice.role in WIDE_ROLES:
        return WHOLE
    return told.latest or told.topic or WHOLE


def _holds(wide: str, place: str, case: Case) -> bool:
    """Say whether a source from a wide place, such as a province, may speak of a narrower one that was told before."""
    sectors = set(case.sectors_of(place))
    return case.places[place].kind == "sector" and sectors <= {*case.places[wide].covers, *case.sectors_of(wide)}
