"""What is said of case.toml, priors.toml, reliability.toml and the folder itself."""

import re
from pathlib import Path

import pytest

from contraflow.case import case_problems, read_case
from contraflow.case.reliability import outlet_key
from contraflow.claims.coded import check_case
from contraflow.errors import CaseError
from tests.unit.case.breaking import Folder


def test_the_bundled_borders_have_no_problems(root: Path) -> None:
    for folder in sorted((root / "cases").iterdir()):
        assert check_case(folder) == [], folder


def test_a_second_border_loads_without_code_changes(root: Path) -> None:
    borders = [read_case(root / "cases" / name) for name in ("toy", "yalu")]
    assert [border.id for border in borders] == ["toy", "yalu"]
    for border in borders:
        assert border.home == border.sides[1]
        assert border.sector_ids
        assert border.modelled_goods
        assert set(border.river) == set(border.sector_ids)


def test_a_folder_that_does_not_exist_is_one_problem(tmp_path: Path) -> None:
    found = case_problems(tmp_path / "nowhere")
    assert [problem.found for problem in found] == ["no such folder"]
    with pytest.raises(CaseError, match="no such folder"):
        read_case(tmp_path / "nowhere")


def test_a_table_that_nobody_reads_gets_the_nearest_name(toy: Folder) -> None:
    (toy.path / "goods.csv").rename(toy.path / "good.csv")
    found = {problem.file: problem for problem in toy.problems() if problem.file in {"good.csv", "goods.csv"}}
    assert found["good.csv"].found == "a table that nobody reads"
    assert found["good.csv"].remedy == "write 'goods.csv', or remove it"
    assert found["goods.csv"].found == "no such file"


def test_a_border_needs_its_sources_and_a_series(toy: Folder) -> None:
    (toy.path / "SOURCES.md").unlink()
    for path in (toy.path / "series").iterdir():
        path.unlink()
    assert [(problem.file, problem.remedy) for problem in toy.problems()] == [
        ("SOURCES.md", "add SOURCES.md"), ("series", "add a series"),
    ]  # fmt: skip


def test_code_in_the_folder_is_refused(toy: Folder) -> None:
    (toy.path / "series" / "fetch.py").write_text("print('hello')\n")
    found = toy.only_problem()
    assert (found.file, found.found, found.remedy) == ("series/fetch.py", "a .py file", "remove it")
    assert "only data" in found.allowed


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("horizon =", "horizont =", "horizont", "write 'horizon'"),
        ('home = "southland"', 'home = "northland"', "home", "name the home side second in sides"),
        ('sides = ["northland", "southland"]', 'sides = ["southland"]', "sides", 'write e.g. sides = ["far", "home"]'),
        ('sides = ["northland", "southland"]', 'sides = ["a", "a"]', "sides", 'write e.g. sides = ["far", "home"]'),
        ("known_by = 2021-09-15", 'known_by = "next year"', "known_by", "correct it"),
        ("known_by = 2021-09-15", "known_by = 2021-09-15T12:00:00", "known_by", "correct it"),
        ("day_zero = 2020-01-01", "day_zero = 2020-01-01T00:00:00Z", "day_zero", "correct it"),
        ("day_zero = 2020-01-01", "day_zero = 0001-01-01", "day_zero", "correct it"),
        ("horizon = 2021-12-31", "horizon = 2019-12-31", "horizon", "correct one of them"),
        ("horizon = 2021-12-31", "horizon = 9999-12-31", "horizon", "correct it"),
        ("[2020-01-01, 2020-12-31]", "[2019-01-01, 2020-12-31]", "reference", "begin it later"),
        ("[2020-01-01, 2020-12-31]", "[2020-12-31, 2020-01-01]", "reference", "write e.g. [2016-01-01, 2016-12-31]"),
        ("[2020-01-01, 2020-12-31]", "[2020-01-01T00:00:00, 2020-12-31]", "reference", "write e.g. [2016-01-01, 2016-12-31]"),
        ('version = "1"', "version = 1", "version", "write it"),
    ],
)
def test_a_wrong_fact_is_named_with_its_line(toy: Folder, old: str, new: str, key: str, remedy: str) -> None:
    line = toy.replace("case.toml", old, new)
    found = next(problem for problem in toy.problems() if problem.file == "case.toml" and problem.field == key)
    assert (found.line, found.remedy) == (line, remedy)
    assert found.found
    assert found.allowed


def test_a_leap_day_may_be_day_zero(toy: Folder) -> None:
    toy.replace("case.toml", "day_zero = 2020-01-01", "day_zero = 2020-02-29")
    toy.replace("case.toml", "reference = [", "# [")
    assert [(problem.field, problem.found) for problem in toy.problems()] == [("reference", "nothing")]


def test_a_name_of_an_unknown_side_is_named(toy: Folder) -> None:
    line = toy.replace("case.toml", "[side_names]\n", '[side_names]\nwestland = "Westland"\n')
    found = toy.only_problem()
    assert (found.file, found.line, found.field) == ("case.toml", line, "side_names")
    assert "westland" in found.found


def test_words_of_an_unknown_side_are_named(toy: Folder) -> None:
    line = toy.replace("case.toml", "[side_names]", '[side_words]\nwestland = ["west"]\n[side_names]')
    found = toy.only_problem()
    assert (found.file, found.line, found.field) == ("case.toml", line, "side_words")
    assert "westland" in found.found


@pytest.mark.parametrize(
    ("old", "new", "field", "told"),
    [
        ("[leaders]\n", '[leaders]\nwestland = ["the King"]\n', "leaders", "westland"),
        ('islandia = ["Islandia"]', 'islandia = "Islandia"', "powers", "Islandia"),
        ('islandia = ["Islandia"]', 'islandia = ["Isla;ndia"]', "powers", "Isla;ndia"),
        ('islandia = ["Islandia"]', 'islandia = [" "]', "powers", "islandia"),
    ],
)
def test_words_for_powers_and_leaders_are_checked(toy: Folder, old: str, new: str, field: str, told: str) -> None:
    toy.replace("case.toml", old, new)
    found = next(problem for problem in toy.problems() if problem.field == field)
    assert found.file == "case.toml" and told in found.found and found.allowed and found.remedy


def test_powers_without_a_side_are_named(toy: Folder) -> None:
    toy.replace("case.toml", 'southland = ["Southland", "Southern"]\n', "")
    assert ("powers", "no words for 'southland'") in [(problem.field, problem.found) for problem in toy.problems()]


@pytest.mark.parametrize("name", ["case.toml", "priors.toml", "reliability.toml"])
@pytest.mark.parametrize("broken", ["name = = 1", "day = 2018-02-30", "n = " + "9" * 5000, "n = " + "[" * 5000])
def test_toml_that_cannot_be_read_is_named(toy: Folder, name: str, broken: str) -> None:
    path = toy.path / name
    path.write_text(f"{broken}\n{path.read_text('utf-8')}", "utf-8")
    assert any((problem.file, problem.allowed) == (name, "well-formed TOML") for problem in toy.problems())


@pytest.mark.parametrize(
    ("old", "new", "field", "found", "remedy"),
    [
        ('reason = "', 'reson = "', "reson", "an unknown key", "write 'reason'"),
        ("spread =", "spred =", "spred", "an unknown key", "write 'spread'"),
        ('family = "normal"', 'family = "lognornal"', "family", "'lognornal'", "write 'lognormal'"),
        ("spread = ", "spread = -", "spread", None, "write 0 to fix the parameter"),
        ("spread = ", "spread = inf #", "spread", "inf", "correct it"),
        ("value = ", "value = nan #", "value", "nan", "correct it"),
        ("value = ", "value = true #", "value", "True", "correct it"),
        ('reason = "', 'reason = "  " # "', "reason", "nothing", "give the reason"),
        ("unit = ", "unit = 7 #", "unit", "7", "put it in quotes"),
    ],
)
def test_a_wrong_prior_is_named_with_its_line(
    toy: Folder, old: str, new: str, field: str, found: str | None, remedy: str
) -> None:
    line = toy.replace("priors.toml", old, new)
    problem = next(each for each in toy.problems() if each.field.endswith(f".{field}"))
    assert (problem.file, problem.line, problem.remedy) == ("priors.toml", line, remedy)
    assert found is None or problem.found == found
    assert problem.allowed


def test_a_prior_without_a_reason_is_named(toy: Folder) -> None:
    line = toy.replace("priors.toml", 'reason = "', '# "')
    found = toy.only_problem()
    assert found.file == "priors.toml"
    assert found.field.endswith(".reason")
    assert found.remedy == "add reason"
    assert 0 < found.line < line


def test_priors_outside_tables_are_named(toy: Folder) -> None:
    path = toy.path / "priors.toml"
    path.write_text(f"loose = 1\n[events]\nsize = 2\n{path.read_text('utf-8')}", "utf-8")
    assert [(each.line, each.field, each.found) for each in toy.problems()] == [
        (1, "loose", "a bare value"), (3, "events.size", "a bare value"),
    ]  # fmt: skip


@pytest.mark.parametrize("chance", ["1.2", "-0.1", "0", "1", "true", '"high"', "nan"])
def test_a_reliability_that_is_no_chance_is_named(toy: Folder, chance: str) -> None:
    line = toy.replace("reliability.toml", "chance = 0.75", f"chance = {chance}")
    found = toy.only_problem()
    assert (found.file, found.line, found.field) == ("reliability.toml", line, "resident.chance")
    assert found.allowed == "a number above 0 and below 1"


@pytest.mark.parametrize(
    ("old", "new", "field", "allowed"),
    [
        ("spread = 0.5", "spread = -0.5", "resident.spread", "a number, 0 or more"),
        ("spread = 0.5", "spread = nan", "resident.spread", "a number, 0 or more"),
        ("spread = 0.5", "spraed = 0.5", "resident.spraed", "chance, spread, reason"),
        ("least_claims = 15", "least_claims = 0", "outlets.least_claims", "a whole number, 1 or more"),
        ("least_claims = 15", "least_claims = 1.5", "outlets.least_claims", "a whole number, 1 or more"),
        ("spread = 0.6\nleast", 'spread = "wide"\nleast', "outlets.spread", "a number, 0 or more"),
        ("least_claims = 15", "least_claim = 15", "outlets.least_claim", "spread, least_claims, reason"),
        ('reason = "Lives', 'reason = " " # "Lives', "resident.reason", "why this is believed"),
    ],
)
def test_a_wrong_line_of_the_reliabilities_is_named(toy: Folder, old: str, new: str, field: str, allowed: str) -> None:
    line = toy.replace("reliability.toml", old, new)
    found = next(each for each in toy.problems() if each.field == field)
    assert (found.file, found.line, found.allowed) == ("reliability.toml", line, allowed)
    assert found.remedy


def test_reliabilities_without_spreads_or_outlets_are_taken_as_known(toy: Folder) -> None:
    path = toy.path / "reliability.toml"
    plain = re.sub(r"\nspread = .*", "", path.read_text("utf-8").partition("[outlets]")[0])
    path.write_text(plain, "utf-8")
    case = read_case(toy.path)
    assert {prior.spread for prior in case.reliability.values()} == {0.0}
    assert case.outlets.own == ()


def test_outlets_with_claims_enough_are_told_apart(root: Path) -> None:
    own = read_case(root / "cases" / "yalu").outlets.own
    assert {"daily_nk", "rfa", "reuters", "series_market_price"} <= set(own)
    assert "wsj" not in own  # fewer than twenty claims
    assert [outlet_key(name) for name in ("Reuters (video)", "ASIAPRESS", "Blog (quoting Daily NK)", "(?)")] == [
        "reuters", "asiapress", "daily_nk", "",
    ]  # fmt: skip


def test_a_reliability_without_a_reason_or_of_an_unknown_role_is_named(toy: Folder) -> None:
    toy.replace("reliability.toml", "[resident]", "[residnt]")
    assert [(each.field, each.remedy) for each in toy.problems()] == [("residnt", "write 'resident'")]
    toy.replace("reliability.toml", "[residnt]", "[resident]")
    toy.replace("reliability.toml", "reason =", "why =")
    assert {(each.field, each.allowed) for each in toy.problems()} == {
        ("resident.why", "chance, spread, reason"), ("resident.reason", "chance, spread, reason"),
    }  # fmt: skip
