"""Who races, in which environment, with how many threads and particles."""

from importlib import import_module
from typing import Any, NamedTuple

from benchmarks.reference.constants import Constants, Floats


class Engine(NamedTuple):
    """One entry of the race.

    Attributes:
        module: where its class is; made as ``class(constants, evidence, **given)``.
        given: threads, where the engine has a choice; the peers' threads are left to them.
        in_peers: runs in the peers' environment.
        sizes: particles; the fastest of them is raced. Whole weeks of evidence are ``weeks``.
        single_run: simulates one history of individuals and does not filter.
    """

    module: str
    name: str
    given: dict[str, int]
    in_peers: bool
    sizes: tuple[int, ...]
    weeks: int
    single_run: bool = False


OURS = {1: "contraflow, 1 thread", 2: "contraflow, 2 threads"}
LIMIT = {1: "C, 1 thread", 2: "C, 2 threads"}
PYPOMP, JAX, PARTICLES, NUMPY, MESA = "pypomp, vectorised", "JAX by hand", "particles", "NumPy", "Mesa, 24,000 traders"

ENGINES = {
    OURS[1]: Engine("benchmarks.race.own", "Contraflow", {"threads": 1}, False, (8192,), 20),
    OURS[2]: Engine("benchmarks.race.own", "Contraflow", {"threads": 2}, False, (8192,), 20),
    LIMIT[1]: Engine("benchmarks.peers.limit", "Limit", {"threads": 1}, False, (8192,), 20),
    LIMIT[2]: Engine("benchmarks.peers.limit", "Limit", {"threads": 2}, False, (8192,), 20),
    PYPOMP: Engine("benchmarks.peers.pypomp_model", "Pypomp", {}, True, (1024, 2048, 4096), 10),
    JAX: Engine("benchmarks.peers.jax_by_hand", "Jax", {}, True, (1024, 2048, 4096), 10),
    PARTICLES: Engine("benchmarks.peers.particles_model", "Particles", {}, True, (512, 1024), 3),
    NUMPY: Engine("benchmarks.race.own", "Definition", {}, False, (512, 1024), 3),
    MESA: Engine("benchmarks.peers.mesa_traders", "Mesa", {}, True, (1,), 1, True),
}


def make(name: str, c: Constants, evidence: Floats) -> Any:
    """Return the engine called ``name``, ready to run."""
    entry = ENGINES[name]
    return getattr(import_module(entry.module), entry.name)(c, evidence, **entry.given)
