"""How kernels are compiled: once, cached on disk, without holding the interpreter lock.

Numba's cache looks only at the file of the function that is called, not at what that function calls, so a stale result
could survive a change elsewhere. The cache therefore lives in a folder named by a digest of all compiled sources.
"""

import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite.binding
import numba
import numpy as np

PACKAGE = Path(__file__).parents[1]
COMPILED = ("kernels", "border")

# The day kernel walks over many arrays; LLVM gives up vectorising a loop when it must check more than a few for overlap.
llvmlite.binding.set_option("contraflow", "-runtime-memory-check-threshold=512")
llvmlite.binding.set_option("contraflow", "-memory-check-merge-threshold=512")

F = TypeVar("F", bound=Callable[..., Any])


def cache_folder(*more: Path) -> Path:
    """Return the folder of compiled code that belongs to these sources and these versions of Numba and NumPy.

    Args:
        more: folders of sources outside the package that are compiled too.
    """
    digest = blake2b(f"{numba.__version__} {np.__version__}".encode(), digest_size=8)
    for folder in (*(PACKAGE / name for name in COMPILED), *more):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "contraflow" / digest.hexdigest()


def is_cached() -> bool:
    """Say whether compiled code for these sources lies on disk, so that no compilation is due."""
    return any(cache_folder().rglob("*.nbi"))


numba.config.CACHE_DIR = str(cache_folder())


def compiled(function: F) -> F:
    """Compile a kernel on its first call (``numba.njit``) and keep the result on disk."""
    return cast(F, numba.njit(function, cache=True, nogil=True, fastmath=True, error_model="numpy", boundscheck=False))


def compiled_with(folder: Path) -> Callable[[F], F]:
    """Return ``compiled`` for kernels outside the package, whose helpers are in ``folder``: a change there compiles anew."""

    def decorate(function: F) -> F:
        usual = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(cache_folder(folder))
        try:
            return compiled(function)
        finally:
            numba.config.CACHE_DIR = usual

    return decorate


def inlined(function: F) -> F:
    """Compile a small helper that other kernels call; it is not cached by itself."""
    return cast(
        F,
        numba.njit(
            function, nogil=True, fastmath=True, error_model="numpy", boundscheck=False,
            # only other kernels call it and it allocates nothing: this more than halves the compilation
            no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False,
            # A helper left as a function of its own is linked, in the process that compiles, to a build of it that rounds
            # differently from the one kept on disk: the first run would then not repeat to the byte.
            forceinline=True,
        ),
    )  # fmt: skip
