"""Stores in both kinds of database, and pages of our own invention to keep in them."""

from collections.abc import Callable, Iterator
from hashlib import sha1
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from contraflow.case.case import Case
from contraflow.claims.extract import read_claims
from contraflow.claims.page_read import PageRead
from contraflow.reports.page import read_report
from contraflow.store import Store, open_store
from contraflow.store.connect import read_address
from tests.store_server import find_programs, running_server

SCHEMAS = count(1)
BACKENDS = ("file", "server")
PAGE = """Boats Cross Again

Patrols on the river bank have eased since the talks, a trader in Midtown said on Monday.

Boats cross every night again and the fee for a hired boat has fallen by half. Residents of Westbank say that fish is carried
over in daylight.

Guards no longer stop the boats, another resident said.
"""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server that runs for the tests alone."""
    programs = find_programs()
    assert programs is not None, "these tests need PostgreSQL; do: tools/services.sh"
    with running_server(programs) as address:
        yield address


@pytest.fixture
def new_schema(server: str) -> Callable[[], str]:
    """Make an empty place for a store on the server and return its address."""

    def make() -> str:
        name = f"s{next(SCHEMAS)}"
        engine = create_engine(read_address(server))
        with engine.begin() as connection:
            connection.execute(text(f"create schema {name}"))
        engine.dispose()
        return f"{server}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=BACKENDS)
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give addresses for new stores, in a file or on the server."""
    if request.param == "server":
        make: Callable[[], str] = request.getfixturevalue("new_schema")
        return make
    numbers = count(1)
    return lambda: str(tmp_path / f"store{next(numbers)}.db")


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    """Where the store of the test stands."""
    return new_place()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def read_page(toy: Case) -> Callable[..., PageRead]:
    """Read a page as ``contraflow read`` does."""

    def read(page: str = PAGE, url: str = "https://gazette.example/2021/06/30/boats", **how: object) -> PageRead:
        from datetime import date

        report = read_report(page, url=url, published=date(2021, 6, 30), **how)  # type: ignore[arg-type]
        return PageRead("page.txt", sha1(page.encode()).hexdigest(), url, (report,), read_claims(report, toy))

    return read
