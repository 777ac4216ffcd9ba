"""All evidence of a case: what people coded, and what the reader finds on the pages that lie with the case."""

from dataclasses import replace

from contraflow.case.case import Case
from contraflow.case.findings import Findings
from contraflow.case.table import Row, read_rows
from contraflow.claims.claim import Claim, Evidence
from contraflow.claims.coded import read_coded
from contraflow.claims.joining import join
from contraflow.claims.kept import keep, kept, place_of
from contraflow.errors import CaseError, PageError
from contraflow.reports.report import Report

FOLDER = "pages"
TABLE = f"{FOLDER}/pages.csv"
COLUMNS = ("file", "url", "published", "outlet", "after")
NOTHING = Report("", "", "", "", None, "", "", "", "", "", "", "")


def read_evidence(case: Case) -> Evidence:
    """Return the coded reports and claims of a case and those read from its pages; a report that is in both counts as coded.

    ``pages/pages.csv`` names each page: its file, address, publication date, outlet, and what it was written after.

    Raises:
        CaseError: with every problem of the coded files or of pages.csv, and every page that cannot be read.
    """
    coded = read_coded(case)
    if not (case.folder / TABLE).is_file():
        return coded
    place = place_of(case.extra["sha1"])
    pages = kept(place)
    if pages is None:
        findings = Findings()
        pages = [_page(case, row) for row in read_rows(case.folder, TABLE, COLUMNS, findings)]
        if findings.problems:
            raise CaseError(str(case.folder), findings.problems)
        keep(place, pages)
    reports = tuple(report for report, _ in pages)
    return join(coded, Evidence(reports, tuple(claim for _, claims in pages for claim in claims)))


def _page(case: Case, row: Row) -> tuple[Report, tuple[Claim, ...]]:
    """Return the report on a page and its claims; of a page that cannot be read nothing, and its problem noted."""
    # imported here: only a case with pages pays for the reader
    from contraflow.claims.extract import read_claims
    from contraflow.reports.page import read_report

    before = len(row.findings.problems)
    name, published = row.text("file", needed=True), row.needed_day("published")
    path = case.folder / FOLDER / name
    if len(row.findings.problems) > before:
        return NOTHING, ()
    if path.parent != case.folder / FOLDER or not path.is_file():
        row.problem("file", repr(name), f"the name of a file in {FOLDER}/", "correct the name or put the page there")
        return NOTHING, ()
    try:
        report = read_report(path, url=row.text("url"), published=published, outlet=row.text("outlet"))
        # a citation, as of every report of a case: the text stays in its file
        return replace(report, text="", captions=()), read_claims(report, case)
    except PageError as error:
        row.problem("file", f"{name}: {error}", "a page that can be read", "mend the page or remove the row")
        return NOTHING, ()
