"""Claims of a store as a file for people who prefer a spreadsheet."""

import csv
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from contraflow.claims.claim import Claim
from contraflow.claims.coded import CLAIM_COLUMNS
from contraflow.reviewing.cells import defuse
from contraflow.reviewing.checking import cells_of
from contraflow.store import Judged, Store
from contraflow.store.files import whole_file

BASIS = "basis"
SHEET_COLUMNS = ("judgement", "note", *CLAIM_COLUMNS, BASIS)
AROUND = {"anchor_prefix": "", "anchor_suffix": ""}  # words around a quotation may describe a source; the store has them
Pairs = Sequence[tuple[Claim, Judged | None]]


def basis_of(claim: Claim) -> str:
    """Return a mark of all that a claim says, by which a file made of an older reading is known."""
    cells = cells_of(claim)
    return "b-" + sha256("\x1f".join(cells.values()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def order_claims(store: Store, coder: str, report: str = "") -> list[tuple[Claim, Judged | None]]:
    """Return the claims of a store, the earliest report first, as a coder who sees the own judgements alone has them."""
    order = {each.id: n for n, each in enumerate(store.reports())}
    return sorted(store.claims(report, coder=coder), key=lambda pair: order.get(pair[0].report, len(order)))


def sheet_rows(pairs: Pairs, *, judged: bool) -> list[dict[str, str]]:
    """Return claims as rows under ``SHEET_COLUMNS``.

    Args:
        judged: fill in the judgements that stand and their notes.
    """
    rows = []
    for claim, verdict in pairs:
        told = {"judgement": verdict.verdict, "note": verdict.note} if judged and verdict else {"judgement": "", "note": ""}
        rows.append({**told, **cells_of(claim), **AROUND, BASIS: basis_of(claim)})
    return rows


def write_sheet(store: Store, path: Path, *, coder: str = "", report: str = "", overwrite: bool = False) -> int:
    """Write claims for a spreadsheet and return how many there are.

    Args:
        coder: fill in what this person judged; without one, claims stand as all judgements together leave them, unjudged.
        report: of this report alone.

    Raises:
        OutputError: if the file is there already or cannot be written.
    """
    rows = sheet_rows(order_claims(store, coder, report), judged=bool(coder))
    with (
        whole_file(path, overwrite) as temporary,
        temporary.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.DictWriter(file, SHEET_COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: defuse(cell) for name, cell in row.items()} for row in rows)
    return len(rows)
