"""The model's own forecast of evidence: a nowcast on the origin, its particles run on, and what each would have said.

Every sum that a question needs, over its own days and over those that it compares with, is kept along each particle's path
from before the origin to the end; then the likelihood of the filter itself is turned round and gives the chance of every
word or number that might be said. Thus the error of what is said, and the chance that it says nothing, are in the forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import cpu_count
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from contraflow.border.calendar import read_calendar
from contraflow.border.densities import location, log_likelihood
from contraflow.border.evidence import Trust
from contraflow.border.layout import blocks, particles
from contraflow.border.model import ORDER, Engine
from contraflow.border.observing import Reading, SumKey, plan_sums, read_observations
from contraflow.border.parameters import ParameterCloud
from contraflow.border.start import Reference, find_reference
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.inference.smoother import Window
from contraflow.kernels.weights import systematic
from contraflow.nowcasting import Learned, NowcastOptions
from contraflow.nowcasting.nowcast import starting_thetas
from contraflow.nowcasting.passing import Pass
from contraflow.nowcasting.run import week_ends
from contraflow.nowcasting.setting import prepare
from contraflow.observations.observation import Observation, Observations
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
        fit: learned parameters to start from; None for the priors.
        outcomes: pairs (event id, outcome) that are taken for granted; ``without`` ids of events that do not happen.
    """

    horizon: int = 90
    particles: int = 1024
    seed: int = 7
    threads: int = 0
    outcomes: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
    fit: Learned | None = None


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
        ahead = run_on(case, origin, [r for r in readings if r.observation.known <= day], keys, options, reference)
        return {reading.observation.id: _forecast(reading, ahead) for reading in asked}


class Ahead(NamedTuple):
    """Equally likely particles at the end of the horizon.

    Attributes:
        sums: along their paths, shape (particle,) each.
        trust: what they believe of evidence.
    """

    sums: Mapping[SumKey, Floats]
    trust: Trust


def run_on(
    case: Case, origin: date, weighed: Sequence[Reading], keys: Sequence[SumKey], options: AheadOptions, reference: Reference
) -> Ahead:
    """Return particles that were run to the origin under its evidence, and on to the end of the horizon.

    Args:
        weighed: what is weighed by the origin.
        keys: the sums wanted.
    """
    day, n_threads = case.day(origin), options.threads or cpu_count() or 1
    n_days = day + 1 + options.horizon
    setting = prepare(case, Observations((), ()), origin, n_threads, reference)
    setting = replace(setting, readings=tuple(weighed), sums=plan_sums(weighed, n_days, keys))
    how = NowcastOptions(particles=options.particles, threads=n_threads)
    cloud = ParameterCloud(case, ORDER)
    thetas = starting_thetas(setting, cloud, how, options.seed, options.fit)
    filtering = Pass(setting, how, options.seed, thetas, Window(0))
    # stops at the ends of weeks, as the nowcast does, so that it is the same pass
    filtering.over_days(week_ends(Weeks(case), day + 1), lambda said: None, lambda day: None, lambda share: None)
    now = filtering.now
    rows = systematic(now.weights, float(stream(options.seed, day, "forecast").random()), in_place=True)
    path, z = now.cloud.path, now.cloud.z[rows]
    path = path._replace(**{name: blocks(particles(array)[rows]) for name, array in path._asdict().items()})
    calendar = read_calendar(case, n_days, options.seed, origin, dict(options.outcomes), options.without)
    engine = Engine(reference.border, calendar, options.seed, n_threads)
    engine.run(range(day + 1, n_days), path, cloud.values(z), setting.sums.plan)
    sums = {key: particles(path.sums[:, [setting.sums.slots[key]]])[:, 0].astype(np.float64) for key in keys}
    return Ahead(sums, Trust(cloud, z))


def _neutral(question: Observation) -> float:
    return 0.0 if question.family == "change" or (question.family == "ratio" and question.base_start is None) else 1.0


def _forecast(reading: Reading, ahead: Ahead) -> WordForecast | NumberForecast:
    family = reading.observation.family
    if family in WORDS:
        chances = np.array([np.exp(_log_said(reading, word, ahead)).mean() for word in WORDS[family]])
        return WordForecast(chances / chances.sum())
    step = max(len(ahead.trust.z) // MOST_PARTICLES, 1)
    sums = {key: total[::step] for key, total in ahead.sums.items() if key in reading.keys}
    few = Ahead(sums, Trust(ahead.trust.cloud, ahead.trust.z[::step]))
    grid = _grid(location(_saying(reading, 0.0), few.sums))
    return number_forecast(grid, np.array([np.exp(_log_said(reading, value, few)).mean() for value in grid]))


def _grid(x: Floats) -> Floats:
    """Return log ratios at which a density is taken: finely where particles are, coarsely to where nobody looks."""
    low, high = np.quantile(x, [0.01, 0.99])
    fine = np.linspace(low - MARGIN, high + MARGIN, FINE)
    coarse = np.linspace(min(low - MARGIN, -FARTHEST), max(high + MARGIN, FARTHEST), COARSE)
    return np.union1d(fine, coarse)


def _log_said(reading: Reading, value: float, ahead: Ahead) -> Floats:
    return log_likelihood([_saying(reading, value)], ahead.sums, ahead.trust)


def _saying(reading: Reading, value: float) -> Reading:
    """Return the reading as if its word were ``value``, or the log of its number."""
    observation = reading.observation
    if observation.family not in WORDS and not (observation.family == "ratio" and observation.base_start is None):
        value = float(np.exp(value))
    return replace(reading, observation=replace(observation, value=value))
