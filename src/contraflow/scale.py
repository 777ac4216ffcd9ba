"""Pieces of work mapped over processes: here, on a local cluster, or on a running scheduler. Same pieces, same results.

A piece is a pure function of its argument, so that it does not matter where it is done, in which order or how often: a worker
that dies costs only the pieces that it had not handed back. The cluster is Dask's (https://docs.dask.org).
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from contraflow.errors import ContraflowError, OptionError

A = TypeVar("A")
R = TypeVar("R")

MOST_WORKERS = 1024
CONNECT_SECONDS = 20


class ScaleError(ContraflowError):
    """Work could not be done because workers kept dying or no scheduler answered."""


class Pool(Protocol):
    """Whoever does pieces of work.

    Attributes:
        threads: threads that one piece may use; 0 for one a processor.
    """

    threads: int

    def map(self, function: Callable[[A], R], items: Sequence[A]) -> Iterator[tuple[int, R]]:
        """Yield the number of each piece and its result, as they are finished."""
        ...


class Serial:
    """Does one piece after the other in this process."""

    threads = 0

    def map(self, function: Callable[[A], R], items: Sequence[A]) -> Iterator[tuple[int, R]]:
        """Yield the number of each piece and its result, in order."""
        for number, item in enumerate(items):
            yield number, function(item)


class Cluster:
    """Does pieces on the workers of a Dask client."""

    threads = 1

    def __init__(self, client: Any) -> None:
        self.client = client

    def map(self, function: Callable[[A], R], items: Sequence[A]) -> Iterator[tuple[int, R]]:
        """Yield the number of each piece and its result, as they are finished; raises what a piece raised.

        Results come here as soon as they are there and are then forgotten by the workers, so that none is lost with its worker.
        """
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        futures = {self.client.submit(function, item, pure=False): number for number, item in enumerate(items)}
        try:
            for future, result in as_completed(list(futures), with_results=True):  # type: ignore[no-untyped-call]
                yield futures.pop(future), result
        except KilledWorker as error:
            raise ScaleError(
                f"workers: found one piece whose workers died again and again ({error}); allowed: workers that live; "
                "do: give them more memory, or fewer particles a piece"
            ) from error
        finally:
            for future in futures:
                future.cancel()


@contextmanager
def pool(workers: int = 0, scheduler: str = "") -> Iterator[Pool]:
    """Give whoever does the work: this process, ``workers`` processes of its own, or the workers of a running scheduler.

    Args:
        workers: 0 for none but this process.
        scheduler: address such as ``tcp://host:8786``; then ``workers`` must be 0.

    Raises:
        OptionError: if an option makes no sense.
        ScaleError: if no scheduler answers.
    """
    if not 0 <= workers <= MOST_WORKERS:
        raise OptionError(f"--workers: found {workers}; allowed: 0 to {MOST_WORKERS}; do: choose a number between")
    if scheduler and workers:
        raise OptionError("--workers and --scheduler: found both; allowed: one of them; do: leave one out")
    if not workers and not scheduler:
        yield Serial()
        return
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if not scheduler:
        with (
            LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=logging.CRITICAL
            ) as cluster,
            Client(cluster) as client,  # type: ignore[no-untyped-call]
        ):
            yield Cluster(client)
        return
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError) as error:
        raise ScaleError(
            f"--scheduler {scheduler}: found no scheduler there ({error}); allowed: the address of a running Dask scheduler; "
            "do: start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
        ) from error
    with client:
        yield Cluster(client)
