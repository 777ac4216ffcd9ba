"""Gather what the learned reader learns from: python tools/reader/gather.py OUT [--without NAME ...].

Every source becomes documents of sentences in common names (contraflow.claims.learned.plain) with the codes of a person and the
numbers found in them. The lots that are kept to judge are never opened.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.heldback import read_lot  # noqa: E402

from contraflow.case import Case, read_case  # noqa: E402
from contraflow.claims.claim import Claim  # noqa: E402
from contraflow.claims.extract import read_claims  # noqa: E402
from contraflow.claims.learned.figures import SENSES, find_figures  # noqa: E402
from contraflow.claims.learned.plain import plain  # noqa: E402
from contraflow.claims.learned.tokens import tokens  # noqa: E402
from contraflow.claims.protect import mask_sources  # noqa: E402
from contraflow.claims.sentences import split_sentences  # noqa: E402
from contraflow.reports.page import read_report  # noqa: E402
from contraflow.reports.report import Report  # noqa: E402

GOLD = ROOT / "gold"
NEAR = 0.02  # relative, of a coded number and one in the text
Code = dict[str, object]


def code(row: Mapping[str, str]) -> Code:
    """Return one code, a row of a table of codes, as the trainer reads it."""
    return {
        "indicator": row["indicator"],
        "kind": row["kind"],
        "value": float(row["value"]) if row["value"] else None,
        "code": row["code"],
        "modality": row["modality"],
        "end": row.get("end", ""),
        "start": row.get("start", ""),
    }


def sentence(text: str, codes: Iterable[Code], case: Case, known: str | list[str] = "all") -> dict[str, object]:
    """Return a sentence for training: its plain words, codes, numbers with what each was coded as, and what is known of it."""
    words, codes = plain(text, case).text.strip(), list(codes)
    for each in codes:
        each["former"] = any(_after(other, each) for other in codes)
    return {"text": words, "tokens": tokens(words), "codes": codes, "figures": _labelled(words, codes), "known": known}


def _after(one: Code, other: Code) -> bool:
    """Whether one amount is what another has become."""
    same = (
        one["indicator"] == other["indicator"] and one["kind"] == other["kind"] == "amount" and one["value"] != other["value"]
    )
    end, start, later = str(other["end"] or ""), str(one["start"] or ""), str(one["end"] or "")
    return same and bool(end) and (start >= end or not later or later > end)


def _labelled(words: str, codes: list[Code]) -> list[dict[str, object]]:
    figures = []
    for figure in find_figures(words):
        meant = set()
        for each in codes:
            for sense in SENSES:
                value = figure.value(sense)
                if value is not None and _meant(each, sense, value):
                    meant.add(f"{each['indicator']}|{sense}")
        figures.append({"start": figure.start, "end": figure.end, "meant": sorted(meant),
                        "can": [sense for sense in SENSES if figure.value(sense) is not None]})  # fmt: skip
    return figures


def _meant(each: Code, sense: str, value: float) -> bool:
    kind = {"amount": "amount", "was": "amount", "share": "share"}.get(sense, "ratio")
    coded = each["value"]
    if each["kind"] != kind or not isinstance(coded, float):
        return False
    if kind == "amount" and bool(each["former"]) != (sense == "was"):
        return False
    return abs(abs(coded) - value) <= NEAR * abs(coded)


# --- sources


def written(folder: Path, case: Case) -> Iterator[dict[str, object]]:
    """Yield the pages of one writer: one sentence a line, its codes below it."""
    for path in sorted(folder.glob("*.txt")):
        _, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        sentences: list[tuple[str, list[Code]]] = []
        starts: list[tuple[int, int]] = []
        text = ""
        for line in body.split("\n"):
            if line.startswith(">"):
                fields = [field.strip() for field in line[1:].split("|")]
                if len(fields) == 11 and sentences:
                    sentences[-1][1].append(_line(fields))
            elif line.strip():
                text += line.strip() + " "
                starts.append((len(text) - len(line.strip()) - 1, len(text) - 1))
                sentences.append((line.strip(), []))
            elif text:
                text = text.rstrip() + "\n\n"
        masked = mask_sources(text)
        yield {
            "source": folder.name,
            "page": path.stem,
            "sentences": [
                sentence(masked[start:end], codes, case) for (start, end), (_, codes) in zip(starts, sentences, strict=True)
            ],
        }


def _line(fields: list[str]) -> Code:
    found = re.match(r"(-?[\d.]+)?\s*([a-z_]+)?", fields[2])
    start, _, end = (part.strip() for part in fields[6].partition(".."))
    value, word = (found[1] or "", found[2] or "") if found else ("", "")
    return code(
        {
            "indicator": fields[0],
            "kind": fields[1],
            "value": value,
            "code": word,
            "modality": fields[10],
            "start": start,
            "end": end,
        }
    )


def lot(name: str, case: Case) -> Iterator[dict[str, object]]:
    """Yield the pages of a lot that may be learned from."""
    for page in read_lot(name):
        report = read_report(page.path.read_bytes(), url=page.url, published=page.published)
        sentences, masked = split_sentences(report.text), mask_sources(report.text)
        bare, at = [_bare(each.text) for each in sentences], 0
        codes: list[list[Code]] = [[] for _ in sentences]
        for row in page.codes:
            order = [*range(at, len(bare)), *range(at)]
            number = next((number for number in order if _bare(row.sentence_start) in bare[number]), None)
            if number is not None:
                plainly = {name: "" if value is None else str(value) for name, value in asdict(row).items()}
                codes[at := number].append(code(plainly))
        yield {
            "source": f"lot-{name}",
            "page": page.name,
            "sentences": [
                sentence(masked[each.start : each.start + len(each.text)], coded, case)
                for each, coded in zip(sentences, codes, strict=True)
                if _bare(each.text) != _bare(report.title)
            ],
        }


def single(source: str, rows: Iterable[tuple[str, list[Code], str | list[str]]], case: Case) -> Iterator[dict[str, object]]:
    """Yield sentences that stand alone, a document each."""
    for number, (text, codes, known) in enumerate(rows):
        yield {"source": source, "page": f"{source}-{number}", "sentences": [sentence(mask_sources(text), codes, case, known)]}


def _gold(path: Path, case: Case) -> Iterator[tuple[str, list[Code], str | list[str]]]:
    # a sentence written for one indicator was coded for that one; where a rule speaks of another, nobody knows
    coded: dict[str, list[Code]] = {}
    for row in _table(path):
        coded.setdefault(row["sentence"], []).extend([] if row["indicator"] == "none" else [code(row)])
    for text, codes in coded.items():
        unsure = _ruled(text, case) - {str(each["indicator"]) for each in codes} - {path.stem}
        yield text, codes, [f"-{each}" for each in sorted(unsure)]


def _ruled(text: str, case: Case) -> set[str]:
    report = Report("x", "X", "", "", date(2018, 6, 8), "", "en", "", "", "", "", "", (), text, "")
    claims: tuple[Claim, ...] = read_claims(report, case)
    return {claim.indicator for claim in claims}


def _claims(case: Case) -> Iterator[tuple[str, list[Code], str | list[str]]]:
    # the paraphrases of coded real reports: one claim each; what else they say was coded elsewhere
    for row in _table(ROOT / "cases" / "yalu" / "claims.csv"):
        unsure = _ruled(row["paraphrase"], case) - {row["indicator"]}
        yield row["paraphrase"], [code(row)], [f"-{each}" for each in sorted(unsure)]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _learned(path: Path) -> Iterator[tuple[str, list[Code], str | list[str]]]:
    for row in _table(path):
        codes = []
        for each in filter(None, row["codes"].split(";")):
            indicator, kind, what = each.split(":")
            number = kind != "event" and what.lstrip("-").replace(".", "").replace("e+", "").isdigit()
            value, word = (what, "") if number else ("", what)
            codes.append(code({"indicator": indicator, "kind": kind, "value": value, "code": word, "modality": "asserted"}))
        yield row["sentence"], codes, "all"


def main(words: list[str]) -> int:
    """Write all documents, one JSON object a line."""
    case = read_case(ROOT / "cases" / "yalu")
    out, without = Path(words[0]), set(words[2:]) if "--without" in words else set()
    sources: dict[str, Iterator[dict[str, object]]] = {"lot-a": lot("a", case)}
    for path in [GOLD / "sentences.csv", *sorted((GOLD / "indicators").glob("*.csv"))]:
        sources[path.stem] = single(path.stem, _gold(path, case), case)
    sources["own"] = single("own", _learned(GOLD / "training" / "sentences.csv"), case)
    sources["claims"] = single("claims", _claims(case), case)
    sources["background"] = single(
        "background", ((row["sentence"], [], "all") for row in _table(GOLD / "background.csv")), case
    )
    sources["background-a"] = single(
        "background-a", ((row["sentence"], [], "all") for row in _table(GOLD / "heldback" / "a" / "background.csv")), case
    )
    for folder in sorted((GOLD / "training").iterdir()):
        if folder.is_dir():
            sources[folder.name] = written(folder, case)
    with out.open("w", encoding="utf-8") as file:
        for name, documents in sources.items():
            if name not in without:
                kept = list(documents)
                file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in kept)
                lines = [each for document in kept for each in document["sentences"]]  # type: ignore[attr-defined]
                print(
                    f"{name}: {len(kept)} documents, {len(lines)} sentences, {sum(len(each['codes']) for each in lines)} codes"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
