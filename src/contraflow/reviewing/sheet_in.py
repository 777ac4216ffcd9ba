"""Judgements from a spreadsheet: every problem of the file told at once, and all of its judgements kept or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contraflow.case.case import Case, Origin
from contraflow.case.findings import Findings, listed, suggest
from contraflow.claims.claim import Anchor, Claim
from contraflow.claims.coded import ANCHOR_COLUMNS, CLAIM_COLUMNS
from contraflow.errors import CaseError, InputError, Problem
from contraflow.reports.report import Report
from contraflow.reviewing.anchors import anchor_at, draw_anchor, find_words
from contraflow.reviewing.cells import possible_days, read_table, same_cell
from contraflow.reviewing.checking import cells_of, check_cells, fresh_cells, same_claim
from contraflow.reviewing.sheet_out import BASIS, SHEET_COLUMNS, basis_of
from contraflow.reviewing.views import NOBODY, accepting
from contraflow.store import Judged, Judgement, Store

WORDS = ("accept", "correct", "reject", "add")
FIXED = ("id", "report", "number", "extractor")  # not for a person to change
DAYS = ("start", "end", "known")


@dataclass(frozen=True)
class Line:
    """One row of a file.

    Attributes:
        cells: by column, as the file has them.
        origin: the file and the line.
    """

    cells: dict[str, str]
    origin: Origin

    @property
    def verdict(self) -> str:
        """What the person wrote as judgement."""
        return self.cells["judgement"].strip().casefold()

    @property
    def note(self) -> str:
        """What the person wrote as note."""
        return self.cells["note"].strip()


@dataclass
class Sheet:
    """A file of judgements while it is read.

    Attributes:
        own: claims and judgements as the coder has them, by id.
        read: claims as the reader has them, by id.
        judgements: those that are new.
        skipped: how many the store has already.
    """

    coder: str
    case: Case
    reports: Mapping[str, Report]
    own: dict[str, tuple[Claim, Judged | None]]
    read: dict[str, Claim]
    findings: Findings = field(default_factory=Findings)
    judgements: list[Judgement] = field(default_factory=list)
    skipped: int = 0
    seen: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """What was taken from a file.

    Attributes:
        kept: number of judgements that are new in the store.
        skipped: number that the coder had made before, word for word.
        unjudged: number of rows without a judgement.
    """

    kept: int
    skipped: int
    unjudged: int


def take_sheet(store: Store, path: Path, coder: str, case: Case) -> Taken:
    """Keep the judgements of a file, all of them or none.

    Raises:
        InputError: if it is no CSV file.
        CaseError: with every problem of the file, by line and field; then nothing is kept.
    """
    sheet = Sheet(
        coder,
        case,
        {report.id: report for report in store.reports()},
        {claim.id: (claim, judged) for claim, judged in store.claims(coder=coder)},
        {claim.id: claim for claim, _ in store.claims(coder=NOBODY)},
    )
    lines = _lines(path, sheet.findings)
    for line in lines:
        _take(line, sheet)
    if sheet.findings.problems:
        raise CaseError(path.name, sheet.findings.problems)
    store.judge_all(sheet.judgements)
    return Taken(len(sheet.judgements), sheet.skipped, sum(not line.verdict for line in lines))


def _lines(path: Path, findings: Findings) -> list[Line]:
    header, rows = read_table(path)
    top = Origin(path.name, 1)
    before = len(findings.problems)
    for name in SHEET_COLUMNS:
        if header.count(name) != 1:
            found = "the column twice" if name in header else "no such column"
            findings.add(top, name, found, "every column once", "take the header of contraflow review out")
    for name in sorted(set(filter(None, header)) - set(SHEET_COLUMNS)):
        findings.add(top, name, "an unknown column", listed(SHEET_COLUMNS), suggest(name, SHEET_COLUMNS))
    if len(findings.problems) > before:
        return []
    lines = []
    for number, cells in rows:
        origin = Origin(path.name, number)
        if any(cell.strip() for cell in cells[len(header) :]) or any(
            cell.strip() for name, cell in zip(header, cells, strict=False) if not name
        ):
            findings.add(origin, "", "cells without a column", f"{len(SHEET_COLUMNS)} cells", "quote what holds the separator")
            continue
        cells = cells[: len(header)] + [""] * (len(header) - len(cells))
        lines.append(Line(dict(zip(header, cells, strict=True)), origin))
    return lines


def _take(line: Line, sheet: Sheet) -> None:
    """Add the judgement of a row, or what is wrong with it."""
    if line.verdict not in (*WORDS, ""):
        allowed = f"{', '.join(WORDS)}, or nothing"
        sheet.findings.add(line.origin, "judgement", repr(line.verdict), allowed, suggest(line.verdict, WORDS))
    elif line.verdict == "add" and not _is_own_add(line, sheet):
        _take_added(line, sheet)
    else:
        _take_judged(line, sheet)


def _is_own_add(line: Line, sheet: Sheet) -> bool:
    _, judged = sheet.own.get(line.cells["id"].strip(), (None, None))
    return judged is not None and judged.verdict == "add"


def _take_judged(line: Line, sheet: Sheet) -> None:
    name = line.cells["id"].strip()
    if name not in sheet.own and name not in sheet.read:
        found, allowed = repr(name) if name else "nothing", "the id of a claim that the store holds"
        remedy = "write add for a new claim; else the page was read anew: make the file anew with contraflow review out"
        sheet.findings.add(line.origin, "id", found, allowed, remedy)
        return
    own, judged = sheet.own.get(name, (None, None))
    views = [claim for claim in (sheet.read.get(name), own) if claim is not None]
    base = next((claim for claim in views if basis_of(claim) == line.cells[BASIS].strip()), None)
    if base is None:
        if line.verdict:
            found, allowed = "the mark of an older reading or judgement", "that of the claim as it stands"
            remedy = "make the file anew with contraflow review out and judge this claim there"
            sheet.findings.add(line.origin, BASIS, found, allowed, remedy)
        return
    changed = _changed(line, base)
    if line.verdict and not _is_first(line, name, sheet):
        return
    if line.verdict == "correct":
        _take_corrected(line, base, changed, judged, sheet)
    elif changed:
        found = f"{line.verdict or 'nothing'}, but another {changed[0]}"
        remedy = "write correct, or take the change back"
        sheet.findings.add(line.origin, "judgement", found, "correct where something is changed", remedy)
    elif line.verdict:
        _keep(_unchanged(line, base, sheet), judged, sheet)
    elif line.note:
        sheet.findings.add(line.origin, "note", "a note", "a note beside a judgement", "judge the claim, or empty the cell")


def _unchanged(line: Line, base: Claim, sheet: Sheet) -> Judgement:
    """Return the judgement of a row in which nothing but judgement and note was written."""
    if line.verdict == "reject":
        return Judgement("reject", sheet.coder, base.id, note=line.note)
    if line.verdict == "add":  # the coder's own, there already
        return Judgement("correct", sheet.coder, base.id, right=base, note=line.note)
    return accepting(base, sheet.read.get(base.id), sheet.coder, line.note)


def _is_first(line: Line, name: str, sheet: Sheet) -> bool:
    first = sheet.seen.setdefault(name, line.origin.line)
    if first == line.origin.line:
        return True
    sheet.findings.add(line.origin, "id", f"{name!r} again", "every claim once", f"remove it; first on line {first}")
    return False


def _changed(line: Line, base: Claim) -> list[str]:
    """Return the columns in which a person changed something; the context of an anchor follows from the anchor."""
    before = cells_of(base)
    names = (name for name in CLAIM_COLUMNS if name not in {"anchor_prefix", "anchor_suffix", "precision"})
    return [name for name in names if not same_cell(line.cells[name], before[name])]


def _take_corrected(line: Line, base: Claim, changed: list[str], judged: Judged | None, sheet: Sheet) -> None:
    before = len(sheet.findings.problems)
    for name in FIXED:
        if name in changed:
            found, allowed = repr(line.cells[name]), repr(cells_of(base)[name])
            sheet.findings.add(line.origin, name, found, allowed, "leave it; for a claim more write add")
    cells = cells_of(base) | {name: line.cells[name].strip() for name in changed}
    _read_days({name: line.cells[name] for name in DAYS}, cells, line, sheet)
    anchor = _anchor(line, changed, base.anchor, sheet.reports[base.report].text, sheet)
    claim, problems = check_cells(cells, anchor, sheet.case, sheet.reports, line.origin)
    sheet.findings.problems += problems
    if len(sheet.findings.problems) > before:
        return
    if judged is None and same_claim(claim, base):
        sheet.findings.add(line.origin, "judgement", "correct, but nothing changed", "accept", "write accept, or correct it")
        return
    _keep(Judgement("correct", sheet.coder, base.id, right=claim, note=line.note), judged, sheet)


def _take_added(line: Line, sheet: Sheet) -> None:
    before = len(sheet.findings.problems)
    report = sheet.reports.get(line.cells["report"].strip())
    if report is None:
        found = repr(line.cells["report"])
        remedy = suggest(line.cells["report"], sheet.reports)
        sheet.findings.add(line.origin, "report", found, "the id of a report that the store holds", remedy)
        return
    fresh = fresh_cells(report)
    cells = {name: line.cells[name].strip() or fresh[name] for name in CLAIM_COLUMNS} | {
        name: fresh[name] for name in ("id", "number", "known")
    }
    _read_days({name: line.cells[name] for name in DAYS[:2]}, cells, line, sheet)
    anchor = _anchor(line, ["anchor_exact"], Anchor(""), report.text, sheet)
    claim, problems = check_cells(cells, anchor, sheet.case, sheet.reports, line.origin)
    sheet.findings.problems += problems
    if len(sheet.findings.problems) > before:
        return
    own = [judged for _, judged in sheet.own.values() if judged is not None and judged.report == report.id]
    again = [judged for judged in own if judged.right is not None and judged.number and same_claim(judged.right, claim)]
    made = Judgement("add", sheet.coder, right=claim, note=line.note)
    _keep(made, next((judged for judged in again if judged.verdict == "add"), None), sheet)


def _read_days(written: Mapping[str, str], cells: dict[str, str], line: Line, sheet: Sheet) -> None:
    """Put days into ``cells`` as the codebook writes them; note those of which day and month are not clear."""
    for name, cell in written.items():
        days = possible_days(cell)
        if len(days) == 1:
            cells[name] = days[0]
        elif days:
            found, allowed = repr(cell.strip()), "a day as YYYY-MM-DD"
            sheet.findings.add(line.origin, name, found, allowed, f"write {days[0]} or {days[1]}, whichever is meant")
            cells[name] = days[0]


def _anchor(line: Line, changed: list[str], before: Anchor, text: str, sheet: Sheet) -> Anchor:
    """Return the anchor on the words that a person wrote; they must stand in the text."""
    if not {*ANCHOR_COLUMNS} & {*changed}:
        return before
    words = line.cells["anchor_exact"]
    places = find_words(text, words)
    start = line.cells["anchor_start"].strip()
    if not places or (len(places) > 1 and not start.isdecimal()):
        found = f"{words.strip()!r}, which stands there {len(places)} times" if words.strip() else "nothing"
        remedy = "copy more of the words" if places else "copy the words from the report"
        sheet.findings.add(line.origin, "anchor_exact", found, "words that stand once in the text", remedy)
        return before
    near = min(places, key=lambda place: abs(place[0] - int(start))) if start.isdecimal() else places[0]
    try:
        drawn = draw_anchor(text, *near)
    except InputError as error:
        problem = str(error).split("; ")
        sheet.findings.problems.append(
            Problem(line.origin.file, line.origin.line, "anchor_exact", problem[0].removeprefix("anchor: found "),
                    problem[1].removeprefix("allowed: "), problem[2].removeprefix("do: "))
        )  # fmt: skip
        return before
    return anchor_at(text, drawn.start, drawn.end)


def _keep(judgement: Judgement, judged: Judged | None, sheet: Sheet) -> None:
    """Take a judgement, unless the coder made the same before."""
    if judged is not None and _is_same(judgement, judged):
        sheet.skipped += 1
    else:
        sheet.judgements.append(judgement)


def _is_same(judgement: Judgement, judged: Judged) -> bool:
    if judgement.note != judged.note.strip():
        return False
    if judgement.right is not None and judged.right is not None:
        return same_claim(judgement.right, judged.right) and judged.verdict != "accept"
    return judgement.verdict == judged.verdict
