"""From estimates to a briefing."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Briefing
from contraflow.briefing.cleaning import clean_evidence
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.map import river_ornament
from contraflow.briefing.material import Material
from contraflow.briefing.sections.judgements import spoken
from contraflow.briefing.sections.order import SECTIONS
from contraflow.briefing.shares import estimates_in_percent, forecast_in_percent
from contraflow.case.case import Case
from contraflow.claims.claim import Claim, Evidence
from contraflow.errors import InputError
from contraflow.estimates.estimate import Estimates
from contraflow.observations.observation import Observations
from contraflow.release.gate import refusal
from contraflow.release.marks import HOUSE, is_public, strictest, strictest_marking, unreleasable
from contraflow.scenarios.scenario import Forecast

ORNAMENT = (1000.0, 60.0)


def brief(
    estimates: Estimates,
    forecast: Forecast | None,
    case: Case,
    evidence: Evidence,
    observations: Observations,
    *,
    audience: str = HOUSE,
) -> Briefing:
    """Write a briefing about what a nowcast says; the same inputs give the same briefing.

    Args:
        estimates: what the nowcast says.
        forecast: alternatives ahead, or None.
        case: the case that the nowcast used.
        evidence: the reports and claims that it used.
        observations: what of them was weighed and what was not.
        audience: who the briefing is for, a label of TLP 2.0.

    Returns:
        The briefing, with a footnote for every number that leads to its claims.

    Raises:
        InputError: the inputs do not belong together: another case, evidence that cannot be found, an unknown marking, or
            evidence that the audience may not see: pass it through ``contraflow.release.gate`` before the nowcast.
    """
    if estimates.run.case != case.id:
        raise InputError(
            f"estimates.run case: found {estimates.run.case!r}; allowed: {case.id!r}, the case given; "
            "do: brief with the case that the nowcast used"
        )
    shown = forecast_in_percent(forecast) if forecast else None
    _check_audience(estimates, evidence, audience)
    material = Material(estimates_in_percent(estimates), shown, case, clean_evidence(evidence), observations)
    notes = Footnotes(material)
    sections = tuple(write(material, notes) for write in SECTIONS)
    footnotes, entries = notes.finish()
    told = [material.claims[entry.id] for entry in entries if entry.id in material.claims]
    return Briefing(
        title=case.name,
        subtitle=f"How open it was, as far as could be known by {numbers.day_text(estimates.run.known_by)}",
        known_by=estimates.run.known_by,
        marking=strictest((strictest_marking(told), estimates.run.marking)),
        warnings=_warnings(material, told),
        headlines=tuple(spoken(judgement) for judgement in material.estimates.judgements),
        sections=sections,
        footnotes=footnotes,
        evidence=entries,
        bearing=notes.bearing(),
        run=estimates.run,
        ornament=river_ornament(case, *ORNAMENT),
    )


def _check_audience(estimates: Estimates, evidence: Evidence, audience: str) -> None:
    """Refuse what the gate would have left out: its words, and numbers that it moved."""
    public = {report.id for report in evidence.reports if is_public(report)}
    marked = [(strictest_marking([claim]), claim.report in public) for claim in evidence.claims]
    refused = [label for label, is_open in [*marked, (estimates.run.marking, True)] if refusal(label, is_open, audience)]
    if refused:
        raise InputError(
            f"evidence: found {len(refused)} marks closer than the audience; allowed: {audience}; "
            "do: pass the evidence through the gate before the nowcast, or name a closer audience (--release)"
        )


def _warnings(material: Material, shown: list[Claim]) -> tuple[str, ...]:
    held = unreleasable(shown, material.reports)
    if not held:
        return ()
    return (
        f"Unmarked: not releasable. {numbers.opening(numbers.count(len(held), 'claim', 'claims'))} shown here "
        f"{'carries' if len(held) == 1 else 'carry'} no marking and {'comes' if len(held) == 1 else 'come'} from no "
        "public "
        f"report, the first of them {held[0].id}. Mark them, or keep this briefing to yourself.",
    )
