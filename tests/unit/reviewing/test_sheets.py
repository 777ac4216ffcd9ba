"""Judgements through a spreadsheet: habits survive, problems are told at once, nothing is half kept."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contraflow.case.case import Case
from contraflow.errors import CaseError, InputError
from contraflow.reviewing.cells import FORMULA, defuse, possible_days, read_table, same_cell, undo_defuse
from contraflow.reviewing.sheet_in import Taken, take_sheet
from contraflow.reviewing.sheet_out import SHEET_COLUMNS, write_sheet
from contraflow.store import Judgement, Store
from tests.unit.reviewing.conftest import FIRST, SECOND
from tests.unit.store.making import make_claim, make_page

Rows = list[dict[str, str]]
ADDED = {
    "judgement": "add", "report": FIRST.id, "indicator": "flow", "kind": "change", "value": "1", "place": "border",
    "anchor_exact": "Boats cross every  night", "paraphrase": "More boats crossed.",
}  # fmt: skip


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Rows, **how: str) -> Path:
    out = io.StringIO()
    columns = list(how.pop("columns", "")) or list(rows[0])
    writer = csv.DictWriter(out, columns, restval="", **how)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode())
    return path


@pytest.fixture
def sheet(store: Store, tmp_path: Path) -> tuple[Path, Rows]:
    path = tmp_path / "claims.csv"
    assert write_sheet(store, path) == 6
    return path, rows_of(path)


@pytest.fixture
def problems(store: Store, sheet: tuple[Path, Rows], toy: Case) -> Callable[[Rows], list[tuple[int, str]]]:
    """Take rows that are wrong and return line and field of each problem; nothing of them may be kept."""

    def take(rows: Rows) -> list[tuple[int, str]]:
        with pytest.raises(CaseError) as raised:
            take_sheet(store, write_rows(sheet[0], rows), "ann", toy)
        assert store.judgements() == []
        return [(problem.line, problem.field) for problem in raised.value.problems]

    return take


def test_a_sheet_that_nobody_touched_changes_nothing(store: Store, sheet: tuple[Path, Rows], toy: Case) -> None:
    assert take_sheet(store, sheet[0], "ann", toy) == Taken(0, 0, 6)
    assert [row["id"] for row in sheet[1][:4]] == [f"{FIRST.id}/{n}" for n in range(1, 5)]


def judged_rows(rows: Rows) -> Rows:
    rows[0]["judgement"] = "accept"
    rows[1] |= {"judgement": "Correct", "value": "-2", "note": "by half"}
    rows[2]["judgement"] = "reject"
    return [*rows, ADDED]


def test_judgements_are_kept_once(store: Store, sheet: tuple[Path, Rows], toy: Case) -> None:
    path = write_rows(sheet[0], judged_rows(sheet[1]), columns=SHEET_COLUMNS)  # type: ignore[arg-type]
    assert take_sheet(store, path, "ann", toy) == Taken(4, 0, 3)
    claims = {claim.number: claim for claim in store.evidence().claims if claim.report == FIRST.id}
    assert sorted(claims) == [1, 2, 4, 10001]
    assert (claims[2].value, claims[2].extractor) == (-2.0, "coded")
    added = claims[10001]
    assert FIRST.text[added.anchor.start : added.anchor.end] == added.anchor.exact == "Boats cross every night"
    assert (added.precision, added.known) == (3, FIRST.published)
    assert take_sheet(store, path, "ann", toy) == Taken(0, 4, 3)
    assert take_sheet(store, path, "bob", toy) == Taken(4, 0, 3)
    assert store.check() == []


def test_a_sheet_of_a_coder_holds_the_own_judgements_and_is_taken_as_it_is(
    store: Store, sheet: tuple[Path, Rows], toy: Case, tmp_path: Path
) -> None:
    take_sheet(store, write_rows(sheet[0], judged_rows(sheet[1]), columns=SHEET_COLUMNS), "ann", toy)  # type: ignore[arg-type]
    again = tmp_path / "again.csv"
    write_sheet(store, again, coder="ann")
    assert sorted(row["judgement"] for row in rows_of(again)) == ["", "", "", "accept", "add", "correct", "reject"]
    assert take_sheet(store, again, "ann", toy) == Taken(0, 4, 3)
    write_sheet(store, again, coder="bob", overwrite=True)
    assert {row["judgement"] for row in rows_of(again)} == {""}


def test_habits_of_spreadsheets_survive(store: Store, sheet: tuple[Path, Rows], toy: Case) -> None:
    rows = judged_rows(sheet[1])
    for row in rows[:-1]:
        row |= {"value": row["value"].replace(".0", ",0"), "start": "2021/06/01", "anchor_suffix": ""}
        row["known"] = ".".join(reversed(row["known"].split("-")))
    columns = [*reversed(SHEET_COLUMNS)]
    path = write_rows(sheet[0], rows, columns=columns, delimiter=";", lineterminator="\r\n")  # type: ignore[arg-type]
    lines = path.read_text("utf-8").splitlines()
    path.write_bytes(("\r\n".join(line + ";;;" for line in lines) + "\r\n;;;\r\n\r\n").encode("utf-8-sig"))
    assert take_sheet(store, path, "ann", toy) == Taken(4, 0, 3)
    assert {claim.number: str(claim.start) for claim in store.evidence().claims}[2] == "2021-06-01"


def test_unicode_text_and_a_named_separator_are_read(store: Store, sheet: tuple[Path, Rows], toy: Case) -> None:
    sheet[1][0]["judgement"] = "accept"
    path = write_rows(sheet[0], sheet[1], delimiter="\t")
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert take_sheet(store, path, "ann", toy).kept == 1
    path = write_rows(sheet[0], sheet[1], delimiter="|")
    path.write_text("sep=|\r\n" + path.read_text("utf-8"), "utf-8")
    assert take_sheet(store, path, "bob", toy).kept == 1


def test_all_problems_are_told_at_once_and_nothing_is_kept(
    problems: Callable[[Rows], object], sheet: tuple[Path, Rows]
) -> None:
    rows = sheet[1]
    rows[0]["judgement"] = "accept"  # right, and not kept either
    rows[1] |= {"judgement": "correct", "start": "6/2/2021", "value": "9"}
    rows[2]["judgement"] = "acept"
    rows[3] |= {"judgement": "correct", "indicator": "flaw", "anchor_exact": "no such words"}
    rows[4]["value"] = "1"
    rows[5]["note"] = "why"
    assert problems(rows) == [
        (3, "start"), (3, "value"), (4, "judgement"), (5, "anchor_exact"), (5, "indicator"), (6, "judgement"), (7, "note"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"judgement": "correct"}, "judgement"),
        ({"judgement": "accept", "place": "river"}, "judgement"),
        ({"judgement": "accept", "id": "nobody/7"}, "id"),
        ({"judgement": "correct", "report": SECOND.id}, "report"),
        ({"judgement": "correct", "modality": "conditional"}, "condition"),
        ({"judgement": "correct", "place": ""}, "place"),
        ({"judgement": "correct", "end": "31.02.2021"}, "end"),
        ({"judgement": "correct", "anchor_exact": "Patrols on the bank have eased. The fee for a boat"}, "anchor_exact"),
        ({"judgement": "add", "report": "nobody"}, "report"),
        ({"judgement": "add", "anchor_exact": ""}, "anchor_exact"),
    ],
)
def test_a_problem_is_told_by_line_and_field(
    problems: Callable[[Rows], list[tuple[int, str]]], sheet: tuple[Path, Rows], changes: dict[str, str], field: str
) -> None:
    sheet[1][0] |= changes
    assert (2, field) in problems(sheet[1])


def test_a_claim_is_judged_once_a_file(problems: Callable[[Rows], object], sheet: tuple[Path, Rows]) -> None:
    sheet[1][0]["judgement"] = "accept"
    assert problems([*sheet[1], sheet[1][0]]) == [(8, "id")]


def test_a_sheet_of_an_older_reading_is_told(store: Store, sheet: tuple[Path, Rows], toy: Case) -> None:
    claims = tuple(make_claim(FIRST, n) for n in range(1, 5))
    store.keep_page(make_page(FIRST, claims=(replace(claims[0], value=-2.0), *claims[1:3])))
    rows = sheet[1]
    for row in rows:
        row["judgement"] = "accept"
    with pytest.raises(CaseError) as raised:
        take_sheet(store, write_rows(sheet[0], rows), "ann", toy)
    assert [(problem.line, problem.field) for problem in raised.value.problems] == [(2, "basis"), (5, "id")]
    assert "older reading" in str(raised.value) and store.judgements() == []


def test_columns_are_asked_for(store: Store, sheet: tuple[Path, Rows], toy: Case) -> None:
    for row in sheet[1]:
        del row["basis"]
        row["remark"] = "x"
    with pytest.raises(CaseError) as raised:
        take_sheet(store, write_rows(sheet[0], sheet[1]), "ann", toy)
    assert [problem.field for problem in raised.value.problems] == ["basis", "remark"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"judgement;\xff\xfe", b"\xff\xfea"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.csv"):
        read_table(path)


def test_a_rejected_claim_stays_rejected_when_the_page_is_read_again(
    store: Store, sheet: tuple[Path, Rows], toy: Case, tmp_path: Path
) -> None:
    sheet[1][2]["judgement"] = "reject"
    take_sheet(store, write_rows(sheet[0], sheet[1]), "ann", toy)
    # a better reader finds one claim more before it, and numbers anew
    found = [make_claim(FIRST, 1, 0), make_claim(FIRST, 2, 0, indicator="tolerance")]
    found += [make_claim(FIRST, n, at) for n, at in ((3, 1), (4, 2), (5, 3))]
    store.keep_page(make_page(FIRST, claims=tuple(found)))
    told = [claim.indicator for claim in store.evidence().claims if claim.report == FIRST.id]
    assert sorted(told) == ["enforcement", "hire_fee", "timing", "tolerance"]
    write_sheet(store, tmp_path / "again.csv", coder="ann")
    judged = {row["indicator"]: row["judgement"] for row in rows_of(tmp_path / "again.csv") if row["report"] == FIRST.id}
    assert judged["flow"] == "reject" and judged["tolerance"] == ""


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.one_of(TEXT, st.builds(str.__add__, st.text("'=+-@\t\r ＝", max_size=3), TEXT)))
def test_a_defused_cell_comes_back_and_is_no_formula(cell: str) -> None:
    safe = defuse(cell)
    assert undo_defuse(safe) == cell
    assert safe.strip(" ")[:1] not in set(FORMULA) or same_cell(safe, repr(float(safe)))


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(value=st.text(st.characters(exclude_categories=["Cs", "Cc"])), note=TEXT)
def test_any_words_come_back_from_a_sheet(tmp_path_factory: pytest.TempPathFactory, toy: Case, value: str, note: str) -> None:
    from contraflow.store import open_store

    folder = tmp_path_factory.mktemp("any")
    with open_store(folder / "a.db") as store:
        claims = (make_claim(FIRST, 1, paraphrase="=1+1" + value, cause=value, hedge="'" + value),)
        store.keep_page(make_page(FIRST, claims=claims))
        store.judge(Judgement("reject", "ann", f"{FIRST.id}/1", note=note))
        write_sheet(store, folder / "a.csv", coder="ann")
        assert take_sheet(store, folder / "a.csv", "ann", toy) == Taken(0, 1, 0)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2021-06-01", ["2021-06-01"]),
        ("2021-06-01 00:00:00", ["2021-06-01"]),
        ("6/1/2021", ["2021-01-06", "2021-06-01"]),
        ("13/6/21", ["2021-06-13"]),
        ("6.6.2021", ["2021-06-06"]),
        ("2021-02-30", []),
        ("44348", []),
    ],
)
def test_days_as_spreadsheets_write_them(cell: str, days: list[str]) -> None:
    assert possible_days(cell) == days
