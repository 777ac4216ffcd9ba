"""What the documents promise is run: the Python in README and tutorial, the commands they name, the public names."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import contraflow
from contraflow.cli.app import COMMANDS

CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_the_python_of_a_document_runs(root: Path, name: str):
    code = "\n".join(CODE.findall((root / name).read_text("utf-8")))
    assert code
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_readme_shows_ten_lines_and_the_two_commands(root: Path):
    readme = (root / "README.md").read_text("utf-8")
    assert "make run" in readme and "make test" in readme
    assert len([line for line in CODE.findall(readme)[0].splitlines() if line.strip()]) <= 11


def test_every_command_stands_in_the_readme(root: Path):
    readme = (root / "README.md").read_text("utf-8")
    for name, _ in COMMANDS:
        assert f"contraflow {name} " in readme


def test_links_between_documents_resolve(root: Path):
    for page in [*root.glob("*.md"), *(root / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_public_names_can_be_had_and_are_all():
    for name in contraflow.__all__:
        assert getattr(contraflow, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        contraflow.nonsense  # noqa: B018


def test_help_does_not_load_the_engine():
    code = (
        "import sys; from contraflow.cli.app import app; "
        "print(sorted({'numba', 'xarray', 'scipy', 'matplotlib'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_every_mechanism_stands_in_the_model_page(root: Path):
    from contraflow.border.model import ORDER

    page = (root / "docs" / "model.md").read_text("utf-8")
    for each in ORDER:
        assert f"| {each.name} |" in page
