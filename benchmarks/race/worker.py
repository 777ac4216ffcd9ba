"""One engine in a process of its own: reads one call a line from standard input, answers each with one line of JSON."""

import json
import os
import platform
import resource
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from benchmarks.race.engines import ENGINES, MESA, make
from benchmarks.reference.constants import WEEK_FLOW, WEEK_SEIZED, constants

PACKAGES = ("numpy", "numba", "llvmlite", "jax", "jaxlib", "pypomp", "particles", "mesa")


def versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def answer(engine: Any, call: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked and say how long it took, on the wall and on all processors together."""
    begin, begin_cpu = time.perf_counter(), time.process_time()
    if call["do"] == "filter":
        value: Any = engine.filter(call["n"], call["seed"], call["weeks"])
    elif call["do"] == "traders":
        value = sums(engine.run(call["seed"], call["days"]))
    else:
        value = [sums(row) for row in engine.run(call["n"], call["seed"], call["days"])]
    seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"value": value, "seconds": seconds, "cpu": cpu, "peak_mb": peak}


def sums(state: Any) -> list[float]:
    """Return crossings and seizures since the start of one history."""
    return [float(state[WEEK_FLOW:WEEK_SEIZED].sum()), float(state[WEEK_SEIZED])]


def own_output() -> TextIO:
    """Return the standard output for answers only: whatever a package prints goes to the standard error."""
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    return out


def main() -> None:
    out = own_output()
    name, evidence, traders = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    engine = make(name, constants(traders), np.load(evidence))
    print(json.dumps({"ready": name, "versions": versions(), "single_run": name == MESA or ENGINES[name].single_run}), file=out)
    for line in sys.stdin:
        try:
            print(json.dumps(answer(engine, json.loads(line))), file=out)
        except Exception as problem:  # noqa: BLE001 - reported to the race, which stops and names it
            print(json.dumps({"problem": f"{type(problem).__name__}: {problem}"}), file=out)


if __name__ == "__main__":
    main()
