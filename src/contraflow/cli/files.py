"""Writing results: whole or not at all, never over earlier ones unless told to."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xarray as xr

from contraflow.errors import OutputError
from contraflow.release.leaving import write_file


def result_path(folder: Path, name: str, overwrite: bool) -> Path:
    """Return where a result goes, its folder made; raises OutputError if it is there already or cannot be made."""
    path = folder / name
    if path.exists() and not overwrite:
        raise OutputError(f"{path}: found a result of an earlier run; allowed: a new file; do: add --overwrite or change --out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror}); do: choose another --out") from error
    return path


def write_dataset(data: xr.Dataset, path: Path, *, marking: str = "") -> None:
    """Write labelled arrays as NetCDF-4, with their mark (TLP 2.0) as an attribute when they carry one."""
    data = data.assign_attrs(marking=marking) if marking else data
    # made in memory first: HDF5 ends the whole process when the disk is full while it closes a file
    content = io.BytesIO()
    data.to_netcdf(content, engine="h5netcdf")
    _write(path, content.getvalue())


def write_groups(groups: Mapping[str, xr.Dataset], path: Path) -> None:
    """Write groups of labelled arrays as one NetCDF-4 file."""
    content = io.BytesIO()
    xr.DataTree.from_dict(dict(groups)).to_netcdf(content, engine="h5netcdf")
    _write(path, content.getvalue())


def write_json(value: Any, path: Path) -> None:
    """Write plain values as JSON."""
    write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", path)


def write_text(text: str, path: Path) -> None:
    """Write text as UTF-8."""
    _write(path, text.encode("utf-8"))


def _write(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); do: make room or choose another --out") from error
