"""Judgements: what a person says of a claim, and how it stands in a store."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from contraflow.claims.claim import Claim

VERDICTS = ("accept", "correct", "reject", "add", "undo")


@dataclass(frozen=True)
class Judgement:
    """What a person says of a claim.

    Attributes:
        verdict: accept, correct (another claim stands in its place), reject, add (a claim that the reader missed), undo.
        by: who says so: the id of a coder.
        claim: id of the claim that is judged; empty when one is added or a judgement is undone.
        right: the claim as it should be, when it is corrected or added; its id and number do not matter.
        note: why, in words.
        undoes: number of the judgement that is undone, else 0.
    """

    verdict: str
    by: str
    claim: str = ""
    right: Claim | None = None
    note: str = ""
    undoes: int = 0


@dataclass(frozen=True)
class Judged:
    """A judgement as it was recorded.

    Attributes:
        n: its number in the store.
        report: id of the report; ``version`` the version that was judged.
        number: of the claim in its report.
        found: the claim as the reader had it; None when it was added.
        right: the claim that stands after the judgement; None when it was rejected.
        undoes: number of the judgement that it undoes, else 0.
        undone: whether a later one undid it.
        entry: by which it was recorded.
    """

    n: int
    report: str
    version: int
    number: int
    verdict: str
    by: str
    note: str
    found: Claim | None
    right: Claim | None
    undoes: int
    undone: bool
    entry: int

    @property
    def claim(self) -> str:
        """Id of the claim."""
        return f"{self.report}/{self.number}"


def judged_of(rows: Sequence[Any]) -> list[Judged]:
    """Return the judgements of database rows; those that a later row among them undoes are marked."""
    undone = {row.undoes for row in rows if row.undoes}
    return [replace(_judged(row), undone=row.n in undone) for row in rows]


def _judged(row: Any) -> Judged:
    plain = json.loads(row.payload)
    found, right = (Claim.from_dict(plain[name]) if plain[name] else None for name in ("found", "right"))
    return Judged(
        row.n,
        row.report,
        row.version,
        row.number,
        row.verdict,
        row.coder,
        row.note,
        found,
        right,
        row.undoes or 0,
        False,
        row.entry,
    )
