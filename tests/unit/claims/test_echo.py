"""A retelling is linked to its original; agreement, a follow-up and an outlet that is merely named are none."""

from dataclasses import replace
from datetime import date

import pytest

from contraflow.claims.claim import Claim
from contraflow.claims.echo import find_echo
from contraflow.claims.extract import read_claims
from contraflow.reports.report import Report

ORIGINAL = (
    "“Smuggling is thriving again on our stretch of the river,” a resident of North Pyongan told RFA this week.\n\n"
    "“Chinese police have clearly eased their patrols since May,” the resident said.\n\n"
    "The fee for a hired boat is half of what it was in winter, a trader said.\n\n"
    "“We bring the crabs over in broad daylight,” the trader said.\n\n"
    "If the talks go well, there will be even more smuggling, he added."
)
RETELLING = (
    "Smuggling across the Yalu has come back to life, Radio Free Asia reported on Friday.\n\n"
    "“Smuggling is thriving again on our stretch of the river,” the broadcaster quoted a resident as saying.\n\n"
    "Chinese police have eased their patrols since May. The fee for a hired boat is half of what it was before."
)
NO_NAME = (
    "“Smuggling is thriving again on our stretch of the river,” a resident of North Pyongan said this week. “Chinese police "
    "have clearly eased their patrols since May,” the resident said. The fee for a hired boat is half of what it was in winter."
)
INDEPENDENT = (
    "Boats cross at night once more and smuggling is flourishing, a broker in Dandong told this newspaper.\n\n"
    "Border police have loosened their checks since May. The fee for a hired boat has halved.\n\n"
    "Live crabs come in by day."
)
NAMED_FOR_SOMETHING_ELSE = (
    "Imports of coal fell by 40 percent in April, customs data show.\n\n"
    "In March RFA reported that rice prices had risen. Diesel prices have risen, too, a driver said."
)


def report_of(name: str, outlet: str, text: str, day: int, **changes: str) -> Report:
    plain = Report(name, outlet, "", "", date(2018, 6, day), "", "en", "", "", "", "", "", (), text, "")
    return replace(plain, **changes)


@pytest.fixture(scope="module")
def read(yalu):
    def both(report: Report) -> tuple[Report, tuple[Claim, ...]]:
        return report, read_claims(report, yalu)

    return both


@pytest.mark.parametrize(
    ("text", "outlet", "day", "echo"),
    [
        (RETELLING, "Korea Times", 11, "rfa"),
        (RETELLING, "Korea Times", 7, "rfa"),  # a date of the day before, by the time zone
        (RETELLING, "Korea Times", 30, ""),  # three weeks later it speaks of something else
        (RETELLING, "Korea Times", 2, ""),  # before the original
        (RETELLING, "RFA", 11, ""),  # an outlet does not retell itself
        (NO_NAME, "Some Mirror", 9, "rfa"),
        (NO_NAME, "Some Mirror", 20, ""),
        (INDEPENDENT, "Korea Times", 11, ""),
        (NAMED_FOR_SOMETHING_ELSE, "Korea Times", 11, ""),
    ],
)
def test_a_retelling_is_known_by_the_outlet_it_names_or_the_words_it_repeats(text, outlet, day, echo, read):
    report, claims = read(report_of("later", outlet, text, day))
    assert find_echo(report, claims, [read(report_of("rfa", "RFA", ORIGINAL, 8))]) == echo


def test_agreement_is_no_echo_and_the_independent_report_does_agree(read):
    original, told = read(report_of("rfa", "RFA", ORIGINAL, 8))
    report, claims = read(report_of("later", "Korea Times", INDEPENDENT, 9))
    shared = {(claim.indicator, claim.kind) for claim in claims} & {(claim.indicator, claim.kind) for claim in told}
    assert len(shared) >= 3
    assert find_echo(report, claims, [(original, told)]) == ""


def test_a_retelling_of_a_retelling_is_linked_to_the_original(read):
    first = read(report_of("korea-times", "Korea Times", RETELLING, 9, echo_of="rfa"))
    report, claims = read(report_of("copy", "Some Mirror", RETELLING, 10))
    assert find_echo(report, claims, [first]) == "rfa"
    assert find_echo(report, claims, [read(report_of("rfa", "RFA", ORIGINAL, 8)), first]) == "rfa"


def test_of_two_originals_that_are_as_good_none_is_guessed(read):
    one, other = (read(report_of(name, "RFA", ORIGINAL, 8)) for name in ("rfa", "rfa-2"))
    report, claims = read(report_of("later", "Korea Times", RETELLING, 9))
    assert find_echo(report, claims, [one, other]) == ""


def test_an_original_known_by_its_claims_alone_is_found_when_its_outlet_is_named(read):
    original, told = read(report_of("rfa", "RFA", ORIGINAL, 8))
    report, claims = read(report_of("later", "Korea Times", RETELLING, 9))
    assert find_echo(report, claims, [(replace(original, text=""), told)]) == "rfa"
    assert find_echo(report, claims[:1], [(replace(original, text=""), told)]) == ""


def test_without_a_date_nothing_is_linked(read):
    original = read(report_of("rfa", "RFA", ORIGINAL, 8))
    report, claims = read(replace(report_of("later", "Korea Times", RETELLING, 9), published=None))
    assert find_echo(report, claims, [original]) == ""


def test_the_outlet_through_which_a_page_came_counts_as_named(read):
    original = read(report_of("rfa", "RFA", ORIGINAL, 8))
    text = (
        "The fee for a hired boat is half of what it was in winter. Smuggling is thriving. Chinese police have eased patrols."
    )
    report, claims = read(report_of("later", "Some Mirror", text, 9))
    assert find_echo(report, claims, [original]) == ""
    assert find_echo(replace(report, via="Radio Free Asia"), claims, [original]) == "rfa"
