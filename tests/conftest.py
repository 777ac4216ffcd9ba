"""Fixtures that all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# how long an example takes says nothing of whether it is right, and machines are busy at times
settings.register_profile("contraflow", deadline=None)
settings.load_profile("contraflow")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the checkout; without it the test is skipped and counted as such."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder beside the checkout")
    return folder


@pytest.fixture(scope="session")
def yalu(root: Path):  # type: ignore[no-untyped-def]
    """The bundled border."""
    from contraflow.case import read_case

    return read_case(root / "cases" / "yalu")


@pytest.fixture(scope="session")
def toy(root: Path):  # type: ignore[no-untyped-def]
    """The invented border."""
    from contraflow.case import read_case

    return read_case(root / "cases" / "toy")
