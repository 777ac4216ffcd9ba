"""Cells that a spreadsheet had in its hands: formulas defused and undone, separators, days and numbers as it writes them."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from contraflow.case.table import NUMBER
from contraflow.errors import InputError

FORMULA = "=+-@\t\r＝＋－＠"  # a cell that begins so may be run as a program
MOST_BYTES = 200_000_000
MOST_CELL = 1_000_000
_SEPARATORS = ",;\t|"
_TOLD = re.compile(r'"?sep=(.)"?\r?\n')
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_BLANKS = re.compile(r"\s+")


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; ``undo_defuse`` gives the cell back."""
    first = cell.lstrip(" ")[:1]
    dangerous = first and first in FORMULA + "'"
    return "'" + cell if dangerous and not NUMBER.fullmatch(cell) else cell


def undo_defuse(cell: str) -> str:
    """Return the cell that was defused; others stay as they are."""
    rest = cell[1:].lstrip(" ")[:1]
    return cell[1:] if cell.startswith("'") and rest and rest in FORMULA + "'" else cell


def read_table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header of a CSV file and its rows, each with the line on which it begins; rows without content are left out.

    Raises:
        InputError: if it cannot be read, is no UTF-8 or UTF-16, or is no CSV.
    """
    text = _read_text(path)
    told = _TOLD.match(text)
    skipped = 1 if told else 0
    text = text[told.end() :] if told else text
    separator = told.group(1) if told else _separator(text)
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    line = 1 + skipped
    try:
        for cells in reader:
            kept = [undo_defuse(cell) for cell in cells]
            while kept and not kept[-1].strip():
                kept.pop()
            if kept:
                rows.append((line, kept))
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise InputError(f"{path.name}:{line}: found {error}; allowed: CSV; do: check the quotes from this line on") from None
    if not rows:
        raise InputError(f"{path.name}: found nothing; allowed: a CSV file with a header; do: see contraflow review out")
    return [cell.strip() for cell in rows[0][1]], rows[1:]


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); allowed: a CSV file; do: check its name") from error
    if len(content) > MOST_BYTES:
        raise InputError(f"{path.name}: found more than {MOST_BYTES} bytes; allowed: less; do: split it by report")
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{path.name}: found bytes that are no UTF-8; allowed: UTF-8, or Unicode text; do: save it as CSV UTF-8"
        ) from None


def _separator(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(_SEPARATORS, key=header.count)


def same_cell(cell: str, before: str) -> bool:
    """Say whether a spreadsheet may have made one cell of the other: blanks, spellings of a number or of a day."""
    if _plain(cell) == _plain(before):
        return True
    if NUMBER.fullmatch(before):
        told = cell.strip().replace(",", ".")
        return bool(NUMBER.fullmatch(told)) and float(told) == float(before)
    return before in possible_days(cell)


def _plain(cell: str) -> str:
    return _BLANKS.sub(" ", cell).strip()


def possible_days(cell: str) -> list[str]:
    """Return the days that a cell may mean, as YYYY-MM-DD: none when it is no day, two when day and month are not clear."""
    text = cell.strip()
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return list(_days([found.groups()]))
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return []
    one, other, year = found.groups()
    year = year if len(year) == 4 else f"20{year}"
    return sorted(set(_days([(year, other, one), (year, one, other)])))


def _days(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    for year, month, day in parts:
        try:
            yield date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
