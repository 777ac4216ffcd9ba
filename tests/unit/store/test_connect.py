"""Opening a store: what is made, what is refused, what is never said."""

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from contraflow.errors import ContraflowError, InputError, OutputError
from contraflow.store import Store, open_store
from contraflow.store.schema import NEWEST, metadata
from contraflow.store.upgrading import FOLDER
from tests.unit.store.making import make_page


def test_migrations_make_the_tables_that_the_program_knows(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = [each for each in compare_metadata(context, metadata) if "alembic_version" not in str(each)]
        assert differences == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_the_newest_version_is_the_last_migration() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == NEWEST


def test_a_store_of_a_newer_program_is_refused(place: str) -> None:
    with open_store(place) as store, store.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0999'"))
    with pytest.raises(InputError, match=r"found a store of version 0999; allowed: up to 0001; do: use the newer"):
        open_store(place)


def test_a_migration_that_fails_leaves_the_store_as_it_was(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    make = op.create_index

    def fail(name: str, *told: object) -> None:
        make("runs" if name == "series_name" else name, *("nowhere" if name == "series_name" else each for each in told))  # type: ignore[arg-type]

    monkeypatch.setattr(op, "create_index", fail)
    with pytest.raises(ContraflowError, match="the database failed"):
        open_store(place)
    monkeypatch.undo()
    with open_store(place) as store:
        store.keep_page(make_page())
        assert store.check() == []


def test_a_store_of_no_tables_yet_is_made_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["store.db"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"no database " * 500), "damaged file or none of a store"),
        (lambda path: sqlite3.connect(path).execute("create table mine (n)").connection.close(), "other tables"),
        (lambda path: path.mkdir(), "found a folder"),
    ],
)
def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    path = tmp_path / "store.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(InputError, match=words):
        open_store(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_store_that_is_not_there_is_not_made_unless_wanted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found no store"):
        open_store(tmp_path / "none.db", create=False)
    with pytest.raises(InputError, match="cannot be made"):
        open_store(tmp_path / "no" / "folder" / "store.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "where",
    [
        "mysql://ann:s3cret@host/db", "sqlite:///s3cret", "postgresql://ann:s3cret@host:port/db", "postgresql://[s3cret",
        "", "a/",
        "postgresql://ann:12/s3cret@host/db", "postgresql://ann:s3cret/@host/db",
        "postgresql://ann:s3cret@localhost:1/db", "postgresql://ann:s3cret@/db?host=/nowhere&password=s3cret",
        "postgresql://ann@/db?host=/nowhere&nonsense=s3cret", "postgres://ann:s3cret@no.such.host.invalid/db",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_told_without_its_password(where: str) -> None:
    with pytest.raises(ContraflowError, match="do: ") as raised:
        open_store(where)
    assert "s3cret" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_wrong_user_is_told_without_a_password(server: str) -> None:
    with pytest.raises(InputError, match="the server refuses") as raised:
        open_store(server.replace("contraflow@", "nobody:s3cret@"))
    assert "s3cret" not in str(raised.value)


def test_a_name_of_a_store_holds_no_password(server: str) -> None:
    with open_store(server.replace("contraflow@", "contraflow:s3cret@") + "&options=-csearch_path%3Dpublic") as store:
        assert store.name == "postgresql://contraflow@/postgres"
        assert "s3cret" not in repr(store.engine)


def test_a_store_that_another_process_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contraflow.store import connect

    monkeypatch.setattr(connect, "WAIT_SECONDS", 0.05)
    with open_store(tmp_path / "store.db") as store:
        other = sqlite3.connect(tmp_path / "store.db")
        other.execute("begin immediate")
        with pytest.raises(OutputError, match="another process holds it"):
            store.keep_page(make_page())
        assert store.reports() == ()  # reading goes on
        other.rollback()
        other.close()
        assert store.keep_page(make_page()).new
