"""A folder that remembers a fit's finished pieces, so that a fit that was killed goes on where it was."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from contraflow.errors import InputError, OutputError
from contraflow.release.leaving import write_file

Floats = NDArray[np.float64]
META = "fit.json"
PIECES = "pieces"


@dataclass
class Store:
    """Pieces by name, each written whole or not at all.

    Attributes:
        folder: where they are.
        loaded: how many pieces were found and need not be computed; ``written`` how many were added.
    """

    folder: Path
    loaded: int = field(default=0, init=False)
    written: int = field(default=0, init=False)

    @classmethod
    def open(cls, folder: Path, meta: Mapping[str, object], *, resume: bool) -> Self:
        """Return the store of a fit, made if it is not there.

        Args:
            meta: what the pieces depend on; a store that was made with something else is refused.
            resume: go on with what is there; without it a folder that holds anything is refused.

        Raises:
            OutputError: if the folder is taken, or cannot be made.
            InputError: if it belongs to another fit.
        """
        path = folder / META
        if not resume and folder.exists() and any(folder.iterdir()):
            raise OutputError(
                f"{folder}: found files in it; allowed: a new folder; do: add --resume to go on with an earlier fit, "
                "or change --out"
            )
        try:
            (folder / PIECES).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made ({error.strerror}); do: choose another --out") from error
        wanted = json.loads(json.dumps(meta, default=str))
        if path.exists():
            _check_same(path, wanted)
        elif any((folder / PIECES).iterdir()):
            raise InputError(f"{path}: found no such file beside stored pieces; allowed: both; do: choose another --out")
        else:
            _write_whole(path, (json.dumps(wanted, indent=2, ensure_ascii=False) + "\n").encode())
        return cls(folder)

    def find(self, name: str, z: Floats) -> Floats | None:
        """Return the result of a piece, shape (theta, term), None when it is not stored.

        Raises:
            InputError: if another piece is stored under that name, or it cannot be read.
        """
        path = self._path(name)
        if not path.exists():
            return None
        try:
            whole = np.load(path, allow_pickle=False)
            same = np.array_equal(whole[:, : z.shape[1]], z)
        except (OSError, ValueError, IndexError, EOFError) as error:
            raise InputError(f"{path}: found a file that cannot be read ({error}); allowed: a piece; do: remove it") from error
        if not same:
            raise InputError(f"{path}: found a piece of another fit; allowed: those of this one; do: choose another --out")
        self.loaded += 1
        return np.asarray(whole[:, z.shape[1] :])

    def keep(self, name: str, z: Floats, terms: Floats) -> None:
        """Store the result of a piece for good: after this call it survives even the loss of power."""
        content = io.BytesIO()
        np.save(content, np.hstack([z, terms]))
        _write_whole(self._path(name), content.getvalue())
        self.written += 1

    def _path(self, name: str) -> Path:
        return self.folder / PIECES / f"{name}.npy"


def _check_same(path: Path, wanted: dict[str, object]) -> None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: found a file that cannot be read ({error}); allowed: JSON; do: choose another --out"
        ) from error
    for key in sorted({*found, *wanted}):
        if found.get(key) != wanted.get(key):
            raise InputError(
                f"{path} {key}: found {found.get(key)!r}; allowed: {wanted.get(key)!r}, as this fit has it; "
                "do: fit into another --out, or repeat the options and evidence that the fit began with"
            )


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, force it to disk, then put it in place."""
    try:
        write_file(path, content, lasting=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); do: make room or choose another --out") from error
