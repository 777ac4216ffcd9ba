from dataclasses import replace
from datetime import date

import pytest
from briefing_example import Example, example_claim, example_report

from contraflow.briefing import brief
from contraflow.briefing.contradictions import Contradiction, find_contradictions, one_to_one
from contraflow.briefing.material import Material
from contraflow.claims.claim import Claim, Evidence

ONE = example_report(0, date(2018, 5, 20))
OTHER = example_report(1, date(2018, 5, 25))
FALLS = example_claim(ONE.id, 1, value=-1.0)
RISES = example_claim(OTHER.id, 1, value=1.0, known=date(2018, 5, 25))


def found(inputs: Example, *claims: Claim) -> tuple[Contradiction, ...]:
    evidence = Evidence((ONE, OTHER), claims)
    return find_contradictions(Material(inputs.estimates, None, inputs.case, evidence, inputs.observations))


def test_a_fall_and_a_rise_of_one_thing_contradict_each_other(inputs: Example) -> None:
    (pair,) = found(inputs, RISES, FALLS)
    assert (pair.first, pair.second) == (FALLS, RISES)


def test_a_low_and_a_high_level_contradict_each_other(inputs: Example) -> None:
    low = replace(FALLS, kind="level", value=1.0)
    high = replace(RISES, kind="level", value=3.0)
    assert len(found(inputs, low, high)) == 1


def test_a_ratio_points_up_or_down(inputs: Example) -> None:
    assert len(found(inputs, replace(FALLS, kind="ratio", value=0.5), RISES)) == 1


def test_a_claim_about_a_sector_contradicts_one_about_the_border(inputs: Example) -> None:
    assert len(found(inputs, FALLS, replace(RISES, place="old-dam-west"))) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"value": 0.0},
        {"value": None},
        {"value": -2.0},
        {"kind": "level", "value": 2.0},
        {"kind": "level", "value": 4.0},
        {"indicator": "flow"},
        {"side": "east"},
        {"scope": "interior"},
        {"modality": "expected"},
        {"modality": "conditional"},
        {"modality": "denied"},
        {"echo_of": "another"},
        {"start": date(2017, 1, 1), "end": date(2017, 2, 1)},
        {"known": date(2018, 6, 20)},
        {"known": None},
        {"report": ONE.id},
    ],
)
def test_these_do_not_contradict_a_fall(inputs: Example, changes: dict[str, object]) -> None:
    assert found(inputs, FALLS, replace(RISES, **changes)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"place": "old-dam"}, {"place": "mill-bend"}),
        ({"good": "coal"}, {"good": "fuel"}),
        ({"direction": "in"}, {"direction": "out"}),
        ({"licensed": "licensed"}, {"licensed": "unlicensed"}),
    ],
)
def test_claims_about_different_things_do_not_contradict(
    inputs: Example, one: dict[str, object], other: dict[str, object]
) -> None:
    assert found(inputs, replace(FALLS, **one), replace(RISES, **other)) == ()  # type: ignore[arg-type]


def test_the_gap_between_periods_is_at_most_forty_five_days(inputs: Example) -> None:
    early = {"start": date(2018, 2, 1), "end": date(2018, 3, 17)}
    assert found(inputs, FALLS, replace(RISES, **early))[0].gap_days == 45  # type: ignore[arg-type]
    assert found(inputs, FALLS, replace(RISES, **(early | {"end": date(2018, 3, 16)}))) == ()  # type: ignore[arg-type]


def test_one_loud_claim_is_shown_once(inputs: Example) -> None:
    more = [replace(RISES, id=f"{OTHER.id}/{n}", number=n, voice=f"S{n}") for n in (2, 3)]
    pairs = found(inputs, FALLS, RISES, *more)
    assert len(pairs) == 3
    assert len(one_to_one(pairs)) == 1


def test_both_sides_are_shown_with_who_and_when(inputs: Example) -> None:
    evidence = Evidence(
        (*inputs.evidence.reports, ONE, OTHER),
        (
            *inputs.evidence.claims,
            replace(FALLS, paraphrase="Fewer checks now."),
            replace(RISES, paraphrase="More checks now."),
        ),
    )
    made = brief(inputs.estimates, None, inputs.case, evidence, inputs.observations)
    section = next(section for section in made.sections if section.id == "contradictions")
    shown = str(section)
    for words in ("Fewer checks now.", "More checks now.", ONE.outlet, OTHER.outlet, "20 May 2018", "25 May 2018"):
        assert words in shown
