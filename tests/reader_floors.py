"""The floors of the reader (gold/floors.toml): kept against accident, moved on purpose.

    python tests/reader_floors.py a b --why "merged the rules for voices"    # pin what is measured now; only ever upwards
    python tests/reader_floors.py a --why "..." --lower                      # downwards too: say why in the changelog

A lot's fingerprint covers every byte of its pages and codes; its seal covers the fingerprint, the floors and the reason.
Whoever edits one of them by hand breaks the seal, and tests/unit/claims/test_floors.py says so.
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script, too

from contraflow.case import read_case
from tests.heldback import HELDBACK, LOTS, ROOT
from tests.reader_score import false_alarms, measure, score_lot

FLOORS = ROOT / "gold" / "floors.toml"
MOST = ("false_alarms",)  # bounds from above; all others bound from below
PIN = 'python tests/reader_floors.py {lot} --why "..."'

HEAD = """# Floors of the reader on the held-back pages (gold/heldback).
# Made by tests/reader_floors.py: edit nothing by hand, the seals would tell.
# `wanted` are the floors of the project's plan, `lots` what the reader is held to now.
"""


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 of all pages and tables of a lot, names and bytes, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.iterdir() if each.suffix in (".csv", ".html", ".txt")):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def seal(lot: str, pinned: dict[str, Any]) -> str:
    """Return what a lot's ``seal`` must be: it covers its name, fingerprint, reason and every floor."""
    plain = {name: value for name, value in pinned.items() if name != "seal"}
    return hashlib.sha256(json.dumps([lot, plain], sort_keys=True).encode()).hexdigest()[:16]


def read_floors(path: Path = FLOORS) -> dict[str, Any]:
    """Return ``wanted`` and ``lots`` as they are pinned."""
    return tomllib.loads(path.read_text("utf-8"))


def below(floors: dict[str, float], measured: dict[str, float]) -> list[str]:
    """Say in words which measures are worse than their floor."""
    return [
        f"{name}: measured {measured[name]:.3f}, {'at most' if name in MOST else 'at least'} {floor:.3f} allowed"
        for name, floor in floors.items()
        if (measured[name] > floor if name in MOST else measured[name] < floor)
    ]


def rounded(measured: dict[str, float]) -> dict[str, float]:
    """Return floors that the measures just hold: cut to three places, counts as they are."""
    return {
        name: int(value) if name in MOST else math.floor(value * 1000 + 1e-9) / 1000  # a share of 0.29 is 0.28999 in binary
        for name, value in measured.items()
    }


def pin(lot: str, measured: dict[str, float], why: str, pinned: dict[str, Any], *, lower: bool = False) -> dict[str, Any]:
    """Return the floors of one lot as they are to be pinned: the better of old and new, or the new ones with ``lower``.

    Raises:
        ValueError: if no reason is given.
    """
    if not why.strip():
        raise ValueError("no reason given; allowed: one line; do: say why the floors move")
    floors = rounded(measured)
    for name, old in pinned.get("floors", {}).items() if not lower else ():
        floors[name] = min(old, floors[name]) if name in MOST else max(old, floors[name])
    entry = {"fingerprint": fingerprint(HELDBACK / lot), "why": why.strip(), "floors": floors}
    return {**entry, "seal": seal(lot, entry)}


def written(floors: dict[str, Any]) -> str:
    """Return the file's text."""
    lines = [HEAD, "[wanted]", *(f"{name} = {value}" for name, value in floors["wanted"].items())]
    for lot, entry in floors["lots"].items():
        lines += ["", f"[lots.{lot}]", *(f"{name} = {json.dumps(entry[name])}" for name in ("fingerprint", "why", "seal"))]
        lines += [f"[lots.{lot}.floors]", *(f"{name} = {value}" for name, value in entry["floors"].items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure the lots named on the command line and pin what they reach."""
    parser = argparse.ArgumentParser(description="Pin the floors of the reader on purpose.")
    parser.add_argument("lot", nargs="+", choices=LOTS)
    parser.add_argument("--why", required=True, help="one line: what was changed")
    parser.add_argument("--lower", action="store_true", help="allow floors to fall")
    options = parser.parse_args()
    case = read_case(ROOT / "cases" / "yalu")
    floors = read_floors()
    for lot in options.lot:
        measured = measure(score_lot(lot, case), len(false_alarms(lot, case)))
        floors["lots"][lot] = pin(lot, measured, options.why, floors["lots"].get(lot, {}), lower=options.lower)
        print(lot, floors["lots"][lot]["floors"])
    FLOORS.write_text(written(floors), "utf-8")


if __name__ == "__main__":
    main()
