"""What a user sees: estimates, judgements and what moved them."""

from dataclasses import dataclass
from datetime import date

import xarray as xr


@dataclass(frozen=True)
class Influence:
    """How much one piece of evidence moved an estimate.

    Attributes:
        observation: observation id (a claim id or a series row id).
        shift: posterior mean of the estimate less what it would be had this evidence been silent, in the estimate's unit.
        day: date on which it was weighed.
        shared: number of observations that were weighed together with it and share this shift (same report and indicator).
    """

    observation: str
    shift: float
    day: date
    shared: int


@dataclass(frozen=True)
class Estimate:
    """One number with its uncertainty.

    Attributes:
        id: quantity, place, good and week, e.g. ``openness/border//2018-06-04``.
        quantity: openness, enforcement, flow, hire_fee, hired_share, daylight_share, official_trade, tolerance, price, ...
        place: place id; ``good`` a good id or empty.
        start: first day of the week that it is about; ``end`` the last.
        unit: e.g. ``%``, ``ratio to 2016``.
        value: posterior median.
        mean: posterior mean.
        intervals: lower and upper end of the central 50, 80 and 95 % intervals.
        evidence: what moved it, the largest shift first.
    """

    id: str
    quantity: str
    place: str
    good: str
    start: date
    end: date
    unit: str
    value: float
    mean: float
    intervals: dict[int, tuple[float, float]]
    evidence: tuple[Influence, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """A statement with its chance.

    Attributes:
        id: e.g. ``enforcement-eased-2018-05``.
        statement: a sentence, e.g. "Enforcement on the Chinese side eased in May 2018".
        chance: posterior probability, 0 to 1.
        word: ICD 203 term of the chance; empty below 1 % and above 99 %.
        confidence: low, moderate, high: how much evidence the chance rests on; said in another sentence.
        basis: why that confidence, in words.
        size: the change itself as an estimate, e.g. the ratio of fees; None when it has none.
        evidence: what moved it.
    """

    id: str
    statement: str
    chance: float
    word: str
    confidence: str
    basis: str
    size: Estimate | None
    evidence: tuple[Influence, ...] = ()


@dataclass(frozen=True)
class RunRecord:
    """How a result was made; the same record and the same evidence give the same bytes.

    Attributes:
        case: case id; ``case_version`` as the case states it; ``case_sha1`` of all its files.
        known_by: last day whose evidence was used.
        particles: number of particles.
        options: every other option by name, as text.
        marking: the most restrictive mark (TLP 2.0) of the evidence, which all estimates carry; empty when nothing is marked.
        audience: who the evidence was let through for (TLP 2.0); empty when it passed no gate.
    """

    case: str
    case_version: str
    case_sha1: str
    version: str
    seed: int
    particles: int
    known_by: date
    options: dict[str, str]
    marking: str = ""
    audience: str = ""


@dataclass(frozen=True)
class Rejected:
    """Evidence that contradicted the model so strongly that it was left out or damped, and what was done."""

    observations: tuple[str, ...]
    day: date
    what: str


@dataclass(frozen=True)
class Estimates:
    """All that a nowcast says.

    Attributes:
        weekly: labelled quantiles. Coordinates: week (Mondays), place (``border`` then the sector ids), good, side,
            direction (out, in), quantile (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975). Variables, each with ``units`` and
            ``long_name`` attributes: openness (week, place, quantile), enforcement (week, side, place, quantile),
            flow (week, place, quantile), flow_by_good (week, good, quantile), hire_fee (week, quantile),
            hired_share (week, quantile), daylight_share (week, quantile), official_trade (week, direction, quantile),
            tolerance (week, quantile), price (week, good, quantile).
        headline: estimates of the last week for the whole border and each sector, with what moved them.
        judgements: statements with their chances, the most important first.
        ess: effective sample size by day, as a labelled array (day,).
        log_evidence: natural log of the evidence's density under the model.
        rejected: evidence that was left out or damped.
    """

    weekly: xr.Dataset
    headline: tuple[Estimate, ...]
    judgements: tuple[Judgement, ...]
    ess: xr.DataArray
    log_evidence: float
    rejected: tuple[Rejected, ...]
    run: RunRecord
