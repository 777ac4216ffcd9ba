"""Reading files that others made: bounded in size, number and depth; nothing that they name is opened or fetched."""

import json
from pathlib import Path
from typing import Any, NoReturn

from contraflow.errors import InputError

MOST_BYTES = 20_000_000
MOST_PARTS = 500_000  # lists and objects; a claim has about ten
MOST_SHOWN = 60  # characters of what was found that a message shows


def read_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: it is too large or cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "no path"
        raise InputError(f"{path}: cannot be read ({told}); do: check the path") from None
    if len(content) > MOST_BYTES:
        raise InputError(f"{path}: found more than {MOST_BYTES:,} bytes; allowed: up to so many; do: split the evidence")
    return content


def read_utf8(content: bytes, name: str) -> str:
    """Return content as text; raises InputError when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: found byte {error.start} that is not UTF-8; do: save the file as UTF-8") from None


def read_json(content: bytes, name: str) -> Any:
    """Return the value that JSON holds.

    Raises:
        InputError: it is no JSON, is nested too deeply, or holds too many parts.
    """
    text = read_utf8(content, name)
    if len(content) > MOST_BYTES or text.count("{") + text.count("[") > MOST_PARTS:
        raise InputError(f"{name}: found more than {MOST_PARTS:,} parts; allowed: up to so many; do: split the evidence")
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise InputError(f"{name}: found lists within lists, too deep to read; do: export the evidence anew") from None
    except ValueError as error:
        raise InputError(f"{name}: found no JSON ({error}); do: export the evidence anew") from None


def read_json_lines(content: bytes, name: str) -> list[Any]:
    """Return the values of JSON lines, or of one JSON list; raises InputError as ``read_json`` does, naming the line."""
    if content.lstrip().startswith(b"["):
        found = read_json(content, name)
        return list(found)
    if max(content.count(b"{") + content.count(b"["), content.count(b"\n")) > MOST_PARTS:
        raise InputError(f"{name}: found more than {MOST_PARTS:,} parts; allowed: up to so many; do: split the evidence")
    lines = enumerate(content.split(b"\n"), 1)
    return [read_json(line, f"{name}:{number}") for number, line in lines if line.strip()]


def shown(value: object) -> str:
    """Return what was found, short enough for a message."""
    try:
        told = ascii(value) if not isinstance(value, list | dict | tuple) else f"a {type(value).__name__} of {len(value)}"
    except ValueError:  # a whole number of thousands of digits
        told = "a very large number"
    return told if len(told) <= MOST_SHOWN else f"{told[:MOST_SHOWN]}..."


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
