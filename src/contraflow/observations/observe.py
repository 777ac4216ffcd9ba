"""The two readers meet: claims and series as observations, in the order in which they became known."""

from datetime import date

from contraflow.case.case import Case
from contraflow.claims.claim import Claim, Evidence
from contraflow.errors import InputError
from contraflow.observations.days import widen
from contraflow.observations.drafts import Draft, settle
from contraflow.observations.echoes import drop_doubles, find_echoes
from contraflow.observations.from_claims import observe_claim
from contraflow.observations.from_series import observe_row
from contraflow.observations.observation import LeftOut, Observations
from contraflow.observations.rates import Rates
from contraflow.reports.report import Report


def observe(evidence: Evidence, case: Case, *, known_by: date | None = None) -> Observations:
    """Return all evidence in model terms, and what is not weighed with its reason.

    Evidence comes late and out of order: it is sorted by the day on which it became known, and may be about any time
    before. What became known after ``known_by`` is not there at all.

    Args:
        evidence: reports and their claims.
        case: the border, with its series.
        known_by: last day whose evidence is used; None means the case's horizon.

    Raises:
        InputError: if a claim's role, place, good or report is unknown; the message names it.
    """
    last = known_by or case.horizon
    claims = [claim for claim in evidence.claims if claim.known is None or claim.known <= last]
    echoes = find_echoes(_reports(evidence, claims, last))
    rates = Rates(case, last)
    results = [observe_claim(claim, case, echoes, rates) for claim in claims]
    rows = [row for row in case.series if row.published <= last]
    results += [observe_row(row, case, echoes.witness_of(row), rates) for row in rows]
    reference = case.day(case.reference[0]), case.day(case.reference[1])
    used, too_few = settle((r for r in results if isinstance(r, Draft)), reference)
    used, doubles = drop_doubles(used, echoes.doubles(claims, rows))
    used = widen(used, case, {claim.id for claim in claims if claim.habitual})
    left_out = [r for r in results if isinstance(r, LeftOut)] + too_few + doubles
    return Observations(
        used=tuple(sorted(used, key=lambda o: (o.known, o.id))),
        left_out=tuple(sorted(left_out, key=lambda o: o.id)),
    )


def _reports(evidence: Evidence, claims: list[Claim], last: date) -> list[Report]:
    """Return the reports of ``claims`` and all others that were published by ``last``."""
    named = {claim.report: claim.id for claim in claims}
    reports = [r for r in evidence.reports if r.id in named or (r.published is not None and r.published <= last)]
    lost = sorted(set(named) - {report.id for report in reports})
    if lost:
        raise InputError(
            f"claim {named[lost[0]]} report: found {lost[0]!r}; allowed: one of {len(evidence.reports)} given; "
            "do: give its report with it"
        )
    return reports
