"""From a published number to an observation, or to a plain reason why it is not weighed."""

from math import hypot

from contraflow.case.case import Case, SeriesRow
from contraflow.case.reliability import series_key
from contraflow.observations.amounts import Amount, read_amount
from contraflow.observations.baselines import VAGUE_DAYS
from contraflow.observations.drafts import Draft, Kind
from contraflow.observations.observation import LeftOut, Observation, Source
from contraflow.observations.periods import Period, clip
from contraflow.observations.rates import Rates
from contraflow.observations.reliability import PARTIAL, PLAIN, SCALES, half_range, role_reliability
from contraflow.observations.subjects import Subject, read_subject

ROLE = "document"  # a series is trusted as the case trusts documents
DIRECTED = frozenset({"official_trade", "flow"})  # what goes in is another quantity than what goes out
RATIO_UNITS = frozenset({"ratio", "new/old"})


def observe_row(row: SeriesRow, case: Case, witness: str, rates: Rates) -> Draft | LeftOut:
    """Return what a series row says in model terms, or why it is not weighed.

    Args:
        row: one published number.
        case: the border.
        witness: who shares one error with the row.
        rates: for money in other currencies.

    Raises:
        InputError: if the case does not state how far documents are trusted.
    """
    if not row.evidence:
        return LeftOut(row.id, "kept for the reader only")
    if row.indicator in DIRECTED and not row.direction:
        return LeftOut(row.id, "the direction of this trade (in, out or both) is not stated")
    about = (row.indicator, row.place, row.good, row.side, row.direction)
    subject = read_subject(*about, case, what=f"series row {row.id}")
    if isinstance(subject, str):
        return LeftOut(row.id, subject)
    amount = _said(row, rates)
    if isinstance(amount, str):
        return LeftOut(row.id, amount)
    period = _period(row, case, compared=row.unit in RATIO_UNITS)
    if isinstance(period, str):
        return LeftOut(row.id, period)
    observation = _observation(row, case, subject, period, amount, witness)
    if amount.family != "ratio" or row.unit in RATIO_UNITS:
        return Draft(observation)
    kind = Kind(row.series, row.indicator, subject.side, subject.direction, row.good, amount.unit, row.place)
    return Draft(observation, kind)


def _said(row: SeriesRow, rates: Rates) -> Amount | str:
    if row.unit in RATIO_UNITS:
        return Amount("ratio", row.value, "") if row.value > 0 else "a ratio that is not above zero"
    return read_amount(row.indicator, row.value, row.unit, (row.start, row.end), rates)


def _period(row: SeriesRow, case: Case, compared: bool) -> Period | str:
    known, start, end = case.day(row.published), case.day(row.start), min(case.day(row.end), case.day(row.published))
    if known <= 0:
        return "known before day zero"
    if end < 0:
        return "about a time before day zero"
    if start > end:
        return "about a time after its publication"
    if not compared:
        return Period(*clip(start, end))
    if start < 1:
        return "compared with a time before day zero"
    return Period(*clip(start, end), *clip(start - VAGUE_DAYS, start - 1))


def _observation(row: SeriesRow, case: Case, subject: Subject, period: Period, amount: Amount, witness: str) -> Observation:
    scale = SCALES[amount.family]
    partial = PARTIAL[scale] if subject.partial else 0.0
    return Observation(
        id=row.id,
        indicator=row.indicator,
        family=amount.family,
        value=amount.value,
        spread=hypot(PLAIN[scale], half_range(row.low, row.high, scale), partial),
        bound=row.bound,
        denied=False,
        side=subject.side,
        direction=subject.direction,
        sectors=subject.sectors,
        goods=subject.goods,
        carrier="",
        unit=amount.unit,
        start=period.start,
        end=period.end,
        base_start=period.base_start,
        base_end=period.base_end,
        known=case.day(row.published),
        witness=witness,
        reliability=role_reliability(ROLE, case, f"series row {row.id}"),
        origin="series",
        source=Source(ROLE, series_key(row.series)),
    )
