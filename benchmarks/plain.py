"""The same day in plain NumPy: what one would write without the compiled kernels, to check them and to compare speed.

Double precision, particles first, NumPy's own generator, one function a mechanism; written from the formulas and sharing no
code with ``contraflow.border.mechanisms`` but the names of table columns. ``today`` holds what mechanisms hand on in a day.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.border import tables as t
from contraflow.border.calendar import ACTS, Calendar
from contraflow.border.layout import At
from contraflow.border.tables import Border

Floats = NDArray[np.float64]
Today = dict[str, Any]
TINY = 1e-30


class World(NamedTuple):
    """What a day is computed from: the border, its layout, its calendar, first rows of each mechanism's parameters, draws."""

    border: Border
    at: At
    calendar: Calendar
    own: NDArray[np.int64]
    rng: np.random.Generator


def run(world: World, parameters: Floats, state: Floats, days: range) -> tuple[Floats, Floats]:
    """Return the state after ``days`` and the totals of all rows that can be observed, both (particle, row).

    Args:
        parameters: (particle, parameter)
        state: state before the first day; (particle, row); it is not changed.
    """
    at = world.at
    state = state.astype(np.float64)
    parameters = parameters.astype(np.float64)
    totals = np.zeros((len(state), at.end - at.seen_enforcement))
    for day in days:
        today: Today = {}
        for number, step in enumerate(STEPS):
            step(world, day, state, parameters[:, world.own[number] : world.own[number + 1], None], today)
        totals += state[:, at.seen_enforcement : at.end]
    return state, totals


def rows(state: Floats, first: int, n: int) -> Floats:
    """Return a view of ``n`` rows of every particle."""
    return state[:, first : first + n]


def by_side(state: Floats, first: int, world: World) -> Floats:
    """Return a view (particle, side or direction, sector)."""
    n = world.border.n_sectors
    return rows(state, first, 2 * n).reshape(len(state), 2, n)


def binomial(rng: np.random.Generator, n: Any, p: Any) -> Floats:
    n, p = np.broadcast_arrays(n, np.clip(p, 0.0, 1.0))
    return rng.binomial(n.astype(np.int64), p).astype(np.float64)


def open_cells(world: World, day: int, f: int, s: int) -> list[int]:
    """Return the cells of a kind at a sector in which anything can cross that day."""
    border, first = world.border, f * world.border.n_sectors + s
    cells = range(border.cell_start[first], border.cell_start[first + 1])
    return [c for c in cells if world.calendar.passable[day, medium(border, c), s] > 1e-4]


def medium(border: Border, c: int) -> int:
    return 0 if border.carriers[border.cells[c, t.CARRIER], t.ON_WATER] else 1


def goods_of(border: Border, c: int) -> slice:
    return slice(border.option_start[c], border.option_start[c + 1])


def events(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    calendar, at, n = world.calendar, world.at, len(state)
    effects = own[:, : 3 * len(ACTS), 0].reshape(n, len(ACTS), 3)
    spread, chance = own[:, 3 * len(ACTS)], own[:, 3 * len(ACTS) + 1, 0]
    for act in range(calendar.act_start[day], calendar.act_start[day + 1]):
        usual, other, side = calendar.acts[act]
        strength, is_open, share = calendar.act_sizes[act].astype(np.float64)
        fails = (world.rng.random(n) > chance) & (is_open > 0)
        size = np.where(fails[:, None], effects[:, other], effects[:, usual])
        size = strength * size * (1.0 + spread * world.rng.standard_normal((n, 3)))
        for x in range(2):
            if side in (-1, x):
                by_side(state, at.pending, world)[:, x] += calendar.act_sectors[act] * size[:, x, None]
        state[:, at.hope] += share * size[:, 2]


def expectations(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at = world.at
    state[:, at.hope] = np.clip(state[:, at.hope] * (1.0 - own[:, 0, 0]), -2.0, 2.0)
    state[:, at.seen_hope] = state[:, at.hope]


def enforcement(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, n = world.at, world.border.n_sectors
    base, revert, delay, decay, gamma = own[:, 0:2], own[:, 2:3], own[:, 3:4], own[:, 4:5], own[:, 5:7]
    usual = world.border.sectors[:, t.USUAL_FLOW].astype(np.float64)
    provoked = np.clip(np.log((rows(state, at.traffic, n) + 1.0) / (usual + 1.0)), -2.0, 2.0) * (usual > 0)
    pending, pressure = by_side(state, at.pending, world), by_side(state, at.pressure, world)
    e = by_side(state, at.enforcement, world)
    arrived = pending / delay
    pending -= arrived
    pressure += arrived - pressure / decay
    shared = own[:, 7:8] * world.rng.standard_normal((len(state), 2, 1))
    alone = own[:, 8:9] * world.rng.standard_normal(e.shape)
    e += revert * (base + pressure + gamma * provoked[:, None] - e) + shared + alone


def tolerance(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at = world.at
    gain, ordered, adjust, shock = own[:, :4, 0].T
    now = state[:, at.tolerance]
    target = gain * state[:, at.shortfall] + ordered * state[:, at.regime]
    now += adjust * (target - now) + shock * world.rng.standard_normal(len(state))
    state[:, at.seen_tolerance] = now
    seen = by_side(state, at.seen_enforcement, world)
    seen[:] = by_side(state, at.enforcement, world)
    seen[:, 1] -= now[:, None]
    rows(state, at.seen_openness, world.border.n_sectors)[:] = np.exp(-np.exp(seen).sum(1))


def access(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    stopped = world.calendar.shut[day] * (1.0 - own[:, :3])  # (particle, closure flood holiday, sector)
    passes = np.prod(1.0 - stopped, axis=1)
    today["log_access"] = np.log(np.maximum(world.calendar.passable[day] * passes[:, None], 1e-6))


def sanctions(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    legal = rows(state, world.at.legal, world.border.n_goods)
    legal += (world.calendar.legal[day] - legal) / own[:, 0]


def demand(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, goods, n = world.at, world.border.goods.astype(np.float64), world.border.n_goods
    revert, shock, elasticity, licensed, stock, pass_through, price_shock = np.moveaxis(own, 1, 0)
    wanted, supply, price = rows(state, at.demand, n), rows(state, at.supply, n), rows(state, at.price, n)
    legal, usual = rows(state, at.legal, n), goods[:, t.USUAL_GOOD]
    official = rows(state, at.official, 2)[:, (goods[:, t.GOES_IN] > 0.5).astype(int)]
    wanted += -revert * wanted + shock * world.rng.standard_normal(wanted.shape)
    ratio = licensed * legal * np.minimum(np.exp(official), 3.0)
    ratio += (1.0 - licensed) * (rows(state, at.seen_flow_good, n) + 1.0) / (usual + 1.0)
    supply += (np.log(np.maximum(ratio, 0.05)) * (usual > 0) - supply) / stock
    left = goods[:, t.MARGIN] * (legal * goods[:, t.TAX_SHARE] + 1.0 - legal)
    today["margin"] = left * np.exp(wanted - elasticity * supply)
    target = 0.5 * wanted - pass_through * supply
    price += (target - price) / stock + price_shock * world.rng.standard_normal(price.shape)
    rows(state, at.seen_price, n)[:] = price


def scrutiny(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    hired, by_day = world.border.carriers[:, t.IS_HIRED] > 0.5, world.border.shifts[:, t.IS_DAY] > 0.5
    factor = np.where(hired[:, None], own[:, 0:1], 1.0) * np.where(by_day, own[:, 1:2], 1.0)  # (particle, carrier, shift)
    today["scrutiny"] = world.border.scrutiny * factor[:, None]  # (particle, side, carrier, shift)


def hire_market(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, border, n = world.at, world.border, world.border.n_sectors
    owner_share, risk_share, adjust, tightness, withdrawal, running = np.moveaxis(own, 1, 0)
    kinds = border.carriers
    hired = max(np.flatnonzero(kinds[:, t.IS_HIRED]), default=0)
    owned = max(np.flatnonzero(kinds[:, t.IS_OWN]), default=0)
    night = max(np.flatnonzero(border.shifts[:, t.IS_DAY] == 0), default=0)
    believed = np.exp(by_side(state, at.belief, world))
    p_own = 1.0 - np.exp(-(believed * today["scrutiny"][:, :, owned, night, None]).sum(1))
    inspections = (believed * today["scrutiny"][:, :, hired, night, None]).sum(1)
    p_hired = 1.0 - np.exp(-inspections)
    cargo = border.sectors[:, t.TYPICAL_LOAD]
    saving = np.maximum(p_own * (cargo + kinds[owned, t.VESSEL]) - p_hired * cargo, 0.0)
    offered = border.sectors[:, t.HULLS] * np.exp(-withdrawal * inspections)
    scarcity = np.exp(np.clip(tightness * np.log((rows(state, at.wanted, n) + 1.0) / (offered + 1.0)), -1.1, 1.1))
    price = running + p_hired * risk_share * kinds[hired, t.VESSEL] + owner_share * saving * scarcity
    fee = rows(state, at.fee, n)
    fee += adjust * (price - fee)
    rows(state, at.seen_fee, n)[:] = fee


def bribes(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, n = world.at, world.border.n_sectors
    at_stake = (1.0 - np.exp(-np.exp(by_side(state, at.belief, world)[:, 1]))) * world.border.sectors[:, t.TYPICAL_LOAD]
    bribe = rows(state, at.bribe, n)
    bribe += own[:, 1] * (own[:, 0] * at_stake - bribe)
    rows(state, at.seen_bribe, n)[:] = bribe


def trader_choice(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, border, n = world.at, world.border, len(state)
    looked_away = np.stack([np.zeros(n), state[:, at.tolerance]], 1)[:, :, None]
    hope = own[:, 1:2] * state[:, at.hope, None, None]
    today["believed"] = np.exp(by_side(state, at.belief, world) - hope)
    today["true"] = np.exp(by_side(state, at.enforcement, world) - looked_away)
    today["options"] = np.zeros((n, len(border.option_good)))  # weight
    today["passing"] = np.zeros_like(today["options"])  # the same times the chance to pass
    for name in ("weight", "lost", "expected"):
        today[name] = np.zeros((n, len(border.cells)))
    today["attraction"] = np.zeros((n, border.n_kinds, border.n_sectors))
    for f in range(border.n_kinds):
        for s in range(border.n_sectors):
            first = f * border.n_sectors + s
            if border.traders[f].sum() == 0 or border.cell_start[first] == border.cell_start[first + 1]:
                continue
            cells = open_cells(world, day, f, s)
            for c in cells:
                weigh_cell(world, day, c, state, own, today)
            today["attraction"][:, f, s] = (today["weight"][:, cells].sum(1) + TINY) ** own[:, 2, 0]


def weigh_cell(world: World, day: int, c: int, state: Floats, own: Floats, today: Today) -> None:
    """Weigh the goods of one cell by profit under believed risk, in units of the kind's scale."""
    at, border = world.at, world.border
    f, s, k, shift = border.cells[c]
    kind, carrier = border.kinds[f].astype(np.float64), border.carriers[k].astype(np.float64)
    here = goods_of(border, c)
    goods = border.goods[border.option_good[here]].astype(np.float64)
    load = carrier[t.LOAD] * (goods[:, t.BULK] if carrier[t.ON_WATER] else 1.0)
    fresh = goods[:, t.IS_LIVE] * border.shifts[shift, t.IS_DAY] * own[:, 0]
    gain = today["margin"][:, border.option_good[here]] * load * (1.0 + fresh)
    paid = carrier[t.COST] + border.shifts[shift, t.SHIFT_COST] + kind[t.HOME]
    log_at_hand = today["log_access"][:, medium(border, c), s].copy()
    if carrier[t.IS_HIRED]:
        paid = paid + state[:, at.fee + s]
        crowded = np.log((state[:, at.wanted + s] + 1.0) / (border.sectors[s, t.HULLS] + 1.0))
        log_at_hand -= own[:, 3, 0] * np.maximum(crowded, 0.0)
    else:
        paid = paid + carrier[t.LOAD_SHARE] * state[:, at.bribe + s]
    if carrier[t.IS_OWN]:
        vessels = state[:, at.vessels + f * border.n_sectors + s]
        log_at_hand += np.log((vessels + 0.5) / (border.fleet[f, s] + 0.5))
    avoided = kind[t.SHORTFALL] * state[:, at.unmet + f * border.n_sectors + s]
    stake = goods[:, t.VALUE] * load + carrier[t.VESSEL] * carrier[t.IS_OWN] + kind[t.PENALTY]
    scrutiny = today["scrutiny"][:, :, k, shift]
    p_believed = 1.0 - np.exp(-(today["believed"][:, :, s] * scrutiny).sum(1)[:, None] * goods[:, t.VISIBILITY])
    p_true = 1.0 - np.exp(-(today["true"][:, :, s] * scrutiny).sum(1)[:, None] * goods[:, t.VISIBILITY])
    profit = gain + (avoided - paid)[:, None] - p_believed * stake
    share = border.option_share[here] * world.calendar.season[day, border.option_good[here]]
    w = share * np.exp(np.minimum(log_at_hand[:, None] + profit / kind[t.SCALE], 30.0))
    today["passing"][:, here] = w * (1.0 - p_true)
    today["weight"][:, c] = w.sum(1)
    today["lost"][:, c] = (w * p_true).sum(1)
    today["expected"][:, c] = (w * p_believed).sum(1)


def crossings(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    border, rng, n = world.border, world.rng, len(state)
    arrivals = today["arrivals"] = np.zeros((n, border.n_kinds, border.n_sectors))
    today["crossings"], today["seized"] = np.zeros_like(today["weight"]), np.zeros_like(today["weight"])
    for f in range(border.n_kinds):
        for home in range(border.n_sectors):
            moves = slice(border.move_start[home], border.move_start[home + 1])
            if border.traders[f, home] > 0:
                to = border.move_to[moves]
                weights = border.move_weight[moves] * today["attraction"][:, f, to]
                stay = np.ones((n, 1))
                arrivals[:, f, to] += multinomial(rng, int(border.traders[f, home]), np.hstack([weights, stay]))[:, :-1]
        for s in range(border.n_sectors):
            cells = open_cells(world, day, f, s)
            if cells and border.traders[f].sum() > 0:
                going = arrivals[:, f, s].astype(np.int64)
                today["crossings"][:, cells] = multinomial(rng, going, today["weight"][:, cells])
    chance = today["lost"] / np.maximum(today["weight"], TINY)
    today["seized"] = binomial(rng, today["crossings"], chance)


def multinomial(rng: np.random.Generator, n: Any, weights: Floats) -> Floats:
    total = np.maximum(weights, TINY).sum(1, keepdims=True)
    return rng.multinomial(n, np.maximum(weights, TINY) / total).astype(np.float64)


def flows(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, border, n = world.at, world.border, world.border.n_sectors
    state[:, at.seen_flow : at.seen_fee] = 0.0
    state[:, at.seen_hired : at.seen_official] = 0.0
    flow = by_side(state, at.seen_flow, world)
    made, taken = today["crossings"], today["seized"]
    rate = (made - taken) / np.maximum(today["weight"] - today["lost"], TINY)
    for c, (_, s, k, shift) in enumerate(border.cells):
        carrier, here = border.carriers[k], goods_of(border, c)
        state[:, at.seen_crossings + s] += made[:, c]
        state[:, at.seen_seized + s] += taken[:, c]
        state[:, at.seen_hired + s] += carrier[t.IS_HIRED] * made[:, c]
        state[:, at.seen_afloat + s] += carrier[t.ON_WATER] * made[:, c]
        for o, g in zip(range(here.start, here.stop), border.option_good[here], strict=True):
            good = border.goods[g].astype(np.float64)
            load = carrier[t.LOAD] * (good[t.BULK] if carrier[t.ON_WATER] else 1.0)
            value = rate[:, c] * today["passing"][:, o] * good[t.VALUE] * load
            flow[:, int(good[t.GOES_IN] > 0.5), s] += value
            state[:, at.seen_flow_good + g] += value
            state[:, at.seen_live] += good[t.IS_LIVE] * value
            state[:, at.seen_live_day] += good[t.IS_LIVE] * border.shifts[shift, t.IS_DAY] * value
    traffic, wanted = rows(state, at.traffic, n), rows(state, at.wanted, n)
    traffic += (flow.sum(1) - traffic) / own[:, 0]
    wanted += (rows(state, at.seen_hired, n) - wanted) / own[:, 0]


def state_smuggling(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, border, calendar, n = world.at, world.border, world.calendar, world.border.n_sectors
    start, need, stop, daily, value = own[:, :5, 0].T
    acts = calendar.acts[calendar.act_start[day] : calendar.act_start[day + 1], 0]
    begin = np.where(ACTS.index("ordered") in acts, 1.0, start * np.exp(need * state[:, at.shortfall]))
    u = world.rng.random(len(state))
    regime = np.where(state[:, at.regime] > 0.5, u >= stop, u < begin).astype(np.float64)
    state[:, at.regime] = state[:, at.seen_regime] = regime
    far = np.exp(by_side(state, at.enforcement, world)[:, 0])
    sent = binomial(world.rng, border.sectors[:, t.CONVOYS], (regime * daily)[:, None])
    lost = binomial(world.rng, sent, 1.0 - np.exp(-far))
    by_side(state, at.seen_flow, world)[:] += (0.5 * (sent - lost) * value[:, None])[:, None]
    rows(state, at.seen_crossings, n)[:] += sent
    rows(state, at.seen_seized, n)[:] += lost


def fleets(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, border = world.at, world.border
    replace, lost, hope_buying, quota, quota_days = own[:, :5, 0].T
    shape = (len(state), border.n_kinds, border.n_sectors)
    vessels = rows(state, at.vessels, shape[1] * shape[2]).reshape(shape)
    unmet = rows(state, at.unmet, shape[1] * shape[2]).reshape(shape)
    taken = np.zeros(shape)
    for c, (f, s, k, _) in enumerate(border.cells):
        if border.carriers[k, t.IS_OWN] and border.fleet[f, s] > 0:
            taken[:, f, s] += today["seized"][:, c]
    vessels[:] = np.maximum(vessels - binomial(world.rng, taken, lost[:, None, None]), 0.0)
    mood = np.exp(np.clip(hope_buying * state[:, at.hope], -0.7, 0.7))
    for f, s in np.argwhere(border.fleet > 0):
        attraction = today["attraction"][:, f, s]
        missing = np.maximum(np.floor(border.fleet[f, s] * mood) - vessels[:, f, s], 0.0)
        vessels[:, f, s] += binomial(world.rng, missing, replace * attraction / (0.1 + attraction))
    for f, s in np.argwhere((border.kinds[:, t.HAS_QUOTA, None] > 0) & (border.traders > 0)):
        delivered = np.minimum(today["arrivals"][:, f, s] / (border.traders[f, s] * quota), 1.0)
        unmet[:, f, s] += (1.0 - delivered - unmet[:, f, s]) / quota_days


def beliefs(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, border, n = world.at, world.border, world.border.n_sectors
    learning, caution, hearsay = own[:, 0], own[:, 1], own[:, 2:3]
    expected = np.zeros((len(state), n))
    believed = today["crossings"] * today["expected"] / np.maximum(today["weight"], TINY)
    for c, s in enumerate(border.cells[:, t.SECTOR]):
        expected[:, s] += believed[:, c]
    surprise = learning * np.log((rows(state, at.seen_seized, n) + caution) / (expected + caution))
    belief = by_side(state, at.belief, world)
    credit = np.exp(belief) / np.exp(belief).sum(1, keepdims=True)
    belief += credit * surprise[:, None] + hearsay * (by_side(state, at.seen_enforcement, world) - belief)


def official_trade(world: World, day: int, state: Floats, own: Floats, today: Today) -> None:
    at, goods = world.at, world.border.goods.astype(np.float64)
    adjust, shock, leak, felt = own[:, :4, 0].T
    goes_in = goods[:, t.GOES_IN] > 0.5
    for d in range(2):
        part = goods[:, t.OFFICIAL] * (goes_in == bool(d))
        share = rows(state, at.legal, len(goods)) @ part / (part.sum() + 1e-6)
        target = np.log(world.calendar.trade_open[day] * (share + leak * (1.0 - share)) + 1e-3)
        official = state[:, at.official + d]
        official += adjust * (target - official) + shock * world.rng.standard_normal(len(state))
        state[:, at.seen_official + d] = np.exp(official)
    missing = np.maximum(1.0 - rows(state, at.seen_official, 2).mean(1), 0.0)
    state[:, at.shortfall] += (missing - state[:, at.shortfall]) / felt


STEPS = (
    events, expectations, enforcement, tolerance, access, sanctions, demand, scrutiny,
    hire_market, bribes, trader_choice, crossings, flows, state_smuggling, fleets, beliefs, official_trade,
)  # fmt: skip
