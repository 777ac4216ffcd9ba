"""Run the race: all engines must agree first, then rounds with every engine in turn, then memory, start and growth."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, stdev
from typing import Any

import numpy as np

from benchmarks.machine import describe, load
from benchmarks.race.crew import ROOT, RaceError, Worker, start_worker
from benchmarks.race.engines import ENGINES, JAX, MESA, NUMPY, OURS, PARTICLES, PYPOMP
from benchmarks.reference.constants import DAYS_A_WEEK, KINDS, SECTORS, constants
from benchmarks.reference.definition import simulate_evidence

Found = dict[str, Any]
EVIDENCE_SEED = 123
AGREE_WEEKS, AGREE_PARTICLES, AGREE_SPREAD_RUNS = 10, 1024, 40
AGREE_RUNS = {PYPOMP: 10, JAX: 10, PARTICLES: 4, NUMPY: 4}
MOST_ERRORS = 4.0  # standard errors between two engines; chance of a false alarm 6e-5 a comparison
MESA_DAYS, MESA_RUNS = 14, 4
MANY_TRADERS = (1e3, 1e4, 1e5, 1e6, 1e7)
MEMORY_PARTICLES, MEMORY_WEEKS = 100_032, 3


def race(rounds: int, only: tuple[str, ...] = ()) -> Found:
    """Return everything that was measured.

    Raises:
        RaceError: if an engine cannot be started or disagrees.
    """
    begin, load_before = time.time(), load()
    names = [name for name in ENGINES if not only or name in only]
    with evidence_file() as evidence, ExitStack() as stack:
        workers = {}
        for name in names:
            say(f"starting {name}")
            workers[name] = stack.enter_context(start_worker(name, evidence))
        agreement = agree(workers)
        sizes = {name: fastest_size(worker) for name, worker in workers.items()}
        speeds = run_rounds(workers, sizes, rounds)
        versions = {name: worker.versions for name, worker in workers.items()}
        found = {"speeds": speeds, "sizes": sizes, "agreement": agreement, "versions": versions}
        memory = {name: peak(name, evidence) for name in (OURS[2], PYPOMP) if name in workers}
        growth = measure_growth(evidence, rounds)
        starts = [seconds_to_start(evidence) for _ in range(5)]
    return found | {
        "rounds": rounds,
        "memory_mb": memory,
        "growth": growth,
        "start_seconds": starts,
        "machine": describe(),
        "load": {"before": load_before, "after": load()},
        "minutes": (time.time() - begin) / 60,
    }


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


@contextmanager
def evidence_file() -> Iterator[Path]:
    """Give the evidence that all engines weigh: simulated by the definition from a fixed seed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.npy"
        np.save(path, simulate_evidence(constants(), EVIDENCE_SEED))
        yield path


def agree(workers: dict[str, Worker]) -> Found:
    """Return log likelihoods and their errors; all are bootstrap filters of one model, so that one spread holds for all.

    Raises:
        RaceError: if two differ by more than ``MOST_ERRORS`` standard errors.
    """
    yardstick = workers[OURS[1]]
    runs = [yardstick.filter(AGREE_PARTICLES, 1000 + s, AGREE_WEEKS)["value"] for s in range(AGREE_SPREAD_RUNS)]
    spread, found = stdev(runs), {OURS[1]: {"log_likelihood": log_mean(runs), "runs": len(runs)}}
    for name, worker in workers.items():
        if name in (OURS[1], MESA):
            continue
        say(f"log likelihood of {name}")
        n_runs = AGREE_RUNS.get(name, AGREE_SPREAD_RUNS)
        values = [worker.filter(AGREE_PARTICLES, 2000 + s, AGREE_WEEKS)["value"] for s in range(n_runs)]
        difference = log_mean(values) - found[OURS[1]]["log_likelihood"]
        error = spread * float(np.sqrt(1 / n_runs + 1 / len(runs)))
        found[name] = {"log_likelihood": log_mean(values), "runs": n_runs, "difference": difference, "error": error}
        if not abs(difference) <= MOST_ERRORS * error:
            raise RaceError(
                f"{name}: log likelihood off by {difference:+.3f}, {difference / error:+.1f} standard errors; no race"
            )
    if MESA in workers:
        found[MESA] = agree_in_means(workers[MESA], yardstick)
    return found


def log_mean(logs: list[float]) -> float:
    """Return the log of the mean likelihood, which no filter's number of particles biases."""
    return float(np.logaddexp.reduce(logs) - np.log(len(logs)))


def agree_in_means(traders: Worker, yardstick: Worker) -> Found:
    """Compare crossings and seizures of one history of individuals with ours; it cannot filter."""
    say(f"crossings and seizures of {traders.name}")
    theirs = np.array([traders.ask(do="traders", seed=s, days=MESA_DAYS)["value"] for s in range(MESA_RUNS)])
    ours = np.array(yardstick.ask(do="days", n=4096, seed=1, days=MESA_DAYS)["value"])
    errors = (theirs.mean(0) - ours.mean(0)) / (ours.std(0) * np.sqrt(1 / MESA_RUNS))
    if not (np.abs(errors) <= MOST_ERRORS).all():
        raise RaceError(f"{traders.name}: crossings and seizures off by {errors.round(1)} standard errors; no race")
    return {"crossings_errors": float(errors[0]), "seizures_errors": float(errors[1]), "runs": MESA_RUNS}


def fastest_size(worker: Worker) -> int:
    """Return the number of particles at which an engine is fastest; this also compiles it."""
    say(f"compiling and sizing {worker.name}")
    speeds = {}
    for n in ENGINES[worker.name].sizes:
        once(worker, n, 1)
        speeds[n] = once(worker, n, 2)["speed"]
    return max(speeds, key=lambda n: speeds[n])


def once(worker: Worker, n: int, seed: int) -> Found:
    """Return particle-days a second of one run, by the wall clock and by processor time."""
    entry = ENGINES[worker.name]
    if entry.single_run:
        days, found = MESA_DAYS, worker.ask(do="traders", seed=seed, days=MESA_DAYS)
    else:
        days, found = n * entry.weeks * DAYS_A_WEEK, worker.filter(n, seed, entry.weeks)
    return {"speed": days / found["seconds"], "cpu_speed": days / max(found["cpu"], 1e-9)}


def run_rounds(workers: dict[str, Worker], sizes: dict[str, int], rounds: int) -> dict[str, list[Found]]:
    """Return the speeds of every engine in every round; in a round all run in turn, every other round in reverse."""
    speeds: dict[str, list[Found]] = {name: [] for name in workers}
    for number in range(rounds):
        say(f"round {number + 1} of {rounds}, load {load()[0]:.1f}")
        for name in list(workers)[:: 1 if number % 2 == 0 else -1]:
            speeds[name].append(once(workers[name], sizes[name], 100 + number))
    return speeds


def peak(name: str, evidence: Path) -> float:
    """Return the largest resident set of a fresh process that filters many particles, in MB."""
    say(f"memory of {name}")
    with start_worker(name, evidence) as worker:
        return float(worker.filter(MEMORY_PARTICLES, 1, MEMORY_WEEKS)["peak_mb"])


def measure_growth(evidence: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of the same days with ever more traders, one thread, rounds interleaved."""
    say("growth with traders")
    with ExitStack() as stack:
        workers = {
            traders: stack.enter_context(start_worker(OURS[1], evidence, round(traders / (KINDS * SECTORS))))
            for traders in MANY_TRADERS
        }
        seconds: dict[str, list[float]] = {f"{traders:.0f}": [] for traders in MANY_TRADERS}
        for number in range(rounds + 1):
            for traders, worker in workers.items():
                found = worker.ask(do="days", n=4096, seed=number, days=28)
                if number:  # the first warms up
                    seconds[f"{traders:.0f}"].append(found["seconds"])
    return seconds


def seconds_to_start(evidence: Path) -> float:
    """Return the seconds of a fresh interpreter that filters a week with 64 particles, code compiled before."""
    program = """
import sys
import numpy as np
from benchmarks.race.engines import OURS, make
from benchmarks.reference.constants import constants
make(OURS[1], constants(), np.load(sys.argv[1])).filter(64, 1, 1)
"""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, str(evidence)], cwd=ROOT, check=True)
    return time.perf_counter() - begin


def ratios(found: Found, ours: str, theirs: str) -> list[float]:
    """Return our speed over theirs, round by round."""
    pairs = zip(found["speeds"][ours], found["speeds"][theirs], strict=True)
    return [a["speed"] / b["speed"] for a, b in pairs]


def summary(values: list[float]) -> tuple[float, float, float]:
    """Return median, least and largest."""
    return median(values), min(values), max(values)


def dump(found: Found) -> str:
    """Return the results as JSON."""
    return json.dumps(found, indent=1, sort_keys=True)
