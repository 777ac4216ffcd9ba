"""Evidence of all kinds, made up by chance but true to the codebook, and the way out and back of every format."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from contraflow.case.case import Case
from contraflow.claims.claim import Anchor, Claim, Evidence
from contraflow.claims.coded import read_coded
from contraflow.exchange import (
    Parcel,
    from_ftm,
    from_jsonld,
    from_package,
    from_stix,
    pack,
    to_ftm,
    to_jsonld,
    to_package,
    to_stix,
)
from contraflow.exchange.bounds import read_json, read_json_lines
from contraflow.exchange.records import choices
from contraflow.release.gate import gate
from contraflow.release.marks import LABELS, Marks
from contraflow.reports.report import Report

LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=20) | st.sampled_from(
    ["", "a,b", 'say "no"', "one\r\ntwo", "\r", "=1+1", "압록강", " both ends ", "1", "TLP:RED", "\x00", "@id"]
)
WORDS = st.text(LETTERS, min_size=1, max_size=12).filter(str.strip)
DAYS = st.dates(date(1990, 1, 1), date(2035, 1, 1))
NUMBERS = st.none() | st.floats(-1e15, 1e15).map(lambda number: number + 0.0)
OPEN = {"bound", "reliability", "credibility", "marking"}
ANCHORS = st.builds(
    Anchor,
    exact=st.lists(WORDS.map(lambda word: "".join(word.split())).filter(bool), max_size=8).map(" ".join),
    start=st.integers(-1, 10**9),
    end=st.integers(-1, 10**9),
)
WRITE: dict[str, Callable[[Parcel], dict[str, bytes]]] = {
    "ftm": lambda parcel: {"x.json": b"\n".join(json.dumps(each).encode() for each in to_ftm(parcel))},
    "stix": lambda parcel: {"x.json": json.dumps(to_stix(parcel)).encode()},
    "jsonld": lambda parcel: {"x.json": json.dumps(to_jsonld(parcel)).encode()},
    "csv": to_package,
}
READ: dict[str, Callable[[dict[str, bytes]], Parcel]] = {
    "ftm": lambda files: from_ftm(read_json_lines(files["x.json"], "x.json"), "x.json"),
    "stix": lambda files: from_stix(read_json(files["x.json"], "x.json"), "x.json"),
    "jsonld": lambda files: from_jsonld(read_json(files["x.json"], "x.json"), "x.json"),
    "csv": lambda files: from_package(files, "x.json"),
}


@st.composite
def some_reports(draw: st.DrawFn) -> tuple[Report, ...]:
    names = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    made = st.builds(
        Report, id=st.just(""), outlet=WORDS, url=TEXTS | st.just("https://gazette.example/2021/boats"), title=TEXTS,
        published=st.none() | DAYS, date_note=TEXTS, language=WORDS, reporter=TEXTS, translator=TEXTS, writer=TEXTS, via=TEXTS,
        echo_of=st.just("") | st.sampled_from(names), captions=st.just(()) | st.just(("a caption that stays",)),
        text=st.just("the text of the report that stays in the house"), sha1=st.sampled_from(["", "0" * 40]),
    )  # fmt: skip
    return tuple(replace(draw(made), id=name) for name in names)


@st.composite
def some_claims(draw: st.DrawFn, reports: tuple[Report, ...]) -> tuple[Claim, ...]:
    words = {field: st.sampled_from(["", *each] if field in OPEN else each) for field, each in choices().items()}
    days = sorted([draw(DAYS), draw(DAYS)])
    made = st.builds(
        Claim, id=st.just(""), report=st.sampled_from([each.id for each in reports]), number=st.integers(0, 999), value=NUMBERS,
        code=TEXTS, low=NUMBERS, high=NUMBERS, unit=TEXTS, side=TEXTS, direction=TEXTS, place=TEXTS,
        precision=st.integers(1, 3), good=TEXTS, start=st.sampled_from([None, days[0]]), end=st.sampled_from([None, days[1]]),
        known=st.none() | DAYS, retrospective=st.booleans(), habitual=st.booleans(), inconsistent=st.booleans(),
        compared_with=TEXTS, voice=WORDS, via=TEXTS, echo_of=TEXTS, condition=TEXTS, cause=TEXTS, hedge=TEXTS, anchor=ANCHORS,
        paraphrase=WORDS, extractor=WORDS, **words,
    )  # fmt: skip
    names = draw(st.lists(WORDS, max_size=3, unique=True))
    return tuple(replace(draw(made), id=name) for name in names)


@st.composite
def parcels(draw: st.DrawFn) -> Parcel:
    """Evidence as it leaves the house for those who may see everything."""
    reports = draw(some_reports())
    claims = draw(some_claims(reports))
    labels = draw(st.dictionaries(st.sampled_from([each.id for each in reports]), st.sampled_from(LABELS), max_size=2))
    marks = Marks(reports=labels)
    return pack(gate(Evidence(reports, claims), marks, "TLP:RED"), marks)


def public(case: Case) -> Evidence:
    """The coded evidence of a case, as if all its reports could be read by anybody."""
    evidence = read_coded(case)
    urls = {each.id: each.url or f"https://gazette.example/{each.id}" for each in evidence.reports}
    return Evidence(tuple(replace(each, url=urls[each.id]) for each in evidence.reports), evidence.claims)


def small(case: Case) -> Parcel:
    """The same as it leaves."""
    return pack(gate(public(case)))
