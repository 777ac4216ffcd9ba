"""How well the reader does on gold/indicators: one file an indicator, of sentences that tell of it and near misses that do not.

Only claims of the file's own indicator count: a near miss (indicator ``none``) may well tell of another one.
A sentence that tells two things has two rows. Each file's floor stands beside it (``<indicator>.toml``) and is sealed, so that
neither a floor nor a gold file changes by accident; ``python tools/pin_gold.py <indicator>`` pins it anew.
"""

import csv
import hashlib
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contraflow.case import Case
from contraflow.claims.claim import Claim
from contraflow.claims.extract import read_claims
from contraflow.reports.report import Report

COLUMNS = ["sentence", "indicator", "kind", "value", "code", "modality"]
PUBLISHED = date(2018, 6, 8)
REPORT = Report("x", "X", "", "", PUBLISHED, "", "en", "", "", "", "", "", (), "", "")
Kernel = tuple[str, float | None, str, str]  # kind, value, code, modality


@dataclass(frozen=True)
class GoldScore:
    """What came of one gold file.

    Attributes:
        told: claims that the file holds; ``found`` those read with the same kind, value, code and modality.
        misses: sentences that tell nothing of the indicator; ``alarms`` those that were read as if they did.
        spurious: claims of the indicator that the file does not hold, alarms included.
    """

    told: int
    found: int
    misses: int
    alarms: tuple[str, ...]
    spurious: int
    missed: tuple[tuple[str, Kernel, tuple[Kernel, ...]], ...]

    @property
    def f1(self) -> float:
        return 2 * self.found / max(self.told + self.found + self.spurious, 1)


@dataclass(frozen=True)
class Floor:
    """What a gold file's score must not fall below, and what the file was when that was pinned."""

    f1: float
    found: int
    alarms: int
    gold: str
    seal: str

    @property
    def whole(self) -> bool:
        """Whether the numbers are those that were pinned."""
        return self.seal == seal(self.f1, self.found, self.alarms, self.gold)


def read_kernels(sentence: str, case: Case) -> dict[str, list[Kernel]]:
    """Return what is read from a sentence, by indicator."""
    told: dict[str, list[Kernel]] = defaultdict(list)
    for claim in read_claims(replace(REPORT, text=sentence), case):
        told[claim.indicator].append(_kernel(claim))
    return told


def score_gold(path: Path, case: Case) -> GoldScore:
    """Read every sentence of a gold file and return how it went.

    Raises:
        ValueError: if the file holds another column, a claim of another indicator, or a sentence both as hit and as near miss.
    """
    gold = _read_gold(path)
    found = spurious = 0
    alarms, missed = [], []
    for sentence, kernels in gold.items():
        wanted = Counter(kernels)
        read = Counter(_rounded(kernel) for kernel in read_kernels(sentence, case)[path.stem])
        found += (wanted & read).total()
        spurious += (read - wanted).total()
        missed += [(sentence, kernel, tuple(read)) for kernel in (wanted - read).elements()]
        if not wanted and read:
            alarms.append(sentence)
    told = sum(len(kernels) for kernels in gold.values())
    misses = sum(not kernels for kernels in gold.values())
    return GoldScore(told, found, misses, tuple(alarms), spurious, tuple(missed))


def read_floor(path: Path) -> Floor:
    """Return the floor that stands beside a gold file."""
    return Floor(**tomllib.loads(path.with_suffix(".toml").read_text("utf-8")))


def fingerprint(path: Path) -> str:
    """Return a short digest of a file, whatever its line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:16]


def seal(f1: float, found: int, alarms: int, gold: str) -> str:
    """Return a short digest of what is pinned."""
    return hashlib.sha256(f"{f1:.3f} {found} {alarms} {gold}".encode()).hexdigest()[:16]


def _read_gold(path: Path) -> dict[str, list[Kernel]]:
    gold: dict[str, list[Kernel]] = {}
    near = set()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise ValueError(f"{path.name}: columns {reader.fieldnames}; allowed: {COLUMNS}")
        for row in reader:
            kernels = gold.setdefault(row["sentence"], [])
            if row["indicator"] == "none":
                near.add(row["sentence"])
            elif row["indicator"] == path.stem:
                value = float(row["value"]) if row["value"] else None
                kernels.append(_rounded((row["kind"], value, row["code"], row["modality"])))
            else:
                raise ValueError(f"{path.name}: indicator {row['indicator']!r}; allowed: {path.stem}, none")
    both = sorted(sentence for sentence in near if gold[sentence])
    if both:
        raise ValueError(f"{path.name}: both hit and near miss: {both}")
    return gold


def _kernel(claim: Claim) -> Kernel:
    return claim.kind, claim.value, claim.code, claim.modality


def _rounded(kernel: Kernel) -> Kernel:
    kind, value, code, modality = kernel
    return kind, value if value is None else round(value, 3), code, modality
