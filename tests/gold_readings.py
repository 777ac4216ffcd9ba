"""How well voices, times, places, quantities and modality are read: gold files of our own writing, row by row."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from contraflow.case.case import Case
from contraflow.claims.attribution import attribute
from contraflow.claims.draft import Draft
from contraflow.claims.extract import read_claims
from contraflow.claims.modality import find_modality
from contraflow.claims.numbers import find_counts, find_money, find_ratio
from contraflow.claims.period import Clock, claim_period
from contraflow.claims.sentences import split_pieces, split_sentences
from contraflow.claims.when import Period, find_period
from contraflow.claims.where import find_places
from contraflow.reports.report import Report

NEAR_DAYS = 4
PUBLISHED = date(2018, 6, 8)
Row = dict[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def report_of(passage: str, outlet: str = "X") -> Report:
    text = passage.replace(" ¶ ", "\n\n")
    return Report("x", outlet, "", "", PUBLISHED, "", "en", "", "", "", "", "", (), text, "")


def read_voices(row: Row, case: Case) -> str:
    """Voices sentence by sentence, ``S1:trader@RFA``; the voices of one sentence joined by a plus."""
    sentences = split_sentences(report_of(row["passage"]).text)
    told = []
    for turns in attribute(sentences, case, row["outlet"]):
        own = dict.fromkeys(f"{voice.id}:{voice.role}{'@' if voice.via else ''}{voice.via}" for _, voice in turns)
        told.append("+".join(own))
    return " ".join(told)


def right_voices(row: Row, case: Case) -> bool:
    return read_voices(row, case) == row["voices"]


def read_time(row: Row) -> Period | None:
    published = date.fromisoformat(row["published"])
    if row["start"] == "none":
        return find_period(row["text"], published)
    (sentence,) = split_sentences(row["text"])
    piece = next(each for each in split_pieces(sentence))
    modality = find_modality(row["text"], row["text"], 0, len(row["text"]))
    whole = row["text"] if piece.text == row["text"] else sentence.text
    return claim_period("", Draft(row["kind"], None, 0, len(whole)), whole, whole, modality, Clock(published, None))


def right_time(row: Row, case: Case) -> bool:
    read = read_time(row)
    if row["start"] == "none":
        return read is None
    return read is not None and near(read.start, row["start"]) and near(read.end, row["end"])


def near(read: date | None, coded: str) -> bool:
    if coded == "-" or read is None:
        return coded == "-" and read is None
    return abs((read - date.fromisoformat(coded)).days) <= NEAR_DAYS


def read_place(row: Row, case: Case) -> str:
    if row["what"] == "named":
        return " ".join(place.id for place in find_places(row["text"], case))
    claims = read_claims(report_of(row["text"]), case)
    if not claims:
        return "no claim"
    return f"{claims[-1].place} {claims[-1].good}" if row["good"] else claims[-1].place


def right_place(row: Row, case: Case) -> bool:
    return read_place(row, case) == f"{row['place']} {row['good']}".strip()


def read_quantity(row: Row) -> tuple[object, ...]:
    if row["what"] == "ratio":
        ratio = find_ratio(row["text"])
        return (round(ratio[0], 3),) if ratio else ("none",)
    found = (find_money if row["what"] == "money" else find_counts)(row["text"])
    if not found:
        return ("none",)
    one = found[0]
    return one.value, one.low, one.high, one.bound, one.unit, one.was


def right_quantity(row: Row, case: Case) -> bool:
    read = read_quantity(row)
    if row["value"] == "none" or row["what"] == "ratio":
        return read == (row["value"],) if row["value"] == "none" else read == (round(float(row["value"]), 3),)
    low, high, was = (float(row[name]) if row[name] else None for name in ("low", "high", "was"))
    return read == (float(row["value"]), low, high, row["bound"], row["unit"], was)


def read_modality(row: Row) -> tuple[str, str, str]:
    first, last = row["text"].index("«"), row["text"].rindex("»") - 1
    plain = row["text"].replace("«", "").replace("»", "")
    for piece in split_pieces(split_sentences(plain)[0]):
        if piece.start <= first < piece.start + len(piece.text):
            read = find_modality(piece.text, piece.whole, first, min(last, piece.start + len(piece.text)))
            return read.modality, read.condition, read.hedge
    raise AssertionError(row)


def right_modality(row: Row, case: Case) -> bool:
    modality, condition, hedge = read_modality(row)
    return (modality, condition) == (row["modality"], row["condition"]) and (not row["hedge"] or hedge == row["hedge"])


JUDGES: dict[str, Callable[[Row, Case], bool]] = {
    "voices": right_voices,
    "times": right_time,
    "places": right_place,
    "quantities": right_quantity,
    "modality": right_modality,
}


def wrong(folder: Path, name: str, case: Case, lots: str = "123") -> Iterator[Row]:
    """Yield the rows that are read otherwise than coded."""
    for row in rows(folder, name):
        if row["lot"] in lots and not JUDGES[name](row, case):
            yield row
