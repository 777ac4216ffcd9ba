"""Pages to claims, many at once: the order is stable, a bad page costs only itself, the same page is never read twice."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from contraflow.case.case import Case
from contraflow.claims.extract import read_claims
from contraflow.claims.page_read import PageRead
from contraflow.errors import OptionError
from contraflow.reading.crew import Crew, Job
from contraflow.reading.one import Reader, Sketched, read_one
from contraflow.reading.repeats import Repeats
from contraflow.reading.sources import Source, find_sources, parts_of
from contraflow.reports.report import Report

MOST_WORKERS = 256
ID_DIGITS = 6  # of a page's SHA-1, behind the id of a second report of one outlet and day


def read_pages(
    sources: Iterable[str | Path | Source],
    case: Case,
    *,
    workers: int | None = None,
    is_known: Callable[[str], bool] | None = None,
    reader: Reader = read_claims,
    progress: Callable[[float], None] | None = None,
    earlier: Iterable[Report] = (),
) -> Iterator[PageRead]:
    """Yield what came of every page that the sources hold, in the order of the sources whatever the number of workers.

    A page that cannot be read is given with its ``problem``. One whose bytes, or whose story nearly word for word, came before
    is given with ``repeats`` and without claims; where only some of its stories did, these have ``echo_of`` and no claims. One
    that ``is_known`` knows is given with neither reports nor problem.

    Args:
        sources: files, folders, archives, feeds, mail, or ``Source``.
        case: the border that they are about.
        workers: reading processes; 0 for none, so that a page which kills its reader kills the run; None for one a processor,
            or none when there is a single page. A script that uses any must stand under ``if __name__ == "__main__"``.
        is_known: says by the SHA-1 of a page's bytes whether it was read before this run.
        reader: from a report and its case to its claims; found by its name in a new process.
        progress: called with the share of the sources that are done.
        earlier: reports read before this run, whose ids are taken and which a page may repeat.

    Raises:
        PageError: before the first page, if a source is not there or a folder holds no page.
        OptionError: if ``workers`` is out of bounds or cannot start.
    """
    if workers is not None and not 0 <= workers <= MOST_WORKERS:
        raise OptionError(f"workers: found {workers}; allowed: 0 to {MOST_WORKERS}; do: leave it out for one a processor")
    found = find_sources(sources)
    return _read(found, case, workers, reader, Memory(is_known, earlier, progress, len(found)))


def _read(sources: list[Source], case: Case, workers: int | None, reader: Reader, memory: "Memory") -> Iterator[PageRead]:
    jobs = memory.jobs(sources)
    first = list(islice(jobs, 2))
    jobs = chain(first, jobs)
    if workers is None:
        workers = (os.cpu_count() or 1) if len(first) > 1 else 0
    if workers == 0:
        for job in jobs:
            if job.done is None:
                job.done = read_one(job.part, case, reader)
            yield from memory.settle(job)
        return
    with Crew(workers, case, reader) as crew:
        for job in crew.read(jobs):
            yield from memory.settle(job)


class Memory:
    """What was read so far: which bytes, which stories, which ids."""

    def __init__(
        self,
        is_known: Callable[[str], bool] | None,
        earlier: Iterable[Report],
        progress: Callable[[float], None] | None,
        n_sources: int,
    ) -> None:
        kept = list(earlier)
        self.is_known = is_known or (lambda sha1: False)
        self.repeats = Repeats(kept)
        self.ids = {report.id for report in kept}
        self.given: set[str] = set()  # SHA-1 of parts handed out
        self.settled: dict[str, PageRead] = {}  # by SHA-1, what came of it
        self.progress = progress
        self.n_sources = n_sources
        self.position: dict[int, int] = {}  # by job, which source it comes from

    def jobs(self, sources: Iterable[Source]) -> Iterator[Job]:
        """Yield every page of the sources, those that need no reading done already."""
        for number, source in enumerate(sources):
            for part in parts_of(source):
                job = Job(part)
                if part.problem:
                    job.done = [Sketched(PageRead(part.name, part.digest, part.url, problem=part.problem))]
                elif part.digest in self.given or self.is_known(part.digest):
                    job.done = [Sketched(PageRead(part.name, part.digest, part.url))]
                self.given.add(part.digest)
                self.position[id(job)] = number
                yield job

    def settle(self, job: Job) -> Iterator[PageRead]:
        """Yield what came of a job, held against all that came before."""
        for found in job.done or []:
            yield self._settled(found)
        done = self.position.pop(id(job)) + 1
        if self.progress:
            self.progress(done / self.n_sources)

    def _settled(self, found: Sketched) -> PageRead:
        page = found.page
        before = self.settled.get(page.sha1) if page.sha1 else None
        if before:
            first = before.repeats or (before.reports[0].id if before.reports else "")
            return PageRead(page.name, page.sha1, page.url, problem=before.problem, repeats=first)
        if page.reports and self.is_known(page.sha1):
            return PageRead(page.name, page.sha1, page.url)
        page = self._compared(page, found) if page.reports else page
        if page.sha1 and (page.reports or page.problem):
            self.settled[page.sha1] = page
        return page

    def _compared(self, page: PageRead, found: Sketched) -> PageRead:
        """Return a page with ids of its own, and without the claims of stories that were told before."""
        reports, claims, told_before = [], [], []
        for report, made in zip(page.reports, found.sketches, strict=True):
            own = self._own_id(report)
            repeated = self.repeats.find(made)
            if repeated:
                told_before.append(repeated)
                reports.append(replace(report, id=own, echo_of=repeated))
                continue
            self.repeats.add(own, made)
            reports.append(replace(report, id=own))
            for claim in page.claims:
                if claim.report == report.id:
                    claims.append(replace(claim, report=own, id=f"{own}/{claim.number}"))
        whole = len(told_before) == len(reports)
        return replace(page, reports=tuple(reports), claims=tuple(claims), repeats=told_before[0] if whole else "")

    def _own_id(self, report: Report) -> str:
        own = report.id if report.id not in self.ids else f"{report.id}-{report.sha1[:ID_DIGITS]}"
        number = 1
        while own in self.ids:
            number += 1
            own = f"{report.id}-{report.sha1[:ID_DIGITS]}-{number}"
        self.ids.add(own)
        return own
