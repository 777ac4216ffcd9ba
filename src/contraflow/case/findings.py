"""Problems of a case are collected instead of raised, so that a user sees all of them at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from contraflow.case.case import Origin
from contraflow.errors import Problem

MOST_SHOWN = 12


@dataclass
class Findings:
    """Problems found so far; readers add to it and go on, so that a user sees all of them at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, origin: Origin, where: str, found: str, allowed: str, remedy: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(origin.file, origin.line, where, found, allowed, remedy))


def listed(words: Sequence[str]) -> str:
    """Return words as a list that stays readable."""
    shown = ", ".join(words[:MOST_SHOWN])
    return shown + (f" ... ({len(words)} in all)" if len(words) > MOST_SHOWN else "")


def suggest(found: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown word: the nearest known one, if there is one."""
    near = get_close_matches(found, list(known), 1)
    return f"write {near[0]!r}" if near else "choose one of these"
