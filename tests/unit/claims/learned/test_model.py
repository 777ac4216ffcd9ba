"""The taught model: windows, chances, and that the file is the one that was measured."""

import hashlib
import json
from importlib.resources import files

import pytest

from contraflow.case import Case
from contraflow.claims.learned import model
from contraflow.claims.learned.model import LONGEST, names, see

SENTENCES = [
    "Border guards no longer open the crates that come through the gate.",
    "Each truck pays 300 yuan to be waved through.",
    "",
    "The orchestra opened its season with a symphony.",
    "Rice sold at 5,100 won a kilo.",
]


def test_the_file_is_the_one_that_was_measured() -> None:
    folder = files(model.__package__ or "")
    told = json.loads((folder / "names.json").read_text(encoding="utf-8"))["sha256"]
    assert hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest() == told


def test_every_sentence_with_words_is_seen_and_chances_are_chances(yalu: Case) -> None:
    seen = see(SENTENCES, yalu)
    assert [each is None for each in seen] == [False, False, True, False, False]
    for each in filter(None, seen):
        assert set(each.indicators) == set(names().indicators)
        assert all(0 <= chance <= 1 for chance in (*each.indicators.values(), *each.outcomes.values()))
        assert all(sum(shares.values()) == pytest.approx(1, abs=1e-4) for shares in each.modalities.values())
        assert all(look.sum() == pytest.approx(1, abs=1e-3) for look in each.looks.values())


def test_what_is_seen_is_what_the_words_say(yalu: Case) -> None:
    checks, fee, _, music, rice = see(SENTENCES, yalu)
    assert checks and fee and music and rice
    assert checks.indicators["enforcement"] > 0.5
    assert fee.indicators["bribe"] > 0.5
    assert rice.indicators["price"] > 0.5
    assert max(music.indicators.values()) < 0.2


def test_numbers_stand_where_the_sentence_has_them(yalu: Case) -> None:
    text = "In  Sinuiju each truck  pays 300 yuan to the guards of North Korea."
    (seen,) = see([text], yalu)
    assert seen is not None
    assert [text[figure.start : figure.end] for figure, _, _ in seen.figures] == ["300 yuan"]


def test_a_long_report_is_seen_in_windows_without_loss(yalu: Case) -> None:
    many = [sentence for _ in range(30) for sentence in SENTENCES if sentence]
    seen = see(many, yalu)
    told = ("enforcement", "bribe", None, "price")
    for number, each in enumerate(seen):
        assert each is not None
        indicator = told[number % len(told)]
        assert max(each.indicators.values()) < 0.5 if indicator is None else each.indicators[indicator] > 0.5
    assert sum(len(text.split()) for text in many) > 3 * LONGEST


def test_the_same_sentences_give_the_same_numbers(yalu: Case) -> None:
    one, other = see(SENTENCES, yalu), see(SENTENCES, yalu)
    for left, right in zip(one, other, strict=True):
        assert (left is None) == (right is None)
        assert left is None or right is None or (left.indicators == right.indicators and left.outcomes == right.outcomes)


def test_another_border_of_the_same_words_gives_the_same_numbers(yalu: Case, toy: Case) -> None:
    far, home = (toy.side_names[side] for side in toy.sides)
    (here,) = see(["Guards of North Korea take bribes from traders of China."], yalu)
    (there,) = see([f"Guards of {home} take bribes from traders of {far}."], toy)
    assert here and there and here.indicators == there.indicators
