"""What holds for any evidence, however late, odd or out of order."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_border import CASE, claim, evidence, report, row

from contraflow.claims.claim import Evidence
from contraflow.observations.observe import observe

days = st.dates(date(2015, 10, 1), date(2019, 12, 31))
WORDS = ["", "before", "2017", "May 2018", "the capital", "13 USD", "2018-01-01/2018-02-01", "two weeks ago"]
GOOD_CLAIMS = [
    {"kind": "change", "value": -1.0},
    {"kind": "change", "value": -38.0, "unit": "%", "indicator": "official_trade"},
    {"kind": "level", "value": 3.0, "indicator": "flow"},
    {"kind": "level", "value": 4.0, "indicator": "tolerance", "side": "home"},
    {"kind": "ratio", "value": 0.5, "low": 0.3, "high": 0.7, "indicator": "hire_fee"},
    {"kind": "ratio", "value": 0.0, "indicator": "flow", "bound": "at most"},
    {"kind": "amount", "value": 9000.0, "unit": "KPW per kg", "indicator": "price", "side": "home", "good": "fuel"},
    {"kind": "amount", "value": 30.0, "unit": "USD million", "indicator": "official_trade"},
    {"kind": "amount", "value": 500.0, "unit": "CNY per ship", "indicator": "bribe"},
    {"kind": "amount", "value": 27.0, "unit": "vehicles", "indicator": "seizure"},
    {"kind": "event", "value": None, "code": "seizure", "indicator": "seizure"},
    {"kind": "level", "value": None, "code": "hired_vessel", "indicator": "carrier"},
    {"kind": "share", "value": 0.6, "code": "day", "indicator": "timing"},
]
BAD_CLAIMS = [
    {"scope": "interior"}, {"good": "people"}, {"indicator": "sanction"}, {"value": 7.0}, {"unit": "persons"},
    {"kind": "comparison"}, {"known": None}, {"modality": "expected"}, {"place": "capital"}, {"value": 1e9},
]  # fmt: skip


@st.composite
def claims(draw):
    """A claim that may be weighed as it stands, but for its dates; one in five is broken somewhere."""
    said = draw(st.sampled_from(GOOD_CLAIMS))
    known = draw(days)
    back = st.none() | st.integers(-30, 700).map(lambda n: date.fromordinal(known.toordinal() - n))
    made = claim(
        known=known,
        start=draw(back),
        end=draw(back),
        place=draw(st.sampled_from(["border", "lower", "quay", "province"])),
        compared_with=draw(st.sampled_from(WORDS)),
        modality=draw(st.sampled_from(["asserted", "asserted", "hearsay", "denied"])),
        hedge=draw(st.sampled_from(["", "about"])),
        precision=draw(st.integers(1, 3)),
    )
    broken = draw(st.sampled_from([{}] * 4 * len(BAD_CLAIMS) + BAD_CLAIMS))
    return replace(made, **{**said, **broken})


units = st.sampled_from(["KPW/kg"] * 6 + ["USD/kg", "new/old", "t"])
rows = st.builds(row, start=days, published=days, value=st.floats(1, 1e5), unit=units)


@st.composite
def papers(draw):
    """Some reports with claims, some of them retellings, and some series rows."""
    made = draw(st.lists(claims(), max_size=12))
    made = [replace(c, id=f"p{i % 5}/{i}", report=f"p{i % 5}") for i, c in enumerate(made)]
    echo = st.sampled_from(["", "", "", "", "p0", "p1", "lost"])
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
    retold = {x.id for x in late.left_out if x.reason.startswith(("retells", "the same number"))}
    for o in early.used:
        assert o.id in retold or (now[o.id].end, now[o.id].witness) == (o.end, o.witness)
