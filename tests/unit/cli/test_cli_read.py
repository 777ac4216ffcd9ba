"""``contraflow read``: good pages, bad pages, no pages."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Ended

Run = Callable[..., Ended]
TEXT = (
    "Patrols on the river bank have eased since the talks, a trader in Midtown said on Monday. Boats cross every night again "
    "and the fee for a hired boat has fallen by half. Residents of Westbank say that fish is carried over in daylight. "
    "Guards no longer stop the boats, another resident said. "
)
PAGE = (
    "<html><head><title>Boats cross again</title></head><body><article>"
    f"<h1>Boats cross again</h1><p>{TEXT * 3}</p></article></body></html>"
)
DATE = ("--published", "2021-06-30")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_page_is_read_as_table_json_and_csv(command: Run, page: Path) -> None:
    table = command("read", page, "--case", "toy", *DATE)
    assert (table.code, table.err) == (0, "")
    assert "Boats cross again" in table.out
    (plain,) = json.loads(command("read", page, "--case", "cases/toy", *DATE, "--json").out)
    assert plain["report"]["title"] == "Boats cross again"
    assert plain["claims"]
    rows = list(csv.DictReader(io.StringIO(command("read", page, "--case", "toy", *DATE, "--format", "csv").out)))
    assert [row["id"] for row in rows] == [claim["id"] for claim in plain["claims"]]


def test_standard_input_is_read(own_process: Run) -> None:
    ended = own_process("read", "-", "--case", "toy", *DATE, "--json", given=PAGE.encode())
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)[0]["claims"]


def test_one_bad_page_in_a_folder_does_not_stop_the_others(command: Run, page: Path) -> None:
    (page.parent / "empty.html").write_bytes(b"")
    ended = command("read", page.parent, "--case", "toy", *DATE, "--json")
    assert ended.code == 2
    assert [each["report"]["title"] for each in json.loads(ended.out)] == ["Boats cross again"]
    assert "empty.html" in ended.err
    assert "1 of 2 pages could not be read" in ended.err


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\t\n", bytes(range(256)) * 40, b"%PDF-1.7\n\x00\x01\x02" * 200, b"<p>word</p>" * 4_800_000],
    ids=["empty", "blank", "binary", "pdf", "50 MB"],
)
def test_what_is_no_page_is_refused(command: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    ended = command("read", path, "--case", "toy", *DATE)
    assert (ended.code, ended.out) == (2, "")
    assert "page.html" in ended.err
    assert "found" in ended.err


@pytest.mark.parametrize(
    "content",
    ["<div>" * 50_000 + "boats", f'<p class="{"x" * 3_000_000}">boats</p>', "<table><tr><td>" * 20_000],
    ids=["deep", "wide", "tables"],
)
def test_a_bomb_of_html_is_read_or_refused_but_never_kills(command: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "page.html").write_text(content, "utf-8")
    ended = command("read", tmp_path / "page.html", "--case", "toy", *DATE)
    assert ended.code in {0, 2}
    assert (ended.code == 2) == bool(ended.err)


def test_several_things_of_several_forms_are_read_at_once(command: Run, page: Path, root: Path) -> None:
    furniture = root / "gold" / "pages" / "furniture"
    ended = command(
        "read", page, furniture / "feed.xml", furniture / "columns.pdf", "--case", "toy", "--workers", "0", "--json"
    )
    assert ended.code == 0
    assert [each["report"]["title"] for each in json.loads(ended.out)] == [
        "Boats cross again",
        "Night Boats Return to Sinuiju",
        "Customs Figures for April",
        "Piers Fill Up on the Lower Yalu",
    ]


def test_a_page_that_comes_twice_is_read_once_and_said_so(command: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "again.html").write_bytes(page.read_bytes())
    (tmp_path / "mirror.txt").write_text(f"Boats cross again\n\n{TEXT * 3}\n", "utf-8")
    ended = command("read", tmp_path, "--case", "toy", "--workers", "0", *DATE, "--json")
    assert (ended.code, len(json.loads(ended.out))) == (0, 1)
    assert "1 read, 2 repeated" in ended.err


def test_claims_of_several_stories_on_a_page_stand_under_their_own_report(command: Run, tmp_path: Path) -> None:
    told = (
        "{0}\nMay {1}, 2021\n\nPatrols have eased, a trader in Midtown said.\n\nBoats of {1} towns cross every night again.\n\n"
    )
    page = tmp_path / "page.txt"
    page.write_text(told.format("Boats Cross the River", 3) + told.format("Salt Is Dear Upstream", 9), "utf-8")
    first, second = json.loads(command("read", page, "--case", "toy", "--out", tmp_path / "out", "--json").out)
    assert first["report"]["published"] == "2021-05-03" and second["report"]["published"] == "2021-05-09"
    for each in (first, second):
        assert {claim["report"] for claim in each["claims"]} == {each["report"]["id"]}
    with (tmp_path / "out" / "claims.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(first["claims"]) + len(second["claims"])


@pytest.mark.parametrize("workers", ["-1", "1000"])
def test_a_senseless_number_of_workers_is_refused(command: Run, page: Path, workers: str) -> None:
    ended = command("read", page, "--case", "toy", "--workers", workers)
    assert (ended.code, ended.out) == (2, "") and "workers: found" in ended.err


def test_a_page_in_another_language_says_so(command: Run, tmp_path: Path) -> None:
    text = "강을 건너는 배가 다시 늘었다고 상인이 월요일에 말했다. 순찰은 회담 이후 느슨해졌다. " * 10
    (tmp_path / "page.html").write_text(f"<html lang='ko'><title>배</title><body><p>{text}</p></body></html>", "utf-8")
    ended = command("read", tmp_path / "page.html", "--case", "toy", *DATE, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "language 'ko' is not read yet" in ended.err
    assert "do: " in ended.err


def test_a_page_without_a_date_says_so(command: Run, page: Path) -> None:
    ended = command("read", page, "--case", "toy", "--json")
    assert (ended.code, ended.err) == (0, "")
    (plain,) = json.loads(ended.out)
    assert plain["report"]["published"] is None
    assert plain["report"]["date_note"]
    assert all(claim["known"] is None for claim in plain["claims"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.html",), "nowhere.html"),
        (("README.md", "--case", "atlantis"), "atlantis"),
        (("README.md", "--published", "2018-02-30"), "--published"),
        (("README.md", "--format", "xml"), "xml"),
    ],
)
def test_a_command_that_cannot_be_carried_out_ends_with_two(command: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = command("read", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_folder_without_pages_is_refused(command: Run, tmp_path: Path) -> None:
    ended = command("read", tmp_path, "--case", "toy")
    assert (ended.code, ended.out) == (2, "")
    assert "found no page" in ended.err
