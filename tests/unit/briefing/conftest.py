"""The invented briefing that the tests of this folder share."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from briefing_example import Example, example

from contraflow.briefing import Briefing, brief


@pytest.fixture(scope="session")
def inputs() -> Example:
    return example()


@pytest.fixture(scope="session")
def briefing(inputs: Example) -> Briefing:
    return brief(inputs.estimates, inputs.forecast, inputs.case, inputs.evidence, inputs.observations)
