"""Who says what: the voices of a report and the sentences that each of them speaks.

Nothing of a source is kept but a number, a role and the place that the report itself gives for the source's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from contraflow.case.case import Case
from contraflow.claims.sentences import Sentence
from contraflow.claims.where import find_places
from contraflow.reports.outlets import outlet_cited

ROLES = (
    ("guard", r"(?:border )?(?:guard|soldier|officer|policeman)s?"),
    ("carrier", r"(?:boatman|boatmen|driver|porter|sailor|fisherman|captain)s?"),
    ("broker", r"(?:broker|middleman|go-between)s?"),
    ("trader", r"(?:trader|smuggler|merchant|businessman|businesswoman|dealer|importer|exporter|wholesaler)s?"),
    ("defector", r"(?:defector|refugee|escapee)s?"),
    ("ngo", r"(?:activist|aid worker|human rights|missionary)"),
    ("analyst", r"(?:analyst|expert|professor|researcher|scholar|economist)s?"),
    ("official", r"(?:official|spokesman|spokeswoman|spokesperson|diplomat|minister|cadre|bureaucrat)s?"),
    ("resident", r"(?:resident|local|citizen|villager|inhabitant|defectors' relative)s?"),
    ("unspecified", r"(?:source|person|man|woman|insider|informant|contact|reporting partner|interviewee)s?"),
)
SAY = (
    r"(?:said|says|told|tells|explained|explains|added|adds|noted|claimed|claims|recalled|reported|stated|complained"
    r"|confirmed|reconfirmed|observed|continued|continues|lamented|insisted|predicted|remarked|commented"
    r"|(?:went|goes) on"
    r"|pointed out)"
)
ROLE_WORDS = "|".join(pattern for _, pattern in ROLES)
ONE = r"\b(?:a|an|another|one|a second|a different|a separate)\s+"
# nobody else may be named between a source and what it says, and nothing else may be told
ALONE = (
    rf"(?:(?!\b(?:the|this)\s+(?:[\w-]+\s+){{0,2}}?(?:{ROLE_WORDS})\b|,\s+(?:he|she|they|it)\b"
    r"|(?<!\bwho )\b(?:was|were|is|are|will|would)\b)[^“”\".;]){0,120}?"
)
NO_PAPER = r"(?!\s+(?:statements?|data|reports?|figures?|newspapers?|media|announcements?|documents?|statistics))"
# "a trader in X told Y", "Also speaking to Y, a North Korean trader living in Z said"; "said a trader in X who ...";
# "according to a source in X"; "N, a Korean-Chinese living in X, told"
NEW = re.compile(
    rf"{ONE}(?P<who>(?:[\w.'’-]+\s+){{0,6}}?(?:{ROLE_WORDS})\b{ALONE})\b{SAY}\b"
    rf"|\b(?:said|says|added|explained)\s+{ONE}(?P<teller>(?:[\w.'’-]+\s+){{0,4}}?(?:{ROLE_WORDS})\b[^“”\".;]{{0,120}})"
    rf"|\baccording to {ONE}(?P<per>(?:[\w.'’-]+\s+){{0,6}}?(?:{ROLE_WORDS})\b{NO_PAPER}[^“”\",.;]{{0,80}})"
    rf"|(?P<named>(?-i:\b[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+){{0,2}},\s+an?\s+[^,“”\".;]{{3,80}}),\s+(?:also\s+)?{SAY}\b"
    rf"|\bsaid\s+(?P<next>another)(?=[.,”\"])",
    re.IGNORECASE,
)
AGAIN = re.compile(
    rf"\b(?:(?:the|this|that|\w+['’]s)\s+(?:same\s+)?(?:[\w-]+\s+){{0,2}}?(?:{ROLE_WORDS})|he|she"
    rf"|they)\s+(?:also\s+|further\s+)?{SAY}\b"
    rf"|\b(?:{SAY}|according to)\s+(?:the|this|that)\s+(?:same\s+)?(?:[\w-]+\s+){{0,2}}?(?:{ROLE_WORDS})\b{NO_PAPER}",
    re.IGNORECASE,
)
NAMED_AGAIN = re.compile(rf"\b(?:{ROLE_WORDS})\b", re.IGNORECASE)
DOCUMENT = re.compile(
    r"\b(?:according to|shows?|showed)\b[^.]{0,50}"
    r"\b(?:customs|data|statistics|figures|report by|statement|white paper|announcement)\b"
    r"|\b(?:customs|trade) (?:data|statistics|figures)\b|\b(?:data|statistics|figures)\b[^.]{0,50}\bshow(?:s|ed)?\b"
    r"|\b(?:ministry|foreign ministry|commerce ministry|security council) (?:said|announced)\b",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"\d+(?:[.,]\d+)* ?(?:%|per ?cent|(?:million|billion|thousand)\b|tons|tonnes|yuan|dollars)|[$€]\d", re.IGNORECASE
)
QUOTES = '“”"'


@dataclass(frozen=True)
class Voice:
    """One voice of a report.

    Attributes:
        id: R, D, S1, S2 ...
        role: see words/claims.toml.
        place: id of the place for which the report says the source speaks; empty when it does not say.
        via: outlet to which the source spoke; empty when it is the report's own.
    """

    id: str
    role: str
    place: str = ""
    via: str = ""


REPORTER = Voice("R", "reporter")
DOCUMENTS = Voice("D", "document")


def attribute(sentences: Sequence[Sentence], case: Case, outlet: str = "") -> list[Voice]:
    """Return the voice of every sentence.

    A paragraph that says "the source said" is that source's, from its first sentence on; one that opens a new source is the new
    source's; a paragraph of nothing but quotation goes on with the last source; the rest is the reporter's.

    Args:
        sentences: of the report, in order.
        case: for places.
        outlet: the report's own, which is not noted as ``via``.
    """
    voices: list[Voice] = []
    current: Voice | None = None
    known: dict[str, Voice] = {}
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        own = list(group)
        text = " ".join(sentence.text for sentence in own)
        via = _via(text, outlet)
        opened: list[Voice | None] = []
        last = current
        for sentence in own:
            opened.append(_opened(sentence.text, known, last, case, via))
            last = opened[-1] or last
        if any(opened):
            # what stands before the first source of a paragraph is that source's too: a quotation often comes before its source
            current = next(voice for voice in opened if voice)
            for voice in opened:
                current = voice or current
                voices.append(current)
        elif current and ((again := AGAIN.search(text)) or _is_quotation(text)):
            if again:
                current = _same(again.group(0), list(known.values()), current)
            voices += [current] * len(own)
        else:
            voice = REPORTER
            for sentence in own:
                # figures that follow a document's are its own
                figures = voice.id == "D" and FIGURES.search(sentence.text)
                voice = DOCUMENTS if figures or DOCUMENT.search(sentence.text) else REPORTER
                voices.append(replace(voice, via=_via(sentence.text, outlet) if via else ""))
    return voices


def source_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text describes its sources: who they are, what they do, where they live."""
    spans = []
    for pattern in (NEW, AGAIN):
        for found in pattern.finditer(text):
            told = next((name for name, words in found.groupdict().items() if words), None)
            spans.append(found.span(told) if told else found.span())
    return sorted(spans)


def _opened(text: str, known: dict[str, Voice], current: Voice | None, case: Case, via: str) -> Voice | None:
    """Return the voice that a sentence opens, which is put among those known; None when it opens none."""
    new = NEW.search(text)
    if not new or _inside_quote(text, new.start()):
        # "the source said" without any source before it is a source's words all the same
        again = AGAIN.search(text) if current is None else None
        if not again or not NAMED_AGAIN.search(again.group(0)):
            return None
        known["the first"] = Voice("S1", role_of(again.group(0)), "", via)
        return known["the first"]
    who = next(words for words in new.groupdict().values() if words)
    description = re.sub(r"\W+", " ", who.lower()).strip()
    if new["next"]:
        description = f"another after {current.id if current else 'none'}"
    if description not in known:
        role = current.role if new["next"] and current else role_of(who)
        known[description] = Voice(f"S{len(known) + 1}", role, _place(who, case), via)
    return known[description]


def role_of(description: str) -> str:
    """Return the role that a description names; the most telling word wins over "source" and "resident"."""
    for role, pattern in ROLES:
        if re.search(rf"\b{pattern}\b", description, re.IGNORECASE):
            return role
    return "unspecified"


def _via(text: str, outlet: str) -> str:
    cited = outlet_cited(text)
    return cited if cited != outlet else ""


def _place(description: str, case: Case) -> str:
    """Return for where a source speaks, never more closely than a province where the case has one that holds the place."""
    places = [case.places[named.id] for named in find_places(description, case)]
    for place in places:
        if place.kind == "province":
            return place.id
    for place in places:
        sectors = set(case.sectors_of(place.id))
        for wider in case.places.values():
            if wider.kind == "province" and sectors and sectors <= set(wider.covers) and place.side in {wider.side, "both", ""}:
                return wider.id
    return places[0].id if places else ""


def _same(words: str, known: Sequence[Voice], current: Voice) -> Voice:
    """Return the voice that "the trader said" means: the latest of that role, else the one that spoke last."""
    role = role_of(words)
    if role in {"unspecified", current.role}:
        return current
    return next((voice for voice in reversed(known) if voice.role == role), current)


def _is_quotation(text: str) -> bool:
    stripped = text.strip()
    return bool(stripped) and stripped[0] in QUOTES


def _inside_quote(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”")
