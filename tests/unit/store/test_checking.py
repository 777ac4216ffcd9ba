"""``check`` finds damage of every kind, and says nothing of a whole store."""

from pathlib import Path

import pytest

from contraflow.case.case import Case
from contraflow.errors import InputError
from contraflow.store import Judgement, Store, open_store
from contraflow.store.rows import payload
from contraflow.store.schema import metadata
from tests.unit.store.making import make_page, make_report
from tests.unit.store.test_exporting import fill_with_all

REPORT = make_report()


def damage(store: Store, *acts: str) -> None:
    """Change rows behind the store's back, as an accident or another program could."""
    is_file = store.engine.dialect.name == "sqlite"
    with store.engine.connect() as connection:
        if is_file:
            connection.exec_driver_sql("commit")
            connection.exec_driver_sql("pragma foreign_keys = off")
            for table in metadata.tables:
                for act in ("update", "delete"):
                    connection.exec_driver_sql(f"drop trigger {table}_no_{act}")
        else:
            connection.exec_driver_sql("set session_replication_role = replica")  # no triggers, no foreign keys
        for act in acts:
            connection.exec_driver_sql(act)
        if is_file:
            connection.exec_driver_sql("begin")
        connection.commit()


ACTS = {
    "claims without their report": ("delete from reports", "of which reports holds nothing"),
    "judgements of no claim": ("update judgements set number = 9 where n = 1", "a claim that is not there"),
    "a changed claim": ("update claims set payload = replace(payload, 'trader', 'broker')", "changed after it was written"),
    "a changed column": ("update claims set indicator = 'flow'", "not those of the claim"),
    "a changed column of a report": ("update reports set published = '2020-01-01'", "not those of the report"),
    "a lost claim": ("delete from claims where version = 1 and number = 4", "found 1 reports and 3 claims where 1 and 4"),
    "a lost entry": ("delete from entries where n = 2", "where 2 should stand"),
    "a time set back": ("update entries set recorded = '2001' where n = 2", "not later than that of the entry before"),
    "a changed seal": ("update sealed set digest = 'x'", "changed after it was written"),
    "a payload that is none": ("update claims set payload = '[]'", "no claim"),
    "letters that are not ours": ("update runs set payload = 'é'", "changed after it was written"),
}


@pytest.mark.parametrize("name", ACTS)
def test_damage_is_found(store: Store, toy: Case, name: str) -> None:
    fill_with_all(store, toy)
    assert store.check() == []
    act, words = ACTS[name]
    damage(store, act)
    assert any(words in problem for problem in store.check()), store.check()


def test_an_anchor_that_does_not_stand_in_its_text_is_found(store: Store) -> None:
    store.keep_page(make_page(REPORT))
    plain = make_page(REPORT).claims[0].to_dict()
    plain["anchor"]["start"] += 1
    row = payload(plain)
    damage(store, f"update claims set payload = '{row['payload']}', digest = '{row['digest']}' where number = 1")
    assert store.check() == [f"claims {REPORT.id}/1/1: found an anchor that does not stand in its text"]


def test_an_anchor_of_a_judgement_is_looked_at_too(store: Store) -> None:
    store.keep_page(make_page(REPORT))
    store.judge(Judgement("correct", "ann", f"{REPORT.id}/1", make_page(REPORT).claims[0]))
    plain = {"found": None, "right": make_page(REPORT).claims[0].to_dict()}
    plain["right"]["anchor"]["start"] += 1  # type: ignore[index]
    row = payload(plain)
    damage(store, f"update judgements set payload = '{row['payload']}', digest = '{row['digest']}'")
    assert store.check() == ["judgements 1: found an anchor that does not stand in its text"]


def test_a_store_that_is_broken_all_over_is_not_told_line_by_line(store: Store) -> None:
    for number in range(26):
        store.keep_page(make_page(make_report(f"r{number}")))
    damage(store, "update claims set digest = 'x'")
    problems = store.check()
    # of each kind 100: payloads that were changed, columns that do not agree
    assert len(problems) == 202 and problems[-1] == "... and more of this kind"


@pytest.mark.parametrize("where", [slice(0, 100), slice(100, 4096), slice(4096, 8192), slice(8192, 40_000), slice(40_000, -1)])
def test_a_damaged_file_is_told(tmp_path: Path, where: slice) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        for number in range(40):
            store.keep_page(make_page(make_report(f"r{number}")))
    content = bytearray(path.read_bytes())
    content[where] = b"\xa5" * len(content[where])
    path.write_bytes(content)
    try:
        with open_store(path) as store:
            problems = store.check()
    except InputError as error:
        problems = [str(error)]
    assert problems
    assert all("Traceback" not in problem for problem in problems)


def test_a_file_that_is_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        for number in range(40):
            store.keep_page(make_page(make_report(f"r{number}")))
    path.write_bytes(path.read_bytes()[:50_000])
    with pytest.raises(InputError, match="damaged"), open_store(path) as store:
        assert store.check() == []


def test_checking_changes_nothing(tmp_path: Path, toy: Case) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        fill_with_all(store, toy)
    before = path.read_bytes()
    with open_store(path) as store:
        store.check()
    assert path.read_bytes() == before
