"""``contraflow check``."""

from dataclasses import asdict
from pathlib import Path

import typer

from contraflow.cli import options
from contraflow.cli.console import err, out, print_json
from contraflow.errors import CaseError, Problem


def check(case: options.CaseFolder, as_json: options.Json = False) -> None:
    """List all problems of a border's folder at once, each with file, line, what was found and what to do.

    Example: [bold]contraflow check cases/yalu[/bold]
    """
    problems = find_problems(case)
    if as_json:
        print_json([asdict(problem) for problem in problems])
    elif problems:
        for problem in problems:
            err.print(str(problem), markup=False)
        err.print(f"{case}: {len(problems)} problem(s)", style="red", markup=False)
    else:
        out.print(f"{case}: no problems", markup=False)
    if problems:
        raise typer.Exit(2)


def check_folder(case: Path) -> None:
    """Raise CaseError with every problem of a case folder, if it has any."""
    problems = find_problems(case)
    if problems:
        raise CaseError(str(case), problems)


def find_problems(case: Path) -> list[Problem]:
    """Return every problem of a case folder: its files, its coded evidence and its priors."""
    from contraflow.border.model import ORDER
    from contraflow.border.parameters import prior_problems
    from contraflow.case import read_case
    from contraflow.claims.coded import check_case

    problems = check_case(case)
    # priors can be held against the model only when the case can be read at all
    return problems or prior_problems(read_case(case), ORDER)
