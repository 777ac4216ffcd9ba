"""A small border and its papers, for the tests of this folder."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from contraflow.case.case import Carrier, Case, Good, Origin, Place, Prior, Sector, SeriesRow, Shift
from contraflow.claims.claim import Anchor, Claim, Evidence
from contraflow.reports.report import Report

HERE = Origin("made.csv", 1)


def place(name, kind, parent, side="", aliases=(), covers=()):
    return Place(name, name.title(), kind, parent, side, None, None, None, aliases, covers, "made", HERE)


def good(name, parent, direction, modelled=True):
    numbers = (1000.0, 5000.0, 1.0, 0.5, 1.0)
    return Good(name, name.title(), parent, direction, False, modelled, (), "t", "", *numbers, (), "made", HERE)


def trusted(role, chance, spread=0.5):
    return Prior(f"evidence.role_{role}", "logitnormal", chance, spread, "1", "made", HERE)


PLACES = {
    p.id: p
    for p in (
        place("border", "border", ""),
        place("lower", "sector", "border"),
        place("upper", "sector", "border"),
        place("quay", "handover", "lower"),
        place("province", "province", "border", "home", covers=("upper",)),
        place("capital", "elsewhere", "", "home", aliases=("the capital",)),
    )
}
GOODS = {
    g.id: g
    for g in (
        good("goods", "", "", modelled=False),
        good("fish", "goods", "out"),
        good("ore", "goods", "out"),
        good("fuel", "goods", "in"),
        good("people", "", "", modelled=False),
    )
}
CASE = Case(
    id="made",
    name="A made border",
    folder=Path("made"),
    version="1",
    currency="CNY",
    sides=("far", "home"),
    side_names={"far": "Far", "home": "Home"},
    home="home",
    day_zero=date(2016, 1, 1),
    horizon=date(2019, 6, 30),
    reference=(date(2016, 1, 1), date(2016, 12, 31)),
    places=PLACES,
    goods=GOODS,
    carriers=(Carrier("hired_vessel", "hired", "water", "hired", 10, 1, 1, (1, 1), (), "made", HERE),),
    shifts=(Shift("day", 2, 0, "made", HERE), Shift("night", 1, 0, "made", HERE)),
    kinds=(),
    sectors=tuple(Sector(s, True, False, None, 1, {}, {}, 0.5, HERE) for s in ("lower", "upper")),
    calendar=(),
    priors={},
    reliability={role: trusted(role, chance) for role, chance in (("trader", 0.8), ("reporter", 0.6), ("document", 0.9))},
    series=(),
    river={},
)
REPORT = Report("paper-2018-06-08", "Paper", "https://a.example/1", "T", date(2018, 6, 8), "", "en", "", "", "", "", "")
CLAIM = Claim(
    id="paper-2018-06-08/1",
    report="paper-2018-06-08",
    number=1,
    indicator="enforcement",
    kind="change",
    value=-1.0,
    code="",
    low=None,
    high=None,
    bound="",
    unit="",
    scope="border",
    side="far",
    direction="both",
    place="lower",
    precision=2,
    good="all",
    licensed="unclear",
    start=date(2018, 5, 1),
    end=None,
    known=date(2018, 6, 8),
    retrospective=False,
    habitual=False,
    inconsistent=False,
    compared_with="",
    voice="S1",
    role="trader",
    via="",
    echo_of="",
    modality="asserted",
    condition="",
    cause="",
    hedge="",
    anchor=Anchor(""),
    paraphrase="Guards look away since May.",
    reliability="",
    credibility="",
    marking="",
    extractor="coded",
)
ROW = SeriesRow(
    id="prices/1",
    series="market",
    indicator="price",
    side="home",
    place="capital",
    good="fuel",
    start=date(2016, 3, 1),
    end=date(2016, 3, 1),
    published=date(2016, 3, 5),
    value=8000.0,
    low=None,
    high=None,
    bound="",
    unit="KPW/kg",
    evidence=True,
    source="made",
    url="",
    provenance="source",
    note="",
    origin=HERE,
)


def claim(**changes):
    return replace(CLAIM, **changes)


def row(**changes):
    return replace(ROW, **changes)


def report(name, published, echo_of="", url=""):
    return replace(REPORT, id=name, published=published, echo_of=echo_of, url=url or f"https://{name}.example/")


def evidence(*claims, reports=()):
    """Put claims with the reports that they name."""
    named = {r.id: r for r in reports}
    for c in claims:
        named.setdefault(c.report, report(c.report, c.known))
    return Evidence(tuple(named.values()), claims)
