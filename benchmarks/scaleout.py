"""Time of a fit's likelihoods against the number of worker processes, and what one more worker costs.

    python benchmarks/scaleout.py            # the bundled border, pieces of 8 sets of parameters x 256 particles
    python benchmarks/scaleout.py --quick    # a shorter past, fewer pieces

For each number of workers: seconds until the workers have started, read the case and done one piece each (start), then
seconds for all pieces (work, the median of interleaved rounds), and the memory of a worker. Run it on an idle machine.
"""

import argparse
import json
import os
import resource
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
CASE = ROOT / "cases" / "yalu"


def pieces_of(known_by: str, n: int, thetas: int, particles: int) -> list[Any]:
    from contraflow.border.model import ORDER
    from contraflow.border.parameters import ParameterCloud
    from contraflow.case import read_case
    from contraflow.fitting.likelihood import Filtering, Piece, source_of
    from contraflow.nowcasting.setting import Setting

    source = source_of(read_case(CASE), known_by)
    made: Setting = source.setting()
    width = len(ParameterCloud(made.case, ORDER).names)
    draw = np.random.default_rng(1)
    return [Piece(str(i), source, draw.standard_normal((thetas, width)), i, Filtering(particles)) for i in range(n)]


def measure(workers: list[int], pieces: list[Any], rounds: int) -> dict[int, dict[str, float]]:
    """Return seconds and megabytes by number of workers; 0 is this process on one thread."""
    from contraflow.fitting.likelihood import run_piece
    from contraflow.scale import pool

    found: dict[int, dict[str, float]] = {}
    seconds: dict[int, list[float]] = {n: [] for n in workers}
    with ExitStack() as stack:
        pools = {}
        for n in workers:
            begin = time.perf_counter()
            pools[n] = stack.enter_context(pool(workers=n))
            list(pools[n].map(run_piece, pieces[: max(n, 1)]))
            found[n] = {"start": time.perf_counter() - begin}
        for _ in range(rounds):
            for n in workers:
                begin = time.perf_counter()
                list(pools[n].map(run_piece, pieces))
                seconds[n].append(time.perf_counter() - begin)
        for n in workers:
            found[n]["work"] = median(seconds[n])
            peaks = pools[n].client.run(peak_mb).values() if n else [peak_mb()]
            found[n]["worker_mb"] = max(peaks)
    return found


def peak_mb() -> float:
    """Return the most memory that the process that is asked has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--workers", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, help="write the numbers as JSON, dated")
    given = parser.parse_args()
    pieces = pieces_of("2016-06-30", 4, 4, 128) if given.quick else pieces_of("2018-06-08", 8, 8, 256)
    found = measure(given.workers, pieces, 1 if given.quick else given.rounds)
    one = found.get(1, next(iter(found.values())))["work"]
    print(f"{len(pieces)} pieces of {len(pieces[0].z)} thetas x {pieces[0].how.size} particles, {os.cpu_count()} cores")
    print("workers  start s  work s  s/theta  times 1 worker  MB a worker")
    for n, each in found.items():
        theta = each["work"] / sum(len(piece.z) for piece in pieces)
        times = one / each["work"]
        print(f"{n:7d}  {each['start']:7.1f}  {each['work']:6.2f}  {theta:7.3f}  {times:14.2f}  {each['worker_mb']:11.0f}")
    if given.out:
        given.out.write_text(json.dumps({"date": str(date.today()), "workers": found}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
