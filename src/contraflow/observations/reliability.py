"""How far a statement can be trusted, and how exact it is, before anything is learned.

Reliability is the chance that a statement says anything of the state; what the evidence says of its role and outlet is learned
(border/evidence.py). Spread is how exact it is when it does, as a
standard deviation on the family's own scale (``Observation.spread``).
"""

from math import hypot, log

from contraflow.case.case import Case
from contraflow.claims.claim import Claim
from contraflow.errors import InputError
from contraflow.observations.observation import Source

HEARSAY = 0.7  # what somebody heard from somebody is believed less: factor on the role's reliability
DOUBTED = 0.5  # Admiralty D or E of the source, 4 or 5 of the claim: factor; F and 6 mean unknown and change nothing

# Standard deviations that add up in squares, by scale: level units (change, level), natural log (ratio, amount), logit
# (share). A stated number is rounded to about a tenth; a word is as exact as its likelihood's own cut points.
PLAIN = {"word": 0.0, "log": 0.1, "logit": 0.3}
HEDGED = {"word": 0.25, "log": 0.15, "logit": 0.3}  # "about", "reportedly"
HEARD = {"word": 0.5, "log": 0.25, "logit": 0.5}
INCONSISTENT = {"word": 0.5, "log": 0.35, "logit": 0.7}  # another number in the same text contradicts it
WIDE = {"word": 0.25, "log": 0.1, "logit": 0.2}  # said of the whole border, known from somewhere on it
PARTIAL = {"word": 0.5, "log": 0.35, "logit": 0.5}  # said of one place, weighed against a quantity of the whole border
SCALES = {
    "change": "word",
    "level": "word",
    "presence": "word",
    "count": "word",
    "ratio": "log",
    "amount": "log",
    "share": "logit",
}
WHOLE_BORDER = 3  # Claim.precision


def role_reliability(role: str, case: Case, what: str) -> float:
    """Return the prior median of a role's chance.

    Raises:
        InputError: when the case does not state it.
    """
    if role not in case.reliability:
        known = ", ".join(sorted(case.reliability)) or "none"
        raise InputError(
            f"{what} role: found {role!r}; allowed: a role whose reliability case {case.id!r} states ({known}); "
            "do: add it to the case's reliabilities or mend the role"
        )
    return case.reliability[role].value


def claim_source(claim: Claim, outlet: str) -> Source:
    """Return who stands behind a claim, and how much less it is believed for being hearsay or doubted.

    Args:
        outlet: key of the outlet that published it.
    """
    discount = HEARSAY if claim.modality == "hearsay" else 1.0
    if claim.reliability in {"D", "E"} or claim.credibility in {"4", "5"}:
        discount *= DOUBTED
    return Source(claim.role, outlet, discount)


def claim_spread(claim: Claim, family: str, partial: bool) -> float:
    """Return how exact a claim is on its family's scale.

    Args:
        claim: the claim.
        family: ``Observation.family``.
        partial: it speaks of one place and is weighed against a quantity of the whole border.
    """
    scale = SCALES[family]
    parts = [PLAIN[scale], half_range(claim.low, claim.high, scale)]
    parts += [HEDGED[scale]] if claim.hedge else []
    parts += [HEARD[scale]] if claim.modality == "hearsay" else []
    parts += [INCONSISTENT[scale]] if claim.inconsistent else []
    parts += [WIDE[scale]] if claim.precision >= WHOLE_BORDER else []
    parts += [PARTIAL[scale]] if partial else []
    return hypot(*parts)


def half_range(low: float | None, high: float | None, scale: str) -> float:
    """Return half of a stated range on ``scale`` (word, log, logit); 0 without one or when the scale cannot hold it."""
    if low is None or high is None or high <= low:
        return 0.0
    if scale == "word":
        return (high - low) / 2
    if low <= 0 or (scale == "logit" and high >= 1):
        return 0.0
    return (_bent(high, scale) - _bent(low, scale)) / 2


def _bent(value: float, scale: str) -> float:
    return log(value / (1 - value)) if scale == "logit" else log(value)
