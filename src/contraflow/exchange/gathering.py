"""Putting together what came piece by piece: ids once each, every claim with its report, the stricter mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contraflow.claims.claim import Claim
from contraflow.errors import InputError
from contraflow.exchange.bounds import shown
from contraflow.exchange.parcel import Parcel, make_parcel, stricter
from contraflow.exchange.records import read_claim, read_report
from contraflow.release.marks import read_label
from contraflow.reports.report import Report


@dataclass
class Gathering:
    """What was found in a file so far.

    Attributes:
        name: of the file, for messages.
    """

    name: str
    reports: dict[str, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def add_report(self, record: object, label: object, where: str) -> None:
        """Add a report; ``label`` is a mark that stands on it, or empty."""
        report = read_report(record, f"{self.name} {where}")
        if report.id in self.reports:
            raise self._twice("report", report.id)
        self.reports[report.id] = report
        if word := self._word(label, where):
            self.marks[report.id] = read_label(word, f"{self.name} {where} marking")

    def add_claim(self, record: object, label: object, where: str) -> None:
        """Add a claim; of the mark in its record and the one that stands on it the stricter counts."""
        claim = read_claim(record, f"{self.name} {where}")
        if claim.id in self.claims:
            raise self._twice("claim", claim.id)
        self.claims[claim.id] = stricter(claim, self._word(label, where), f"{self.name} {where}")

    def parcel(self) -> Parcel:
        """Return what was found.

        Raises:
            InputError: there was nothing, or a claim names a report that is not there.
        """
        if not self.reports:
            raise InputError(f"{self.name}: found no report that contraflow wrote; do: choose another file or --format")
        for claim in self.claims.values():
            if claim.report not in self.reports:
                raise InputError(
                    f"{self.name} claim {shown(claim.id)} report: found {shown(claim.report)}; allowed: a report in the file; "
                    "do: export the evidence anew"
                )
        return make_parcel(self.reports.values(), self.claims.values(), self.marks)

    def _word(self, label: object, where: str) -> str:
        if not isinstance(label, str):
            raise InputError(f"{self.name} {where} marking: found {shown(label)}; allowed: a TLP 2.0 label; do: correct it")
        return label

    def _twice(self, what: str, name: str) -> InputError:
        return InputError(f"{self.name}: found {what} {shown(name)} twice; allowed: once; do: remove one")


def object_of(value: object, where: str) -> Mapping[str, object]:
    """Return a JSON object; raises InputError when it is none."""
    if not isinstance(value, Mapping):
        raise InputError(f"{where}: found {shown(value)}; allowed: an object; do: export the evidence anew")
    return value


def list_of(value: object, where: str) -> list[object]:
    """Return a JSON list; raises InputError when it is none."""
    if not isinstance(value, list):
        raise InputError(f"{where}: found {shown(value)}; allowed: a list; do: export the evidence anew")
    return value
