"""An invented border with invented evidence, shaped as the engine shapes it; all of it is made up for the tests."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import xarray as xr

from contraflow.case.case import Case, Event, Good, Origin, Place, Sector, SeriesRow
from contraflow.claims.claim import Anchor, Claim, Evidence
from contraflow.estimates.estimate import Estimate, Estimates, Influence, Judgement, Rejected, RunRecord
from contraflow.observations.observation import LeftOut, Observation, Observations
from contraflow.reports.report import Report
from contraflow.scenarios.scenario import Contrast, Forecast, Scenario

LEVELS = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
NORMAL = np.array([-1.96, -1.2816, -0.6745, 0.0, 0.6745, 1.2816, 1.96])
NAMES = (
    "Salt Estuary",
    "Reedmouth",
    "Twin Bridges",
    "Mill Bend",
    "Old Dam",
    "Gravel Islands",
    "Copper Landing",
    "Long Gorge",
    "Birch Ford",
    "Upper Lakes",
    "Three Springs",
    "Watershed",
)
SIDES = ("west", "east")
KNOWN_BY = date(2018, 6, 8)
FIRST_MONDAY = date(2016, 12, 12)
WHERE = Origin("example.csv", 1)
INDICATORS = ("enforcement", "flow", "hire_fee", "official_trade", "carrier", "timing", "seizure", "tolerance", "price")
ROLES = ("resident", "trader", "boatman", "official", "unspecified")


@dataclass(frozen=True)
class Example:
    """The five inputs of a briefing."""

    estimates: Estimates
    forecast: Forecast | None
    case: Case
    evidence: Evidence
    observations: Observations


def sector_id(n: int) -> str:
    return NAMES[n].lower().replace(" ", "-")


def course(n_sectors: int) -> list[tuple[float, float]]:
    """A winding line of 8 points a sector."""
    t = np.linspace(0, 1, 8 * n_sectors + 1)
    lon = 20 + 6 * t
    lat = 50 + 2.2 * t**1.3 + 0.25 * np.sin(9 * t) + 0.05 * np.sin(41 * t)
    return [(round(float(x), 4), round(float(y), 4)) for x, y in zip(lon, lat, strict=True)]


def example_case(n_sectors: int = 12) -> Case:
    line = course(n_sectors)
    river = {sector_id(n): tuple(line[8 * n : 8 * n + 9]) for n in range(n_sectors)}
    places = {"border": _place("border", "Aru border", "border", "")}
    for n in range(n_sectors):
        places[sector_id(n)] = _place(sector_id(n), NAMES[n], "sector", "border")
        lon, lat = river[sector_id(n)][4]
        for side, shift in zip(SIDES, (0.12, -0.12), strict=True):
            town = f"{sector_id(n)}-{side}"
            places[town] = _place(town, f"{NAMES[n].split()[0]} {side.title()}", "town", sector_id(n), lat + shift, lon)
    sectors = tuple(
        Sector(sector_id(n), True, False, None, 10.0, {"private": 50}, {"shellfish": 1.0}, 0.1, WHERE) for n in range(n_sectors)
    )
    goods = {name: _good(name) for name in ("shellfish", "coal", "fuel")}
    return Case(
        id="aru",
        name="The Aru border, an invented example",
        folder=Path("cases/aru"),
        version="0.3",
        currency="CNY",
        sides=SIDES,
        side_names={"west": "Westland", "east": "Eastland"},
        home="east",
        day_zero=date(2015, 12, 31),
        horizon=date(2019, 6, 30),
        reference=(date(2016, 1, 1), date(2016, 12, 31)),
        sectors=sectors,
        places=places,
        goods=goods,
        carriers=(),
        shifts=(),
        kinds=(),
        calendar=(
            _event("talks-2018-03-26", "talks", date(2018, 3, 26), "success", "First talks"),
            _event("talks-2018-05-07", "talks", date(2018, 5, 7), "success", "Second talks"),
            _event("ban-2017-08", "ban", date(2017, 8, 15), "", "Ban on shellfish"),
            _event("summit-2018-06-12", "summit", date(2018, 6, 12), "success", "Summit of 12 June 2018"),
        ),
        priors={},
        reliability={},
        series=tuple(
            SeriesRow(
                id=f"fuel/{n}",
                series="fuel",
                indicator="price",
                side="east",
                place="twin-bridges-east" if n_sectors > 2 else "border",
                good="fuel",
                start=date(2018, n, 1),
                end=date(2018, n, 28),
                published=date(2018, n, 28),
                value=12.5 - n,
                low=None,
                high=None,
                bound="",
                unit="CNY/kg",
                evidence=True,
                source="Example price survey",
                url="https://prices.example/fuel",
                provenance="invented",
                note="",
                origin=WHERE,
            )
            for n in range(1, 6)
        ),
        river=river,
    )


def _place(id: str, name: str, kind: str, parent: str, lat: float | None = None, lon: float | None = None) -> Place:
    return Place(id, name, kind, parent, "", lat, lon, None, (), (), "invented", WHERE)


def _good(name: str) -> Good:
    return Good(name, name.title(), "", "out", name == "shellfish", True, (), "t", "", 1.0, 1.0, 1.0, 0.3, 0.5, (), "", WHERE)


def _event(id: str, kind: str, day: date, outcome: str, title: str) -> Event:
    return Event(
        id,
        kind,
        day,
        None,
        day,
        day,
        "",
        (),
        (),
        outcome,
        1.0,
        title,
        "invented",
        "https://news.example",
        "",
        "",
        WHERE,
    )


def example_claim(report: str, number: int, **changes: object) -> Claim:
    """One claim; everything that a test does not care about has a harmless value."""
    fields: dict[str, object] = {
        "id": f"{report}/{number}",
        "report": report,
        "number": number,
        "indicator": "enforcement",
        "kind": "change",
        "value": -1.0,
        "code": "",
        "low": None,
        "high": None,
        "bound": "",
        "unit": "",
        "scope": "border",
        "side": "west",
        "direction": "",
        "place": "border",
        "precision": 3,
        "good": "unspecified",
        "licensed": "unclear",
        "start": date(2018, 5, 1),
        "end": None,
        "known": date(2018, 5, 20),
        "retrospective": False,
        "habitual": False,
        "inconsistent": False,
        "compared_with": "",
        "voice": "S1",
        "role": "resident",
        "via": "",
        "echo_of": "",
        "modality": "asserted",
        "condition": "",
        "cause": "",
        "hedge": "",
        "anchor": Anchor("guards look the other way these days"),
        "paraphrase": "Patrols on the western bank check fewer boats than before.",
        "reliability": "C",
        "credibility": "3",
        "marking": "",
        "extractor": "coded",
    }
    return Claim(**(fields | changes))  # type: ignore[arg-type]


def example_report(n: int, published: date) -> Report:
    outlet = ("River Gazette", "Border Post", "Harbour Wire")[n % 3]
    return Report(
        id=f"{outlet.lower().replace(' ', '-')}-{published.isoformat()}-{n}",
        outlet=outlet,
        url=f"https://news.example/{n}",
        title=("Boats wait for dusk at the ford", "Quiet quays, full yards", "What the ferrymen ask")[n % 3],
        published=published,
        date_note="in url",
        language="en",
        reporter="reporter A" if n % 2 else "",
        translator="translator B" if n % 4 == 1 else "",
        writer="writer C" if n % 3 == 1 else "",
        via="",
        echo_of="",
    )


PARAPHRASES = {
    "enforcement": ("Patrols check fewer boats than a month ago.", "Patrols check more boats than a month ago."),
    "flow": ("Little crosses by night.", "Goods cross in quantity again."),
    "hire_fee": ("Boat owners ask less than they did.", "Boat owners ask more than they did."),
    "official_trade": ("Lorries at customs have become few.", "Lorries queue at customs."),
    "carrier": ("Some traders hire boats.", "Most traders hire boats."),
    "timing": ("Boats cross only after dark.", "Boats with live goods cross by day."),
    "seizure": ("Seizures have become rare.", "Seizures have become frequent."),
    "tolerance": ("The home authorities forbid it.", "The home authorities look away."),
    "price": ("Fuel has become cheaper.", "Fuel has become dearer."),
}


def example_evidence(n_reports: int = 40, claims_each: int = 5, seed: int = 1, n_sectors: int = 12) -> Evidence:
    random = np.random.default_rng(seed)
    reports, claims = [], []
    for n in range(n_reports):
        known = FIRST_MONDAY + timedelta(days=int(random.integers(10, 540)))
        report = example_report(n, known)
        reports.append(report)
        for number in range(1, claims_each + 1):
            indicator = INDICATORS[int(random.integers(len(INDICATORS)))]
            up = bool(random.integers(2))
            level = bool(random.integers(2))
            value = (4.0 if up else 1.0) if level else (1.0 if up else -1.0)
            claims.append(
                example_claim(
                    report.id,
                    number,
                    indicator=indicator,
                    kind="level" if level else "change",
                    value=value,
                    side=SIDES[int(random.integers(2))] if indicator in {"enforcement", "tolerance"} else "",
                    place=("border", sector_id(int(random.integers(n_sectors))))[int(random.integers(2))],
                    start=known - timedelta(days=20),
                    known=known,
                    voice=("S1", "S2", "R")[int(random.integers(3))],
                    role=ROLES[int(random.integers(len(ROLES)))],
                    paraphrase=PARAPHRASES[indicator][up],
                    anchor=Anchor("as they always did at the old ford"),
                )
            )
    return Evidence(tuple(reports), tuple(claims))


def example_observations(case: Case, evidence: Evidence) -> Observations:
    used, left = [], []
    for n, claim in enumerate(evidence.claims):
        if n % 7 == 3:
            left.append(LeftOut(claim.id, ("expected", "conditional", "a retelling")[n % 3]))
        elif claim.known is not None:
            used.append(_observation(claim.id, claim.indicator, case.sectors_of(claim.place), case.day(claim.known), "claim"))
    used += [
        _observation(row.id, row.indicator, case.sectors_of(row.place), case.day(row.published), "series")
        for row in case.series
    ]
    used.sort(key=lambda seen: (seen.known, seen.id))
    return Observations(tuple(used), tuple(left))


def _observation(id: str, indicator: str, sectors: tuple[str, ...], known: int, origin: str) -> Observation:
    return Observation(
        id, indicator, "change", -1.0, 0.5, "", False, "", "", sectors, (), "", "", known - 20, known, known - 80,
        known - 21, known, id.partition("/")[0], 0.7, origin,
    )  # fmt: skip


def _fan(median: np.ndarray, spread: float, scale: str) -> np.ndarray:
    """Quantiles around a path, symmetric on the scale named."""
    steps = spread * NORMAL
    if scale == "logit":
        odds = np.log(median / (1 - median))[..., None] + steps
        return 1 / (1 + np.exp(-odds))
    return median[..., None] + steps if scale == "plain" else median[..., None] * np.exp(steps)


def _path(weeks: int, low: float, high: float, turn: float, random: np.random.Generator) -> np.ndarray:
    """High, then low through a crackdown, then rising again at the share ``turn`` of the time."""
    t = np.linspace(0, 1, weeks)
    drop = 1 / (1 + np.exp(-(t - 0.35) * 40)) - 1 / (1 + np.exp(-(t - turn) * 35))
    noise = np.cumsum(random.normal(0, 0.012, weeks))
    return np.clip(high - (high - low) * drop + noise, 0.03, None)


def weekly_dataset(case: Case, weeks: int, first: date, seed: int, boost: float = 1.0) -> xr.Dataset:
    random = np.random.default_rng(seed)
    places = ["border", *case.sector_ids]
    openness = np.stack(
        [np.clip(_path(weeks, 0.25 + 0.03 * (n % 5), 0.72, 0.85, random) * boost, 0.03, 0.97) for n in range(len(places))],
        1,
    )
    flow = np.stack([_path(weeks, 0.15, 0.9, 0.88, random) * boost for _ in places], 1)
    enforcement = np.stack([np.stack([1.6 - _path(weeks, 0.2, 0.9, 0.8, random) for _ in places], 1) for _ in SIDES], 1)
    official = np.stack([_path(weeks, 0.2, 1.0, 1.4, random), _path(weeks, 0.5, 1.0, 1.2, random)], 1)
    goods = np.stack([_path(weeks, 0.15, 0.9, 0.88, random) for _ in case.goods], 1)
    single = {
        "hire_fee": (2.3 - _path(weeks, 0.3, 1.3, 0.86, random), 0.35, "log", "ratio to 2016"),
        "hired_share": (
            np.clip(1.0 - _path(weeks, 0.35, 0.85, 0.86, random), 0.03, 0.95),
            0.5,
            "logit",
            "share of crossings by water",
        ),
        "daylight_share": (
            np.clip(_path(weeks, 0.08, 0.5, 0.86, random), 0.03, 0.95),
            0.6,
            "logit",
            "share of live goods",
        ),
        "tolerance": (_path(weeks, 0.6, 0.4, 0.9, random) - 0.5, 0.3, "plain", "log units"),
    }
    variables = {
        "openness": (("week", "place", "quantile"), 100 * _fan(openness, 0.45, "logit"), _units("%", "openness")),
        "enforcement": (
            ("week", "side", "place", "quantile"),
            _fan(enforcement, 0.4, "log"),
            _units("ratio to 2016", "enforcement"),
        ),
        "flow": (("week", "place", "quantile"), _fan(flow, 0.4, "log"), _units("ratio to 2016", "flow")),
        "official_trade": (
            ("week", "direction", "quantile"),
            _fan(official, 0.15, "log"),
            _units("ratio to 2016", "official trade"),
        ),
        "flow_by_good": (
            ("week", "good", "quantile"),
            _fan(goods, 0.5, "log"),
            _units("ratio to 2016", "flow by good"),
        ),
        "price": (("week", "good", "quantile"), _fan(6 + goods, 0.2, "log"), _units("CNY/kg", "price")),
    }
    for name, (median, spread, scale, unit) in single.items():
        variables[name] = (("week", "quantile"), _fan(median, spread, scale), _units(unit, name))
    return xr.Dataset(
        variables,
        coords={
            "week": np.array([first + timedelta(days=7 * n) for n in range(weeks)], dtype="datetime64[ns]"),
            "place": places,
            "side": list(case.sides),
            "direction": ["out", "in"],
            "good": list(case.goods),
            "quantile": LEVELS,
        },
    )


def _units(unit: str, name: str) -> dict[str, str]:
    return {"units": unit, "long_name": name}


def estimate_of(
    weekly: xr.Dataset, quantity: str, place: str, evidence: tuple[Influence, ...], good: str = "", **chosen: str
) -> Estimate:
    labels = {"place": place, "good": good} | chosen
    array = weekly[quantity].sel({name: label for name, label in labels.items() if name in weekly[quantity].dims})
    array = array.isel(week=-1)
    q = array.values
    start = weekly["week"].values[-1].astype("datetime64[D]").astype(object)
    return Estimate(
        id=f"{quantity}/{place}/{good}/{'/'.join(chosen.values())}/{start}",
        quantity=quantity,
        place=place,
        good=good,
        start=start,
        end=start + timedelta(days=6),
        unit=weekly[quantity].attrs["units"],
        value=float(q[3]),
        mean=float(q[3]),
        intervals={50: (float(q[2]), float(q[4])), 80: (float(q[1]), float(q[5])), 95: (float(q[0]), float(q[6]))},
        evidence=evidence,
    )


def influences(case: Case, observations: Observations, indicators: set[str], scale: float, seed: int) -> tuple[Influence, ...]:
    random = np.random.default_rng(seed)
    cut = case.day(KNOWN_BY)
    chosen = [seen for seen in observations.used if seen.indicator in indicators and seen.known <= cut][-14:]
    moved = [
        Influence(seen.id, round(float(random.normal(0, scale)), 4), case.date(seen.known), 1 + int(random.integers(2)))
        for seen in chosen
    ]
    return tuple(sorted(moved, key=lambda influence: -abs(influence.shift)))


def run_record(case: Case) -> RunRecord:
    return RunRecord(
        case.id,
        case.version,
        "0123456789abcdef0123456789abcdef01234567",
        "0.1.0",
        7,
        4000,
        KNOWN_BY,
        {"lag_days": "28"},
    )


def example_judgements(case: Case, weekly: xr.Dataset, moved: tuple[Influence, ...]) -> tuple[Judgement, ...]:
    fee = replace(
        estimate_of(weekly, "hire_fee", "border", moved[:4]),
        quantity="change of hire_fee",
        unit="ratio to the two months before",
    )
    daylight = replace(
        estimate_of(weekly, "daylight_share", "border", moved[:2]),
        quantity="change of daylight_share",
        unit="percentage points",
        value=12.4,
        intervals={50: (8.0, 15.0), 80: (2.5, 21.0), 95: (-3.0, 27.0)},
    )
    nine, six = "nine claims of five outlets, two of which deny it", "six independent reports, most from two sectors"
    two, every = "two claims only, both about one ford", "every report since May names crossings"
    rows = (
        ("eased-2018-05", "Enforcement on the western side eased in May 2018", 0.87, "moderate", nine, None),
        ("flow-recovers", "Unofficial flow has risen since March 2018", 0.962, "moderate", six, None),
        ("fee-falls", "Hire fees have fallen since April 2018", 0.79, "low", two, fee),
        (
            "daylight-rises",
            "More of the live goods crossed in daylight in May 2018",
            0.91,
            "low",
            "one report",
            daylight,
        ),
        ("fully-open", "The border is as open as in 2016", 0.31, "moderate", "the same evidence", None),
        ("sealed", "The border is sealed", 0.0004, "high", every, None),
    )
    return tuple(
        Judgement(
            id,
            statement,
            chance,
            "",
            trust,
            basis,
            size,
            size.evidence if size else tuple(replace(m, shift=m.shift / 100) for m in moved),
        )
        for id, statement, chance, trust, basis, size in rows
    )


def example_estimates(case: Case, observations: Observations, weeks: int = 78, seed: int = 5) -> Estimates:
    first = KNOWN_BY - timedelta(days=KNOWN_BY.weekday() + 7 * (weeks - 1))
    weekly = weekly_dataset(case, weeks, first, seed)
    moved = influences(case, observations, {"enforcement", "seizure", "tolerance"}, 3.0, 1)
    headline = [estimate_of(weekly, "openness", "border", moved)]
    headline.append(estimate_of(weekly, "flow", "border", influences(case, observations, {"flow", "carrier"}, 0.06, 2)))
    headline.append(estimate_of(weekly, "hire_fee", "border", influences(case, observations, {"hire_fee", "price"}, 0.1, 3)))
    headline.append(estimate_of(weekly, "flow_by_good", "border", moved[:2], good="coal"))
    eased = estimate_of(weekly, "enforcement", "border", moved[:5], side=case.sides[0])
    headline.append(
        replace(eased, quantity=f"enforcement {case.sides[0]}", id=f"enforcement {case.sides[0]}/border//{eased.start}")
    )
    headline += [estimate_of(weekly, "openness", sector, moved[:3]) for sector in case.sector_ids]
    return Estimates(
        weekly=weekly,
        headline=tuple(headline),
        judgements=example_judgements(case, weekly, moved),
        ess=xr.DataArray(np.linspace(3900, 410, 7 * weeks), dims="day"),
        log_evidence=-1234.56,
        rejected=(Rejected((observations.used[3].id,), case.date(observations.used[3].known), "damped to half its weight"),)
        if len(observations.used) > 3
        else (),
        run=run_record(case),
    )


def example_forecast(case: Case, estimates: Estimates) -> Forecast:
    names = ("summit-2018-06-12=success", "summit-2018-06-12=failure")
    first = KNOWN_BY - timedelta(days=KNOWN_BY.weekday()) + timedelta(days=7)
    runs = [weekly_dataset(case, 26, first, 11, boost) for boost in (1.0, 1.08, 0.8)]
    forced = tuple(Scenario(name, {"summit-2018-06-12": name.partition("=")[2]}, ()) for name in names)
    scenarios = (Scenario("as announced", {}, ()), *forced)
    ends = (first, first + timedelta(days=181))
    higher = f"The unofficial flow lies above under “{names[0]}” compared with “{names[1]}”: by 0.17 of its 2016 level."
    alike = "Openness differs by 3 points between the two."
    half = (first, first + timedelta(days=90))
    shares = {50: (0.01, 0.06), 80: (-0.04, 0.11), 95: (-0.09, 0.15)}
    unclear = "Until then the evidence cannot tell the two apart in the daylight share."
    flow = {50: (0.1, 0.22), 80: (0.03, 0.31), 95: (-0.04, 0.4)}
    openness = {50: (-1.0, 6.0), 80: (-4.0, 11.0), 95: (-9.0, 15.0)}
    contrasts = (
        Contrast("flow", "border", "ratio to 2016", *names, *ends, 0.17, flow, 0.93, True, higher),
        Contrast("flow", "border", "ratio to 2016", *names, *half, 0.12, flow, 0.91, True, higher),
        Contrast("daylight_share", "border", "share of live goods", *names, *half, 0.03, shares, 0.7, False, unclear),
        Contrast("openness", "border", "%", *names, *ends, 3.0, openness, 0.68, False, alike),
    )
    return Forecast(
        scenarios, xr.concat(runs, xr.Variable("scenario", ["as announced", *names])), contrasts, 180, estimates.run
    )


def example(n_sectors: int = 12, weeks: int = 78, n_reports: int = 40) -> Example:
    case = example_case(n_sectors)
    evidence = example_evidence(n_reports, n_sectors=n_sectors)
    observations = example_observations(case, evidence)
    estimates = example_estimates(case, observations, weeks)
    return Example(estimates, example_forecast(case, estimates), case, evidence, observations)
