"""What people judged, as gold for the reader: what it found and what is right, at words that can be found again."""

import json
from pathlib import Path
from typing import Any

from contraflow.claims.claim import Claim
from contraflow.store.files import whole_file
from contraflow.store.store import Store
from contraflow.store.verdicts import Judged

NOT_TOLD = ("id", "report", "number", "marking", "reliability", "credibility")


def write_gold(store: Store, path: Path, overwrite: bool) -> int:
    """Write the judgements that stand as JSON lines and return how many there are.

    Of each coder the last judgement of a claim counts; what was undone is absent. Each line holds the verdict, the coder, the
    address of the page and both forms of the claim, each at its anchor with the characters around it.

    Raises:
        OutputError: if the file is there already or cannot be written.
    """
    lines = gold_of(store)
    with whole_file(path, overwrite) as temporary, temporary.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n")
    return len(lines)


def gold_of(store: Store) -> list[dict[str, Any]]:
    """Return the judgements that stand, one a claim and coder, by report, number and coder."""
    last: dict[tuple[str, int, str], Judged] = {}
    for judged in store.judgements():
        if judged.verdict != "undo" and not judged.undone:
            last[judged.report, judged.number, judged.by] = judged
    texts = {(each.report.id, each.version): each for name in {key[0] for key in last} for each in store.versions(name)}
    return [_line(last[key], texts[last[key].report, last[key].version].report.url) for key in sorted(last)]


def _line(judged: Judged, url: str) -> dict[str, Any]:
    return {
        "report": judged.report, "version": judged.version, "number": judged.number, "url": url, "verdict": judged.verdict,
        "coder": judged.by, "note": judged.note, "found": _told(judged.found), "right": _told(judged.right),
    }  # fmt: skip


def _told(claim: Claim | None) -> dict[str, Any] | None:
    """Return the fields that a reader is to find; how much a source is believed is none of them."""
    return {name: value for name, value in claim.to_dict().items() if name not in NOT_TOLD} if claim else None
