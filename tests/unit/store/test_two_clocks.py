"""When it was so, when it was known, when it was recorded: each is asked apart."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from contraflow.case.case import Case
from contraflow.errors import InputError, OptionError
from contraflow.store import Judgement, Source, Store
from tests.unit.store.making import make_claim, make_page, make_report

AGE = b"age-encryption.org/v1\n"


def moments(store: Store) -> list[datetime]:
    return [entry.recorded for entry in store.history()]


def test_evidence_by_the_day_on_which_it_was_known(store: Store) -> None:
    for name, day in (("a", date(2021, 1, 1)), ("b", date(2021, 2, 1)), ("c", date(2021, 3, 1))):
        store.keep_page(make_page(make_report(name, published=day)))
    told = {day: [report.id for report in store.evidence(day).reports] for day in (date(2020, 12, 31), date(2021, 2, 1))}
    assert told == {date(2020, 12, 31): [], date(2021, 2, 1): ["a", "b"]}
    assert {claim.report for claim in store.evidence(date(2021, 2, 1)).claims} == {"a", "b"}


def test_a_page_without_a_date_was_known_when_it_came_to_hand(store: Store) -> None:
    report = make_report("page-1", published=None)
    store.keep_page(make_page(report), known=datetime(2021, 8, 2, 23, 30, tzinfo=UTC))
    assert store.evidence(date(2021, 8, 1)).reports == ()
    assert store.evidence(date(2021, 8, 2)).claims == make_page(report).claims


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(OptionError, match="zone"):
        store.keep_page(make_page(), known=datetime(2021, 8, 2))
    assert store.history() == []


def test_evidence_as_it_was_recorded_at_a_moment(store: Store) -> None:
    report = make_report()
    page = make_page(report)
    store.keep_page(page)
    judged = store.judge(Judgement("reject", "ann", f"{report.id}/1"))
    store.keep_page(replace(page, claims=(*page.claims[:3], replace(page.claims[3], value=-2.0))))
    store.judge(Judgement("undo", "ann", undoes=judged.n))
    values = [[claim.value for claim in store.evidence(recorded_by=each).claims] for each in moments(store)]
    assert values == [[-1.0] * 4, [-1.0] * 3, [-1.0, -1.0, -2.0], [-1.0, -1.0, -1.0, -2.0]]
    before = moments(store)[0] - timedelta(microseconds=1)
    assert store.evidence(recorded_by=before).reports == ()
    assert store.reports(recorded_by=before) == ()


def test_entries_are_in_order_even_where_the_clock_was_set_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from contraflow.store import rows

    class Early(datetime):
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return datetime(2001, 1, 1, tzinfo=UTC)

    store.keep_source(Source("a/S1"))
    monkeypatch.setattr(rows, "datetime", Early)
    store.keep_source(Source("b/S1"))
    monkeypatch.undo()
    first, second = moments(store)
    assert second == first + timedelta(microseconds=1)
    assert store.check() == []


def test_series_have_vintages(store: Store, toy: Case) -> None:
    rows = toy.series[:5]
    assert store.keep_series(rows) == 5
    assert store.keep_series(rows) == 0
    row = rows[0]
    later = replace(row, id="elsewhere/9", value=row.value * 2, published=row.published + timedelta(40))
    assert store.keep_series([later, *rows]) == 1
    assert later in store.series()
    assert row not in store.series()
    assert row in store.series(row.published)
    assert {row, later} <= set(store.series(vintages=True))
    assert len(store.series(row.published - timedelta(1))) < 5
    # the same vintage with another value: it was copied wrongly
    mended = replace(row, value=row.value * 3)
    assert store.keep_series([mended]) == 1
    assert mended in store.series(row.published)
    assert row in store.series(row.published, recorded_by=moments(store)[-2])


def test_all_series_of_a_case_come_back(store: Store, toy: Case) -> None:
    assert store.keep_series(toy.series) == len(toy.series)
    assert sorted(store.series(vintages=True), key=lambda row: row.id) == sorted(toy.series, key=lambda row: row.id)


def test_sources_have_a_public_part_and_a_sealed_one(store: Store) -> None:
    store.keep_source(Source("a/S1", "trader", "TLP:AMBER"))
    store.keep_source(Source("a/S1", "trader", "TLP:AMBER"))
    store.keep_source(Source("a/S1", "trader", "TLP:RED"))
    store.keep_sealed("a/S1", AGE + b"\x00\xff 1")
    store.keep_sealed("a/S1", AGE + b"\x00\xff 2")
    assert store.sources() == [Source("a/S1", "trader", "TLP:RED")]
    assert store.sources(recorded_by=moments(store)[0]) == [Source("a/S1", "trader", "TLP:AMBER")]
    assert store.sealed("a/S1") == [AGE + b"\x00\xff 1", AGE + b"\x00\xff 2"]
    assert store.sealed("a/S1", recorded_by=moments(store)[2]) == [AGE + b"\x00\xff 1"]
    assert store.sealed("b/S1") == []
    assert store.check() == []


def test_what_is_not_sealed_is_refused_and_not_repeated(store: Store) -> None:
    with pytest.raises(InputError) as raised:
        store.keep_sealed("a/S1", b"Somebody, +99 555 0100")
    assert "Somebody" not in str(raised.value)
    for bad in (Source("a b"), Source(""), Source("a", role="aunt"), Source("a", marking="secret")):
        with pytest.raises(InputError, match="allowed"):
            store.keep_source(bad)
    assert store.history() == []


def test_runs_and_estimates(store: Store) -> None:
    record = {"known_by": date(2021, 6, 30), "seed": 7, "particles": 64}
    run = store.keep_run(record)
    assert store.keep_run(record) == run
    store.keep_estimates(run, [{"quantity": "flow", "value": 1.5}, {"quantity": "fee", "value": float("nan")}])
    assert store.runs() == {run: {"known_by": "2021-06-30", "seed": 7, "particles": 64}}
    assert store.runs(date(2021, 6, 29)) == {}
    assert store.estimates(run) == [{"quantity": "flow", "value": 1.5}, {"quantity": "fee", "value": None}]
    assert store.estimates(run, recorded_by=moments(store)[0]) == []
    for name, words in ((run, "already"), ("nowhere", "one that the store holds")):
        with pytest.raises(InputError, match=words):
            store.keep_estimates(name, [{}])
    assert store.check() == []


def test_a_correction_of_the_day_counts_on_the_corrected_day(store: Store) -> None:
    report = make_report()
    store.keep_page(make_page(report))
    store.judge(Judgement("correct", "ann", f"{report.id}/1", make_claim(report, 1, known=date(2021, 7, 9))))
    assert len(store.evidence(date(2021, 7, 8)).claims) == 3
    assert len(store.evidence(date(2021, 7, 9)).claims) == 4
