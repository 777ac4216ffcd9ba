"""The C kernel ``limit.c``, compiled for this machine and called through ctypes."""

import ctypes
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np

from benchmarks.reference.constants import Constants, Floats

SOURCE = Path(__file__).with_name("limit.c")
LANES = 64
FLAGS = ("-O3", "-march=native", "-ffast-math", "-fopenmp", "-mprefer-vector-width=512", "-shared", "-fPIC")
FIELDS = Constants._fields[: Constants._fields.index("orders")]


def compile_kernel() -> Any:
    """Return the loaded library.

    Raises:
        FileNotFoundError: if there is no gcc.
    """
    if shutil.which("gcc") is None:
        raise FileNotFoundError("gcc: not found; the race needs it for the C kernel that stands for the limit")
    made = Path(mkdtemp()) / "limit.so"
    subprocess.run(["gcc", *FLAGS, str(SOURCE), "-o", str(made), "-lm"], check=True)
    library = ctypes.CDLL(str(made))
    library.filter.restype = ctypes.c_double
    return library


def packed(c: Constants) -> bytes:
    """Return the constants as the C struct: single precision and 32-bit whole numbers, in order."""
    values = (np.asarray(getattr(c, name)) for name in FIELDS)
    return b"".join(v.astype(np.int32 if v.dtype.kind == "i" else np.float32).tobytes() for v in values)


class Limit:
    """The engine."""

    def __init__(self, c: Constants, evidence: Floats, threads: int = 1) -> None:
        self.library, self.constants, self.threads = compile_kernel(), packed(c), threads
        self.orders = np.ascontiguousarray(c.orders, np.float32)
        self.evidence = np.ascontiguousarray(evidence, np.float64)

    def filter(self, n: int, seed: int, weeks: int) -> float:
        return float(
            self.library.filter(
                self.constants,
                self.orders.ctypes.data_as(ctypes.c_void_p),
                self.evidence.ctypes.data_as(ctypes.c_void_p),
                n // LANES,
                weeks,
                self.threads,
                ctypes.c_uint64(seed),
            )
        )
