"""How a trader weighs what he could do today: profit under the risk that he believes in, nested by sector.

profit = margin load (1 + freshness [live, by day]) - carrier - shift - home - fee [hired] - bribe [not hired]
         - p_believed (cargo + vessel [own] + penalty) + quota cost * shortfall
weight = at hand * exp(profit / scale);  pull of a sector = (sum of its weights) ** nesting, against 1 for staying at home
"""

from dataclasses import dataclass
from itertools import accumulate
from math import exp, log

from contraflow.case.case import Carrier, Shift, TraderKind
from tests.individuals.facts import carriers_of, load_t, usual_fleet
from tests.individuals.people import FAR, HOME, Cargo, SectorState, Way, World

DEAREST = 30.0  # log weight above which one more does not count
TINY = 1e-30
SHUT = 1e-4
MEDIA = ("water", "land")


def chance(inspections: float) -> float:
    """Return the chance of at least one inspection."""
    return 1.0 - exp(-inspections)


def inspections(world: World, carrier: Carrier, shift: Shift, by_force: list[float]) -> float:
    """Return the inspections that a crossing with usual cargo meets, from those of the reference crossing by force."""
    factor = world.scrutiny_of_hired if carrier.owner == "hired" else 1.0
    factor *= world.scrutiny_by_day if shift.id == "day" else 1.0
    return factor * shift.scrutiny * (carrier.scrutiny[FAR] * by_force[FAR] + carrier.scrutiny[HOME] * by_force[HOME])


def true_intensity(world: World, here: SectorState) -> list[float]:
    return [exp(here.enforcement[FAR]), exp(here.enforcement[HOME] - world.tolerance)]


def believed_intensity(world: World, here: SectorState) -> list[float]:
    return [exp(b - world.p["trader_choice.hope_discount"] * world.hope) for b in here.belief]


def at_hand(world: World, kind: TraderKind, here: SectorState, carrier: Carrier) -> float:
    """Return how many of a carrier there are, relative to usual; closures and ice included."""
    share = here.access[carrier.medium]
    if carrier.owner == "own":
        boats = len(here.vessels[world.kinds.index(kind)])
        share *= (boats + 0.5) / (usual_fleet(kind, here.facts) + 0.5)
    if carrier.owner == "hired":
        crowd = max((here.wanted + 1.0) / (here.facts.hulls + 1.0), 1.0)
        share *= crowd ** -world.p["trader_choice.congestion"]
    return share


def certain_cost_cny(world: World, kind: TraderKind, here: SectorState, carrier: Carrier, shift: Shift) -> float:
    """Return what a crossing costs whatever happens; a day at home and a quota met count, too."""
    largest = max(c.load_t for c in world.case.carriers)
    paid = here.fee if carrier.owner == "hired" else here.bribe * carrier.load_t / largest
    quota = kind.shortfall_cny * here.unmet[world.kinds.index(kind)]
    return carrier.cost_cny + shift.cost_cny + kind.home_cny + paid - quota


@dataclass(slots=True)
class Today:
    """What all who cross at a sector today find: true and believed intensity of both forces, season of each good."""

    here: SectorState
    true: list[float]
    believed: list[float]
    season: list[float]


def weigh(world: World, today: Today, kind: TraderKind, carrier: Carrier, shift: Shift) -> Way:
    """Weigh every good that can be taken one way."""
    here, scale = today.here, kind.scale_cny
    true, believed = inspections(world, carrier, shift, today.true), inspections(world, carrier, shift, today.believed)
    log_at_hand = log(at_hand(world, kind, here, carrier))
    cost = certain_cost_cny(world, kind, here, carrier, shift)
    at_stake = kind.penalty_cny + (carrier.vessel_cny if carrier.owner == "own" else 0.0)
    by_day = shift.id == "day"
    cargoes = []
    for g, market in enumerate(world.markets):
        good = market.facts
        demanded = here.facts.goods.get(good.id, 0.0)
        if demanded == 0.0:
            continue
        load = load_t(carrier, good.bulk)
        value = good.value_cny_per_t * load
        fresh = world.p["trader_choice.freshness"] if good.live and by_day else 0.0
        chance_believed = chance(believed * good.visibility)
        profit = market.margin * load * (1.0 + fresh) - cost - chance_believed * (value + at_stake)
        weight = demanded * today.season[g] * exp(min(log_at_hand + profit / scale, DEAREST))
        cargoes.append(Cargo(g, weight, chance(true * good.visibility), chance_believed, value))
    return sum_up(carrier, shift, cargoes)


def sum_up(carrier: Carrier, shift: Shift, cargoes: list[Cargo]) -> Way:
    """Return a way with what its cargoes come to together."""
    until = list(accumulate(c.weight for c in cargoes))
    passing = sum(c.weight * (1.0 - c.chance_caught) for c in cargoes)
    for c in cargoes:
        c.share_passed = c.weight * (1.0 - c.chance_caught) / passing
    believed = sum(c.weight * c.chance_believed for c in cargoes) / until[-1]
    return Way(carrier, shift, cargoes, until[-1], until, believed)


def ways_to_cross(world: World, day: int, kind: TraderKind, s: int) -> list[Way]:
    """Weigh every carrier and shift that is not shut today."""
    here, passable = world.sectors[s], world.calendar.passable[day, :, s].tolist()
    season = world.calendar.season[day].tolist()
    today = Today(here, true_intensity(world, here), believed_intensity(world, here), season)
    return [
        weigh(world, today, kind, carrier, shift)
        for carrier in carriers_of(world.case, kind, here.facts)
        if passable[MEDIA.index(carrier.medium)] > SHUT
        for shift in world.case.shifts
    ]


def pull_of(world: World, ways: list[Way]) -> float:
    """Return how strongly a sector's ways draw a trader, against 1 for staying at home."""
    return (sum(way.weight for way in ways) + TINY) ** world.p["trader_choice.nesting"]
