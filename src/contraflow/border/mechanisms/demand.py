"""What buyers want sets the margin: demand wanders, and what does not reach them makes the rest dearer.

margin = reference margin * share left after tax (while legal) * exp(demand) * supply ** -elasticity
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import GOES_IN, MARGIN, TAX_SHARE, USUAL_GOOD
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, fast_log, normals_of, real

NAME = "demand"
READS = ("demand", "supply", "price", "official", "legal")
WRITES = ("demand", "supply", "price", "margin", "rows")
PARAMETERS = (
    Parameter("revert_per_day", "1/day", "share of the distance to usual demand that is closed in a day"),
    Parameter("shock", "log", "standard deviation of a day's move of the demand for one good"),
    Parameter("elasticity", "1", "log margin per log of missing supply"),
    Parameter("licensed_share", "1", "share of a good's reference supply that came through customs"),
    Parameter("stock_days", "day", "time over which supply is felt in the market"),
    Parameter("pass_through", "1", "log price per log of missing supply, in the buyers' market"),
    Parameter("price_shock", "log", "standard deviation of a day's move of a price"),
)
REVERT, SHOCK, ELASTICITY, LICENSED, STOCK, PASS, PRICE_SHOCK = range(7)
LEAST_SUPPLY = real(0.05)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move demand, supply, margins and prices of every good by yesterday's flows."""
    work = scratch
    for g in range(border.n_goods):
        normals_of(key, who, g, work[0], work[1])
        demand = state[block, at.demand + g]
        supply = state[block, at.supply + g]
        price = state[block, at.price + g]
        margin = scratch[at.margin + g]
        flow = state[block, at.seen_flow_good + g]
        official = state[block, at.official + (1 if border.goods[g, GOES_IN] > real(0.5) else 0)]
        row = state[block, at.seen_price + g]
        usual = border.goods[g, USUAL_GOOD]
        known = real(1.0) if usual > real(0.0) else real(0.0)
        legal = state[block, at.legal + g]
        tax_share = border.goods[g, TAX_SHARE]
        reference_margin = border.goods[g, MARGIN]
        for i in range(LANES):
            demand[i] += -own[REVERT][i] * demand[i] + own[SHOCK][i] * work[0][i]
            share = own[LICENSED][i]
            ratio = share * legal[i] * min(fast_exp(official[i]), real(3.0))
            ratio += (real(1.0) - share) * (flow[i] + real(1.0)) / (usual + real(1.0))
            arrived = known * fast_log(max(ratio, LEAST_SUPPLY))
            supply[i] += (arrived - supply[i]) / own[STOCK][i]
            left = reference_margin * (legal[i] * tax_share + real(1.0) - legal[i])
            margin[i] = left * fast_exp(demand[i] - own[ELASTICITY][i] * supply[i])
            target = real(0.5) * demand[i] - own[PASS][i] * supply[i]
            price[i] += (target - price[i]) / own[STOCK][i] + own[PRICE_SHOCK][i] * work[1][i]
            row[i] = price[i]
