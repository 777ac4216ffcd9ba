"""Reading the files of a case: CSV and TOML with the line of every entry, problems collected instead of raised."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from contraflow.case.case import Origin
from contraflow.errors import Problem

MOST_SHOWN = 12
NOWHERE = date(1, 1, 1)  # stands for a day that is missing or does not exist, which is told already
MOST = 1e15  # larger than any number of a case
# stricter than float() and date.fromisoformat(), which take 1_000, infinity, 20180608 and 2018-W23-5, too
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass
class Findings:
    """Problems found so far; readers add to it and go on, so that a user sees all of them at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, origin: Origin, where: str, found: str, allowed: str, remedy: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(origin.file, origin.line, where, found, allowed, remedy))


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
            self.findings.add(self.origin, name, found, allowed, remedy)


def listed(words: Sequence[str]) -> str:
    """Return words as a list that stays readable."""
    shown = ", ".join(words[:MOST_SHOWN])
    return shown + (f" ... ({len(words)} in all)" if len(words) > MOST_SHOWN else "")


def suggest(found: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown word: the nearest known one, if there is one."""
    near = get_close_matches(found, list(known), 1)
    return f"write {near[0]!r}" if near else "choose one of these"


def read_text(folder: Path, name: str, findings: Findings) -> str | None:
    """Return a file's text, None (with a problem) if it is missing, empty or no UTF-8."""
    origin = Origin(name, 0)
    try:
        raw = (folder / name).read_bytes()
    except FileNotFoundError:
        findings.add(origin, "", "no such file", "every file of a case", f"add {name}")
        return None
    except OSError as error:
        findings.add(origin, "", str(error.strerror), "a file that can be read", "check its rights")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        findings.add(Origin(name, line), "", f"byte {raw[error.start]:#04x}", "UTF-8", "save the file as UTF-8")
        return None
    if "\x00" in text:
        findings.add(origin, "", "a NUL byte", "text", "this is no text file; replace it")
        return None
    if not text.strip():
        findings.add(origin, "", "an empty file", "a header line and rows", "fill it or restore it")
        return None
    return text


def read_rows(folder: Path, name: str, columns: Sequence[str], findings: Findings) -> Iterator[Row]:
    """Yield the rows of a CSV file that has exactly these columns, in any order."""
    text = read_text(folder, name, findings)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader)]
        _check_header(header, columns, name, findings)
        for cells in reader:
            # the line on which the row ends: rows with line breaks in quotes are rare here
            origin = Origin(name, reader.line_num)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                findings.add(origin, "", f"{len(cells)} cells", f"{len(header)} cells", "quote commas, fill empty cells")
                continue
            yield Row(dict(zip(header, cells, strict=True)), origin, findings)
    except csv.Error as error:
        findings.add(Origin(name, reader.line_num), "", str(error), "well-formed CSV", "check quotes on this line")


def _check_header(header: Sequence[str], columns: Sequence[str], name: str, findings: Findings) -> None:
    origin = Origin(name, 1)
    for missing in [column for column in columns if column not in header]:
        findings.add(origin, missing, "no such column", listed(columns), f"add the column {missing!r}")
    for unknown in [column for column in header if column not in columns]:
        findings.add(origin, unknown, "an unknown column", listed(columns), suggest(unknown, columns))
    for twice in sorted({column for column in header if header.count(column) > 1}):
        findings.add(origin, twice, "the column twice", "every column once", "remove one of them")


def read_toml(folder: Path, name: str, findings: Findings) -> tuple[dict[str, Any], str]:
    """Return a TOML file's tables and its text; empty (with a problem) if it cannot be read."""
    text = read_text(folder, name, findings)
    if text is None:
        return {}, ""
    try:
        return tomllib.loads(text), text
    except (ValueError, RecursionError) as error:  # ValueError holds TOMLDecodeError and numbers of too many digits
        line = next((int(w) for w in str(error).replace(",", " ").replace(")", " ").split() if w.isdigit()), 0)
        findings.add(Origin(name, line), "", str(error), "well-formed TOML", "correct this line")
        return {}, ""


def line_of(text: str, key: str, after: int = 0) -> int:
    """Return the first line past ``after`` that gives a TOML key or opens its table, 0 if none does."""
    opening = re.compile(rf"\s*\[?{re.escape(key)}\s*[]=]")
    for number, line in enumerate(text.split("\n"), 1):
        if number > after and opening.match(line):
            return number
    return 0


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


def cycles(parents: dict[str, str]) -> list[str]:
    """Return the ids that are above themselves."""
    found = []
    for name in parents:
        seen, above = {name}, parents[name]
        while above and above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == name:
            found.append(name)
    return found
