import dataclasses
import re
from collections.abc import Iterator

import pytest
from briefing_example import KNOWN_BY, Example

from contraflow.briefing import Briefing, brief
from contraflow.briefing.briefing import Jump, Note, Section, entry_anchor, plain_text
from contraflow.briefing.footnotes import group_anchor
from contraflow.errors import InputError
from contraflow.estimates.estimate import Influence


def parts(value: object, wanted: type) -> Iterator[object]:
    """All values of a type inside a tree of dataclasses and tuples."""
    if isinstance(value, wanted):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from parts(getattr(value, field.name), wanted)
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item, wanted)


def section_of(briefing: Briefing, section_id: str) -> Section:
    return next(section for section in briefing.sections if section.id == section_id)


def test_every_mark_leads_to_a_footnote_and_every_footnote_is_marked(briefing: Briefing) -> None:
    marks = [note for note in parts(briefing.sections, Note) if isinstance(note, Note)]
    assert {note.number for note in marks} == {note.number for note in briefing.footnotes}
    assert len({(note.number, note.mark) for note in marks}) == len(marks)
    for footnote in briefing.footnotes:
        assert footnote.marks == sum(note.number == footnote.number for note in marks)


def test_footnotes_are_numbered_from_one_without_gaps(briefing: Briefing) -> None:
    assert [note.number for note in briefing.footnotes] == list(range(1, len(briefing.footnotes) + 1))


def test_every_number_in_the_judgements_has_a_footnote(briefing: Briefing) -> None:
    for paragraph in section_of(briefing, "judgements").blocks:
        line = paragraph.line  # type: ignore[union-attr]
        for n, part in enumerate(line):
            if isinstance(part, str) and re.search(r"\d", part):
                assert n + 1 < len(line) and isinstance(line[n + 1], Note), part


def test_every_number_in_a_summary_about_the_border_has_a_footnote(briefing: Briefing) -> None:
    for section_id in ("weeks", "river", "signs"):
        summary = section_of(briefing, section_id).summary
        for n, part in enumerate(summary):
            if isinstance(part, str) and "%" in part:
                assert isinstance(summary[n + 1], Note), part


def test_every_footnote_leads_to_evidence_in_the_register(briefing: Briefing) -> None:
    anchors = {entry.anchor for entry in briefing.evidence} | {group_anchor(entry.group) for entry in briefing.evidence}
    for note in briefing.footnotes:
        jumps = [jump for jump in parts(note.leads, Jump) if isinstance(jump, Jump)]
        assert jumps, note.text
        assert {jump.target for jump in jumps} <= anchors


def test_evidence_leads_back_to_the_footnotes_that_name_it(briefing: Briefing) -> None:
    entries = {entry.anchor: entry for entry in briefing.evidence}
    named = 0
    for note in briefing.footnotes:
        for jump in parts(note.leads, Jump):
            assert isinstance(jump, Jump)
            if jump.target in entries:
                assert note.number in entries[jump.target].notes
                named += 1
    assert named > 20


def test_evidence_that_no_footnote_names_leads_back_through_its_group(briefing: Briefing) -> None:
    numbers = {note.number for note in briefing.footnotes}
    unnamed = [entry for entry in briefing.evidence if not entry.notes]
    assert unnamed
    assert all(set(notes) <= numbers for notes in briefing.bearing.values())
    for note in briefing.footnotes:
        for jump in parts(note.leads, Jump):
            assert isinstance(jump, Jump)
            groups = [group for group in briefing.bearing if group_anchor(group) == jump.target]
            assert all(note.number in briefing.bearing[group] for group in groups)


def test_all_weighed_evidence_stands_in_the_register_and_nothing_later(briefing: Briefing, inputs: Example) -> None:
    cut = inputs.case.day(KNOWN_BY)
    weighed = {seen.id for seen in inputs.observations.used if seen.known <= cut}
    late = {seen.id for seen in inputs.observations.used} - weighed
    listed = {entry.id for entry in briefing.evidence}
    assert weighed <= listed
    assert not late & listed


def test_anchors_of_evidence_are_unique(briefing: Briefing) -> None:
    assert len({entry.anchor for entry in briefing.evidence}) == len(briefing.evidence)
    assert re.fullmatch(r"evidence-[a-z0-9-]+", entry_anchor("rfa-2018-06-08/8"))


def test_evidence_that_cannot_be_found_is_refused_by_name(inputs: Example) -> None:
    estimate = inputs.estimates.headline[0]
    lost = dataclasses.replace(estimate, evidence=(Influence("nowhere/1", 1.0, KNOWN_BY, 1),))
    estimates = dataclasses.replace(inputs.estimates, headline=(lost,))
    with pytest.raises(InputError, match="nowhere/1"):
        brief(estimates, None, inputs.case, inputs.evidence, inputs.observations)


def test_an_estimate_of_another_case_is_refused(inputs: Example) -> None:
    run = dataclasses.replace(inputs.estimates.run, case="elsewhere")
    with pytest.raises(InputError, match="elsewhere"):
        brief(dataclasses.replace(inputs.estimates, run=run), None, inputs.case, inputs.evidence, inputs.observations)


def test_people_are_named_by_voice_and_role_only(briefing: Briefing) -> None:
    voices = {entry.who for entry in briefing.evidence}
    roles = "resident|trader|boatman|official|a source whose role is not said"
    allowed = rf"(the reporter|a document|published series|({roles}) \(S\d\))"
    assert all(re.fullmatch(allowed, who) for who in voices), voices


def test_the_summaries_can_be_read_without_marks(briefing: Briefing) -> None:
    assert all(
        plain_text(section.summary) == plain_text(section.summary).strip() or section.summary for section in briefing.sections
    )
