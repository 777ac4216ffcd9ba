"""Coded evidence and a store together: each report once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contraflow.case.case import Case
from contraflow.claims.coded import read_coded
from contraflow.observations.observe import observe
from contraflow.store import Judgement, Store, case_evidence
from tests.unit.store.making import make_page, make_report


@pytest.fixture
def case(toy: Case, tmp_path: Path) -> Case:
    """The toy border, the first two of its coded reports with addresses."""
    for name in ("reports.csv", "claims.csv"):
        (tmp_path / name).write_bytes((toy.folder / name).read_bytes())
    text = (tmp_path / "reports.csv").read_text("utf-8")
    for number, day in enumerate(("2020-06-15", "2021-02-25"), 1):
        text = text.replace(
            f"invented-{day},Invented Gazette,,", f"invented-{day},Invented Gazette,https://www.a.example/{number}/,"
        )
    (tmp_path / "reports.csv").write_text(text, "utf-8")
    return replace(toy, folder=tmp_path)


def test_an_empty_store_adds_nothing(store: Store, case: Case) -> None:
    assert case_evidence(case, store) == read_coded(case)


def test_new_reports_are_added_and_can_be_observed(store: Store, case: Case) -> None:
    page = make_page()
    store.keep_page(page)
    coded, both = read_coded(case), case_evidence(case, store)
    assert both.reports == (*coded.reports, *page.reports)
    assert both.claims == (*coded.claims, *page.claims)
    observed = observe(both, case)
    assert {claim.id for claim in page.claims} <= {each.id for each in (*observed.used, *observed.left_out)}
    assert case_evidence(case, store, date(2021, 6, 29)) == coded


@pytest.mark.parametrize(("name", "url"), [("page-1", "http://a.example/1"), ("invented-2020-06-15", "")])
def test_a_report_in_both_counts_once(store: Store, case: Case, name: str, url: str) -> None:
    report = make_report(name, url=url, published=date(2020, 6, 15))
    retelling = make_report("later", published=date(2020, 6, 20), echo_of=name, text=make_report().text + "\n\nMore.")
    store.keep_page(make_page(report))
    store.keep_page(make_page(retelling))
    coded, both = read_coded(case), case_evidence(case, store)
    # the coded one counts, and who retells it is told apart still
    assert [each.id for each in both.reports] == [*(each.id for each in coded.reports), "later"]
    assert both.reports[-1].echo_of == "invented-2020-06-15"
    assert {claim.echo_of for claim in both.claims if claim.report == "later"} == {"invented-2020-06-15"}
    store.judge(Judgement("accept", "ann", f"{name}/1"))
    assert case_evidence(case, store) == both  # judged in part only
    for number in (2, 3):
        store.judge(Judgement("accept", "ann", f"{name}/{number}"))
    store.judge(Judgement("reject", "ann", f"{name}/4"))
    judged = case_evidence(case, store)
    of_report = [claim for claim in judged.claims if claim.report == "invented-2020-06-15"]
    assert [(claim.id, claim.extractor) for claim in of_report] == [(f"invented-2020-06-15/{n}", "test 1") for n in (1, 2, 3)]
    assert len(judged.reports) == len(both.reports)
    assert [each.id for each in judged.reports].count("invented-2020-06-15") == 1


def test_another_report_of_the_same_name_is_another_report(store: Store, case: Case) -> None:
    store.keep_page(make_page(make_report("invented-2020-06-15", url="https://a.example/other")))
    coded, both = read_coded(case), case_evidence(case, store)
    assert [each.id for each in both.reports] == [*(each.id for each in coded.reports), "invented-2020-06-15-page"]
    assert both.claims[-1].id == "invented-2020-06-15-page/4"
