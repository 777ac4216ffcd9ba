"""Proposals of coarser words: what in a text may lead to a person, and what to write instead.

This is a proposal to a person who decides, never a promise: nothing is changed, and what is not flagged is not therefore safe.
What the public report gives as well is not flagged, but for numbers, accounts and points on a map: no text needs them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.sentences import Sentence, split_sentences
from contraflow.claims.where import find_places
from contraflow.release.details import DATED, HOUR, PRIVATE, SPOKE, find_details

POINTS = frozenset({"town", "handover"})
PLACES = POINTS | {"sector"}
ROLE = re.compile(rf"\b{PRIVATE}\b", re.IGNORECASE)
# somebody to whom something happened or who spoke: the day leads to the meeting or the trip
ACTED = re.compile(
    rf"\b(?:{SPOKE}|crossed|left|arrived|returned|sailed|was (?:arrested|detained|caught|fined|released))\b", re.IGNORECASE
)
CAPITAL = re.compile(r"\b(?:in|at|from|of|near|around) (?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?")
NO_PLACE = re.compile(
    r"\b(?:in|at|from|of|near|around) (?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|North|South|English)\b"
)


OF_PLACE = re.compile(
    rf"\b{PRIVATE}\b[^.;]{{0,24}}\b(?:in|from|of|at|near|living in|based in)\s+(?:the )?$"
    r"|\b(?:lives?|lived|living|born|based|resid\w+) (?:in|at|near)\s+(?:the )?$",
    re.IGNORECASE,
)
CROWD = re.compile(rf"\b\d[\d,]+\+? (?:[\w-]+ ){{0,2}}{PRIVATE}\b", re.IGNORECASE)
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "of",
        "at",
        "on",
        "from",
        "for",
        "year",
        "years",
        "old",
        "aged",
        "who",
        "whose",
        "said",
        "told",
        "his",
        "her",
        "their",
        "my",
    ]
)


@dataclass(frozen=True)
class Flag:
    """One place in a text that may lead to a person.

    Attributes:
        kind: age, kin, rank, unit, employer, boats, handle, coordinates, day, phone, e-mail, papers, name, home, town, rare.
        start: offset of the first character; ``end`` after the last.
        why: what it may give away.
        proposal: what to write instead.
    """

    kind: str
    start: int
    end: int
    why: str
    proposal: str


def flag_text(text: str, case: Case | None = None, public: str = "") -> tuple[Flag, ...]:
    """Return what in a text may lead to a person, in the order of the text.

    Args:
        text: what somebody is about to pass on.
        case: for its towns and the provinces above them; without it, any capitalised place counts.
        public: the text of the public report; a detail that it gives too is no new one.
    """
    return _news(text, case, _cores(public, case))


def flag_evidence(evidence: Evidence, case: Case | None = None) -> dict[str, tuple[Flag, ...]]:
    """Return, by claim id, what in the words of claims may lead to a person more closely than their reports do."""
    known = {report.id: _cores(report.text, case) for report in evidence.reports}
    found = {}
    for claim in evidence.claims:
        told = "\n\n".join(filter(None, (claim.paraphrase, claim.condition, claim.cause, claim.via)))
        flags = _news(told, case, known.get(claim.report, frozenset()))
        if flags:
            found[claim.id] = flags
    return found


def _news(text: str, case: Case | None, known: frozenset[tuple[str, str]]) -> tuple[Flag, ...]:
    """Return the flags of a text but for details that are known."""
    flags = [
        Flag(kind, start, end, why, proposal)
        for kind, start, end, why, proposal, always in _found(text, case)
        if always or _core(kind, text[start:end]) not in known
    ]
    return tuple(sorted(flags, key=lambda flag: (flag.start, flag.end)))


def _cores(text: str, case: Case | None) -> frozenset[tuple[str, str]]:
    return frozenset(_core(kind, text[start:end]) for kind, start, end, *_ in _found(text, case))


Found = tuple[str, int, int, str, str, bool]


def _found(text: str, case: Case | None) -> Iterator[Found]:
    """Yield kind, start, end, reason, proposal and whether it is always flagged."""
    for sentence in split_sentences(text):
        details = list(find_details(sentence.text))
        for rule, found in details:
            at = sentence.start + found.start()
            yield rule.kind, at, sentence.start + found.end(), rule.why, rule.proposal(found), rule.always
        yield from _days(sentence)
        yield from _towns(sentence, case)
        yield from _rare(sentence, case, any(rule.kind == "home" for rule, _ in details))


def _days(sentence: Sentence) -> Iterator[Found]:
    """Yield the exact days and hours of a sentence in which a private person speaks or acts."""
    if not (_private(sentence.text) and ACTED.search(sentence.text)):
        return
    for pattern, proposal in ((DATED, 'the month or the season: "in early June"'), (HOUR, '"at night", "in the daytime"')):
        for found in pattern.finditer(sentence.text):
            start, end = (sentence.start + at for at in found.span())
            yield "day", start, end, "the day of a meeting or a trip is known to those who watched", proposal, False


def _towns(sentence: Sentence, case: Case | None) -> Iterator[Found]:
    """Yield the towns and hand-over points to which a sentence ties a private person."""
    if case is None:
        return
    for place, start, end in _points(sentence.text, case):
        if OF_PLACE.search(CROWD.sub(" ", sentence.text[max(start - 60, 0) : start])):
            wider = wider_place(place, case)
            told = f'"in {case.places[wider].name}"' if wider else "name the province or the stretch"
            yield ("town", sentence.start + start, sentence.start + end, "a town and a role fit fewer people than a province",
                   told, False)  # fmt: skip


def _rare(sentence: Sentence, case: Case | None, home: bool) -> Iterator[Found]:
    """Yield a sentence that joins a private role, an exact place and an exact day."""
    text = sentence.text
    if not DATED.search(text) or not _private(text):
        return
    placed = (
        bool(_points(text, case, PLACES))
        if case
        else any(not NO_PLACE.match(found.group(0)) for found in CAPITAL.finditer(text))
    )
    if placed or home:
        end = sentence.start + len(text)
        yield ("rare", sentence.start, end, "place, role and day together fit few people",
               "make two of the three coarser: province, role only, month", True)  # fmt: skip


def _private(text: str) -> bool:
    """Return whether a sentence speaks of a private person: a hundred workers are none."""
    return ROLE.search(CROWD.sub(" ", text)) is not None


def _points(text: str, case: Case, kinds: frozenset[str] = POINTS) -> list[tuple[str, int, int]]:
    return [(named.id, named.start, named.end) for named in find_places(text, case) if case.places[named.id].kind in kinds]


def wider_place(place: str, case: Case) -> str:
    """Return the province or stretch that holds a place; empty when the case names none."""
    at = case.places[place]
    for wider in case.places.values():
        holds = place in wider.covers or at.parent in wider.covers
        if wider.kind == "province" and holds and wider.side in {at.side, "both", ""}:
            return wider.id
    while at.parent:
        at = case.places[at.parent]
        if at.kind in {"province", "stretch", "river"}:
            return at.id
    return ""


def _core(kind: str, found: str) -> tuple[str, str]:
    """Return a detail without case, blanks and small words, so that two wordings of one compare as equal."""
    words = re.findall(r"\w+", found.casefold())
    return kind, " ".join(word for word in words if word not in SMALL)


def told_counts(flags: Iterable[Flag]) -> str:
    """Return how many flags of each kind there are, in words, e.g. ``2 age, 1 phone``."""
    kinds = [flag.kind for flag in flags]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
