"""From a case and its evidence to a posterior over the model's static parameters."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha1

import numpy as np
from numpy.typing import NDArray

from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.errors import ContraflowError, OptionError, check_bounds
from contraflow.fitting.likelihood import Filtering, Piece, Source, run_piece
from contraflow.fitting.store import Store
from contraflow.inference.tempering import Stage, Tempered, Tempering, temper
from contraflow.nowcasting.setting import Setting
from contraflow.randomness import stream, stream_key
from contraflow.scale import Pool
from contraflow.version import __version__

Floats = NDArray[np.float64]

PLACEBOS = 99  # parameters that nothing depends on: what chance alone does to a posterior, see identified.py


@dataclass(frozen=True)
class FitOptions:
    """How parameters are learned.

    Attributes:
        thetas: sets of parameters, all runs together.
        runs: independent runs that the thetas are split into; where they disagree, the fit is not done.
        particles: particles for each likelihood; rounded up to a multiple of 64.
        moves: proposals for every theta at each temperature; ``last_moves`` at the last.
        batch: thetas of one piece of work.
        drift: see ``Filtering``.
        floor_share: see ``Filtering``.
    """

    thetas: int = 128
    runs: int = 2
    particles: int = 256
    moves: int = 2
    last_moves: int = 4
    batch: int = 8
    drift: float = 0.0
    floor_share: float = 0.0

    def __post_init__(self) -> None:
        """Check every field."""
        bounds = {
            "thetas": (4, 100_000), "runs": (1, 64), "particles": (64, 1_000_000), "moves": (1, 100), "last_moves": (1, 1000),
            "batch": (1, 10_000), "drift": (0.0, 2.0), "floor_share": (0.0, 0.5),
        }  # fmt: skip
        check_bounds(self, bounds)
        if self.thetas < 4 * self.runs:
            raise OptionError(
                f"thetas: found {self.thetas}; allowed: at least {4 * self.runs}, four a run; "
                "do: choose more thetas or fewer runs"
            )

    @property
    def thetas_a_run(self) -> int:
        """Thetas of each run, rounded up."""
        return -(-self.thetas // self.runs)


@dataclass(frozen=True)
class Fit:
    """What was learned.

    Attributes:
        names: of the parameters, in the order of the last axis of ``z``.
        runs: the independent runs; their ``z`` hold the parameters and, after them, the placebos.
        computed: pieces that were computed; ``loaded`` those that a store had.
    """

    setting: Setting
    options: FitOptions
    seed: int
    names: tuple[str, ...]
    runs: tuple[Tempered, ...]
    computed: int
    loaded: int

    @property
    def z(self) -> Floats:
        """Equally likely draws of all runs, as standard deviations from the prior median, shape (theta, parameter)."""
        return np.vstack([run.z[:, : len(self.names)] for run in self.runs])

    @property
    def placebos(self) -> Floats:
        """Draws of parameters that nothing depends on, shape (theta, placebo)."""
        return np.vstack([run.z[:, len(self.names) :] for run in self.runs])


def fit(
    source: Source, pool: Pool, store: Store | None, options: FitOptions, seed: int,
    progress: Callable[[int, Stage], None] | None = None,
) -> Fit:  # fmt: skip
    """Return a posterior over the static parameters, by tempering with particle-filter likelihoods.

    The same source, options and seed give the same bytes, whoever does the pieces and however often it was interrupted.

    Args:
        source: the case and what is known of it.
        pool: who does the pieces; see ``contraflow.scale``.
        store: where finished pieces are kept; None keeps none.
        progress: called with the number of the run and each stage.

    Raises:
        ContraflowError: if no draw from the prior gives the evidence a chance.
        InputError: if the store belongs to another fit.
    """
    setting = source.setting()
    names = ParameterCloud(setting.case, ORDER).names
    work = _Work(source, pool, store, options, seed, len(names))
    how = Tempering(moves=options.moves, last_moves=options.last_moves)
    runs = []
    for run in range(options.runs):

        def report(stage: Stage, run: int = run) -> None:
            if progress:
                progress(run, stage)

        shape = (options.thetas_a_run, len(names) + PLACEBOS)
        try:
            runs.append(temper(partial(work.log_likelihood, run), shape, partial(stream, seed, "fit", run), how, report))
        except ValueError as error:
            raise ContraflowError(f"{setting.case.folder}: {error}") from error
    return Fit(setting, options, seed, names, tuple(runs), work.computed, work.loaded)


def describe(setting: Setting, options: FitOptions, seed: int) -> dict[str, object]:
    """Return all that a fit's numbers depend on, as plain values."""
    return {
        "version": __version__,
        "case": setting.case.id,
        "case_sha1": setting.case.extra.get("sha1", ""),
        "evidence_sha1": evidence_digest(setting),
        "known_by": str(setting.known_by),
        "seed": seed,
        "options": asdict(options),
        "parameters": list(ParameterCloud(setting.case, ORDER).names),
    }


def evidence_digest(setting: Setting) -> str:
    """Return the SHA-1 over everything that is weighed, values included."""
    return sha1("\n".join(repr(each.observation) for each in setting.readings).encode(), usedforsecurity=False).hexdigest()


@dataclass
class _Work:
    """Splits thetas into pieces and fetches their likelihoods, from the store where it has them."""

    source: Source
    pool: Pool
    store: Store | None
    options: FitOptions
    seed: int
    n_parameters: int
    computed: int = 0
    loaded: int = 0

    def log_likelihood(self, run: int, z: Floats, call: int) -> Floats:
        how = Filtering(self.options.particles, self.options.floor_share, self.options.drift, threads=self.pool.threads)
        pieces = []
        for part, first in enumerate(range(0, len(z), self.options.batch)):
            own = np.ascontiguousarray(z[first : first + self.options.batch, : self.n_parameters])
            seed = int(stream_key(self.seed, "likelihood", run, call, part)[0])
            pieces.append(Piece(f"{run}-{call:04d}-{part:03d}", self.source, own, seed, how))
        found = [self.store.find(piece.name, piece.z) if self.store else None for piece in pieces]
        missing = [number for number, terms in enumerate(found) if terms is None]
        self.loaded += len(pieces) - len(missing)
        for at, terms in self.pool.map(run_piece, [pieces[number] for number in missing]):
            piece = pieces[missing[at]]
            if self.store:
                self.store.keep(piece.name, piece.z, terms)
            found[missing[at]] = terms
            self.computed += 1
        return np.vstack([terms for terms in found if terms is not None])
