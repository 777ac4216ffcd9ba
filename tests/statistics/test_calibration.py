"""A reduced simulation-based calibration on the toy border: benchmarks/calibration.py is the whole, docs/calibration.md tells it.

Sixteen truths, 512 particles, half a year with a statement every five days. Coverage is counted by replication, all weeks of
four quantities or all parameters together, so that its error is estimated over 16 numbers: five standard errors are passed by
Student's t with 15 degrees of freedom in one of 6,000 choices of seeds for each of six comparisons, and the seeds are fixed.
Few particles leave the intervals of 95 % a little short (docs/calibration.md): for these the bound is six.
"""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from benchmarks.calibration import DRAWS, SETTINGS, replicate, truths_of
from contraflow.inference.ranks import coverage, covered

REPLICATIONS = 16


@pytest.fixture(scope="module")
def setting():
    whole = SETTINGS["toy"]
    return replace(whole, particles=512, known_by=whole.known_by - timedelta(days=390), every=5)


@pytest.fixture(scope="module")
def truths(setting):
    return truths_of(setting, REPLICATIONS)


def held(replicates, level):
    """Return whether the interval held the truth, (replication, week of a quantity) and (replication, parameter)."""
    weeks = np.array([list(each["weeks"].values()) for each in replicates]).reshape(len(replicates), -1)
    parameters = np.array([each["parameters"] for each in replicates])
    return {"weeks": covered(weeks, DRAWS, level), "parameters": covered(parameters, DRAWS, level)}
