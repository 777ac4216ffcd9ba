"""Learned parameters as two small text files: draws (learned.csv) and what they come from (learned.toml)."""

import csv
import io
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contraflow.border.parameters import ParameterCloud
from contraflow.errors import InputError

Floats = NDArray[np.float64]

DRAWS, FACTS = "learned.csv", "learned.toml"
DIGITS = 3  # of a prior standard deviation
FARTHEST = 20.0  # prior standard deviations; farther away no draw is to be believed


@dataclass(frozen=True)
class Learned:
    """Equally likely draws of the static parameters, given what was known by a day.

    Attributes:
        names: parameter names.
        z: draws as standard deviations from the prior median, shape (draw, parameter).
        known_by: last day whose evidence they know.
        facts: how they were made: case, case_sha1, evidence_sha1, priors_sha1, seed, version and options, as text.
        origin: where they were read from; empty when they were not read.
    """

    names: tuple[str, ...]
    z: Floats
    known_by: date
    facts: dict[str, str]
    origin: str = ""

    @property
    def words(self) -> str:
        """Return which fit this is, in one line for the run record."""
        digest = sha1(draws_text(self).encode(), usedforsecurity=False).hexdigest()
        return f"learned by {self.known_by} ({len(self.z)} draws, sha1 {digest[:12]})"

    def pick(self, cloud: ParameterCloud, n: int, u: float) -> Floats:
        """Return ``n`` draws in the order of the model's parameters, every draw as often as any other, shape (n, parameter).

        Args:
            u: uniform on [0, 1) that says where the systematic choice begins.

        Raises:
            InputError: if a parameter is missing, or was learned under another prior.
        """
        missing = [name for name in cloud.names if name not in self.names]
        if missing:
            raise InputError(
                f"{self.origin or DRAWS}: found no parameter {', '.join(missing[:5])}{' ...' if missing[5:] else ''}; "
                "allowed: every parameter of the model; do: fit anew, or use --fit none"
            )
        made_under, wanted = self.facts.get("priors_sha1"), priors_digest(cloud)
        if made_under != wanted:
            raise InputError(
                f"{self.origin or FACTS} priors_sha1: found {made_under!r}; allowed: {wanted!r}, "
                "the priors of the case, from which draws are counted; do: fit anew, or use --fit none"
            )
        rows = np.floor((u + np.arange(n)) * len(self.z) / n).astype(np.int64) % len(self.z)
        return self.z[rows][:, [self.names.index(name) for name in cloud.names]]


def priors_digest(cloud: ParameterCloud) -> str:
    """Return the SHA-1 of what a draw's numbers mean: every parameter's name, median and spread on its own scale."""
    rows = zip(cloud.names, cloud.centre, cloud.spread, cloud.is_log, cloud.is_logit, strict=True)
    text = "\n".join(f"{name} {m:.9g} {s:.9g} {log} {logit}" for name, m, s, log, logit in rows)
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def draws_text(learned: Learned) -> str:
    """Return the draws as CSV, one row a draw, one column a parameter."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(learned.names)
    writer.writerows([f"{value:.{DIGITS}f}" for value in row] for row in learned.z)
    return text.getvalue()


def facts_text(learned: Learned) -> str:
    """Return what the draws come from as TOML."""
    lines = [
        "# Learned parameters: the draws in learned.csv are standard deviations from the prior medians, equally likely.",
        "# Made by `contraflow fit`; do not edit, fit anew.",
        f"known_by = {learned.known_by}",
        *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(learned.facts.items())),
    ]
    return "\n".join(lines) + "\n"


def read_learned(folder: Path) -> Learned:
    """Return the learned parameters in a folder (a case's, or the ``--out`` of a fit).

    Raises:
        InputError: if a file is missing or is not what a fit writes.
    """
    facts_path, draws_path = folder / FACTS, folder / DRAWS
    try:
        facts = tomllib.loads(facts_path.read_text("utf-8"))
        known_by = facts.pop("known_by")
        if type(known_by) is not date:
            raise ValueError(f"known_by is {known_by!r}, no day")
    except OSError as error:
        raise _unreadable(facts_path, error.strerror or "no such file") from error
    except (ValueError, KeyError) as error:
        raise _unreadable(facts_path, f"something else ({error})") from error
    try:
        names, z = _read_draws(draws_path)
    except OSError as error:
        raise _unreadable(draws_path, error.strerror or "no such file") from error
    except (ValueError, csv.Error) as error:
        raise _unreadable(draws_path, f"something else ({error})") from error
    return Learned(names, z, known_by, {key: str(value) for key, value in facts.items()}, str(folder))


def _read_draws(path: Path) -> tuple[tuple[str, ...], Floats]:
    rows = [row for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")) if row]
    if len(rows) < 2:
        raise ValueError("no draws")
    names = tuple(rows[0])
    if len(set(names)) < len(names):
        raise ValueError("a parameter twice")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise ValueError(f"{len(row)} values in row {number}, not {len(names)}")
    z = np.array(rows[1:], dtype=np.float64)
    if not (np.abs(z) <= FARTHEST).all():
        raise ValueError(f"a draw beyond {FARTHEST:g} prior standard deviations")
    return names, z


def _unreadable(path: Path, found: str) -> InputError:
    return InputError(f"{path}: found {found}; allowed: a file that `contraflow fit` wrote; do: fit anew, or use --fit none")
