"""The formats by name: what files an export has, and how files are read back."""

import json
from pathlib import Path
from typing import Any

from contraflow.errors import InputError, OptionError
from contraflow.exchange.bounds import read_bytes, read_json, read_json_lines
from contraflow.exchange.ftm import from_ftm, to_ftm
from contraflow.exchange.jsonld import from_jsonld, to_jsonld
from contraflow.exchange.package import COLUMNS, DESCRIPTOR, from_package, to_package
from contraflow.exchange.parcel import Facts, Parcel
from contraflow.exchange.stix import from_stix, to_stix

FORMATS = ("ftm", "stix", "jsonld", "csv")
NAMES = {"ftm": "evidence.ftm.json", "stix": "evidence.stix.json", "jsonld": "evidence.jsonld"}


def check_format(name: str) -> str:
    """Return a format's name; raises OptionError when there is no such format."""
    if name not in FORMATS:
        raise OptionError(f"--format: found {name!r}; allowed: {', '.join(FORMATS)}; do: choose one")
    return name


def write_format(name: str, parcel: Parcel, facts: Facts = Facts()) -> dict[str, bytes]:  # noqa: B008
    """Return the files of an export by name; the same parcel and facts give the same bytes.

    Raises:
        OptionError: there is no such format.
        InputError: something in the evidence cannot be written in the format.
    """
    if check_format(name) == "csv":
        return to_package(parcel, facts)
    if name == "ftm":
        return {NAMES[name]: b"".join(_json(entity) + b"\n" for entity in to_ftm(parcel))}
    told = to_stix(parcel, facts) if name == "stix" else to_jsonld(parcel, facts)
    return {NAMES[name]: _json(told, indent=1) + b"\n"}


def read_format(name: str, path: Path) -> Parcel:
    """Return the parcel that a file holds; of csv the path may be the folder or its ``datapackage.json``.

    Nothing is opened but this file, and of csv the tables beside it.

    Raises:
        OptionError: there is no such format.
        InputError: the file cannot be read, is too large, or holds something wrong; the message names file and field.
    """
    if check_format(name) == "csv":
        folder = path.parent if path.name == DESCRIPTOR else path
        if path.is_file() and path.name != DESCRIPTOR:
            raise InputError(f"{path}: found another file; allowed: {DESCRIPTOR} or its folder; do: name that")
        wanted = [DESCRIPTOR, *(f"{table}.csv" for table in COLUMNS)]
        files = {each: read_bytes(folder / each) for each in wanted if (folder / each).is_file()}
        return from_package(files, str(folder))
    content, told = read_bytes(path), str(path)
    if name == "ftm":
        return from_ftm(read_json_lines(content, told), told)
    plain = read_json(content, told)
    return from_stix(plain, told) if name == "stix" else from_jsonld(plain, told)


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()
