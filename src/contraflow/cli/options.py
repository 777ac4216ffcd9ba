"""Options that several commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from contraflow.errors import OptionError

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="Folder of a border, e.g. cases/yalu.")]
KnownBy = Annotated[
    str | None,
    typer.Option("--known-by", metavar="DATE", help="Use only what was known on this day (YYYY-MM-DD)."),
]
Seed = Annotated[int, typer.Option("--seed", help="Same seed, same case, same bytes.")]
Out = Annotated[Path, typer.Option("--out", help="Folder for results; made if it does not exist.")]
Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON on standard output.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace results of an earlier run in the folder.")]
Particles = Annotated[int, typer.Option("--particles", help="Number of particles.")]
Threads = Annotated[int, typer.Option("--threads", help="Threads; 0 for one a processor. The result does not depend on it.")]
FitFrom = Annotated[
    str,
    typer.Option("--fit", metavar="FOLDER|none", help="Learned parameters, or none; else those in the case's folder, if any."),
]
If = Annotated[
    list[str] | None,
    typer.Option("--if", metavar="EVENT=OUTCOME", help="An alternative, e.g. summit-2018-06-12=success; may be repeated."),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="EVENT", help="An alternative in which an event does not happen; may be repeated."),
]
Days = Annotated[int, typer.Option("--days", help="Days ahead.")]

STORE = "evidence.db"
Store = Annotated[
    str,
    typer.Option(
        "--store", metavar="FILE|postgresql://...", envvar="CONTRAFLOW_STORE", show_envvar=True, help="The store of evidence."
    ),
]

WithStore = Annotated[
    str, typer.Option("--store", metavar="FILE|postgresql://...", help="Use the pages of this store beside the coded evidence.")
]

Register = Annotated[
    Path | None,
    typer.Option(
        "--register", metavar="LEDGER", help="Add forecasts of the evidence to come to this ledger; see score --ledger."
    ),
]


def read_date(text: str | None, flag: str) -> date | None:
    """Return the date that a user wrote; raises OptionError if there is no such day."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise OptionError(f"{flag}: found {text!r}; allowed: a day as YYYY-MM-DD; do: write e.g. 2018-06-08") from None
