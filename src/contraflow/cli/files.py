"""Writing results: whole or not at all, never over earlier ones unless told to."""

import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xarray as xr

from contraflow.errors import OutputError


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


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` and put it in place only if the block succeeds."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        yield Path(temporary)
        os.chmod(temporary, 0o644)  # others may read a result; temporary files are for their owner only
        os.replace(temporary, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); do: make room or choose another --out") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def write_dataset(data: xr.Dataset, path: Path) -> None:
    """Write labelled arrays as NetCDF-4."""
    # made in memory first: HDF5 ends the whole process when the disk is full while it closes a file
    content = io.BytesIO()
    data.to_netcdf(content, engine="h5netcdf")
    _write(path, lambda file: file.write_bytes(content.getvalue()))


def write_groups(groups: Mapping[str, xr.Dataset], path: Path) -> None:
    """Write groups of labelled arrays as one NetCDF-4 file."""
    content = io.BytesIO()
    xr.DataTree.from_dict(dict(groups)).to_netcdf(content, engine="h5netcdf")
    _write(path, lambda file: file.write_bytes(content.getvalue()))


def write_json(value: Any, path: Path) -> None:
    """Write plain values as JSON."""
    _write(path, lambda file: file.write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8"))


def write_text(text: str, path: Path) -> None:
    """Write text as UTF-8."""
    _write(path, lambda file: file.write_text(text, "utf-8"))


def _write(path: Path, write: Callable[[Path], object]) -> None:
    with whole_file(path) as temporary:
        write(temporary)
