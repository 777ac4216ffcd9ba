"""Whatever is done to a case folder, its reader says what is wrong and where, and never falls over."""

import csv
import io
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.case import read_case
from contraflow.claims.coded import check_case, read_coded
from contraflow.errors import CaseError, Problem

TABLES = (
    "places.csv", "goods.csv", "carriers.csv", "shifts.csv", "kinds.csv", "sectors.csv", "traders.csv", "trades.csv",
    "calendar.csv", "river.csv", "series/prices.csv", "series/trade.csv", "reports.csv", "claims.csv",
)  # fmt: skip
FILES = (*TABLES, "case.toml", "priors.toml", "reliability.toml")
NO_DAY = ("2018-02-30", "2018-13-01", "30.2.2018", "yesterday", "20180201", "2018-2-1", "0000-01-01")
NO_NUMBER = ("abc", "1,5", "nan", "inf", "1_000", "--3", "1e999", "٣")
NO_WORD = ("no-such-word", "no such word", "✗")
# columns that are wrong for sure when they hold one of these, in any row
WRONG = (
    [("calendar.csv", column, NO_DAY) for column in ("start", "end", "announced", "known")]
    + [("series/prices.csv", column, NO_DAY) for column in ("start", "end", "published")]
    + [("claims.csv", column, NO_DAY) for column in ("start", "end", "known")]
    + [("reports.csv", "published", NO_DAY)]
    + [("places.csv", column, NO_NUMBER) for column in ("lat", "lon", "km")]
    + [("goods.csv", "margin_cny_per_t", NO_NUMBER), ("carriers.csv", "load_t", NO_NUMBER)]
    + [("shifts.csv", "scrutiny", NO_NUMBER)]
    + [("kinds.csv", "scale_cny", NO_NUMBER), ("sectors.csv", "hulls", NO_NUMBER), ("traders.csv", "n", (*NO_NUMBER, "2.5"))]
    + [("trades.csv", "share", (*NO_NUMBER, "-0.1", "1.1")), ("river.csv", "lat", (*NO_NUMBER, "91"))]
    + [("calendar.csv", "strength", (*NO_NUMBER, "-1")), ("series/trade.csv", "value", NO_NUMBER)]
    + [("claims.csv", column, NO_NUMBER) for column in ("value", "low", "high", "precision", "number")]
    + [("places.csv", column, NO_WORD) for column in ("kind", "side", "covers")]
    + [("goods.csv", "direction", NO_WORD), ("goods.csv", "parent", NO_WORD), ("carriers.csv", "medium", NO_WORD)]
    + [("kinds.csv", "carriers", NO_WORD), ("traders.csv", "sector", NO_WORD), ("traders.csv", "kind", NO_WORD)]
    + [("trades.csv", "good", NO_WORD), ("river.csv", "sector", NO_WORD), ("calendar.csv", "kind", NO_WORD)]
    + [("calendar.csv", column, NO_WORD) for column in ("side", "places", "goods", "provenance")]
    + [("series/trade.csv", column, NO_WORD) for column in ("indicator", "place", "good", "bound", "evidence")]
    + [("claims.csv", column, NO_WORD) for column in ("report", "indicator", "kind", "side", "direction", "place", "good")]
    + [("claims.csv", column, NO_WORD) for column in ("licensed", "role", "modality", "marking", "reliability", "habitual")]
)  # fmt: skip
FEW_PRIORS = b"""
[events.talks]
family = "normal"
value = -0.2
spread = 0.25
unit = "1"
reason = "Invented."
"""
calm = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
index = st.integers(0, 10_000)


class Border:
    """The toy border in a folder of its own, to break one file of it at a time."""

    def __init__(self, path: Path, whole: dict[str, bytes]) -> None:
        self.path, self.whole = path, whole
        for name, content in whole.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)

    def __repr__(self) -> str:
        return "Border()"

    def rows(self, name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.whole[name].decode("utf-8"), newline="")))

    @contextmanager
    def changed(self, **contents: bytes | None) -> Iterator[list[Problem]]:
        """Give files another content, or take them away, and yield what is told; mended afterwards."""
        for name, content in contents.items():
            if content is None:
                (self.path / name).unlink()
            else:
                (self.path / name).write_bytes(content)
        try:
            yield self.told()
        finally:
            for name in contents:
                (self.path / name).write_bytes(self.whole[name])

    def told(self) -> list[Problem]:
        """Return what is found, having made sure that every problem says where it is and what to do."""
        found = check_case(self.path)
        for problem in found:
            assert all((problem.file, problem.found, problem.allowed, problem.remedy)), problem
            file = self.path / problem.file
            text = file.read_bytes() if file.is_file() else b""
            assert 0 <= problem.line <= max(text.count(b"\n"), text.count(b"\r")) + 1, problem
        return found


@pytest.fixture(scope="module")
def border(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Border:
    """The toy border, with few priors for speed."""
    toy = root / "cases" / "toy"
    whole = {path.relative_to(toy).as_posix(): path.read_bytes() for path in toy.rglob("*") if path.is_file()}
    return Border(tmp_path_factory.mktemp("border") / "toy", whole | {"priors.toml": FEW_PRIORS})


def bytes_of(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def test_the_whole_folder_has_no_problem(border: Border) -> None:
    assert border.told() == []


@settings(calm, max_examples=120)
@given(which=st.sampled_from(WRONG), row=index, value=index)
def test_a_wrong_cell_in_any_row_is_named_with_file_line_and_column(
    border: Border, which: tuple[str, str, tuple[str, ...]], row: int, value: int
) -> None:
    name, column, values = which
    rows = border.rows(name)
    number, wrong = 1 + row % (len(rows) - 1), values[value % len(values)]
    rows[number][rows[0].index(column)] = wrong
    with border.changed(**{name: bytes_of(rows)}) as problems:
        found = [problem for problem in problems if (problem.file, problem.line, problem.field) == (name, number + 1, column)]
        assert any(wrong in problem.found for problem in found), problems
        if name not in {"reports.csv", "claims.csv"}:
            with pytest.raises(CaseError) as caught:
                read_case(border.path)
            assert set(found) <= set(caught.value.problems)
        else:
            with pytest.raises(CaseError) as caught:
                read_coded(read_case(border.path))
            assert list(caught.value.problems) == problems


@calm
@given(name=st.sampled_from(TABLES), row=index, column=index, text=st.text(max_size=30))
def test_any_text_in_any_cell_is_taken_or_told(border: Border, name: str, row: int, column: int, text: str) -> None:
    rows = border.rows(name)
    cells = rows[row % len(rows)]
    cells[column % len(cells)] = text
    with border.changed(**{name: bytes_of(rows)}) as problems:
        assert bool(problems) == bool(check_case(border.path))


@calm
@given(name=st.sampled_from(FILES), how=st.sampled_from(("drop", "double", "swap", "cut")), seed=index)
def test_lost_doubled_swapped_and_cut_lines_are_taken_or_told(border: Border, name: str, how: str, seed: int) -> None:
    chance = random.Random(seed)
    lines = border.whole[name].splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if how == "drop":
        del lines[one]
    elif how == "double":
        lines.insert(one, lines[one])
    elif how == "swap":
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines = [border.whole[name][: chance.randrange(len(border.whole[name]))]]
    with border.changed(**{name: b"".join(lines)}) as problems:
        if how in {"drop", "swap"} and one == 0 and other != 0 and name.endswith(".csv"):
            assert any((problem.file, problem.line) == (name, 1) for problem in problems)


@calm
@given(name=st.sampled_from(FILES), at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=6))
def test_any_bytes_in_the_middle_of_any_file_are_taken_or_told(border: Border, name: str, at: float, junk: bytes) -> None:
    place = int(at * len(border.whole[name]))
    spoiled = border.whole[name][:place] + junk + border.whole[name][place + len(junk) :]
    with border.changed(**{name: spoiled}) as problems:
        if not _is_utf8(spoiled):
            line = spoiled[: _first_bad_byte(spoiled)].count(b"\n") + 1
            assert any((problem.file, problem.line, problem.allowed) == (name, line, "UTF-8") for problem in problems)


def _is_utf8(content: bytes) -> bool:
    return _first_bad_byte(content) < 0


def _first_bad_byte(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return -1


@calm
@given(name=st.sampled_from(FILES), content=st.binary(max_size=300))
def test_any_bytes_for_a_table_are_told(border: Border, name: str, content: bytes) -> None:
    with border.changed(**{name: content}) as problems:
        # TOML that is empty but for blanks or a comment may be read, and then lacks its keys
        assert problems or name in {"priors.toml", "reliability.toml"}


@settings(calm, max_examples=10)
@given(names=st.sets(st.sampled_from(FILES[: len(TABLES) - 4]), min_size=2, max_size=4))
def test_every_missing_file_is_named_at_once(border: Border, names: set[str]) -> None:
    with border.changed(**dict.fromkeys(names)) as problems:
        assert names <= {problem.file for problem in problems if problem.found == "no such file"}
