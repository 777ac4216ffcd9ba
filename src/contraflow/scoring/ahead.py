"""The model's own forecast of evidence: a nowcast on the origin, its particles run on, and what each would have said.

Every sum that a question needs, over its own days and over those that it compares with, is kept along each particle's path
from before the origin to the end; then the likelihood of the filter itself is turned round and gives the chance of every
word or number that might be said. Thus the error of what is said, and the chance that it says nothing, are in the forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import cpu_count

import numpy as np
from threadpoolctl import threadpool_limits

from contraflow.border.calendar import read_calendar
from contraflow.border.densities import location, log_likelihood
from contraflow.border.layout import blocks, particles
from contraflow.border.model import ORDER, Engine
from contraflow.border.observing import Reading, SumKey, facts_of, read_observations
from contraflow.border.parameters import ParameterCloud
from contraflow.border.start import Reference, find_reference
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.kernels.weights import systematic
from contraflow.nowcasting import NowcastOptions
from contraflow.nowcasting.run import Run
from contraflow.observations.observation import Observation
from contraflow.observations.observe import observe
from contraflow.randomness import stream
from contraflow.scoring.predictive import Floats, NumberForecast, WordForecast, number_forecast
from contraflow.scoring.targets import WORDS

MOST_PARTICLES = 256  # a number's density is drawn over so many of the particles
MARGIN = 2.0  # log units beyond the particles that the fine part of a grid reaches
FINE, COARSE, FARTHEST = 121, 41, 12.0  # points of a grid's two parts; log units that the coarse one reaches


@dataclass(frozen=True)
class AheadOptions:
    """How the model looks ahead.

    Attributes:
        horizon: days.
        particles: number of particles.
        seed: same seed, same evidence, same bytes.
        threads: 0 for one a processor.
        outcomes: pairs (event id, outcome) that are taken for granted; ``without`` ids of events that do not happen.
    """

    horizon: int = 90
    particles: int = 1024
    seed: int = 7
    threads: int = 0
    outcomes: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()


def predict(
    case: Case, evidence: Evidence, origin: date, questions: Sequence[Observation], options: AheadOptions,
    reference: Reference | None = None,
) -> dict[str, WordForecast | NumberForecast]:  # fmt: skip
    """Return the model's forecast of each question, by id; questions that the model cannot be asked are left out.

    Args:
        questions: neutral values in place of the answers; the days that they are about lie after the origin.
        reference: of the case, when it is at hand.

    Returns:
        Chances of words, or a distribution of the log ratio to what the question compares with.
    """
    reference = reference or find_reference(case, options.threads or cpu_count() or 1)
    # asked before they can be known: the day on which they will be weighed must not matter
    day = case.day(origin)
    known = observe(evidence, case, known_by=origin)
    weighed = [each for each in known.used if max(each.known, each.end) <= day]
    later = [replace(q, known=day + options.horizon, value=_neutral(q)) for q in questions]
    # read together, since earlier numbers of a series tell of the error of later ones
    readings, _ = read_observations([*weighed, *later], case, reference)
    asked = [reading for reading in readings if reading.observation.known > day]
    keys = [key for reading in asked for key in reading.keys]
    with threadpool_limits(1, "blas"):
        sums = run_on(case, origin, [r for r in readings if r.observation.known <= day], keys, options, reference)
        return {reading.observation.id: _forecast(reading, sums) for reading in asked}


def run_on(
    case: Case, origin: date, weighed: Sequence[Reading], keys: Sequence[SumKey], options: AheadOptions, reference: Reference
) -> Mapping[SumKey, Floats]:
    """Return the sums along the path of equally likely particles to the end of the horizon; each of shape (particle,).

    Args:
        weighed: what is weighed by the origin.
        keys: the sums.
    """
    day = case.day(origin)
    n_days = day + 1 + options.horizon
    how = NowcastOptions(particles=options.particles, threads=options.threads, lag_weeks=1, draws=10)
    calendar = read_calendar(case, n_days, options.seed, origin, dict(options.outcomes), options.without)
    run = Run(case, facts_of(case, reference), calendar, weighed, how, options.seed, day + 1)
    run.keep(keys, n_days)
    run.over_all_days(lambda share: None)
    rows = systematic(run.now.weights, float(stream(options.seed, day, "forecast").random()), in_place=True)
    path = run.now.cloud.path
    path = path._replace(**{name: blocks(particles(array)[rows]) for name, array in path._asdict().items()})
    parameters = ParameterCloud(case, ORDER).values(run.now.cloud.z[rows])
    engine = Engine(reference.border, calendar, options.seed, options.threads or cpu_count() or 1)
    engine.run(range(day + 1, n_days), path, parameters, run.sums.plan)
    return {key: particles(path.sums[:, [run.sums.slots[key]]])[:, 0].astype(np.float64) for key in keys}


def _neutral(question: Observation) -> float:
    return 0.0 if question.family == "change" or (question.family == "ratio" and question.base_start is None) else 1.0


def _forecast(reading: Reading, sums: Mapping[SumKey, Floats]) -> WordForecast | NumberForecast:
    family = reading.observation.family
    if family in WORDS:
        chances = np.array([np.exp(_log_said(reading, word, sums)).mean() for word in WORDS[family]])
        return WordForecast(chances / chances.sum())
    few = {key: total[:: max(len(total) // MOST_PARTICLES, 1)] for key, total in sums.items() if key in reading.keys}
    grid = _grid(location(_saying(reading, 0.0), few))
    return number_forecast(grid, np.array([np.exp(_log_said(reading, value, few)).mean() for value in grid]))


def _grid(x: Floats) -> Floats:
    """Return log ratios at which a density is taken: finely where particles are, coarsely to where nobody looks."""
    low, high = np.quantile(x, [0.01, 0.99])
    fine = np.linspace(low - MARGIN, high + MARGIN, FINE)
    coarse = np.linspace(min(low - MARGIN, -FARTHEST), max(high + MARGIN, FARTHEST), COARSE)
    return np.union1d(fine, coarse)


def _log_said(reading: Reading, value: float, sums: Mapping[SumKey, Floats]) -> Floats:
    return log_likelihood([_saying(reading, value)], sums)


def _saying(reading: Reading, value: float) -> Reading:
    """Return the reading as if its word were ``value``, or the log of its number."""
    observation = reading.observation
    if observation.family not in WORDS and not (observation.family == "ratio" and observation.base_start is None):
        value = float(np.exp(value))
    return replace(reading, observation=replace(observation, value=value))
