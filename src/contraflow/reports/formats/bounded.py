"""A stream that unpacks gzip as it is read, and stops where an archive turns out to be a bomb."""

import zlib
from typing import IO

from contraflow.reports.formats.limits import Budget, beyond, check_ratio

CHUNK = 65_536
GZIP = b"\x1f\x8b"
EITHER_HEADER = 16 + zlib.MAX_WBITS


class BoundedStream:
    """Bytes of a stream, gzip members unpacked one after the other.

    Args:
        stream: packed or not.
        where: name for messages.
        budget: against which every byte that comes out counts.
    """

    def __init__(self, stream: IO[bytes], where: str, budget: Budget) -> None:
        self.stream, self.where, self.budget = stream, where, budget
        self.held = stream.read(CHUNK)
        self.unpacker = zlib.decompressobj(EITHER_HEADER) if self.held.startswith(GZIP) else None
        self.taken, self.given = len(self.held), 0
        self.allowed = -1

    def allow(self, size: int) -> None:
        """Bound what may be read until the next call: where something is held whole; -1 for no bound."""
        self.allowed = size

    def read(self, size: int = CHUNK) -> bytes:
        """Return up to ``size`` bytes, empty at the end.

        Raises:
            PageError: if a limit is passed.
            zlib.error: if what is packed is broken.
        """
        size = min(size, CHUNK) if size > 0 else CHUNK
        found = self._unpacked(size) if self.unpacker else self._plain(size)
        self.given += len(found)
        self.budget.unpacked(len(found), self.where)
        check_ratio(self.given, self.taken, self.where)
        if self.allowed >= 0:
            self.allowed -= len(found)
            if self.allowed < 0:
                raise beyond(self.where, "a header of megabytes", "headers of some kilobytes")
        return found

    def tell(self) -> int:
        """Return how many bytes came out."""
        return self.given

    def _plain(self, size: int) -> bytes:
        self._fill()
        found, self.held = self.held[:size], self.held[size:]
        return found

    def _unpacked(self, size: int) -> bytes:
        while self.unpacker and self._fill():
            found = self.unpacker.decompress(self.held, size)
            self.held = self.unpacker.unconsumed_tail
            if self.unpacker.eof:
                self.held = self.unpacker.unused_data.lstrip(b"\x00")
                self._fill()
                self.unpacker = zlib.decompressobj(EITHER_HEADER)
            if found:
                return found
        return b""

    def _fill(self) -> bool:
        if not self.held:
            self.held = self.stream.read(CHUNK)
            self.taken += len(self.held)
        return bool(self.held)
