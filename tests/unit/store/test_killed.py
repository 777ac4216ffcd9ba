"""Writers that are killed at any point lose nothing that they had said was committed, and leave nothing by halves."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from contraflow.store import Judgement, open_store
from tests.unit.store.making import make_page, make_report

KILLS = 12
LEAST_S, MOST_S = 0.01, 0.12
STEPS = range(5, 34)  # of the first page and its judgement: each statement and each commit; 1 to 4 open the store


Writers = Callable[[str], Iterator[str]]


@pytest.fixture(scope="module")
def writers(root: Path) -> Iterator[Writers]:
    """Ask for writers with a line, and read what they say until they have ended."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    command = [sys.executable, "-W", "error", "-m", "tests.unit.store.writer"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, env=environment, text=True, **pipes) as parent:

        def ask(line: str) -> Iterator[str]:
            assert parent.stdin and parent.stdout
            parent.stdin.write(f"{line}\n")
            parent.stdin.flush()
            while not (said := parent.stdout.readline().strip()).startswith("ended"):
                assert said, "the maker of writers has died"
                yield said
            yield said

        yield ask


def killed_writers(ask: Writers, place: str, steps_of: Iterable[int], seed: int) -> list[str]:
    """Kill a writer after each number of steps, others at moments drawn with a seed, and return what all of them said."""
    draw = random.Random(seed)
    said: list[str] = []
    for run, steps in enumerate([*steps_of, *[0] * KILLS]):
        lines = ask(f"{place} {run} {steps}")
        child = int(next(lines).split()[1])
        if not steps:
            said.append(next(lines))
            time.sleep(draw.uniform(LEAST_S, MOST_S))
            os.kill(child, signal.SIGKILL)
        *told, end = lines
        assert end == f"ended {signal.SIGKILL:d}"
        said += told
    return said


def test_killed_writers_lose_nothing(place: str, writers: Writers) -> None:
    open_store(place).close()
    # a server begins and ends transactions by itself: what counts is where the client dies, and each death costs more there
    steps = STEPS if "://" not in place else STEPS[::3]
    said = [line.split() for line in killed_writers(writers, place, steps, seed=4)]
    kinds = Counter(words[0] for words in said)
    assert {"page", "judgement"} <= set(kinds)
    # some died before anything was committed, some after a page, some after more
    assert kinds["page"] > KILLS
    assert len({words[1].split("-")[0] for words in said if words[0] == "page"}) < KILLS + len(steps)
    with open_store(place, create=False) as store:
        assert store.check() == []
        reports = {report.id for report in store.reports()}
        judged = {(each.n, each.claim): each for each in store.judgements()}
        assert {words[1] for words in said if words[0] == "page"} <= reports
        for kind, n, claim in (words for words in said if words[0] != "page"):
            assert (int(n), claim) in judged
            assert kind == "judgement" or judged[int(n), claim].undone
        # each page is there with all its claims, or not at all; a killed writer was at most one step ahead of its words
        assert all(len(store.versions(name)[0].claims) == 4 for name in reports)
        assert len(store.history()) - len(said) <= KILLS + len(steps)
        # and the store can be written on
        store.keep_page(make_page(make_report("afterwards")))
        store.judge(Judgement("accept", "bob", "afterwards/1"))


def test_many_write_at_once(place: str, writers: Writers) -> None:
    open_store(place).close()
    _, *told, end = writers(f"{place} together 0")
    assert end == "ended 0"
    lines = [line.split() for line in told]
    # each shared page was kept by exactly one of them
    assert Counter(shared for shared, _ in lines) == {"True": 6, "False": 12}
    assert {own for _, own in lines} == {"True"}
    with open_store(place) as store:
        assert store.check() == []
        assert len(store.reports()) == 6 + 18
        assert len(store.judgements()) == 18
        assert len(store.history()) == 6 + 18 + 18
