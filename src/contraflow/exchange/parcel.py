"""What is passed from hand to hand: evidence as citations, with the marks that it carries; never the text of a report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from contraflow.claims.claim import Claim, Evidence
from contraflow.release.gate import Released
from contraflow.release.marks import Marks, read_label, strictest
from contraflow.release.shown import shown_claim, shown_report
from contraflow.reports.report import Report


@dataclass(frozen=True)
class Parcel:
    """Reports and claims in the form in which they leave, or came.

    Attributes:
        evidence: reports without text and captions, claims with at most eight words of the text and none around them.
        marks: label by report id, of those reports that carry one; claims carry their own and never a wider one.
    """

    evidence: Evidence
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Facts:
    """What an export says of itself.

    Attributes:
        title: what the evidence is about, e.g. the name of the case.
        licence: under which it is passed on, as an SPDX id, e.g. ``CC-BY-4.0``; empty when nobody said.
        made: the day of the export; None leaves it out, so that the same evidence gives the same bytes.
    """

    title: str = "Evidence of a border"
    licence: str = ""
    made: date | None = None


def pack(released: Released, marks: Marks = Marks()) -> Parcel:  # noqa: B008
    """Return what passed the gate in the form in which it leaves; a claim whose report may not be cited stays.

    Args:
        released: what the gate let pass; claims carry the most restrictive of their marks.
        marks: the marks that the gate knew, for those of reports.
    """
    reports = tuple(shown_report(report) for report in released.evidence.reports)
    claims = tuple(shown_claim(claim) for claim in released.evidence.claims)
    return make_parcel(reports, claims, marks.reports)


def make_parcel(reports: Iterable[Report], claims: Iterable[Claim], marks: Mapping[str, str]) -> Parcel:
    """Return a parcel of the claims whose reports are there, each marked at least as closely as its report.

    Raises:
        InputError: a mark is no TLP 2.0 label.
    """
    reports = tuple(reports)
    kept = {report.id: marks.get(report.id, "") for report in reports}
    told = tuple(stricter(claim, kept[claim.report], f"claim {claim.id}") for claim in claims if claim.report in kept)
    return Parcel(Evidence(reports, told), {name: label for name, label in kept.items() if label})


def stricter(claim: Claim, label: str, where: str) -> Claim:
    """Return a claim under its own mark or another that stood on it, whichever is more restrictive.

    Raises:
        InputError: one of them is no TLP 2.0 label.
    """
    labels = [read_label(each, f"{where} marking") for each in (claim.marking, label) if each]
    return replace(claim, marking=strictest(labels))
