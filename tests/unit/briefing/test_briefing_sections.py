import dataclasses
from datetime import date

import numpy as np
import pytest
import xarray as xr
from briefing_example import Example, example, example_claim, example_report
from test_briefing_footnotes import parts, section_of

from contraflow.briefing import Briefing, brief
from contraflow.briefing.briefing import Bullets, Figure, Table, plain_text
from contraflow.briefing.sections.judgements import verdict
from contraflow.briefing.sections.made import command
from contraflow.briefing.sections.order import SECTIONS
from contraflow.briefing.sections.sources import credits_text
from contraflow.briefing.witnesses import by_witness
from contraflow.claims.claim import Evidence
from contraflow.errors import InputError
from contraflow.estimates.estimate import Influence, Judgement
from contraflow.observations.observation import LeftOut, Observations

ORDER = [
    "judgements",
    "weeks",
    "river",
    "signs",
    "moved",
    "ahead",
    "contradictions",
    "sources",
    "unused",
    "rejected",
    "made",
    "glossary",
]


def judged(statement: str, chance: float) -> str:
    return verdict(Judgement("one", statement, chance, "", "low", "", None))


def test_the_sections_come_in_the_order_in_which_they_are_read(briefing: Briefing) -> None:
    assert [section.id for section in briefing.sections] == ORDER
    assert len(SECTIONS) == len(ORDER)


@pytest.mark.parametrize(
    ("chance", "sentence"),
    [
        (0.87, "It is very likely (87 %) that enforcement eased."),
        (0.5, "There is a roughly even chance (50 %) that enforcement eased."),
        (0.03, "There is almost no chance (3 %) that enforcement eased."),
        (0.004, "The chance is 0.4 % that enforcement eased."),
        (1.0, "The chance is over 99.9 % that enforcement eased."),
    ],
)
def test_word_and_number_stand_in_one_sentence(chance: float, sentence: str) -> None:
    assert judged("Enforcement eased", chance).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_a_proper_name_keeps_its_capital() -> None:
    assert judged("Westland's patrols eased.", 0.87) == "Westland's patrols eased: very likely (87\N{NO-BREAK SPACE}%)."


def test_confidence_stands_in_a_sentence_of_its_own(briefing: Briefing) -> None:
    for headline in briefing.headlines:
        chance, _, trust = headline.partition(". Our confidence")
        assert trust and "confidence" not in chance and "likely" not in trust


def test_the_command_repeats_the_run(inputs: Example) -> None:
    from contraflow.briefing.material import Material

    material = Material(inputs.estimates, inputs.forecast, inputs.case, inputs.evidence, inputs.observations)
    assert command(material) == (
        "contraflow brief cases/aru --known-by 2018-06-08 --seed 7 --particles 4000 --days 180 "
        "--if summit-2018-06-12=success --if summit-2018-06-12=failure"
    )


def test_what_cannot_be_told_apart_is_said_so(briefing: Briefing) -> None:
    ahead = section_of(briefing, "ahead")
    lines = [plain_text(item) for block in ahead.blocks if isinstance(block, Bullets) for item in block.items]
    assert any("by 3 points" in line and "cannot be told apart" in line for line in lines)
    assert any("0.17" in line and "cannot be told apart" not in line for line in lines)


def test_alternatives_are_called_by_what_happens_in_them(briefing: Briefing) -> None:
    shown = str(section_of(briefing, "ahead").blocks[-2:])
    assert "Summit of 12 June 2018: success" in shown
    assert "summit-2018-06-12=" not in shown


def test_shares_are_shown_in_per_cent_everywhere(briefing: Briefing, inputs: Example) -> None:
    median = float(inputs.estimates.weekly["daylight_share"].values[-1, 3])
    assert 0 < median < 1
    summary = plain_text(section_of(briefing, "signs").summary).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Daylight share stood at {100 * median:.0f} %" in summary
    ahead = str(section_of(briefing, "ahead").blocks)
    assert "+3.0\\xa0points" in ahead
    assert "share of live goods" not in ahead


def test_a_quantity_of_one_side_is_named_by_the_side(briefing: Briefing) -> None:
    captions = [plain_text(block.caption) for block in section_of(briefing, "moved").blocks if isinstance(block, Table)]
    assert any(caption.startswith("Enforcement, Westland, week of 4 June 2018") for caption in captions)


def test_the_size_of_a_change_is_said_in_its_own_unit(briefing: Briefing) -> None:
    said = " ".join(plain_text(block.line) for block in section_of(briefing, "judgements").blocks)  # type: ignore[union-attr]
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    assert "12.4 percentage points, with an 80 % interval of 2.5 to 21.0 percentage points" in said
    assert "times the level of the two months before" in said


def test_shifts_of_a_judgement_with_a_size_are_in_the_size_s_unit(briefing: Briefing, inputs: Example) -> None:
    notes = {note.text.partition(":")[0]: note for note in briefing.footnotes}
    with_size = notes["Hire fees have fallen since April 2018"]
    assert "Shifts below are shifts of the mean of the change itself" in with_size.text
    assert "of the level of the two months before" in plain_text(with_size.leads[0])
    without = notes["Enforcement on the western side eased in May 2018"]
    largest = max(abs(moved.shift) for moved in inputs.estimates.judgements[0].evidence)
    assert f"{100 * largest:.1f}\N{NO-BREAK SPACE}points" in plain_text(without.leads[0])


def test_claims_that_share_a_shift_stand_together() -> None:
    day = date(2018, 5, 1)
    alone = Influence("a-2018/1", 3.0, day, 1)
    together = [Influence("b-2018/1", -2.0, day, 2), Influence("b-2018/2", -2.0, day, 2)]
    other = Influence("c-2018/1", -2.0, day, 2)
    assert by_witness([other, together[0], alone, together[1]]) == [(alone,), (other,), tuple(together)]


def test_a_quantity_below_zero_is_drawn_inside_its_chart(inputs: Example) -> None:
    assert float(inputs.estimates.weekly["tolerance"].min()) < 0
    made = brief(inputs.estimates, None, inputs.case, inputs.evidence, inputs.observations)
    drawn = next(one.wide for one in parts(section_of(made, "signs"), Figure) if "Home tolerance" in one.wide)  # type: ignore[attr-defined]
    assert ">−" in drawn


def test_reasons_that_name_single_reports_are_counted_together(inputs: Example) -> None:
    reports = [report.id for report in inputs.evidence.reports[:3]]
    left = tuple(LeftOut(f"{report}/1", f"told by the claims of {report}") for report in reports)
    observations = Observations(inputs.observations.used, left)
    made = brief(inputs.estimates, None, inputs.case, inputs.evidence, observations)
    table = next(block for block in section_of(made, "unused").blocks if isinstance(block, Table))
    assert ("Told by the claims of another report", "3") in [tuple(map(plain_text, row)) for row in table.rows]


def test_reasons_for_leaving_evidence_out_are_counted(briefing: Briefing, inputs: Example) -> None:
    table = next(block for block in section_of(briefing, "unused").blocks if isinstance(block, Table))
    counts = {plain_text(row[0]): int(plain_text(row[1])) for row in table.rows}
    left = inputs.observations.left_out
    assert counts["Expected"] == sum(one.reason == "expected" for one in left)
    cut = inputs.case.day(inputs.estimates.run.known_by)
    late = sum(seen.known > cut for seen in inputs.observations.used)
    assert sum(counts.values()) == len(left) + late


def test_movers_are_ranked_by_the_size_of_their_shift(briefing: Briefing) -> None:
    tables = [block for block in section_of(briefing, "moved").blocks if isinstance(block, Table)]
    assert len(tables) == 4
    for table in tables:
        shifts = [abs(float(plain_text(row[3]).replace("−", "-").replace("±", ""))) for row in table.rows]
        assert shifts == sorted(shifts, reverse=True)


def test_credits_name_all_who_worked_on_a_report() -> None:
    report = dataclasses.replace(example_report(0, date(2018, 5, 1)), reporter="A", translator="B", writer="C", via="D")
    assert credits_text(report) == "reported by A; translated by B; written by C; via D"
    assert credits_text(dataclasses.replace(report, reporter="", translator="", writer="", via="")) == "no names given"


def test_the_map_and_its_table_agree(briefing: Briefing, inputs: Example) -> None:
    river = section_of(briefing, "river")
    figure = next(block for block in river.blocks if isinstance(block, Figure))
    table = next(block for block in river.blocks if isinstance(block, Table))
    assert len(table.rows) == len(inputs.case.sectors)
    for anchor, row in zip(table.anchors, table.rows, strict=True):
        assert f'href="#{anchor}"' in figure.wide and f'href="#{anchor}"' in figure.narrow
        openness = plain_text(row[1])
        assert f"{plain_text(row[0]).partition(' ')[2]}: openness {openness}" in figure.wide


def test_a_briefing_without_evidence_forecast_or_judgements_still_says_so(inputs: Example) -> None:
    bare = dataclasses.replace(
        inputs.estimates,
        judgements=(),
        rejected=(),
        headline=tuple(dataclasses.replace(one, evidence=()) for one in inputs.estimates.headline),
    )
    made = brief(bare, None, inputs.case, Evidence((), ()), Observations((), ()))
    assert len(made.sections) == len(ORDER)
    assert made.evidence == ()
    texts = " ".join(str(block) for section in made.sections for block in section.blocks)
    for words in (
        "supports no judgement",
        "No alternatives were asked for",
        "Nothing was weighed",
        "Every piece of evidence",
    ):
        assert words in texts


def test_a_border_of_one_sector_and_one_week_can_be_shown() -> None:
    small = example(n_sectors=1, weeks=1, n_reports=3)
    made = brief(small.estimates, small.forecast, small.case, small.evidence, small.observations)
    assert "The only sector" in plain_text(section_of(made, "river").summary)


def test_quantities_that_were_not_estimated_are_left_out_or_said(inputs: Example) -> None:
    names = list(inputs.estimates.weekly.data_vars)
    only = dataclasses.replace(inputs.estimates, weekly=inputs.estimates.weekly.drop_vars([n for n in names if n != "flow"]))
    made = brief(only, None, inputs.case, inputs.evidence, inputs.observations)
    assert "not estimated" in str(section_of(made, "river").blocks)
    assert "None of these was estimated" in str(section_of(made, "signs").blocks)


def test_weeks_without_numbers_leave_a_gap_and_not_a_line(inputs: Example) -> None:
    weekly = inputs.estimates.weekly.copy(deep=True)
    weekly["hire_fee"][10:20] = np.nan
    made = brief(dataclasses.replace(inputs.estimates, weekly=weekly), None, inputs.case, inputs.evidence, inputs.observations)
    drawn = [figure.wide for figure in parts(section_of(made, "signs"), Figure) if "Hire fee" in figure.wide]  # type: ignore[attr-defined]
    assert drawn and "nan" not in drawn[0] and drawn[0].count('stroke-width="2"') == 2


def test_a_level_that_is_missing_is_explained(inputs: Example) -> None:
    weekly = inputs.estimates.weekly.isel(quantile=slice(0, 5))
    with pytest.raises(InputError, match=r"quantiles .* allowed"):
        brief(
            dataclasses.replace(inputs.estimates, weekly=weekly),
            None,
            inputs.case,
            inputs.evidence,
            inputs.observations,
        )


def test_a_wrong_dimension_is_explained(inputs: Example) -> None:
    weekly: xr.Dataset = inputs.estimates.weekly.assign(hire_fee=inputs.estimates.weekly["flow"])
    with pytest.raises(InputError, match="hire_fee"):
        brief(
            dataclasses.replace(inputs.estimates, weekly=weekly),
            None,
            inputs.case,
            inputs.evidence,
            inputs.observations,
        )


def test_rejected_evidence_is_shown_with_what_was_done(briefing: Briefing) -> None:
    assert "damped to half its weight" in str(section_of(briefing, "rejected").blocks)


def test_only_eight_words_of_a_text_are_ever_shown(inputs: Example) -> None:
    from contraflow.claims.claim import Anchor

    long = "one two three four five six seven eight nine ten"
    claims = tuple(dataclasses.replace(claim, anchor=Anchor(long)) for claim in inputs.evidence.claims)
    evidence = Evidence(inputs.evidence.reports, claims)
    made = brief(inputs.estimates, None, inputs.case, evidence, inputs.observations)
    assert "seven eight" in str(made) and "nine" not in str(made.sections).replace("nine claims", "") + str(made.evidence)


def test_a_paraphrase_that_repeats_the_page_is_withheld(inputs: Example) -> None:
    sentence = "The guards at the old ford now wave every boat through."
    report = dataclasses.replace(inputs.evidence.reports[0], text=f"Quiet. {sentence} More.")
    claims = (example_claim(report.id, 1, paraphrase=sentence), *inputs.evidence.claims[1:])
    evidence = Evidence((report, *inputs.evidence.reports[1:]), claims)
    made = brief(inputs.estimates, None, inputs.case, evidence, inputs.observations)
    assert sentence not in str(made)
    assert "no paraphrase in own words" in str(made)
