"""What the case says, worked out from its tables again."""

from functools import cache
from math import exp

from contraflow.case.case import Carrier, Case, Sector, TraderKind
from tests.individuals.people import Trader

KM_WEIGHED_LIKE_ONE_SCALE_OF_PROFIT = 60.0
FARTHEST_KM = 130.0
CONVOYS_PER_FIRM = 0.1


def traders_of(case: Case) -> list[Trader]:
    """Return everybody who trades, one object each."""
    return [
        Trader(f, s)
        for f, kind in enumerate(case.kinds)
        for s, sector in enumerate(case.sectors)
        for _ in range(sector.traders.get(kind.id, 0))
    ]


def moving_weight(case: Case, home: int, other: int) -> float:
    """Return exp(-cost) of crossing away from home; 0 out of a day's reach."""
    if home == other:
        return 1.0
    a, b = case.places[case.sectors[home].id].km, case.places[case.sectors[other].id].km
    if a is None or b is None:
        return exp(-1.0) if abs(home - other) == 1 else 0.0
    km = abs(a - b)
    return exp(-km / KM_WEIGHED_LIKE_ONE_SCALE_OF_PROFIT) if km <= FARTHEST_KM else 0.0


def carriers_of(case: Case, kind: TraderKind, sector: Sector) -> list[Carrier]:
    """Return the carriers by which a kind could cross at a sector on some day of the year."""
    walkable = sector.land or sector.ice is not None
    return [c for c in case.carriers if c.id in kind.carriers and (sector.water if c.medium == "water" else walkable)]


def load_t(carrier: Carrier, bulk: float) -> float:
    """Return tonnes of a good a crossing; bulk goods go in barges, where there is water."""
    return carrier.load_t * (bulk if carrier.medium == "water" else 1.0)


@cache
def _typical(values: tuple[tuple[float, float], ...], load: float) -> float:
    return load * sum(share * value for share, value in values) / max(sum(share for share, _ in values), 1e-9)


def typical_load_cny(case: Case, sector: Sector) -> float:
    """Return the value of the largest hired load of what is at hand at a sector."""
    loads = [c.load_t for c in case.carriers if c.owner == "hired"] or [c.load_t for c in case.carriers]
    values = tuple(
        (sector.goods.get(good.id, 0.0), good.value_cny_per_t * (good.bulk if sector.water else 1.0))
        for good in case.modelled_goods
    )
    return _typical(values, max(loads))


def usual_fleet(kind: TraderKind, sector: Sector) -> int:
    """Return the boats of a kind at a sector in the reference period."""
    return round(sector.traders.get(kind.id, 0) * kind.vessels_per_trader)


def convoys_of(case: Case, sector: Sector) -> int:
    """Return the state-run convoys that a sector can send a day."""
    firms = sum(sector.traders.get(kind.id, 0) for kind in case.kinds if kind.shortfall_cny > 0)
    return round(CONVOYS_PER_FIRM * firms)
