"""``contraflow release``: a last look at what somebody is about to pass on."""

import sys
from bisect import bisect
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from contraflow.cli import options
from contraflow.cli.console import err, out, print_json
from contraflow.errors import InputError

release = typer.Typer(
    name="release",
    help="Look at what is about to leave: words that may lead to a person.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
Files = Annotated[list[str], typer.Argument(metavar="FILE...|-", help="Texts in UTF-8, or - for standard input.")]
MOST_BYTES = 20_000_000


@release.callback()
def root() -> None:
    """Look at what is about to leave: words that may lead to a person."""


@release.command()
def check(
    files: Files,
    case: Annotated[str, typer.Option("--case", help="Border whose towns and provinces are known.")] = "",
    report: Annotated[Path | None, typer.Option("--report", help="Text of the public report: what it says is no news.")] = None,
    quote: Annotated[bool, typer.Option("--quote", help="Show the words themselves; else only where they stand.")] = False,
    as_json: options.Json = False,
) -> None:
    """Flag descriptions that may lead to a source, and propose a coarser wording; nothing is changed.

    Ages, kin, ranks, units, employers, numbers of boats, accounts, coordinates, days, numbers, names, villages, and place, role
    and day together. A proposal to a person, never a promise: what is not flagged is not therefore safe. Exit code 1 when
    something is flagged.

    Example: [bold]contraflow release check note.txt --case cases/yalu[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.read import find_case
    from contraflow.release.coarser import flag_text, told_counts

    border = read_case(find_case(case)) if case else None
    public = _text(str(report)) if report else ""
    rows: list[dict[str, Any]] = []
    found = []
    for name in files:
        text = _text(name)
        starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
        for flag in flag_text(text, border, public):
            found.append(flag)
            line = bisect(starts, flag.start)
            quoted = {"words": text[flag.start : flag.end]} if quote else {}
            rows.append({"file": name, "line": line, "column": flag.start - starts[line - 1] + 1, **asdict(flag), **quoted})
    if as_json:
        print_json(rows)
    for row in rows if not as_json else ():
        words = f" “{row['words']}”" if quote else ""
        place = f"{row['file']}:{row['line']}:{row['column']}"
        out.print(f"{place} {row['kind']}{words}: {row['why']}; proposed: {row['proposal']}", markup=False)
    if found:
        err.print(f"{told_counts(found)}: a person decides; what is not flagged is not therefore safe", markup=False)
        raise typer.Exit(1)


def _text(name: str) -> str:
    problem = ""
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else Path(name).read_bytes()
        if len(content) <= MOST_BYTES:
            return content.decode("utf-8-sig")
        problem = f"more than {MOST_BYTES:,} bytes"
    except OSError as error:
        problem = error.strerror or "error"
    except UnicodeDecodeError:
        problem = "bytes that are no UTF-8"
    raise InputError(f"{name}: found {problem}; allowed: a text in UTF-8; do: check the file")
