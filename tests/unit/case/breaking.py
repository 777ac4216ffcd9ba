"""Breaking one thing of a case folder at a time, and looking at what is said of it."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from contraflow.claims.coded import check_case
from contraflow.errors import Problem


@dataclass(frozen=True)
class Folder:
    """A case folder that may be broken."""

    path: Path

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the first occurrence of a text; returns the line on which it stood."""
        text = (self.path / name).read_text("utf-8")
        before, found, after = text.partition(old)
        assert found, f"{name} has no {old!r}"
        (self.path / name).write_text(before + new + after, "utf-8")
        return before.count("\n") + 1

    def set_cell(self, name: str, row: int, column: str, value: str) -> int:
        """Set a cell of a data row (counted from 0, or from the end when negative); returns the row's line."""
        rows = self.rows(name)
        place = row if row >= 0 else len(rows) - 1 + row
        rows[place + 1][rows[0].index(column)] = value
        self.write_rows(name, rows)
        return place + 2

    def add_row(self, name: str, **cells: str) -> int:
        """Add a row, its other cells as in the last row; returns its line."""
        rows = self.rows(name)
        new = dict(zip(rows[0], rows[-1], strict=True)) | cells
        self.write_rows(name, [*rows, [new[column] for column in rows[0]]])
        return len(rows) + 1

    def rows(self, name: str) -> list[list[str]]:
        """Return the cells of a CSV file, its header first."""
        return list(csv.reader(io.StringIO((self.path / name).read_text("utf-8"), newline="")))

    def write_rows(self, name: str, rows: list[list[str]]) -> None:
        """Write the cells of a CSV file."""
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        (self.path / name).write_text(text.getvalue(), "utf-8")

    def problems(self) -> list[Problem]:
        """Return everything that is found wrong."""
        return check_case(self.path)

    def only_problem(self) -> Problem:
        """Return what is found wrong, which must be one thing."""
        found = self.problems()
        assert len(found) == 1, found
        return found[0]
