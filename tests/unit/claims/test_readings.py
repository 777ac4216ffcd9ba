"""What the parts of the reader make together: voices in a sentence, carried places and goods, periods by kind, protection."""

from dataclasses import replace
from datetime import date

import pytest

from contraflow.claims.extract import read_claims
from contraflow.claims.persons import role_of
from tests.gold_readings import report_of


def read(text, case, **changes):
    return read_claims(replace(report_of(text), **changes), case)


def test_two_voices_of_one_sentence_say_each_its_own(yalu):
    text = "A trader said that smuggling has increased, while a boatman said that patrols were reduced."
    claims = read(text, yalu)
    assert [(claim.indicator, claim.voice, claim.role) for claim in claims] == [
        ("flow", "S1", "trader"),
        ("enforcement", "S2", "carrier"),
    ]


def test_whom_a_source_quotes_is_no_source_of_the_report(yalu):
    text = "A trader said that an official told her that patrols were reduced."
    assert {(claim.voice, claim.role) for claim in read(text, yalu)} == {("S1", "trader")}


def test_a_named_source_is_known_again_by_name_and_the_name_is_told_nowhere(yalu):
    text = (
        "“Checks have eased,” said Pak Example, a trader in Hyesan. ¶ Smuggling has increased, Pak said. "
        "¶ An official denied it. ¶ Bribes have risen, Mr. Pak added."
    )
    claims = read(text, yalu)
    assert [claim.voice for claim in claims] == ["S1", "S1", "S1"]
    for claim in claims:
        anchor = claim.anchor
        told = f"{anchor.prefix} {anchor.exact} {anchor.suffix} {claim.paraphrase} {claim.cause} {claim.condition}"
        assert "Pak" not in told and "Example" not in told and "trader" not in told


@pytest.mark.parametrize(
    ("description", "role"),
    [
        ("trade official in Sinuiju", "official"),
        ("source close to the guards", "unspecified"),
        ("source who works as a driver", "carrier"),
        ("woman who sells fish", "trader"),
        ("former border guard who defected in 2014", "defector"),
        ("local trader", "trader"),
        ("resident of a village of fishermen", "resident"),
        ("reporting partner", "unspecified"),
    ],
)
def test_a_role_is_that_of_the_head_word_or_of_the_work_done(description, role):
    assert role_of(description) == role


def test_questions_assert_nothing_and_a_lost_quotation_mark_makes_none(yalu):
    assert read("Has smuggling increased?", yalu) == ()
    assert read("Q: Are bribes rising? ¶ A: Bribes have risen.", yalu)[0].voice == "S1"
    assert len(read("?Smuggling has increased,? a trader said.", yalu)) == 1


def test_what_has_no_place_is_told_of_the_place_of_the_lead(yalu):
    text = "Patrols have been doubled near Hyesan. ¶ Bribes have risen. ¶ Checks between China and North Korea have eased."
    assert [claim.place for claim in read(text, yalu)] == ["hyesan-changbai", "hyesan-changbai", "border"]
    assert read("Bribes have risen.", yalu, title="Guards of Hyesan Ask for More")[0].place == "hyesan-changbai"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Guards seized a boat.", date(2018, 6, 2)),  # an event: the last days
        ("The rental fee for a boat is 100 yuan.", date(2018, 5, 30)),
        ("Smuggling has increased.", date(2018, 5, 25)),
        ("Checks have eased since April. Smuggling is thriving.", date(2018, 5, 25)),  # no word ties it to the turning point
        ("Checks have eased since April. Since then smuggling is thriving.", date(2018, 4, 1)),
    ],
)
def test_without_words_of_time_the_period_goes_by_the_kind_unless_words_tie_it_to_a_turning_point(text, start, yalu):
    assert read(text, yalu)[-1].start == start


def test_figures_further_down_are_of_the_days_of_the_first(yalu):
    text = "Customs data showed that coal imports fell 30 percent in April. ¶ Seafood imports dropped 50 percent."
    assert [(claim.voice, claim.start) for claim in read(text, yalu)] == [("D", date(2018, 4, 1))] * 2


def test_since_the_talks_is_since_the_talks_of_the_calendar(yalu, toy):
    text = "Checks have eased since the talks."
    (claim,) = read(text, yalu)
    assert claim.start == max(
        event.start for event in yalu.calendar if event.kind == "talks" and event.known <= date(2018, 6, 8)
    )
    assert read(text, toy)[0].start == date(2018, 5, 25)


def test_of_an_amount_that_moved_the_former_one_is_kept(yalu):
    (claim,) = read("The rental fee for a boat was cut from 300 to 150 yuan.", yalu)
    assert (claim.value, claim.compared_with) == (150.0, "300 CNY")


def test_since_when_a_source_is_what_is_no_time_of_the_claim(yalu):
    text = "A trader who left Hyesan in March 2012 said that smuggling has increased."
    assert read(text, yalu)[0].start == date(2018, 5, 25)


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("A trader said the guards take bribes.", {("S1", "trader")}),
        ("He said a trader was fined. Smuggling has increased.", {("R", "reporter")}),
        ("“Smuggling has increased,” an official from the customs house is quoted as saying.", {("S1", "official")}),
        (
            "Several traders said bribes have risen. ¶ One of them, who called himself Mr Oh, said smuggling has increased.",
            {("R", "reporter"), ("S1", "trader")},
        ),
        (
            "A resident said patrols were reduced. The news agency said smuggling has increased.",
            {("S1", "resident"), ("R", "reporter")},
        ),
    ],
)
def test_who_is_spoken_of_is_not_who_speaks(text, voices, yalu):
    assert {(claim.voice, claim.role) for claim in read(text, yalu)} == voices
