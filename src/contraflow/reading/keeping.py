"""Reading into a store: what it holds already is not read again, and each page is kept as soon as it is read."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.extract import read_claims
from contraflow.claims.page_read import PageRead
from contraflow.reading.one import Reader
from contraflow.reading.pages import read_pages
from contraflow.reading.sources import Source


class PageStore(Protocol):
    """What reading asks of a store."""

    def is_known(self, sha1: str) -> bool:
        """Say whether a page with these bytes was read before."""
        ...

    def keep_page(self, page: PageRead, *, known: datetime | None = None) -> object:
        """Keep a page whole or not at all."""
        ...

    def evidence(self) -> Evidence:
        """Return the reports and claims that are held."""
        ...

    def link_retellings(self) -> int:
        """Link reports that retell one that was kept after them; return how many."""
        ...


def read_into(
    store: PageStore,
    sources: Iterable[str | Path | Source],
    case: Case,
    *,
    workers: int | None = None,
    reader: Reader = read_claims,
    progress: Callable[[float], None] | None = None,
) -> Iterator[PageRead]:
    """Yield pages as ``read_pages`` does, each one with reports kept in the store before it is yielded.

    When it is broken off, all pages yielded so far are kept, and a second run goes on after them. Refused pages are not kept: a
    better reader may read them one day. At the end, retellings that came before their original are linked to it.

    Raises:
        PageError: as ``read_pages``; OptionError likewise.
    """
    earlier = store.evidence().reports
    pages = read_pages(
        sources, case, workers=workers, is_known=store.is_known, reader=reader, progress=progress, earlier=earlier
    )
    for page in pages:
        if page.reports:
            store.keep_page(page)
        yield page
    store.link_retellings()
