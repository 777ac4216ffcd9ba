"""The scorer of the held-back pages, itself held against claims made by hand."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.claims.claim import Anchor, Claim
from contraflow.reports.report import Report
from tests.heldback import (
    Code,
    Page,
    Text,
    agree_implied_period,
    agree_period,
    agree_value,
    covers,
    read_background,
    read_lot,
    right_voices,
    sector_of,
)
from tests.reader_score import beside, by_indicator, measure, score_page

DAY = date(2018, 6, 8)
FIRST = "Guards at the pier have eased checks since May."
SECOND = "Crab costs 60 yuan, up from 45, and boats cost half."
THIRD = "It rained."
TEXT = f"{FIRST} {SECOND}\n\n{THIRD}"


def claim(words: str, indicator: str, kind: str = "change", value: float | None = 1.0, text: str = TEXT, **changes) -> Claim:
    start = text.index(words)
    plain = Claim(
        *("x/1", "x", 1, indicator, kind, value, "", None, None, "", "", "border", "china", "", "border", 3, "all", "unclear"),
        *(date(2018, 5, 1), None, DAY, False, False, False, "", "S1", "trader", "", "", "asserted", "", "", ""),
        *(Anchor(words, "", "", start, start + len(words)), "", "C", "6", "", "test"),
    )
    return replace(plain, **changes)


def code(sentence: str, indicator: str, kind: str = "change", value: float | None = 1.0, **changes) -> Code:
    words = sentence.split()
    start, end = " ".join(words[:6]), " ".join(words[-4:])
    plain = Code(start, end, indicator, kind, value, "", "border", "all", date(2018, 5, 1), None, True, "S1", "asserted")
    return replace(plain, **changes)


def scored(codes, claims, yalu, text=TEXT, title=""):
    report = Report("x", "X", "", title, DAY, "", "en", "", "", "", "", "", (), text, "")
    return score_page(Page("x.txt", Path("x.txt"), DAY, "", tuple(codes)), [(report, claims)], yalu)


CODES = (
    code(FIRST, "enforcement", value=-1.0),
    code(SECOND, "price", "amount", 60.0),
    code(SECOND, "price", "amount", 45.0),
    code(SECOND, "hire_fee", "ratio", 0.5),
)
CLAIMS = (
    claim("have eased checks since", "enforcement", value=-2.0),
    claim("costs 60 yuan", "price", "amount", 60.5),
    claim("up from 45", "price", "amount", 45.0),
    claim("boats cost half", "hire_fee", "ratio", 0.4),
)


def test_what_was_read_as_coded_is_perfect(yalu):
    score = scored(CODES, CLAIMS, yalu)
    assert measure([score], 0) == {
        **dict.fromkeys(("sentence_indicator", "value", "modality", "place", "source", "period"), 1.0),
        "false_alarms": 0,
    }
    assert by_indicator([score])["price"] == (1, 1, 0, 1.0)


def test_nothing_read_is_nothing_found(yalu):
    assert set(measure([scored(CODES, (), yalu)], 3).values()) == {0.0, 3}


def test_a_page_refused_misses_all_its_codes(yalu):
    page = Page("x.txt", Path("x.txt"), DAY, "", CODES)
    score = score_page(page, (), yalu, "no story")
    assert len(score.coded) == 4 and measure([score], 0)["sentence_indicator"] == 0
    assert beside([score], yalu)["codes whose sentence is not in the text read"] == 4


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"modality": "hearsay"}, (1, 1, 0.75, 0.75, 1, 1)),
        ({"place": "yalu"}, (1, 1, 1, 0.75, 1, 1)),
        ({"value": 1.0}, (1, 0.75, 0.75, 0.75, 1, 1)),
        ({"kind": "level", "value": 1.0}, (1, 0.75, 0.75, 0.75, 1, 1)),
        ({"indicator": "flow"}, (2 / 3, 0.75, 0.75, 0.75, 1, 1)),
        ({"voice": "R"}, (1, 1, 1, 1, 0.75, 1)),
        ({"start": date(2018, 5, 6)}, (1, 1, 1, 1, 1, 0.75)),
        ({"start": date(2018, 5, 5)}, (1, 1, 1, 1, 1, 1)),
        ({"end": DAY}, (1, 1, 1, 1, 1, 0.75)),
    ],
)
def test_one_fault_costs_what_it_concerns(yalu, changes, expected):
    score = scored(CODES, (replace(CLAIMS[0], **changes), *CLAIMS[1:]), yalu)
    assert tuple(measure([score], 0).values())[:6] == pytest.approx(expected)


def test_a_claim_in_another_sentence_is_no_hit(yalu):
    score = scored(CODES[:1], (claim(THIRD, "enforcement", value=-1.0),), yalu)
    assert measure([score], 0)["sentence_indicator"] == 0
    assert by_indicator([score])["enforcement"] == (1, 0, 1, 0.0)


def test_a_claim_given_twice_is_found_once(yalu):
    score = scored(CODES[:1], (CLAIMS[0], CLAIMS[0]), yalu)
    assert measure([score], 0)["sentence_indicator"] == 1
    assert measure([score], 0)["value"] == pytest.approx(2 / 3)


def test_order_of_claims_does_not_matter_and_the_best_partner_is_taken(yalu):
    """One claim fits both prices in value when they are near; the match that also agrees in modality is taken."""
    codes = (code(SECOND, "price", "amount", 60.0, modality="denied"), code(SECOND, "price", "amount", 61.0))
    claims = (claim("costs 60 yuan", "price", "amount", 60.5), claim("up from 45", "price", "amount", 60.5, modality="denied"))
    for order in (claims, claims[::-1]):
        assert measure([scored(codes, order, yalu)], 0)["modality"] == 1


def test_headlines_count_neither_way(yalu):
    text = f"Checks eased at pier\n\n{TEXT}"
    headline = claim("Checks eased", "enforcement", text=text)
    assert measure([scored((), (headline,), yalu, text, "Checks Eased at Pier")], 0)["sentence_indicator"] == 0
    assert not scored((), (headline,), yalu, text, "Checks Eased at Pier").read
    assert scored((), (headline,), yalu, text, "Another headline").read


@pytest.mark.parametrize(
    ("coded", "read", "agrees"),
    [
        (("change", -1.0, ""), ("change", -2.0, ""), True),
        (("change", 0.0, ""), ("change", 1.0, ""), False),
        (("ratio", 0.5, ""), ("ratio", 0.9, ""), True),
        (("ratio", 0.5, ""), ("ratio", 1.1, ""), False),
        (("level", 3.0, ""), ("level", 4.0, ""), True),
        (("level", 2.0, ""), ("level", 3.0, ""), False),
        (("amount", 100.0, ""), ("amount", 105.0, ""), True),
        (("amount", 100.0, ""), ("amount", 106.0, ""), False),
        (("amount", -100.0, ""), ("amount", 100.0, ""), False),
        (("event", None, "ban"), ("event", None, "ban"), True),
        (("event", None, "ban"), ("event", None, "cap"), False),
        (("level", None, "night"), ("level", 2.0, ""), False),
        (("change", 1.0, ""), ("ratio", 2.0, ""), False),
    ],
)
def test_what_agrees_in_value(coded, read, agrees):
    (kind, value, word), (kind2, value2, word2) = coded, read
    assert agree_value(code(FIRST, "flow", kind, value, code=word), claim("eased", "flow", kind2, value2, code=word2)) is agrees


@given(st.integers(-30, 30), st.integers(-30, 30))
def test_a_period_is_right_within_four_days_at_both_ends(early, late):
    coded = code(FIRST, "flow", start=DAY, end=DAY + timedelta(90))
    read = claim("eased", "flow", start=DAY + timedelta(early), end=DAY + timedelta(90 + late))
    assert agree_period(coded, read) is (abs(early) <= 4 and abs(late) <= 4)


@pytest.mark.parametrize(
    ("coded", "read", "right"),
    [
        ((DAY, None), (DAY - timedelta(14), None), True),
        ((DAY, None), (DAY - timedelta(32), None), False),
        ((DAY, None), (DAY - timedelta(14), DAY), False),
        ((DAY, DAY), (DAY - timedelta(14), DAY - timedelta(10)), True),
        ((DAY, DAY), (DAY - timedelta(14), None), True),
        ((DAY, DAY), (None, DAY), False),
        ((date(2018, 1, 1), None), (DAY - timedelta(14), None), False),
        ((date(2018, 1, 1), None), (date(2018, 1, 3), None), True),
        ((None, None), (DAY, None), False),
    ],
)
def test_a_period_that_no_words_tell_is_right_within_the_month_before_publication(coded, read, right):
    code_of = replace(code(FIRST, "flow", start=coded[0], end=coded[1]), timed=False)
    claim_of = claim("eased", "flow", start=read[0], end=read[1])
    assert agree_implied_period(code_of, claim_of, DAY) is right
    strict = agree_implied_period(replace(code_of, timed=True), claim_of, DAY)
    assert strict is agree_period(code_of, claim_of) and (right or not strict)


def test_a_province_covers_its_sectors(yalu):
    assert covers("liaoning", "dandong", yalu) and covers("sinuiju", "dandong", yalu)
    assert (
        not covers("jilin", "dandong", yalu)
        and not covers("border", "dandong", yalu)
        and not covers("nowhere", "dandong", yalu)
    )


def test_voices_are_mapped_one_to_one():
    def pairs(*voices: str):
        made = [each.split() for each in voices]
        return [(code(FIRST, "flow", voice=one), claim("eased", "flow", voice=other)) for one, other in made]

    assert right_voices(pairs("S1 S2", "S2 S1", "S1 S2")) == 3  # numbered otherwise, told apart rightly
    assert right_voices(pairs("S1 S1", "S2 S1", "S2 S1")) == 2  # two taken for one
    assert right_voices(pairs("S1 S1", "S1 S2", "R R", "D R")) == 2
    assert right_voices(pairs("S1 S2", "D S1", "D S1")) == 3  # an office read as a source, but as one
    assert right_voices(pairs("R S1", "S1 R")) == 0


def test_places_count_as_their_sector(yalu):
    assert sector_of("dandong", yalu) == sector_of("sino-korean-friendship-bridge", yalu) == "sinuiju-dandong"
    assert [sector_of(each, yalu) for each in ("pyongyang", "yalu", "jilin", "")] == ["pyongyang", "yalu", "jilin", ""]


@pytest.mark.parametrize(
    "text",
    [
        "?Theres no fence,? he said. Trade fell.",
        "“There’s no\nfence,” he  said. Trade fell.",
        'Menu"There\'s no fence," he said. "There\'s no fence," he said. Trade fell.',
    ],
)
def test_sentences_are_found_whatever_became_of_marks_and_spaces(text):
    place = Text(text)
    start, end = place.sentence(code('"There\'s no fence," he said.', "enforcement"))
    assert text[start:end].startswith("There") and text[start:end].endswith("said")
    assert place.unit(start + 3) == start and place.unit(text.index("Trade")) >= end


def test_a_word_is_no_part_of_a_word():
    assert Text("Moreover. More.").find("More.") == (10, 14)
    assert Text("Moreover").find("More") is None


def test_a_sentence_cut_off_ends_with_the_text():
    place = Text("Trade fell by ha")
    assert place.sentence(code("Trade fell by half since the bans of the autumn", "official_trade")) is None
    assert place.sentence(replace(code("Trade fell by", "official_trade"), sentence_end="of the autumn")) == (0, 16)


@pytest.mark.parametrize(("lot", "background"), [("a", 40), ("b", 40), ("c", 0)])
def test_every_code_stands_in_its_page_and_uses_the_words_of_the_codebook(lot, background, yalu):
    """The pages' own bytes hold the words that the codes name: no code can be missed because it stands nowhere."""
    from contraflow.words.load import indicator_names

    pages = read_lot(lot)
    assert len(pages) >= 22 and len(read_background(lot)) == background
    seen = set()
    for page in pages:
        raw = page.path.read_text("utf-8").replace("\\u", " ").replace("&quot;", " ").replace("&amp;", " ").replace("\\n", " ")
        text = Text(raw)
        assert page.codes
        for each in page.codes:
            seen.add(each.indicator)
            assert text.sentence(each), (page.name, each.sentence_start)
            assert each.place in yalu.places and (each.good in yalu.goods or each.good == "all")
            assert each.indicator in indicator_names()
            assert each.start is None or each.end is None or each.start <= each.end
            assert (each.value is None) != (not each.code) or each.kind == "event", (page.name, each)
    assert seen == set(indicator_names())
