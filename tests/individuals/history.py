"""From a starting state to what is seen of the days that follow, in the names of the fast model's layout."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contraflow.border.calendar import Calendar
from contraflow.border.layout import SEEN, STATE, At, span
from contraflow.case.case import Case
from tests.individuals import day as today
from tests.individuals.facts import traders_of
from tests.individuals.people import Market, SectorState, Usual, Vessel, World

Row = NDArray[np.float64]


@dataclass(frozen=True)
class Beginning:
    """What all histories of an experiment share: the case, what is usual, the calendar, parameters, the state on day 0."""

    case: Case
    usual: Usual
    calendar: Calendar
    parameters: dict[str, float]
    at: At
    state: Row


def begin(start: Beginning, rng: np.random.Generator, cargo_in_the_mean: bool) -> World:
    """Return the world on day 0 as objects."""

    def rows(name: str) -> list[float]:
        return [float(x) for x in start.state[span(start.at, name)]]

    case, n = start.case, len(start.case.sectors)
    sides = {name: np.reshape(rows(name), (2, n)).T.tolist() for name in ("pending", "pressure", "enforcement", "belief")}
    boats, unmet = (np.reshape(rows(name), (len(case.kinds), n)).T for name in ("vessels", "unmet"))
    sectors = [
        SectorState(
            facts,
            **{name: values[s] for name, values in sides.items()},
            **{name: rows(name)[s] for name in ("fee", "bribe", "wanted", "traffic")},
            vessels={f: [Vessel(f) for _ in range(round(boats[s, f]))] for f in range(len(case.kinds))},
            unmet=unmet[s].tolist(),
        )
        for s, facts in enumerate(case.sectors)
    ]
    columns = [rows(name) for name in ("legal", "demand", "supply", "price", "seen_flow_good")]
    markets = [Market(good, *values) for good, *values in zip(case.modelled_goods, *columns, strict=True)]
    (hope,), (tolerance,), (regime,), (shortfall,) = (rows(x) for x in ("hope", "tolerance", "regime", "shortfall"))
    return World(
        case, start.calendar, start.usual, start.parameters, rng, cargo_in_the_mean, traders_of(case), sectors, markets,
        hope, tolerance, regime > 0.5, rows("official"), shortfall,
    )  # fmt: skip


def both_sides(world: World, of: Callable[[SectorState], list[float]]) -> list[float]:
    return [of(here)[x] for x in range(2) for here in world.sectors]


def seen(world: World) -> Row:
    """Return what can be observed of a day, in the order of ``SEEN``."""
    sectors, markets = world.sectors, world.markets
    values: dict[str, list[float]] = {
        "seen_enforcement": both_sides(world, lambda here: here.seen_enforcement),
        "seen_openness": [here.openness for here in sectors],
        "seen_flow": both_sides(world, lambda here: here.flow),
        "seen_flow_good": [market.flow for market in markets],
        "seen_fee": [here.fee for here in sectors],
        "seen_bribe": [here.bribe for here in sectors],
        "seen_hired": [here.hired for here in sectors],
        "seen_afloat": [here.afloat for here in sectors],
        "seen_crossings": [here.crossings for here in sectors],
        "seen_seized": [here.seized for here in sectors],
        "seen_live_day": [world.live_day],
        "seen_live": [world.live],
        "seen_official": world.licensed,
        "seen_tolerance": [world.tolerance],
        "seen_regime": [world.regime],
        "seen_price": [market.price for market in markets],
        "seen_hope": [world.hope],
    }
    return np.array([x for name in SEEN for x in values[name]], float)


def hidden(world: World) -> Row:
    """Return the state, in the order of ``STATE``."""
    sectors, markets, kinds = world.sectors, world.markets, range(len(world.kinds))
    values: dict[str, list[float]] = {
        "hope": [world.hope],
        "pending": both_sides(world, lambda here: here.pending),
        "pressure": both_sides(world, lambda here: here.pressure),
        "enforcement": both_sides(world, lambda here: here.enforcement),
        "tolerance": [world.tolerance],
        "regime": [world.regime],
        "legal": [market.legal for market in markets],
        "demand": [market.demand for market in markets],
        "supply": [market.supply for market in markets],
        "price": [market.price for market in markets],
        "fee": [here.fee for here in sectors],
        "bribe": [here.bribe for here in sectors],
        "wanted": [here.wanted for here in sectors],
        "vessels": [len(here.vessels[f]) for f in kinds for here in sectors],
        "unmet": [here.unmet[f] for f in kinds for here in sectors],
        "belief": both_sides(world, lambda here: here.belief),
        "traffic": [here.traffic for here in sectors],
        "official": world.official,
        "shortfall": [world.shortfall],
    }
    return np.array([x for name in STATE for x in values[name]], float)


def live_through(world: World, days: range) -> Row:
    """Return the mean of all that is seen over ``days`` and, behind it, the state after them."""
    total = np.zeros(0)
    for day in days:
        for step in today.STEPS:
            step(world, day)
        total = seen(world) if len(total) == 0 else total + seen(world)
    return np.concatenate([total / len(days), hidden(world)])


def histories(start: Beginning, days: range, n: int, seed: int, *, cargo_in_the_mean: bool = True) -> Row:
    """Return ``n`` histories of their own random numbers; (history, quantity)."""
    streams = np.random.default_rng(seed).spawn(n)
    return np.stack([live_through(begin(start, rng, cargo_in_the_mean), days) for rng in streams])


def first_days_with_drawn_cargo(start: Beginning, day: int, n: int, seed: int) -> tuple[Row, Row]:
    """Return what is seen of one day if every trader takes a cargo of his own, and the variance that this adds.

    The second, (flow,) in the order of ``seen_flow`` and ``seen_flow_good``, is the mean over histories of the variance of
    the cargoes that passed, given who passed which way: what a model that counts cargo in the mean leaves out.
    """
    rows, added = [], []
    n_sectors, n_goods = len(start.case.sectors), len(start.case.modelled_goods)
    flows = [("sector", s, d) for d in range(2) for s in range(n_sectors)] + [("good", g, 0) for g in range(n_goods)]
    for rng in np.random.default_rng(seed).spawn(n):
        world = begin(start, rng, cargo_in_the_mean=False)
        for step in today.STEPS:
            step(world, day)
        rows.append(seen(world))
        added.append([world.excess.get(flow, 0.0) for flow in flows])
    return np.stack(rows), np.mean(added, axis=0)
