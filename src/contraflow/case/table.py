"""Reading the files of a case: CSV and TOML with the line of every entry, problems collected instead of raised."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contraflow.case.case import Origin
from contraflow.case.files import read_text
from contraflow.case.findings import Findings, listed, suggest

NOWHERE = date(1, 1, 1)  # stands for a day that is missing or does not exist, which is told already
CLOSED = ("TLP:RED", "RED")
MOST = 1e15  # larger than any number of a case
# stricter than float() and date.fromisoformat(), which take 1_000, infinity, 20180608 and 2018-W23-5, too
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Row:
    """One line of a table.

    Every getter notes a problem and returns a harmless value when the cell is not what it should be.
    """

    cells: dict[str, str]
    origin: Origin
    findings: Findings

    def text(self, name: str, *, needed: bool = False) -> str:
        """Return a cell without surrounding blanks."""
        value = self.cells.get(name, "").strip()
        if needed and not value:
            self.problem(name, "nothing", "some text", "fill it in")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return the parts of a cell separated by semicolons."""
        return tuple(part.strip() for part in self.text(name).split(";") if part.strip())

    def choice(self, name: str, allowed: Iterable[str], *, empty: bool = False) -> str:
        """Return a cell that must be one of some words."""
        value = self.text(name)
        known = list(allowed)
        # nothing is known when the table that lists it could not be read, which is told already
        if value in known or (empty and not value) or not known:
            return value
        self.problem(name, repr(value), listed(known), suggest(value, known))
        return value

    def flag(self, name: str) -> bool:
        """Return a cell that is 1 or 0."""
        return self.choice(name, ("0", "1")) == "1"

    def number(self, name: str, low: float, high: float) -> float:
        """Return a number between two bounds."""
        value = self.maybe_number(name, low, high)
        if value is None:
            if not self.text(name):
                self.problem(name, "nothing", f"a number from {low:g} to {high:g}", "fill it in")
            return min(max(0.0, low), high)
        return value

    def maybe_number(self, name: str, low: float, high: float) -> float | None:
        """Return a number between two bounds, None for an empty cell."""
        text = self.text(name)
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            self.problem(name, repr(text), f"a number from {low:g} to {high:g}", "write digits with a decimal point")
            return None
        value = float(text)
        if not low <= value <= high:
            self.problem(name, text, f"a number from {low:g} to {high:g}", "check the number and its unit")
            return None
        return value

    def whole(self, name: str, low: int, high: int) -> int:
        """Return a whole number between two bounds."""
        value = self.number(name, low, high)
        if value != int(value):
            self.problem(name, self.text(name), f"a whole number from {low} to {high}", "round it")
        return int(value)

    def range(self, low: str, high: str) -> tuple[float | None, float | None]:
        """Return the two ends of a stated range, None for an empty cell."""
        ends = self.maybe_number(low, -MOST, MOST), self.maybe_number(high, -MOST, MOST)
        if ends[0] is not None and ends[1] is not None and ends[1] < ends[0]:
            self.problem(high, self.text(high), f"{self.text(low)} or more", f"swap {low} and {high} or correct one")
        return ends

    def day(self, name: str) -> date | None:
        """Return a date, None for an empty cell or (with a problem) for a day that does not exist."""
        text = self.text(name)
        if not text:
            return None
        try:
            if DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass  # such as 2018-02-30: noted below like any other text that is no day
        self.problem(name, repr(text), "a day that exists, as YYYY-MM-DD", "correct the date")
        return None

    def needed_day(self, name: str) -> date:
        """Return a date that must be there."""
        found = self.day(name)
        if found is None and not self.text(name):
            self.problem(name, "nothing", "a day, as YYYY-MM-DD", "fill it in")
        return found or NOWHERE

    def problem(self, name: str, found: str, allowed: str, remedy: str) -> None:
        """Note a problem of one cell; a column that is missing is noted once, at the header, and not for every row."""
        if name in self.cells:
            hidden = name != "marking" and self.cells.get("marking", "").strip().upper() in CLOSED
            # what a closed claim says stands in no message, which may land in a log
            self.findings.add(self.origin, name, "a value that is not shown (TLP:RED)" if hidden else found, allowed, remedy)


def read_rows(folder: Path, name: str, columns: Sequence[str], findings: Findings) -> Iterator[Row]:
    """Yield the rows of a CSV file that has exactly these columns, in any order."""
    text = read_text(folder, name, findings)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        header = [cell.strip() for cell in next(reader)]
        _check_header(header, columns, name, findings)
        first = reader.line_num + 1
        for cells in reader:
            # a row with line breaks in its quotes is named by its first line
            origin, first = Origin(name, first), reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                findings.add(origin, "", f"{len(cells)} cells", f"{len(header)} cells", "quote commas, fill empty cells")
                continue
            yield Row(dict(zip(header, cells, strict=True)), origin, findings)
    except csv.Error as error:
        findings.add(Origin(name, first), "", str(error), "well-formed CSV", "check the quotes from this line on")


def _check_header(header: Sequence[str], columns: Sequence[str], name: str, findings: Findings) -> None:
    origin = Origin(name, 1)
    for missing in [column for column in columns if column not in header]:
        findings.add(origin, missing, "no such column", listed(columns), f"add the column {missing!r}")
    for unknown in [column for column in header if column not in columns]:
        findings.add(origin, unknown, "an unknown column", listed(columns), suggest(unknown, columns))
    for twice in sorted({column for column in header if header.count(column) > 1}):
        findings.add(origin, twice, "the column twice", "every column once", "remove one of them")


def unique(rows: Iterable[tuple[str, Row]], what: str) -> None:
    """Note a problem for every id that stands twice or is empty."""
    first: dict[str, Origin] = {}
    for name, row in rows:
        if not name:
            row.problem("id", "nothing", f"an id of a {what}", "give it one")
        elif name in first:
            row.problem("id", f"{name!r} again", f"every {what} once", f"rename it; first on line {first[name].line}")
        else:
            first[name] = row.origin
