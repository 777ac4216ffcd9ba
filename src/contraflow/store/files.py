"""Files that are written whole or not at all, and never over others unless told to."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contraflow.errors import OutputError


def free_path(path: Path, overwrite: bool) -> None:
    """Raise OutputError if there is something at a path that may not be replaced."""
    if path.is_dir():
        raise OutputError(f"{path}: found a folder; allowed: a file; do: name a file in it")
    if path.exists() and not overwrite:
        raise OutputError(f"{path}: found a file; allowed: a new one; do: add --overwrite or choose another name")


@contextmanager
def whole_file(path: Path, overwrite: bool) -> Iterator[Path]:
    """Give a temporary path beside ``path``, readable by its owner only; it takes its place if the block succeeds.

    Raises:
        OutputError: if there is a file already that may not be replaced, or the disk is full.
    """
    free_path(path, overwrite)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        yield Path(temporary)
        _flush(Path(temporary))
        if overwrite:
            os.replace(temporary, path)
        else:
            _put(Path(temporary), path)
        _flush(path.parent)
    except FileExistsError:
        raise OutputError(f"{path}: found a file; allowed: a new one; do: add --overwrite or choose another name") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); do: make room or choose another place") from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    """Give a file its name, unless another process was quicker and has given it to its own."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        # a file system without links
        free_path(path, overwrite=False)
        os.replace(temporary, path)


def _flush(path: Path) -> None:
    """Have the system put a file or folder on the disk before it is relied on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
