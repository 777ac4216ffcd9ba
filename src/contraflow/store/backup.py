"""Backups that can be made while others write, and stores made from them."""

import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Engine

from contraflow.errors import InputError, OutputError
from contraflow.store.checking import check_store
from contraflow.store.connect import connect, read_address, reading, writing
from contraflow.store.exporting import export_store
from contraflow.store.files import whole_file
from contraflow.store.importing import import_store
from contraflow.store.troubles import shown

SQLITE = b"SQLite format 3\x00"
BESIDE = ("-wal", "-shm", "-journal")  # files that a database keeps beside its own


def back_up(engine: Engine, path: Path, overwrite: bool) -> None:
    """Write a store as it is now into a file: of a file another one like it, of a server an export.

    Raises:
        OutputError: if the file is there already or cannot be written.
    """
    if engine.dialect.name != "sqlite":
        with reading(engine) as connection:
            export_store(connection, path, overwrite)
        return
    with whole_file(path, overwrite) as temporary:
        _copy(Path(shown(engine.url)), temporary, path)


def restore(backup: Path, where: str, overwrite: bool) -> None:
    """Make a store from a backup or an export.

    Args:
        where: the store to make: a new file, or a database that holds nothing.
        overwrite: replace the file of a store that is there; never a database.

    Raises:
        InputError: if the backup is none or damaged, or the database holds something.
        OutputError: if there is a file already or it cannot be written.
    """
    head = _head(backup)
    url = read_address(where)
    target = Path(shown(url)) if url.get_backend_name() == "sqlite" else None
    if target is not None:
        if target.exists() and backup.resolve() == target.resolve():
            raise InputError(f"{backup}: found the store itself; allowed: a backup of it; do: name another --store")
        with whole_file(target, overwrite) as temporary:
            try:
                _fill(head, backup, str(temporary))
            finally:
                _clear(temporary)
            _let_go(target)
        return
    _fill(head, backup, where)


def _head(backup: Path) -> bytes:
    try:
        with backup.open("rb") as file:
            head = file.read(len(SQLITE))
    except OSError as error:
        raise InputError(f"{backup}: cannot be read ({error.strerror}); do: check the path") from None
    if head != SQLITE and not head.startswith(b"PK"):
        raise InputError(f"{backup}: found no backup; allowed: what contraflow store backup or export gave; do: check the path")
    return head


def _fill(head: bytes, backup: Path, where: str) -> None:
    """Put what a backup holds into an empty store."""
    url = read_address(where)
    if head != SQLITE:
        fill(where, backup)
        if url.get_backend_name() == "sqlite":
            _settle(Path(where))
        return
    if url.get_backend_name() == "sqlite":
        _copy(backup, Path(where), backup)
        engine = connect(where, create=False)
        try:
            with reading(engine) as connection:
                problems = check_store(connection)
        finally:
            engine.dispose()
        _settle(Path(where))
        if problems:
            raise InputError(f"{backup}: found a store that is not whole ({problems[0]}); do: take another backup")
        return
    with tempfile.TemporaryDirectory(prefix="contraflow-") as folder:
        copy = Path(folder) / "backup.db"
        _copy(backup, copy, backup)
        portable = Path(folder) / "backup.zip"
        source = connect(str(copy), create=False)
        try:
            with reading(source) as connection:
                export_store(connection, portable, overwrite=False)
        finally:
            source.dispose()
        fill(where, portable)


def fill(where: str, export: Path) -> dict[str, int]:
    """Fill an empty store from an export, made when there is none, and return the number of rows by table.

    Raises:
        InputError: if the store holds something, or the file is no whole export; a store that was made for it is gone again.
    """
    url = read_address(where)
    made = Path(shown(url)) if url.get_backend_name() == "sqlite" and not Path(shown(url)).exists() else None
    engine = connect(where, create=True)
    try:
        with writing(engine) as connection:
            counts = import_store(connection, export)
    except BaseException:
        if made:
            engine.dispose()
            made.unlink(missing_ok=True)
            _clear(made)
        raise
    finally:
        engine.dispose()
    return counts


def _copy(source: Path, target: Path, told: Path) -> None:
    """Copy a database page by page, consistent while others write, and see that the copy is sound."""
    try:
        start = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        copy = sqlite3.connect(target)
        try:
            start.backup(copy)
            copy.execute("pragma journal_mode = delete")
            sound = copy.execute("pragma integrity_check").fetchone()[0]
        finally:
            copy.close()
            start.close()
    except sqlite3.DatabaseError as error:
        if "full" in str(error) or "disk I/O" in str(error):
            raise OutputError(f"{told}: the disk is full; nothing was lost; do: make room and do it again") from None
        raise InputError(f"{source}: found a damaged file or none of a store; do: contraflow store check") from None
    if sound != "ok":
        raise InputError(f"{source}: found a damaged file ({sound}); do: contraflow store check, then restore a backup")


def _settle(path: Path) -> None:
    """Put everything into the file itself, so that nothing stands beside it."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("pragma journal_mode = delete")
    finally:
        connection.close()


def _let_go(target: Path) -> None:
    """See that nobody uses a store that is about to be replaced, and that nothing of it stays beside its file."""
    if target.exists():
        try:
            connection = sqlite3.connect(target, timeout=1)
            try:
                connection.execute("pragma journal_mode = delete")
            finally:
                connection.close()
        except sqlite3.OperationalError:
            raise OutputError(f"{target}: another process holds it; do: end that one and do it again") from None
        except sqlite3.DatabaseError:
            pass  # damaged: that is why it is replaced
    _clear(target)


def _clear(path: Path) -> None:
    """Remove the files that a database kept beside its own."""
    for ending in BESIDE:
        Path(f"{path}{ending}").unlink(missing_ok=True)
