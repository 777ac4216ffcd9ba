"""``contraflow review``: people judge what was read."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from contraflow.cli import options
from contraflow.cli.console import note, out, print_json
from contraflow.cli.read import CaseName, find_case
from contraflow.cli.store import opened
from contraflow.errors import InputError, OptionError

review = typer.Typer(
    name="review",
    invoke_without_command=True,
    rich_markup_mode="rich",
)

Coder = Annotated[str, typer.Option("--coder", metavar="NAME", help="Who judges.")]
Report = Annotated[str, typer.Option("--report", metavar="ID", help="This report alone.")]


@review.callback()
def terminal(
    context: typer.Context,
    coder: Coder = "",
    where: options.Store = options.STORE,
    report: Report = "",
    case: CaseName = "yalu",
    blind: Annotated[bool, typer.Option("--blind", help="Do not show what others judged.")] = False,
) -> None:
    """Judge what was read, in the terminal or in a spreadsheet, and see how well coders agree.

    In the terminal stand the text, the claim beside it, a key for each judgement. Each is in the store when the screen
    shows it. Several coders judge apart: each sees the claims as the reader has them with the own judgements. For spreadsheets
    see review out and review in, for agreement review agreement.

    Example: [bold]contraflow review --store evidence.db --coder ann[/bold]
    """
    if context.invoked_subcommand is not None:
        return
    from contraflow.case import read_case
    from contraflow.reviewing.app import ReviewApp
    from contraflow.reviewing.sitting import Sitting
    from contraflow.reviewing.views import check_coder

    coder = check_coder(coder)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OptionError("review: found no terminal; allowed: one; do: use contraflow review out and contraflow review in")
    border = read_case(find_case(case))
    with opened(where) as store:
        ReviewApp(Sitting(store, coder, border, report=report, blind=blind)).run()


@review.command("out")
def out_(
    to: Annotated[Path, typer.Option("--to", metavar="FILE.csv", help="The file to write.")],
    where: options.Store = options.STORE,
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Fill in what this coder judged.")] = "",
    report: Report = "",
    overwrite: options.Overwrite = False,
) -> None:
    """Write claims as CSV for a spreadsheet: the columns of a case's claims.csv, and judgement, note, basis.

    Write accept, correct, reject or add into the column judgement; leave basis as it is. It holds words of others' texts: it is
    not for publishing.

    Example: [bold]contraflow review out --store evidence.db --to claims.csv[/bold]
    """
    from contraflow.reviewing.sheet_out import write_sheet
    from contraflow.reviewing.views import check_coder

    with opened(where) as store:
        number = write_sheet(store, to, coder=check_coder(coder) if coder else "", report=report, overwrite=overwrite)
    note(f"{number} claims")
    out.print(str(to), markup=False)


@review.command("in")
def in_(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    coder: Coder,
    where: options.Store = options.STORE,
    case: CaseName = "yalu",
    as_json: options.Json = False,
) -> None:
    """Take the judgements of a CSV file: all of them, or none when anything is wrong; what is wrong is told all at once.

    Example: [bold]contraflow review in claims.csv --store evidence.db --coder ann[/bold]
    """
    from contraflow.case import read_case
    from contraflow.reviewing.sheet_in import take_sheet
    from contraflow.reviewing.views import check_coder

    coder = check_coder(coder)
    border = read_case(find_case(case))
    with opened(where) as store:
        taken = take_sheet(store, file, coder, border)
    if as_json:
        print_json({"kept": taken.kept, "skipped": taken.skipped, "unjudged": taken.unjudged})
        return
    out.print(f"{taken.kept} judgements kept, {taken.skipped} there before, {taken.unjudged} claims without judgement")


@review.command()
def agreement(
    where: options.Store = options.STORE,
    coders: Annotated[str, typer.Option("--coders", metavar="A,B", help="Whose judgements; all when left out.")] = "",
    as_json: options.Json = False,
) -> None:
    """Measure how well coders agree: Krippendorff's alpha for each group of fields, 1 is perfect, 0 is chance.

    Example: [bold]contraflow review agreement --store evidence.db --coders ann,bob[/bold]
    """
    from dataclasses import asdict

    from contraflow.reviewing.agreement import find_coders, measure_agreement

    with opened(where) as store:
        judgements = store.judgements()
    known = find_coders(judgements)
    chosen = tuple(dict.fromkeys(name.strip() for name in coders.split(",") if name.strip())) or known
    unknown = [name for name in chosen if name not in known]
    if unknown or len(chosen) < 2:
        found = f"{unknown[0]!r}, who judged nothing" if unknown else f"{len(chosen)} coder(s)"
        allowed = f"two or more of {', '.join(known) or 'nobody yet'}"
        raise InputError(f"--coders: found {found}; allowed: {allowed}; do: have a second person judge the same reports")
    rows = measure_agreement(judgements, chosen)
    if as_json:
        print_json({"coders": chosen, "agreement": [asdict(row) for row in rows]})
        return
    table = Table("group", "units", "alike", "alpha", "", box=None)
    for row in rows:
        numbers = (f"{number:.2f}" if number is not None else "-" for number in (row.alike, row.alpha))
        table.add_row(row.group, str(row.units), *numbers, row.why)
    out.print(table)
