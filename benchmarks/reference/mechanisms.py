"""The day of the reference model on blocks of 64 particles, one mechanism one function; ``definition.py`` is the same in NumPy.

state is one block, float32 (row, lane); c are the single-precision ``Constants``; a key names a mechanism's random stream
of the day. Cells are carrier * SHIFTS + shift.
"""

import numpy as np

from benchmarks.reference.constants import (
    BELIEF,
    CELLS,
    DEMAND,
    ENFORCEMENT,
    FEE,
    GOODS,
    HIRED,
    KINDS,
    OWN_CELLS,
    SECTORS,
    SHIFTS,
    VESSELS,
    WEEK_FLOW,
    WEEK_SEIZED,
)
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, binomial, fast_exp, fast_log, real, two_normals, two_uniforms
from contraflow.kernels.rows import stack_row, stack_rows

MECHANISMS = ("demand", "enforcement", "crossings", "seizures", "renewal")
DEMAND_KEY, ENFORCEMENT_KEY, CROSSINGS_KEY, SEIZURES_KEY, RENEWAL_KEY = range(len(MECHANISMS))
ONE = real(1.0)
HALF = real(0.5)
CAUTION = real(5.0)
PAIRS = CELLS // 2  # one call draws the uniforms of two cells


@inlined
def day(first, today, state, c, keys):
    """Advance the block whose first particle is ``first`` by one day."""
    margin = stack_rows(GOODS)
    move_demand(first, state, c, keys[DEMAND_KEY])
    move_enforcement(first, today, state, c, keys[ENFORCEMENT_KEY])
    for g in range(GOODS):
        demand = state[DEMAND + c.demand_of[g]]
        for i in range(LANES):
            margin[g][i] = c.margin[g] * fast_exp(demand[i])
    for s in range(SECTORS):
        sector_day(first, s, state, margin, c, keys)


@inlined
def move_demand(first, state, c, key):
    """Demand returns to usual and is shocked, d += -revert d + shock z."""
    z = stack_rows(2)
    two_normals(key, first, np.int64(0), z[0], z[1])
    for j in range(2):
        demand = state[DEMAND + j]
        for i in range(LANES):
            demand[i] += c.demand_shock * z[j][i] - c.demand_revert * demand[i]


@inlined
def move_enforcement(first, today, state, c, key):
    """Enforcement returns to usual, is ordered and shocked, e += revert (usual - e) + order + shock z."""
    z = stack_rows(2)
    for pair in range(SECTORS // 2):
        two_normals(key, first, pair, z[0], z[1])
        for j in range(2):
            s = 2 * pair + j
            e = state[ENFORCEMENT + s]
            order = c.orders[today, s]
            usual = c.usual[s]
            for i in range(LANES):
                e[i] += c.revert * (usual - e[i]) + order + c.shock * z[j][i]


@inlined
def sector_day(first, s, state, margin, c, keys):
    """Let the traders of one sector choose, cross, be seized, buy hulls and learn."""
    believed = stack_rows(CELLS)
    chance = stack_rows(CELLS)
    crossed = stack_rows(CELLS)
    seized = stack_row()
    seizure_chances(state[BELIEF + s], c, believed)
    seizure_chances(state[ENFORCEMENT + s], c, chance)
    for cell in range(CELLS):
        for i in range(LANES):
            crossed[cell][i] = real(0.0)
    for i in range(LANES):
        seized[i] = real(0.0)
    for f in range(KINDS):
        kind_day(first, s, f, state, margin, believed, chance, c, keys, crossed, seized)
    seize_others(first, s, crossed, chance, keys[SEIZURES_KEY], seized)
    learn(s, state, believed, crossed, seized, c)
    week_flow = state[WEEK_FLOW + s]
    week_seized = state[WEEK_SEIZED]
    for cell in range(CELLS):
        for i in range(LANES):
            week_flow[i] += crossed[cell][i]
    for i in range(LANES):
        week_seized[i] += seized[i]


@inlined
def seizure_chances(log_enforcement, c, chances):
    """Write the chance of a seizure in every cell, 1 / (1 + exp(-(seen + shift + e)))."""
    inverse = stack_row()
    for i in range(LANES):
        inverse[i] = fast_exp(-log_enforcement[i])
    for cell in range(CELLS):
        odds = fast_exp(-(c.seen[cell // SHIFTS] + c.shift[cell % SHIFTS]))
        for i in range(LANES):
            chances[cell][i] = ONE / (ONE + odds * inverse[i])


@inlined
def kind_day(first, s, f, state, margin, believed, chance, c, keys, crossed, seized):
    """Let one kind of traders choose and cross, and renew its hulls."""
    weight = stack_rows(CELLS)
    drawn = stack_rows(CELLS)
    lost = stack_row()
    weigh_cells(s, f, state, margin, believed, c, weight)
    cross(first, s * KINDS + f, c.traders[f, s], weight, keys[CROSSINGS_KEY], drawn)
    seize_own(first, s * KINDS + f, drawn, chance, keys[SEIZURES_KEY], lost)
    renew(first, s * KINDS + f, state[VESSELS + f * SECTORS + s], lost, c.fleet[f, s], c.renewal, keys[RENEWAL_KEY])
    for cell in range(CELLS):
        for i in range(LANES):
            crossed[cell][i] += drawn[cell][i]
    for i in range(LANES):
        seized[i] += lost[i]


@inlined
def weigh_cells(s, f, state, margin, believed, c, weight):
    """Sum exp(utility) over the goods of every cell, against 1 for staying home.

    utility = keenness (margin load - cost - fee [hired] - p loss) - home, times vessels at hand over the whole fleet [own].
    """
    base = stack_row()
    keenness = c.keenness[f]
    fee = state[FEE + s]
    for cell in range(CELLS):
        k = cell // SHIFTS
        p = believed[cell]
        fixed = -keenness * c.cost[f, k, cell % SHIFTS] - c.home[f]
        paid = keenness if k == HIRED else real(0.0)
        risk = keenness * c.loss_carrier[f, k]
        for i in range(LANES):
            base[i] = fixed - paid * fee[i] - risk * p[i]
        scale = keenness * c.load[k]
        for i in range(LANES):
            total = real(0.0)
            for g in range(GOODS):
                total += fast_exp(scale * (margin[g][i] - c.loss_good[g] * p[i]) + base[i])
            weight[cell][i] = total
    at_hand = ONE / (c.fleet[f, s] + HALF)
    vessels = state[VESSELS + f * SECTORS + s]
    for cell in range(OWN_CELLS):
        for i in range(LANES):
            weight[cell][i] *= (vessels[i] + HALF) * at_hand


@inlined
def cross(first, slot, traders, weight, key, drawn):
    """Draw the traders of every cell: a multinomial, one binomial of those left after another."""
    left = stack_row()
    total = stack_row()
    p = stack_row()
    u = stack_rows(2)
    for i in range(LANES):
        left[i] = traders
        total[i] = ONE
    for cell in range(CELLS):
        for i in range(LANES):
            total[i] += weight[cell][i]
    for pair in range(PAIRS):
        two_uniforms(key, first, slot * PAIRS + pair, u[0], u[1])
        for j in range(2):
            cell = 2 * pair + j
            for i in range(LANES):
                p[i] = weight[cell][i] / total[i]
                total[i] -= weight[cell][i]
            binomial(left, p, u[j], drawn[cell])
            for i in range(LANES):
                left[i] -= drawn[cell][i]


@inlined
def seize_own(first, slot, drawn, chance, key, lost):
    """Draw what is seized of the crossings by own hull, by shift."""
    u = stack_rows(2)
    taken = stack_row()
    two_uniforms(key, first, SECTORS * 2 + slot, u[0], u[1])
    for i in range(LANES):
        lost[i] = real(0.0)
    for cell in range(OWN_CELLS):
        binomial(drawn[cell], chance[cell], u[cell], taken)
        for i in range(LANES):
            lost[i] += taken[i]


@inlined
def renew(first, slot, vessels, lost, fleet, share, key):
    """Take seized hulls away and buy some of those that are missing."""
    missing = stack_row()
    p = stack_row()
    u = stack_rows(2)
    bought = stack_row()
    two_uniforms(key, first, slot, u[0], u[1])
    for i in range(LANES):
        vessels[i] = max(vessels[i] - lost[i], real(0.0))
        missing[i] = max(fleet - vessels[i], real(0.0))
        p[i] = share
    binomial(missing, p, u[0], bought)
    for i in range(LANES):
        vessels[i] += bought[i]


@inlined
def seize_others(first, s, crossed, chance, key, seized):
    """Draw what is seized of the crossings by hired hull and on foot, all kinds together: they are alike."""
    u = stack_rows(2)
    taken = stack_row()
    for pair in range((CELLS - OWN_CELLS) // 2):
        two_uniforms(key, first, s * 2 + pair, u[0], u[1])
        for j in range(2):
            cell = OWN_CELLS + 2 * pair + j
            binomial(crossed[cell], chance[cell], u[j], taken)
            for i in range(LANES):
                seized[i] += taken[i]


@inlined
def learn(s, state, believed, crossed, seized, c):
    """Beliefs move by surprise, the fee towards a share of what a hired hull saves."""
    expected = stack_row()
    for i in range(LANES):
        expected[i] = CAUTION
    for cell in range(CELLS):
        for i in range(LANES):
            expected[i] += crossed[cell][i] * believed[cell][i]
    belief = state[BELIEF + s]
    fee = state[FEE + s]
    for i in range(LANES):
        belief[i] += c.learning * fast_log((seized[i] + CAUTION) / expected[i])
        own = believed[0][i] + believed[1][i]
        hired = believed[OWN_CELLS][i] + believed[OWN_CELLS + 1][i]
        fee[i] += c.fee_speed * (c.fee_share * c.hull * HALF * (own - hired) - fee[i])
