"""What a database says, in the words of the house: where, what was found, what to do; never a password."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from contraflow.errors import ContraflowError, InputError, OutputError

# what the database says, the error, and what to do; the first that fits
_KNOWN: tuple[tuple[str, type[ContraflowError], str], ...] = (
    (r"database or disk is full|no space left|could not extend file|disk quota|file too large", OutputError,
     "the disk is full; what was kept before is safe; do: make room and do it again"),
    (r"database is locked|lock timeout|deadlock detected", OutputError,
     "another process holds it; do: wait until that one has ended and do it again"),
    (r"readonly database|read-only|permission denied", OutputError,
     "it may not be written; do: ask for the right to write, or name another --store"),
    (r"malformed|not a database|file is encrypted|disk image", InputError,
     "found a damaged file or none of a store; do: contraflow store check, then restore a backup"),
    (r"disk i/o error", OutputError,
     "the disk is full or failed; what was kept before is safe; do: make room or see to the disk"),
    (r"unable to open database", InputError, "cannot be opened; do: check the path and the rights of its folder"),
    (r"password authentication|no password supplied|role .* does not exist|database .* does not exist", InputError,
     "the server refuses; do: check user, password and database of --store"),
    (r"connection (to|refused|failed|timeout)|could not translate|server closed|timeout expired", InputError,
     "the server cannot be reached; do: check host and port of --store and whether it runs"),
    (r"rows of a store are kept as written", OutputError, "rows are kept as written and never changed"),
)  # fmt: skip


def shown(url: URL) -> str:
    """Return how a store is called in messages: a path, or an address without password and options."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return bare.render_as_string()


@contextmanager
def told(store: str) -> Iterator[None]:
    """Turn what the database raises inside the block into an error that says what to do.

    Raises:
        InputError: if the store is damaged, no store, or cannot be reached.
        OutputError: if it cannot be written.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise translate(error, store) from None  # its own text could hold what is being kept


def translate(error: Exception, store: str) -> ContraflowError:
    """Return the error to tell for what the database said."""
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    for pattern, kind, words in _KNOWN:
        if re.search(pattern, said, re.IGNORECASE):
            return kind(f"{store}: {words}")
    return InputError(f"{store}: the database failed ({type(error).__name__}); do: contraflow store check")
