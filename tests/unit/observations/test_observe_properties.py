"""What holds for any evidence, however late, odd or out of order."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_border import CASE, claim, evidence, report, row

from contraflow.claims.claim import Evidence
from contraflow.observations.observe import observe

days = st.dates(date(2015, 6, 1), date(2019, 12, 31))
maybe = st.none() | days
words = st.sampled_from(
    ["", "before", "2017", "May 2018", "the capital", "13 USD", "2018-01-01/2018-02-01", "two weeks ago"]
)
claims = st.builds(
    claim,
    indicator=st.sampled_from(
        ["enforcement", "flow", "official_trade", "price", "bribe", "seizure", "carrier", "sanction", "tolerance"]
    ),
    kind=st.sampled_from(["level", "change", "ratio", "amount", "share", "event", "comparison"]),
    value=st.none() | st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0, 30.0, 1e9]),
    low=st.none() | st.floats(0, 10),
    high=st.none() | st.floats(0, 10),
    code=st.sampled_from(["", "hired_vessel", "day", "seizure", "patrol"]),
    bound=st.sampled_from(["", "at least", "at most"]),
    unit=st.sampled_from(["", "%", "KPW per kg", "USD per ship", "vehicles", "t per year", "persons", "USD million"]),
    scope=st.sampled_from(["border", "interior"]),
    side=st.sampled_from(["", "far", "home", "both"]),
    direction=st.sampled_from(["", "in", "out", "both"]),
    place=st.sampled_from(["border", "lower", "quay", "province", "capital"]),
    good=st.sampled_from(["all", "unspecified", "fish", "fuel", "goods", "people"]),
    start=maybe,
    end=maybe,
    known=maybe,
    compared_with=words,
    modality=st.sampled_from(["asserted", "hearsay", "denied", "expected", "conditional"]),
    hedge=st.sampled_from(["", "about"]),
    precision=st.integers(1, 3),
)
rows = st.builds(
    row, start=days, published=days, value=st.floats(1, 1e5), unit=st.sampled_from(["KPW/kg", "USD/kg", "new/old", "t"])
)


@st.composite
def papers(draw):
    """Some reports with claims, some of them retellings, and some series rows."""
    made = draw(st.lists(claims, max_size=12))
    made = [replace(c, id=f"p{i % 5}/{i}", report=f"p{i % 5}") for i, c in enumerate(made)]
    echo = st.sampled_from(["", "", "p0", "p1", "lost"])
    reports = [report(f"p{i}", draw(days), echo_of=draw(echo)) for i in range(5)]
    series = [replace(r, id=f"prices/{i}", end=r.start) for i, r in enumerate(draw(st.lists(rows, max_size=12)))]
    return evidence(*made, reports=reports), replace(CASE, series=tuple(series))


@settings(max_examples=200, deadline=None)
@given(papers(), days)
def test_all_evidence_that_is_known_is_used_or_left_out_once(made, last):
    texts, case = made
    seen = observe(texts, case, known_by=last)
    known = [c.id for c in texts.claims if c.known is None or c.known <= last]
    known += [r.id for r in case.series if r.published <= last]
    assert sorted([o.id for o in seen.used] + [x.id for x in seen.left_out]) == sorted(known)
    assert all(x.reason for x in seen.left_out)


@settings(max_examples=200, deadline=None)
@given(papers(), days)
def test_nothing_speaks_of_what_nobody_could_know(made, last):
    texts, case = made
    for o in observe(texts, case, known_by=last).used:
        assert 0 <= o.start <= o.end <= o.known <= case.day(last)
        assert o.end - o.start < 365
        assert o.known > 0
        assert (o.base_start is None) == (o.base_end is None)
        if o.base_start is not None:
            assert 0 <= o.base_start <= o.base_end
            assert o.base_end < o.start or o.base_start > o.end
            assert o.base_end - o.base_start < 365
        assert o.base_start is not None or o.family != "change"


@settings(max_examples=200, deadline=None)
@given(papers())
def test_every_number_is_one_that_a_likelihood_can_take(made):
    for o in observe(*made).used:
        assert np.isfinite([o.value, o.spread, o.reliability]).all()
        assert o.spread >= 0
        assert 0 < o.reliability <= 1
        if o.family == "amount" or (o.family == "ratio" and o.base_start is not None):
            assert o.value > 0
        if o.family == "share":
            assert 0 <= o.value <= 1
        if o.family == "ratio":
            assert o.spread > 0
        if o.family in {"change", "level"}:
            assert o.value == round(o.value)


@settings(max_examples=100, deadline=None)
@given(papers(), st.randoms(use_true_random=False))
def test_the_order_in_which_evidence_is_given_changes_nothing(made, random):
    texts, case = made
    mixed = [list(part) for part in (texts.reports, texts.claims, case.series)]
    for part in mixed:
        random.shuffle(part)
    reports, claims_, series = map(tuple, mixed)
    assert observe(Evidence(reports, claims_), replace(case, series=series)) == observe(texts, case)


@settings(max_examples=100, deadline=None)
@given(papers(), days, days)
def test_later_evidence_changes_no_earlier_observation_but_by_silencing_retellings(made, one, other):
    """What was weighed with less evidence keeps its value, its days and its witness when more is known."""
    texts, case = made
    early, late = (observe(texts, case, known_by=last) for last in sorted((one, other)))
    now = {o.id: o for o in late.used}
    retold = {x.id for x in late.left_out if x.reason.startswith(("retells", "told by"))}
    for o in early.used:
        assert o.id in retold or (now[o.id].end, now[o.id].witness) == (o.end, o.witness)
