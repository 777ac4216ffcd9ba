"""One source, many papers: who retells whom, so that one witness counts once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isclose

from contraflow.case.case import SeriesRow
from contraflow.case.reliability import outlet_key
from contraflow.claims.claim import Claim
from contraflow.observations.observation import LeftOut, Observation
from contraflow.reports.report import Report

SAME = 0.005  # relative: a text and a table round one number differently


@dataclass(frozen=True)
class Echoes:
    """What is known of retellings among the reports at hand.

    Attributes:
        root: the report that stands behind each report, by report id; itself when it retells nobody.
        teller: the report that speaks for each root: the root when it is at hand, else the first that retells it.
        urls: report id by address.
        outlets: key of the outlet that published each report, by report id.
    """

    root: Mapping[str, str]
    teller: Mapping[str, str]
    urls: Mapping[str, str]
    outlets: Mapping[str, str]

    def reason(self, claim: Claim) -> str:
        """Say why a claim adds nothing new; empty when it does."""
        teller = self.teller[self.root[claim.report]]
        if teller != claim.report:
            return f"retells {teller}"
        # a claim may name its own origin although its report is not a retelling as a whole
        if claim.echo_of and claim.echo_of != claim.report and claim.echo_of in self.root:
            return f"retells {claim.echo_of}"
        return ""

    def witness(self, claim: Claim) -> str:
        """Return who shares one error with the claim: the report behind it, and its indicator."""
        return f"{self.root[claim.report]}/{claim.indicator}"

    def witness_of(self, row: SeriesRow) -> str:
        """Return who shares one error with a series row: the report from which it was taken, else its series."""
        return f"{self._root_of(row) or row.series}/{row.indicator}"

    def doubles(self, claims: Iterable[Claim], rows: Iterable[SeriesRow]) -> list[tuple[str, str, bool]]:
        """Return the pairs (claim id, row id, whether the claim is an amount) that are one number of one report."""
        told = defaultdict(list)
        for claim in claims:
            told[self.root[claim.report], claim.indicator].append(claim)
        return [
            (claim.id, row.id, claim.kind == "amount")
            for row in rows
            for claim in told.get((self._root_of(row), row.indicator), ())
            if claim.value is not None and isclose(claim.value, row.value, rel_tol=SAME)
        ]

    def _root_of(self, row: SeriesRow) -> str:
        """Return the report behind a series row, by its address; empty when none is at hand."""
        return self.root.get(self.urls.get(_plain(row.url), ""), "") if row.url else ""


def drop_doubles(
    used: Iterable[Observation], doubles: Iterable[tuple[str, str, bool]]
) -> tuple[list[Observation], list[LeftOut]]:
    """Return the observations without numbers that stand in a report and in a series, and those left out for it.

    An amount is weighed as part of its series, which says what is usual of it; a ratio as its report tells it.
    """
    kept = {o.id: o for o in used}
    left_out = []
    for claim, row, is_amount in doubles:
        if claim in kept and row in kept:
            dropped, other = (claim, row) if is_amount else (row, claim)
            del kept[dropped]
            left_out.append(LeftOut(dropped, f"the same number is weighed as {other}"))
    return list(kept.values()), left_out


def find_echoes(reports: Iterable[Report]) -> Echoes:
    """Return who retells whom among ``reports``, those known by the day of interest: a later one cannot speak yet."""
    at_hand = {report.id: report for report in reports}
    root = {name: _root(name, at_hand) for name in at_hand}
    teller: dict[str, str] = {}
    for name in sorted(at_hand, key=lambda name: _order(at_hand[name])):
        teller.setdefault(root[name], name)
    teller.update({name: name for name in root.values() if name in at_hand})
    urls = {_plain(report.url): name for name, report in at_hand.items() if report.url}
    return Echoes(root, teller, urls, {name: outlet_key(report.outlet) for name, report in at_hand.items()})


def _root(name: str, at_hand: Mapping[str, Report]) -> str:
    seen = [name]
    while name in at_hand and at_hand[name].echo_of:
        name = at_hand[name].echo_of
        if name in seen:  # they name each other: the first of the circle to appear stands behind all
            return min(seen[seen.index(name) :], key=lambda n: _order(at_hand[n]))
        seen.append(name)
    return name


def _order(report: Report) -> tuple[str, str]:
    return str(report.published or "9999"), report.id


def _plain(url: str) -> str:
    return url.split("://")[-1].removeprefix("www.").rstrip("/").lower()
