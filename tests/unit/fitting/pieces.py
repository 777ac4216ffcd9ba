"""Pieces of work that worker processes of a test can import; each leaves a line that it was done, and where."""

import os
import time
from pathlib import Path


def squared(item):
    """Return a number squared; say in a file who did it."""
    number, folder, seconds = item
    time.sleep(seconds)
    with (Path(folder) / "done").open("a") as file:
        file.write(f"{number} {os.getpid()}\n")
    return number * number


def failing(item):
    """Fail as a piece does whose case is wrong."""
    from contraflow.errors import InputError

    raise InputError(f"piece {item}: found nothing; allowed: something; do: try again")
