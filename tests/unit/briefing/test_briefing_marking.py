import dataclasses

import pytest
from briefing_example import KNOWN_BY, Example, example_claim, example_report

from contraflow.briefing import Briefing, brief
from contraflow.briefing.page import write_page
from contraflow.claims.claim import Evidence
from contraflow.errors import InputError
from contraflow.release.marks import LABELS, strictest_marking

REPORT = example_report(0, KNOWN_BY)


def with_first_claim(inputs: Example, **changes: object) -> Briefing:
    claims = (dataclasses.replace(inputs.evidence.claims[0], **changes), *inputs.evidence.claims[1:])  # type: ignore[arg-type]
    evidence = Evidence(inputs.evidence.reports, claims)
    return brief(inputs.estimates, None, inputs.case, evidence, inputs.observations)


def test_the_most_restrictive_marking_wins() -> None:
    claims = [example_claim(REPORT.id, n, marking=label) for n, label in enumerate(LABELS)]
    assert strictest_marking(claims) == "TLP:RED"
    assert strictest_marking(claims[:3]) == "TLP:AMBER"
    assert strictest_marking([example_claim(REPORT.id, 1)]) == ""


def test_older_and_shorter_spellings_are_understood() -> None:
    assert strictest_marking([example_claim(REPORT.id, 1, marking="white")]) == "TLP:CLEAR"
    assert strictest_marking([example_claim(REPORT.id, 1, marking="tlp:amber+strict")]) == "TLP:AMBER+STRICT"


def test_an_unknown_marking_names_the_claim() -> None:
    with pytest.raises(InputError, match=f"{REPORT.id}/1 marking: found 'SECRET'"):
        strictest_marking([example_claim(REPORT.id, 1, marking="SECRET")])


def test_claims_of_public_reports_need_no_banner(briefing: Briefing) -> None:
    assert briefing.marking == "" and briefing.warnings == ()
    assert b'class="marking"' not in write_page(briefing, b"")


def test_a_marking_is_shown_at_head_and_foot(inputs: Example) -> None:
    page = write_page(with_first_claim(inputs, marking="TLP:AMBER"), b"").decode()
    assert page.count("TLP:AMBER</p>") == 2


def test_unmarked_claims_without_a_public_report_are_not_releasable(inputs: Example) -> None:
    made = with_first_claim(inputs, report="private-note")
    assert made.warnings and made.warnings[0].startswith("Unmarked: not releasable. One claim shown here carries no marking")
    assert b"Unmarked: not releasable" in write_page(made, b"")


@pytest.mark.parametrize("audience", LABELS)
def test_evidence_that_the_audience_may_not_see_is_refused(inputs: Example, audience: str) -> None:
    for label in LABELS:
        claims = (dataclasses.replace(inputs.evidence.claims[0], marking=label), *inputs.evidence.claims[1:])
        given = (inputs.estimates, None, inputs.case, Evidence(inputs.evidence.reports, claims), inputs.observations)
        if LABELS.index(label) <= LABELS.index(audience):
            assert brief(*given, audience=audience).marking == label
        else:
            with pytest.raises(InputError, match=r"marks closer than the audience; allowed: TLP:"):
                brief(*given, audience=audience)


def test_a_briefing_carries_the_mark_of_its_estimates_and_says_who_it_is_for(inputs: Example) -> None:
    run = dataclasses.replace(inputs.estimates.run, marking="TLP:AMBER", audience="TLP:AMBER")
    estimates = dataclasses.replace(inputs.estimates, run=run)
    made = brief(estimates, None, inputs.case, inputs.evidence, inputs.observations)
    assert made.marking == "TLP:AMBER" and b"--release TLP:AMBER" in write_page(made, b"")
    with pytest.raises(InputError, match="closer than the audience"):
        brief(estimates, None, inputs.case, inputs.evidence, inputs.observations, audience="TLP:GREEN")
