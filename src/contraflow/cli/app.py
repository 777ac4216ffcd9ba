"""The command ``contraflow``: errors without tracebacks, exit codes that a script can use.

Exit codes: 0 done, 1 a problem that contraflow found, 2 bad input or option, 3 a result cannot be written, 130 interrupted.
"""

import errno
import sys

import typer

from contraflow.cli import (
    brief,
    check,
    explain,
    export,
    fit,
    forecast,
    hindcast,
    nowcast,
    read,
    release,
    review,
    run,
    score,
    simulate,
    source,
    store,
)
from contraflow.cli.console import err
from contraflow.errors import ContraflowError
from contraflow.release.leaving import hold_back
from contraflow.version import __version__

COMMANDS = (
    ("run", run.run),
    ("check", check.check),
    ("read", read.read),
    ("simulate", simulate.simulate),
    ("nowcast", nowcast.nowcast),
    ("forecast", forecast.forecast),
    ("explain", explain.explain),
    ("hindcast", hindcast.hindcast),
    ("score", score.score),
    ("brief", brief.brief),
    ("fit", fit.fit),
    ("export", export.export),
    ("import", export.import_),
)

GROUPS = (store.store, review.review, source.source, release.release)

app = typer.Typer(
    name="contraflow",
    help="Turn scattered reports and series about a border that you cannot see into numbers with honest uncertainty.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for name, command in COMMANDS:
    app.command(name)(command)
for group in GROUPS:
    app.add_typer(group)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"contraflow {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Show the version."),
) -> None:
    """Turn scattered reports and series about a border that you cannot see into numbers with honest uncertainty."""
    hold_back((), anew=True)


def main() -> None:
    """Run the command line and leave with an exit code."""
    try:
        app()
    except ContraflowError as error:
        err.print(f"contraflow: {error}", style="red", markup=False)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        err.print("contraflow: interrupted; nothing half-written was left", style="red", markup=False)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EPERM}:
            raise
        err.print(f"contraflow: {error.filename or 'a file'}: {error.strerror}; do: make room or choose another --out",
                  style="red", markup=False)  # fmt: skip
        sys.exit(3)
