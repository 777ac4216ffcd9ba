"""The tree of errors that contraflow raises on purpose.

    ContraflowError            anything a user can mend; the command line shows it without a traceback
    ├── InputError             a file or a page is not what it should be
    │   ├── CaseError          problems of a case folder, all of them at once
    │   └── PageError          a page cannot be read
    ├── OptionError            an option has a value that makes no sense
    └── OutputError            a result cannot be written

A message says where (file and line, field, id), what was found, what is allowed and what to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class ContraflowError(Exception):
    """Anything that the user can mend."""

    exit_code = 1


class InputError(ContraflowError):
    """A file or a page is not what it should be."""

    exit_code = 2


class PageError(InputError):
    """A page cannot be read."""


class OptionError(ContraflowError):
    """An option has a value that makes no sense."""

    exit_code = 2


def check_bounds(options: object, bounds: Mapping[str, tuple[float, float]]) -> None:
    """Raise OptionError for the first field of ``options`` that lies outside its least and greatest value."""
    for name, (low, high) in bounds.items():
        value = getattr(options, name)
        if not low <= value <= high:
            raise OptionError(f"{name}: found {value}; allowed: {low} to {high}; do: choose a value between")


class OutputError(ContraflowError):
    """A result cannot be written."""

    exit_code = 3


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a data file.

    Attributes:
        file: the file's name inside its folder.
        line: the line, counted from 1; 0 when the whole file is meant.
        field: the column or key; empty when the whole line is meant.
        found: what stands there.
        allowed: what may stand there.
        remedy: what to do.
    """

    file: str
    line: int
    field: str
    found: str
    allowed: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem as one line, e.g. ``places.csv:7 parent: found 'x'; ...``."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        what = f" {self.field}" if self.field else ""
        return f"{where}{what}: found {self.found}; allowed: {self.allowed}; do: {self.remedy}"


class CaseError(InputError):
    """Problems of a case folder, all of them at once."""

    def __init__(self, folder: str, problems: Sequence[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(sorted(problems))
        shown = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{folder}: {len(self.problems)} problem(s)\n{shown}")
