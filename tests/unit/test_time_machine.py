"""An earlier nowcast can be rebuilt to the byte: what became known later is not in it, by whatever way it might come in.

Everything that somebody could not have had on the day is taken out of the case: claims, reports, series rows (rates among
them), calendar entries, outcomes. The nowcast of what is left must be that of the full case with ``known_by``. So that the
test can fail, the same is asked of the day before with the day's own evidence still in it.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contraflow.border.calendar import read_calendar
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.estimates.estimating import estimate
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observe import observe

FEW = NowcastOptions(particles=64, draws=50)


def as_of(case, evidence, day):
    """The case and its evidence as they could have been written on a day."""
    events = []
    for event in case.calendar:
        if event.announced <= day:
            unknown = event.known > day
            outcome, known = ("", day) if unknown else (event.outcome, event.known)
            end = event.end if event.kind in {"holiday", "moratorium"} or (event.end and event.end <= day) else None
            events.append(replace(event, outcome=outcome, known=known, end=end))
    reports = tuple(report for report in evidence.reports if report.published and report.published <= day)
    at_hand = {report.id for report in reports}
    claims = tuple(claim for claim in evidence.claims if claim.known and claim.known <= day and claim.report in at_hand)
    then = replace(
        case,
        horizon=day,
        calendar=tuple(events),
        series=tuple(row for row in case.series if row.published <= day),
    )
    return then, Evidence(reports, claims)


def all_bytes(result):
    estimates = estimate(result)
    parts = [week.draws.tobytes() + week.mean.tobytes() for week in result.weeks]
    parts += [estimates.weekly[name].values.tobytes() for name in estimates.weekly]
    parts += [result.ess.tobytes(), result.final.weights.tobytes(), result.final.cloud.path.state.tobytes()]
    told = (estimates.headline, estimates.judgements, estimates.rejected, estimates.run, result.log_evidence)
    return b"".join(parts) + repr(told).encode()


def rebuilt(case, day, tampered=None):
    evidence = read_coded(case)
    then, known = as_of(case, evidence, tampered or day)
    full = nowcast(case, observe(evidence, case, known_by=day), known_by=day, options=FEW)
    then = replace(then, horizon=day)
    bare = nowcast(then, observe(known, then, known_by=day), known_by=day, options=FEW)
    return all_bytes(full), all_bytes(bare), full, bare


@pytest.mark.parametrize("day", [date(2021, 2, 26), date(2021, 8, 20), date(2021, 10, 1)])
def test_the_invented_border_as_it_was_known(toy, day):
    full, bare, *_ = rebuilt(toy, day)
    assert full == bare


def test_the_yalu_as_it_was_known(yalu):
    day = date(2017, 9, 22)  # textiles are to be banned in December, and a fuel limit is under way
    full, bare, one, other = rebuilt(yalu, day)
    assert one.left_out == other.left_out
    assert full == bare


def test_what_lies_ahead_holds_nothing_that_was_not_known(toy):
    """An end that is still to come is no end yet, and an event announced later is none."""
    day = date(2021, 2, 1)
    closure = replace(toy.calendar[0], id="closure-2021", kind="closure", start=date(2021, 1, 25), end=date(2021, 3, 1))
    closure = replace(closure, announced=closure.start, known=closure.start, strength=1.0)
    case = replace(toy, calendar=(*toy.calendar, closure))
    then, _ = as_of(case, Evidence((), ()), day)
    ahead = case.day(date(2021, 6, 1))
    one, other = (read_calendar(each, ahead, 7, day) for each in (case, then))
    for mine, yours in zip(one, other, strict=True):
        assert mine.tobytes() == yours.tobytes()
    open_until = read_calendar(case, ahead, 7, date(2021, 3, 2)).shut[:, 0].max(1)
    assert one.shut[ahead - 1, 0].max() == 1 and open_until[ahead - 1] == 0


def test_a_day_s_own_evidence_matters(toy):
    """The comparison can fail: without what became known on the very day, other bytes come out."""
    day = date(2021, 6, 30)
    full, bare, *_ = rebuilt(toy, day, tampered=day - timedelta(1))
    assert full != bare
