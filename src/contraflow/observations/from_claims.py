"""From a claim to an observation, or to a plain reason why it is not weighed."""

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.observations.amounts import read_amount
from contraflow.observations.baselines import read_baseline
from contraflow.observations.drafts import Draft, Kind
from contraflow.observations.echoes import Echoes
from contraflow.observations.observation import LeftOut, Observation
from contraflow.observations.periods import Period, claim_period
from contraflow.observations.rates import Rates
from contraflow.observations.reliability import claim_source, claim_spread, role_reliability
from contraflow.observations.subjects import WEIGHED, Subject, read_subject
from contraflow.observations.units import PEOPLE, read_amount_in, read_unit

LEDGER = {
    "expected": "expected: kept in the ledger until its time has come",
    "conditional": "conditional: kept in the ledger until its condition is met",
}
# event codes that say that something was seized; other events stand in the calendar or change nothing
SEIZED = frozenset({"seizure", "confiscation", "arrest"})
HAVE_LEVELS = WEIGHED - {"price", "hire_fee", "carrier", "timing"}
CODED = frozenset({"carrier", "timing"})
COMPARED = frozenset({"change", "ratio"})
PERCENT = frozenset({"%", "percent"})
DENIABLE = frozenset({"change", "level", "presence"})


def observe_claim(claim: Claim, case: Case, echoes: Echoes, rates: Rates) -> Draft | LeftOut:
    """Return what a claim says in model terms, or why it is not weighed.

    Raises:
        InputError: if the case does not know the claim's role, place or good.
    """
    reason = _not_weighed(claim, echoes)
    if reason:
        return LeftOut(claim.id, reason)
    place = (claim.indicator, claim.place, claim.good, claim.side, claim.direction)
    subject = read_subject(*place, case, what=f"claim {claim.id}")
    if isinstance(subject, str):
        return LeftOut(claim.id, subject)
    said = _said(claim, case, rates)
    if isinstance(said, str):
        return LeftOut(claim.id, said)
    family, value, unit, compare_with_kind = said
    if claim.modality == "denied" and family not in DENIABLE:
        return LeftOut(claim.id, "a denied number says next to nothing of the true one")
    compared = family in COMPARED and not compare_with_kind
    if compared and _compares_places(claim, case):
        return LeftOut(claim.id, "compares with another place, not with another time")
    period = claim_period(claim, case, compared)
    if isinstance(period, str):
        return LeftOut(claim.id, period)
    observation = _observation(claim, case, subject, period, (family, value, unit), echoes)
    kind = Kind("", claim.indicator, subject.side, subject.direction, claim.good, unit, claim.place)
    return Draft(observation, kind if compare_with_kind else None)


def _not_weighed(claim: Claim, echoes: Echoes) -> str:
    if claim.known is None:
        return "its publication date is unknown"
    if claim.modality in LEDGER:
        return LEDGER[claim.modality]
    if claim.scope == "interior" and claim.indicator != "price":
        return "about the interior, not the border"
    if read_unit(claim.unit).head in PEOPLE:
        return "counts people, who are never pooled with goods"
    return echoes.reason(claim)


def _said(claim: Claim, case: Case, rates: Rates) -> tuple[str, float, str, bool] | str:
    """Return family, value, unit and whether the value is to be compared with its own kind; or why it cannot be."""
    if claim.indicator in CODED:
        return _coded(claim, case)
    if claim.kind == "event":
        if claim.indicator == "seizure" and claim.code in SEIZED:
            return "presence", 1.0, "", False
        return f"an event ({claim.code}) without a likelihood; what acts stands in the calendar"
    if claim.kind == "comparison":
        return "compares with another place or good, not with another time"
    value = claim.value
    if value is None and claim.low is not None and claim.high is not None:
        value = (claim.low + claim.high) / 2
    if value is None:
        return f"a {claim.kind} without a value"
    if claim.kind == "amount":
        before = read_amount_in(claim.compared_with, read_unit(claim.unit), claim.unit)
        if before and value > 0:  # "from 13 to 22 dollars" says the ratio itself
            return "ratio", value / before, "", False
        period = (claim.start, min(claim.end or claim.known, claim.known)) if claim.start and claim.known else None
        amount = read_amount(claim.indicator, value, claim.unit, period, rates)
        return amount if isinstance(amount, str) else (amount.family, amount.value, amount.unit, amount.family == "ratio")
    return _word_or_ratio(claim, value)


def _coded(claim: Claim, case: Case) -> tuple[str, float, str, bool] | str:
    known = {carrier.id for carrier in case.carriers} | {shift.id for shift in case.shifts}
    if claim.code not in known:
        return f"{claim.code or 'no code'!r} is no carrier or shift of the model"
    if claim.kind == "share" and claim.value is not None:
        share = claim.value / 100 if claim.unit in PERCENT else claim.value
        return ("share", share, "", False) if 0 <= share <= 1 else f"a share of {share:g}; allowed: 0 to 1"
    if claim.kind in {"level", "event"}:
        return "presence", 1.0, "", False
    return f"a {claim.kind} of {claim.indicator} without a likelihood"


def _word_or_ratio(claim: Claim, value: float) -> tuple[str, float, str, bool] | str:
    if claim.kind == "ratio" or (claim.kind == "change" and claim.unit in PERCENT):
        ratio = value
        if claim.unit in PERCENT:
            ratio = 1 + value / 100 if claim.kind == "change" else value / 100
        return ("ratio", ratio, "", False) if ratio > 0 else ("change", -2.0, "", False)  # nothing is left: a collapse
    if claim.kind == "change":
        ok = value in {-2, -1, 0, 1, 2}
        return ("change", value, "", False) if ok else f"a change of {value:g}; allowed: -2 to 2"
    if claim.kind == "level":
        if claim.indicator not in HAVE_LEVELS:
            return f"{claim.indicator} has no scale of levels"
        ok = value in {0, 1, 2, 3, 4}
        return ("level", value, "", False) if ok else f"a level of {value:g}; allowed: 0 to 4"
    return f"a {claim.kind} of {claim.indicator} without a likelihood"


def _compares_places(claim: Claim, case: Case) -> bool:
    words = claim.compared_with.lower()
    if not words or words.startswith(("before", "until", "since", "after", "past")):
        return False
    if claim.known and read_baseline(words, claim.start or claim.known, claim.end or claim.known):
        return False
    names = (name.lower() for place in case.places.values() for name in (place.name, *place.aliases))
    return any(len(name) > 3 and name in words for name in names)


def _observation(
    claim: Claim, case: Case, subject: Subject, period: Period, said: tuple[str, float, str], echoes: Echoes
) -> Observation:
    family, value, unit = said
    source = claim_source(claim, echoes.outlets[claim.report])
    assert claim.known is not None
    return Observation(
        id=claim.id,
        indicator=claim.indicator,
        family=family,
        value=value,
        spread=claim_spread(claim, family, subject.partial),
        bound=claim.bound if family in {"ratio", "amount", "count", "share"} else "",
        denied=claim.modality == "denied",
        side=subject.side,
        direction=subject.direction,
        sectors=subject.sectors,
        goods=subject.goods,
        carrier=claim.code if claim.indicator in CODED else "",
        unit=unit,
        start=period.start,
        end=period.end,
        base_start=period.base_start,
        base_end=period.base_end,
        known=case.day(claim.known),
        witness=echoes.witness(claim),
        reliability=source.discount * role_reliability(claim.role, case, f"claim {claim.id}"),
        origin="claim",
        source=source,
    )
