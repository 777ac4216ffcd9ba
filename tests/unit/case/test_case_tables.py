"""What is said of a case's CSV files when one thing in them is broken."""

import pytest

from contraflow.case import read_case
from contraflow.errors import CaseError, Problem
from tests.unit.case.breaking import Folder

TABLES = (
    "calendar.csv", "carriers.csv", "claims.csv", "goods.csv", "kinds.csv", "places.csv", "reports.csv", "river.csv",
    "sectors.csv", "series/prices.csv", "series/trade.csv", "shifts.csv", "traders.csv", "trades.csv",
)  # fmt: skip


def drop_column(toy: Folder, name: str, column: str) -> None:
    rows = toy.rows(name)
    place = rows[0].index(column)
    toy.write_rows(name, [row[:place] + row[place + 1 :] for row in rows])


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_column_is_named_once_at_the_header(toy: Folder, name: str) -> None:
    column = toy.rows(name)[0][-1]
    drop_column(toy, name, column)
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.found) == (name, 1, column, "no such column")
    assert found.remedy == f"add the column {column!r}"


@pytest.mark.parametrize("name", TABLES)
def test_an_unknown_column_is_named_at_the_header(toy: Folder, name: str) -> None:
    rows = toy.rows(name)
    toy.write_rows(name, [[*row, "colour" if not number else "red"] for number, row in enumerate(rows)])
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.found) == (name, 1, "colour", "an unknown column")


def test_a_misspelt_column_gets_the_nearest_name(toy: Folder) -> None:
    toy.replace("goods.csv", "visibility", "visibilty")
    unknown = next(problem for problem in toy.problems() if problem.field == "visibilty")
    assert unknown == Problem("goods.csv", 1, "visibilty", "an unknown column", unknown.allowed, "write 'visibility'")


def test_a_column_that_stands_twice_is_named(toy: Folder) -> None:
    toy.write_rows("shifts.csv", [[*row, row[0]] for row in toy.rows("shifts.csv")])
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.found) == ("shifts.csv", 1, "id", "the column twice")


@pytest.mark.parametrize(
    "name", ["calendar.csv", "carriers.csv", "claims.csv", "goods.csv", "kinds.csv", "places.csv", "reports.csv", "shifts.csv"]
)
def test_an_id_that_stands_twice_is_named_with_both_lines(toy: Folder, name: str) -> None:
    cells = {"aliases": ""} if "aliases" in toy.rows(name)[0] else {}
    line = toy.add_row(name, **cells)
    found = toy.only_problem()
    assert (found.file, found.line, found.field) == (name, line, "id")
    assert found.found.endswith(" again")
    assert f"first on line {line - 1}" in found.remedy


def test_a_row_with_too_few_cells_is_named(toy: Folder) -> None:
    toy.replace("shifts.csv", "day,2.5,0,Invented.", "day,2.5,0,Invented.,more")
    found = next(problem for problem in toy.problems() if problem.field == "")
    assert (found.line, found.found, found.allowed) == (2, "5 cells", "4 cells")


def test_a_quote_that_is_never_closed_is_named(toy: Folder) -> None:
    toy.replace("shifts.csv", "night,", '"night,')
    found = [problem.line for problem in toy.problems() if (problem.file, problem.allowed) == ("shifts.csv", "well-formed CSV")]
    assert found == [3]


def test_a_row_with_line_breaks_in_quotes_is_named_by_its_first_line(toy: Folder) -> None:
    toy.replace("shifts.csv", "day,2.5,0,Invented.", 'day,2.5,0,"Invented,\nin\nlines."')
    assert toy.problems() == []
    toy.replace("shifts.csv", "day,2.5", "day,often")
    toy.replace("shifts.csv", "night,1.0", "night,rarely")
    assert [(problem.line, problem.found) for problem in toy.problems()] == [(2, "'often'"), (5, "'rarely'")]


@pytest.mark.parametrize("name", TABLES)
def test_crlf_and_a_byte_order_mark_change_nothing(toy: Folder, name: str) -> None:
    before = read_case(toy.path)
    path = toy.path / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert toy.problems() == []
    after = read_case(toy.path)
    assert (after.places, after.goods, after.calendar, after.series, after.sectors) == (
        before.places, before.goods, before.calendar, before.series, before.sectors,
    )  # fmt: skip


@pytest.mark.parametrize("name", [*TABLES, "case.toml", "priors.toml", "reliability.toml"])
def test_a_byte_that_is_no_utf8_is_named_with_its_line(toy: Folder, name: str) -> None:
    lines = (toy.path / name).read_bytes().split(b"\n")
    lines[2] += b"\xb0"
    (toy.path / name).write_bytes(b"\n".join(lines))
    found = next(problem for problem in toy.problems() if problem.allowed == "UTF-8")
    assert (found.file, found.line, found.found) == (name, 3, "byte 0xb0")
    assert found.remedy == "save the file as UTF-8"


@pytest.mark.parametrize("name", [*TABLES, "case.toml", "priors.toml", "reliability.toml"])
@pytest.mark.parametrize(
    ("content", "what"), [(b"", "an empty file"), (b" \n\n", "an empty file"), (b"id\x00,name\n", "a NUL byte")]
)
def test_empty_and_binary_files_are_named(toy: Folder, name: str, content: bytes, what: str) -> None:
    (toy.path / name).write_bytes(content)
    line = 1 if b"\x00" in content else 0  # an empty file has no line to name
    assert any((problem.file, problem.line, problem.found) == (name, line, what) for problem in toy.problems())


@pytest.mark.parametrize(
    "name", [name for name in (*TABLES, "case.toml", "priors.toml", "reliability.toml") if "/" not in name]
)
def test_a_missing_file_is_named(toy: Folder, name: str) -> None:
    (toy.path / name).unlink()
    assert Problem(name, 0, "", "no such file", "every file of a case", f"add {name}") in toy.problems()


def test_a_folder_in_the_place_of_a_file_is_named(toy: Folder) -> None:
    (toy.path / "river.csv").unlink()
    (toy.path / "river.csv").mkdir()
    found = toy.only_problem()
    assert (found.file, found.allowed) == ("river.csv", "a file that can be read")


@pytest.mark.parametrize("text", ["2020-02-30", "2021-02-29", "2020-13-01", "20200203", "3 Feb 2020", "2020-W06-1"])
@pytest.mark.parametrize(
    ("name", "column"), [("calendar.csv", "end"), ("series/prices.csv", "published"), ("claims.csv", "known")]
)
def test_a_day_that_does_not_exist_is_named(toy: Folder, name: str, column: str, text: str) -> None:
    line = toy.set_cell(name, 0, column, text)
    found = next(problem for problem in toy.problems() if problem.found == repr(text))
    assert (found.file, found.line, found.field) == (name, line, column)
    assert found.allowed == "a day that exists, as YYYY-MM-DD"


@pytest.mark.parametrize("name", ["calendar.csv", "series/prices.csv", "claims.csv"])
def test_an_end_before_the_start_is_named(toy: Folder, name: str) -> None:
    line = toy.set_cell(name, 0, "end", "2019-12-31")
    found = next(problem for problem in toy.problems() if problem.field == "end")
    assert (found.file, found.line, found.found) == (name, line, "2019-12-31")
    assert found.allowed.startswith("a day on or after 202")


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "nearest"),
    [
        ("places.csv", 2, "parent", "long-rivr", "long-river"),
        ("places.csv", 2, "kind", "sectr", "sector"),
        ("places.csv", 5, "side", "southlnd", "southland"),
        ("places.csv", 6, "covers", "west;midle", "middle"),
        ("goods.csv", 0, "parent", "ores", "ore"),
        ("goods.csv", 0, "direction", "outt", "out"),
        ("goods.csv", 0, "unit", "haed", "head"),
        ("kinds.csv", 0, "carriers", "own_vesel", "own_vessel"),
        ("carriers.csv", 0, "medium", "watr", "water"),
        ("carriers.csv", 0, "owner", "hird", "hired"),
        ("sectors.csv", 0, "id", "wst", "west"),
        ("traders.csv", 0, "kind", "state_frm", "state_firm"),
        ("trades.csv", 0, "good", "fsh", "fish"),
        ("river.csv", 0, "sector", "wst", "west"),
        ("calendar.csv", 1, "kind", "crackdwn", "crackdown"),
        ("calendar.csv", 1, "side", "northlnd", "northland"),
        ("calendar.csv", 1, "places", "midle", "middle"),
        ("calendar.csv", 2, "goods", "oer", "ore"),
        ("series/prices.csv", 0, "place", "midle", "middle"),
        ("series/prices.csv", 0, "good", "clth", "cloth"),
        ("series/prices.csv", 0, "side", "southlnd", "southland"),
        ("series/prices.csv", 0, "indicator", "prise", "price"),
        ("claims.csv", 0, "place", "bordr", "border"),
        ("claims.csv", 0, "good", "fsh", "fish"),
        ("claims.csv", 0, "side", "northlnd", "northland"),
        ("claims.csv", 0, "indicator", "enforcment", "enforcement"),
        ("claims.csv", 0, "report", "invented-2020-06-51", "invented-2020-06-15"),
        ("claims.csv", 0, "modality", "assertd", "asserted"),
        ("reports.csv", 5, "echo_of", "invented-2021-08-055", "invented-2021-08-05"),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(
    toy: Folder, name: str, row: int, column: str, value: str, nearest: str
) -> None:
    line = toy.set_cell(name, row, column, value)
    found = next(problem for problem in toy.problems() if problem.file == name)
    assert (found.line, found.field, found.found) == (line, column, repr(value.split(";")[-1]))
    assert found.remedy == f"write {nearest!r}"
    assert found.allowed


@pytest.mark.parametrize(
    ("name", "row", "column", "value"),
    [
        ("places.csv", 2, "lat", "91"),
        ("places.csv", 2, "lon", "-180.5"),
        ("goods.csv", 0, "official_share", "1.4"),
        ("goods.csv", 0, "margin_cny_per_t", "nan"),
        ("goods.csv", 0, "visibility", "1_0"),
        ("carriers.csv", 0, "load_t", "0"),
        ("carriers.csv", 0, "cost_cny", "-5"),
        ("shifts.csv", 0, "scrutiny", "inf"),
        ("kinds.csv", 0, "scale_cny", "9 000"),
        ("sectors.csv", 0, "official_share", "50%"),
        ("traders.csv", 0, "n", "2.5"),
        ("trades.csv", 0, "share", "-0.1"),
        ("calendar.csv", 1, "strength", "21"),
        ("series/trade.csv", 0, "value", "96,3"),
        ("claims.csv", 0, "precision", "4"),
        ("claims.csv", 0, "precision", "1.5"),
        ("claims.csv", 0, "value", "5"),
        ("claims.csv", 4, "value", "-3"),
    ],
)
def test_a_number_out_of_range_is_named_with_the_range(toy: Folder, name: str, row: int, column: str, value: str) -> None:
    line = toy.set_cell(name, row, column, value)
    found = next(problem for problem in toy.problems() if problem.file == name)
    assert (found.file, found.line, found.field, found.found.strip("'")) == (name, line, column, value)
    assert " to " in found.allowed


def test_a_needed_cell_that_is_empty_is_named(toy: Folder) -> None:
    line = toy.set_cell("goods.csv", 0, "margin_cny_per_t", "")
    found = toy.only_problem()
    assert (found.line, found.field, found.found, found.remedy) == (line, "margin_cny_per_t", "nothing", "fill it in")


@pytest.mark.parametrize("value", ["02-29", "13-01", "4-31", "\u00b2-01", "spring"])
def test_a_day_of_the_year_that_does_not_exist_is_named(toy: Folder, value: str) -> None:
    line = toy.set_cell("sectors.csv", 1, "ice_from", value)
    assert any(
        (problem.file, problem.line, problem.field, problem.found) == ("sectors.csv", line, "ice_from", repr(value))
        for problem in toy.problems()
    )


def test_several_faults_in_several_files_are_told_at_once(toy: Folder) -> None:
    toy.set_cell("goods.csv", 0, "unit", "stone")
    toy.set_cell("calendar.csv", 1, "kind", "carnival")
    toy.set_cell("series/trade.csv", 3, "published", "2018-02-30")
    toy.set_cell("traders.csv", 2, "n", "many")
    toy.replace("case.toml", "version =", "vresion =")
    assert {problem.file for problem in toy.problems()} == {
        "goods.csv", "calendar.csv", "series/trade.csv", "traders.csv", "case.toml",
    }  # fmt: skip
    with pytest.raises(CaseError) as caught:
        read_case(toy.path)
    assert caught.value.problems == tuple(toy.problems())
    for problem in caught.value.problems:
        assert str(problem) in str(caught.value)
