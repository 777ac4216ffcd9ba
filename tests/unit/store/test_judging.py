"""Judgements: what a person says of a claim stays, whatever readers say later."""

from dataclasses import replace

import pytest

from contraflow.claims.claim import Anchor
from contraflow.errors import InputError
from contraflow.store import Judgement, Store
from contraflow.store.gold import gold_of
from tests.unit.store.making import TEXT, make_claim, make_page, make_report

REPORT = make_report()


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with one page of four claims."""
    store.keep_page(make_page(REPORT))
    return store


def numbers(store: Store) -> list[int]:
    return [claim.number for claim in store.evidence().claims]


def test_rejected_corrected_and_added_claims(kept: Store) -> None:
    right = make_claim(REPORT, 2, value=-2.0)
    added = make_claim(REPORT, 77, at=2, kind="level", value=3.0)
    kept.judge(Judgement("reject", "ann", f"{REPORT.id}/1", note="of another river"))
    kept.judge(Judgement("correct", "ann", f"{REPORT.id}/2", right))
    told = kept.judge(Judgement("add", "ann", right=added))
    kept.judge(Judgement("accept", "ann", f"{REPORT.id}/4"))
    assert told.claim == f"{REPORT.id}/10001"
    evidence = kept.evidence()
    assert [(claim.number, claim.value) for claim in evidence.claims] == [(2, -2.0), (3, -1.0), (10001, 3.0), (4, -1.0)]
    seen = {claim.number: judged and judged.verdict for claim, judged in kept.claims(REPORT.id)}
    assert seen == {1: "reject", 2: "correct", 3: None, 10001: "add", 4: "accept"}
    assert kept.check() == []


def test_a_rejected_claim_stays_rejected_when_the_page_is_read_again(kept: Store) -> None:
    kept.judge(Judgement("reject", "ann", f"{REPORT.id}/2"))
    # a newer reader: another first claim, so that all numbers move, and another value at the rejected one's words
    first = make_claim(REPORT, 1, at=0, kind="level", value=1.0)
    rest = [make_claim(REPORT, n + 1, at=n - 1, extractor="test 2") for n in range(1, 5)]
    rest[1] = replace(rest[1], value=-2.0, kind="ratio")
    kept.keep_page(make_page(REPORT, claims=(first, *rest)))
    assert "hire_fee" not in {claim.indicator for claim in kept.evidence().claims}
    assert len(kept.evidence().claims) == 4
    # and when the text around it changed
    longer = replace(REPORT, text="Updated.\n\n" + TEXT)
    kept.keep_page(make_page(longer, content="updated", claims=tuple(make_claim(longer, n) for n in range(1, 5))))
    # without address and with other bytes it is another report; with its address it is the same one
    assert len({report.id for report in kept.evidence().reports}) == 2


def test_a_rejected_claim_stays_rejected_in_a_text_that_changed(store: Store) -> None:
    report = make_report(url="https://a.example/1")
    longer = replace(report, text="Updated.\n\n" + TEXT)
    store.keep_page(make_page(report))
    store.judge(Judgement("reject", "ann", f"{report.id}/2"))
    store.keep_page(make_page(longer))
    assert [claim.indicator for claim in store.evidence().claims] == ["enforcement", "flow", "timing"]


def test_what_was_accepted_or_added_stays_when_a_reader_no_longer_finds_it(kept: Store) -> None:
    kept.judge(Judgement("accept", "ann", f"{REPORT.id}/2"))
    kept.judge(Judgement("correct", "ann", f"{REPORT.id}/3", make_claim(REPORT, 3, value=-2.0)))
    kept.judge(Judgement("add", "ann", right=make_claim(REPORT, 1, at=3, indicator="carrier")))
    kept.keep_page(make_page(REPORT, claims=(make_claim(REPORT, 1),)))
    assert numbers(kept) == [1, 2, 3, 10001]
    assert kept.evidence().claims[2].value == -2.0


def test_what_a_reader_finds_after_a_person_added_it_is_the_same_claim(kept: Store) -> None:
    kept.judge(Judgement("add", "ann", right=make_claim(REPORT, 1, at=3, indicator="carrier")))
    found = (*make_page(REPORT).claims, make_claim(REPORT, 5, at=3, indicator="carrier", value=1.0))
    kept.keep_page(make_page(REPORT, claims=found))
    assert sorted(numbers(kept)) == [1, 2, 3, 4, 10001]


def test_judged_claims_outlast_the_report_that_a_later_reading_does_not_give(store: Store) -> None:
    other = make_report("b-2021-06-30", text=TEXT + "\n\nMore.")
    store.keep_page(make_page(REPORT, other, content="page"))
    store.judge(Judgement("accept", "ann", f"{other.id}/2"))
    store.judge(Judgement("reject", "ann", f"{other.id}/3"))
    store.keep_page(make_page(REPORT, content="page"))
    assert {claim.id for claim in store.evidence().claims if claim.report == other.id} == {f"{other.id}/2"}


def test_undo_brings_back_what_was_before(kept: Store) -> None:
    first = kept.judge(Judgement("reject", "ann", f"{REPORT.id}/1"))
    second = kept.judge(Judgement("correct", "ann", f"{REPORT.id}/1", make_claim(REPORT, 1, value=2.0)))
    assert kept.evidence().claims[0].value == 2.0
    kept.judge(Judgement("undo", "ann", undoes=second.n))
    assert numbers(kept) == [2, 3, 4]
    kept.judge(Judgement("undo", "ann", undoes=first.n))
    assert numbers(kept) == [1, 2, 3, 4]
    assert [each.undone for each in kept.judgements()] == [True, True, False, False]
    with pytest.raises(InputError, match="one that stands"):
        kept.judge(Judgement("undo", "ann", undoes=first.n))
    assert kept.check() == []


def test_two_coders_judge_apart_and_the_last_has_the_word(kept: Store) -> None:
    kept.judge(Judgement("accept", "ann", f"{REPORT.id}/1"))
    kept.judge(Judgement("reject", "bob", f"{REPORT.id}/1"))
    assert numbers(kept) == [2, 3, 4]
    by_ann = {claim.number: judged for claim, judged in kept.claims(REPORT.id, coder="ann")}
    assert by_ann[1] is not None and by_ann[1].verdict == "accept"
    assert [(line["coder"], line["verdict"]) for line in gold_of(kept)] == [("ann", "accept"), ("bob", "reject")]


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (Judgement("maybe", "ann", f"{REPORT.id}/1"), "accept, correct, reject, add, undo"),
        (Judgement("accept", " ", f"{REPORT.id}/1"), "say who judges"),
        (Judgement("accept", "ann", f"{REPORT.id}/9"), "a claim of gazette-2021-06-30"),
        (Judgement("accept", "ann", f"{REPORT.id}/-1"), "a claim of gazette-2021-06-30"),
        (Judgement("accept", "ann", "nowhere/1"), "one that the store holds"),
        (Judgement("correct", "ann", f"{REPORT.id}/1"), "the claim as it should be"),
        (Judgement("add", "ann"), "the claim to add"),
        (Judgement("undo", "ann", undoes=7), "one that stands"),
        (
            Judgement("correct", "ann", f"{REPORT.id}/1", make_claim(REPORT, 1, anchor=Anchor("no such words", "", "", 0, 13))),
            "words of the text",
        ),
        (Judgement("correct", "ann", f"{REPORT.id}/1", make_claim(REPORT, 1, anchor=Anchor("a " * 9))), "at most 8"),
    ],
)
def test_what_is_no_judgement_is_refused(kept: Store, judgement: Judgement, words: str) -> None:
    with pytest.raises(InputError, match=words):
        kept.judge(judgement)
    assert kept.judgements() == []
    assert len(kept.history()) == 1
