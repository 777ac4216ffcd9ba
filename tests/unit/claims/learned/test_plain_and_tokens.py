"""What of a sentence the taught model gets to see: common names, then word pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.case import Case
from contraflow.claims.learned.plain import plain
from contraflow.claims.learned.tokens import UNKNOWN, tokens, vocabulary

WORDS = st.lists(
    st.sampled_from(["Sinuiju", "China", "the Yalu River", "North Korean", "guards", "  ", "\n", "300", "Dandong’s", "boats,"]),
    max_size=12,
)


def test_names_of_the_case_become_common_ones(yalu: Case) -> None:
    text = "North Korean guards in Sinuiju let Chinese boats cross the Yalu River."
    assert plain(text, yalu).text == "North Korea guards in Dandong let China boats cross the river."


def test_another_border_reads_the_same(yalu: Case, toy: Case) -> None:
    far, home = (toy.side_names[side] for side in toy.sides)
    assert (
        plain(f"Guards of {home} check boats from {far}.", toy).text
        == plain("Guards of North Korea check boats from China.", yalu).text
    )


@given(words=WORDS)
def test_every_offset_leads_back_to_where_it_stood(yalu: Case, words: list[str]) -> None:
    text = " ".join(words)
    made = plain(text, yalu)
    origins = [made.origin(at) for at in range(len(made.text) + 1)]
    assert origins == sorted(origins)
    assert all(0 <= origin <= len(text) for origin in origins)
    where = made.text.find("guards")
    assert where < 0 or text[made.origin(where) :].startswith("guards")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("unaffable", ["una", "##ffa", "##ble"]),
        ("Smugglers’ boats!", ["smug", "##glers", "’", "boats", "!"]),
        ("Café", ["cafe"]),
        ("한강", ["ᄒ", "##ᅡ", "##ᆫ", "##ᄀ", "##ᅡ", "##ᆼ"]),
        ("x" * 101, [UNKNOWN]),
    ],
)
def test_word_pieces_are_the_longest_that_the_vocabulary_has(text: str, pieces: list[str]) -> None:
    called = {number: word for word, number in vocabulary().items()}
    assert [called[number] for number, _, _ in tokens(text)] == pieces


@given(st.text(max_size=60))
def test_word_pieces_stand_in_order_within_the_text(text: str) -> None:
    at = 0
    for _, start, end in tokens(text):
        assert at <= start or start == at - 1  # letters that fold into two belong to both pieces
        assert 0 <= start < end <= len(text)
        at = end
