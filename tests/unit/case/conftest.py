"""A copy of the bundled toy border that a test may break."""

import shutil
from pathlib import Path

import pytest

from tests.unit.case.breaking import Folder


@pytest.fixture
def toy(root: Path, tmp_path: Path) -> Folder:
    """A whole copy of the toy border."""
    return Folder(Path(shutil.copytree(root / "cases" / "toy", tmp_path / "toy")))
