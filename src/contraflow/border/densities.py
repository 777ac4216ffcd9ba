"""From sums along every particle's path to the likelihood of what was said of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border.observing import Reading, SumKey
from contraflow.kernels.likelihoods import (
    Member,
    bernoulli,
    denied,
    logit_normal,
    negative_binomial,
    negative_binomial_at_least,
    negative_binomial_at_most,
    student_t,
    student_t_between,
    told_word,
    witness_log_likelihood,
)

Floats = NDArray[np.float64]

TAIL_DF = 4.0  # stated numbers have heavy tails
UNINFORMED_SPREAD = 1.0  # log units: what a number says when it says nothing
WORDS = 5
LEVEL_WIDTH = 1.4  # words for a level are less exact than words for a change: coders confuse neighbours
PRESENCE_LOGIT = -1.4  # a share of a fifth is told in half of all cases
PRESENCE_WIDTH = 0.7
AMOUNT_SPREAD = (
    0.6  # log units: the hull, the load and the hour of which somebody names the money are not the model's mean ones
)
REPORTED = 0.3  # of the crossings seized, those that whoever counts them has heard of;
COUNT_DISPERSION = 0.5  # neither this nor the number of traders is known to better than a factor of four
UNINFORMED_DISPERSION = 0.25


class Said(NamedTuple):
    """What one reading says.

    Attributes:
        density: log chance or density of what was said where a particle puts the truth, shape (particle,) both.
        spread: how sharp that is on the working scale.
        uninformed: log chance or density of what was said when it says nothing of the truth.
    """

    density: Callable[[Floats], Floats]
    spread: float
    uninformed: float


def location(reading: Reading, sums: Mapping[SumKey, Floats]) -> Floats:
    """Return where every particle puts what the reading is about, on the working scale, shape (particle,)."""

    def value(pair: tuple[SumKey, SumKey | None]) -> Floats:
        top, bottom = pair
        below = None if bottom is None else sums[bottom] / bottom.n_days
        return reading.measure.value(sums[top] / top.n_days, below)

    now = value(reading.period)
    for each in reading.remembered:
        now = now + each.weight * (each.value - value(each.period))
    return now if reading.baseline is None else now - value(reading.baseline)


def member(reading: Reading, sums: Mapping[SumKey, Floats]) -> Member:
    """Return the reading's density as a function of the location, ready to be weighed with its witness."""
    said = SPEAKING[reading.observation.family](reading)
    return Member(said.density, location(reading, sums), said.spread, said.uninformed, reading.observation.reliability)


def _word(reading: Reading) -> Said:
    """Return what a word for a level or a change says."""
    observation, known = reading.observation, reading.indicator
    is_change = observation.family == "change"
    cuts = np.array(known.change_cuts if is_change else known.level_cuts)
    category = int(np.clip(round(observation.value + (2 if is_change else 0)), 0, WORDS - 1))
    # stated in words' own units: one word is about half a log unit
    spread = float(np.hypot((1.0 if is_change else LEVEL_WIDTH) * known.spread, 0.5 * observation.spread))
    told = np.array(known.change_told if is_change else known.level_told)
    told = np.log(told / told.sum())

    def density(x: Floats) -> Floats:
        log_p = told_word(category, x, cuts, spread, told)
        return denied(log_p, WORDS) if observation.denied else log_p

    return Said(density, spread, float(told[category]))


def _ratio(reading: Reading) -> Said:
    """Return what a ratio says: to its own baseline as stated, or, already as a log, to the reference period."""
    stated = reading.observation.value
    return _number(reading, float(np.log(stated)) if reading.baseline is not None else stated, 0.0)


def _amount(reading: Reading) -> Said:
    """Return what an amount of money says: the model holds the same in money."""
    return _number(reading, float(np.log(reading.observation.value)) - reading.measure.reference, AMOUNT_SPREAD)


def _number(reading: Reading, value: float, extra_spread: float) -> Said:
    spread = float(np.hypot(np.hypot(reading.indicator.number_spread, reading.observation.spread), extra_spread))
    bound = reading.observation.bound

    def within(x: Floats, width: float) -> Floats:
        if bound == "at least":
            return student_t_between(value, np.inf, x, width, TAIL_DF)
        if bound == "at most":
            return student_t_between(-np.inf, value, x, width, TAIL_DF)
        return student_t(value, x, width, TAIL_DF)

    return Said(lambda x: within(x, spread), spread, float(within(np.zeros(1), UNINFORMED_SPREAD)[0]))


def _count(reading: Reading) -> Said:
    """Return what a count over the reading's days says; those who count hear of a part (``REPORTED``)."""
    count, bound = round(reading.observation.value), reading.observation.bound
    usual = REPORTED * reading.period[0].n_days * float(np.exp(reading.measure.reference))
    chance = {"at least": negative_binomial_at_least, "at most": negative_binomial_at_most}.get(bound, negative_binomial)
    uninformed = float(chance(count, np.full(1, usual), UNINFORMED_DISPERSION)[0])
    spread = float(np.sqrt(1 / COUNT_DISPERSION + 1 / max(count, 1)))
    return Said(lambda x: chance(count, usual * np.exp(x), COUNT_DISPERSION), spread, uninformed)


def _share(reading: Reading) -> Said:
    spread = float(np.hypot(reading.indicator.number_spread, reading.observation.spread))
    return Said(lambda x: logit_normal(reading.observation.value, x, spread), spread, 0.0)


def _presence(reading: Reading) -> Said:
    """Return what a mere mention says: a use that somebody finds worth telling is a good part of the whole."""
    there = reading.observation.value > 0 and not reading.observation.denied
    return Said(
        lambda x: bernoulli(there, (x - PRESENCE_LOGIT) / PRESENCE_WIDTH), reading.indicator.spread, -float(np.log(2.0))
    )


SPEAKING: Mapping[str, Callable[[Reading], Said]] = {
    "change": _word,
    "level": _word,
    "ratio": _ratio,
    "amount": _amount,
    "count": _count,
    "share": _share,
    "presence": _presence,
}


def log_likelihood(readings: Sequence[Reading], sums: Mapping[SumKey, Floats]) -> Floats:
    """Return the log likelihood of all that one witness says, shape (particle,)."""
    shared = float(np.hypot(readings[0].indicator.shared_spread, max(reading.offset_spread for reading in readings)))
    return witness_log_likelihood([member(reading, sums) for reading in readings], shared)
