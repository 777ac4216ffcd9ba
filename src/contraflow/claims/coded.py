"""Claims and reports that a person coded: the CSV files of a case, read and written."""

import csv
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

from contraflow.case.case import Case, Origin
from contraflow.case.findings import Findings, suggest
from contraflow.case.reading import read_with_problems
from contraflow.case.table import Row, read_rows, unique
from contraflow.claims.claim import Anchor, Claim, Evidence
from contraflow.claims.codebook_checks import check_claim
from contraflow.errors import CaseError, Problem
from contraflow.reports.report import Report
from contraflow.words.load import case_words, claim_words, indicator_names

REPORT_COLUMNS = (
    "id", "outlet", "url", "title", "published", "date_note", "language", "reporter", "translator", "writer", "via", "echo_of",
)  # fmt: skip
ANCHOR_COLUMNS = tuple(f"anchor_{each.name}" for each in fields(Anchor))
CLAIM_COLUMNS = tuple(
    column for each in fields(Claim) for column in (ANCHOR_COLUMNS if each.name == "anchor" else (each.name,))
)
MOST_ANCHOR_WORDS = 8


def read_coded(case: Case) -> Evidence:
    """Return the coded reports and claims of a case.

    Raises:
        CaseError: with every problem of reports.csv and claims.csv.
    """
    findings = Findings()
    evidence = _read(case, findings)
    if findings.problems:
        raise CaseError(str(case.folder), findings.problems)
    return evidence


def check_case(folder: str | Path) -> list[Problem]:
    """Return every problem of a case folder, its coded evidence included, which is also held against the codebook."""
    case, problems = read_with_problems(Path(folder))
    findings = Findings()
    if case is not None:
        _read(case, findings, closely=True)
    return sorted([*problems, *findings.problems])


def _read(case: Case, findings: Findings, *, closely: bool = False) -> Evidence:
    report_rows = [(row.text("id"), row) for row in read_rows(case.folder, "reports.csv", REPORT_COLUMNS, findings)]
    unique(report_rows, "report")
    reports = {name: _report(name, row) for name, row in report_rows}
    for name, row in report_rows:
        if reports[name].echo_of and reports[name].echo_of not in reports:
            row.problem("echo_of", repr(reports[name].echo_of), "the id of a report", suggest(reports[name].echo_of, reports))
    claim_rows = [(row.text("id"), row) for row in read_rows(case.folder, "claims.csv", CLAIM_COLUMNS, findings)]
    unique(claim_rows, "claim")
    claims = tuple(read_claim(name, row, case, reports, closely=closely) for name, row in claim_rows)
    return Evidence(tuple(reports.values()), claims)


def _report(name: str, row: Row) -> Report:
    return Report(
        id=name,
        outlet=row.text("outlet", needed=True),
        url=row.text("url"),
        title=row.text("title"),
        published=row.needed_day("published"),
        date_note=row.text("date_note"),
        language=row.text("language", needed=True),
        reporter=row.text("reporter"),
        translator=row.text("translator"),
        writer=row.text("writer"),
        via=row.text("via"),
        echo_of=row.text("echo_of"),
    )


def read_claim(name: str, row: Row, case: Case, reports: dict[str, Report], *, closely: bool = False) -> Claim:
    """Return the claim of a row under ``CLAIM_COLUMNS``; what is wrong is noted in the row's findings.

    Args:
        name: id of the claim.
        reports: all reports by id.
        closely: hold it against the codebook, too.
    """
    before = len(row.findings.problems)
    claim = _claim(name, row, case, reports)
    # a claim that lacks a column, or with a wrong word, number or day, is not held against what it would mean
    if closely and len(row.findings.problems) == before and row.cells.keys() >= set(CLAIM_COLUMNS):
        check_claim(claim, row, reports)
    return claim


def _claim(name: str, row: Row, case: Case, reports: dict[str, Report]) -> Claim:
    report = row.text("report")
    if reports and report not in reports:
        row.problem("report", repr(report), "the id of a report", suggest(report, reports))
    start, end, known = row.day("start"), row.day("end"), row.day("known")
    if start and end and end < start:
        row.problem("end", str(end), f"a day on or after {start}", "swap the days or correct one")
    kind = row.choice("kind", claim_words("kinds"))
    value = row.maybe_number("value", -1e15, 1e15)
    least, most = {"level": (0, 4), "change": (-2, 2), "share": (0, 1)}.get(kind, (-1e15, 1e15))
    if value is not None and not least <= value <= most:
        row.problem("value", f"{value:g}", f"{least} to {most} for a {kind}", "correct the value or the kind")
    low, high = row.range("low", "high")
    sides = (*case.sides, "both")
    return Claim(
        id=name,
        report=report,
        number=row.whole("number", 0, 100_000),
        indicator=row.choice("indicator", indicator_names()),
        kind=kind,
        value=value,
        code=row.text("code"),
        low=low,
        high=high,
        bound=row.choice("bound", claim_words("bounds"), empty=True),
        unit=row.text("unit"),
        scope=row.choice("scope", claim_words("scopes")),
        side=row.choice("side", sides, empty=True),
        direction=row.choice("direction", (*case_words("directions"), "both"), empty=True),
        place=_known(row, "place", case.places),
        precision=row.whole("precision", 1, 3),
        good=_known(row, "good", (*case.goods, "all", "unspecified") if case.goods else ()),
        licensed=row.choice("licensed", claim_words("licences")),
        start=start,
        end=end,
        known=known,
        retrospective=row.flag("retrospective"),
        habitual=row.flag("habitual"),
        inconsistent=row.flag("inconsistent"),
        compared_with=row.text("compared_with"),
        voice=row.text("voice", needed=True),
        role=row.choice("role", claim_words("roles")),
        via=row.text("via"),
        echo_of=row.text("echo_of"),
        modality=row.choice("modality", claim_words("modalities")),
        condition=row.text("condition"),
        cause=row.text("cause"),
        hedge=row.text("hedge"),
        anchor=_anchor(row),
        paraphrase=row.text("paraphrase", needed=True),
        reliability=row.choice("reliability", claim_words("reliabilities"), empty=True),
        credibility=row.choice("credibility", claim_words("credibilities"), empty=True),
        marking=row.choice("marking", claim_words("markings"), empty=True),
        extractor=row.text("extractor", needed=True),
    )


def _known(row: Row, name: str, known: Collection[str]) -> str:
    value = row.text(name)
    # nothing is known when the table that lists it could not be read, which is told already
    if known and value not in known:
        row.problem(name, repr(value), f"the id of a {name}", suggest(value, known))
    return value


def _anchor(row: Row) -> Anchor:
    exact = row.text("anchor_exact")
    if len(exact.split()) > MOST_ANCHOR_WORDS:
        row.problem("anchor_exact", f"{len(exact.split())} words", f"at most {MOST_ANCHOR_WORDS}", "shorten the quote")
    start = row.whole("anchor_start", -1, 1_000_000_000)
    end = row.whole("anchor_end", -1, 1_000_000_000)
    return Anchor(exact, row.cells.get("anchor_prefix", ""), row.cells.get("anchor_suffix", ""), start, end)


def faults_of_claim(claim: Claim, case: Case, report: Report) -> list[Problem]:
    """Return what a case's checks and the codebook hold against one claim of a report: as if it stood in claims.csv."""
    findings = Findings()
    row = Row(_row(claim), Origin("claim", claim.number), findings)
    read_claim(claim.id, row, case, {report.id: report}, closely=True)
    return findings.problems


def claims_to_rows(claims: Sequence[Claim]) -> list[dict[str, str]]:
    """Return claims as rows of text under ``CLAIM_COLUMNS``."""
    return [_row(claim) for claim in claims]


def write_claims_csv(claims: Sequence[Claim], path: Path) -> None:
    """Write claims in the form that a case holds."""
    rows = claims_to_rows(claims)
    # with lines that end in a line feed, the writer leaves a carriage return bare, which no reader takes for text
    bare = any("\r" in cell for row in rows for cell in row.values())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CLAIM_COLUMNS, lineterminator="\n", quoting=csv.QUOTE_ALL if bare else csv.QUOTE_MINIMAL)
        writer.writeheader()
        writer.writerows(rows)


def _row(claim: Claim) -> dict[str, str]:
    row = {}
    for each in fields(Claim):
        value = getattr(claim, each.name)
        if each.name == "anchor":
            row.update({f"anchor_{part.name}": _cell(getattr(value, part.name)) for part in fields(Anchor)})
        else:
            row[each.name] = _cell(value)
    return row


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)
