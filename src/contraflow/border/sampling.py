"""Drawing what a witness would say of a known truth: ``densities.py`` the other way round.

Every family's draw is written on its own, from the words of its likelihood, and tested against the density that weighs it.
Drawn statements are numbers on the scale of ``spoken``: the number of a word (0 to 4), a log ratio or log amount relative to
what is usual, a share, 0 or 1 for a presence, a count.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from contraflow.border.densities import (
    COUNT_DISPERSION,
    PRESENCE_LOGIT,
    PRESENCE_WIDTH,
    REPORTED,
    SPEAKING,
    TAIL_DF,
    UNINFORMED_DISPERSION,
    UNINFORMED_SPREAD,
    WORDS,
)
from contraflow.border.observing import Reading, kinds_of, middle, series_of
from contraflow.border.offsets import covariance
from contraflow.kernels.likelihoods import LEAST_MEAN, LEAST_SHARE, RUMOUR_SPREAD
from contraflow.observations.observation import Observation

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

RUMOURS = np.linspace(-4.0, 4.0, 161) * RUMOUR_SPREAD  # where a rumour may put the truth


def witnesses(readings: Sequence[Reading]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the readings that each witness says on one day, in the order of ``read_observations``."""

    def key(number: int) -> tuple[int, str]:
        return readings[number].day, readings[number].observation.witness

    return tuple(tuple(group) for _, group in groupby(range(len(readings)), key))


class Witnessed(NamedTuple):
    """What the readings of one witness are about, for many truths; all of shape (reading, truth).

    Attributes:
        locations: where each truth puts what each reading is about, on its working scale.
        chances: that the statement says anything of the truth.
        widths: factor on the spread that the statement's likelihood takes it for.
    """

    locations: Floats
    chances: Floats
    widths: Floats


def draw_witness(readings: Sequence[Reading], about: Witnessed, rng: np.random.Generator) -> Floats:
    """Return what one witness says together of each of many truths, shape (reading, truth).

    One error is shared by all that it says, and one switch decides whether it says anything of the truth at all; its chance is
    the mean of the readings' chances, as in ``kernels.likelihoods.witness_log_likelihood``. When it says nothing of the truth,
    what it says about one thing follows whoever speaks first (``kernels.likelihoods.log_untold``).

    Args:
        readings: of one witness on one day; their values are not looked at.
        about: what they are about.
        rng: where the draws come from.
    """
    n = about.locations.shape[1]
    told = rng.random(n) < about.chances.mean(0)
    shared = readings[0].indicator.shared_spread * rng.standard_normal(n)
    drawn = [
        draw_statements(reading, Spoken(place + shared, told, width), rng)
        for reading, place, width in zip(readings, about.locations, about.widths, strict=True)
    ]
    said = np.stack(drawn)
    for group in _about_one_thing(readings):
        _follow_first(readings, group, said, np.flatnonzero(~told), rng)
    return said


def _about_one_thing(readings: Sequence[Reading]) -> list[list[int]]:
    """Return the numbers of the readings that speak of the same thing as another, by thing."""
    groups: dict[Hashable, list[int]] = {}
    for number, reading in enumerate(readings):
        groups.setdefault((reading.measure, reading.period, reading.baseline), []).append(number)
    return [group for group in groups.values() if len(group) > 1]


def _follow_first(
    readings: Sequence[Reading], group: Sequence[int], said: Floats, untold: Indices, rng: np.random.Generator
) -> None:
    """Let all but one of a group, drawn anew for each truth, repeat what that one said: in place."""
    for truth in untold:
        first = int(rng.choice(group))
        heard = say(readings[first], float(said[first, truth]))
        log_p = SPEAKING[heard.family](replace(readings[first], observation=heard), 1.0).density(RUMOURS)
        log_p = log_p - 0.5 * np.square(RUMOURS / RUMOUR_SPREAD)
        chance = np.exp(log_p - log_p.max())
        rumour = rng.choice(RUMOURS, 1, p=chance / chance.sum())
        for number in group:
            if number != first:
                said[number, truth] = draw_statements(readings[number], Spoken(rumour, np.ones(1, bool), np.ones(1)), rng)[0]


def draw_lasting_errors(readings: Sequence[Reading], n: int, rng: np.random.Generator) -> Floats:
    """Return the lasting error of each reading's series for each of ``n`` truths, shape (reading, truth); see ``offsets.py``.

    It is 0 for all that is no number of a series.
    """
    errors = np.zeros((len(readings), n))
    at = {reading.observation.id: number for number, reading in enumerate(readings)}
    for same in series_of(readings):
        known = same[0].indicator
        days = np.array([middle(reading) for reading in same])
        spread = covariance(days, kinds_of(same), known.offset, known.own_offset)
        # numbers of one day and kind have one error: the covariance is singular, and its root is not Cholesky's
        values, vectors = np.linalg.eigh(spread)
        root = vectors * np.sqrt(np.maximum(values, 0.0))
        errors[[at[reading.observation.id] for reading in same]] = root @ rng.standard_normal((len(same), n))
    return errors


class Spoken(NamedTuple):
    """What one statement of each of many truths is drawn from.

    Attributes:
        location: where each truth, and the witness's shared error, put it on the working scale; (truth,).
        told: False where the statement says nothing of the truth; (truth,).
        width: factor on its spread; (truth,).
    """

    location: Floats
    told: Flags
    width: Floats


def draw_statements(reading: Reading, about: Spoken, rng: np.random.Generator) -> Floats:
    """Return what a reading would say of each of many truths, shape (truth,).

    Args:
        reading: the pattern: what is spoken of, in which form and how exactly; its value is not looked at.
        about: what is true.
        rng: where the draws come from.
    """
    return DRAWING[reading.observation.family](reading, about, rng)


def _draw_word(reading: Reading, about: Spoken, rng: np.random.Generator) -> Floats:
    """Draw an ordered probit until a word comes that is told; a denial picks one of the words that are not meant."""
    n, readily = len(about.location), _readily_told(reading)
    heard = np.zeros(n, np.int64)
    waiting = np.arange(n)
    while len(waiting):
        error = rng.standard_normal(len(waiting))
        seen = about.location[waiting] + _spread(reading) * about.width[waiting] * error
        heard[waiting] = np.searchsorted(_cuts(reading), seen)
        waiting = waiting[rng.random(len(waiting)) > readily[heard[waiting]] / readily.max()]
    if reading.observation.denied:
        heard = (heard + rng.integers(1, WORDS, n)) % WORDS
    empty = rng.choice(WORDS, n, p=readily / readily.sum())
    return np.where(about.told, heard, empty).astype(np.float64)


def _draw_number(reading: Reading, about: Spoken, rng: np.random.Generator) -> Floats:
    error = rng.standard_t(TAIL_DF, len(about.location))
    return np.where(about.told, about.location + _spread(reading) * about.width * error, UNINFORMED_SPREAD * error)


def _draw_count(reading: Reading, about: Spoken, rng: np.random.Generator) -> Floats:
    usual = _usual_count(reading)
    mean = np.maximum(np.where(about.told, usual * np.exp(about.location), usual), LEAST_MEAN)
    size = np.where(about.told, COUNT_DISPERSION / np.square(about.width), UNINFORMED_DISPERSION)
    return rng.negative_binomial(size, size / (size + mean)).astype(np.float64)


def _draw_share(reading: Reading, about: Spoken, rng: np.random.Generator) -> Floats:
    n = len(about.location)
    share = expit(about.location + _spread(reading) * about.width * rng.standard_normal(n))
    return np.asarray(np.clip(np.where(about.told, share, rng.random(n)), LEAST_SHARE, 1 - LEAST_SHARE))


def _draw_presence(reading: Reading, about: Spoken, rng: np.random.Generator) -> Floats:
    chance = np.where(about.told, expit((about.location - PRESENCE_LOGIT) / (PRESENCE_WIDTH * about.width)), 0.5)
    return (rng.random(len(chance)) < chance).astype(np.float64)


DRAWING: Mapping[str, Callable[[Reading, Spoken, np.random.Generator], Floats]] = {
    "change": _draw_word,
    "level": _draw_word,
    "ratio": _draw_number,
    "amount": _draw_number,
    "count": _draw_count,
    "share": _draw_share,
    "presence": _draw_presence,
}


def spoken(reading: Reading) -> float:
    """Return what a reading does say, on the scale of the drawn statements."""
    observation = reading.observation
    if observation.family in {"change", "level"}:
        return float(np.clip(round(observation.value + _first_word(observation)), 0, WORDS - 1))
    if observation.family == "presence":
        return float(observation.value > 0 and not observation.denied)
    if observation.family == "amount":
        return float(np.log(observation.value)) - reading.measure.reference
    if observation.family == "ratio" and reading.baseline is not None:
        return float(np.log(observation.value))
    return float(observation.value)


def say(reading: Reading, drawn: float) -> Observation:
    """Return the observation in which a drawn statement is said in the reading's form.

    A reading that only bounds a number keeps its number: what is drawn decides whether it is told as "at least" or "at most".
    """
    observation = reading.observation
    if observation.bound and observation.family == "count":
        least = round(observation.value)
        at_least = replace(observation, value=float(least), bound="at least")
        return at_least if drawn >= least else replace(observation, value=float(least - 1), bound="at most")
    if observation.bound:
        return replace(observation, bound="at least" if drawn >= spoken(reading) else "at most")
    value = drawn
    if observation.family in {"change", "level"}:
        value = drawn - _first_word(observation)
    elif observation.family == "amount":
        value = float(np.exp(drawn + reading.measure.reference))
    elif observation.family == "ratio" and reading.baseline is not None:
        value = float(np.exp(drawn))
    denied = observation.denied and observation.family != "presence"
    return replace(observation, value=float(value), denied=denied)


def _first_word(observation: Observation) -> int:
    """Return what is added to a word's value to number words from 0."""
    return 2 if observation.family == "change" else 0


def _cuts(reading: Reading) -> Floats:
    known = reading.indicator
    return np.array(known.change_cuts if reading.observation.family == "change" else known.level_cuts)


def _readily_told(reading: Reading) -> Floats:
    """Return how readily each word is told when it is true; (word,)."""
    known = reading.indicator
    return np.array(known.change_told if reading.observation.family == "change" else known.level_told)


def _spread(reading: Reading) -> float:
    """Return how exact the statement is on the working scale: what its likelihood takes it for."""
    return float(SPEAKING[reading.observation.family](reading, 1.0).spread)


def _usual_count(reading: Reading) -> float:
    """Return the count that is heard of in usual times over the reading's days."""
    return REPORTED * reading.period[0].n_days * float(np.exp(reading.measure.reference))
