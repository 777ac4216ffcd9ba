"""Krippendorff's alpha: against a computation by hand, and where there is nothing to compute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.reviewing.agreement import GROUPS, Agreement, find_coders, measure_agreement
from contraflow.store import Judgement, Store
from tests.unit.reviewing.conftest import FIRST, SECOND
from tests.unit.store.making import make_claim


def by_group(store: Store, *coders: str) -> dict[str, Agreement]:
    return {each.group: each for each in measure_agreement(store.judgements(), coders)}


def claim_of(number: int) -> str:
    return f"{FIRST.id}/{number}"


def test_alpha_is_as_computed_by_hand(store: Store) -> None:
    for verdict, number, who in (
        ("accept", 1, "ann"), ("accept", 1, "bob"), ("accept", 2, "ann"), ("accept", 2, "bob"),
        ("reject", 3, "ann"), ("reject", 3, "bob"), ("accept", 4, "ann"), ("reject", 4, "bob"),
    ):  # fmt: skip
        store.judge(Judgement(verdict, who, claim_of(number)))
    found = by_group(store, "ann", "bob")
    # 8 values, 5 yes and 3 no; observed 2 of 8 values unlike; expected 2 * 5 * 3 / (8 * 7)
    assert found["claim"].alpha == pytest.approx(1 - (2 / 8) / (30 / 56))
    assert (found["claim"].units, found["claim"].alike) == (4, 0.75)
    # of claims 1 and 2 the indicators differ and both coders have them alike
    assert (found["indicator"].units, found["indicator"].alpha) == (2, 1.0)
    assert found["place"].alpha is None and found["place"].alike == 1 and "no chance" in found["place"].why
    assert tuple(found) == GROUPS


def test_what_cannot_be_computed_is_said(store: Store) -> None:
    store.judge(Judgement("accept", "ann", claim_of(1)))
    store.judge(Judgement("accept", "bob", claim_of(2)))
    for each in by_group(store, "ann", "bob").values():
        assert (each.units, each.alike, each.alpha) == (0, None, None) and each.why


def test_an_undone_judgement_does_not_count(store: Store) -> None:
    store.judge(Judgement("accept", "ann", claim_of(1)))
    store.judge(Judgement("undo", "ann", undoes=store.judge(Judgement("reject", "ann", claim_of(1))).n))
    store.judge(Judgement("accept", "bob", claim_of(1)))
    assert by_group(store, "ann", "bob")["claim"].alike == 1
    assert find_coders(store.judgements()) == ("ann", "bob")


def test_added_claims_meet_at_their_words(store: Store) -> None:
    for who, indicator in (("ann", "flow"), ("bob", "carrier")):
        store.judge(Judgement("add", who, right=make_claim(FIRST, 0, 2, indicator=indicator)))
    store.judge(Judgement("add", "ann", right=make_claim(FIRST, 0, 3)))
    store.judge(Judgement("add", "ann", right=make_claim(SECOND, 0, 2)))  # where bob was not at work
    found = by_group(store, "ann", "bob")
    assert (found["claim"].units, found["claim"].alike) == (2, 0.5)
    assert (found["indicator"].units, found["indicator"].alike) == (1, 0)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_alpha_does_not_depend_on_who_is_who(said: list[tuple[int, int]]) -> None:
    from contraflow.store import Judged

    def judgements(turned: bool) -> list[Judged]:
        return [
            Judged(n, FIRST.id, 1, n, "correct", who, "", None, make_claim(FIRST, n + 1, 0, value=float(value)), 0, False, n)
            for n, pair in enumerate(said)
            for who, value in zip(("ann", "bob"), reversed(pair) if turned else pair, strict=True)
        ]  # fmt: skip

    one, other = (measure_agreement(judgements(turned), ("ann", "bob"))[3] for turned in (False, True))
    assert (one.alpha is None) == (len({value for pair in said for value in pair}) == 1)
    assert one.alpha == (other.alpha if other.alpha is None else pytest.approx(other.alpha))
    assert one.alpha is None or one.alpha <= 1
