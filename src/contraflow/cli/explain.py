"""``contraflow explain``."""

from pathlib import Path
from typing import Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import out, print_json

QuestionText = Annotated[
    str,
    typer.Argument(
        metavar="QUESTION",
        help="Quantity, side or direction, place or good, and period, in any order, e.g. "
        '"enforcement china sinuiju-dandong 2018-05".',
    ),
]
Rerun = Annotated[
    int,
    typer.Option(
        "--rerun", min=0, max=1000, help="Run the filter again without each of the N reports and N sources that moved it most."
    ),
]
Filters = Annotated[
    int, typer.Option("--filters", min=1, max=100, help="Independent filters; how far they lie apart is the honest error.")
]
Top = Annotated[int, typer.Option("--top", min=1, max=10_000, help="Rows shown of each table.")]


def explain(
    case: options.CaseFolder,
    question: QuestionText,
    known_by: options.KnownBy = None,
    rerun: Rerun = 0,
    filters: Filters = 1,
    top: Top = 10,
    seed: options.Seed = 7,
    particles: options.Particles = 4096,
    threads: options.Threads = 0,
    fit: options.FitFrom = "",
    store: options.WithStore = "",
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Say why an estimate is what it is: what each report, series and source moved it by, and what stands against what.

    Unless --known-by says otherwise, the period is seen with the evidence of the 18 weeks after it. A shift is told when
    enough distinct histories are left to tell it from chance; --rerun N runs the filter without the N largest. With --filters
    the shifts are those of several filters, and their errors how far these lie apart. Writes explain.json.

    Example: [bold]contraflow explain cases/yalu "enforcement china sinuiju-dandong 2018-05"[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.explaining import explained_plain, say, told_tables
    from contraflow.cli.files import result_path, write_json
    from contraflow.cli.work import default_day, do_explain, read_known
    from contraflow.estimates.explain import day_seen_from, lag_weeks_for
    from contraflow.estimates.question import read_question
    from contraflow.nowcasting import NowcastOptions

    day = options.read_date(known_by, "--known-by")
    plain = result_path(folder, "explain.json", overwrite)
    border = read_case(case)
    asked = read_question(question, border)
    day = day or day_seen_from(border, asked, default_day(border))
    engine = NowcastOptions(particles=particles, threads=threads, lag_weeks=lag_weeks_for(border, asked, day))
    known = read_known(case, day, fit, audience, store)
    found = do_explain(known, asked, engine, range(seed, seed + filters), rerun)
    result = explained_plain(found, known.case, known.evidence)
    write_json(result, plain)
    if as_json:
        print_json(result)
        return
    out.print(say(found, known.case), markup=False)
    for table in told_tables(found, result, top):
        out.print(table)
    out.print(str(plain), markup=False)
