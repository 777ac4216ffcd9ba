"""Whatever the text, the reader keeps its promises: anchors are exact, claims survive JSON, nothing breaks."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.case import read_case
from contraflow.claims.claim import Claim
from contraflow.claims.extract import read_claims
from contraflow.reports.report import Report
from tests.conftest import ROOT

YALU, TOY = (read_case(ROOT / "cases" / name) for name in ("yalu", "toy"))
WORDS = [
    "smuggling", "guards", "eased", "if", "since May", "”", "“", "half of", "fee", ",", ".", "the", "said", "a trader",
    "North Pyongan", "\n\n", "will", "100 yuan per kg", "crabs", "price", "have", "stepped up", "patrols", "before", "now",
    "Chinese", "who", "but", "seized", "boats", "at night", "bribes", "Hyesan", "told Daily NK", "than it was",
]  # fmt: skip


def report_of(text: str) -> Report:
    return Report("x", "X", "", "", date(2018, 6, 8), "", "en", "", "", "", "", "", (), text, "")


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_read_without_harm(text):
    for claim in read_claims(report_of(text), TOY):
        assert text[claim.anchor.start : claim.anchor.end] == claim.anchor.exact


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_word_salad_keeps_anchors_true_and_claims_whole(words):
    text = " ".join(words)
    claims = read_claims(report_of(text), YALU)
    for claim in claims:
        anchor = claim.anchor
        assert text[anchor.start : anchor.end] == anchor.exact
        assert 1 <= len(anchor.exact.split()) <= 8
        assert claim.start is None or claim.end is None or claim.start <= claim.end
        assert claim.place in YALU.places
        assert len(claim.cause.split()) <= 8 and len(claim.condition.split()) <= 9
        assert Claim.from_dict(claim.to_dict()) == claim
    assert [claim.number for claim in claims] == list(range(1, len(claims) + 1))
