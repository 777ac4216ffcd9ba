"""Whatever the text, words of time, number, place and speech are read without harm, and what they give is in order."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.claims.attribution import attribute, source_spans
from contraflow.claims.modality import find_modality
from contraflow.claims.numbers import find_counts, find_money, find_ratio
from contraflow.claims.protect import mask_sources
from contraflow.claims.sentences import split_sentences
from contraflow.claims.when import find_period
from contraflow.claims.where import find_places
from tests.properties.test_reader_text import YALU

MODALITIES = {"asserted", "hearsay", "expected", "conditional", "denied"}
TIMES = [
    "since", "until", "from", "to", "between", "and", "by", "early", "late", "mid-", "the end of", "May", "February 30",
    "31 April",
    "March 2017", "last", "this", "next", "week", "month", "year", "winter", "Monday", "on", "in", "2016", "two", "99999999",
    "weeks",
    "ago", "the first", "quarter", "of", "half", "for", "the past", "days", "it will", "than", "the 31st of this month",
    "12", "Dec. 5",
]  # fmt: skip
NUMBERS = [
    "at least", "up to", "between", "and", "to", "-", "from", "fell", "half", "a", "a third", "two", "hundred", "thousand",
    "million",
    "40-50,000", "1,5", "0", "3.5", "yuan", "won", "$", "per", "kg", "boats", "percent", "tens of", "several", "doubled",
    "times", "as",
    "down", "trucks", "a day", "dozen", "less", "and a half",
]  # fmt: skip
SPEECH = [
    "said", "a trader", "another", "the source", "in Hyesan", "“", "”", '"', "he", "told RFA", ",", ".", "Pak Example,",
    "a professor",
    "who asked not to be named", "residents", "say", "according to", "customs data", "Q: ", "A: ", "\n\n", "it", "the ministry",
    "Daily NK reported", "one", "a second source", "Mr. Oh", "if", "will", "rumours", "denied", "that", "smuggling rose",
]  # fmt: skip


def salad(words: list[str], most: int = 14) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=most).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(salad(TIMES), st.text(max_size=60)), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_period_ends_no_earlier_than_it_begins(text, published):
    period = find_period(text, published, YALU.calendar)
    if period and period.start and period.end:
        assert period.start <= period.end


@settings(max_examples=200, deadline=None)
@given(st.one_of(salad(NUMBERS), st.text(max_size=60)))
def test_numbers_stand_between_their_ends_and_where_they_say(text):
    for amount in (*find_money(text), *find_counts(text)):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.bound in {"", "at least", "at most"} and amount.value >= 0
        if amount.low is not None and amount.high is not None:
            assert amount.low <= amount.value <= amount.high
    ratio = find_ratio(text)
    assert ratio is None or (ratio[0] >= 0 and text[ratio[1] : ratio[2]])


@settings(max_examples=150, deadline=None)
@given(st.one_of(salad(SPEECH, 30), st.text(max_size=120)))
def test_every_sentence_has_a_voice_and_masks_keep_lengths(text):
    sentences = split_sentences(text)
    for turns in attribute(sentences, YALU, "RFA"):
        assert turns and turns[0][0] == 0
        assert [at for at, _ in turns] == sorted({at for at, _ in turns})
        assert all(voice.id in {"R", "D"} or voice.id[0] == "S" for _, voice in turns)
    masked = mask_sources(text)
    assert len(masked) == len(text) and masked.count("\n") == text.count("\n")
    assert all(not masked[start:end].strip() for start, end in source_spans(text))
    assert all(0 <= place.start < place.end <= len(text) for place in find_places(text, YALU))


@settings(max_examples=100, deadline=None)
@given(salad(SPEECH, 20), st.data())
def test_modality_is_one_of_five_and_conditions_are_short(text, data):
    start = data.draw(st.integers(0, len(text)))
    read = find_modality(text, text, start, data.draw(st.integers(start, len(text))))
    assert read.modality in MODALITIES and len(read.condition.split()) <= 8
    assert bool(read.condition) == (read.modality == "conditional")
