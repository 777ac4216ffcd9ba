"""What commands say: results on standard output, everything else on standard error, nothing to spare when nobody watches."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from contraflow.release.leaving import check_leaving

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Report = Callable[[float], None]


def note(text: str) -> None:
    """Say something to a person who watches; silent when standard error is no terminal."""
    if err.is_terminal:
        err.print(text, style="dim", markup=False)


def warn(text: str) -> None:
    """Say something that must not be missed."""
    err.print(text, style="yellow", markup=False)


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """Show a bar with the time left while the block runs; silent when standard error is no terminal."""
    if not err.is_terminal:
        yield lambda share: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def say_if_compiling() -> None:
    """Tell that the first run compiles, so that nobody takes the wait for the model."""
    from contraflow.kernels.compiled import is_cached

    if not is_cached():
        err.print("compiling the model for this machine, once: about 20 seconds", style="dim", markup=False)


def print_json(value: Any) -> None:
    """Write a value as JSON on standard output."""
    print_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n")


def print_text(text: str) -> None:
    """Write text on standard output as it is; what the gate left out is refused there as in a file."""
    check_leaving(text.encode("utf-8", "surrogatepass"), "standard output")
    sys.stdout.write(text)
