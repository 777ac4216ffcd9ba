"""Claims as observations: every rule, and every reason to leave one out."""

from dataclasses import replace
from datetime import date

import pytest
from made_border import CASE, claim, evidence, report

from contraflow.errors import InputError
from contraflow.observations.observation import Source
from contraflow.observations.observe import observe


def one(made, case=CASE, **options):
    """Observe a single claim that is weighed."""
    seen = observe(evidence(made), case, **options)
    assert seen.left_out == ()
    return seen.used[0]


def reason(made, case=CASE):
    """Why a single claim is not weighed."""
    seen = observe(evidence(made), case)
    assert seen.used == ()
    return seen.left_out[0].reason


def test_a_change_is_read_with_its_period_and_its_baseline():
    seen = one(claim())
    assert (seen.indicator, seen.family, seen.value, seen.denied) == ("enforcement", "change", -1.0, False)
    assert (seen.side, seen.direction, seen.sectors, seen.goods) == ("far", "", ("lower",), ())
    assert CASE.date(seen.start) == date(2018, 5, 1)
    assert CASE.date(seen.end) == CASE.date(seen.known) == date(2018, 6, 8)
    # silence on the baseline: the equally long time before, at least 60 days
    assert CASE.date(seen.base_end) == date(2018, 4, 30)
    assert seen.base_end - seen.base_start + 1 == 60
    assert (seen.witness, seen.reliability, seen.origin) == ("paper-2018-06-08/enforcement", 0.8, "claim")
    assert seen.source == Source("trader", "paper", 1.0)


def test_a_long_change_has_a_baseline_as_long():
    seen = one(claim(start=date(2018, 1, 9), end=date(2018, 5, 8)))
    assert seen.base_end - seen.base_start == seen.end - seen.start == 119


def test_a_vague_before_means_ninety_days():
    seen = one(claim(compared_with="before the talks"))
    assert (CASE.date(seen.base_start), CASE.date(seen.base_end)) == (date(2018, 1, 31), date(2018, 4, 30))


def test_a_stated_baseline_is_kept():
    for words in ("2017-01-01/2017-06-30", "first half of 2017"):
        seen = one(claim(compared_with=words))
        assert (CASE.date(seen.base_start), CASE.date(seen.base_end)) == (date(2017, 1, 1), date(2017, 6, 30))


def test_a_baseline_that_runs_into_the_period_ends_before_it():
    seen = one(claim(start=date(2018, 5, 20), compared_with="May 2018"))
    assert (CASE.date(seen.base_start), CASE.date(seen.base_end)) == (date(2018, 5, 1), date(2018, 5, 19))


def test_a_baseline_at_the_beginning_of_the_period_is_cut_off_it():
    seen = one(claim(start=date(2018, 5, 1), compared_with="early May 2018"))
    assert (CASE.date(seen.base_start), CASE.date(seen.base_end)) == (date(2018, 5, 1), date(2018, 5, 11))
    assert (CASE.date(seen.start), CASE.date(seen.end)) == (date(2018, 5, 12), date(2018, 6, 8))


def test_a_level_with_an_open_start_is_about_the_last_thirty_days():
    seen = one(claim(kind="level", value=3.0, indicator="flow", start=None))
    assert (seen.family, seen.value, seen.end - seen.start + 1, seen.end) == ("level", 3.0, 30, seen.known)
    assert (seen.base_start, seen.base_end) == (None, None)


def test_a_past_level_ends_when_it_is_said_to():
    seen = one(claim(kind="level", value=0.0, start=None, end=date(2018, 3, 31), retrospective=True))
    assert (CASE.date(seen.start), CASE.date(seen.end)) == (date(2018, 3, 2), date(2018, 3, 31))


def test_a_long_period_keeps_its_last_year():
    seen = one(claim(kind="level", value=2.0, start=date(2016, 3, 1)))
    assert seen.end - seen.start + 1 == 365
    assert seen.end == seen.known


def test_a_period_begins_at_day_zero_at_the_earliest():
    seen = one(claim(kind="level", value=2.0, start=date(2015, 11, 1), end=date(2016, 2, 1)))
    assert (seen.start, seen.end) == (0, 31)


def test_nothing_is_about_a_time_after_its_publication():
    assert one(claim(end=date(2018, 12, 31))).end == CASE.day(date(2018, 6, 8))
    assert reason(claim(start=date(2018, 7, 1))) == "about a time after its publication"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"start": date(2015, 1, 1), "end": date(2015, 12, 1)}, "about a time before day zero"),
        ({"known": date(2015, 12, 1), "start": None}, "known before day zero"),
        ({"known": date(2016, 1, 1), "start": None}, "known before day zero"),  # day 0 has no observation
        ({"known": None}, "its publication date is unknown"),
        ({"compared_with": "2015"}, "compared with a time before day zero"),
        ({"modality": "expected"}, "expected: kept in the ledger until its time has come"),
        ({"modality": "conditional"}, "conditional: kept in the ledger until its condition is met"),
        ({"scope": "interior"}, "about the interior, not the border"),
        ({"good": "people"}, "about People, which the model does not trade"),
        ({"good": "fish", "direction": "in"}, "about Fish going in, which the model does not trade"),
        ({"unit": "persons", "kind": "amount", "value": 6.0}, "counts people, who are never pooled with goods"),
        ({"place": "capital"}, "informs no sector of the border"),
        ({"indicator": "sanction"}, "sanctions stand in the calendar"),
        ({"indicator": "collusion"}, "the model holds no collusion"),
        ({"indicator": "tolerance"}, "the tolerance of the home authorities only"),
        ({"kind": "event", "code": "patrol", "value": None}, "an event (patrol) without a likelihood"),
        ({"kind": "comparison", "value": None}, "compares with another place or good"),
        ({"kind": "ratio", "value": 2.0, "compared_with": "the capital"}, "compares with another place"),
        ({"value": None}, "a change without a value"),
        ({"value": 3.0}, "a change of 3; allowed: -2 to 2"),
        ({"kind": "level", "value": 7.0}, "a level of 7; allowed: 0 to 4"),
        ({"kind": "level", "value": 2.0, "indicator": "price", "side": "home", "good": "fuel"}, "no scale of levels"),
        ({"indicator": "price", "good": "fish", "side": "home"}, "a price where the good is sold from"),
        ({"kind": "ratio", "value": 0.5, "modality": "denied"}, "a denied number says next to nothing"),
        ({"indicator": "carrier", "kind": "level", "value": None, "code": "kite"}, "'kite' is no carrier or shift"),
        ({"indicator": "timing", "kind": "share", "value": 60.0, "code": "day"}, "a share of 60; allowed: 0 to 1"),
        ({"kind": "share", "value": 0.5}, "a share of enforcement without a likelihood"),
        ({"kind": "amount", "value": 5.0, "unit": "vehicles"}, "an amount says nothing of enforcement"),
    ],
)
def test_what_cannot_be_weighed_is_kept_with_a_plain_reason(changes, why):
    assert why in reason(claim(**changes))


def test_a_baseline_later_than_the_period_is_a_comparison_backwards():
    seen = one(claim(start=date(2017, 1, 1), end=date(2017, 3, 31), compared_with="May 2018"))
    assert seen.base_start > seen.end


def test_a_denied_word_is_kept_as_denied():
    assert one(claim(modality="denied")).denied
    assert one(claim(modality="denied", indicator="flow", kind="level", value=4.0)).denied


def test_hearsay_is_less_reliable_and_less_exact():
    plain, heard = one(claim()), one(claim(modality="hearsay"))
    assert heard.reliability == pytest.approx(0.7 * plain.reliability)
    assert heard.spread > plain.spread == 0
    assert (heard.source.discount, plain.source.discount) == (0.7, 1.0)


def test_a_doubted_source_is_halved_and_an_unknown_one_is_not():
    assert one(claim(reliability="E")).reliability == pytest.approx(0.4)
    assert one(claim(credibility="4")).reliability == pytest.approx(0.4)
    assert one(claim(reliability="F", credibility="6")).reliability == 0.8


def test_hedges_ranges_and_contradictions_widen_a_number():
    ratio = {"kind": "ratio", "value": 0.5}
    plain = one(claim(**ratio)).spread
    for changes in ({"hedge": "about"}, {"inconsistent": True}, {"precision": 3}, {"low": 0.4, "high": 0.6}):
        assert one(claim(**ratio, **changes)).spread > plain
    assert one(claim(**ratio, low=0.25, high=1.0)).spread > 0.69  # half of log 4


def test_a_role_without_reliability_is_an_error_that_names_it():
    with pytest.raises(InputError, match=r"claim paper-2018-06-08/1 role: found 'oracle'.*document, reporter, trader"):
        observe(evidence(claim(role="oracle")), CASE)


def test_an_unknown_place_or_good_is_an_error_that_names_it():
    with pytest.raises(InputError, match="claim paper-2018-06-08/1 place: found 'atlantis'"):
        observe(evidence(claim(place="atlantis")), CASE)
    with pytest.raises(InputError, match="claim paper-2018-06-08/1 good: found 'mithril'"):
        observe(evidence(claim(good="mithril")), CASE)


def test_a_claim_without_its_report_is_an_error_that_names_it():
    lone = replace(evidence(claim()), reports=())
    with pytest.raises(InputError, match="claim paper-2018-06-08/1 report: found 'paper-2018-06-08'"):
        observe(lone, CASE)


def test_places_inform_the_sectors_below_above_or_beside_them():
    assert one(claim(place="border")).sectors == ("lower", "upper")
    assert one(claim(place="quay")).sectors == ("lower",)
    assert one(claim(place="province")).sectors == ("upper",)


def test_a_quantity_of_the_whole_border_may_be_seen_away_from_it_but_counts_as_partial():
    whole = one(claim(indicator="official_trade", place="border"))
    away = one(claim(indicator="official_trade", place="capital"))
    assert away.sectors == ()
    assert away.spread > whole.spread


def test_a_percentage_is_a_ratio():
    seen = one(claim(indicator="official_trade", value=-38.0, unit="%", direction="in"))
    assert (seen.family, seen.value, seen.direction) == ("ratio", pytest.approx(0.62), "in")


def test_a_fall_to_nothing_is_a_collapse_and_not_the_log_of_zero():
    seen = one(claim(indicator="flow", kind="ratio", value=0.0))
    assert (seen.family, seen.value) == ("change", -2.0)


def test_bounds_go_with_numbers():
    assert one(claim(indicator="flow", kind="ratio", value=0.5, bound="at least")).bound == "at least"
    assert one(claim(bound="at least")).bound == ""


def test_carriers_and_shifts_are_presences_or_shares():
    seen = one(claim(indicator="carrier", kind="level", value=None, code="hired_vessel"))
    assert (seen.family, seen.value, seen.carrier) == ("presence", 1.0, "hired_vessel")
    seen = one(claim(indicator="timing", kind="share", value=60.0, unit="%", code="day"))
    assert (seen.family, seen.value, seen.carrier) == ("share", 0.6, "day")


def test_a_price_is_that_of_the_buyers_market():
    fuel = one(claim(indicator="price", side="home", place="capital", scope="interior", good="all"))
    assert (fuel.goods, fuel.sectors) == (("fuel",), ())
    assert one(claim(indicator="price", side="far", good="all")).goods == ("fish", "ore")


def test_goods_of_the_other_direction_are_dropped_from_a_group():
    assert one(claim(indicator="flow", good="goods", direction="out")).goods == ("fish", "ore")
    assert one(claim(indicator="flow", good="all", direction="out")).goods == ()


def test_a_seizure_is_a_presence_and_a_count_only_with_a_period():
    event = {"indicator": "seizure", "kind": "event", "code": "seizure", "value": None}
    assert one(claim(**event)).family == "presence"
    count = {"indicator": "seizure", "kind": "amount", "value": 27.0, "unit": "vehicles"}
    seen = one(claim(**count, end=date(2018, 5, 31)))
    assert (seen.family, seen.value, seen.unit, seen.spread) == ("count", 27.0, "vehicles", 0.0)
    assert reason(claim(**count, start=None)) == "a count without a period"
    assert "no count of crossings" in reason(claim(**{**count, "unit": "bags"}))


def test_what_becomes_known_later_is_not_there_at_all():
    later = claim(id="later-2018-07-01/1", report="later-2018-07-01", known=date(2018, 7, 1))
    seen = observe(evidence(claim(), later), CASE, known_by=date(2018, 6, 8))
    assert [o.id for o in seen.used] == ["paper-2018-06-08/1"]
    assert seen.left_out == ()


def test_evidence_is_sorted_by_the_day_on_which_it_became_known():
    days = [date(2018, 6, 8), date(2017, 2, 1), date(2018, 1, 3)]
    papers = [claim(id=f"p{i}/1", report=f"p{i}", known=day, start=date(2016, 5, 1)) for i, day in enumerate(days)]
    assert [o.id for o in observe(evidence(*papers), CASE).used] == ["p1/1", "p2/1", "p0/1"]


# --- echoes ----------------------------------------------------------------------------------------------------


def echoing(name, published, echo_of, number=1):
    return report(name, published, echo_of), claim(id=f"{name}/{number}", report=name, known=published)


def test_a_retelling_adds_nothing_new():
    told, first = echoing("first", date(2018, 6, 1), "")
    retold, second = echoing("second", date(2018, 6, 3), "first")
    again, third = echoing("third", date(2018, 6, 4), "second")
    seen = observe(evidence(first, second, third, reports=(told, retold, again)), CASE)
    assert [o.id for o in seen.used] == ["first/1"]
    assert {(x.id, x.reason) for x in seen.left_out} == {("second/1", "retells first"), ("third/1", "retells first")}


def test_when_the_original_is_not_at_hand_its_first_retelling_speaks_for_it():
    retold, second = echoing("second", date(2018, 6, 3), "lost")
    again, third = echoing("third", date(2018, 6, 4), "lost")
    seen = observe(evidence(third, second, reports=(again, retold)), CASE)
    assert [(o.id, o.witness) for o in seen.used] == [("second/1", "lost/enforcement")]
    assert seen.left_out[0].reason == "retells second"


def test_an_original_that_is_not_known_yet_cannot_silence_its_retelling():
    told, first = echoing("first", date(2018, 6, 20), "")
    retold, second = echoing("second", date(2018, 6, 3), "first")
    seen = observe(evidence(first, second, reports=(told, retold)), CASE, known_by=date(2018, 6, 8))
    assert [o.id for o in seen.used] == ["second/1"]


def test_reports_that_name_each_other_do_not_silence_each_other():
    a, first = echoing("a", date(2018, 6, 1), "b")
    b, second = echoing("b", date(2018, 6, 2), "a")
    seen = observe(evidence(first, second, reports=(a, b)), CASE)
    assert len(seen.used) >= 1


def test_an_original_at_hand_speaks_even_if_its_retelling_is_dated_before_it():
    told, first = echoing("z-original", date(2018, 6, 2), "")
    retold, second = echoing("a-retelling", date(2018, 6, 1), "z-original")
    seen = observe(evidence(first, second, reports=(told, retold)), CASE)
    assert [o.id for o in seen.used] == ["z-original/1"]
