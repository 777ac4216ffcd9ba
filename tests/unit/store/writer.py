"""Processes that write into a store until they are killed, and say what was committed after it was.

``python -m tests.unit.store.writer`` loads everything once. Each line of its input (a store, a name, a number of steps) makes a
process that writes, whose number it says. A process kills itself after its steps (the statements and commits that the database
is asked for); with 0 steps it goes on until it is killed. With the name ``together`` three write at once and end.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine, event

from contraflow.store import Judgement, open_store
from tests.unit.store.making import TEXT, make_page, make_report


def write(where: str, run: str) -> None:
    """Keep page after page, read some again, and judge; each line says what is committed."""
    with open_store(where, create=False) as store:
        for number in range(10_000):
            name = f"r{run}-{number}"
            report = make_report(name, text=f"{TEXT}\n\n{name} {'More of it. ' * 300}")
            kept = store.keep_page(make_page(report))
            say(f"page {name} {kept.claims}")
            judged = store.judge(Judgement("reject", "ann", f"{name}/2"))
            say(f"judgement {judged.n} {judged.claim}")
            if number % 2:
                store.judge(Judgement("undo", "ann", undoes=judged.n))
                say(f"undo {judged.n} {judged.claim}")


def die_after(steps: int) -> None:
    """Kill this process, as kill -9 does, just after a number of steps."""
    done = 0

    def step(*_: object) -> None:
        nonlocal done
        done += 1
        if done == steps:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("after_cursor_execute", "commit"):  # the commit is told of before it is done
        event.listen(Engine, name, step)


def say(line: str) -> None:
    """Write a line past all buffers, so that it is out when the next thing begins."""
    os.write(1, (line + "\n").encode())


def share(where: str, coder: str) -> None:
    """Keep the same pages as others do, and pages of one's own; say whether they were new."""
    with open_store(where) as store:
        for number in range(6):
            shared = store.keep_page(make_page(make_report(f"shared-{number}")))
            own = store.keep_page(make_page(make_report(f"own-{coder}-{number}")))
            store.judge(Judgement("accept", coder, f"shared-{number}/1"))
            say(f"{shared.new} {own.new}")


def begin(act: Callable[[], None]) -> int:
    """Return the number of a new process that does something and ends with 0."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        finally:
            os._exit(code)
    return child


def live(where: str, run: str, steps: int) -> None:
    """Write until killed by oneself or others."""
    die_after(steps)
    write(where, run)


def main() -> None:
    """Make writing processes for each line of input, and say when they have ended, and how."""
    for line in sys.stdin:
        where, run, steps = line.split()
        if run == "together":
            children = [begin(partial(share, where, coder)) for coder in ("ann", "bob", "eve")]
        else:
            children = [begin(partial(live, where, run, int(steps)))]
        say(f"started {children[0]}")
        codes = [os.waitpid(child, 0)[1] for child in children]
        say(f"ended {max(codes)}")


if __name__ == "__main__":
    main()
