"""The mechanisms of a day, in the order of ORDER; each is named as there and says its own rule."""

from bisect import bisect
from itertools import accumulate
from math import exp, floor, log

from contraflow.border.calendar import ACTS
from tests.individuals.choosing import MEDIA, chance, inspections, pull_of, ways_to_cross
from tests.individuals.facts import convoys_of, moving_weight, typical_load_cny, usual_fleet
from tests.individuals.people import FAR, HOME, IN, OUT, Crossing, Trader, Vessel, World


def between(low: float, x: float, high: float) -> float:
    return min(max(x, low), high)


def events(world: World, day: int) -> None:
    """Acts of the day send orders to guards and hope to traders; a summit with an open outcome succeeds or fails."""
    calendar, p = world.calendar, world.p
    for act in range(calendar.act_start[day], calendar.act_start[day + 1]):
        usual, otherwise, side = calendar.acts[act]
        strength, is_open, share_of_sectors = (float(x) for x in calendar.act_sizes[act])
        fails = is_open > 0 and not world.chance(p["events.chance_success"])
        kind = ACTS[otherwise if fails else usual]
        own_size = [strength * (1.0 + world.noise(p["events.spread"])) for _ in range(3)]
        for x, name in ((FAR, "far"), (HOME, "home")):
            if side in (-1, x):
                for s, here in enumerate(world.sectors):
                    here.pending[x] += calendar.act_sectors[act, s] * own_size[x] * p[f"events.{kind}_{name}"]
        world.hope += share_of_sectors * own_size[2] * p[f"events.{kind}_hope"]


def expectations(world: World, day: int) -> None:
    """Hope fades."""
    world.hope = between(-2.0, world.hope * (1.0 - world.p["expectations.fading_per_day"]), 2.0)


def enforcement(world: World, day: int) -> None:
    """Orders reach guards with delay and wear off; each force and sector wanders; open traffic provokes."""
    p = world.p
    shared = [world.noise(p["enforcement.shared_shock"]) for _ in (FAR, HOME)]
    for s, here in enumerate(world.sectors):
        usual = world.usual.flow[s]
        provoked = between(-2.0, log((here.traffic + 1.0) / (usual + 1.0)), 2.0) if usual > 0 else 0.0
        for x, name in ((FAR, "far"), (HOME, "home")):
            arrived = here.pending[x] / p["enforcement.delay_days"]
            here.pending[x] -= arrived
            here.pressure[x] += arrived - here.pressure[x] / p["enforcement.decay_days"]
            target = p[f"enforcement.base_{name}"] + here.pressure[x] + p[f"enforcement.traffic_{name}"] * provoked
            here.enforcement[x] += p["enforcement.revert_per_day"] * (target - here.enforcement[x])
            here.enforcement[x] += shared[x] + world.noise(p["enforcement.own_shock"])


def tolerance(world: World, day: int) -> None:
    """Missing licensed trade, and smuggling for the state, make home authorities look away."""
    p = world.p
    target = p["tolerance.gain"] * world.shortfall + p["tolerance.ordered"] * world.regime
    world.tolerance += p["tolerance.adjust_per_day"] * (target - world.tolerance) + world.noise(p["tolerance.shock"])
    for here in world.sectors:
        here.seen_enforcement = [here.enforcement[FAR], here.enforcement[HOME] - world.tolerance]
        here.openness = exp(-sum(exp(e) for e in here.seen_enforcement))


def access(world: World, day: int) -> None:
    """Closures, floods and holidays let a share through; ice stops boats and carries walkers."""
    for s, here in enumerate(world.sectors):
        passes = 1.0
        for x, name in enumerate(("closure", "flood", "holiday")):
            passes *= 1.0 - world.calendar.shut[day, x, s] * (1.0 - world.p[f"access.through_{name}"])
        for x, medium in enumerate(MEDIA):
            here.access[medium] = max(world.calendar.passable[day, x, s] * passes, 1e-6)


def sanctions(world: World, day: int) -> None:
    """Customs follow the law after some days."""
    for g, market in enumerate(world.markets):
        market.legal += (world.calendar.legal[day, g] - market.legal) / world.p["sanctions.bite_days"]


def demand(world: World, day: int) -> None:
    """Demand wanders; what does not reach the buyers makes the rest dearer."""
    p = world.p
    for g, market in enumerate(world.markets):
        good, usual = market.facts, world.usual.flow_good[g]
        market.demand += -p["demand.revert_per_day"] * market.demand + world.noise(p["demand.shock"])
        licensed = market.legal * min(exp(world.official[IN if good.direction == "in" else OUT]), 3.0)
        smuggled = (market.flow + 1.0) / (usual + 1.0)
        arrived = p["demand.licensed_share"] * licensed + (1.0 - p["demand.licensed_share"]) * smuggled
        felt = log(max(arrived, 0.05)) if usual > 0 else 0.0
        market.supply += (felt - market.supply) / p["demand.stock_days"]
        untaxed = market.legal * good.tax_share + 1.0 - market.legal
        market.margin = good.margin_cny_per_t * untaxed * exp(market.demand - p["demand.elasticity"] * market.supply)
        target = 0.5 * market.demand - p["demand.pass_through"] * market.supply
        market.price += (target - market.price) / p["demand.stock_days"] + world.noise(p["demand.price_shock"])


def scrutiny(world: World, day: int) -> None:
    """What is not known of how guards see hired hulls and daylight: factors on the case's ratios."""
    world.scrutiny_of_hired, world.scrutiny_by_day = world.p["scrutiny.hired"], world.p["scrutiny.day"]


def hire_market(world: World, day: int) -> None:
    """Owners ask a share of what a foreign hull saves, more when hulls are scarce, and withdraw under risk."""
    p, case = world.p, world.case
    hired = next(c for c in case.carriers if c.owner == "hired")
    own = next(c for c in case.carriers if c.owner == "own")
    night = next(s for s in case.shifts if s.id != "day")
    for here in world.sectors:
        believed = [exp(b) for b in here.belief]
        cargo = typical_load_cny(case, here.facts)
        risk_own = chance(inspections(world, own, night, believed))
        risk_hired = chance(inspections(world, hired, night, believed))
        saving = max(risk_own * (cargo + own.vessel_cny) - risk_hired * cargo, 0.0)
        offered = here.facts.hulls * exp(-p["hire_market.withdrawal"] * inspections(world, hired, night, believed))
        scarcity = between(-1.1, p["hire_market.tightness"] * log((here.wanted + 1.0) / (offered + 1.0)), 1.1)
        asked = p["hire_market.running_cny"] + risk_hired * p["hire_market.risk_share"] * hired.vessel_cny
        asked += p["hire_market.owner_share"] * saving * exp(scarcity)
        here.fee += p["hire_market.adjust_per_day"] * (asked - here.fee)


def bribes(world: World, day: int) -> None:
    """Home guards ask a share of what a seizure by them would cost."""
    for here in world.sectors:
        at_stake = chance(exp(here.belief[HOME])) * typical_load_cny(world.case, here.facts)
        here.bribe += world.p["bribes.adjust_per_day"] * (world.p["bribes.share"] * at_stake - here.bribe)


def trader_choice(world: World, day: int) -> None:
    """What there is to choose from today is the same for everybody of a kind at a sector."""
    kinds = [f for f in range(len(world.kinds)) if any(s.traders.get(world.kinds[f].id, 0) for s in world.case.sectors)]
    pairs = [(f, s) for f in kinds for s in range(len(world.sectors))]
    world.ways = {(f, s): ways_to_cross(world, day, world.kinds[f], s) for f, s in pairs}
    world.until = {pair: list(accumulate(way.weight for way in ways)) for pair, ways in world.ways.items()}
    world.pull = {pair: pull_of(world, ways) if ways else 0.0 for pair, ways in world.ways.items()}


def pick(world: World, until: list[float]) -> int:
    """Draw one of several by their weights, given as running sums."""
    return bisect(until, world.rng.random() * until[-1], hi=len(until) - 1)


def choose_sector(world: World, trader: Trader, until: list[float]) -> int | None:
    """Draw where a trader goes; ``until`` are running sums of the pulls of all sectors. None: he stays at home."""
    s = bisect(until, world.rng.random() * (until[-1] + 1.0))
    return s if s < len(until) else None


def sums_of_pulls(world: World, f: int, home: int) -> list[float]:
    pulls = (moving_weight(world.case, home, s) * world.pull[f, s] for s in range(len(world.sectors)))
    return list(accumulate(pulls))


def cross(world: World, trader: Trader, s: int) -> Crossing:
    """Draw how a trader crosses, with what, and whether he is caught."""
    way = world.ways[trader.kind, s][pick(world, world.until[trader.kind, s])]
    cargo = way.cargoes[pick(world, way.until)]
    return Crossing(trader, s, way, cargo, world.chance(cargo.chance_caught))


def crossings(world: World, day: int) -> None:
    """Everybody decides: first where, or home, then how and with what; guards find him or not."""
    homes = {(trader.kind, trader.home) for trader in world.traders}
    until = {(f, home): sums_of_pulls(world, f, home) for f, home in homes}
    world.crossings = []
    for trader in world.traders:
        s = choose_sector(world, trader, until[trader.kind, trader.home])
        if s is not None:
            world.crossings.append(cross(world, trader, s))


def flows(world: World, day: int) -> None:
    """What passed counts by sector, direction and good; guards remember it, and owners remember who wanted hulls."""
    world.live = world.live_day = 0.0
    world.excess = {}
    for here in world.sectors:
        here.flow = [0.0, 0.0]
        here.hired = here.afloat = here.crossings = here.seized = 0
    for market in world.markets:
        market.flow = 0.0
    for one in world.crossings:
        here, carrier = world.sectors[one.sector], one.way.carrier
        here.crossings += 1
        here.seized += one.seized
        here.hired += carrier.owner == "hired"
        here.afloat += carrier.medium == "water"
        if not one.seized:
            pass_with_cargo(world, one)
    for here in world.sectors:
        here.traffic += (sum(here.flow) - here.traffic) / world.p["flows.memory_days"]
        here.wanted += (here.hired - here.wanted) / world.p["flows.memory_days"]


def pass_with_cargo(world: World, one: Crossing) -> None:
    """Count what one crossing brought over."""
    if not world.cargo_in_the_mean:
        count_value(world, one, one.cargo.good, one.cargo.value_cny)
        note_excess(world, one)
        return
    for cargo in one.way.cargoes:
        count_value(world, one, cargo.good, cargo.share_passed * cargo.value_cny)


def count_value(world: World, one: Crossing, g: int, value_cny: float) -> None:
    good = world.markets[g].facts
    world.sectors[one.sector].flow[IN if good.direction == "in" else OUT] += value_cny
    world.markets[g].flow += value_cny
    if good.live:
        world.live += value_cny
        world.live_day += value_cny * (one.way.shift.id == "day")


def note_excess(world: World, one: Crossing) -> None:
    """Note the variance of this crossing's cargo, given that it passed, for every flow that it can add to."""
    first: dict[tuple[str, int, int], float] = {}
    second: dict[tuple[str, int, int], float] = {}
    for cargo in one.way.cargoes:
        share = cargo.share_passed
        direction = IN if world.markets[cargo.good].facts.direction == "in" else OUT
        for flow in (("sector", one.sector, direction), ("good", cargo.good, 0)):
            first[flow] = first.get(flow, 0.0) + share * cargo.value_cny
            second[flow] = second.get(flow, 0.0) + share * cargo.value_cny**2
    for flow in first:
        world.excess[flow] = world.excess.get(flow, 0.0) + second[flow] - first[flow] ** 2


def state_smuggling(world: World, day: int) -> None:
    """Convoys of the state: switched on and off by order, more readily when trade is missing; only the far force seizes."""
    p, calendar = world.p, world.calendar
    acts = calendar.acts[calendar.act_start[day] : calendar.act_start[day + 1], 0]
    begins = p["state_smuggling.start_per_day"] * exp(p["state_smuggling.need"] * world.shortfall)
    if world.regime:
        world.regime = not world.chance(p["state_smuggling.stop_per_day"])
    else:
        world.regime = world.chance(1.0 if ACTS.index("ordered") in acts else begins)
    for here in world.sectors:
        for _ in range(convoys_of(world.case, here.facts) if world.regime else 0):
            if not world.chance(p["state_smuggling.daily_share"]):
                continue
            here.crossings += 1
            if world.chance(chance(exp(here.enforcement[FAR]))):
                here.seized += 1
                continue
            for direction in (OUT, IN):
                here.flow[direction] += 0.5 * p["state_smuggling.value_cny"]


def lose_vessel(world: World, one: Crossing) -> None:
    """A seized boat does not come back with chance ``lost_share``; else against a fine."""
    boats = world.sectors[one.sector].vessels[one.trader.kind]
    if boats and world.chance(world.p["fleets.lost_share"]):
        boats.pop()


def fleets(world: World, day: int) -> None:
    """Boats are lost and bought one by one; a quota remembers what was not delivered."""
    p = world.p
    for one in world.crossings:
        if one.seized and one.way.carrier.owner == "own":
            lose_vessel(world, one)
    mood = exp(between(-0.7, p["fleets.hope_buying"] * world.hope, 0.7))
    for s, here in enumerate(world.sectors):
        for f, kind in enumerate(world.kinds):
            fleet, firms = usual_fleet(kind, here.facts), here.facts.traders.get(kind.id, 0)
            if fleet > 0:
                pull = world.pull[f, s]
                for _ in range(max(floor(fleet * mood) - len(here.vessels[f]), 0)):
                    if world.chance(p["fleets.replace_per_day"] * pull / (0.1 + pull)):
                        here.vessels[f].append(Vessel(f))
            if kind.shortfall_cny > 0 and firms > 0:
                came = sum(one.sector == s and one.trader.kind == f for one in world.crossings)
                delivered = min(came / (firms * p["fleets.quota_share"]), 1.0)
                here.unmet[f] += (1.0 - delivered - here.unmet[f]) / p["fleets.quota_days"]


def beliefs(world: World, day: int) -> None:
    """Traders learn from seizures and hearsay; both forces are credited by the inspections expected of them."""
    p = world.p
    expected = [0.0] * len(world.sectors)
    for one in world.crossings:
        expected[one.sector] += one.way.mean_believed if world.cargo_in_the_mean else one.cargo.chance_believed
    for s, here in enumerate(world.sectors):
        caution = p["beliefs.caution"]
        surprise = p["beliefs.learning"] * log((here.seized + caution) / (expected[s] + caution))
        believed = [exp(b) for b in here.belief]
        for x in (FAR, HOME):
            heard = p["beliefs.hearsay_per_day"] * (here.seen_enforcement[x] - here.belief[x])
            here.belief[x] += surprise * believed[x] / sum(believed) + heard


def official_trade(world: World, day: int) -> None:
    """Licensed trade follows the law, with leaks; what is missing is felt."""
    p = world.p
    for d, name in ((OUT, "out"), (IN, "in")):
        goods = [m for m in world.markets if (m.facts.direction == "in") == (name == "in")]
        whole = sum(m.facts.official_share for m in goods) + 1e-6
        legal = sum(m.facts.official_share * m.legal for m in goods) / whole
        allowed = float(world.calendar.trade_open[day]) * (legal + p["official_trade.leak"] * (1.0 - legal))
        world.official[d] += p["official_trade.adjust_per_day"] * (log(allowed + 1e-3) - world.official[d])
        world.official[d] += world.noise(p["official_trade.shock"])
        world.licensed[d] = exp(world.official[d])
    missing = max(1.0 - 0.5 * sum(world.licensed), 0.0)
    world.shortfall += (missing - world.shortfall) / p["official_trade.felt_days"]


STEPS = (
    events, expectations, enforcement, tolerance, access, sanctions, demand, scrutiny, hire_market,
    bribes, trader_choice, crossings, flows, state_smuggling, fleets, beliefs, official_trade,
)  # fmt: skip
