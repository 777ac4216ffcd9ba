"""Opening a store: an SQLite file or a PostgreSQL database, brought to this program's version."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from contraflow.errors import InputError, OptionError
from contraflow.store.schema import NEWEST
from contraflow.store.troubles import shown, told
from contraflow.store.versions import version_of

_PLAIN = re.compile(r"[\w.:%-]*/[^@/]*")  # host and database
SCHEMES = ("postgresql://", "postgres://")
WAIT_SECONDS = 30  # for another process to finish its writing
LOCK = 6_021_848  # of PostgreSQL, while tables are made: any number that nobody else uses


def connect(where: str | Path, *, create: bool) -> Engine:
    """Return the engine of a store, its tables made or brought up to date.

    Args:
        where: path of an SQLite file, or ``postgresql://user@host/database``.
        create: make the file when there is none.

    Raises:
        OptionError: if ``where`` is neither.
        InputError: if there is no store, none that this version can read, or the server cannot be reached.
    """
    url = read_address(where)
    name = shown(url)
    is_file = url.get_backend_name() == "sqlite"
    if is_file:
        _find_file(Path(name), create)
    engine = _file_engine(url) if is_file else _server_engine(url)
    try:
        with told(name):
            _bring_up_to_date(engine, name)
    except BaseException:
        engine.dispose()
        raise
    return engine


def read_address(where: str | Path) -> URL:
    """Return the address of a store; raises OptionError if it is neither a path nor a PostgreSQL address."""
    where = str(where)
    if "://" not in where:
        if not where or where.endswith(("/", os.sep)) or "\x00" in where:
            raise OptionError(f"--store: found {where!r}; allowed: a file or postgresql://user@host/database; do: name one")
        return URL.create("sqlite", database=where)
    if not where.startswith(SCHEMES):
        raise OptionError(
            f"--store: found an address of {where.split('://')[0]!r}; allowed: a file or postgresql://user@host/database; "
            "do: name one of these"
        )
    try:
        url = make_url(where)
        if not _PLAIN.fullmatch(f"{url.host or ''}/{url.database or ''}"):
            raise ValueError  # such as a password with a slash in it that was not spelt %2F
    except (ArgumentError, ValueError):
        # the address is not repeated: it may hold a password
        raise OptionError(
            "--store: found an address that cannot be read; allowed: postgresql://user@host:port/database; do: mend it"
        ) from None
    return url.set(drivername="postgresql+psycopg")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which all is written or nothing; one process writes at a time, the others wait."""
    with told(shown(engine.url)), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("lock table entries in exclusive mode"))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the store as it was when the block began."""
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with told(shown(engine.url)), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _find_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise InputError(f"{path}: found a folder; allowed: the file of a store; do: name a file, e.g. {path / 'evidence.db'}")
    if path.exists():
        return
    if not create:
        raise InputError(f"{path}: found no store; allowed: one that exists; do: check --store, or keep pages to make one")
    try:
        # nobody but its owner may read it
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise InputError(
            f"{path}: cannot be made ({error.strerror}); do: check the path and the rights of its folder"
        ) from None


def _file_engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in ("foreign_keys = on", "synchronous = full", "trusted_schema = off"):
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a writer takes the lock before it reads, so that what it has read is still so when it writes
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _server_engine(url: URL) -> Engine:
    arguments = {"connect_timeout": WAIT_SECONDS, "application_name": "contraflow"}
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=arguments)


def _bring_up_to_date(engine: Engine, name: str) -> None:
    with reading(engine) as connection:
        is_newest = version_of(connection, name) == NEWEST
    if not is_newest:
        _migrate(engine, name)
    if engine.dialect.name == "sqlite":
        _let_others_read(engine)


def _let_others_read(engine: Engine) -> None:
    """Have a file keep a log of what is written beside it, so that others can read while one writes; it stays so."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if cursor.execute("pragma journal_mode").fetchone()[0] != "wal":
            cursor.execute("pragma journal_mode = wal")
        cursor.close()
    finally:
        connection.close()


def _migrate(engine: Engine, name: str) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if version_of(connection, name) != NEWEST:  # another process may have been quicker
            from contraflow.store.upgrading import upgrade

            upgrade(connection, name)
