"""Amounts and series as observations: units, rates, and what is usual of a kind."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from made_border import CASE, claim, evidence, report, row, trusted

from contraflow.claims.claim import Evidence
from contraflow.errors import InputError
from contraflow.observations.observation import Source
from contraflow.observations.observe import observe
from contraflow.observations.rates import Rates
from contraflow.observations.units import read_unit

NOTHING = Evidence((), ())


def with_series(*rows):
    return replace(CASE, series=rows)


def monthly(values, first=date(2016, 3, 1), **changes):
    """One price a month, published five days later."""
    days = [first + timedelta(30 * i) for i in range(len(values))]
    return [
        row(id=f"prices/{i}", start=day, end=day, published=day + timedelta(5), value=value, **changes)
        for i, (day, value) in enumerate(zip(days, values, strict=True), start=1)
    ]


@pytest.mark.parametrize(
    ("text", "head", "factor", "per", "days"),
    [
        ("KPW/kg", "KPW", 1, ("kg",), 0),
        ("CNY per kg", "CNY", 1, ("kg",), 0),
        ("USD million", "USD", 1e6, (), 0),
        ("USD million per month", "USD", 1e6, (), 30.4375),
        ("t per year", "t", 1, (), 365.25),
        ("kg per day", "t", 1e-3, (), 1),
        ("vessels", "vessels", 1, (), 0),
        ("CNY per 70 kg", "CNY", 1 / 70, ("kg",), 0),
        ("CNY per 500 g", "CNY", 2, ("kg",), 0),
        ("USD per 4 gal", "USD", 1 / 15.14, ("l",), 0),
        ("CNY per load of 40-50 kg", "CNY", 1, ("load of 40-50 kg",), 0),
    ],
)
def test_units_are_read(text, head, factor, per, days):
    unit = read_unit(text)
    assert (unit.head, unit.factor, unit.per, unit.days) == (head, pytest.approx(factor), per, days)


def test_the_first_three_prices_of_a_kind_only_set_what_is_usual():
    seen = observe(NOTHING, with_series(*monthly([100, 110, 90, 200])))
    assert [o.id for o in seen.used] == ["prices/4"]
    assert {x.reason for x in seen.left_out} == {"fewer than three values of this kind were known before"}
    ratio = seen.used[0]
    assert (ratio.family, ratio.value, ratio.unit) == ("ratio", pytest.approx(np.log(2.0)), "KPW/kg")
    # the three are about the reference year: the log ratio is to the reference period
    assert (ratio.base_start, ratio.base_end) == (None, None)
    assert (ratio.origin, ratio.witness, ratio.reliability) == ("series", "market/price", 0.9)
    assert ratio.source == Source("document", "series_market")


def test_outside_the_reference_period_the_baseline_is_the_time_of_the_earlier_numbers():
    rows = monthly([100, 110, 90, 200], first=date(2017, 3, 1))
    ratio = observe(NOTHING, with_series(*rows)).used[0]
    assert ratio.value == pytest.approx(2.0)
    assert (CASE.date(ratio.base_start), CASE.date(ratio.base_end)) == (rows[0].start, rows[2].start)


def test_a_scattered_past_makes_a_ratio_less_exact():
    calm = observe(NOTHING, with_series(*monthly([100, 101, 99, 200]))).used[0]
    wild = observe(NOTHING, with_series(*monthly([100, 300, 30, 200]))).used[0]
    assert wild.spread > calm.spread > 0.1


def test_other_goods_units_and_series_are_other_kinds():
    rows = monthly([100, 110, 90])
    for change in ({"good": "ore", "side": "far"}, {"unit": "USD/kg"}, {"series": "other"}):
        late = row(id="prices/9", start=date(2017, 1, 1), end=date(2017, 1, 1), published=date(2017, 1, 2), **change)
        assert observe(NOTHING, with_series(*rows, late)).used == ()


def test_a_price_from_a_new_place_is_compared_with_all_places_and_less_exact():
    rows = monthly([100, 110, 90])
    dates = {"start": date(2017, 1, 1), "end": date(2017, 1, 1), "published": date(2017, 1, 2), "value": 200.0}
    same, new = (
        observe(NOTHING, with_series(*rows, row(id="prices/9", **dates, place=place))).used[0] for place in ("capital", "lower")
    )
    assert new.value == same.value == pytest.approx(np.log(2))
    assert new.spread > same.spread + 0.03


def test_trade_from_a_new_place_is_compared_with_no_other():
    trade = {"indicator": "official_trade", "side": "", "good": "all", "unit": "USD million", "direction": "out"}
    rows = monthly([29.0, 29.0, 29.0], **trade, place="border")
    dates = {"start": date(2017, 1, 1), "end": date(2017, 1, 31), "published": date(2017, 2, 2), "value": 30.0}
    assert observe(NOTHING, with_series(*rows, row(id="trade/9", **trade, **dates, place="lower"))).used == ()
    assert len(observe(NOTHING, with_series(*rows, row(id="trade/9", **trade, **dates, place="border"))).used) == 1


def test_what_goes_in_is_never_pooled_with_what_goes_out():
    trade = {"indicator": "official_trade", "side": "", "good": "all", "unit": "USD million", "place": "border"}
    rows = [
        replace(r, id=f"trade/{way}{i}", direction=way, series="customs")
        for way, values in (("in", [10, 10, 10, 20]), ("out", [50, 50, 50, 5]))
        for i, r in enumerate(monthly(values, **trade))
    ]
    seen = {o.direction: o.value for o in observe(NOTHING, with_series(*rows)).used}
    assert seen == {"in": pytest.approx(np.log(2)), "out": pytest.approx(np.log(0.1))}


def test_trade_without_a_direction_is_left_out_and_said_to_be():
    untold = row(indicator="official_trade", side="", good="", unit="USD million", place="border")
    assert observe(NOTHING, with_series(untold)).left_out[0].reason == (
        "the direction of this trade (in, out or both) is not stated"
    )


def test_only_numbers_known_before_set_what_is_usual():
    rows = monthly([100, 110, 90, 200])
    late = [replace(r, published=date(2016, 12, 1)) for r in rows]
    assert observe(NOTHING, with_series(*late)).used == ()


def test_prices_in_reports_are_compared_with_their_kind_too():
    def told(i, value, day):
        paper = {"id": f"p{i}/1", "report": f"p{i}", "known": day, "start": day, "end": day}
        return claim(**paper, indicator="price", kind="amount", unit="KPW per kg", value=value, side="home", good="fuel")

    days = [date(2016, 2 + i, 1) for i in range(4)]
    seen = observe(evidence(*(told(i, v, d) for i, (v, d) in enumerate(zip([8, 8, 8, 4], days, strict=True)))), CASE)
    assert [(o.id, o.value) for o in seen.used] == [("p3/1", pytest.approx(np.log(0.5)))]


def told_price(number, value, first, last, unit="CNY per kg", **changes):
    said = {"indicator": "price", "kind": "amount", "unit": unit, "value": value, "side": "home", "good": "fuel"}
    return claim(id=f"p/{number}", report="p", start=first, end=last, **said, **changes)


def test_a_text_with_numbers_for_several_times_is_compared_with_its_own_first():
    prices = [(4, date(2018, 4, 1)), (10, date(2018, 4, 25)), (12, date(2018, 4, 27))]
    seen = observe(evidence(*(told_price(i, v, d, d) for i, (v, d) in enumerate(prices))), CASE)
    assert [(o.id, o.value) for o in seen.used] == [("p/1", pytest.approx(2.5)), ("p/2", pytest.approx(3.0))]
    assert {CASE.date(o.base_end) for o in seen.used} == {date(2018, 4, 1)}
    assert seen.left_out[0].id == "p/0"


def test_a_text_with_two_numbers_for_one_time_is_not_compared_with_itself():
    prices = [(4, date(2018, 4, 1)), (10, date(2018, 4, 25)), (14, date(2018, 4, 25))]
    assert observe(evidence(*(told_price(i, v, d, d) for i, (v, d) in enumerate(prices))), CASE).used == ()


@pytest.mark.parametrize(
    ("words", "unit", "ratio"),
    [
        ("13 USD", "USD per 4 gal", 22 / 13),
        ("about 5,000 KPW", "KPW per kg", 22 / 5000),
        ("3.34-3.52 USD", "USD per gal", 22 / 3.43),
        ("100 USD per t", "USD per t", 0.22),
        ("start of 2018 (15,200 KPW)", "KPW per kg", 22 / 15200),
    ],
)
def test_an_amount_that_is_compared_with_an_amount_is_a_ratio(words, unit, ratio):
    day = date(2018, 6, 1)
    seen = observe(evidence(told_price(1, 22.0, day, day, unit, compared_with=words)), CASE).used[0]
    assert (seen.family, seen.value) == ("ratio", pytest.approx(ratio))
    assert seen.base_end < seen.start


def test_a_count_a_day_is_compared_with_a_range_a_day():
    quota = claim(
        indicator="official_trade", kind="amount", value=100.0, unit="vehicles per day", compared_with="300-400 a day"
    )
    assert observe(evidence(quota), CASE).used[0].value == pytest.approx(100 / 350)


def test_an_amount_of_something_else_is_no_baseline():
    day = date(2018, 6, 1)
    assert observe(evidence(told_price(1, 22.0, day, day, compared_with="250 in 2010")), CASE).used == ()
    assert observe(evidence(told_price(1, 22.0, day, day, compared_with="13 USD")), CASE).used == ()


def test_a_total_is_compared_by_the_day():
    month, quarter = (date(2016, 2, 1), date(2016, 2, 29)), (date(2016, 7, 1), date(2016, 9, 30))
    trade = {"indicator": "official_trade", "side": "", "place": "border", "good": "all", "unit": "USD million"}
    trade["direction"] = "both"
    rows = [
        row(id=f"trade/{i}", **trade, start=month[0], end=month[1], published=date(2016, 4, i), value=29.0) for i in (1, 2, 3)
    ]
    rows.append(row(id="trade/4", **trade, start=quarter[0], end=quarter[1], published=date(2016, 11, 1), value=92.0))
    ratio = observe(NOTHING, with_series(*rows)).used[0]
    assert (ratio.id, ratio.value, ratio.unit) == ("trade/4", pytest.approx(0.0), "USD/day")


def test_a_row_kept_for_the_reader_is_not_weighed():
    assert observe(NOTHING, with_series(row(evidence=False))).left_out[0].reason == "kept for the reader only"


def test_a_row_whose_report_is_read_itself_is_not_weighed_twice():
    paper = report("paper", date(2018, 6, 8), url="https://www.paper.example/story/")
    fee = {"indicator": "hire_fee", "unit": "new/old", "place": "lower", "good": "all", "side": "", "value": 0.5}
    taken = row(id="fees/1", **fee, url="http://paper.example/story", start=date(2018, 5, 1), published=date(2018, 6, 8))
    taken = replace(taken, end=date(2018, 5, 31))
    told = claim(id="paper/1", report="paper", indicator="hire_fee", kind="ratio", value=0.5)
    both = observe(evidence(told, reports=(paper,)), with_series(taken))
    assert [o.id for o in both.used] == ["paper/1"]
    assert both.left_out[0].reason == "the same number is weighed as paper/1"
    # another number of the same report shares its error
    apart = observe(evidence(replace(told, value=0.9), reports=(paper,)), with_series(taken))
    assert {o.witness for o in apart.used} == {"paper/hire_fee"}
    assert len(apart.used) == 2
    # the report says nothing of fees that is weighed: then the row does
    other = observe(evidence(replace(told, modality="expected"), reports=(paper,)), with_series(taken))
    assert [o.id for o in other.used] == ["fees/1"]
    assert other.used[0].base_end == other.used[0].start - 1


def test_an_amount_in_a_report_is_weighed_as_part_of_its_series():
    paper = report("paper", date(2016, 6, 4), url="https://www.paper.example/story/")
    prices = monthly([100, 110, 90, 200])
    prices[3] = replace(prices[3], url="http://paper.example/story", published=date(2016, 6, 4))
    day = {"start": prices[3].start, "end": prices[3].end, "known": date(2016, 6, 4), "compared_with": "100 KPW"}
    price = {"indicator": "price", "kind": "amount", "unit": "KPW per kg", "side": "home", "good": "fuel"}
    told = claim(id="paper/1", report="paper", value=200.0, **price, **day)
    seen = observe(evidence(told, reports=(paper,)), with_series(*prices))
    assert [(o.id, o.witness) for o in seen.used] == [("prices/4", "paper/price")]
    assert ("paper/1", "the same number is weighed as prices/4") in {(x.id, x.reason) for x in seen.left_out}


def test_series_published_later_are_not_there_at_all():
    seen = observe(NOTHING, with_series(*monthly([100, 110, 90, 200])), known_by=date(2016, 5, 10))
    assert len(seen.used) + len(seen.left_out) == 3


def test_a_series_needs_a_reliability_of_documents():
    case = replace(with_series(*monthly([1, 1, 1, 1])), reliability={"trader": trusted("trader", 0.5)})
    with pytest.raises(InputError, match="series row prices/1 role: found 'document'"):
        observe(NOTHING, case)


# --- money -----------------------------------------------------------------------------------------------------


def quote(foreign, value, day):
    fx = {"indicator": "exchange_rate", "good": "", "unit": f"KPW per {foreign}", "place": "border"}
    return row(id=f"fx/{foreign}{day}", series="fx", value=value, start=day, end=day, published=day, **fx)


FX = (quote("USD", 8000.0, date(2018, 5, 1)), quote("CNY", 1250.0, date(2018, 5, 3)))
BRIBE = {"indicator": "bribe", "kind": "amount", "value": 100.0, "side": "home", "end": date(2018, 6, 8)}


def test_money_is_converted_by_dated_cross_rates():
    rates = Rates(with_series(*FX), date(2018, 6, 8))
    assert rates.rate("USD", date(2018, 5, 20)) == pytest.approx(6.4)
    assert rates.rate("KPW", date(2018, 5, 20)) == pytest.approx(1 / 1250)
    assert rates.rate("CNY", date(2018, 5, 20)) == 1
    assert rates.rate("EUR", date(2018, 5, 20)) is None
    assert rates.rate("USD", date(2016, 5, 20)) is None  # two years away
    assert Rates(with_series(*FX), date(2018, 5, 2)).rate("USD", date(2018, 5, 1)) is None  # not known yet


def test_a_fee_is_money_a_crossing_in_the_currency_of_the_case():
    seen = observe(evidence(claim(**BRIBE, unit="USD per ship")), with_series(*FX))
    fee = next(o for o in seen.used if o.origin == "claim")
    assert (fee.family, fee.value, fee.unit) == ("amount", pytest.approx(640.0), "CNY/crossing")


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("EUR per ship", "no rate from EUR to CNY is known for its time"),
        ("USD per captain-year", "is no money a crossing"),
        ("USD", "is no money a crossing"),
    ],
)
def test_a_fee_that_cannot_be_read_is_left_out(unit, why):
    seen = observe(evidence(claim(**BRIBE, unit=unit)), with_series(*FX))
    assert why in next(x.reason for x in seen.left_out if x.id == "paper-2018-06-08/1")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"indicator": "flow", "unit": "l per trip"}, "'l per trip' is no amount a day"),
        ({"indicator": "flow", "unit": "vessels"}, "'vessels' is not said per time"),
        ({"indicator": "flow", "unit": "t", "start": None}, "a total without a period"),
        ({"indicator": "flow", "unit": "t", "value": 0.0}, "an amount that is not above zero"),
        ({"indicator": "price", "unit": "CNY per month", "good": "fuel", "side": "home"}, "is no price of a quantity"),
    ],
)
def test_amounts_that_cannot_be_compared_are_left_out(changes, why):
    seen = observe(evidence(claim(**{"kind": "amount", "value": 30.0, **changes})), CASE)
    assert why in seen.left_out[0].reason


def test_every_value_that_is_weighed_is_finite():
    rows = monthly(list(np.random.default_rng(0).uniform(50, 200, 20)))
    for o in observe(NOTHING, with_series(*rows)).used:
        assert np.isfinite([o.value, o.spread]).all()
        assert o.base_start is None or o.value > 0
