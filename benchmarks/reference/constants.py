"""Numbers of the reference model and where its quantities stand. NumPy only: every engine imports this, in any environment."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SECTORS, KINDS, GOODS, CARRIERS, SHIFTS = 8, 3, 6, 3, 2
CELLS = CARRIERS * SHIFTS  # a cell is a carrier and a shift: cell = carrier * SHIFTS + shift
OWN_CELLS = SHIFTS  # the first cells: by own hull
HIRED = 1  # the carrier that costs a fee
DAYS_A_WEEK, WEEKS = 7, 85
DAYS = DAYS_A_WEEK * WEEKS

# first row of every quantity in the state of a particle
ENFORCEMENT, BELIEF, FEE, VESSELS, DEMAND = 0, 8, 16, 24, 48  # vessels: kind * SECTORS + sector
WEEK_FLOW, WEEK_SEIZED, ENFORCEMENT_BEFORE, FEE_BEFORE = 50, 58, 59, 67  # of the week so far; at the end of the week before
N_ROWS = 68

# columns of a week of evidence
CHANGE_WORDS, FLOW_WORDS, FEE_RATIO, SEIZURES = 0, 3, 5, 6


class Constants(NamedTuple):
    """Fixed parameters; s sectors, f kinds, g goods, k carriers, t shifts.

    Attributes:
        traders: (f, s)
        fleet: vessels there are when none was lost; (f, s)
        usual: enforcement that the guards return to; (s,). ``revert`` a day, ``shock`` the sd of a day's move.
        demand_revert: a day; ``demand_shock`` the sd of a day's move. ``demand_of`` which demand a good follows; (g,)
        margin: of a load of a good; (g,). ``load`` of a carrier; (k,). ``cost`` of a crossing; (f, k, t).
        keenness: utility of money; (f,). ``home`` utility of staying; (f,).
        loss_good: lost with a load of a good; (g,). ``loss_carrier`` lost with a carrier; (f, k).
        seen: log odds of a seizure that a carrier adds; (k,). ``shift`` that a shift adds; (t,).
        renewal: share of missing vessels bought a day.
        learning: of beliefs; ``fee_speed`` a day; ``fee_share`` of what a hired hull saves is asked; ``hull`` its worth.
        usual_flow: a week, by sector; (s,)
        reported: share of seizures that is reported; ``dispersion`` of their negative binomial.
        change_sectors: that words on change are about; (3,). ``change_cuts`` (4,), ``change_slope``.
        flow_sectors: that words on flow are about; (2,). ``flow_cuts`` (4,), ``flow_slope``.
        fee_spread: sd of a reported log ratio of fees.
        orders: added to enforcement; (day, s)
    """

    traders: Floats
    fleet: Floats
    usual: Floats
    revert: float
    shock: float
    demand_revert: float
    demand_shock: float
    demand_of: NDArray[np.int64]
    margin: Floats
    load: Floats
    cost: Floats
    keenness: Floats
    home: Floats
    loss_good: Floats
    loss_carrier: Floats
    seen: Floats
    shift: Floats
    renewal: float
    learning: float
    fee_speed: float
    fee_share: float
    hull: float
    first_fee: float
    usual_flow: Floats
    reported: float
    dispersion: float
    change_sectors: NDArray[np.int64]
    change_cuts: Floats
    change_slope: float
    flow_sectors: NDArray[np.int64]
    flow_cuts: Floats
    flow_slope: float
    fee_spread: float
    orders: Floats


def constants(traders: float = 1000.0) -> Constants:
    """Return the numbers of the model with so many traders of each kind in each sector."""
    return Constants(
        traders=np.full((KINDS, SECTORS), float(traders)),
        fleet=np.full((KINDS, SECTORS), 0.3 * traders),
        usual=np.linspace(-0.5, 0.5, SECTORS),
        revert=0.03,
        shock=0.10,
        demand_revert=0.02,
        demand_shock=0.03,
        demand_of=np.array([0, 0, 0, 1, 1, 1]),
        margin=np.array([1.0, 1.3, 0.8, 1.6, 0.9, 1.2]),
        load=np.array([2.0, 1.6, 0.7]),
        cost=np.array(
            [
                [[3.4, 3.9], [2.4, 2.8], [0.9, 1.2]],
                [[2.9, 3.2], [2.3, 2.6], [1.2, 1.5]],
                [[2.5, 2.7], [2.4, 2.6], [1.6, 1.9]],
            ]
        ),
        keenness=np.array([1.1, 1.3, 1.5]),
        home=np.array([2.2, 2.3, 2.5]),
        loss_good=np.array([2.0, 3.0, 1.0, 4.0, 1.5, 2.5]),
        loss_carrier=np.array([[8.0, 2.0, 3.0], [7.0, 2.0, 3.5], [6.0, 2.0, 4.0]]),
        seen=np.array([-2.6, -2.9, -3.2]),
        shift=np.array([0.3, -0.3]),
        renewal=0.02,
        learning=0.05,
        fee_speed=0.10,
        fee_share=1.5,
        hull=8.0,
        first_fee=0.3,
        usual_flow=np.full(SECTORS, 0.55 * traders * KINDS * DAYS_A_WEEK),
        reported=0.2,
        dispersion=10.0,
        change_sectors=np.array([0, 3, 5]),
        change_cuts=np.array([-1.2, -0.4, 0.4, 1.2]),
        change_slope=4.0,
        flow_sectors=np.array([1, 4]),
        flow_cuts=np.array([-2.0, -0.7, 0.7, 2.0]),
        flow_slope=5.0,
        fee_spread=0.12,
        orders=_orders(),
    )


def _orders() -> Floats:
    """Return six orders, each spread over five days and unequal over sectors."""
    orders = np.zeros((DAYS, SECTORS))
    unequal = np.random.default_rng(7)
    for day, size in ((70, 0.8), (161, -0.9), (280, 1.2), (350, -0.5), (441, 0.7), (525, -1.0)):
        orders[day : day + 5] += size / 5 * (0.5 + unequal.random(SECTORS))
    return orders
