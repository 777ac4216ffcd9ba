"""A reduced simulation-based calibration of the toy border; the whole of it is benchmarks/calibration.py, told in docs.

24 truths, 768 particles, half a year with a statement every three days. Coverage is counted by replication, all weeks of four
quantities or all parameters together, so that its error is estimated from 24 numbers. It may be off by 4.5 standard errors,
which Student's t with 23 degrees of freedom passes in one of 6,000 choices of seeds for each of six comparisons, and by one
hundredth more for what few particles do. The seeds are fixed.
"""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from benchmarks.calibration import DRAWS, LEVELS, SETTINGS, replicate, stored, truths_of

from contraflow.inference.ranks import coverage, covered, cumulated, simultaneous_band

REPLICATIONS, ERRORS, FEW_PARTICLES = 24, 4.5, 0.01


@pytest.fixture(scope="module")
def setting():
    whole = SETTINGS["toy"]
    return replace(whole, particles=768, known_by=whole.known_by - timedelta(days=390), every=3)


@pytest.fixture(scope="module")
def replicates(setting):
    truths = truths_of(setting, REPLICATIONS)
    return {fault: [replicate(setting, truths, number, fault) for number in range(REPLICATIONS)] for fault in ("", "twice")}


def too_far(replicates):
    """Return the coverages that are farther from what they should be than chance allows."""
    weeks = np.array([list(each["weeks"].values()) for each in replicates]).reshape(REPLICATIONS, -1)
    parameters = np.array([each["parameters"] for each in replicates])
    found = {}
    for level in LEVELS:
        for what, ranks in (("weeks", weeks), ("parameters", parameters)):
            share, error = coverage(covered(ranks, DRAWS, level))
            if abs(share - level / 100) > ERRORS * error + FEW_PARTICLES:
                found[what, level] = share
    return found


def test_intervals_hold_the_truth_as_often_as_they_say(replicates):
    assert too_far(replicates[""]) == {}


def test_evidence_weighed_twice_makes_intervals_too_narrow_and_is_found(replicates):
    # everything is said again by others who are taken for witnesses of their own
    assert any(share < level / 100 for (_, level), share in too_far(replicates["twice"]).items())


def test_ranks_of_the_last_week_are_even(replicates):
    # four bands that hold with a chance of 0.9995 each
    band = simultaneous_band(REPLICATIONS, 10, 0.9995)
    for name in replicates[""][0]["weeks"]:
        shares = cumulated(np.array([each["weeks"][name][-1] for each in replicates[""]]), DRAWS, 10)
        assert ((shares >= band.low - 1e-9) & (shares <= band.high + 1e-9)).all(), name


def test_a_stopped_run_goes_on_and_another_begins_anew(tmp_path):
    path, head = tmp_path / "results" / "partial.jsonl", {"name": "toy", "replications": 3}
    assert stored(path, head) == []
    with path.open("a", encoding="utf-8") as file:
        file.write('{"number": 0}\n{"number": 2}\n{"numb')  # killed in the middle of a line
    assert [each["number"] for each in stored(path, head)] == [0, 2]
    assert [each["number"] for each in stored(path, head)] == [0, 2]
    assert stored(path, {**head, "replications": 4}) == []
