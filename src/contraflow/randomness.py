"""Random numbers that do not depend on what else was drawn.

A stream is named by words (day, mechanism, purpose). The same seed and words give the same draws whatever else runs, so
two scenarios differ only by what differs between them.
"""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, *words: object) -> np.random.Generator:
    """Return the generator named by ``words`` under ``seed``."""
    return np.random.Generator(np.random.PCG64(int.from_bytes(_digest(seed, words), "little")))


def stream_key(seed: int, *words: object) -> NDArray[np.uint32]:
    """Return the two 32-bit words, shape (2,), that key a counter-based stream (see kernels/threefry.py)."""
    return np.frombuffer(_digest(seed, words)[:8], dtype=np.uint32).copy()


def _digest(seed: int, words: tuple[object, ...]) -> bytes:
    return blake2b(repr((seed, *words)).encode(), digest_size=16).digest()
