"""From sums along every particle's path to the likelihood of what was said of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border.evidence import Trust
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
Width = Floats | float  # factor on a spread: one number, or one a particle

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
SHARPEST = 0.7  # a shared error is integrated as finely as spreads of this share of the stated one need


class Said(NamedTuple):
    """What one reading says.

    Attributes:
        density: log chance or density of what was said where a particle puts the truth, shape (particle,) both.
        spread: how sharp that is on the working scale, one number or shape (particle,).
        uninformed: log chance or density of what was said when it says nothing of the truth.
        alone: ``density`` with the witness's shared error in it; None where it is not known in closed form.
    """

    density: Callable[[Floats], Floats]
    spread: Floats | float
    uninformed: float
    alone: Callable[[Floats], Floats] | None = None


def location(reading: Reading, sums: Mapping[SumKey, Floats]) -> Floats:
    """Return where every particle puts what the reading is about, on the working scale, shape (particle,)."""

    def value(pair: tuple[SumKey, SumKey | None]) -> Floats:
        top, bottom = pair
        below = None if bottom is None else sums[bottom] / bottom.n_days
        return reading.measure.value(sums[top] / top.n_days, below)

    now = value(reading.period) + reading.offset
    for each in reading.remembered:
        now = now + each.weight * (each.value - value(each.period))
    return now if reading.baseline is None else now - value(reading.baseline)


def member(reading: Reading, sums: Mapping[SumKey, Floats], trust: Trust | None = None) -> Member:
    """Return the reading's density as a function of the location, ready to be weighed with its witness.

    Args:
        trust: what every particle believes of the evidence; None for the prior medians.
    """
    observation = reading.observation
    width = 1.0 if trust is None else trust.width(observation.family)
    speaking = SPEAKING[observation.family]
    said = speaking(reading, width)
    chance = observation.reliability if trust is None else trust.chance(observation)
    stated = speaking(reading, 1.0)
    return Member(
        said.density, location(reading, sums), SHARPEST * float(stated.spread), said.uninformed, chance,
        about=(reading.measure, reading.period, reading.baseline), log_rumour=stated.density, alone=said.alone,
    )  # fmt: skip


def _word(reading: Reading, width: Width) -> Said:
    """Return what a word for a level or a change says."""
    observation, known = reading.observation, reading.indicator
    is_change = observation.family == "change"
    cuts = np.array(known.change_cuts if is_change else known.level_cuts)
    category = int(np.clip(round(observation.value + (2 if is_change else 0)), 0, WORDS - 1))
    # stated in words' own units: one word is about half a log unit
    spread = width * float(np.hypot((1.0 if is_change else LEVEL_WIDTH) * known.spread, 0.5 * observation.spread))
    told = np.array(known.change_told if is_change else known.level_told)
    log_told = np.log(told / told.sum())

    def density(width: Width) -> Callable[[Floats], Floats]:
        if observation.denied:
            return lambda x: denied(told_word(category, x, cuts, width, log_told), WORDS)
        return lambda x: told_word(category, x, cuts, width, log_told)

    # two normal errors are one, when all words are told as readily; a denial is linear in the chance of what it denies
    alone = density(np.hypot(spread, known.shared_spread)) if np.ptp(told) == 0 else None
    return Said(density(spread), spread, float(log_told[category]), alone)


def _ratio(reading: Reading, width: Width) -> Said:
    """Return what a ratio says: to its own baseline as stated, or, already as a log, to the reference period."""
    stated = reading.observation.value
    return _number(reading, float(np.log(stated)) if reading.baseline is not None else stated, 0.0, width)


def _amount(reading: Reading, width: Width) -> Said:
    """Return what an amount of money says: the model holds the same in money."""
    return _number(reading, float(np.log(reading.observation.value)) - reading.measure.reference, AMOUNT_SPREAD, width)


def _number(reading: Reading, value: float, extra_spread: float, width: Width) -> Said:
    spread = width * float(np.hypot(np.hypot(reading.indicator.number_spread, reading.observation.spread), extra_spread))
    bound = reading.observation.bound

    def within(x: Floats, scale: Width) -> Floats:
        if bound == "at least":
            return student_t_between(value, np.inf, x, scale, TAIL_DF)
        if bound == "at most":
            return student_t_between(-np.inf, value, x, scale, TAIL_DF)
        return student_t(value, x, scale, TAIL_DF)

    return Said(lambda x: within(x, spread), spread, float(within(np.zeros(1), UNINFORMED_SPREAD)[0]))


def _count(reading: Reading, width: Width) -> Said:
    """Return what a count over the reading's days says; those who count hear of a part (``REPORTED``)."""
    dispersion = COUNT_DISPERSION / np.square(width)  # a wider spread of the log is less of it
    count, bound = round(reading.observation.value), reading.observation.bound
    usual = REPORTED * reading.period[0].n_days * float(np.exp(reading.measure.reference))
    chance = {"at least": negative_binomial_at_least, "at most": negative_binomial_at_most}.get(bound, negative_binomial)
    uninformed = float(chance(count, np.full(1, usual), UNINFORMED_DISPERSION)[0])
    spread = np.sqrt(1 / dispersion + 1 / max(count, 1))
    return Said(lambda x: chance(count, usual * np.exp(x), dispersion), spread, uninformed)


def _share(reading: Reading, width: Width) -> Said:
    spread = width * float(np.hypot(reading.indicator.number_spread, reading.observation.spread))
    value, whole = reading.observation.value, np.hypot(spread, reading.indicator.shared_spread)
    return Said(lambda x: logit_normal(value, x, spread), spread, 0.0, lambda x: logit_normal(value, x, whole))


def _presence(reading: Reading, width: Width) -> Said:
    """Return what a mere mention says: a use that somebody finds worth telling is a good part of the whole."""
    there = reading.observation.value > 0 and not reading.observation.denied
    spread = PRESENCE_WIDTH * width
    return Said(lambda x: bernoulli(there, (x - PRESENCE_LOGIT) / spread), reading.indicator.spread, -float(np.log(2.0)))


SPEAKING: Mapping[str, Callable[[Reading, Width], Said]] = {
    "change": _word,
    "level": _word,
    "ratio": _ratio,
    "amount": _amount,
    "count": _count,
    "share": _share,
    "presence": _presence,
}


def log_likelihood(readings: Sequence[Reading], sums: Mapping[SumKey, Floats], trust: Trust | None = None) -> Floats:
    """Return the log likelihood of all that one witness says, shape (particle,).

    Args:
        trust: what every particle believes of the evidence; None for the prior medians.
    """
    shared = float(np.hypot(readings[0].indicator.shared_spread, max(reading.offset_spread for reading in readings)))
    return witness_log_likelihood([member(reading, sums, trust) for reading in readings], shared)
