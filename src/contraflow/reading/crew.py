"""Reading processes: each reads one page at a time; one that dies or hangs costs only its page."""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.reading.one import Reader, Sketched, read_one, refused
from contraflow.reports.formats.part import Part

AHEAD = 4  # pages a process that may be read before an earlier one is done
MOST_SECONDS = 300.0  # on one page; usual ones take a fifth of a second
MOST_MEMORY = 4_000_000_000  # bytes of a process's address space
DIED = "found a page at which the reading process died; allowed: pages that can be read; do: save the article's text alone"


@dataclass
class Job:
    """One page to read.

    Attributes:
        part: the page.
        done: what came of it; None until it is read.
    """

    part: Part
    done: list[Sketched] | None = None


class Worker:
    """One reading process and the page that it has."""

    def __init__(self, case: Case, reader: Reader) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, far = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(far, case, reader), daemon=True)
        with _uninterrupted():
            self.process.start()
        far.close()
        self.ready = False
        self.job: Job | None = None
        self.since = 0.0

    def give(self, job: Job) -> None:
        """Hand over a page."""
        self.job, self.since = job, time.monotonic()
        with suppress(OSError):  # it died: its link will say so
            self.link.send(job.part)

    def take(self) -> None:
        """Take what it has sent; raises EOFError or OSError when it has died."""
        answer = self.link.recv()
        if self.job:
            self.job.done, self.job = answer, None
        self.ready = True

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.link.close()


class Crew:
    """Reading processes that give back pages in the order in which they came.

    Args:
        workers: their number, at least 1.
        case: the border that the pages are about.
        reader: from a report and its case to its claims; must be found by its name in a new process.
        seconds: allowed on one page.
    """

    def __init__(self, workers: int, case: Case, reader: Reader, seconds: float = MOST_SECONDS) -> None:
        self.most, self.case, self.reader, self.seconds = workers, case, reader, seconds
        self.workers: list[Worker] = []

    def __enter__(self) -> "Crew":
        """Start nothing yet: a process starts when there is a page for it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, whatever it is at."""
        for worker in self.workers:
            worker.end()

    def read(self, jobs: Iterator[Job]) -> Iterator[Job]:
        """Yield the jobs, done, in their order.

        Raises:
            OptionError: if reading processes cannot start.
        """
        order: deque[Job] = deque()
        pending: deque[Job] = deque()
        more = True
        while more or order:
            while more and len(order) < AHEAD * self.most:
                job = next(jobs, None)
                if job is None:
                    more = False
                    break
                order.append(job)
                if job.done is None:
                    pending.append(job)
            while order and order[0].done is not None:
                yield order.popleft()
            self._assign(pending)
            if order and order[0].done is None:
                self._wait()

    def _assign(self, pending: deque[Job]) -> None:
        while len(self.workers) < min(self.most, len(pending) + sum(worker.job is not None for worker in self.workers)):
            self.workers.append(Worker(self.case, self.reader))
        for worker in self.workers:
            if pending and worker.ready and worker.job is None:
                worker.give(pending.popleft())

    def _wait(self) -> None:
        """Wait until a process has something to say, has died, or has had its time."""
        ends = [worker.since + self.seconds for worker in self.workers if worker.job]
        links = {worker.link: worker for worker in self.workers}
        left = max(min(ends) - time.monotonic(), 0.0) if ends else None
        for link in wait(list(links), left):
            worker = links[link]  # type: ignore[index]
            try:
                worker.take()
            except (EOFError, OSError):
                self._lose(worker, DIED)
        for worker in list(self.workers):
            if worker.job and time.monotonic() - worker.since > self.seconds:
                reason = f"found a page that takes over {self.seconds:g} seconds to read"
                self._lose(worker, f"{reason}; allowed: pages as they are usual; do: save the article's text alone")

    def _lose(self, worker: Worker, problem: str) -> None:
        self.workers.remove(worker)
        worker.end()
        if not worker.ready:
            raise OptionError(
                "workers: the reading processes cannot start; allowed: 0 to read in this process; "
                'do: in a script, call from under if __name__ == "__main__", or choose 0'
            )
        if worker.job:
            worker.job.done = [Sketched(refused(worker.job.part, problem))]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, which goes to all: the one that started them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(link: Connection, case: Case, reader: Reader) -> None:
    """Read pages that come in over a link until it is closed; what a reading process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started it ends it
    _bound_memory()
    with suppress(EOFError, OSError):
        link.send("ready")
        while True:
            link.send(read_one(link.recv(), case, reader))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
