"""``contraflow read``."""

import csv
import io
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from contraflow.cli import options
from contraflow.cli.console import out, print_json, print_text, progress, warn
from contraflow.errors import InputError, OptionError, PageError
from contraflow.reports.encoding import MOST_BYTES

Page = Annotated[
    str,
    typer.Argument(metavar="PAGE|FOLDER|-", help="A page (HTML or text), a folder of pages, or - for standard input."),
]
CaseName = Annotated[
    str, typer.Option("--case", help="Border that the page is about: a folder, or the name of a folder in cases/.")
]
Format = Annotated[str, typer.Option("--format", help="table, json or csv.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Publication date, when the page does not say.")
]
Url = Annotated[str, typer.Option("--url", help="Address of the page; may hold its date and outlet.")]

OutFolder = Annotated[Path | None, typer.Option("--out", help="Folder for claims.json and claims.csv.")]

ENDINGS = {".html", ".htm", ".txt", ".xhtml"}


def read(
    page: Page,
    case: CaseName = "yalu",
    published: Published = None,
    url: Url = "",
    style: Format = "table",
    as_json: options.Json = False,
    audience: options.Release = options.HOUSE,
    folder: OutFolder = None,
    overwrite: options.Overwrite = False,
) -> None:
    """Read pages into claims: who says that which indicator of the border moved how, where, when, how surely.

    With --out the claims are also written to claims.json and to claims.csv, in the form that a case holds.

    Example: [bold]contraflow read page.html --published 2018-06-08 --json[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.files import result_path, write_json, write_text

    style = "json" if as_json else style
    if style not in {"table", "json", "csv"}:
        raise OptionError(f"--format: found {style!r}; allowed: table, json, csv; do: choose one")
    day = options.read_date(published, "--published")
    border = read_case(find_case(case))
    paths = [result_path(folder, name, overwrite) for name in ("claims.json", "claims.csv")] if folder else []
    read_pages = []
    failed = 0
    pages = find_pages(page)
    with progress("reading pages") as report:
        for number, (name, content) in enumerate(pages, 1):
            try:
                read_pages.append(_read_one(content, border, day, url))
            except PageError as error:
                failed += 1
                warn(f"contraflow: {name}: {error}")
            report(number / len(pages))
    if not read_pages and failed:
        raise typer.Exit(InputError.exit_code)
    read_pages = [shown for page_read in read_pages for shown in _released(*page_read, border, audience)]
    if paths:
        write_json(_plain(read_pages), paths[0])
        write_text(_csv(read_pages), paths[1])
    _show(read_pages, style)
    if failed:
        warn(f"contraflow: {failed} of {failed + len(read_pages)} pages could not be read")
        raise typer.Exit(InputError.exit_code)


def find_case(name: str) -> Path:
    """Return the folder of a case named by path or by the name of a folder in cases/."""
    for folder in (Path(name), Path("cases") / name):
        if folder.is_dir():
            return folder
    raise OptionError(f"--case: found {name!r}, no such folder; allowed: a border's folder; do: write e.g. cases/yalu")


def find_pages(page: str) -> list[tuple[str, bytes | Path]]:
    """Return names and contents (or paths) of the pages that a user named."""
    if page == "-":
        # one byte more than is allowed tells that there is too much, without reading all of it
        return [("standard input", sys.stdin.buffer.read(MOST_BYTES + 1))]
    path = Path(page)
    if path.is_dir():
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in ENDINGS)
        if not found:
            raise PageError(
                f"{path}: found no page; allowed: files ending in {', '.join(sorted(ENDINGS))}; do: check the folder"
            )
        return [(str(each), each) for each in found]
    if not path.is_file():
        raise PageError(f"{path}: no such file; allowed: a page, a folder or -; do: check the path")
    return [(str(path), path)]


def _read_one(content: bytes | Path, border: Any, day: Any, url: str) -> tuple[Any, Any]:
    from contraflow.claims.extract import read_claims
    from contraflow.reports.page import read_report

    report = read_report(content, url=url, published=day)
    return report, read_claims(report, border)


def _released(report: Any, claims: Any, border: Any, audience: str) -> list[tuple[Any, Any]]:
    """Return a page as the audience may see it: a citation and claims without the text around them; nothing when it may not."""
    from contraflow.claims.claim import Evidence
    from contraflow.cli.evidence import release
    from contraflow.release.shown import shown_claim, shown_report

    passed = release(Evidence((report,), tuple(claims)), border, audience).evidence
    return [(shown_report(each), tuple(map(shown_claim, passed.claims))) for each in passed.reports]


def _plain(read_pages: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
    return [{"report": report.to_dict(), "claims": [claim.to_dict() for claim in claims]} for report, claims in read_pages]


def _csv(read_pages: list[tuple[Any, Any]]) -> str:
    from contraflow.claims.coded import CLAIM_COLUMNS, claims_to_rows

    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CLAIM_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(claims_to_rows([claim for _, claims in read_pages for claim in claims]))
    return text.getvalue()


def _show(read_pages: list[tuple[Any, Any]], style: str) -> None:
    if style == "json":
        print_json(_plain(read_pages))
    elif style == "csv":
        print_text(_csv(read_pages))
    else:
        for report, claims in read_pages:
            out.print(_table(report, claims))


def _table(report: Any, claims: Any) -> Table:
    by = ", ".join(filter(None, (report.reporter, report.translator, report.writer)))
    title = f"{report.title or '(no title)'}\n{report.outlet or 'outlet not said'}, {report.published or report.date_note} {by}"
    table = Table("n", "indicator", "says", "where", "when", "voice", "modality", "words", title=title, box=None)
    for claim in claims:
        value = claim.code or ("" if claim.value is None else f"{claim.value:g}")
        when = f"{claim.start or '...'} to {claim.end or 'now'}"
        table.add_row(
            str(claim.number), claim.indicator, f"{claim.kind} {value}", f"{claim.place} {claim.side}", when,
            f"{claim.voice} {claim.role}", claim.modality, claim.anchor.exact,
        )  # fmt: skip
    return table
