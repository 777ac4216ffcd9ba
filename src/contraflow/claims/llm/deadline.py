"""An end to waiting: a connection is shut when the time for one answer is over, however slowly bytes drip in.

The timeouts of HTTP clients count from byte to byte, so that one byte a minute would keep them waiting for ever.
"""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any


class Deadline:
    """Shuts the connection of the request that it is given to when its seconds are over.

    Attributes:
        passed: whether they are.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        """Begin to count."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop to count."""
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of a connection that is made (the trace extension of httpx calls this)."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                late = self.passed
            if late:
                self._shut()

    def _pass(self) -> None:
        with self._lock:
            self.passed = True
        self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # it may be closed already
                self._socket.shutdown(socket.SHUT_RDWR)
