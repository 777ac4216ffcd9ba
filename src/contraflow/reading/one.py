"""One page from its bytes to its claims: what a reading process does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha1
from typing import Protocol, runtime_checkable

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.claims.page_read import PageRead
from contraflow.errors import ContraflowError, PageError
from contraflow.reading.repeats import Sketch, sketch
from contraflow.reports.formats.part import Part
from contraflow.reports.formats.unpack import unpack
from contraflow.reports.page import reports_of
from contraflow.reports.report import Report

Reader = Callable[..., tuple[Claim, ...]]  # read_claims, or what takes and gives the same: a report and its case, claims


@runtime_checkable
class PageReader(Protocol):
    """A reader that wants to see the whole page first, furniture and all, such as marks in its footer."""

    def for_page(self, page: bytes) -> Reader:
        """Return the reader of this page."""
        ...


@dataclass(frozen=True)
class Sketched:
    """A page that was read, with what is kept of each of its reports to know it again."""

    page: PageRead
    sketches: tuple[Sketch, ...] = ()


def read_one(part: Part, case: Case, reader: Reader) -> list[Sketched]:
    """Return what came of a part: one page, or each entry of a feed, each text of a mail, each article of a JSON file.

    Whatever goes wrong is told in the page's problem, a fault of the reader included.
    """
    try:
        return [found for leaf in unpack(part) for found in _read(leaf, case, reader)]
    except PageError as error:
        return [Sketched(refused(part, str(error)))]
    except Exception as error:  # noqa: BLE001 - one page must not end the reading of thousands
        return [Sketched(refused(part, _fault(error)))]


def refused(part: Part, problem: str) -> PageRead:
    """Return a page that could not be read."""
    return PageRead(part.name, part.digest, part.url, problem=problem)


def _read(leaf: Part, case: Case, reader: Reader) -> Iterator[Sketched]:
    try:
        reports = reports_of(leaf)
    except ContraflowError as error:
        yield Sketched(refused(leaf, str(error)))
        return
    except Exception as error:  # noqa: BLE001 - as above: one entry of a feed must not cost the others
        yield Sketched(refused(leaf, _fault(error)))
        return
    if isinstance(reader, PageReader):
        reader = reader.for_page(leaf.content)
    read: list[Report] = []
    claims: list[Claim] = []
    problems: list[PageRead] = []
    for number, report in enumerate(reports, 1):
        try:
            claims += reader(report, case)
            read.append(report)
        except ContraflowError as error:
            digest = sha1(report.text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
            problems.append(PageRead(f"{leaf.name} (story {number})", digest, leaf.url, problem=str(error)))
    if read:
        page = PageRead(leaf.name, leaf.digest, leaf.url, tuple(read), tuple(claims))
        yield Sketched(page, tuple(sketch(report) for report in read))
        yield from map(Sketched, problems)
    else:
        yield Sketched(refused(leaf, problems[0].problem))


def _fault(error: Exception) -> str:
    said = f"{type(error).__name__}: {str(error)[:120]}"
    return f"found a fault of the reader ({said}); allowed: any page, read or refused; do: tell the developers, with the page"
