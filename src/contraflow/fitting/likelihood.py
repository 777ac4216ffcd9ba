"""The likelihood of sets of parameters, by a particle filter each: all of them in one run of the engine."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from os import cpu_count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from contraflow.border.weeks import Weeks
from contraflow.case import read_case
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.of_case import read_evidence
from contraflow.errors import InputError
from contraflow.inference.smoother import Window
from contraflow.kernels.lanes import N_LANES
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.passing import Pass
from contraflow.nowcasting.run import week_ends
from contraflow.nowcasting.setting import Setting, prepare
from contraflow.nowcasting.thetas import Thetas
from contraflow.observations.observe import observe
from contraflow.release.gate import gate
from contraflow.release.marks import HOUSE, read_marks

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Filtering:
    """How each likelihood is estimated.

    Attributes:
        particles: particles for each set of parameters; rounded up to a multiple of 64.
        floor_share: see ``NowcastOptions``; 0 never damps evidence and keeps the estimates unbiased.
        drift: prior standard deviations that parameters stray from their set; 0 keeps them fixed.
        memory_days: time over which they stray.
        threads: 0 for one a processor.
    """

    particles: int = 256
    floor_share: float = 0.0
    drift: float = 0.0
    memory_days: float = 365.0
    threads: int = 1

    @property
    def size(self) -> int:
        """Particles for each set of parameters."""
        return -(-self.particles // N_LANES) * N_LANES


def log_likelihoods(setting: Setting, z: Floats, seed: int, how: Filtering) -> Floats:
    """Return an estimate of each theta's log likelihood by witness, shape (theta, witness), in the order of weighing.

    The exponential of a row's sum is an unbiased estimate of the likelihood of all evidence when nothing is damped. A witness
    whom no particle gives any chance, or too few for the floor, counts minus infinity.

    Args:
        z: standard deviations from the prior median, shape (theta, parameter).
        seed: same seed and same z, same estimates; thetas of one call have particles of their own.
    """
    options = NowcastOptions(
        particles=how.size, floor_share=how.floor_share, memory_days=how.memory_days, threads=how.threads or cpu_count() or 1
    )
    last = setting.n_days - 1
    filtering = Pass(setting, options, seed, Thetas.fixed(z, how.size, last, how.drift), Window(0))
    # parameters that stray do so at the ends of weeks, as in a nowcast
    stops = week_ends(Weeks(setting.case), setting.n_days) if how.drift else [last]
    with threadpool_limits(1, "blas"):
        filtering.over_days(stops, lambda said: None, lambda day: None, lambda share: None)
    return np.stack(filtering.gains, axis=1) if filtering.gains else np.zeros((len(z), 0))


@dataclass(frozen=True)
class Folder:
    """A case in a folder, read once by every process that is asked for a likelihood.

    Attributes:
        digest: of the folder's files, as the one who asks knows them.
        audience: who the result is for; evidence that is marked closer takes no part.
    """

    path: str
    digest: str
    known_by: str
    audience: str = HOUSE

    def setting(self) -> Setting:
        """Return the case as it was known by the day; raises InputError if the folder is another one here."""
        return _read(self)


@dataclass(frozen=True)
class Given:
    """A setting that is at hand and travels with the work, for evidence that stands in no folder."""

    made: Setting

    def setting(self) -> Setting:
        """Return it."""
        return self.made


Source = Folder | Given


@dataclass(frozen=True)
class Piece:
    """Some thetas whose likelihoods are wanted: what one worker does at a time.

    Attributes:
        name: unique within a fit, e.g. ``0-003-01`` (run, call, part).
        z: shape (theta, parameter).
        seed: of this piece alone.
    """

    name: str
    source: Source
    z: Floats
    seed: int
    how: Filtering


def run_piece(piece: Piece) -> Floats:
    """Return the log likelihoods of a piece, shape (theta, witness); a pure function of the piece."""
    return log_likelihoods(piece.source.setting(), piece.z, piece.seed, piece.how)


def source_of(case: Case, known_by: str, audience: str = HOUSE) -> Folder:
    """Return the folder of a case as a source of likelihoods."""
    return Folder(str(case.folder.resolve()), case.extra["sha1"], known_by, audience)


def given(case: Case, evidence: Evidence, known_by: date) -> Given:
    """Return what was known on a day of a case as a source of likelihoods, for evidence that does not all stand in its folder.

    Args:
        evidence: that passed the gate; nobody asks it again.
        known_by: last day whose evidence is weighed.
    """
    return Given(prepare(case, observe(evidence, case, known_by=known_by), known_by, 1))


@lru_cache(maxsize=2)
def _read(folder: Folder) -> Setting:
    case = read_case(Path(folder.path))
    if case.extra["sha1"] != folder.digest:
        raise InputError(
            f"{folder.path}: found files with the digest {case.extra['sha1']}; allowed: {folder.digest}, those that the fit "
            "began with; do: restore them here, or fit anew"
        )
    known_by = date.fromisoformat(folder.known_by)
    released = gate(read_evidence(case), read_marks(case.folder), folder.audience)
    return given(case, released.evidence, known_by).made
