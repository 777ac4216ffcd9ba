"""The files of a case folder: which may be there, their text, their digest."""

import re
import tomllib
from hashlib import sha1
from pathlib import Path
from typing import Any

from contraflow.case.case import Origin
from contraflow.case.findings import Findings, listed, suggest

FILES = (
    "case.toml", "places.csv", "goods.csv", "carriers.csv", "shifts.csv", "kinds.csv", "sectors.csv", "traders.csv",
    "trades.csv", "calendar.csv", "priors.toml", "reliability.toml", "river.csv", "reports.csv", "claims.csv", "SOURCES.md",
    "markings.csv", "learned.csv", "learned.toml",
)  # fmt: skip
LEARNED = ("learned.csv", "learned.toml")  # what a fit found of the case; they are no part of what it is
SERIES = "series"
DATA = (".csv", ".toml", ".md", ".txt")


def check_files(folder: Path, findings: Findings) -> None:
    """Note files that a case cannot hold (programs, tables that nobody reads) and what it must hold beside its tables."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        origin = Origin(name, 0)
        if path.suffix not in DATA:
            ending = f"a {path.suffix} file" if path.suffix else "a file without an ending"
            findings.add(origin, "", ending, "a case is only data: CSV, TOML, text", "remove it")
        elif path.suffix in {".csv", ".toml"} and name not in FILES and path.parent != folder / SERIES:
            remedy = f"{suggest(name, FILES)}, or remove it"
            findings.add(origin, "", "a table that nobody reads", f"{listed(FILES)}, and series/*.csv", remedy)
    # the tables themselves are missed by those who read them
    if not (folder / "SOURCES.md").is_file():
        findings.add(Origin("SOURCES.md", 0), "", "no such file", "where the facts come from", "add SOURCES.md")
    if not any((folder / SERIES).glob("*.csv")):
        findings.add(Origin(SERIES, 0), "", "no series", "one CSV file or more", "add a series")


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
        line = text[: text.index("\x00")].count("\n") + 1
        findings.add(Origin(name, line), "", "a NUL byte", "text", "this is no text file; replace it")
        return None
    if not text.strip():
        findings.add(origin, "", "an empty file", "a header line and rows", "fill it or restore it")
        return None
    return text


def read_toml(folder: Path, name: str, findings: Findings) -> tuple[dict[str, Any], str]:
    """Return a TOML file's tables and its text; empty (with a problem) if it cannot be read."""
    text = read_text(folder, name, findings)
    if text is None:
        return {}, ""
    try:
        return tomllib.loads(text), text
    except (ValueError, RecursionError) as error:  # ValueError holds TOMLDecodeError and numbers of too many digits
        told = re.search(r"at line (\d+)", str(error))
        line = int(told[1]) if told else text.rstrip().count("\n") + 1
        findings.add(Origin(name, line), "", str(error), "well-formed TOML", "correct this line")
        return {}, ""


def line_of(text: str, key: str, after: int = 0) -> int:
    """Return the first line past ``after`` that gives a TOML key or opens its table, 0 if none does."""
    opening = re.compile(rf"\s*\[?{re.escape(key)}\s*[]=]")
    for number, line in enumerate(text.split("\n"), 1):
        if number > after and opening.match(line):
            return number
    return 0


def digest(folder: Path) -> str:
    """Return the SHA-1 over the names and bytes of all files of a folder, but those that a fit wrote (``LEARNED``)."""
    found = sha1(usedforsecurity=False)
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.name not in LEARNED):
        found.update(path.relative_to(folder).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()
