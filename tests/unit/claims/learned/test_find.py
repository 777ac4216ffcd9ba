"""How rules and the taught model join in a sentence."""

from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from contraflow.claims.draft import Draft, Found
from contraflow.claims.learned.figures import SENSES, find_figures
from contraflow.claims.learned.find import TOLD, UNTOLD, join
from contraflow.claims.learned.model import Seen

TEXT = "Each truck pays 300 yuan now against 500 yuan in spring."
INDICATORS = ("bribe", "enforcement", "hire_fee")
MODALITIES = {name: {"asserted": 1.0} for name in INDICATORS}


def _seen(
    indicators: Mapping[str, float],
    outcomes: Mapping[str, float] | None = None,
    about: Mapping[str, float] | None = None,
    senses: tuple[str, ...] = ("amount", "was"),
) -> Seen:
    words = [(at, at + len(word)) for word in TEXT.split() if (at := TEXT.index(word)) >= 0]
    figures = tuple(
        (figure, about or {}, {each: 0.9 if each == sense else 0.1 for each in SENSES})
        for figure, sense in zip(find_figures(TEXT), senses, strict=True)
    )
    look = np.full(len(words), 1 / len(words), np.float32)
    return Seen(dict(indicators), dict(outcomes or {}), MODALITIES, figures, tuple(words), dict.fromkeys(INDICATORS, look))


def _drafts(found: list[Found]) -> list[tuple[str, str, float | None, str]]:
    return [(each.indicator, each.draft.kind, each.draft.value, each.draft.when) for each in found]


def test_numbers_are_claims_and_a_former_one_says_so() -> None:
    seen = _seen({"bribe": 0.9}, about={"bribe": 0.9})
    assert _drafts(join([], seen, TEXT)) == [("bribe", "amount", 300.0, ""), ("bribe", "amount", 500.0, "previously")]


def test_below_its_chance_nothing_is_told() -> None:
    assert join([], _seen({"bribe": TOLD - 0.01}, about={"bribe": 0.9}), TEXT) == []


def test_of_two_sides_of_a_scale_the_likelier_holds_alone() -> None:
    seen = _seen(
        {"enforcement": 0.9}, {"enforcement|level|up": 0.6, "enforcement|level|down": 0.8, "enforcement|level|down|0": 0.7}
    )
    assert _drafts(join([], seen, TEXT)) == [("enforcement", "level", 0.0, "")]


def test_a_change_is_sharp_only_where_that_is_likely() -> None:
    for chance, value in ((0.6, -2.0), (0.4, -1.0)):
        seen = _seen({"enforcement": 0.9}, {"enforcement|change|down": 0.8, "enforcement|change|down|-2": chance})
        assert _drafts(join([], seen, TEXT)) == [("enforcement", "change", value, "")]


def test_a_rule_is_kept_where_the_model_says_the_same_and_falls_where_it_sees_nothing() -> None:
    ruled = [Found("bribe", "bribe 1", Draft("amount", 300.0, 16, 24, unit="CNY"))]
    kept = join(ruled, _seen({"bribe": 0.9}, about={"bribe": 0.9}, senses=("amount", "amount")), TEXT)
    assert [each.extractor.split()[0] for each in kept] == ["bribe", "learned"]
    assert _drafts(kept) == [("bribe", "amount", 300.0, ""), ("bribe", "amount", 500.0, "")]
    assert join(ruled, _seen({"bribe": UNTOLD - 0.01}), TEXT) == []
    assert join(ruled, None, TEXT) == ruled


@given(
    chances=st.lists(st.floats(0, 1), min_size=6, max_size=6),
    at=st.integers(0, 30),
    told=st.floats(0, 1),
)
def test_whatever_is_seen_a_kernel_stands_in_the_sentence(chances: list[float], at: int, told: float) -> None:
    names = (
        "bribe|level|up",
        "bribe|level|same",
        "bribe|change|down",
        "bribe|event|fine",
        "bribe|change|down|-2",
        "bribe|level|up|4",
    )
    ruled = [Found("bribe", "bribe 1", Draft("event", None, at, at + 5, "fine"))]
    found = join(ruled, _seen({"bribe": told}, dict(zip(names, chances, strict=True)), {"bribe": chances[0]}), TEXT)
    assert [each.draft.start for each in found] == sorted(each.draft.start for each in found)
    assert all(0 <= each.draft.start < each.draft.end <= len(TEXT) for each in found)
    kinds = [(each.draft.kind, each.draft.code) for each in found if each.draft.kind in {"level", "change", "event"}]
    assert len(kinds) == len(set(kinds))
