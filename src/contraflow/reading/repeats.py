"""The same story again: told by its words, whatever furniture stands around it.

A story repeats an earlier one when nine in ten of its runs of five words stand there too, and every number in it. A mirror
that adds a line of its own, that lost its quotation marks or that cut the end still repeats; an update with a new sentence in
a story of usual length does not, nor does next week's report in the same form with other numbers. More than a week apart,
nearly all must be the same: reports in one form often differ by the one word that counts.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from contraflow.reports.report import Report

RUN = 5  # words; fewer are shared by chance within one subject, more break at every changed word
LEAST_SHARED = 0.9
LEAST_SHARED_LATER = 0.98
LATER_DAYS = 7
CANDIDATES = 0.5  # likeness at which a closer look is taken
PERMUTATIONS = 128
WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
APOSTROPHES = str.maketrans("", "", "’'‘`´")


@dataclass(frozen=True)
class Sketch:
    """What of a report is kept to know it again.

    Attributes:
        runs: hashes of its runs of five words, ascending.
        numbers: as they stand in it.
        day: of publication, when known.
    """

    runs: NDArray[np.uint32]
    numbers: frozenset[str]
    day: date | None


def sketch(report: Report) -> Sketch:
    """Return what is kept of a report to know it again."""
    words = WORD.findall(report.text.translate(APOSTROPHES).casefold())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1))}
    hashes = np.unique(np.fromiter((zlib.crc32(run.encode("utf-8", "replace")) for run in runs), np.uint32))
    return Sketch(hashes, frozenset(NUMBER.findall(report.text)), report.published)


class Repeats:
    """The reports read so far, and whether a new one repeats one of them."""

    def __init__(self, earlier: Iterable[Report] = ()) -> None:
        self.index = MinHashLSH(threshold=CANDIDATES, num_perm=PERMUTATIONS)
        self.known: dict[int, tuple[str, Sketch]] = {}
        for report in earlier:
            if report.text:
                self.add(report.id, sketch(report))

    def add(self, report: str, made: Sketch) -> None:
        """Keep a report by its id."""
        number = len(self.known)
        self.known[number] = (report, made)
        self.index.insert(number, _minhash(made), check_duplication=False)

    def find(self, made: Sketch) -> str:
        """Return the id of the first earlier report that is repeated; empty when none is."""
        for number in sorted(self.index.query(_minhash(made))):
            report, known = self.known[number]
            if repeats(made, known):
                return report
        return ""


def repeats(new: Sketch, known: Sketch) -> bool:
    """Say whether a report says nothing that an earlier one does not."""
    shared = np.isin(new.runs, known.runs, assume_unique=True).mean()
    apart = abs((new.day - known.day).days) if new.day and known.day else 0
    return bool(shared >= (LEAST_SHARED_LATER if apart > LATER_DAYS else LEAST_SHARED)) and new.numbers <= known.numbers


def _minhash(made: Sketch) -> MinHash:
    found = MinHash(num_perm=PERMUTATIONS, hashfunc=int)  # they are hashes already
    found.update_batch(made.runs.tolist())
    return found
