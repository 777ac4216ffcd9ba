"""Synthetic truths are drawn by the nowcast's own law: the same numbers to the last bit when the seeds are the same."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from contraflow.errors import OptionError
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observation import Observations
from contraflow.scenarios.pattern import forms, regular_pattern
from contraflow.scenarios.synthetic import draw_evidence, draw_truths

DAYS = 160


@pytest.fixture(scope="module")
def pattern(toy):
    return regular_pattern(toy, known_by=toy.date(DAYS), every_days=9)


@pytest.fixture(scope="module")
def truths(toy, pattern):
    return draw_truths(toy, pattern, known_by=toy.date(DAYS), truths=64, seed=5)


def test_truths_are_the_particles_of_a_nowcast_whose_evidence_says_nothing(toy, pattern, truths):
    # a reliability of zero: every statement is as likely anywhere
    silent = Observations(tuple(replace(o, reliability=0.0) for o in pattern), ())
    options = NowcastOptions(particles=64, draws=64, lag_weeks=1, threads=1)
    found = nowcast(toy, silent, known_by=toy.date(DAYS), options=options, seed=5)
    assert np.array_equal(found.final.cloud.z, truths.z)
    assert [week.week for week in found.weeks] == list(truths.weeks)
    for week, values in zip(found.weeks, truths.values, strict=True):
        assert np.array_equal(np.sort(week.draws, axis=0), np.sort(values, axis=0))


def test_the_same_seed_gives_the_same_truth_and_evidence(toy, pattern, truths):
    again = draw_truths(toy, pattern, known_by=toy.date(DAYS), truths=64, seed=5)
    assert np.array_equal(again.values, truths.values) and np.array_equal(again.about, truths.about)
    assert draw_evidence(again, 3, 1) == draw_evidence(truths, 3, 1)
    assert draw_evidence(truths, 3, 1) != draw_evidence(truths, 3, 2) != draw_evidence(truths, 4, 2)


def test_evidence_keeps_all_of_its_pattern_but_what_is_said(truths, pattern):
    said = draw_evidence(truths, 0, 1).used
    assert [replace(o, value=1.0) for o in said] == sorted(pattern, key=lambda o: (o.known, o.id))


def test_a_pattern_takes_every_form_in_turn(toy):
    pattern = regular_pattern(toy, known_by=toy.date(400), every_days=20)
    shapes = [(o.indicator, o.family, o.side, o.direction) for o in pattern]
    turn = [(f.indicator, f.family, f.side, f.direction) for f in forms(toy)]
    assert shapes == [turn[i % len(turn)] for i in range(len(shapes))]
    assert len(shapes) > len(turn) and max(o.known for o in pattern) <= 400


def test_options_that_make_no_sense_are_refused(toy, pattern):
    with pytest.raises(OptionError, match="every_days"):
        regular_pattern(toy, known_by=toy.date(DAYS), every_days=0)
    with pytest.raises(OptionError, match="truths"):
        draw_truths(toy, pattern, known_by=toy.date(DAYS), truths=0)
    with pytest.raises(OptionError, match="known_by"):
        draw_truths(toy, pattern, known_by=toy.horizon + timedelta(days=1))
