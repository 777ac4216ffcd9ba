"""Drawn statements against the densities that weigh them: frequencies of 20,000 draws at fixed seeds.

Each comparison gives a p-value; under 1e-4 is a failure. With some thirty comparisons a right pair of sampler and density
fails in one of 300 choices of seeds; the seeds are fixed.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.stats import chisquare, kstest

from contraflow.border.densities import SPEAKING, log_likelihood
from contraflow.border.observing import read_observations
from contraflow.border.sampling import DRAWING, Spoken, Witnessed, draw_statements, draw_witness, say, spoken, witnesses
from contraflow.border.start import find_reference
from contraflow.scenarios.pattern import regular_pattern

N, ALARM = 20_000, 1e-4
PLACES = (-1.3, 0.2, 0.6)


@pytest.fixture(scope="module")
def readings(toy):
    """One reading of every form of the regular pattern, and forms that it lacks, by name."""
    pattern = {f"{o.indicator} {o.family}": o for o in regular_pattern(toy, known_by=toy.date(300))}
    level, change = pattern["enforcement level"], pattern["enforcement change"]
    ratio, count = pattern["flow ratio"], pattern["seizure count"]
    fee = replace(pattern["hire_fee ratio"], family="amount", base_start=None, base_end=None, value=9000.0)
    pattern |= {
        "denied level": replace(level, denied=True), "denied change": replace(change, denied=True), "fee amount": fee,
        "ratio at least": replace(ratio, bound="at least", value=0.3), "fee at most": replace(fee, bound="at most"),
        "count at least": replace(count, bound="at least", value=3.0), "wide level": replace(level, spread=1.0),
    }  # fmt: skip
    named = [replace(o, id=name, witness=name) for name, o in pattern.items()]
    found, left_out = read_observations(named, toy, find_reference(toy))
    assert not left_out
    return {reading.observation.id: reading for reading in found}


NAMES = (
    "enforcement level", "flow ratio", "official_trade ratio", "carrier share", "enforcement change", "flow level",
    "hire_fee ratio", "seizure count", "flow change", "carrier presence", "tolerance level", "denied level", "denied change",
    "fee amount", "ratio at least", "fee at most", "count at least", "wide level",
)  # fmt: skip
WORDS = {"level": range(5), "change": range(5), "presence": range(2), "count": range(400)}


def spoken_of(place, n=N, *, told=True, width=1.0):
    return Spoken(np.full(n, place), np.full(n, told), np.full(n, width))


def witnessed(places):
    return Witnessed(places, np.full(places.shape, 0.75), np.ones(places.shape))


def chance(reading, drawn, place):
    """Return exp of the log density of a drawn statement, as the nowcast weighs it."""
    said = replace(reading, observation=say(reading, float(drawn)))
    return float(np.exp(SPEAKING[said.observation.family](said, 1.0).density(np.full(1, place))[0]))


def p_value(reading, drawn, place):
    """Return how likely draws at a place lie at least so far from their density."""
    if reading.observation.bound:
        above = np.array([say(reading, x).bound == "at least" for x in drawn])
        expected = [chance(reading, x, place) for x in (drawn[above][0], drawn[~above][0])]
        assert sum(expected) == pytest.approx(1, abs=1e-9)
        return chisquare([above.sum(), (~above).sum()], np.array(expected) * len(drawn)).pvalue
    if reading.observation.family in WORDS:
        expected = np.array([chance(reading, x, place) for x in WORDS[reading.observation.family]]) * len(drawn)
        seen = np.array([np.sum(drawn == x) for x in WORDS[reading.observation.family]], float)
        return chisquare(*few_together(seen, expected, len(drawn))).pvalue
    low, high = (1e-3, 1 - 1e-3) if reading.observation.family == "share" else (-60.0, 60.0)
    grid = np.linspace(low, high, 4001)
    density = np.array([chance(reading, x, place) for x in grid])
    cumulated = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(grid))])
    assert cumulated[-1] == pytest.approx(1, abs=2e-3)
    return kstest(drawn, lambda x: np.interp(x, grid, cumulated / cumulated[-1])).pvalue


def few_together(seen, expected, n):
    """Put all that is hardly expected, and all beyond, into one class."""
    rare = expected < 5
    rest = n - expected[~rare].sum()
    if rest < 5:
        return seen[~rare], expected[~rare] * seen[~rare].sum() / expected[~rare].sum()
    return np.append(seen[~rare], n - seen[~rare].sum()), np.append(expected[~rare], rest)


def test_every_family_that_is_weighed_can_be_drawn():
    assert set(DRAWING) == set(SPEAKING)


@pytest.mark.parametrize("name", NAMES)
def test_statements_are_drawn_as_often_as_their_density_says(readings, name):
    reading = readings[name]
    place = PLACES[NAMES.index(name) % len(PLACES)]
    rng = np.random.default_rng(NAMES.index(name))
    drawn = draw_statements(reading, spoken_of(place), rng)
    assert p_value(reading, drawn, place) > ALARM


@pytest.mark.parametrize("name", ["enforcement level", "flow ratio", "carrier share", "carrier presence", "seizure count"])
def test_statements_with_twice_the_spread_are_found(readings, name):
    drawn = draw_statements(readings[name], spoken_of(0.2, width=2.0), np.random.default_rng(1))
    assert p_value(readings[name], drawn, 0.2) < ALARM


@pytest.mark.parametrize("name", ["enforcement level", "denied change", "carrier presence", "seizure count"])
def test_statements_that_say_nothing_are_drawn_as_often_as_they_are_taken_for(readings, name):
    reading = readings[name]
    drawn = draw_statements(reading, spoken_of(9.0, told=False), np.random.default_rng(2))
    family = reading.observation.family
    expected = []
    for x in WORDS[family]:
        said = replace(reading, observation=say(reading, float(x)))
        expected.append(float(np.exp(SPEAKING[family](said, 1.0).uninformed)) * N)
    seen = np.array([np.sum(drawn == x) for x in WORDS[family]], float)
    assert chisquare(*few_together(seen, np.array(expected), N)).pvalue > ALARM


@pytest.mark.parametrize("chances", [0.75, 0.0])
def test_two_statements_of_one_witness_hang_together_as_they_are_weighed(readings, chances):
    """Together they share an error, and when they say nothing of the truth one repeats the other."""
    reading = readings["enforcement level"]
    pair = [replace(reading, observation=replace(reading.observation, witness="w", reliability=chances))] * 2
    about = Witnessed(np.full((2, N), 0.2), np.full((2, N), chances), np.ones((2, N)))
    drawn = draw_witness(pair, about, np.random.default_rng(3))
    sums = {reading.period[0]: np.full(1, (0.2 + reading.measure.reference) * reading.period[0].n_days)}
    seen, expected = [], []
    for words in product(range(5), repeat=2):
        said = [replace(each, observation=say(each, float(word))) for each, word in zip(pair, words, strict=True)]
        expected.append(float(np.exp(log_likelihood(said, sums)[0])) * N)
        seen.append(np.sum((drawn[0] == words[0]) & (drawn[1] == words[1])))
    assert chisquare(*few_together(np.array(seen, float), np.array(expected), N)).pvalue > ALARM


def test_the_likelihood_of_the_nowcast_is_that_of_what_was_drawn(readings):
    # the way that the nowcast takes: from sums along a path to the log likelihood of a reading
    reading = readings["enforcement level"]
    sums = {reading.period[0]: np.full(N, (0.2 + reading.measure.reference) * reading.period[0].n_days)}
    expected = []
    for word in range(5):
        said = replace(reading, observation=say(reading, float(word)))
        expected.append(np.exp(log_likelihood([said], sums)[0]) * N)
    (drawn,) = draw_witness([reading], witnessed(np.full((1, N), 0.2)), np.random.default_rng(4))
    assert chisquare([np.sum(drawn == word) for word in range(5)], expected).pvalue > ALARM


def test_what_is_said_is_what_was_drawn(readings):
    for name, reading in readings.items():
        if reading.observation.bound or name.startswith("denied"):
            continue
        for drawn in draw_statements(reading, spoken_of(0.3, 20), np.random.default_rng(5)):
            assert spoken(replace(reading, observation=say(reading, drawn))) == pytest.approx(drawn, abs=1e-9)


def test_statements_of_one_witness_on_one_day_are_together(readings):
    numbers = [number for group in witnesses(list(readings.values())) for number in group]
    assert numbers == list(range(len(readings)))
    twice = [next(iter(readings.values()))] * 2
    assert witnesses(twice) == ((0, 1),)
