"""The reference model out of contraflow's own parts: lanes, compiled kernels, weights, filter, named random streams."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import lgamma
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from benchmarks.reference.constants import (
    BELIEF,
    DAYS_A_WEEK,
    DEMAND,
    ENFORCEMENT,
    FEE,
    KINDS,
    N_ROWS,
    SECTORS,
    SEIZURES,
    VESSELS,
    WEEKS,
    Constants,
    Floats,
)
from benchmarks.reference.evidence import log_likelihood, new_week
from benchmarks.reference.mechanisms import MECHANISMS, day
from contraflow.inference.filter import advance, start
from contraflow.kernels.compiled import compiled_with
from contraflow.kernels.lanes import LANES, N_LANES, real, two_normals
from contraflow.kernels.rows import stack_rows
from contraflow.kernels.weights import Indices
from contraflow.randomness import stream, stream_key

State = NDArray[np.float32]  # (block, row, lane)
compiled = compiled_with(Path(__file__).parent)


@compiled
def start_blocks(first, last, state, c, key):
    """Draw the state of the blocks first .. last - 1 on the evening before day 0."""
    z = stack_rows(2)
    for block in range(first, last):
        rows = state[block]
        for s in range(SECTORS):
            two_normals(key, block * N_LANES, s, z[0], z[1])
            for i in range(LANES):
                rows[ENFORCEMENT + s][i] = c.usual[s] + real(0.3) * z[0][i]
                rows[BELIEF + s][i] = rows[ENFORCEMENT + s][i] + real(0.2) * z[1][i]
                rows[FEE + s][i] = c.first_fee
        for f in range(KINDS):
            for s in range(SECTORS):
                for i in range(LANES):
                    rows[VESSELS + f * SECTORS + s][i] = c.fleet[f, s]
        two_normals(key, block * N_LANES, SECTORS, z[0], z[1])
        for j in range(2):
            for i in range(LANES):
                rows[DEMAND + j][i] = real(0.1) * z[j][i]
        new_week(rows)


@compiled
def run_blocks(first, last, from_day, to_day, state, c, keys):
    """Advance the blocks first .. last - 1 over the days from_day .. to_day - 1."""
    for block in range(first, last):
        for today in range(from_day, to_day):
            day(block * N_LANES, today, state[block], c, keys[today])


@compiled
def weigh_blocks(first, last, state, week, ways, c, out):
    """Write the log likelihood of a week of the blocks first .. last - 1 and begin a new week."""
    for block in range(first, last):
        log_likelihood(state[block], week, ways, c, out[block])
        new_week(state[block])


@compiled
def copy_particles(first, last, state, ancestors, out):
    """Copy the particles at ``ancestors`` into the blocks first .. last - 1 of ``out``."""
    for block in range(first, last):
        for row in range(state.shape[1]):
            for i in range(N_LANES):
                ancestor = ancestors[block * N_LANES + i]
                out[block, row, i] = state[ancestor // N_LANES, row, ancestor % N_LANES]


@dataclass(frozen=True)
class Particles:
    """All particles of a run, moved by ``engine``."""

    engine: "Engine"
    state: State

    @property
    def n(self) -> int:
        """Return the number of particles."""
        return len(self.state) * N_LANES

    def take(self, ancestors: Indices) -> Self:
        """Return the particles at ``ancestors``."""
        out = np.empty_like(self.state)
        self.engine.on_blocks(len(out), lambda a, b: copy_particles(a, b, self.state, ancestors, out))
        return type(self)(self.engine, out)


class Engine:
    """Runs the reference model on as many threads as asked; the result does not depend on their number."""

    def __init__(self, c: Constants, n_threads: int) -> None:
        self.c = single(c)
        self.n_threads = n_threads
        self.pool = ThreadPoolExecutor(n_threads)

    def on_blocks(self, n_blocks: int, work: Callable[[int, int], object]) -> None:
        """Call ``work`` on one stretch of blocks a thread."""
        edges = np.linspace(0, n_blocks, self.n_threads + 1).astype(int).tolist()
        list(self.pool.map(work, edges[:-1], edges[1:]))

    def first(self, n: int, seed: int) -> Particles:
        """Return ``n`` particles, a multiple of 64, on the evening before day 0."""
        if n % N_LANES:
            raise ValueError(f"particles: found {n}; allowed: multiples of {N_LANES}")
        state = np.empty((n // N_LANES, N_ROWS, N_LANES), np.float32)
        self.on_blocks(len(state), lambda a, b: start_blocks(a, b, state, self.c, stream_key(seed, "start")))
        return Particles(self, state)

    def run(self, particles: Particles, days: range, keys: NDArray[np.uint32]) -> Particles:
        """Advance the particles in place over ``days``."""
        work = particles.state
        self.on_blocks(len(work), lambda a, b: run_blocks(a, b, days.start, days.stop, work, self.c, keys))
        return particles

    def weigh(self, particles: Particles, week: Floats) -> Floats:
        """Return the log likelihood of a week's evidence, (particle,), and begin a new week."""
        out = np.empty((len(particles.state), N_LANES), np.float32)
        ways = real(_log_ways(float(week[SEIZURES]), float(self.c.dispersion)))
        self.on_blocks(len(out), lambda a, b: weigh_blocks(a, b, particles.state, week, ways, self.c, out))
        return out.reshape(-1).astype(float)


def run_days(engine: Engine, n: int, seed: int, n_days: int) -> State:
    """Return the state after some days without evidence, (block, row, lane)."""
    return engine.run(engine.first(n, seed), range(n_days), day_keys(seed, n_days)).state


def filter_weeks(engine: Engine, evidence: Floats, n: int, seed: int, weeks: int = WEEKS) -> float:
    """Return the log likelihood of the first weeks of evidence."""
    keys = day_keys(seed, weeks * DAYS_A_WEEK)
    now = start(engine.first(n, seed))
    for week in range(weeks):
        days = range(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK)
        now, _ = advance(
            now,
            days.stop,
            lambda particles, days=days: engine.run(particles, days, keys),
            lambda particles, week=week: engine.weigh(particles, evidence[week]),
            u=float(stream(seed, week, "resampling").random()),
            floor_share=0.0,
        )
    return now.log_evidence


def day_keys(seed: int, n_days: int) -> NDArray[np.uint32]:
    """Return the keys of the random streams of every day and mechanism, (day, mechanism, 2)."""
    return np.array([[stream_key(seed, today, name) for name in MECHANISMS] for today in range(n_days)], np.uint32)


def single(c: Constants) -> Any:
    """Return the constants in single precision; sectors and goods stay whole numbers."""
    return Constants(*(_single(value) for value in c))


def _single(value: Any) -> Any:
    array = np.asarray(value)
    if array.dtype.kind == "i":
        return array
    return np.float32(value) if array.ndim == 0 else array.astype(np.float32)


def _log_ways(count: float, dispersion: float) -> float:
    return lgamma(count + dispersion) - lgamma(dispersion) - lgamma(count + 1.0)
