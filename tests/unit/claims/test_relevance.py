"""What a page is about: of other countries nothing is taken, of the border all but what is said of third ones."""

import pytest

from contraflow.case.case import Case
from contraflow.claims.relevance import relevant

CHECKS = "Patrols on the bank have eased since May."


def may_be(sentence: str, text: str, case: Case, indicator: str = "enforcement", title: str = "Checks ease") -> bool:
    return relevant(title, text, text, case)(sentence, indicator)


@pytest.mark.parametrize(
    "other",
    [
        "Patrols along the coast of Peru have eased.",
        "Polish guards no longer stop the lorries.",
        "Traders in Canada pay half of what they paid.",
    ],
)
def test_a_page_about_another_country_gives_nothing(toy: Case, other: str) -> None:
    text = f"{other}\n\n{CHECKS}"
    assert not may_be(other, text, toy)
    assert not may_be(CHECKS, text, toy)  # nor does a sentence in it that names nobody


@pytest.mark.parametrize("own", ["Southland", "Southern traders", "the Long River", "Midtown", "the Old Ferry landing"])
def test_a_page_about_the_border_does(toy: Case, own: str) -> None:
    text = f"Much has changed for {own} this year.\n\n{CHECKS}"
    assert may_be(CHECKS, text, toy)
    # though it names other countries, too
    assert may_be(CHECKS, f"{text}\n\nPolish lorries wait for days.", toy)


def test_a_title_is_enough_to_be_about_the_border(toy: Case) -> None:
    text = f"{CHECKS}\n\nLorries from Peru wait."
    assert may_be(CHECKS, text, toy, title="Southland opens")
    assert not may_be(CHECKS, text, toy)


def test_a_sentence_of_a_third_country_is_skipped(toy: Case) -> None:
    third = "Polish guards no longer stop the lorries."
    text = f"Southland has opened its piers.\n\n{third}\n\n{CHECKS}"
    assert not may_be(third, text, toy)
    assert may_be(CHECKS, text, toy)


@pytest.mark.parametrize("own", ["Northland", "Southland", "Midtown", "Islandia and Southland"])
def test_a_sentence_of_a_third_country_and_the_border_is_read(toy: Case, own: str) -> None:
    both = f"Guards of {own} no longer stop Polish lorries."
    assert may_be(both, f"{both}\n\nSouthland has opened its piers.", toy)


def test_a_page_that_names_nobody_is_read(toy: Case) -> None:
    assert may_be(CHECKS, f"{CHECKS}\n\nOn Monday the Ministry said so.", toy)


def test_the_far_side_alone_is_no_other_country(toy: Case) -> None:
    assert may_be(CHECKS, f"{CHECKS}\n\nNorthland has fewer guards.", toy)


def test_a_page_that_names_neither_the_controlled_side_nor_a_place_but_some_other_name_is_dropped(toy: Case) -> None:
    # known behaviour, and a price that is paid: a page on the border that names only a village the case does not list is lost
    village = f"{CHECKS}\n\nBoats leave from Quenford every night."
    assert not may_be(CHECKS, village, toy)
    assert not may_be(CHECKS, f"{village}\n\nNorthland has fewer guards.", toy)  # the far side does not save it
    assert may_be(CHECKS, village.replace("Quenford", "Midtown"), toy)
    assert may_be(CHECKS, f"{village}\n\nSouthland knows.", toy)


@pytest.mark.parametrize("words", ["go to Quenford", "a trader named Quenford left", "Mr Quenford left"])
def test_where_something_goes_and_who_somebody_is_are_no_other_place(toy: Case, words: str) -> None:
    assert may_be(CHECKS, f"{CHECKS}\n\nMany a boat will {words}.", toy)


def test_a_power_alone_is_about_something_else(toy: Case) -> None:
    assert not may_be(CHECKS, f"{CHECKS}\n\nThe guards of Islandia are few.", toy)


def test_dealings_of_powers_count_wherever_they_meet_unless_they_fall_upon_others(toy: Case) -> None:
    talks = "Islandia and Northland will hold talks in June."
    assert may_be(talks, f"{talks}\n\nThe envoys stay in Quenford.", toy, "diplomacy")
    assert not may_be(talks, f"{talks}\n\nThe envoys stay in Quenford.", toy, "enforcement")
    upon = "Islandia put new sanctions on Peru."
    assert not may_be(upon, upon, toy, "sanction")
    assert may_be(upon, f"{upon}\n\nSouthland took note.", toy, "sanction")  # on a page about the border they are weighed
