"""Whole histories given all evidence, for any model: plain genealogies, backward simulation, particle Gibbs, pooled filters.

The genealogy of a particle filter is a draw of whole histories, but a thin one: going back, all living particles soon share
a few ancestors. Where the density of a day's move is known, backward simulation (Godsill, Doucet and West 2004,
https://doi.org/10.1198/016214504000000151) draws new histories through all that was alive on each day. Particle Gibbs
(Andrieu, Doucet and Holenstein 2010, https://doi.org/10.1111/j.1467-9868.2009.00736.x) runs the filter again and again around
a history that is kept; with ancestor sampling (Lindsten, Jordan and Schon 2014, https://jmlr.org/papers/v15/lindsten14a.html)
the kept history changes its past on the way, which again needs that density. Several independent filters, weighed by the
evidence that each found, need nothing but the filter.

docs/hindcast.md tells which does what on a model whose answer is known, and why the border takes the last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.weights import Floats, Indices, effective_sample_size, normalise, systematic


class Model(Protocol):
    """A hidden state that moves from day to day and is seen through evidence."""

    def first(self, n: int, draw: np.random.Generator) -> Floats:
        """Return states on the first day, shape (particle, ...)."""
        ...

    def move(self, x: Floats, day: int, draw: np.random.Generator) -> Floats:
        """Return states on ``day`` of particles at ``x`` on the day before, shape (particle, ...)."""
        ...

    def log_likelihood(self, x: Floats, day: int) -> Floats:
        """Return the log density of the day's evidence, shape (particle,); zeros when there is none."""
        ...


class ModelWithDensity(Model, Protocol):
    """A model whose moves have a density that can be computed."""

    def log_move(self, x: Floats, day: int, to: Floats) -> Floats:
        """Return the log density of moving from ``x`` (particle, ...) to one state ``to`` on ``day``, shape (particle,)."""
        ...


@dataclass(frozen=True)
class Pass:
    """All that one pass of a filter held.

    Attributes:
        x: states of every day, shape (day, particle, ...).
        ancestors: row on the day before from which each particle came, shape (day, particle); the first day's are its own.
        log_weights: after the day's evidence, summing to one, shape (day, particle).
        log_evidence: natural log of the evidence's density.
    """

    x: Floats
    ancestors: Indices
    log_weights: Floats
    log_evidence: float


def run_pass(
    model: Model, n_days: int, n: int, draw: np.random.Generator, *, kept: Floats | None = None,
    with_density: ModelWithDensity | None = None, resample_below: float = 0.5,
) -> Pass:  # fmt: skip
    """Return one pass of the filter that remembers everything.

    Args:
        kept: a history (day, ...) that particle 0 follows whatever happens (conditional sequential Monte Carlo).
        with_density: the model itself when the kept history is to sample its ancestors on the way.
        resample_below: resample when the effective sample size is under this share of the particles.
    """
    x, ancestors, log_weights, evidence = [], [], [], 0.0
    current, log_w = model.first(n, draw), np.full(n, -np.log(n))
    rows = np.arange(n, dtype=np.int64)
    for day in range(n_days):
        if day:
            weights, before = np.exp(log_w), log_w
            rows = np.arange(n, dtype=np.int64)
            if effective_sample_size(weights) < resample_below * n:
                rows = _ancestors(weights, draw, kept is not None)
                log_w = np.full(n, -np.log(n))
                if kept is not None and with_density is not None:
                    rows[0] = _choose(before + with_density.log_move(current, day, kept[day]), draw)
            current = model.move(current[rows], day, draw)
        if kept is not None:
            current[0] = kept[day]
        weights, log_mean = normalise(log_w + model.log_likelihood(current, day))
        evidence += log_mean + float(np.log(n))
        with np.errstate(divide="ignore"):
            log_w = np.log(weights)
        x.append(current)
        ancestors.append(rows)
        log_weights.append(log_w)
    return Pass(np.stack(x), np.stack(ancestors), np.stack(log_weights), evidence)


def _ancestors(weights: Floats, draw: np.random.Generator, keeps_first: bool) -> Indices:
    if not keeps_first:
        return systematic(weights, float(draw.random()))
    edges = np.cumsum(weights)
    rows: Indices = np.searchsorted(edges, draw.random(len(weights)) * edges[-1], side="right").astype(np.int64)
    rows[0] = 0
    return rows


def _choose(log_weights: Floats, draw: np.random.Generator) -> int:
    edges = np.cumsum(np.exp(log_weights - log_weights.max()))
    return int(np.searchsorted(edges, draw.random() * edges[-1], side="right"))


def trace_back(ancestors: Sequence[Indices] | Indices, last: Indices) -> Indices:
    """Return the row that each of ``last`` (rows on the last day, shape (draw,)) had on every day, shape (day, draw)."""
    rows = [np.asarray(last, np.int64)]
    for before in reversed(ancestors[1:]):
        rows.append(before[rows[-1]])
    return np.stack(rows[::-1])


def genealogy(of: Pass, n_draws: int, draw: np.random.Generator) -> Floats:
    """Return equally likely histories read off the filter's own ancestors, shape (draw, day, ...)."""
    last = systematic(np.exp(of.log_weights[-1]), float(draw.random()), n=n_draws)
    rows = trace_back(of.ancestors, last)
    return np.stack([of.x[day][rows[day]] for day in range(len(of.x))], axis=1)


def backward(of: Pass, model: ModelWithDensity, n_draws: int, draw: np.random.Generator) -> Floats:
    """Return equally likely histories by backward simulation, shape (draw, day, ...)."""
    last = systematic(np.exp(of.log_weights[-1]), float(draw.random()), n=n_draws)
    histories = [of.x[-1][last]]
    for day in range(len(of.x) - 2, -1, -1):
        rows = [_choose(of.log_weights[day] + model.log_move(of.x[day], day + 1, to), draw) for to in histories[-1]]
        histories.append(of.x[day][rows])
    return np.stack(histories[::-1], axis=1)


def particle_gibbs(
    model: Model, n_days: int, n: int, sweeps: int, draw: np.random.Generator,
    *, with_density: ModelWithDensity | None = None,
) -> Floats:  # fmt: skip
    """Return one history a sweep, shape (sweep, day, ...); the first is that of a plain filter.

    Args:
        with_density: the model itself for ancestor sampling; without it a sweep changes the past only where the new
            filter's genealogy does not end in the kept history.
    """
    kept = genealogy(run_pass(model, n_days, n, draw), 1, draw)[0]
    found = [kept]
    for _ in range(sweeps - 1):
        now = run_pass(model, n_days, n, draw, kept=kept, with_density=with_density)
        kept = genealogy(now, 1, draw)[0]
        found.append(kept)
    return np.stack(found)


def share_by_evidence(log_evidence: Sequence[float]) -> Floats:
    """Return how much each of several independent filters counts: its evidence over that of all, shape (filter,).

    A filter's evidence is unbiased, so that filters pooled with these shares are one larger filter whose parts never
    exchanged particles (an island model without interaction, Verge et al. 2015, https://doi.org/10.1007/s11222-013-9429-x).
    """
    return normalise(np.asarray(log_evidence, np.float64))[0]


def histories_left(rows: Indices, weights: Floats, n_rows: int) -> float:
    """Return the effective number of distinct histories that stand behind living particles on some past day.

    Args:
        rows: which of the past day's particles each living one descends from, shape (particle,).
        weights: of the living, summing to one, shape (particle,).
        n_rows: number of particles on the past day.
    """
    return effective_sample_size(np.asarray(np.bincount(rows, weights, minlength=n_rows), np.float64))


def pooled_mean(histories: Sequence[Floats], shares: Floats) -> NDArray[np.float64]:
    """Return the mean history of several filters' draws, each (draw, day, ...), weighed by ``shares`` (filter,)."""
    return np.asarray(sum(share * each.mean(0) for share, each in zip(shares, histories, strict=True)))
