"""A claim is held against the codebook: its kind, value, unit, code, voice, anchor and times must agree."""

import pytest

from tests.unit.case.breaking import Folder

# rows of the toy border's claims.csv: 0 a level of enforcement, 2 a level of carrier with a code, 6 a ratio, 18 conditional


@pytest.mark.parametrize(
    ("row", "cells", "field", "allowed"),
    [
        (0, {"number": "7"}, "id", "report and number: 'invented-2020-06-15/7'"),
        (0, {"value": ""}, "value", "a number for a level, or low and high"),
        (0, {"code": "day"}, "code", "nothing for a level of enforcement"),
        (0, {"kind": "event", "value": "", "code": "orders"}, "code", "closure, reopening"),
        (0, {"kind": "event", "value": "2", "code": "order"}, "value", "nothing for events"),
        (0, {"kind": "comparison"}, "value", "nothing for comparisons"),
        (0, {"indicator": "price"}, "value", "no level: price has no scale"),
        (0, {"unit": "CNY"}, "unit", "nothing, or per cent, for a level"),
        (0, {"low": "3", "high": "4"}, "value", "between low (3.0) and high (4.0)"),
        (0, {"kind": "amount"}, "unit", "a unit of the codebook"),
        (0, {"kind": "amount", "unit": "furlongs"}, "unit", "a unit of the codebook"),
        (0, {"kind": "amount", "unit": "t", "indicator": "bribe"}, "unit", "money, as amounts of bribe are"),
        (0, {"kind": "amount", "unit": "CNY per kg", "indicator": "exchange_rate"}, "unit", "money per money"),
        (0, {"voice": "S0"}, "voice", "S1, S2 and so on, R or D"),
        (0, {"voice": "a trader"}, "voice", "S1, S2 and so on, R or D"),
        (0, {"condition": "if it rains"}, "modality", "conditional, since there is a condition"),
        (0, {"known": "2020-06-16"}, "known", "2020-06-15, when invented-2020-06-15 was published"),
        (0, {"known": ""}, "known", "2020-06-15, when invented-2020-06-15 was published"),
        (0, {"retrospective": "1"}, "retrospective", "1 only for one that ended before 2020-06-15"),
        (0, {"compared_with": "2020-02-30/2020-03-01"}, "compared_with", "two days that exist"),
        (0, {"compared_with": "2020-03-02/2020-03-01"}, "compared_with", "two days that exist"),
        (0, {"anchor_start": "9", "anchor_end": "3"}, "anchor_end", "9 or more"),
        (0, {"anchor_prefix": "x" * 33}, "anchor_prefix", "at most 32"),
        (0, {"echo_of": "weather-2020"}, "echo_of", "the id of a report"),
        (2, {"code": ""}, "code", "own_vessel, hired_vessel"),
        (2, {"code": "own_vessels"}, "code", "own_vessel, hired_vessel"),
        (6, {"value": "-2"}, "value", "0 or more for a ratio"),
        (18, {"condition": ""}, "condition", "the condition of a conditional claim"),
    ],
)
def test_a_claim_that_breaks_the_codebook_is_named(
    toy: Folder, row: int, cells: dict[str, str], field: str, allowed: str
) -> None:
    for column, value in cells.items():
        line = toy.set_cell("claims.csv", row, column, value)
    found = toy.only_problem()
    assert (found.file, found.line, found.field) == ("claims.csv", line, field)
    assert found.allowed.startswith(allowed)
    assert found.remedy


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (0, {"kind": "event", "value": "", "code": "order"}),
        (0, {"kind": "comparison", "value": ""}),
        (0, {"value": "", "low": "1", "high": "3"}),
        (0, {"low": "1", "high": "3"}),
        (0, {"kind": "amount", "unit": "CNY per truck"}),
        (0, {"kind": "share", "value": "0.5", "unit": "% of trade"}),
        (0, {"kind": "amount", "unit": "KPW per USD", "indicator": "exchange_rate"}),
        (0, {"retrospective": "1", "end": "2020-05-31"}),
        (0, {"voice": "S12"}),
        (0, {"compared_with": "before the storm"}),
        (2, {"kind": "share", "value": "0.5"}),
        (6, {"value": "0"}),
    ],
)
def test_what_the_codebook_allows_is_no_problem(toy: Folder, row: int, cells: dict[str, str]) -> None:
    for column, value in cells.items():
        toy.set_cell("claims.csv", row, column, value)
    assert toy.problems() == []


def test_problems_of_the_border_and_of_its_claims_are_told_together(toy: Folder) -> None:
    first = toy.set_cell("calendar.csv", 0, "start", "2021-02-30")
    second = toy.set_cell("claims.csv", 3, "voice", "X")
    assert [(found.file, found.line) for found in toy.problems()] == [("calendar.csv", first), ("claims.csv", second)]


@pytest.mark.parametrize("name", ["places.csv", "goods.csv", "reports.csv"])
def test_a_lost_table_is_not_told_again_for_every_claim(toy: Folder, name: str) -> None:
    (toy.path / name).unlink()
    found = toy.problems()
    assert [problem.found for problem in found if problem.file == name] == ["no such file"]
    assert not [problem for problem in found if problem.file == "claims.csv"]


@pytest.mark.parametrize("column", ["indicator", "kind", "voice", "known", "report"])
def test_a_lost_column_of_claims_is_told_once(toy: Folder, column: str) -> None:
    rows = toy.rows("claims.csv")
    place = rows[0].index(column)
    toy.write_rows("claims.csv", [row[:place] + row[place + 1 :] for row in rows])
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.found) == ("claims.csv", 1, column, "no such column")
