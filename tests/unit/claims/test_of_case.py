"""Pages that lie with a case are read beside what people coded."""

import shutil
from pathlib import Path

import pytest

from contraflow.case import read_case
from contraflow.claims.coded import read_coded
from contraflow.claims.of_case import read_evidence
from contraflow.errors import CaseError

PAGE = "Checks Ease at the Pier\n\nNorthland border guards have relaxed their checks since May, a trader said on Monday.\n"
HEADER = "file,url,published,outlet,after\n"


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root / "cases" / "toy", tmp_path / "toy"))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "contraflow" / "pages"


def add(folder: Path, *rows: str, page: str = PAGE) -> None:
    (folder / "pages").mkdir()
    (folder / "pages" / "pier.txt").write_text(page, "utf-8")
    (folder / "pages" / "pages.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")


def test_a_case_without_pages_has_what_was_coded(folder):
    case = read_case(folder)
    assert read_evidence(case) == read_coded(case)


def test_claims_of_a_page_stand_beside_the_coded_ones(folder):
    add(folder, "pier.txt,https://news.example/pier,2021-06-08,Pier News,our own words")
    case = read_case(folder)
    coded, found = read_coded(case), read_evidence(case)
    assert found.claims[: len(coded.claims)] == coded.claims
    (report,) = found.reports[len(coded.reports) :]
    assert (report.outlet, report.url, str(report.published)) == ("Pier News", "https://news.example/pier", "2021-06-08")
    (claim,) = [each for each in found.claims[len(coded.claims) :] if each.indicator == "enforcement"]
    assert (claim.kind, claim.value, claim.side, claim.report) == ("change", -1.0, "northland", report.id)


def test_a_report_that_people_coded_is_not_counted_again(folder):
    address = "https://news.example/quiet"
    table = folder / "reports.csv"
    table.write_text(table.read_text("utf-8").replace("Gazette,,Quiet", f"Gazette,{address},Quiet"), "utf-8")
    coded = read_coded(read_case(folder))
    add(folder, f"pier.txt,{address}/,2020-06-15,Pier News,our own words")
    assert read_evidence(read_case(folder)) == coded


@pytest.mark.parametrize("day", ["0001-05-02", "9999-12-31"])
def test_a_day_that_no_page_was_published_on_is_refused(folder, day):
    add(folder, f"pier.txt,,{day},,x")
    with pytest.raises(CaseError, match="1900 to 2199"):
        read_evidence(read_case(folder))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("other.txt,,2021-06-08,,x", "'other.txt'"),
        ("../case.toml,,2021-06-08,,x", "'../case.toml'"),
        ("pier.txt,,8 June,,x", "'8 June'"),
        ("pier.txt,,,,x", "published"),
        (",,2021-06-08,,x", "file"),
    ],
)
def test_a_wrong_row_is_told_with_file_and_line(folder, row, told):
    add(folder, row)
    with pytest.raises(CaseError, match=r"pages/pages\.csv:2") as error:
        read_evidence(read_case(folder))
    assert told in str(error.value)


def test_a_page_that_cannot_be_read_is_told_with_its_row(folder):
    add(folder, "pier.txt,,2021-06-08,,x", page="   ")
    with pytest.raises(CaseError, match=r"pages/pages\.csv:2 .*pier\.txt"):
        read_evidence(read_case(folder))


def test_pages_that_were_read_are_not_read_again_until_something_changes(folder, cache, monkeypatch):
    add(folder, "pier.txt,,2021-06-08,Pier News,x")
    found = read_evidence(read_case(folder))
    monkeypatch.setattr("contraflow.claims.of_case._page", lambda case, row: pytest.fail("read again"))
    assert read_evidence(read_case(folder)) == found
    (folder / "pages" / "pier.txt").write_text(PAGE.replace("since May", "since April"), "utf-8")
    with pytest.raises(pytest.fail.Exception, match="read again"):
        read_evidence(read_case(folder))


@pytest.mark.parametrize("damage", [b"", b"[[1, 2]]", b"{", b"[[{}, []]]"])
def test_what_was_kept_and_is_damaged_is_read_anew(folder, cache, damage):
    add(folder, "pier.txt,,2021-06-08,Pier News,x")
    found = read_evidence(read_case(folder))
    (place,) = cache.iterdir()
    place.write_bytes(damage)
    assert read_evidence(read_case(folder)) == found
    assert place.read_bytes() != damage


def test_a_cache_that_cannot_be_written_costs_only_time(folder, cache):
    add(folder, "pier.txt,,2021-06-08,Pier News,x")
    cache.parent.parent.write_text("a file where the folder would be", "utf-8")
    assert len(read_evidence(read_case(folder)).claims) > len(read_coded(read_case(folder)).claims)
