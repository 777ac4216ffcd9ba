"""Three images are not a trend: the dispute over the customs yards of Dandong and Sinuiju.

On 1 July 2016 Beyond Parallel (CSIS) compared satellite images of 15 January 2015, 13 March 2015 and 14 February 2016
and concluded that trade had fallen after the nuclear test of January 2016
(https://beyondparallel.csis.org/decrease-in-trade-after-nuclear-test/; Washington Post of that day). J. Lewis answered
(https://www.armscontrolwonk.com/archive/1201736/no-china-isnt-punishing-north-korea/, with Planet's weekly images,
https://medium.com/planet-stories/is-china-cutting-off-north-korea-new-analysis-of-satellite-images-say-no-bd7cccb2143)
that the image of "after" was from the weekend at the end of the Chinese New Year, and that traffic must be counted on
many days. (The study itself says that other estimates had trade rising in the first quarter of 2016.)

The border here is the invented one, moved to those years and left without any act, so that the images alone decide, and
its licensed trade wanders more than either case believes (a standard deviation of some 35 % from year to year):
otherwise no three numbers could persuade anybody. What the images show is made up: half the trucks. A
fall of the first half of 2016 against that of 2015 must not become likely (80 %) by the images; it must by the same
number of trucks on enough ordinary days, and it would if days spoke for the time around them.

Found with seeds 1 to 4: three images 0.39 to 0.45 (ratios), 0.40 to 0.46 (changes), 0.56 to 0.60 (levels); many ordinary
days 0.92 to 0.94; days that speak for the time around them 0.84 to 0.85. Of the two pieces both are needed: with the
spread alone the ratios give 0.55 to 0.60, with the offset alone 0.12 to 0.15, a rise as unfounded as the fall.
"""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from contraflow.border.weeks import Weeks
from contraflow.claims.claim import Evidence
from contraflow.estimates.judge import judge
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations import days
from contraflow.observations.observe import observe
from tests.unit.observations.made_border import CLAIM, REPORT

BEFORE, BEFORE_TOO, AFTER = date(2015, 1, 15), date(2015, 3, 13), date(2016, 2, 14)
TOLD, HALF = date(2016, 7, 1), 0.5
YEARS = ((date(2015, 1, 5), date(2015, 6, 28)), (date(2016, 1, 4), date(2016, 6, 26)))
LIKELY = 0.8


@pytest.fixture(scope="module")
def border(toy):
    """The invented border in 2015 and 2016, with the holidays of the Chinese New Year and open minds about trade."""
    holiday = next(event for event in toy.calendar if event.kind == "holiday")
    happens = tuple(
        replace(holiday, id=f"new-year-{first}", start=first, end=first + timedelta(6), announced=first - timedelta(30))
        for first in (date(2015, 2, 19), date(2016, 2, 7))
    )
    open_minds = {"official_trade.adjust_per_day": 0.01, "official_trade.shock": 0.06}
    priors = {name: replace(p, value=open_minds.get(name, p.value)) for name, p in toy.priors.items()}
    zero, reference = date(2014, 12, 31), (date(2015, 1, 1), date(2015, 12, 31))
    return replace(toy, day_zero=zero, reference=reference, series=(), calendar=happens, priors=priors)


def claim(number, kind, value, day, against="", report="images"):
    return replace(
        CLAIM, id=f"{report}/{number}", report=report, number=number, indicator="official_trade", kind=kind, value=value,
        side="", place="border", start=day, end=day, known=TOLD, compared_with=str(against), role="reporter",
    )  # fmt: skip


def chance_of_a_fall(border, claims, n=512, seed=1):
    """From claims to the chance that licensed trade of the first half of 2016 was below that of 2015."""
    reports = {c.report: replace(REPORT, id=c.report, published=c.known) for c in claims}
    seen = observe(Evidence(tuple(reports.values()), tuple(claims)), border)
    assert len(seen.used) == len(claims)
    options = NowcastOptions(particles=n, lag_weeks=90, draws=50, threads=1)
    result = nowcast(border, seen, known_by=TOLD + timedelta(1), options=options, seed=seed)
    assert judge(result)  # the same window answers the briefing's questions
    columns = [i for i, column in enumerate(result.columns) if column.quantity == "official_trade"]
    thursday = {k.period: border.date(Weeks(border).first_day(k.period) + 3) for k in result.final.cloud.window.kept}
    then, now = (
        np.mean(
            [k.values[k.rows][:, columns].sum(1) for k in result.final.cloud.window.kept if a <= thursday[k.period] <= b], 0
        )
        for a, b in YEARS
    )
    return float(result.final.weights @ (now < then))


THREE = {
    "ratios": [claim(1, "ratio", HALF, AFTER, BEFORE), claim(2, "ratio", HALF, AFTER, BEFORE_TOO)],
    "changes": [claim(1, "change", -1, AFTER, BEFORE), claim(2, "change", -1, AFTER, BEFORE_TOO)],
    "levels": [claim(1, "level", 3, BEFORE), claim(2, "level", 3, BEFORE_TOO), claim(3, "level", 1, AFTER)],
}


def ordinary(year, n=12):
    """Tuesdays to Thursdays outside the holidays, one a week from January."""
    holidays = [date(2015, 2, 19), date(2016, 2, 7)]
    first = {2015: date(2015, 1, 13), 2016: date(2016, 1, 12)}[year]
    found = [first + timedelta(7 * week + week % 3) for week in range(n + 4)]
    return [day for day in found if not any(h <= day <= h + timedelta(6) for h in holidays)][:n]


def test_the_days_of_the_images():
    assert [day.strftime("%a") for day in (BEFORE, BEFORE_TOO, AFTER)] == ["Thu", "Fri", "Sun"]


@pytest.mark.parametrize("told", THREE)
def test_three_images_do_not_make_a_fall_likely(border, told):
    assert 0.25 < chance_of_a_fall(border, THREE[told]) < LIKELY - 0.1


def test_the_same_images_would_if_days_spoke_for_the_time_around_them(border, monkeypatch):
    monkeypatch.setattr(days, "ONE_DAY", {})
    monkeypatch.setattr(days, "QUIET", 1.0)
    assert chance_of_a_fall(border, THREE["ratios"], n=1024) > LIKELY


def test_enough_ordinary_days_make_the_same_fall_likely(border):
    """Twelve pairs of ordinary days, each image told by a report of its own."""
    pairs = zip(ordinary(2016), ordinary(2015), strict=True)
    told = [claim(1, "ratio", HALF, now, then, f"image-{number}") for number, (now, then) in enumerate(pairs)]
    assert chance_of_a_fall(border, told) > LIKELY


# --- the pieces -------------------------------------------------------------------------------------------------------


def observed(border, told):
    return observe(Evidence((replace(REPORT, id=told.report, published=TOLD),), (told,)), border).used[0]


def spread(border, first, last, **changes):
    told = replace(claim(1, "level", 2, first), end=last, **changes)
    return days.day_spread(observed(border, told), border) / 2  # words to log units


def test_more_days_are_more_exact_and_a_week_speaks_for_itself(border):
    monday = date(2015, 6, 1)
    found = [spread(border, monday, monday + timedelta(n)) for n in range(5)]
    assert found == sorted(found, reverse=True)
    assert found[0] == pytest.approx(0.6 * (1 - 1 / 7) ** 0.5)
    assert spread(border, monday, monday + timedelta(6)) == 0
    assert spread(border, monday, monday, indicator="enforcement") == 0


def test_a_quiet_day_says_less_and_is_expected_to_be_quiet(border):
    thursday, sunday, holiday = BEFORE, AFTER, date(2016, 2, 9)
    assert [days.is_quiet(day, border) for day in (thursday, sunday, holiday)] == [False, True, True]
    assert spread(border, sunday, sunday) > spread(border, thursday, thursday)
    offset = lambda *about: days.day_offset(observed(border, claim(1, *about)), border)
    assert offset("level", 1, thursday) == 0
    assert offset("level", 1, sunday) == offset("level", 1, holiday) == pytest.approx(np.log(days.QUIET))
    assert offset("ratio", HALF, sunday, thursday) == pytest.approx(np.log(days.QUIET))
    assert offset("ratio", HALF, date(2016, 2, 25), date(2015, 2, 22)) == pytest.approx(-np.log(days.QUIET))


def test_smugglers_keep_no_office_hours(border):
    sunday = observed(border, replace(claim(1, "level", 1, AFTER), indicator="flow"))
    assert days.day_offset(sunday, border) == 0
    assert days.day_spread(sunday, border) == pytest.approx(2 * 0.4 * (6 / 7) ** 0.5)


def test_a_spread_of_days_comes_on_top_of_that_of_the_words(border):
    plain = observed(border, replace(claim(1, "level", 1, BEFORE), end=BEFORE + timedelta(30), hedge="about"))
    one_day = observed(border, replace(claim(1, "level", 1, BEFORE), hedge="about"))
    assert plain.spread > 0 and one_day.start == one_day.end
    assert one_day.spread**2 == pytest.approx(plain.spread**2 + (2 * 0.6) ** 2 * 6 / 7)


def test_what_usually_happens_was_seen_on_more_days_than_one(border):
    once, usually = (observed(border, replace(claim(1, "level", 1, BEFORE), habitual=each)) for each in (False, True))
    assert usually.spread < once.spread
    assert usually.spread == observed(border, replace(claim(1, "level", 1, BEFORE), end=BEFORE + timedelta(30))).spread
