"""A store of evidence: what was read, what people judged of it, what was made of it; nothing is overwritten."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, select

from contraflow.case.case import SeriesRow
from contraflow.claims.claim import Claim, Evidence
from contraflow.claims.page_read import PageRead
from contraflow.reports.report import Report
from contraflow.store import records, told
from contraflow.store.backup import back_up
from contraflow.store.checking import check_store
from contraflow.store.connect import connect, reading, writing
from contraflow.store.exporting import export_store
from contraflow.store.judging import judge
from contraflow.store.keeping import Kept, Retellings, echo_finder, keep_page
from contraflow.store.linking import find_links, link_page
from contraflow.store.records import Source
from contraflow.store.rows import as_moment, entries_by
from contraflow.store.schema import entries, pages
from contraflow.store.troubles import shown
from contraflow.store.verdicts import Judged, Judgement


@dataclass(frozen=True)
class Entry:
    """One thing that was recorded.

    Attributes:
        n: number, in the order in which things were recorded.
        recorded: when, UTC.
        kind: page, judgement, source, sealed, series, run, estimates.
        what: id of the thing; of a page its SHA-1.
        program: version of contraflow that recorded it.
    """

    n: int
    recorded: datetime
    kind: str
    what: str
    program: str


class Store:
    """An open store; made by ``open_store``, closed by ``close`` or at the end of a ``with`` block.

    Every method that keeps something is one transaction: all of it is there afterwards, or nothing. Every method that tells
    something has ``recorded_by``: the store as it was at that moment.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._retellings = Retellings(echo_finder())

    @property
    def name(self) -> str:
        """Its path or address, without a password."""
        return shown(self.engine.url)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the store."""
        self.close()

    @contextmanager
    def _told(self, recorded_by: datetime | None) -> Iterator[tuple[Connection, int]]:
        with reading(self.engine) as connection:
            yield connection, entries_by(connection, recorded_by)

    def is_known(self, sha1: str) -> bool:
        """Say whether a page with these bytes was kept, read or refused."""
        with reading(self.engine) as connection:
            return connection.execute(select(pages.c.sha1).where(pages.c.sha1 == sha1).limit(1)).first() is not None

    def keep_page(self, page: PageRead, *, known: datetime | None = None) -> Kept:
        """Keep a page with its reports and claims.

        A page that was kept before is kept as a further version when the reader now gives something else; claims are known
        again by their place in the text, and judgements stay with them.

        Args:
            page: what came of the page.
            known: when it came to hand, now when None; with a time zone.

        Raises:
            InputError: if the page is not whole.
            OutputError: if the store cannot be written.
        """
        with writing(self.engine) as connection:
            return keep_page(connection, page, known, self._retellings)

    def link_retellings(self) -> int:
        """Link reports that were kept before the one that they retell, and return how many; each page is one transaction.

        A page is compared with what was kept before it. After a batch in which dates were out of order, this finds the rest.
        """
        find = self._retellings.find
        if find is None:
            return 0
        with reading(self.engine) as connection:
            links = find_links(connection, find)
        number = 0
        for name in links:
            with writing(self.engine) as connection:
                number += link_page(connection, name, links)
        return number

    def evidence(self, known_by: date | None = None, *, recorded_by: datetime | None = None) -> Evidence:
        """Return the evidence known by a day, as judged: without rejected claims, others as corrected, with those added."""
        with self._told(recorded_by) as (connection, by):
            return told.evidence_of(connection, known_by, by)

    def reports(self, *, recorded_by: datetime | None = None) -> tuple[Report, ...]:
        """Return all reports in their last version, the earliest published first."""
        with self._told(recorded_by) as (connection, by):
            found = sorted(told.current(connection, by), key=lambda each: (each.known, each.report.id))
            return tuple(each.report for each in found)

    def claims(
        self, report: str = "", *, coder: str = "", recorded_by: datetime | None = None
    ) -> list[tuple[Claim, Judged | None]]:
        """Return the claims of a report, rejected ones too, each with the judgement that stands, None when there is none.

        Args:
            report: its id; empty for all reports.
            coder: look at the judgements of this person alone; empty for all, of whom the last has the word.
        """
        with self._told(recorded_by) as (connection, by):
            verdicts = told.standing(connection, by, coder)
            found = told.current(connection, by, [report] if report else None)
            told_of = (told.judged_claims(each, verdicts.get(each.report.id, {}), rejected=True) for each in found)
            return [pair for pairs in told_of for pair in pairs]

    def judged_reports(self, *, recorded_by: datetime | None = None) -> frozenset[str]:
        """Return the ids of reports of which people judged every claim."""
        with self._told(recorded_by) as (connection, by):
            verdicts = told.standing(connection, by)
            found = told.current(connection, by, verdicts)
            whole = (each for each in found if {claim.number for claim in each.claims} <= verdicts[each.report.id].keys())
            return frozenset(each.report.id for each in whole)

    def versions(self, report: str) -> list[told.Reading]:
        """Return all versions of a report with the claims that were read from each, the first first."""
        with reading(self.engine) as connection:
            return told.versions_of(connection, report)

    def judge(self, judgement: Judgement) -> Judged:
        """Record a judgement and return it as recorded; see ``judge_all``."""
        return self.judge_all([judgement])[0]

    def judge_all(self, judgements: Sequence[Judgement]) -> list[Judged]:
        """Record judgements, all of them or none, and return them as recorded.

        Raises:
            InputError: if one is none, or of a claim or judgement that is not there.
        """
        with writing(self.engine) as connection:
            numbers = {judge(connection, each) for each in judgements}
            return [each for each in told.all_judged(connection) if each.n in numbers]

    def judgements(self, report: str = "", *, recorded_by: datetime | None = None) -> list[Judged]:
        """Return all judgements, of one report or of all, the first first, undone ones too."""
        with self._told(recorded_by) as (connection, by):
            return told.all_judged(connection, by, report)

    def keep_source(self, source: Source) -> None:
        """Record the public part of a source."""
        with writing(self.engine) as connection:
            records.keep_source(connection, source)

    def sources(self, *, recorded_by: datetime | None = None) -> list[Source]:
        """Return the public part of all sources."""
        with self._told(recorded_by) as (connection, by):
            return records.sources_of(connection, by)

    def keep_sealed(self, source: str, blob: bytes) -> None:
        """Record what is sealed of a source; raises InputError for bytes that are not encrypted."""
        with writing(self.engine) as connection:
            records.keep_sealed(connection, source, blob)

    def sealed(self, source: str, *, recorded_by: datetime | None = None) -> list[bytes]:
        """Return all that is sealed of a source, still sealed, the first first."""
        with self._told(recorded_by) as (connection, by):
            return records.sealed_of(connection, source, by)

    def keep_series(self, rows: Iterable[SeriesRow]) -> int:
        """Record numbers of series and return how many are new; a later publication is a further vintage."""
        with writing(self.engine) as connection:
            return records.keep_series(connection, rows)

    def series(
        self, known_by: date | None = None, *, vintages: bool = False, recorded_by: datetime | None = None
    ) -> tuple[SeriesRow, ...]:
        """Return the numbers known by a day, each in its last vintage or in all."""
        with self._told(recorded_by) as (connection, by):
            return records.series_of(connection, known_by, by, vintages=vintages)

    def keep_run(self, record: Mapping[str, Any]) -> str:
        """Record how a run was made and return its id; the same record is kept once."""
        with writing(self.engine) as connection:
            return records.keep_run(connection, record)

    def keep_estimates(self, run: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Record the estimates of a run; raises InputError if there is no such run or it has estimates."""
        with writing(self.engine) as connection:
            records.keep_estimates(connection, run, rows)

    def runs(self, known_by: date | None = None, *, recorded_by: datetime | None = None) -> dict[str, dict[str, Any]]:
        """Return the records of runs that looked from no later day, by id."""
        with self._told(recorded_by) as (connection, by):
            return records.runs_of(connection, known_by, by)

    def estimates(self, run: str, *, recorded_by: datetime | None = None) -> list[dict[str, Any]]:
        """Return the estimates of a run."""
        with self._told(recorded_by) as (connection, by):
            return records.estimates_of(connection, run, by)

    def check(self) -> list[str]:
        """Return what is wrong with the store, one line each; nothing when it is whole."""
        with reading(self.engine) as connection:
            return check_store(connection)

    def back_up(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the store as it is now into a file, while others write on; see ``restore``.

        Raises:
            OutputError: if the file is there already or cannot be written.
        """
        back_up(self.engine, path, overwrite)

    def export(self, path: Path, *, overwrite: bool = False) -> dict[str, int]:
        """Write the store into a portable file and return the number of rows by table; the same store gives the same bytes.

        Raises:
            OutputError: if the file is there already or cannot be written.
        """
        with reading(self.engine) as connection:
            return export_store(connection, path, overwrite)

    def history(self, *, recorded_by: datetime | None = None) -> list[Entry]:
        """Return all that was recorded, in order."""
        with self._told(recorded_by) as (connection, by):
            rows = connection.execute(select(entries).where(entries.c.n <= by).order_by(entries.c.n))
            return [Entry(row.n, as_moment(row.recorded), row.kind, row.what, row.program) for row in rows]


def open_store(where: str | Path, *, create: bool = True) -> Store:
    """Open a store, made or brought to this version's form when needed.

    Args:
        where: path of a file, or ``postgresql://user@host/database``.
        create: make the file when there is none.

    Raises:
        OptionError: if ``where`` is neither.
        InputError: if there is no store, none that this version can read, or its server cannot be reached.
    """
    return Store(connect(where, create=create))
