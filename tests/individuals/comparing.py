"""Two samples of histories held against each other: means, variances and correlations, each in its standard errors.

Standard errors come from the fast sample, which is large: if both models have the same law, its spread is that of the
individual sample too, also where events are rare. Variances are compared by their logarithm and correlations by Fisher's z,
with the errors that the fourth moments give (no normality assumed).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from contraflow.border.layout import SEEN, STATE, At, span
from contraflow.border.start import seen

Rows = NDArray[np.float64]

SPREAD_OF = (
    "seen_openness", "seen_flow", "seen_flow_good", "seen_live_day", "seen_fee", "seen_hired", "seen_afloat", "seen_crossings",
    "seen_seized", "seen_bribe", "enforcement", "fee", "wanted", "vessels", "unmet", "belief", "traffic", "supply", "price",
)  # fmt: skip
CORRELATED = (
    "seen_flow", "seen_flow_good", "seen_crossings", "seen_seized", "seen_hired", "fee", "vessels", "unmet", "belief",
    "enforcement", "traffic",
)  # fmt: skip
SINGLE_PRECISION = 1e-5  # of a quantity's size: what rounding leaves open in the fast model
FIXED = 1e-4  # a spread below this share of the size is none that can be compared
SKEW = 0.3  # skewness of a mean above which it is too far from normal: what hardly ever happens
TAILS = 8.0  # kurtosis above which a variance of some hundred histories says too little
ALIKE = 1e-3  # 1 - r^2 below which two quantities are one


@dataclass(frozen=True)
class Found:
    """One comparison: which, and by how many standard errors the individual model lies above the fast one."""

    what: str
    z: float


def names(at: At) -> list[str]:
    """Return the name of every column of a sample of histories."""
    found = []
    for name in (*SEEN, *STATE):
        rows = span(at, name)
        found += [f"{name}[{i}]" for i in range(rows.stop - rows.start)]
    return found


def columns(at: At, wanted: Sequence[str]) -> list[int]:
    """Return the columns of some quantities."""
    n_seen = at.end - at.seen_enforcement
    found: list[int] = []
    for name in wanted:
        rows = seen(at, name) if name in SEEN else slice(n_seen + span(at, name).start, n_seen + span(at, name).stop)
        found += range(rows.start, rows.stop)
    return found


def compare(at: At, fast: Rows, single: Rows) -> list[Found]:
    """Return all comparisons of a fast sample with an individual one, both (history, column)."""
    with threadpool_limits(1):
        correlations = compare_correlations(at, fast, single)
    return compare_means(at, fast, single) + compare_variances(at, fast, single) + correlations


def compare_means(at: At, fast: Rows, single: Rows) -> list[Found]:
    share = np.sqrt(1.0 / len(fast) + 1.0 / len(single))
    floor = SINGLE_PRECISION * (1.0 + np.abs(fast.mean(0)))
    z = (single.mean(0) - fast.mean(0)) / np.hypot(fast.std(0) * share, floor)
    usable = np.abs(np.mean(standard(fast) ** 3, axis=0)) < SKEW * np.sqrt(len(single))
    return [Found(f"mean of {name}", float(x)) for name, x, use in zip(names(at), z, usable, strict=True) if use]


def compare_variances(at: At, fast: Rows, single: Rows) -> list[Found]:
    share, label = np.sqrt(1.0 / len(fast) + 1.0 / len(single)), names(at)
    found = []
    for c in columns(at, SPREAD_OF):
        if spreads(fast[:, c]):
            error = np.sqrt(kurtosis(fast[:, c]) - 1.0) * share
            ratio = np.log(max(single[:, c].var(ddof=1), 1e-30) / fast[:, c].var(ddof=1))
            found.append(Found(f"variance of {label[c]}", float(ratio / error)))
    return found


def compare_correlations(at: At, fast: Rows, single: Rows) -> list[Found]:
    share, label = np.sqrt(1.0 / len(fast) + 1.0 / len(single)), names(at)
    used = [c for c in columns(at, CORRELATED) if spreads(fast[:, c])]
    x, y = (standard(rows[:, used]) for rows in (fast, single))
    r, there = x.T @ x / len(x), np.clip(y.T @ y / len(y), -1.0 + 1e-12, 1.0 - 1e-12)
    # variance of x_i x_j - r (x_i^2 + x_j^2) / 2, by which one history moves the correlation
    squares = x * x
    both, one, fourth = squares.T @ squares / len(x), (squares * x).T @ x / len(x), np.mean(squares * squares, axis=0)
    moved = both - r * (one + one.T) + r**2 / 4 * (fourth[:, None] + fourth + 2 * both)
    found = []
    for i, j in zip(*np.tril_indices(len(used), -1), strict=True):
        rest = 1.0 - r[i, j] ** 2
        if rest > ALIKE:
            error = np.sqrt(moved[i, j]) / rest * share
            z = (np.arctanh(there[i, j]) - np.arctanh(r[i, j])) / error
            found.append(Found(f"correlation of {label[used[i]]} and {label[used[j]]}", float(z)))
    return found


def standard(x: Rows) -> Rows:
    """Return every column with mean 0 and variance 1 (0 where it does not vary)."""
    return (x - x.mean(0)) / np.maximum(x.std(0), 1e-300)


def spreads(x: Rows) -> bool:
    """Say whether a quantity varies enough, and without far tails, for its variance to be compared."""
    return bool(x.std() > FIXED * (np.abs(x).mean() + 1e-9) and kurtosis(x) < TAILS)


def kurtosis(x: Rows) -> float:
    squares = (x - x.mean()) ** 2
    return float(np.mean(squares * squares) / max(np.mean(squares) ** 2, 1e-300))


def worst(found: Sequence[Found], n: int = 5) -> list[Found]:
    """Return the largest deviations, the largest first."""
    return sorted(found, key=lambda one: -abs(one.z))[:n]
