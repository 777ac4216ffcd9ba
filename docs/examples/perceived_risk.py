"""How fast does a smuggler forget a seizure? Two rules of belief beside each other.

NarcoLogic (Magliocca et al. 2019, PNAS 116, 7784, https://doi.org/10.1073/pnas.1812459116; its public code is
nickmags13/NarcoABM) lets a trafficker count: the perceived risk of a route is a Beta posterior mean over the last 13
months, each of them with a seizure or without. Traders of contraflow (`border/mechanisms/beliefs.py`) compare: belief
moves by what was seized over what was expected of it, and slowly by hearsay, whatever was seized before. This script
gives both the same history, four years of months with a run of seizures in the second, and prints what each believes.

    python docs/examples/perceived_risk.py
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRIOR_SEIZED, PRIOR_FREE = 2.0, 0.5  # pseudo-months with and without a seizure
WINDOW = 13  # months remembered
SALIENCE = 0.5  # weight of the second most salient outcome against the most salient; 1 is expected value

LEARNING, CAUTION, HEARSAY = 0.06, 2.0, 0.05  # medians of the priors of cases/yalu: a day, seizures a day, a day
MONTH_DAYS = 30


def counted_risk(months_with: Floats | float, months: float = WINDOW, memory: float = 1.0) -> Floats:
    """Return the risk of a seizure that one perceives who counts months.

    (s + a) / (w + a + b): s seizures of w months, with weights memory^age when they come as a history.

    Args:
        months_with: number of months with a seizure, or a history of zeros and ones, the newest last, shape (month,).
        months: months counted, when a number is given.
        memory: weight of a month against the one after it, 0 to 1.
    """
    history = np.asarray(months_with, np.float64)
    if history.ndim:
        weights = memory ** np.arange(len(history) - 1.0, -1.0, -1.0)
        seized, months = float(weights @ history), float(weights.sum())
    else:
        seized = float(history)
    return np.asarray((seized + PRIOR_SEIZED) / (months + PRIOR_SEIZED + PRIOR_FREE))


class Routes(NamedTuple):
    """What a trafficker knows of each route, shape (route,): cost and price of a kilogram, kilograms, risk."""

    cost: Floats
    price: Floats
    quantity: Floats
    risk: Floats


def route_values(routes: Routes) -> Floats:
    """Return what each route is worth to somebody who overweighs what stands out, shape (route,).

    A load passes (price less cost) or is lost (cost). An outcome stands out the more it differs from the mean of the
    other routes, |x - y| / (|x| + |y| + 1); chances are weighed by SALIENCE^rank and scaled to the same mean (Bordalo,
    Gennaioli and Shleifer 2012, https://doi.org/10.1093/qje/qjs018).
    """
    passed = (routes.price - routes.cost) * routes.quantity
    lost = -routes.cost * routes.quantity
    n = len(passed)

    def standing_out(x: Floats) -> Floats:
        others = (x.sum() - x) / (n - 1)
        return np.asarray(np.abs(others - x) / (np.abs(others) + np.abs(x) + 1))

    is_loss_first = standing_out(lost) > standing_out(passed)
    weight_lost = SALIENCE ** np.where(is_loss_first, 1, 2)
    weight_passed = SALIENCE ** np.where(is_loss_first, 2, 1)
    mean = weight_passed * (1 - routes.risk) + weight_lost * routes.risk
    return np.asarray((weight_passed * (1 - routes.risk) * passed + weight_lost * routes.risk * lost) / mean)


def compared_belief(chance: Floats, start: float, crossings: float, hearsay: float = HEARSAY) -> Floats:
    """Return the chance of seizure that a trader of contraflow believes at the end of each month, shape (month,).

    On every day b += learning log((seized + k) / (expected + k)) + hearsay (truth - b), b the log intensity of
    inspection: the chance of seizure is 1 - exp(-exp(b)). Seizures are taken at their mean, so that the rule is seen
    and not the noise; one force stands for both.

    Args:
        chance: true chance of seizure by month, shape (month,).
        start: chance believed before.
        crossings: crossings a day, from which is learned.
        hearsay: share of the distance to the truth that talk closes in a day.
    """
    belief, told = float(np.log(-np.log1p(-start))), []
    for happening in chance:
        truth = np.log(-np.log1p(-happening))
        for _ in range(MONTH_DAYS):
            expected = crossings * -np.expm1(-np.exp(belief))
            surprise = np.log((crossings * happening + CAUTION) / (expected + CAUTION))
            belief += LEARNING * surprise + hearsay * (truth - belief)
        told.append(-np.expm1(-np.exp(belief)))
    return np.array(told)


def history(n_months: int = 48, first: int = 12, run: int = 6) -> Floats:
    """Return zeros and ones, shape (month,): a seizure a month for ``run`` months."""
    months = np.zeros(n_months)
    months[first : first + run] = 1.0
    return months


def beliefs() -> dict[str, Floats]:
    """Return what four traders believe at the end of each month, shape (month,).

    The counting trader sees whether a month had a seizure; for the comparing ones the chance behind it is 30 % during
    the run and 3 % otherwise.
    """
    months = history()
    counted = [float(counted_risk(months[max(m - WINDOW + 1, 0) : m + 1])) for m in range(len(months))]
    chance = np.where(months > 0, 0.30, 0.03)
    return {
        "counted": np.array(counted),
        "busy": compared_belief(chance, 0.03, 100.0, hearsay=0.0),
        "quiet": compared_belief(chance, 0.03, 1.0, hearsay=0.0),
        "hearing": compared_belief(chance, 0.03, 1.0),
    }


def main() -> None:
    """Print the rules beside each other."""
    table = "  ".join(f"{k}: {float(counted_risk(k)):.6f}" for k in (0, 1, 3, 6, 13))
    print(f"Counted risk, seizures of {WINDOW} months: {table}")
    routes = Routes(*map(np.array, ([100.0, 150.0, 300.0], [1000.0] * 3, [10.0] * 3, [0.1, 0.1, 0.3])))
    print(f"Worth of three routes: {', '.join(f'{value:.3f}' for value in route_values(routes))}")
    print("\nWhat is believed. Compared: busy 100 crossings a day, quiet 1, hearing 1 and hearsay as on the Yalu")
    columns = beliefs()
    print("month  seizure  " + "  ".join(f"{name:>8}" for name in columns))
    for month in (11, 12, 13, 14, 17, 18, 20, 23, 25, 27, 29, 31, 35, 47):
        print(f"{month + 1:5d}  {int(history()[month]):7d}  " + "  ".join(f"{b[month]:8.3f}" for b in columns.values()))
    print(TAKEAWAYS)


TAKEAWAYS = """
Key takeaways
  - Who counts months is afraid from the start: two and a half pseudo-months leave 13 % after a year without a seizure.
  - Who counts forgets late: for seven months after the last seizure risk does not fall at all, then a month at a time.
  - Who compares learns from crossings: with a hundred a day within two months, with one a day hardly in six. That is why
    belief lags on a border that fear has emptied, and why crackdowns outlive their patrols.
  - With the hearsay assumed on the Yalu even a quiet trader knows within a month or two: how fast talk travels decides
    the lag, and no report measures it. It is a prior to doubt first.
"""


if __name__ == "__main__":
    main()
