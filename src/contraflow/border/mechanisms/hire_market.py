"""Owners of hulls ask a share of what a foreign hull saves the trader, more when hulls are scarce, and mind their own risk.

The saving is in expected loss by seizure: own vessel and cargo against cargo alone. The fee moves towards that price. Owners
withdraw hulls as their own risk grows.
"""

from contraflow.border.mechanism import Parameter
from contraflow.border.tables import HULLS, IS_DAY, IS_HIRED, IS_OWN, TYPICAL_LOAD, VESSEL
from contraflow.kernels.compiled import inlined
from contraflow.kernels.lanes import LANES, fast_exp, fast_log, real

NAME = "hire_market"
READS = ("belief", "wanted", "fee", "scrutiny")
WRITES = ("fee", "rows")
PARAMETERS = (
    Parameter("owner_share", "1", "share of the saving that the owner takes when hulls and traders balance"),
    Parameter("risk_share", "1", "share of the hull's value that its owner loses when it is seized"),
    Parameter("adjust_per_day", "1/day", "share of the distance to the owners' price that is closed in a day"),
    Parameter("tightness", "1", "log price per log of hulls wanted over hulls offered"),
    Parameter("withdrawal", "1", "log of hulls withdrawn per expected inspection of a hired hull"),
    Parameter("running_cny", "CNY", "least for which an owner lets a hull go"),
)
OWNER_SHARE, RISK_SHARE, ADJUST, TIGHTNESS, WITHDRAWAL, RUNNING = range(6)


@inlined
def step(block, day, state, own, at, border, calendar, key, who, scratch):
    """Move the fee of every sector towards its owners' price."""
    hired = 0
    owned = 0
    for k in range(border.carriers.shape[0]):
        if border.carriers[k, IS_HIRED] > real(0.5):
            hired = k
        if border.carriers[k, IS_OWN] > real(0.5):
            owned = k
    night = 0
    for t in range(border.shifts.shape[0]):
        if border.shifts[t, IS_DAY] < real(0.5):
            night = t
    n_carriers = border.carriers.shape[0]
    n_shifts = border.shifts.shape[0]
    far_own = scratch[at.scrutiny + owned * n_shifts + night]
    home_own = scratch[at.scrutiny + (n_carriers + owned) * n_shifts + night]
    far_hired = scratch[at.scrutiny + hired * n_shifts + night]
    home_hired = scratch[at.scrutiny + (n_carriers + hired) * n_shifts + night]
    vessel = border.carriers[owned, VESSEL]
    hull = border.carriers[hired, VESSEL]
    for s in range(border.n_sectors):
        far = state[block, at.belief + s]
        home = state[block, at.belief + border.n_sectors + s]
        fee = state[block, at.fee + s]
        wanted = state[block, at.wanted + s]
        row = state[block, at.seen_fee + s]
        cargo = border.sectors[s, TYPICAL_LOAD]
        hulls = border.sectors[s, HULLS]
        for i in range(LANES):
            at_far = fast_exp(far[i])
            at_home = fast_exp(home[i])
            p_own = real(1.0) - fast_exp(-(at_far * far_own[i] + at_home * home_own[i]))
            inspections = at_far * far_hired[i] + at_home * home_hired[i]
            p_hired = real(1.0) - fast_exp(-inspections)
            saving = max(p_own * (cargo + vessel) - p_hired * cargo, real(0.0))
            offered = hulls * fast_exp(-own[WITHDRAWAL][i] * inspections)
            scarcity = own[TIGHTNESS][i] * fast_log((wanted[i] + real(1.0)) / (offered + real(1.0)))
            scarcity = fast_exp(min(max(scarcity, real(-1.1)), real(1.1)))
            price = own[RUNNING][i] + p_hired * own[RISK_SHARE][i] * hull + own[OWNER_SHARE][i] * saving * scarcity
            fee[i] += own[ADJUST][i] * (price - fee[i])
            row[i] = fee[i]
