"""``contraflow read``."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from contraflow.cli import options
from contraflow.cli.console import Report, note, out, print_json, print_text, progress, warn
from contraflow.errors import InputError, OptionError

if TYPE_CHECKING:
    from contraflow.case.case import Case
    from contraflow.claims.page_read import PageRead
    from contraflow.reading import Source
    from contraflow.reading.one import Reader

Pages = Annotated[
    list[str],
    typer.Argument(
        metavar="PAGE|FOLDER|-...",
        help="Pages (HTML, text, PDF, JSON), feeds, mail, web archives (WARC, WACZ, MHTML), zip archives, folders of these; "
        "- for standard input.",
    ),
]
CaseName = Annotated[
    str, typer.Option("--case", help="Border that the page is about: a folder, or the name of a folder in cases/.")
]
Format = Annotated[str, typer.Option("--format", help="table, json or csv.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Publication date, when the page does not say.")
]
Url = Annotated[str, typer.Option("--url", help="Address of the page; may hold its date and outlet.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", help="Reading processes; 0 for none. One a processor when left out, none for a single page."),
]
StoreAt = Annotated[
    str,
    typer.Option("--store", metavar="WHERE", help="Keep what is read in this store, and read no page that it holds already."),
]

ReaderName = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="rules|taught|llm",
        help="Rules, rules with the taught model (docs/reader-taught.md), or a language model (docs/reader-llm.md).",
    ),
]
LlmUrl = Annotated[str, typer.Option("--llm-url", help="Base address of an OpenAI-compatible endpoint, for --reader llm.")]
LlmModel = Annotated[
    str, typer.Option("--llm-model", help="Its model. The key, if any, is taken from CONTRAFLOW_LLM_KEY only.")
]
HouseOnly = Annotated[bool, typer.Option("--house-only", help="Refuse any endpoint that is not on this machine.")]
Public = Annotated[bool, typer.Option("--public", help="The pages are public: their text may go to an endpoint elsewhere.")]

OutFolder = Annotated[Path | None, typer.Option("--out", help="Folder for claims.json and claims.csv.")]


def read(
    pages: Pages,
    case: CaseName = "yalu",
    published: Published = None,
    url: Url = "",
    style: Format = "table",
    as_json: options.Json = False,
    audience: options.Release = options.HOUSE,
    folder: OutFolder = None,
    overwrite: options.Overwrite = False,
    workers: Workers = None,
    store: StoreAt = "",
    reader: ReaderName = "rules",
    llm_url: LlmUrl = "",
    llm_model: LlmModel = "",
    house_only: HouseOnly = False,
    public: Public = False,
) -> None:
    """Read pages into claims: who says that which indicator of the border moved how, where, when, how surely.

    Folders and archives are read in parallel. A page that cannot be read is named and costs only itself; one whose bytes or
    story came before is not read twice. With --out the claims are also written to claims.json and to claims.csv, in the form
    that a case holds. With --store a run that was broken off goes on where it stopped.

    Example: [bold]contraflow read page.html --published 2018-06-08 --json[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.files import result_path, write_json, write_text
    from contraflow.cli.readers import choose_reader

    style = "json" if as_json else style
    if style not in {"table", "json", "csv"}:
        raise OptionError(f"--format: found {style!r}; allowed: table, json, csv; do: choose one")
    day = options.read_date(published, "--published")
    read_claims = choose_reader(reader, llm_url, llm_model, house_only=house_only, public=public)
    border = read_case(find_case(case))
    paths = [result_path(folder, name, overwrite) for name in ("claims.json", "claims.csv")] if folder else []
    sources = named_sources(pages, url, day)
    with progress("reading pages") as report:
        found = list(_told(_read(sources, border, read_claims, workers, store, report)))
    read_now = [page for page in found if page.reports and not page.repeats]
    failed = sum(bool(page.problem) for page in found)
    if not read_now and failed:
        raise typer.Exit(InputError.exit_code)
    read_now = [_released(page, border, audience) for page in read_now]
    if paths:
        write_json(_plain(read_now), paths[0])
        write_text(_csv(read_now), paths[1])
    _show(read_now, style)
    _say_counts(found)
    if failed:
        warn(f"contraflow: {failed} of {len(found)} pages could not be read")
        raise typer.Exit(InputError.exit_code)


def find_case(name: str) -> Path:
    """Return the folder of a case named by path or by the name of a folder in cases/."""
    for folder in (Path(name), Path("cases") / name):
        if folder.is_dir():
            return folder
    raise OptionError(f"--case: found {name!r}, no such folder; allowed: a border's folder; do: write e.g. cases/yalu")


def named_sources(pages: Sequence[str], url: str, published: date | None) -> "list[Source]":
    """Return what a user named, with what the user tells of it."""
    from dataclasses import replace

    from contraflow.reading import Source, find_sources
    from contraflow.reports.encoding import MOST_BYTES

    named: list[str | Source] = []
    for page in pages:
        # one byte more than is allowed tells that there is too much, without reading all of it
        named.append(Source("standard input", content=sys.stdin.buffer.read(MOST_BYTES + 1)) if page == "-" else page)
    return [replace(source, url=url, published=published) for source in find_sources(named)]


def _read(
    sources: "list[Source]", border: "Case", reader: "Reader", workers: int | None, where: str, report: Report
) -> "Iterator[PageRead]":
    from contraflow.reading import read_into, read_pages

    if not where:
        return read_pages(sources, border, reader=reader, workers=workers, progress=report)
    from contraflow.store import open_store

    store = open_store(where)
    return read_into(store, sources, border, reader=reader, workers=workers, progress=report)


def _told(pages: "Iterator[PageRead]") -> "Iterator[PageRead]":
    """Yield pages, those that could not be read named at once."""
    for page in pages:
        if page.problem:
            warn(f"contraflow: {page.name}: {page.problem}")
        elif page.repeats:
            note(f"{page.name} repeats {page.repeats}")
        yield page


def _released(page: "PageRead", border: "Case", audience: str) -> "PageRead":
    """Return a page as the audience may see it: citations and claims without the text around them."""
    from dataclasses import replace

    from contraflow.claims.claim import Evidence
    from contraflow.cli.evidence import release
    from contraflow.release.shown import shown_claim, shown_report

    passed = release(Evidence(page.reports, page.claims), border, audience).evidence
    return replace(page, reports=tuple(map(shown_report, passed.reports)), claims=tuple(map(shown_claim, passed.claims)))


def _say_counts(pages: "Sequence[PageRead]") -> None:
    """Say how many pages were read, refused, repeated and known; aloud when pages were left out that nobody named before."""
    counts = Counter(
        "refused" if page.problem else "repeated" if page.repeats else "read" if page.reports else "known already"
        for page in pages
    )
    said = ", ".join(f"{counts[what]} {what}" for what in ("read", "refused", "repeated", "known already") if counts[what])
    if counts["repeated"] or counts["known already"]:
        warn(f"contraflow: {said}")
    elif len(pages) > 1:
        note(said)


def _plain(pages: "Sequence[PageRead]") -> list[dict[str, Any]]:
    return [
        {
            "report": report.to_dict(),
            "claims": [claim.to_dict() for claim in page.claims if claim.report == report.id],
        }
        for page in pages
        for report in page.reports
    ]


def _csv(pages: "Sequence[PageRead]") -> str:
    from contraflow.claims.coded import CLAIM_COLUMNS, claims_to_rows

    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CLAIM_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(claims_to_rows([claim for page in pages for claim in page.claims]))
    return text.getvalue()


def _show(pages: "Sequence[PageRead]", style: str) -> None:
    if style == "json":
        print_json(_plain(pages))
    elif style == "csv":
        print_text(_csv(pages))
    else:
        for page in pages:
            for report in page.reports:
                out.print(_table(report, [claim for claim in page.claims if claim.report == report.id]))


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
