"""Footnotes: every number of a briefing leads to the evidence under it, and the evidence leads back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Entry, Footnote, Inline, Jump, Line, Note, entry_anchor
from contraflow.briefing.entries import entry_of, said
from contraflow.briefing.material import BORDER, Fan, Material
from contraflow.briefing.quantities import indicators_of
from contraflow.briefing.witnesses import by_witness
from contraflow.errors import InputError
from contraflow.estimates.estimate import Estimate, Influence, Judgement
from contraflow.scenarios.scenario import Contrast

SHOWN = 6
"""Shifts that a footnote spells out; the rest is counted and found in the register."""
TOLD = 3
"""Claims that are spelled out for one shift."""


@dataclass
class _Draft:
    number: int
    text: str
    leads: tuple[Line, ...]
    marks: int = 0


@dataclass
class Footnotes:
    """The footnotes of one briefing, numbered in the order in which the text first marks them."""

    material: Material
    _drafts: dict[str, _Draft] = field(default_factory=dict)
    _cited: dict[str, list[int]] = field(default_factory=dict)
    _grouped: dict[str, list[int]] = field(default_factory=dict)
    _listed: set[str] = field(default_factory=set)

    def estimate(self, estimate: Estimate, label: str = "") -> Note:
        """Mark a number that an estimate gives.

        Args:
            estimate: the estimate.
            label: what to call it; its quantity and place unless given.
        """
        return self._mark(estimate.id, lambda number: self._estimate_draft(estimate, label, number))

    def judgement(self, judgement: Judgement) -> Note:
        """Mark the chance of a judgement, or the confidence in it."""
        return self._mark(f"judgement/{judgement.id}", lambda number: self._judgement_draft(judgement, number))

    def weekly(self, quantity: str, fan: Fan, place: str = BORDER) -> Note:
        """Mark the numbers of a weekly chart."""
        return self._mark(f"weekly/{fan.name}", lambda number: self._weekly_draft(quantity, fan, place, number))

    def contrast(self, contrast: Contrast) -> Note:
        """Mark the difference between two alternatives."""
        return self._mark(repr(contrast), lambda number: self._contrast_draft(contrast, number))

    def evidence(self, key: str, text: str, ids: tuple[str, ...]) -> Note:
        """Mark a number that is read off single pieces of evidence, not off the model."""
        return self._mark(key, lambda number: _Draft(number, text, self._plain_leads(ids, number)))

    def cite(self, evidence_id: str) -> Jump:
        """Return a link to a piece of evidence that the text names itself; it gets an entry in the register."""
        self._check(evidence_id)
        self._listed.add(evidence_id)
        return Jump(evidence_id, entry_anchor(evidence_id))

    def bearing(self) -> dict[str, tuple[int, ...]]:
        """Return the footnotes that rest on a whole group of the register, by indicator."""
        return {indicator: tuple(dict.fromkeys(numbers)) for indicator, numbers in self._grouped.items()}

    def finish(self) -> tuple[tuple[Footnote, ...], tuple[Entry, ...]]:
        """Return all footnotes and the register of evidence: what was weighed, then what else the text names."""
        notes = tuple(
            Footnote(draft.number, draft.marks, draft.text, draft.leads)
            for draft in sorted(self._drafts.values(), key=lambda draft: draft.number)
        )
        for evidence_id in self.material.weighed:
            self._check(evidence_id)
        ids = dict.fromkeys([*self.material.weighed, *self._cited, *sorted(self._listed)])
        return notes, tuple(self._entry(evidence_id) for evidence_id in ids)

    def _entry(self, evidence_id: str) -> Entry:
        named = self._cited.get(evidence_id, [])
        shown = bool(named) or evidence_id in self._listed
        return entry_of(self.material, evidence_id, tuple(named), shown)

    def _mark(self, key: str, draft: Callable[[int], _Draft]) -> Note:
        if key not in self._drafts:
            self._drafts[key] = draft(len(self._drafts) + 1)
        self._drafts[key].marks += 1
        return Note(self._drafts[key].number, self._drafts[key].marks)

    def _estimate_draft(self, estimate: Estimate, label: str, number: int) -> _Draft:
        name = label or f"{self.material.quantity_name(estimate.quantity)}, {self.material.place_name(estimate.place)}"
        text = (
            f"{name[0].upper()}{name[1:]}, {numbers.period_text(estimate.start, estimate.end)}: median "
            f"{numbers.amount(estimate.value, estimate.unit)}; {_intervals(estimate.intervals, estimate.unit)}."
        )
        leads = self._leads(estimate.evidence, estimate.unit, number)
        return _Draft(number, text, leads or self._group_leads(estimate.quantity, estimate.place, number))

    def _judgement_draft(self, judgement: Judgement, number: int) -> _Draft:
        size = judgement.size
        what = "the mean of the change itself" if size else "the chance"
        text = (
            f"{judgement.statement.rstrip('.')}: the chance is the share of the posterior's weight in which this "
            f"holds, {numbers.percent(judgement.chance)}. Shifts below are shifts of {what}."
        )
        leads = self._leads(judgement.evidence, size.unit if size else "%", number)
        asked = (size.quantity, size.place) if size else ("openness", BORDER)
        return _Draft(number, text, leads or self._group_leads(*asked, number))

    def _weekly_draft(self, quantity: str, fan: Fan, place: str, number: int) -> _Draft:
        last = numbers.day_text(fan.weeks[-1])
        text = (
            f"{fan.name}: weekly medians with central 50, 80 and 95 % intervals of the posterior, {len(fan.weeks)} "
            "weeks; "
            f"in the week of {last} {numbers.amount(fan.median(-1), fan.unit)}."
        )
        headline = self.material.headline(quantity, place)
        moved = self._leads(headline.evidence, headline.unit, number) if headline else ()
        return _Draft(number, text, (*moved, *self._group_leads(quantity, place, number)))

    def _contrast_draft(self, contrast: Contrast, number: int) -> _Draft:
        text = (
            f"Difference in {self.material.quantity_name(contrast.quantity)}, "
            f"{self.material.place_name(contrast.place)}, "
            f"{contrast.first} minus {contrast.second}, mean of {numbers.period_text(contrast.start, contrast.end)}: "
            "median "
            f"{numbers.shift_text(contrast.median, contrast.unit)}; {_intervals(contrast.intervals, contrast.unit)}; "
            f"chance that it is above zero {numbers.percent(contrast.chance_higher)}. Both alternatives use the same "
            "random "
            "numbers, and start from the nowcast that this evidence gives:"
        )
        headline = self.material.headline(contrast.quantity, contrast.place)
        leads = self._leads(headline.evidence, headline.unit, number) if headline else ()
        return _Draft(number, text, leads or self._group_leads(contrast.quantity, contrast.place, number))

    def _leads(self, evidence: Iterable[Influence], unit: str, number: int) -> tuple[Line, ...]:
        groups = by_witness(evidence)
        lines = tuple(self._witness_line(group, unit, number) for group in groups[:SHOWN])
        rest = sum(len(group) for group in groups[SHOWN:])
        if rest:
            further = numbers.count(rest, "further piece", "further pieces")
            lines += ((f"{numbers.opening(further)} of evidence with smaller shifts.",),)
        return lines

    def _witness_line(self, group: tuple[Influence, ...], unit: str, number: int) -> Line:
        line: list[Inline] = [f"{numbers.shift_text(group[0].shift, unit)}: "]
        for one in group[:TOLD]:
            line += [f"{said(self.material, one.observation)} ", self._jump(one.observation, number), " "]
        if len(group) > TOLD:
            line += [f"and {numbers.count(len(group) - TOLD, 'more claim', 'more claims')} of the same report", ""]
        return tuple(line[:-1])

    def _plain_leads(self, ids: tuple[str, ...], number: int) -> tuple[Line, ...]:
        return tuple((f"{said(self.material, one)} ", self._jump(one, number)) for one in ids)

    def _group_leads(self, quantity: str, place: str, number: int) -> tuple[Line, ...]:
        sectors = set(self.material.case.sector_ids) if place == BORDER else {place}
        counts: dict[str, int] = {}
        for seen in self.material.weighed.values():
            if seen.indicator in indicators_of(quantity) and (not seen.sectors or sectors & set(seen.sectors)):
                counts[seen.indicator] = counts.get(seen.indicator, 0) + 1
        if not counts:
            return (("No evidence about it was weighed: it rests on the case's priors and on what is tied to it.",),)
        line: list[str | Jump] = ["All evidence about it in the register: "]
        for place_in_list, indicator in enumerate(sorted(counts)):
            self._grouped.setdefault(indicator, []).append(number)
            line += [", "] if place_in_list else []
            line.append(Jump(f"{indicator.replace('_', ' ')} ({counts[indicator]})", group_anchor(indicator)))
        return ((*line, "."),)

    def _jump(self, evidence_id: str, number: int) -> Jump:
        self._check(evidence_id)
        cited = self._cited.setdefault(evidence_id, [])
        if number not in cited:
            cited.append(number)
        return Jump(evidence_id, entry_anchor(evidence_id))

    def _check(self, evidence_id: str) -> None:
        if evidence_id not in self.material.claims and evidence_id not in self.material.rows:
            raise InputError(
                f"evidence {evidence_id!r}: found neither among the claims nor among the case's series rows; "
                "allowed: ids of the evidence that the nowcast weighed; do: brief with the same case and evidence"
            )


def group_anchor(indicator: str) -> str:
    """Return the anchor name of a group of the register."""
    return f"register-{indicator.replace('_', '-')}"


def _intervals(intervals: dict[int, tuple[float, float]], unit: str) -> str:
    return "; ".join(f"{percent} % interval {numbers.span(intervals[percent], unit)}" for percent in sorted(intervals))
