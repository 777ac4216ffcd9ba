"""How well read claims agree with coded ones: one-to-one matching by indicator, kind, direction of change or code, modality."""

from collections.abc import Sequence
from dataclasses import dataclass

from contraflow.claims.claim import Claim

USUAL = 2  # the middle of every scale of levels


@dataclass(frozen=True)
class Score:
    found: tuple[tuple[Claim, Claim], ...]  # coded, read
    missed: tuple[Claim, ...]
    spurious: tuple[Claim, ...]

    @property
    def f1(self) -> float:
        hits = len(self.found)
        return 2 * hits / max(2 * hits + len(self.missed) + len(self.spurious), 1)


def agrees(coded: Claim, read: Claim) -> bool:
    """Indicator, kind, modality; the sign of a change or ratio; a level's side of usual; the code of an event or category."""
    if (coded.indicator, coded.kind, coded.modality) != (read.indicator, read.kind, read.modality):
        return False
    if coded.code or read.code:
        return coded.code == read.code
    if coded.value is None or read.value is None:
        return coded.value == read.value
    if coded.kind == "change":
        return _sign(coded.value) == _sign(read.value)
    if coded.kind == "ratio":
        return _sign(coded.value - 1) == _sign(read.value - 1)
    if coded.kind == "level":
        return _sign(coded.value - USUAL) == _sign(read.value - USUAL)
    return abs(coded.value - read.value) <= 0.05 * abs(coded.value)


def score(coded: Sequence[Claim], read: Sequence[Claim]) -> Score:
    """Match every coded claim to the first read claim that agrees and is still free; good and place are no condition."""
    free = list(read)
    found, missed = [], []
    for claim in coded:
        match = next((each for each in free if agrees(claim, each)), None)
        if match is None:
            missed.append(claim)
        else:
            free.remove(match)
            found.append((claim, match))
    return Score(tuple(found), tuple(missed), tuple(free))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
