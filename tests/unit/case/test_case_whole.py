"""What no single row of a case can show: the files are held against each other."""

from collections.abc import Callable

import pytest

from tests.unit.case.breaking import Folder

Break = Callable[[Folder], int]


def drop(name: str, column: str, value: str) -> Break:
    """Return a change that drops all rows in which a column holds a value."""

    def change(toy: Folder) -> int:
        rows = toy.rows(name)
        place = rows[0].index(column)
        toy.write_rows(name, [row for row in rows if row[place] != value])
        return 0

    return change


def cell(name: str, row: int, column: str, value: str) -> Break:
    return lambda toy: toy.set_cell(name, row, column, value)


def several(first: Break, *others: Break) -> Break:
    """Return several changes in one; the line is that of the last."""

    def change(toy: Folder) -> int:
        line = first(toy)
        for other in others:
            line = other(toy)
        return line

    return change


@pytest.mark.parametrize(
    ("change", "file", "field", "found"),
    [
        (
            several(cell("places.csv", 7, "parent", ""), cell("places.csv", 7, "kind", "border")),
            "places.csv", "kind", "a second border",
        ),
        (cell("places.csv", 5, "parent", "long-river"), "places.csv", "parent", "a handover below a river"),
        (cell("places.csv", 2, "parent", "middle"), "places.csv", "parent", "a sector below a sector"),
        (cell("places.csv", 5, "source", ""), "places.csv", "source", "coordinates without a source"),
        (cell("places.csv", 5, "lon", ""), "places.csv", "lat", "one coordinate"),
        (cell("sectors.csv", 0, "water", "0"), "sectors.csv", "water", "a sector that nothing can cross"),
        (cell("sectors.csv", 0, "official_share", "0.6"), "sectors.csv", "official_share", "shares that add up to 1.1"),
        (
            cell("goods.csv", 0, "official_share", "0.5"),
            "goods.csv", "official_share", "shares of goods out that add up to 1.1",
        ),
        (cell("goods.csv", 1, "parent", "fish"), "goods.csv", "modelled", "1 below 'fish', which is modelled"),
        (cell("series/prices.csv", 3, "provenance", "memory"), "series/prices.csv", "evidence", "1 for a number from memory"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named(toy: Folder, change: Break, file: str, field: str, found: str) -> None:
    line = change(toy)
    problem = toy.only_problem()
    assert (problem.file, problem.field, problem.found) == (file, field, found)
    # sums are the fault of no single line
    assert problem.line == (0 if "add up" in found else line)


def test_a_sector_without_traders_is_named(toy: Folder) -> None:
    drop("traders.csv", "sector", "east")(toy)
    assert toy.only_problem().found == "'east' without traders"


def test_a_good_that_is_traded_nowhere_is_named(toy: Folder) -> None:
    drop("trades.csv", "good", "fish")(toy)
    problem = toy.only_problem()
    assert (problem.file, problem.line, problem.found) == ("goods.csv", 2, "'fish', traded nowhere")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("2020-12-31]", "2022-06-30]", "reference"),
        ("known_by = 2021-09-15", "known_by = 2022-01-01", "known_by"),
        ("known_by = 2021-09-15", "known_by = 2019-12-31", "known_by"),
    ],
)
def test_a_day_outside_the_case_is_named(toy: Folder, old: str, new: str, field: str) -> None:
    line = toy.replace("case.toml", old, new)
    problem = toy.only_problem()
    assert (problem.file, problem.line, problem.field) == ("case.toml", line, field)


@pytest.mark.parametrize("unit", ["furlongs", "t", "CNY per USD"])
def test_a_series_in_a_unit_that_its_indicator_cannot_have_is_named(toy: Folder, unit: str) -> None:
    rows = toy.rows("series/prices.csv")
    place = rows[0].index("unit")
    toy.write_rows("series/prices.csv", [rows[0], *([*row[:place], unit, *row[place + 1 :]] for row in rows[1:])])
    found = toy.problems()
    assert len(found) == len(rows) - 1
    assert {(problem.file, problem.field, problem.found) for problem in found} == {("series/prices.csv", "unit", repr(unit))}
    assert [problem.line for problem in found] == list(range(2, len(rows) + 1))
    assert all("money, as price is" in problem.allowed for problem in found)


def test_a_case_with_wrong_rows_is_not_held_together_as_a_whole(toy: Folder) -> None:
    toy.set_cell("sectors.csv", 0, "official_share", "0.6")
    toy.set_cell("sectors.csv", 1, "official_share", "much")
    assert [problem.found for problem in toy.problems()] == ["'much'"]
