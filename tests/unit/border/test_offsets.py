"""Lasting errors of series: the weights against a joint normal worked out by hand, and what they do to a forecast."""

from dataclasses import replace

import numpy as np
import pytest

from contraflow.border.densities import location
from contraflow.border.observing import read_observations
from contraflow.border.offsets import Offset, expected_offset
from contraflow.border.start import find_reference
from contraflow.claims.coded import read_coded
from contraflow.observations.observe import observe

NONE = Offset()


def test_one_earlier_number_counts_by_how_much_of_its_error_lasts():
    """w = a^2 r / (a^2 + s^2), left^2 = a^2 - a^4 r^2 / (a^2 + s^2), r = exp(-days / tau)."""
    weights, left = expected_offset(np.array([0.0, 60.0]), np.zeros(2, np.int64), np.array([0.2]), Offset(0.3, 120.0), NONE)
    r = np.exp(-0.5)
    assert weights == pytest.approx([0.09 * r / 0.13])
    assert left == pytest.approx(np.sqrt(0.09 - 0.09**2 * r**2 / 0.13))


def test_numbers_of_the_same_kind_tell_more_than_others():
    days, kinds = np.array([0.0, 0.0, 30.0]), np.array([0, 1, 1])
    weights, left = expected_offset(days, kinds, np.full(2, 0.2), Offset(0.2, 120.0), Offset(0.2, 120.0))
    assert 0 < weights[0] < weights[1] < 1
    assert left < expected_offset(days[1:], kinds[1:], np.full(1, 0.2), Offset(0.2, 120.0), Offset(0.2, 120.0))[1]


def test_the_weights_are_those_of_simulated_errors():
    """Regression of the last error's lasting part on the earlier errors, 200,000 draws: six standard errors are 0.015."""
    rng = np.random.default_rng(2)
    days, kinds, noise = np.array([0.0, 40.0, 100.0]), np.array([0, 1, 0]), np.array([0.1, 0.3])
    common, own = Offset(0.3, 100.0), Offset(0.2, 300.0)
    apart = days[:, None] - days
    both = common.covariance(apart) + (kinds[:, None] == kinds) * own.covariance(apart)
    lasting = rng.multivariate_normal(np.zeros(3), both, 200_000)
    seen = lasting[:, :2] + noise * rng.normal(size=(200_000, 2))
    found, rest, *_ = np.linalg.lstsq(seen, lasting[:, 2])
    weights, left = expected_offset(days, kinds, noise, common, own)
    np.testing.assert_allclose(weights, found, atol=0.015)
    assert left == pytest.approx(np.sqrt(rest[0] / 200_000), rel=0.01)


def test_without_earlier_numbers_the_whole_offset_is_unsure():
    weights, left = expected_offset(np.array([5.0]), np.zeros(1, np.int64), np.zeros(0), Offset(0.3, 9.0), Offset(0.4, 9.0))
    assert len(weights) == 0 and left == pytest.approx(0.5)


@pytest.fixture(scope="module")
def readings(toy):
    return read_observations(observe(read_coded(toy), toy).used, toy, find_reference(toy, 1))[0]


def test_a_number_remembers_earlier_numbers_of_its_series_only(readings):
    by_id = {reading.observation.id: reading for reading in readings}
    remembering = [reading for reading in readings if reading.remembered]
    assert len(remembering) > 10
    for reading in remembering:
        o = reading.observation
        assert o.origin == "series"
        values = {
            r.observation.value for r in by_id.values() if r.observation.known < o.known and r.observation.goods == o.goods
        }
        assert {each.value for each in reading.remembered} <= values
        assert all(0 <= each.weight < 1 for each in reading.remembered)
    assert all(not r.remembered and r.offset_spread == 0 for r in readings if r.observation.origin == "claim")


def test_what_lay_above_the_model_is_expected_above_it_again(readings):
    reading = next(reading for reading in reversed(readings) if reading.remembered)
    sums = {key: np.full(3, float(key.n_days)) for key in reading.keys}
    plain = location(replace(reading, remembered=()), sums)
    here = reading.measure.value(np.ones(3), None)
    higher = [replace(each, value=float(here[0]) + 1.0) for each in reading.remembered]
    np.testing.assert_allclose(
        location(replace(reading, remembered=tuple(higher)), sums) - plain, sum(each.weight for each in higher)
    )
