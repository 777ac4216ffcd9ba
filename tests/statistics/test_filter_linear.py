"""The filter and the smoother against exact answers on linear-Gaussian series.

False alarms: each comparison with an exact number is made with the mean of R independent runs, at 6 standard errors
measured from those runs (Student t with R - 1 >= 15 degrees of freedom: 2.4e-5 a comparison, so one false alarm in 40
runs of this file's thousand comparisons if the seeds were drawn anew; they are fixed, so a green test stays green).
That the test can fail is bounded too: the spread of the runs may not exceed the stated size.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from contraflow.inference.filter import advance, start
from contraflow.inference.smoother import Window
from contraflow.randomness import stream

SIGMAS = 6.0
# Simulated observations of x' = 0.9 x + N(0, 1), y = x + N(0, 0.2^2), x0 ~ N(0, 1), of the package `particles`
# (N. Chopin, MIT licence, book/pmcmc/simulated_linGauss_T100_varX1_varY.04_rho.9.txt), rounded to five decimals.
PUBLISHED = """
1.19564 0.91676 2.11933 1.73724 1.36348 1.34263 2.36710 2.38426 2.62540 1.46208 0.24347 -0.29047 -0.02558 0.03570
1.12489 1.37006 0.81007 -2.69436 -1.68462 -0.46265 -0.77489 -0.36751 -0.94714 -0.95508 -0.94677 0.10905 0.11352
-0.92678 -2.69770 -2.37566 -2.77001 -0.39075 -0.19481 -0.14462 1.55220 1.46753 0.12968 -1.19818 0.99984 0.89865
0.75641 1.01803 0.76062 -0.59133 -2.70002 -0.60311 -1.05278 0.03649 2.11526 2.15841 1.07895 0.31440 1.32305 0.16596
0.47824 0.15373 -0.13969 0.94433 -0.36740 -0.33004 2.20182 1.40459 -0.54445 -1.18125 -0.52921 -1.42790 0.20364
0.49342 0.33198 -0.14876 0.69446 0.99665 2.68391 2.71903 2.94243 1.91207 1.80994 2.46511 1.87732 0.88138 0.72464
-0.53675 -0.11524 -1.00546 -0.89818 0.52930 -0.18521 1.33133 -0.25901 -1.65583 -1.89769 -0.54742 0.69923 3.03022
2.71088 1.48418 3.34144 1.98026 0.50532 2.17798
"""


@dataclass(frozen=True)
class Series:
    """x0 ~ N(0, p0), x' = a x + N(0, q), y = x + N(0, r); NaN where nothing was observed."""

    y: np.ndarray
    a: float
    q: float
    r: float
    p0: float

    def kalman(self):
        """Filtered means and variances, shape (day,), and the log evidence."""
        means, variances, evidence, m, p = [], [], 0.0, 0.0, self.p0
        for day, y in enumerate(self.y):
            if day:
                m, p = self.a * m, self.a**2 * p + self.q
            if not np.isnan(y):
                s = p + self.r
                evidence -= 0.5 * (np.log(2 * np.pi * s) + (y - m) ** 2 / s)
                m, p = m + p / s * (y - m), p * self.r / s
            means.append(m)
            variances.append(p)
        return np.array(means), np.array(variances), evidence

    def smoothed(self):
        """Rauch-Tung-Striebel: means and variances given the whole series."""
        m, p, _ = self.kalman()
        for t in range(len(m) - 2, -1, -1):
            ahead = self.a**2 * p[t] + self.q
            gain = p[t] * self.a / ahead
            m[t] += gain * (m[t + 1] - self.a * m[t])
            p[t] += gain**2 * (p[t + 1] - ahead)
        return m, p

    def log_density(self, y, x):
        return np.zeros(len(x)) if np.isnan(y) else -0.5 * (np.log(2 * np.pi * self.r) + (y - x) ** 2 / self.r)


@dataclass(frozen=True)
class Line:
    """A number per particle, its past, and what an informed proposal owes, in nats."""

    x: np.ndarray
    past: Window
    owed: np.ndarray

    @property
    def n(self):
        return len(self.x)

    def take(self, ancestors):
        return Line(self.x[ancestors], self.past.take(ancestors), self.owed[ancestors])


@cache
def reference(missing: bool = False) -> Series:
    """The series of the reference vectors: all of x first, then all of the noise, from one generator."""
    rng = np.random.default_rng(20180608)
    x = rng.standard_normal(200)
    for t in range(1, 200):
        x[t] = 0.95 * x[t - 1] + 0.3 * x[t]
    y = x + 0.5 * rng.standard_normal(200)
    if missing:
        y[::3] = np.nan
    return Series(y, 0.95, 0.3**2, 0.5**2, 1.0)


@cache
def published() -> Series:
    return Series(np.array(PUBLISHED.split(), dtype=float), 0.9, 1.0, 0.2**2, 1.0)


def run(series: Series, n: int, seed: int, lag: int = 0, guided: bool = False):
    """Run the filter; returns it, the day infos and what left the window (day by day)."""
    sd = series.q**0.5
    now = start(Line(stream(seed, "x0").standard_normal(n) * series.p0**0.5, Window(lag), np.zeros(n)))
    infos, left = [], []
    for day, y in enumerate(series.y):

        def move(c, day=day):
            noise = stream(seed, day, "move").standard_normal(c.n)
            return c if day == 0 else Line(series.a * c.x + sd * noise, c.past, c.owed)

        def informed(c, day=day, y=y):
            """Draw from the exact law of x given its past and y, and owe the ratio of the densities."""
            centre, q = (np.zeros(c.n), series.p0) if day == 0 else (series.a * c.x, series.q)
            s = q + series.r
            x = centre + q / s * (y - centre) + (q * series.r / s) ** 0.5 * stream(seed, day, "move").standard_normal(c.n)
            return Line(x, c.past, -0.5 * (np.log(2 * np.pi * s) + (y - centre) ** 2 / s))

        now, info = advance(
            now,
            day,
            informed if guided else move,
            (lambda c: c.owed) if guided else (lambda c, y=y: series.log_density(y, c.x)),
            u=stream(seed, day, "resample").random(),
            floor_share=0.0,
        )
        past, leaving = now.cloud.past.add(day, now.cloud.x[:, None], now.weights)
        now = type(now)(Line(now.cloud.x, past, now.cloud.owed), now.log_weights, now.log_evidence)
        infos.append(info)
        left.extend(leaving)
    left.extend(now.cloud.past.close(now.weights))
    return now, infos, left


def assert_exact(runs, exact, most_spread, bias=0.0):
    """Compare the mean of runs, shape (run, ...), with the exact value, and their spread with the stated size."""
    runs = np.asarray(runs)
    spread = runs.std(axis=0, ddof=1)
    assert (spread < most_spread).all(), f"runs scatter by {spread.max():.4f}, stated {most_spread}"
    errors = np.abs(runs.mean(axis=0) + bias - exact)
    allowed = SIGMAS * spread / len(runs) ** 0.5
    assert (errors < allowed).all(), f"off by {errors.max():.4f}, allowed {np.max(allowed):.4f}"


@pytest.mark.parametrize(
    ("missing", "log_evidence", "mean", "variance"),
    [(False, -223.171869, 0.786671, 0.106769), (True, -162.732926, 0.767422, None)],
)
def test_the_reference_series_is_rebuilt_exactly(missing, log_evidence, mean, variance):
    np.testing.assert_allclose(reference().y[:3], [-0.664596, -0.184753, -0.313974], atol=1e-6)
    means, variances, evidence = reference(missing).kalman()
    assert evidence == pytest.approx(log_evidence, abs=1e-6)
    assert means[-1] == pytest.approx(mean, abs=1e-6)
    assert variance is None or variances[-1] == pytest.approx(variance, abs=1e-6)


@pytest.mark.parametrize(("missing", "exact", "spread"), [(False, -223.171869, 0.6), (True, -162.732926, 0.5)])
def test_the_filter_is_exact_on_the_reference_series(missing, exact, spread):
    series, n_runs = reference(missing), 16
    finished = [run(series, 3000, seed) for seed in range(n_runs)]
    evidence = np.array([now.log_evidence for now, _, _ in finished])
    # the evidence, not its log, is unbiased: the log falls short by half its variance
    assert_exact(evidence, exact, spread, bias=evidence.var(ddof=1) / 2)
    means = [[s.mean()[0] for s in left] for _, _, left in finished]
    assert_exact(means, series.kalman()[0], 0.1)
    variances = [now.weights @ (now.cloud.x - now.weights @ now.cloud.x) ** 2 for now, _, _ in finished]
    assert_exact(variances, series.kalman()[1][-1], 0.012)


def test_the_filter_is_exact_on_the_published_series():
    series = published()
    assert series.kalman()[2] == pytest.approx(-149.1159, abs=1e-3)
    plain = np.array([run(series, 3000, seed)[0].log_evidence for seed in range(16)])
    assert_exact(plain, -149.1159, 1.6, bias=plain.var(ddof=1) / 2)
    informed = np.array([run(series, 1000, seed, guided=True)[0].log_evidence for seed in range(16)])
    # published spread of the guided filter with 1000 particles: 0.064
    assert_exact(informed, -149.1159, 0.1, bias=informed.var(ddof=1) / 2)


def test_days_without_evidence_gain_nothing_and_never_resample_twice():
    _, infos, _ = run(reference(missing=True), 500, seed=1)
    assert all(abs(info.log_evidence_gain) < 1e-12 for info in infos[::3])
    assert not any(infos[day + 1].resampled for day in range(3, 199, 3))
    assert any(info.resampled for info in infos)


@pytest.mark.parametrize("lag", [0, 4, 12])
def test_the_fixed_lag_smoother_is_exact(lag):
    """What leaves the window after ``lag`` days is the exact smoother's answer given the series up to that day."""
    full = reference(missing=True)
    series = Series(full.y[:40], full.a, full.q, full.r, full.p0)
    runs = [run(series, 3000, seed, lag)[2] for seed in range(16)]
    assert [s.period for s in runs[0]] == list(range(40))
    until = [Series(series.y[: min(t + lag + 1, 40)], series.a, series.q, series.r, series.p0) for t in range(40)]
    means = [part.smoothed()[0][t] for t, part in enumerate(until)]
    sds = [part.smoothed()[1][t] ** 0.5 for t, part in enumerate(until)]
    assert_exact([[s.mean()[0] for s in left] for left in runs], means, 0.06)
    quantiles = np.array([[s.quantiles([0.1, 0.9])[:, 0] for s in left] for left in runs])
    exact = np.array(means)[:, None] + np.array(sds)[:, None] * [-1.2815516, 1.2815516]
    # a quantile of n draws is off by a rank or so on one side: 1 / n over the density, far below the allowance
    assert_exact(quantiles, exact, 0.12, bias=0.0)


def test_looking_back_narrows_what_is_known_of_the_past():
    widths = []
    for lag in (0, 6):
        _, _, left = run(reference(), 2000, seed=5, lag=lag)
        widths.append(np.mean([np.diff(s.quantiles([0.1, 0.9])[:, 0]) for s in left[20:180]]))
    assert widths[1] < 0.85 * widths[0]


def test_the_same_seed_gives_the_same_bytes():
    first, second, other = (run(reference(), 300, seed, lag=3) for seed in (4, 4, 5))
    assert first[0].log_weights.tobytes() == second[0].log_weights.tobytes()
    assert first[0].cloud.x.tobytes() == second[0].cloud.x.tobytes()
    assert first[1] == second[1]
    assert all(a.weights.tobytes() == b.weights.tobytes() for a, b in zip(first[2], second[2], strict=True))
    assert first[0].log_evidence != other[0].log_evidence
