"""Writers that are killed at any point lose nothing that they had said was committed, and leave nothing by halves."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from contraflow.store import Judgement, open_store
from tests.unit.store.making import make_page, make_report

KILLS = 12
LEAST_S, MOST_S = 0.01, 0.12
STEPS = range(5, 34)  # of the first page and its judgement: each statement and each commit; 1 to 4 open the store


def killed_writers(place: str, root: Path, steps_of: Iterable[int], seed: int) -> list[str]:
    """Kill a writer after each number of steps, others at moments drawn with a seed, and return what all of them said."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    draw = random.Random(seed)
    said: list[str] = []
    command = [sys.executable, "-m", "tests.unit.store.writer", place]
    with subprocess.Popen(
        command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdin and parent.stdout
        for run, steps in enumerate([*steps_of, *[0] * KILLS]):
            parent.stdin.write(f"{run} {steps}\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline().split()[1])
            if not steps:
                said.append(parent.stdout.readline().strip())
                time.sleep(draw.uniform(LEAST_S, MOST_S))
                os.kill(child, signal.SIGKILL)
            while (line := parent.stdout.readline().strip()) != "ended":
                said.append(line)
        parent.stdin.close()
    return said


def test_killed_writers_lose_nothing(place: str, root: Path) -> None:
    open_store(place).close()
    # a server begins and ends transactions by itself: what counts is where the client dies, and each death costs more there
    steps = STEPS if "://" not in place else STEPS[::3]
    said = [line.split() for line in killed_writers(place, root, steps, seed=4)]
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


def test_many_write_at_once(place: str, root: Path) -> None:
    open_store(place).close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    command = [sys.executable, "-W", "error", "-m", "tests.unit.store.writer", place, "together"]
    done = subprocess.run(command, cwd=root, env=environment, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    # each shared page was kept by exactly one of them
    assert Counter(shared for shared, _ in lines) == {"True": 6, "False": 12}
    assert {own for _, own in lines} == {"True"}
    with open_store(place) as store:
        assert store.check() == []
        assert len(store.reports()) == 6 + 18
        assert len(store.judgements()) == 18
        assert len(store.history()) == 6 + 18 + 18
