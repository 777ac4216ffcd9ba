"""Recording a judgement."""

from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from contraflow.claims.claim import Anchor, Claim
from contraflow.errors import InputError
from contraflow.store.matching import ADDED
from contraflow.store.rows import column_text, new_entry, payload
from contraflow.store.schema import judgements
from contraflow.store.told import Reading, all_judged, current, standing
from contraflow.store.verdicts import VERDICTS, Judgement

MOST_ANCHOR_WORDS = 8


def judge(connection: Connection, judgement: Judgement) -> int:
    """Record a judgement and return its number.

    Raises:
        InputError: if it is none, or of a claim or judgement that is not there.
    """
    if judgement.verdict not in VERDICTS:
        raise InputError(f"judgement: found {judgement.verdict!r}; allowed: {', '.join(VERDICTS)}; do: choose one")
    if not judgement.by.strip():
        raise InputError("judgement by: found nothing; allowed: the id of a coder; do: say who judges")
    if judgement.verdict == "undo":
        return _undo(connection, judgement)
    reading, number, found = _judged_claim(connection, judgement)
    right = _right(judgement, reading, number, found)
    return _write(connection, judgement, (reading.report.id, reading.version, number), found, right)


def _judged_claim(connection: Connection, judgement: Judgement) -> tuple[Reading, int, Claim | None]:
    """Return the report that is judged, the number of the claim and the claim as it stands or as the reader had it."""
    if judgement.verdict == "add":
        if judgement.right is None:
            raise InputError("judgement add: found no claim; allowed: the claim to add; do: give it")
        reading = _reading(connection, judgement.right.report)
        last = connection.execute(
            select(func.max(judgements.c.number)).where(judgements.c.report == reading.report.id, judgements.c.number >= ADDED)
        ).scalar()
        return reading, (last or ADDED) + 1, None
    report, _, number = judgement.claim.rpartition("/")
    reading = _reading(connection, report)
    at_hand = {claim.number: claim for claim in reading.claims}
    for judged in standing(connection, report=report).get(report, {}).values():
        claim = judged.right or judged.found
        if claim is not None:
            at_hand.setdefault(judged.number, claim)
    if not number.isdecimal() or int(number) not in at_hand:
        raise InputError(
            f"judgement claim: found {judgement.claim!r}; allowed: a claim of {report} ({len(at_hand)} there); "
            "do: take an id from contraflow review or contraflow store history"
        )
    return reading, int(number), at_hand[int(number)]


def _reading(connection: Connection, report: str) -> Reading:
    found = current(connection, names=[report])
    if not found:
        raise InputError(f"judgement: found the report {report!r}; allowed: one that the store holds; do: keep its page first")
    return found[0]


def _right(judgement: Judgement, reading: Reading, number: int, found: Claim | None) -> Claim | None:
    """Return the claim that stands after the judgement, None when it was rejected."""
    if judgement.verdict == "reject":
        return None
    if judgement.verdict == "accept":
        return found
    if judgement.right is None:
        raise InputError(
            f"judgement {judgement.claim}: found no corrected claim; allowed: the claim as it should be; do: give it"
        )
    name = reading.report.id
    right = replace(judgement.right, report=name, number=number, id=f"{name}/{number}")
    _check_anchor(right.anchor, reading, right.id)
    return right


def _check_anchor(anchor: Anchor, reading: Reading, name: str) -> None:
    words = len(anchor.exact.split())
    if words > MOST_ANCHOR_WORDS:
        raise InputError(f"{name} anchor: found {words} words; allowed: at most {MOST_ANCHOR_WORDS}; do: shorten the quote")
    if anchor.start >= 0 and reading.report.text[anchor.start : anchor.end] != anchor.exact:
        raise InputError(
            f"{name} anchor: found words that do not stand at {anchor.start} to {anchor.end}; allowed: words of the text; "
            "do: mark them again"
        )


def _undo(connection: Connection, judgement: Judgement) -> int:
    every = {judged.n: judged for judged in all_judged(connection)}
    undone = every.get(judgement.undoes)
    if undone is None or undone.verdict == "undo" or undone.undone:
        raise InputError(
            f"judgement undo: found number {judgement.undoes}; allowed: one that stands; do: see contraflow store history"
        )
    return _write(connection, judgement, (undone.report, undone.version, undone.number), undone.found, undone.right)


def _write(
    connection: Connection, judgement: Judgement, of: tuple[str, int, int], found: Claim | None, right: Claim | None
) -> int:
    report, version, number = of
    n: int = (connection.execute(select(func.max(judgements.c.n))).scalar() or 0) + 1
    plain = {"found": found.to_dict() if found else None, "right": right.to_dict() if right else None}
    connection.execute(
        insert(judgements),
        {
            "n": n, "entry": new_entry(connection, "judgement", f"{report}/{number}"), "report": report, "version": version,
            "number": number, "verdict": judgement.verdict, "coder": column_text(judgement.by),
            "note": column_text(judgement.note), "undoes": judgement.undoes or None, **payload(plain),
        },
    )  # fmt: skip
    return n
