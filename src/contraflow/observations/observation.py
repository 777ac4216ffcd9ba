"""An observation: one claim or series row in the form in which it can be weighed against the hidden state."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Who stands behind a statement, as far as the model learns how much that is worth.

    Attributes:
        role: role of the voice; a role of ``Case.reliability``.
        outlet: key of the outlet or series (``case.reliability.outlet_key``); empty when nobody knows it.
        discount: factor on the chance of role and outlet, 0 to 1: what is hearsay or doubted is believed less.
    """

    role: str
    outlet: str
    discount: float = 1.0


@dataclass(frozen=True)
class Observation:
    """What one piece of evidence says, in model terms.

    Attributes:
        id: claim id (``rfa-2018-06-08/8``) or series row id (``prices/12``).
        indicator: enforcement, flow, official_trade, hire_fee, bribe, seizure, tolerance, carrier, timing, price, ...
        family: change, level, ratio, amount, share, count, presence; it picks the likelihood.
        value: change -2..2, level 0-4, ratio new/old (above 0; with ``base_start`` None the natural LOG of the ratio to
            the reference period), amount in ``unit`` (above 0), share 0-1, count, presence 1.
        spread: standard deviation of the statement itself on the family's own scale (log for ratio and amount, level
            units for change, level and presence, logit for share; 0 for a count).
        bound: empty, ``at least`` or ``at most``.
        denied: the text denies the value.
        side: id of a side, or empty for both.
        direction: in, out or empty for both.
        sectors: ids of the sectors that it informs, in sector order; empty only for a quantity of the whole border
            (price, official_trade, tolerance, state_smuggling) that was seen away from it.
        goods: ids of the modelled goods that it is about; empty means all.
        carrier: carrier or shift id for shares and presence; else empty.
        unit: of an amount or count; of a ratio the unit of the numbers that were compared, empty when a text states the
            ratio itself.
        start: first model day that it is about; ``end`` the last.
        base_start: first day of the baseline of a change or ratio. None for the other families, and for a ratio *to the
            case's reference period*: a number (a price, a customs value) over the median of at least three earlier
            numbers of its kind about that period (see drafts.py); its ``value`` is then a natural log.
        base_end: last day of the baseline.
        known: model day on which it became known; it is weighed on max(known, end), never earlier.
        witness: evidence with the same witness shares one error (report and indicator, or series).
        reliability: chance that the statement says anything about the state, 0 to 1, before anything is learned.
        origin: ``claim`` or ``series``.
        source: whose worth is learned; None when ``reliability`` is all that there is to know.
        kind: of a number that was compared with others of its kind, which kind (see drafts.py); else empty.
    """

    id: str
    indicator: str
    family: str
    value: float
    spread: float
    bound: str
    denied: bool
    side: str
    direction: str
    sectors: tuple[str, ...]
    goods: tuple[str, ...]
    carrier: str
    unit: str
    start: int
    end: int
    base_start: int | None
    base_end: int | None
    known: int
    witness: str
    reliability: float
    origin: str
    source: Source | None = None
    kind: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Evidence that is not weighed, and why (expected, conditional, a retelling, people, no sector ...)."""

    id: str
    reason: str


@dataclass(frozen=True)
class Observations:
    """All that can be weighed, in the order in which it became known, and all that cannot."""

    used: tuple[Observation, ...]
    left_out: tuple[LeftOut, ...]
