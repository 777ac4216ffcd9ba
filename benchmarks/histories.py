"""Four ways to smooth a past whose answer is known, at one cost; prints the table of docs/hindcast.md.

    python benchmarks/histories.py

The series is that of tests/statistics/test_histories.py (200 days here); the exact answer is the Rauch-Tung-Striebel smoother.
Cost is counted in particle-days of the filter, and for backward simulation also the densities that it evaluates.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.statistics import test_histories as model_of

from contraflow.inference.histories import (
    backward,
    genealogy,
    particle_gibbs,
    pooled_mean,
    run_pass,
    share_by_evidence,
    trace_back,
)

DAYS = 200
BUDGET = 6400  # particles of one pass; a way that makes k passes has a k-th of it in each
RUNS = 20
LAG = 20


def fixed_lag(of, lag):
    """Return the mean of each day seen with ``lag`` days of later evidence."""
    days = len(of.x)
    means = np.zeros(days)
    for day in range(days):
        until = min(day + lag, days - 1)
        rows = trace_back(of.ancestors[: until + 1], np.arange(of.x.shape[1]))[day]
        means[day] = np.exp(of.log_weights[until]) @ of.x[day][rows]
    return means


def means_by(way, model, seed):
    draw = np.random.default_rng(seed)
    if way == "filter's own genealogy":
        return genealogy(run_pass(model, DAYS, BUDGET, draw), 2000, draw).mean(0)
    if way == f"fixed lag of {LAG} days":
        return fixed_lag(run_pass(model, DAYS, BUDGET, draw), LAG)
    if way == "8 filters pooled by evidence":
        passes = [run_pass(model, DAYS, BUDGET // 8, draw) for _ in range(8)]
        return pooled_mean([genealogy(each, 500, draw) for each in passes], share_by_evidence([p.log_evidence for p in passes]))
    if way == f"8 filters in equal parts, fixed lag of {LAG} days":
        return np.mean([fixed_lag(run_pass(model, DAYS, BUDGET // 8, draw), LAG) for _ in range(8)], axis=0)
    if way == "particle Gibbs, 32 sweeps":
        return particle_gibbs(model, DAYS, BUDGET // 32, 32, draw)[4:].mean(0)
    if way == "particle Gibbs with ancestor sampling, 128 sweeps":
        return particle_gibbs(model, DAYS, BUDGET // 128, 128, draw, with_density=model)[8:].mean(0)
    return backward(run_pass(model, DAYS, BUDGET // 8, draw), model, 200, draw).mean(0)


def main():
    model_of.DAYS = DAYS
    model = model_of.walk()
    exact, variances, _ = model.smoothed()
    print(f"{DAYS} days, {BUDGET} particles in all, {RUNS} runs; errors in smoothed standard deviations, root mean square\n")
    print(f"{'way':52} {'all days':>9} {'bias':>7} {'first 50':>9} {'last 20':>8}")
    for way in (
        "filter's own genealogy", f"fixed lag of {LAG} days", "8 filters pooled by evidence",
        f"8 filters in equal parts, fixed lag of {LAG} days", "particle Gibbs, 32 sweeps",
        "particle Gibbs with ancestor sampling, 128 sweeps", "backward simulation, 200 draws",
    ):  # fmt: skip
        runs = (np.array([means_by(way, model, seed) for seed in range(RUNS)]) - exact) / variances**0.5
        parts = [np.sqrt(np.square(runs[:, days]).mean()) for days in (slice(None), slice(50), slice(-20, None))]
        bias = np.sqrt(max(np.square(runs.mean(0)).mean() - np.square(runs.std(0, ddof=1)).mean() / RUNS, 0.0))
        print(f"{way:52} {parts[0]:9.3f} {bias:7.3f} {parts[1]:9.3f} {parts[2]:8.3f}", flush=True)


if __name__ == "__main__":
    main()
