"""Processes that write into a store until they are killed, and say what was committed after it was.

``python -m tests.unit.store.writer STORE`` loads everything once; for each line of its input it makes a process that writes,
and says that one's number.
"""

import os
import sys

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


def say(line: str) -> None:
    """Write a line past all buffers, so that it is out when the next thing begins."""
    os.write(1, (line + "\n").encode())


def main() -> None:
    """Make a writing process for each line of input."""
    for run in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                write(sys.argv[1], run.strip())
            finally:
                os._exit(1)
        say(f"started {child}")
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
