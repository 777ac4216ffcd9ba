"""Processes that write into a store until they are killed, and say what was committed after it was.

``python -m tests.unit.store.writer STORE`` loads everything once; for each line of its input (a name and a number of steps) it
makes a process that writes, and says that one's number. A process kills itself after its steps (the statements and commits that
the database is asked for); with 0 steps it goes on until it is killed. With ``together`` three write at once and end.
"""

import os
import signal
import sys

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


def write_together(where: str) -> int:
    """Have three processes keep the same pages and pages of their own, and return the worst code that one ended with."""
    children = []
    for coder in ("ann", "bob", "eve"):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _share(where, coder)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    return max(os.waitpid(child, 0)[1] for child in children)


def _share(where: str, coder: str) -> None:
    with open_store(where) as store:
        for number in range(6):
            shared = store.keep_page(make_page(make_report(f"shared-{number}")))
            own = store.keep_page(make_page(make_report(f"own-{coder}-{number}")))
            store.judge(Judgement("accept", coder, f"shared-{number}/1"))
            say(f"{shared.new} {own.new}")


def main() -> None:
    """Make a writing process for each line of input."""
    if sys.argv[2:] == ["together"]:
        sys.exit(write_together(sys.argv[1]))
    for line in sys.stdin:
        run, steps = line.split()
        child = os.fork()
        if child == 0:
            try:
                die_after(int(steps))
                write(sys.argv[1], run)
            finally:
                os._exit(1)
        say(f"started {child}")
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
