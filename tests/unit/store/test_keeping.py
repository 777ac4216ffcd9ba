"""A page is kept whole, once, and again only when it was read otherwise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from contraflow.claims.page_read import PageRead
from contraflow.errors import InputError
from contraflow.store import Judgement, Store, keeping
from tests.unit.store.making import TEXT, make_claim, make_page, make_report


def test_a_page_comes_back_as_it_was_read(store: Store, read_page: Callable[..., PageRead]) -> None:
    page = read_page()
    assert len(page.claims) >= 4
    assert not store.is_known(page.sha1)
    kept = store.keep_page(page)
    assert (kept.new, kept.reports, kept.claims) == (True, (page.reports[0].id,), len(page.claims))
    assert store.is_known(page.sha1)
    evidence = store.evidence()
    assert evidence.reports == page.reports
    assert sorted(evidence.claims, key=lambda claim: claim.number) == list(page.claims)
    assert store.check() == []


def test_the_same_page_is_kept_once(store: Store) -> None:
    assert store.keep_page(make_page()).new
    assert not store.keep_page(make_page(name="elsewhere/page.html")).new
    assert len(store.history()) == 1


def test_a_refused_page_is_known_and_can_be_read_later(store: Store) -> None:
    page = make_page()
    refused = PageRead(page.name, page.sha1, problem="found no story; do: save the text")
    assert store.keep_page(refused).new
    assert not store.keep_page(refused).new
    assert store.is_known(page.sha1)
    assert store.evidence().reports == ()
    assert store.keep_page(page).new
    assert store.evidence().claims == page.claims
    # a worse reader takes nothing away
    assert store.keep_page(refused).new
    assert store.evidence().claims == page.claims


def test_another_reading_is_a_further_version(store: Store) -> None:
    page = make_page()
    store.keep_page(page)
    before = datetime.now(UTC)
    better = replace(page.claims[1], value=-2.0, extractor="test 2")
    store.keep_page(replace(page, claims=(page.claims[0], better, *page.claims[2:])))
    assert [claim.value for claim in store.evidence().claims] == [-1.0, -2.0, -1.0, -1.0]
    assert [claim.value for claim in store.evidence(recorded_by=before).claims] == [-1.0] * 4
    assert [each.version for each in store.versions(page.reports[0].id)] == [1, 2]


def test_claims_keep_their_numbers_when_a_better_reader_finds_more(store: Store) -> None:
    report = make_report()
    store.keep_page(make_page(report, claims=(make_claim(report, 1, at=1), make_claim(report, 2, at=3))))
    found = tuple(make_claim(report, n, at=n - 1) for n in range(1, 5))
    store.keep_page(make_page(report, claims=found))
    assert {claim.indicator: claim.number for claim in store.evidence().claims} == {
        "enforcement": 3, "hire_fee": 1, "flow": 4, "timing": 2,
    }  # fmt: skip
    assert all(claim.id == f"{report.id}/{claim.number}" for claim in store.evidence().claims)


def test_claims_at_one_place_are_told_apart_by_what_they_say(store: Store) -> None:
    report = make_report()
    three = tuple(make_claim(report, n, at=2, place=place) for n, place in enumerate(("midtown", "westbank", "mouth"), 1))
    store.keep_page(make_page(report, claims=three))
    store.keep_page(make_page(report, claims=(replace(three[0], number=1), replace(three[2], number=2))))
    assert [(claim.place, claim.number) for claim in store.evidence().claims] == [("midtown", 1), ("mouth", 3)]


def test_two_reports_of_one_outlet_and_day_are_two(store: Store) -> None:
    first, second = make_report(url="https://a.example/1"), make_report(url="https://a.example/2", text=TEXT + "\n\nMore.")
    store.keep_page(make_page(first))
    (name,) = store.keep_page(make_page(second)).reports
    assert name.startswith(f"{first.id}-")
    assert {report.id for report in store.evidence().reports} == {first.id, name}
    assert len(store.evidence().claims) == 8
    assert store.check() == []


def test_a_page_that_changed_at_its_address_is_a_version_of_its_report(store: Store) -> None:
    first = make_report(url="https://a.example/1")
    later = replace(first, text="Updated on Friday.\n\n" + TEXT)
    store.keep_page(make_page(first))
    assert store.keep_page(make_page(later)).reports == (first.id,)
    assert store.evidence().reports == (later,)
    # reading the old bytes once more does not bring the old text back
    again = make_page(first, claims=(make_claim(first, 1),))
    assert store.keep_page(again).new
    assert store.evidence().reports == (later,)


def test_a_page_read_with_another_date_keeps_its_name(store: Store) -> None:
    report = make_report()
    store.keep_page(make_page(report, content="page"))
    other = make_report("gazette-2021-07-01", published=date(2021, 7, 1))
    assert store.keep_page(make_page(other, content="page")).reports == (report.id,)
    assert [each.published for each in store.evidence().reports] == [date(2021, 7, 1)]


def test_several_stories_stand_on_one_page(store: Store) -> None:
    stories = make_report("a-2021-06-30"), make_report("b-2021-06-30", text=TEXT + "\n\nMore.")
    store.keep_page(make_page(*stories))
    assert store.evidence().reports == stories
    # read as one story only, the other is gone, but not what people judged of it
    store.keep_page(make_page(stories[0], content="".join(report.text + report.id for report in stories)))
    assert store.evidence().reports == stories[:1]


def test_a_page_that_is_not_whole_is_refused(store: Store) -> None:
    report = make_report()
    for page in (
        make_page(report, claims=(make_claim(make_report("other"), 1),)),
        make_page(report, report),
        make_page(report, sha1=""),
        make_page(report, claims=(make_claim(report, 1, value=float("nan")),)),
    ):
        with pytest.raises(InputError, match="found"):
            store.keep_page(page)
    assert store.history() == []


def test_what_fails_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    row = keeping.claim_row
    monkeypatch.setattr(keeping, "claim_row", lambda *told: row(*told) | {"version": 99})  # of no report
    with pytest.raises(InputError, match="the database failed"):
        store.keep_page(make_page())
    assert not store.is_known(make_page().sha1)
    assert store.history() == []


def test_odd_characters_are_kept(store: Store) -> None:
    report = make_report(title="나무 \x00 \udcff", outlet="N\x00 \udcff", text="왕 \x00 " + TEXT)
    store.keep_page(make_page(report, claims=(), name="odd\udcff.html", content="odd"))
    assert store.evidence().reports == (report,)
    assert store.check() == []


@pytest.mark.parametrize("act", ["update entries set what = ''", "delete from reports", "update sealed set source = ''"])
def test_the_database_itself_refuses_to_change_rows(store: Store, act: str) -> None:
    store.keep_page(make_page())
    store.keep_sealed("gazette-2021-06-30/S1", b"age-encryption.org/v1\nx")
    with pytest.raises(SQLAlchemyError, match="kept as written"), store.engine.begin() as connection:
        connection.execute(text(act))
    assert store.check() == []


def test_a_report_is_linked_to_the_one_that_it_retells(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def find_echo(report, claims, earlier):  # type: ignore[no-untyped-def]
        seen.append([told.id for told, found in earlier if found])
        return earlier[0][0].id if earlier else ""

    monkeypatch.setattr(store, "_retellings", keeping.Retellings(find_echo))
    for name, day in (("a", date(2021, 1, 1)), ("b", date(2021, 4, 2)), ("c", date(2021, 4, 20)), ("d", date(2021, 4, 1))):
        store.keep_page(make_page(make_report(name, published=day, text=f"{name}. {TEXT}")))
    assert seen == [[], [], ["b"], ["a"]]  # 90 days back and no more
    evidence = store.evidence()
    assert {report.id: report.echo_of for report in evidence.reports} == {"a": "", "b": "", "c": "b", "d": "a"}
    assert {claim.echo_of for claim in evidence.claims if claim.report == "c"} == {"b"}


def test_a_retelling_that_was_kept_first_is_linked_afterwards(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_echo(report, claims, earlier):  # type: ignore[no-untyped-def]
        return next((told.id for told, _ in earlier if told.text[:2] == report.text[:2]), "")

    assert store.link_retellings() == 0  # nothing to find with, or nothing there
    monkeypatch.setattr(store, "_retellings", keeping.Retellings(find_echo))
    days = (date(2021, 6, 9), date(2021, 6, 8), date(2021, 6, 7), date(2021, 1, 1))
    reports = [make_report(f"{start}-{day}", published=day, text=f"{start}. {TEXT}") for start in "ab" for day in days[:3]]
    old = make_report("old", published=days[3], text=reports[0].text)
    store.keep_page(make_page(reports[0], reports[3], content="both"))
    for report in (*reports[1:3], *reports[4:], old):
        store.keep_page(make_page(report, content=report.id))
    store.judge(Judgement("reject", "ann", "a-2021-06-09/1"))
    before = len(store.history())
    assert store.link_retellings() == 4
    assert len(store.history()) == before + 3  # two of them stand on one page
    told = {report.id: report.echo_of for report in store.reports()}
    assert told == {
        "old": "", **{f"{start}-2021-06-07": "" for start in "ab"},
        **{f"{start}-2021-06-0{day}": f"{start}-2021-06-07" for start in "ab" for day in (8, 9)},
    }  # fmt: skip
    assert {claim.echo_of for claim in store.evidence().claims if claim.report == "b-2021-06-09"} == {"b-2021-06-07"}
    assert "a-2021-06-09/1" not in {claim.id for claim in store.evidence().claims}
    assert store.link_retellings() == 0
    assert store.check() == []
