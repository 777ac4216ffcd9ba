"""Coded evidence of a case and evidence of a store as one: a report that is in both counts once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from contraflow.case.case import Case
from contraflow.claims.claim import Claim, Evidence
from contraflow.claims.coded import read_coded
from contraflow.reports.report import Report
from contraflow.store.store import Store

TAIL = "-page"


def case_evidence(case: Case, store: Store, known_by: date | None = None) -> Evidence:
    """Return what a case's coded files and a store hold together, the coded evidence first.

    A report is in both when its address is the same, or its id where one of them has no address. Then the coded one counts,
    unless people judged every claim of it in the store: what was judged last knows more. The id of the case stays.

    Args:
        case: the border, with reports.csv and claims.csv.
        store: pages that were read about it.
        known_by: last day whose evidence is taken from the store; None for all.

    Raises:
        CaseError: with every problem of reports.csv and claims.csv.
    """
    coded = read_coded(case)
    told = store.evidence(known_by)
    judged = store.judged_reports()
    same = _same_reports(coded, told)
    names = _names(coded, told, same)
    from_store = [report for report in told.reports if report.id not in same or report.id in judged]
    replaced = {names[report.id] for report in from_store if report.id in same}
    kept = {report.id for report in from_store}
    return Evidence(
        (
            *(report for report in coded.reports if report.id not in replaced),
            *(_report(report, names) for report in from_store),
        ),
        (
            *(claim for claim in coded.claims if claim.report not in replaced),
            *(_claim(claim, names) for claim in told.claims if claim.report in kept),
        ),
    )


def _same_reports(coded: Evidence, told: Evidence) -> dict[str, str]:
    """Return the id in the case of each report of the store that the case has too."""
    at = {plain_address(report.url): report.id for report in coded.reports if report.url}
    by_id = {report.id: report for report in coded.reports}
    found: dict[str, str] = {}
    for report in told.reports:
        named = by_id.get(report.id)
        name = at.get(plain_address(report.url), "") if report.url else ""
        if not name and named is not None and not (named.url and report.url):
            name = report.id
        if name and name not in found.values():
            found[report.id] = name
    return found


def _names(coded: Evidence, told: Evidence, same: Mapping[str, str]) -> dict[str, str]:
    """Return the name that each report of the store has beside the coded ones."""
    coded_names = {report.id for report in coded.reports}
    others = {report.id for report in told.reports}
    names = dict(same)
    for report in told.reports:
        if report.id not in names:
            name = report.id
            while name in coded_names or (name != report.id and name in others):
                name += TAIL
            names[report.id] = name
    return names


def _report(report: Report, names: Mapping[str, str]) -> Report:
    return replace(report, id=names[report.id], echo_of=names.get(report.echo_of, report.echo_of))


def _claim(claim: Claim, names: Mapping[str, str]) -> Claim:
    report = names[claim.report]
    return replace(claim, id=f"{report}/{claim.number}", report=report, echo_of=names.get(claim.echo_of, claim.echo_of))


def plain_address(url: str) -> str:
    """Return an address without what two spellings of it differ in."""
    return url.split("://")[-1].split("#")[0].removeprefix("www.").rstrip("/").lower()
