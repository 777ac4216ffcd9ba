"""A claim: one assertion, by one voice, in one report, about one indicator, in one place, over one period."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from contraflow.reports.report import Report

DATES = ("start", "end", "known")


@dataclass(frozen=True)
class Anchor:
    """Exact words of the text (W3C TextQuoteSelector and TextPositionSelector).

    Attributes:
        exact: the words; at most 8 in anything that is published.
        prefix: the characters before; ``suffix`` those after (up to 32 each); empty for a citation without text.
        start: offset of the first character in ``Report.text``, -1 when the text is not at hand.
        end: offset after the last character, -1 when the text is not at hand.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Claim:
    """One claim in the form of the codebook (docs/codebook.md).

    Attributes:
        id: report id, a slash and the number, e.g. ``rfa-2018-06-08/8``.
        kind: level, change, ratio, amount, share, event, comparison.
        value: level 0-4, change -2..2, ratio new/old, amount, share 0-1; None for events and comparisons.
        code: the event code, or the value of a categorical level such as ``hired_vessel`` or ``day``; else empty.
        low: stated range, ``high`` likewise; None when none is stated.
        bound: empty, ``at least`` or ``at most``.
        side: id of a side of the case, or ``both``, or empty.
        direction: in, out, both, seen from the controlled economy; or empty.
        place: id of a node of the place tree; ``precision`` 1 (point) to 3 (whole border).
        good: id of a node of the goods tree, ``all`` (said of everything) or ``unspecified``.
        licensed: licensed, unlicensed, unclear.
        start: first day of the period that the claim is about; None when open.
        end: last day; None means still so at publication.
        known: day on which the claim became known (publication).
        retrospective: the period ended before publication.
        habitual: said of what usually happens.
        inconsistent: another number in the same text contradicts this one.
        compared_with: the baseline of a change or ratio, in own words or as ``date/date``; empty when not said.
        voice: S1, S2 ... (distinct human sources), R (reporter), D (document).
        modality: asserted, hearsay, expected, conditional, denied.
        reliability: Admiralty A-F of the source; ``credibility`` 1-6 of the claim.
        marking: TLP 2.0; empty means unmarked, not releasable beyond the public text.
        extractor: name and version of the extractor, or ``coded`` for a person's coding.
    """

    id: str
    report: str
    number: int
    indicator: str
    kind: str
    value: float | None
    code: str
    low: float | None
    high: float | None
    bound: str
    unit: str
    scope: str
    side: str
    direction: str
    place: str
    precision: int
    good: str
    licensed: str
    start: date | None
    end: date | None
    known: date | None
    retrospective: bool
    habitual: bool
    inconsistent: bool
    compared_with: str
    voice: str
    role: str
    via: str
    echo_of: str
    modality: str
    condition: str
    cause: str
    hedge: str
    anchor: Anchor
    paraphrase: str
    reliability: str
    credibility: str
    marking: str
    extractor: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        plain = asdict(self)
        for name in DATES:
            plain[name] = plain[name].isoformat() if plain[name] else None
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Claim":
        """Return the claim that ``to_dict`` gave."""
        dates = {name: date.fromisoformat(plain[name]) if plain[name] else None for name in DATES}
        return cls(**{**plain, **dates, "anchor": Anchor(**plain["anchor"])})


@dataclass(frozen=True)
class Evidence:
    """Reports and claims that belong together: what a folder of pages or a case's coded files hold."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
