"""The filter against exact answers on published series: the Nile, exchange rates, a plane with holes in its record.

Exact are a Kalman filter and a fine grid, both written here and sharing nothing with the engine. The scalar series of
the design's reference vectors and of the `particles` book, with and without gaps, stand in
tests/statistics/test_filter_linear.py; words with gaps in test_filter_words.py. The locked outputs of R's pomp (rw2, ou2)
are left out: their data can be made with R's random numbers only.

False alarms: each comparison is of the mean of R >= 10 runs with an exact number at 5 standard errors measured from
those runs (Student t with at least 9 degrees of freedom: below 8e-4 a comparison, were the seeds drawn anew).
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from contraflow.inference.series import filter_series, log_mean_exp
from contraflow.randomness import stream
from tests.statistics import test_filter_linear as linear

DATA = Path(__file__).parent / "data"
SIGMAS = 5.0


@dataclass(frozen=True)
class Points:
    """One point a particle, shape (particle,) or (particle, dimension)."""

    x: np.ndarray

    @property
    def n(self):
        return len(self.x)

    def take(self, ancestors):
        return Points(self.x[ancestors])


def column(name, key):
    with (DATA / name).open(encoding="utf-8") as file:
        return np.array([float(row[key]) for row in csv.DictReader(file)])


def assert_exact(runs, exact, most_spread):
    """Compare the log of the mean evidence, which is unbiased, with the exact log evidence."""
    runs = np.asarray(runs)
    spread = runs.std(ddof=1)
    assert spread < most_spread
    assert abs(log_mean_exp(runs) - exact) < SIGMAS * spread / len(runs) ** 0.5


# --- the published linear series: what an informed proposal saves -----------------------------------------------------


def test_a_guided_proposal_saves_most_of_the_error():
    """1,000 particles each; the package `particles` measured standard deviations of 1.85 and 0.064, 29 to one.

    The ratio of two deviations of 24 runs is known to a fifth: half to twice 29 is 3.5 standard errors away at least.
    """
    series = linear.published()
    plain, guided = (
        np.std([linear.run(series, 1000, seed, guided=guide)[0].log_evidence for seed in range(24)], ddof=1)
        for guide in (False, True)
    )
    assert series.kalman()[2] == pytest.approx(-149.115905, abs=1e-4)
    assert 29 / 2 < plain / guided < 29 * 2


# --- the Nile: a local level --------------------------------------------------------------------------------------

NOISE, DRIFT = 15098.5, 1469.1  # variances, Durbin and Koopman (2012), section 2.2


def nile_kalman():
    """Exact diffuse start: the first flow is believed with the variance of its error and weighs 2 pi^(-1/2) itself."""
    y = column("nile.csv", "flow")
    m, p, evidence = y[0], NOISE, 0.0
    for value in y[1:]:
        p += DRIFT
        s = p + NOISE
        evidence -= 0.5 * (np.log(2 * np.pi * s) + (value - m) ** 2 / s)
        m, p = m + p / s * (value - m), p * NOISE / s
    return evidence, m, p


def test_the_nile_is_as_published():
    """-633.4646 is the diffuse log likelihood of Durbin and Koopman; without the constant of the first year -632.5456."""
    evidence, mean, variance = nile_kalman()
    assert evidence - 0.5 * np.log(2 * np.pi) == pytest.approx(-633.4646, abs=5e-5)
    assert mean == pytest.approx(798.3691, abs=5e-4)
    assert variance == pytest.approx(4032.081, abs=5e-3)


def test_the_filter_is_exact_on_the_nile():
    y = column("nile.csv", "flow")
    evidence, mean, variance = nile_kalman()
    ends = []
    for seed in range(16):
        first = Points(y[0] + NOISE**0.5 * stream(seed, "start").standard_normal(2000))
        now, _ = filter_series(
            first,
            len(y) - 1,
            lambda c, t, seed=seed: Points(c.x + DRIFT**0.5 * stream(seed, t, "move").standard_normal(c.n)),
            lambda c, t: -0.5 * (np.log(2 * np.pi * NOISE) + (y[t + 1] - c.x) ** 2 / NOISE),
            seed=seed,
        )
        at = now.weights @ now.cloud.x
        ends.append((now.log_evidence, at, now.weights @ (now.cloud.x - at) ** 2))
    logs, means, variances = np.array(ends).T
    assert_exact(logs, evidence, 0.25)
    for runs, exact, most in ((means, mean, 5.0), (variances, variance, 250.0)):
        assert runs.std(ddof=1) < most
        assert abs(runs.mean() - exact) < SIGMAS * runs.std(ddof=1) / 4


# --- exchange rates: stochastic volatility -------------------------------------------------------------------------

LEVEL, STAY, SHAKE = -1.0, 0.95, 0.3  # of the log variance of a day's return in percent


def returns():
    return 100 * np.diff(np.log(column("gbp_usd.csv", "pounds_a_dollar")))


def volatility_on_a_grid(n=500):
    """Log evidence by the forward recursion on n log variances over seven standard deviations, both sides."""
    sd = SHAKE / (1 - STAY**2) ** 0.5
    x = LEVEL + sd * np.linspace(-7, 7, n)
    move = np.exp(-0.5 * ((x[None, :] - LEVEL - STAY * (x[:, None] - LEVEL)) / SHAKE) ** 2)
    move /= move.sum(axis=1, keepdims=True)
    chance = np.exp(-0.5 * ((x - LEVEL) / sd) ** 2)
    chance, evidence = chance / chance.sum(), 0.0
    for day, y in enumerate(returns()):
        chance = (chance @ move if day else chance) * np.exp(-0.5 * (np.log(2 * np.pi) + x + y * y * np.exp(-x)))
        evidence += np.log(chance.sum())
        chance /= chance.sum()
    return evidence


def test_the_filter_is_exact_on_volatility():
    """The package `particles` found -498.02 (sd 0.13 at 10,000 particles, 20 runs) and sd 0.375 at 1,000."""
    y, sd = returns(), SHAKE / (1 - STAY**2) ** 0.5
    assert len(y) == 750
    exact = volatility_on_a_grid()
    assert exact == pytest.approx(volatility_on_a_grid(400), abs=1e-6)
    assert exact == pytest.approx(-498.02, abs=0.13)
    logs = []
    for seed in range(10):

        def move(c, t, seed=seed):
            noise = stream(seed, t, "move").standard_normal(c.n)
            return Points(LEVEL + STAY * (c.x - LEVEL) + SHAKE * noise if t else c.x)

        first = Points(LEVEL + sd * stream(seed, "start").standard_normal(1000))
        density = lambda c, t: -0.5 * (np.log(2 * np.pi) + c.x + y[t] ** 2 * np.exp(-c.x))
        logs.append(filter_series(first, len(y), move, density, seed=seed)[0].log_evidence)
    assert_exact(logs, exact, 0.75)


# --- a turning plane, of which some coordinates are missing at times ---------------------------------------------

TURN = 0.8 * np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]])
Q, R = 0.5 * np.eye(2) + 0.2, 0.3 * np.eye(2) + 0.1


def plane(missing):
    rng = np.random.default_rng(20240607)
    x, ys = np.zeros(2), []
    for _ in range(100):
        x = TURN @ x + np.linalg.cholesky(Q) @ rng.standard_normal(2)
        ys.append(x + np.linalg.cholesky(R) @ rng.standard_normal(2))
    y = np.array(ys)
    if missing:
        y[::3] = np.nan
        y[1::5, 0] = np.nan
    return y


def seen_density(y, x, cov):
    """Log density of the coordinates of y that are there, at means x (particle, 2)."""
    there = ~np.isnan(y)
    if not there.any():
        return np.zeros(len(x))
    gap, part = (y - x)[:, there], cov[np.ix_(there, there)]
    distance = np.einsum("ni,ij,nj->n", gap, np.linalg.inv(part), gap)
    return -0.5 * (distance + np.linalg.slogdet(2 * np.pi * part)[1])


def plane_kalman(ys):
    m, p, evidence = np.zeros(2), np.zeros((2, 2)), 0.0
    for y in ys:
        m, p = TURN @ m, TURN @ p @ TURN.T + Q
        evidence += seen_density(y, m[None, :], p + R)[0]
        there = ~np.isnan(y)
        if there.any():
            gain = p[:, there] @ np.linalg.inv((p + R)[np.ix_(there, there)])
            m, p = m + gain @ (y - m)[there], p - gain @ p[there]
    return evidence, m


@pytest.mark.parametrize("missing", [False, True], ids=["whole", "with gaps"])
def test_the_filter_is_exact_on_a_plane(missing):
    """The form of pypomp's accuracy test: A 0.8, Q 0.5, R 0.3 on 100 steps, and every mean error below 0.225."""
    ys, root = plane(missing), np.linalg.cholesky(Q)
    exact, last = plane_kalman(ys)
    logs, means = [], []
    for seed in range(12):
        now, _ = filter_series(
            Points(np.zeros((4000, 2))),
            len(ys),
            lambda c, t, seed=seed: Points(c.x @ TURN.T + stream(seed, t, "move").standard_normal((c.n, 2)) @ root.T),
            lambda c, t: seen_density(ys[t], c.x, R),
            seed=seed,
        )
        logs.append(now.log_evidence)
        means.append(now.weights @ now.cloud.x)
    assert_exact(logs, exact, 0.8)
    assert abs(np.mean(logs) - exact) < 0.225
    spread = np.std(means, axis=0, ddof=1)
    assert (np.abs(np.mean(means, axis=0) - last) < SIGMAS * spread / 12**0.5).all()


def test_a_series_that_nothing_explains_has_no_evidence():
    first = Points(np.zeros(64))
    impossible = lambda c, t: np.full(c.n, -np.inf if t == 3 else -1.0)
    now, infos = filter_series(first, 10, lambda c, t: c, impossible, seed=1)
    assert now.log_evidence == -np.inf
    assert [info.rejected for info in infos] == [False, False, False, True]


def test_a_series_is_the_filter_step_by_step():
    """Same seed, same bytes; and what is gained adds up to the log evidence."""
    first = Points(stream(5, "start").standard_normal(300))
    move = lambda c, t: Points(0.9 * c.x + stream(5, t, "move").standard_normal(c.n))
    density = lambda c, t: -0.5 * (c.x - 1.0) ** 2 if t % 3 else np.zeros(c.n)
    (one, infos), (two, _) = (filter_series(first, 30, move, density, seed=5) for _ in range(2))
    assert one.cloud.x.tobytes() == two.cloud.x.tobytes() and one.log_evidence == two.log_evidence
    assert sum(info.log_evidence_gain for info in infos) == pytest.approx(one.log_evidence)
    assert [info.day for info in infos] == list(range(30))
    other, _ = filter_series(first, 30, move, density, seed=6)
    assert other.log_evidence != one.log_evidence
