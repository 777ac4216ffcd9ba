"""Whatever happens to a file of a case, it ends in a list of problems and never in another error."""

import random
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.case import read_case
from contraflow.claims.coded import check_case
from contraflow.errors import CaseError

TOY = Path(__file__).parents[2] / "cases" / "toy"
FILES = sorted(str(path.relative_to(TOY)) for path in TOY.rglob("*") if path.suffix in {".csv", ".toml"})
CELLS = st.sampled_from(
    ["", " ", '"', ",", "-1", "0", "1e400", "nan", "\u0665", "\u00b2-01", "2018-02-30", "0001-01-01", "9999-12-31", "west;west",
     "border", "fish", "[]", "{}", "true", "\x00", "\ufeff", "\r", "x" * 200_000]
) | st.text(max_size=8)  # fmt: skip


def look(name: str, content: bytes) -> None:
    """Read and check a case in which one file holds something else."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(TOY, Path(folder) / "toy"))
        (copy / name).write_bytes(content)
        found = check_case(copy)
        assert all(problem.file and problem.found and problem.allowed and problem.remedy for problem in found)
        try:
            read_case(copy)
        except CaseError as error:
            assert set(error.problems) <= set(found)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32), st.binary(max_size=4), st.integers(0, 40))
def test_random_bytes_in_a_random_file_give_problems_or_nothing(name: str, seed: int, new: bytes, gone: int) -> None:
    content = (TOY / name).read_bytes()
    place = random.Random(seed).randrange(len(content))
    look(name, content[:place] + new + content[place + gone :])


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32), CELLS)
def test_a_random_cell_or_value_of_a_random_file_gives_problems_or_nothing(name: str, seed: int, new: str) -> None:
    mark = "," if name.endswith(".csv") else " = "
    chance = random.Random(seed)
    lines = (TOY / name).read_text("utf-8").splitlines()
    number = chance.choice([number for number, line in enumerate(lines) if mark in line])
    parts = lines[number].split(mark)
    parts[chance.randrange(len(parts))] = new
    lines[number] = mark.join(parts)
    look(name, "\n".join(lines).encode("utf-8", "surrogatepass"))


@settings(derandomize=True, max_examples=20, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_a_line_that_is_dropped_or_doubled_gives_problems_or_nothing(name: str, seed: int) -> None:
    chance = random.Random(seed)
    lines = (TOY / name).read_bytes().splitlines(keepends=True)
    place = chance.randrange(len(lines))
    lines[place : place + 1] = [lines[place]] * chance.choice([0, 2])
    look(name, b"".join(lines))
