"""Trees, bans, units, evidence: what one row of a case says against another."""

import pytest

from contraflow.case import read_case
from contraflow.case.case import Case
from tests.unit.case.breaking import Folder


@pytest.fixture(scope="module")
def small(root) -> Case:  # type: ignore[no-untyped-def]
    return read_case(root / "cases" / "toy")


def test_a_circle_of_places_is_named_at_every_place_in_it(toy: Folder) -> None:
    first = toy.set_cell("places.csv", 1, "parent", "west")
    found = [problem for problem in toy.problems() if problem.remedy == "break the circle"]
    assert [(problem.file, problem.line, problem.field) for problem in found] == [
        ("places.csv", first, "parent"), ("places.csv", first + 1, "parent"),
    ]  # fmt: skip
    assert "below 'long-river'" in found[0].found


def test_a_circle_of_goods_is_named(toy: Folder) -> None:
    toy.set_cell("goods.csv", 0, "parent", "ore")
    toy.set_cell("goods.csv", 1, "parent", "fish")
    assert [(problem.file, problem.line, problem.remedy) for problem in toy.problems()] == [
        ("goods.csv", 2, "break the circle"), ("goods.csv", 3, "break the circle"),
    ]  # fmt: skip


def test_a_thing_below_itself_is_named(toy: Folder) -> None:
    line = toy.set_cell("goods.csv", 0, "parent", "fish")
    assert (toy.only_problem().line, toy.only_problem().remedy) == (line, "break the circle")


def test_one_spelling_of_two_places_is_named(toy: Folder) -> None:
    line = toy.set_cell("places.csv", 4, "aliases", "MIDTOWN")
    found = toy.only_problem()
    assert (found.line, found.field, found.found) == (line, "aliases", "'MIDTOWN'")
    assert "middle" in found.remedy


def test_two_bans_of_one_good_by_one_side_on_the_same_days_are_named(toy: Folder) -> None:
    line = toy.add_row("calendar.csv", id="ban-2", kind="ban", start="2021-05-01", announced="2021-05-01", known="",
                       side="northland", goods="cloth;ore", outcome="")  # fmt: skip
    found = toy.only_problem()
    assert (found.file, found.line, found.field) == ("calendar.csv", line, "goods")
    assert found.found == "ore banned by 'ore-ban-2021', too, on the same days"
    assert "(line 4)" in found.remedy


@pytest.mark.parametrize(
    "cells",
    [{"side": "southland"}, {"goods": "cloth"}, {"start": "2021-02-01", "announced": "2021-02-01", "end": "2021-03-31"}],
)
def test_bans_that_do_not_meet_are_no_problem(toy: Folder, cells: dict[str, str]) -> None:
    ban = {"id": "ban-2", "kind": "ban", "start": "2021-05-01", "announced": "2021-05-01", "known": "", "side": "northland",
           "goods": "ore", "outcome": ""}  # fmt: skip
    toy.add_row("calendar.csv", **ban | cells)
    assert toy.problems() == []


def test_a_ban_of_a_group_meets_the_ban_of_what_it_holds(toy: Folder) -> None:
    toy.add_row("goods.csv", id="ores", modelled="0")
    toy.set_cell("goods.csv", 1, "parent", "ores")
    line = toy.add_row("calendar.csv", id="ban-2", kind="ban", start="2021-05-01", announced="2021-05-01", known="",
                       side="northland", goods="ores", outcome="")  # fmt: skip
    assert (toy.only_problem().line, toy.only_problem().found) == (line, "ores banned by 'ore-ban-2021', too, on the same days")


def test_what_was_known_before_it_was_announced_is_named(toy: Folder) -> None:
    line = toy.set_cell("calendar.csv", 5, "known", "2021-08-19")
    assert (toy.only_problem().line, toy.only_problem().field) == (line, "known")


def test_a_ban_of_nothing_is_named(toy: Folder) -> None:
    line = toy.set_cell("calendar.csv", 2, "goods", "")
    found = toy.only_problem()
    assert (found.line, found.field, found.found, found.allowed) == (line, "goods", "nothing", "the goods that are banned")


def test_a_ban_adopted_after_it_is_in_force_is_named(toy: Folder) -> None:
    line = toy.set_cell("calendar.csv", 2, "announced", "2021-04-02")
    found = toy.only_problem()
    assert (found.line, found.field, found.allowed) == (line, "announced", "a day on or before 2021-04-01")


def test_an_outcome_of_what_is_no_summit_is_named(toy: Folder) -> None:
    line = toy.set_cell("calendar.csv", 3, "outcome", "success")
    assert (toy.only_problem().line, toy.only_problem().field) == (line, "outcome")


def test_another_unit_within_a_series_is_named(toy: Folder) -> None:
    line = toy.set_cell("series/trade.csv", 4, "unit", "EUR million")
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.found) == ("series/trade.csv", line, "unit", "'EUR million'")
    assert found.allowed.startswith("'USD million'")
    toy.set_cell("series/trade.csv", 4, "evidence", "0")
    assert toy.problems() == []


def test_a_number_published_before_its_period_is_named(toy: Folder) -> None:
    line = toy.set_cell("series/prices.csv", 0, "published", "2020-01-31")
    assert (toy.only_problem().line, toy.only_problem().field) == (line, "published")


@pytest.mark.parametrize(("name", "row"), [("series/prices.csv", 0), ("claims.csv", 0)])
def test_a_range_upside_down_is_named(toy: Folder, name: str, row: int) -> None:
    toy.set_cell(name, row, "low", "3")
    line = toy.set_cell(name, row, "high", "2")
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.found) == (name, line, "high", "2")


def test_a_sector_on_the_map_but_not_in_the_model_is_named(toy: Folder) -> None:
    rows = toy.rows("sectors.csv")
    toy.write_rows("sectors.csv", rows[:-1])
    found = next(problem for problem in toy.problems() if problem.file == "places.csv")
    assert (found.line, found.field, found.found) == (6, "id", "'east', which has no line in sectors.csv")


def test_a_sector_without_a_line_on_the_map_is_named(toy: Folder) -> None:
    rows = toy.rows("river.csv")
    toy.write_rows("river.csv", [row for row in rows if row[0] != "east"])
    found = toy.only_problem()
    assert (found.file, found.line, found.found) == ("river.csv", 0, "no point of 'east'")


@pytest.mark.parametrize("words", [9, 8])
def test_an_anchor_has_at_most_eight_words(toy: Folder, words: int) -> None:
    line = toy.set_cell("claims.csv", 0, "anchor_exact", " ".join(["word"] * words))
    found = [(problem.file, problem.line, problem.found, problem.allowed) for problem in toy.problems()]
    assert found == ([("claims.csv", line, "9 words", "at most 8")] if words == 9 else [])


def test_a_claim_of_an_unknown_report_is_named(toy: Folder) -> None:
    line = toy.set_cell("claims.csv", 0, "report", "weather-2020")
    found = toy.only_problem()
    assert (found.file, found.line, found.field, found.allowed) == ("claims.csv", line, "report", "the id of a report")


@pytest.mark.parametrize(
    ("place", "sectors"),
    [
        ("border", ("west", "middle", "east")),
        ("long-river", ("west", "middle", "east")),
        ("middle", ("middle",)),
        ("old-ferry", ("middle",)),
        ("south-province", ("west", "middle")),
        ("far-capital", ()),
    ],
)
def test_a_claim_on_a_place_informs_the_sectors_below_covered_or_above(
    small: Case, place: str, sectors: tuple[str, ...]
) -> None:
    assert small.sectors_of(place) == sectors


@pytest.mark.parametrize(
    ("good", "leaves"),
    [("all", ("fish", "ore", "cloth")), ("unspecified", ("fish", "ore", "cloth")), ("", ("fish", "ore", "cloth")),
     ("ore", ("ore",)), ("people", ())],
)  # fmt: skip
def test_a_claim_on_a_good_is_about_the_modelled_goods_below_it(small: Case, good: str, leaves: tuple[str, ...]) -> None:
    assert small.leaves_of(good) == leaves


def test_a_good_below_a_modelled_one_is_read_as_that_one(yalu: Case) -> None:
    assert yalu.goods["diesel"].parent == "fuel"
    assert yalu.leaves_of("diesel") == ("fuel",)
    assert yalu.leaves_of("people") == ()


def test_every_node_of_the_bundled_trees_is_answered_in_sector_order(yalu: Case) -> None:
    for place in yalu.places:
        found = yalu.sectors_of(place)
        assert list(found) == [sector for sector in yalu.sector_ids if sector in found]
        if yalu.places[place].kind in {"border", "river", "stretch", "sector", "handover"}:
            assert found, place
    for good in yalu.goods:
        assert set(yalu.leaves_of(good)) <= {leaf.id for leaf in yalu.modelled_goods}
