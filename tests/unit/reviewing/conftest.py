"""A store with two reports of our own invention."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from contraflow.store import Store, open_store
from tests.unit.store.making import make_claim, make_page, make_report

FIRST = make_report()
SECOND = make_report(
    "courier-2021-07-02",
    text="Boats cross every night again.\n\nPatrols on the bank have eased.",
    title="More",
    published=date(2021, 7, 2),
)


def second_claims() -> tuple:  # type: ignore[type-arg]
    return tuple(make_claim(SECOND, n, at) for n, at in ((1, 2), (2, 0)))


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.db"
    with open_store(path) as store:
        store.keep_page(make_page(FIRST))
        store.keep_page(make_page(SECOND, claims=second_claims()))
    return path


@pytest.fixture
def store(where: Path) -> Iterator[Store]:
    with open_store(where) as opened:
        yield opened
