"""Questions as analysts type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contraflow.errors import OptionError
from contraflow.estimates.question import MONTHS, TOLD_BY, Question, read_question

FIRST, LAST = date(2016, 1, 1), date(2019, 6, 30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("enforcement china sinuiju-dandong 2018-05", ("enforcement", "china", "sinuiju-dandong", "2018-05-01", "2018-05-31")),
        ("May 2018: enforcement on the Chinese side?", ("enforcement", "china", "border", "2018-05-01", "2018-05-31")),
        ("enforcement, China, in May 2018", ("enforcement", "china", "border", "2018-05-01", "2018-05-31")),
        ("2018-05-07 flow", ("flow", "", "border", "2018-05-07", "2018-05-07")),
        ("flow coal 2017", ("flow_by_good", "coal", "border", "2017-01-01", "2017-12-31")),
        ("smuggling along the whole border 2018-03..2018-05", ("flow", "", "border", "2018-03-01", "2018-05-31")),
        ("hire fee from 2018-03-10 to 2018-04", ("hire_fee", "", "border", "2018-03-10", "2018-04-30")),
        ("official trade in 2018-04", ("official_trade", "in", "border", "2018-04-01", "2018-04-30")),
        ("official trade out in 2018-04", ("official_trade", "out", "border", "2018-04-01", "2018-04-30")),
        ("imports official trade sept 2017", ("official_trade", "in", "border", "2017-09-01", "2017-09-30")),
        ("licensed trade imports sep 2017", ("official_trade", "in", "border", "2017-09-01", "2017-09-30")),
        ("price of seafood, 2018", ("price", "seafood", "border", "2018-01-01", "2018-12-31")),
        ("openness Dandong 2018-05", ("openness", "", "sinuiju-dandong", "2018-05-01", "2018-05-31")),
    ],
)  # fmt: skip
def test_a_question_is_read_as_it_is_meant(yalu, text, expected):
    found = read_question(text, yalu)
    assert (found.quantity, found.key, found.place, str(found.start), str(found.end)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no period"),
        ("flow", "no period"),
        ("flow 2018-13", "a day, month or year of the calendar"),
        ("flow 2018-02-30", "a day, month or year of the calendar"),
        ("flow 2018 2017", "2 periods"),
        ("flow 2018-05..2018-03", "an end after its start"),
        ("2018-05", "no quantity"),
        ("enforcement 2018-05", "without a side; allowed: china, dprk"),
        ("enforcement china dprk 2018-05", "two of side"),
        ("enforcment china 2018-05", "write 'enforcement'"),
        ("flow xyzzy 2018-05", "'xyzzy'"),
        ("hire fee sinuiju-dandong 2018-05", "of the whole border only"),
        ("flow coal sinuiju-dandong 2018", "by place and by good"),
        ("price 2018", "without a good"),
        ("flow minerals-and-metals 2018", "do: "),
        ("official trade 2018", "without a direction; allowed: out, in"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(yalu, text, reason):
    with pytest.raises(OptionError, match=reason):
        read_question(text, yalu)


def columns_of(case):
    keys = {"side": case.sides, "direction": ("out", "in"), "good": tuple(good.id for good in case.modelled_goods)}
    for quantity, told_by in TOLD_BY.items():
        places = ("border", *case.sector_ids) if "place" in told_by else ("border",)
        slot = next((each for each in told_by if each != "place"), "")
        for key in keys.get(slot, ("",)):
            yield from ((quantity, key, place) for place in places)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_question_can_be_asked_in_any_order_and_asked_again(yalu, data):
    quantity, key, place = data.draw(st.sampled_from(sorted(columns_of(yalu))))
    start = FIRST + timedelta(data.draw(st.integers(0, (LAST - FIRST).days)))
    end = min(start + timedelta(data.draw(st.integers(0, 400))), LAST)
    question = Question(quantity, key, place, start, end)
    assert read_question(str(question), yalu) == question
    first = "flow" if quantity == "flow_by_good" else quantity
    words = [word for word in (first, key, "" if place == "border" else place, f"{start} to {end}") if word]
    shuffled = data.draw(st.permutations(words))
    if key != "in":  # "in" says a direction only where it can be nothing else
        assert read_question(" ".join(shuffled).upper(), yalu) == question


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2016, 2019), st.integers(1, 12), st.sampled_from(["{0}-{1:02d}", "{0}-{1}", "{2} {0}", "{3} {0}", "{3}. {0}"])
)
def test_months_are_read_in_every_spelling(yalu, year, month, form):
    name = MONTHS[month - 1]
    found = read_question("flow " + form.format(year, month, name, name[:3]), yalu)
    assert (found.start.year, found.start.month, found.start.day) == (year, month, 1)
    assert found.end.month == month and (found.end + timedelta(1)).day == 1


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(
    ["flow", "enforcement", "china", "2018", "2018-05", "to", "..", "in", "coal", "sinuiju-dandong", "may", "0000", "2018-00"]
), max_size=8).map(" ".join)))  # fmt: skip
def test_no_text_ends_in_anything_but_a_question_or_advice(yalu, text):
    try:
        found = read_question(text, yalu)
    except OptionError as error:
        assert "found" in str(error) and "allowed" in str(error) and "do:" in str(error)
    else:
        assert found.quantity in TOLD_BY and found.start <= found.end
