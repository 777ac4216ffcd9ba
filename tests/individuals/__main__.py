"""The comparison of tests/statistics/test_individual_traders.py with more histories: ``python -m tests.individuals 10``.

It prints, for each setting, how many comparisons there are, the root mean square of their deviations in standard errors (1 if
both models have the same law) and the largest of them. Ten times the histories of the tests take about two minutes.
"""

import sys
from pathlib import Path

import numpy as np

from contraflow.case import read_case
from tests.individuals.comparing import compare, worst
from tests.individuals.experiment import fast
from tests.individuals.history import histories
from tests.individuals.settings import SETTINGS

FAST = 65536
CASES = Path(__file__).parents[2] / "cases"


def main(times: float, seed: int) -> None:
    """Compare all settings with ``times`` as many individual histories as the tests have."""
    for name, (case, prepare, n) in SETTINGS.items():
        there, many = prepare(read_case(CASES / case)), round(n * times)
        found = compare(there.start.at, fast(there, FAST, seed), histories(there.start, there.days, many, seed + 1))
        size = float(np.sqrt(np.mean([one.z**2 for one in found])))
        most = "; ".join(f"{one.what} {one.z:+.1f}" for one in worst(found, 3))
        print(f"{name}: {many} histories, {len(found)} comparisons, root mean square {size:.2f}, largest: {most}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0, int(sys.argv[2]) if len(sys.argv) > 2 else 2025)
