"""The Traffic Light Protocol (FIRST, TLP 2.0): who may see a claim, a report, what a source said, an estimate.

The most restrictive of the marks that bear on something wins. What carries no mark stands for itself only when anybody can
read it at a web address; else it is not releasable and stays in the house.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from contraflow.case.findings import Findings, listed
from contraflow.case.table import read_rows
from contraflow.claims.claim import Claim, Evidence
from contraflow.errors import CaseError, InputError, OptionError
from contraflow.reports.report import Report

LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From the least to the most restrictive."""
HOUSE = "TLP:AMBER+STRICT"
"""The audience when nothing is said: one's own organisation."""
FILE = "markings.csv"
COLUMNS = ("kind", "id", "marking", "reason")
KINDS = ("report", "source")


@dataclass(frozen=True)
class Marks:
    """Marks that stand beside the evidence; a claim's own mark stands on the claim.

    Attributes:
        reports: label by report id.
        sources: label by source id, which is ``report/voice``, e.g. ``rfa-2018-06-08/S1``.
    """

    reports: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


def read_label(text: str, where: str) -> str:
    """Return a mark as one of ``LABELS``; older (white) and shorter (green) spellings are understood.

    Raises:
        InputError: it is no TLP 2.0 label; the message begins with ``where``.
    """
    label = _label(text)
    if label is None:
        raise InputError(f"{where}: found {text!r}; allowed: {', '.join(LABELS)}; do: mark it with a TLP 2.0 label")
    return label


def read_audience(text: str) -> str:
    """Return who a result is for, as one of ``LABELS``; raises OptionError when it is none."""
    label = _label(text)
    if label is None:
        raise OptionError(f"--release: found {text!r}; allowed: {', '.join(LABELS)}; do: name who may see the result")
    return label


def read_marks(folder: Path) -> Marks:
    """Return the marks of a case: its ``markings.csv``, or none when there is no such file.

    Raises:
        CaseError: with every problem of the file.
    """
    findings = Findings()
    marks = marks_of(folder, findings)
    if findings.problems:
        raise CaseError(str(folder), findings.problems)
    return marks


def marks_of(folder: Path, findings: Findings) -> Marks:
    """Return the marks of a case, problems noted instead of raised; of two marks on one thing the stricter counts."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    if not (folder / FILE).is_file():
        return Marks()
    for row in read_rows(folder, FILE, COLUMNS, findings):
        kind, name = row.choice("kind", KINDS), row.text("id", needed=True)
        label = _label(row.text("marking"))
        if label is None:
            row.problem("marking", repr(row.text("marking")), listed(LABELS), "mark it with a TLP 2.0 label")
        elif kind in found:
            found[kind][name] = strictest((found[kind].get(name, ""), label))
    return Marks(found["report"], found["source"])


def strictest(labels: Iterable[str]) -> str:
    """Return the most restrictive of some labels; empty ones do not count, and without any other it is empty."""
    ranks = [LABELS.index(label) for label in labels if label]
    return LABELS[max(ranks)] if ranks else ""


def strictest_marking(claims: Iterable[Claim]) -> str:
    """Return the most restrictive marking that stands on the claims; empty when none is marked.

    Raises:
        InputError: a marking is not a TLP 2.0 label.
    """
    return strictest(read_label(claim.marking, f"claim {claim.id} marking") for claim in claims if claim.marking)


def marking_of(claim: Claim, marks: Marks) -> str:
    """Return the most restrictive of a claim's own mark, its report's and its source's; empty when there is none.

    Raises:
        InputError: the claim's marking is not a TLP 2.0 label.
    """
    beside = (marks.reports.get(claim.report, ""), marks.sources.get(source_id(claim), ""))
    return strictest((strictest_marking([claim]), *beside))


def with_source_marks(evidence: Evidence, sources: Mapping[str, str]) -> Evidence:
    """Return evidence whose claims carry the marks of their sources, before anybody renames their reports.

    Args:
        evidence: reports and claims.
        sources: label by source id.
    """
    marks = Marks(sources=sources)
    claims = (
        replace(each, marking=marking_of(each, marks)) if source_id(each) in sources else each for each in evidence.claims
    )
    return Evidence(evidence.reports, tuple(claims))


def source_id(claim: Claim) -> str:
    """Return the id of the source that speaks in a claim: report and voice, nothing that describes anybody."""
    return f"{claim.report}/{claim.voice}"


def unreleasable(claims: Iterable[Claim], reports: Mapping[str, Report]) -> tuple[Claim, ...]:
    """Return the claims that nothing allows to pass on: unmarked, and not coded from a public report.

    A report is public when it has a web address. Only the public text of such a report is shown, in own words.
    """
    return tuple(
        claim for claim in claims if not claim.marking and not (claim.report in reports and is_public(reports[claim.report]))
    )


def is_public(report: Report) -> bool:
    """Return whether a report can be read by anybody at a web address."""
    return report.url.startswith(("https://", "http://"))


def _label(text: str) -> str | None:
    label = text.strip().upper()
    label = label if label.startswith("TLP:") else f"TLP:{label}"
    label = "TLP:CLEAR" if label == "TLP:WHITE" else label
    return label if label in LABELS else None
