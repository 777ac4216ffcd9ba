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
