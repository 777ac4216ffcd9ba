"""A reduced simulation-based calibration on the toy border; benchmarks/calibration.py is the whole, docs/calibration.md tells it.

Sixteen truths, 256 particles. Coverage is counted by replication, all 87 parameters or all weeks of four quantities together;
its error over replications is estimated, so that the bound of 4.5 standard errors is one of Student's t with 15 degrees of
freedom: a calibrated nowcast fails it in one of 2,300 choices of seeds for each of the ten comparisons, and the seeds are fixed.
"""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from benchmarks.calibration import DRAWS, SETTINGS, replicate, truths_of

from contraflow.inference.ranks import covered

REPLICATIONS, BOUND = 16, 4.5


@pytest.fixture(scope="module")
def setting():
    whole = SETTINGS["toy"]
    return replace(whole, particles=256, known_by=whole.known_by - timedelta(days=380), every=8)


@pytest.fixture(scope="module")
def truths(setting):
    return truths_of(setting, REPLICATIONS)


@pytest.fixture(scope="module")
def replicates(setting, truths):
    return [replicate(setting, truths, number) for number in range(REPLICATIONS)]


def held(replicates, level):
    """Return whether the interval held the truth, (replication, week of a quantity) and (replication, parameter)."""
    weeks = np.array([list(each["weeks"].values()) for each in replicates]).reshape(len(replicates), -1)
    parameters = np.array([each["parameters"] for each in replicates])
    return {"weeks": covered(weeks, DRAWS, level), "parameters": covered(parameters, DRAWS, level)}
