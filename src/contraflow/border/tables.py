"""The case as arrays: what the compiled mechanisms read and never change."""

from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border.layout import At, Sizes, lay_out
from contraflow.case.case import Case, Sector, TraderKind

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

KM_PER_LOG_UNIT = 60.0  # a trader weighs 60 km along the river like profits e times larger
FARTHEST_KM = 130.0  # nobody crosses farther from home within a day
CONVOYS_PER_FIRM = 0.1  # state-run convoys that a sector can send a day, per firm under a quota

# columns of the tables; money in CNY of 2018, loads in t
SCALE, HOME, PENALTY, SHORTFALL, HAS_QUOTA = range(5)  # kinds
LOAD, LOAD_SHARE, COST, VESSEL, IS_HIRED, IS_OWN, ON_WATER = range(7)  # carriers
MARGIN, VALUE, VISIBILITY, TAX_SHARE, IS_LIVE, GOES_IN, OFFICIAL, USUAL_GOOD, BULK = range(9)  # goods
HULLS, USUAL_FLOW, TYPICAL_LOAD, CONVOYS = range(4)  # sectors
SHIFT_COST, IS_DAY = range(2)  # shifts
KIND, SECTOR, CARRIER, SHIFT = range(4)  # cells


class Border(NamedTuple):
    """Facts of a border as arrays.

    Attributes:
        n_sectors: sectors; likewise ``n_goods``, ``n_kinds``.
        kinds: a row a kind of trader; columns SCALE .. HAS_QUOTA.
        carriers: a row a carrier; columns LOAD .. ON_WATER (LOAD_SHARE is relative to the largest load).
        goods: a row a good; columns MARGIN .. BULK (USUAL_GOOD in CNY a day that pass in the reference period, 0 until known).
        sectors: a row a sector; columns HULLS .. CONVOYS (USUAL_FLOW in CNY a day, 0 until known).
        shifts: a row a shift; columns SHIFT_COST, IS_DAY.
        traders: number of traders; (kind, sector).
        fleet: own vessels in the reference period; (kind, sector)
        scrutiny: prior median relative to an own vessel at night; (side, carrier, shift). Mechanisms read that of the scratch.
        cells: every way to cross; columns KIND, SECTOR, CARRIER, SHIFT.
        cell_start: first cell of each kind and sector; (kind * n_sectors + sector + 1,)
        option_start: first option of each cell; (cell + 1,)
        option_good: good of each option; (option,)
        option_share: how much of that good's demand is at hand there; (option,)
        move_start: first destination of each home sector; (sector + 1,)
        move_to: destination sector; (move,)
        move_weight: exp(-cost) of getting there; (move,)
    """

    n_sectors: int
    n_goods: int
    n_kinds: int
    kinds: Floats
    carriers: Floats
    goods: Floats
    sectors: Floats
    shifts: Floats
    traders: Floats
    fleet: Floats
    scrutiny: Floats
    cells: Ints
    cell_start: Ints
    option_start: Ints
    option_good: Ints
    option_share: Floats
    move_start: Ints
    move_to: Ints
    move_weight: Floats


def read_border(case: Case) -> Border:
    """Return the case's facts as arrays; the reference flows are still zero (see start.py)."""
    traders = _floats([[s.traders.get(kind.id, 0) for s in case.sectors] for kind in case.kinds])
    per_trader = _floats([kind.vessels_per_trader for kind in case.kinds])
    by_carrier = _floats([carrier.scrutiny for carrier in case.carriers])
    by_shift = _floats([shift.scrutiny for shift in case.shifts])
    return Border(
        n_sectors=len(case.sectors),
        n_goods=len(case.modelled_goods),
        n_kinds=len(case.kinds),
        kinds=_kinds(case),
        carriers=_carriers(case),
        goods=_goods(case),
        sectors=_sectors(case),
        shifts=_floats([[shift.cost_cny, shift.id == "day"] for shift in case.shifts]),
        traders=traders,
        fleet=np.rint(traders * per_trader[:, None]),
        scrutiny=np.ascontiguousarray(by_carrier.T[:, :, None] * by_shift),
        **_cells(case),
        **_moves(case),
    )


def where(border: Border) -> At:
    """Return where every quantity of this border's state stands."""
    ways = len(border.cells), len(border.option_good), len(border.carriers), len(border.shifts)
    return lay_out(Sizes(border.n_sectors, border.n_goods, border.n_kinds, *ways))


def _floats(values: object) -> Floats:
    return np.asarray(values, np.float32)


def _kinds(case: Case) -> Floats:
    return _floats([[k.scale_cny, k.home_cny, k.penalty_cny, k.shortfall_cny, k.shortfall_cny > 0] for k in case.kinds])


def _carriers(case: Case) -> Floats:
    largest = max(carrier.load_t for carrier in case.carriers)
    return _floats(
        [
            [
                c.load_t,
                c.load_t / largest,
                c.cost_cny,
                c.vessel_cny,
                c.owner == "hired",
                c.owner == "own",
                c.medium == "water",
            ]
            for c in case.carriers
        ]
    )


def _goods(case: Case) -> Floats:
    return _floats(
        [
            [
                g.margin_cny_per_t,
                g.value_cny_per_t,
                g.visibility,
                g.tax_share,
                g.live,
                g.direction == "in",
                g.official_share,
                0,
                g.bulk,
            ]
            for g in case.modelled_goods
        ]
    )


def _sectors(case: Case) -> Floats:
    loads = [c.load_t for c in case.carriers if c.owner == "hired"] or [c.load_t for c in case.carriers]
    return _floats(
        [[s.hulls, 0, _mean_value(case, s) * max(loads), np.rint(CONVOYS_PER_FIRM * _firms(case, s))] for s in case.sectors]
    )


def _mean_value(case: Case, sector: Sector) -> float:
    """Return the mean value of a tonne at a sector, goods weighted by how much of them is at hand, CNY."""
    shares = [sector.goods.get(good.id, 0.0) for good in case.modelled_goods]
    values = [good.value_cny_per_t * (good.bulk if sector.water else 1.0) for good in case.modelled_goods]
    return sum(share * value for share, value in zip(shares, values, strict=True)) / max(sum(shares), 1e-9)


def _firms(case: Case, sector: Sector) -> int:
    return sum(sector.traders.get(kind.id, 0) for kind in case.kinds if kind.shortfall_cny > 0)


def _cells(case: Case) -> dict[str, Any]:
    """List every way to cross: cells (kind, sector, carrier, shift) and, within a cell, options (goods)."""
    cells: list[tuple[int, int, int, int]] = []
    cell_start, option_start = [0], [0]
    option_good: list[int] = []
    option_share: list[float] = []
    for (f, kind), (s, sector) in product(enumerate(case.kinds), enumerate(case.sectors)):
        for (k, carrier), t in product(enumerate(case.carriers), range(len(case.shifts))):
            if not _can_use(kind, carrier.id) or not _can_cross(carrier.medium, sector):
                continue
            cells.append((f, s, k, t))
            at_hand = [(g, sector.goods.get(good.id, 0.0)) for g, good in enumerate(case.modelled_goods)]
            option_good += [g for g, share in at_hand if share > 0]
            option_share += [share for _, share in at_hand if share > 0]
            option_start.append(len(option_good))
        cell_start.append(len(cells))
    return {
        "cells": np.array(cells, np.int64).reshape(-1, 4),
        "cell_start": np.array(cell_start, np.int64),
        "option_start": np.array(option_start, np.int64),
        "option_good": np.array(option_good, np.int64),
        "option_share": _floats(option_share),
    }


def _can_use(kind: TraderKind, carrier: str) -> bool:
    return carrier in kind.carriers


def _can_cross(medium: str, sector: Sector) -> bool:
    # walkers cross deep water on ice; access decides the day
    return sector.water if medium == "water" else sector.land or sector.ice is not None


def _moves(case: Case) -> dict[str, Any]:
    """List the sectors within a day's reach of each home sector."""
    km = [case.places[sector.id].km for sector in case.sectors]
    start, to, weight = [0], [], []
    for home in range(len(case.sectors)):
        for other in range(len(case.sectors)):
            distance = _distance(km, home, other)
            if distance <= FARTHEST_KM:
                to.append(other)
                weight.append(np.exp(-distance / KM_PER_LOG_UNIT))
        start.append(len(to))
    return {
        "move_start": np.array(start, np.int64),
        "move_to": np.array(to, np.int64),
        "move_weight": _floats(weight),
    }


def _distance(km: list[float | None], first: int, second: int) -> float:
    a, b = km[first], km[second]
    if first == second:
        return 0.0
    # without kilometres, neighbours in file order are one unit of cost apart and others out of reach
    if a is None or b is None:
        return KM_PER_LOG_UNIT if abs(first - second) == 1 else np.inf
    return abs(a - b)
