"""The reference model in plain NumPy, double precision: what every other engine must agree with, and itself one of the race.

The state of all particles is one array (particle, row); rows are named in constants.py.
"""

from math import lgamma

import numpy as np
from numpy.typing import NDArray

from benchmarks.reference.constants import (
    BELIEF,
    CARRIERS,
    CHANGE_WORDS,
    DAYS_A_WEEK,
    DEMAND,
    ENFORCEMENT,
    ENFORCEMENT_BEFORE,
    FEE,
    FEE_BEFORE,
    FEE_RATIO,
    FLOW_WORDS,
    HIRED,
    KINDS,
    N_ROWS,
    SECTORS,
    SEIZURES,
    SHIFTS,
    VESSELS,
    WEEK_FLOW,
    WEEK_SEIZED,
    WEEKS,
    Constants,
    Floats,
)

Generator = np.random.Generator
LEAST_CHANCE = 1e-9
CAUTION = 5.0  # seizures a day that traders shrug off


def logistic(x: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-x))


def rows(first: int, many: int) -> slice:
    return slice(first, first + many)


def start(c: Constants, n: int, draw: Generator) -> Floats:
    """Return the state on the evening before day 0, (particle, row)."""
    state = np.zeros((n, N_ROWS))
    enforcement = c.usual + 0.3 * draw.standard_normal((n, SECTORS))
    state[:, rows(ENFORCEMENT, SECTORS)] = enforcement
    state[:, rows(BELIEF, SECTORS)] = enforcement + 0.2 * draw.standard_normal((n, SECTORS))
    state[:, rows(FEE, SECTORS)] = c.first_fee
    state[:, rows(VESSELS, KINDS * SECTORS)] = c.fleet.reshape(-1)
    state[:, rows(DEMAND, 2)] = 0.1 * draw.standard_normal((n, 2))
    new_week(state)
    return state


def new_week(state: Floats) -> None:
    """Clear the sums of the week and remember how it ended."""
    state[:, rows(WEEK_FLOW, SECTORS)] = 0.0
    state[:, WEEK_SEIZED] = 0.0
    state[:, rows(ENFORCEMENT_BEFORE, SECTORS)] = state[:, rows(ENFORCEMENT, SECTORS)]
    state[:, FEE_BEFORE] = state[:, FEE]


def seizure_chances(c: Constants, log_enforcement: Floats) -> Floats:
    """Return the chance that a crossing is seized, (particle, s, k, t), at enforcement (particle, s)."""
    odds = c.seen[:, None] + c.shift[None, :]
    return logistic(odds + log_enforcement[:, :, None, None])


def cell_shares(c: Constants, state: Floats, believed: Floats) -> Floats:
    """Return the share of traders who cross in each cell, summed over goods, (particle, s, f, k, t).

    utility = keenness (margin load - cost - fee [hired] - p loss) - home + log(vessels at hand) [own]; logit over all options.
    """
    n = len(state)
    vessels = state[:, rows(VESSELS, KINDS * SECTORS)].reshape(n, KINDS, SECTORS).transpose(0, 2, 1)
    margin = c.margin * np.exp(state[:, rows(DEMAND, 2)])[:, c.demand_of]
    gain = margin[:, None, None, :, None, None] * c.load[:, None]
    fee = np.zeros((n, SECTORS, 1, 1, CARRIERS, 1))
    fee[:, :, 0, 0, HIRED, 0] = state[:, rows(FEE, SECTORS)]
    loss = c.loss_good[None, :, None] * c.load + c.loss_carrier[:, None, :]
    at_hand = np.zeros((n, SECTORS, KINDS, 1, CARRIERS, 1))
    at_hand[:, :, :, 0, 0, 0] = np.log((vessels + 0.5) / (c.fleet.T + 0.5))
    profit = gain - c.cost[:, None] - fee - believed[:, :, None, None] * loss[..., None]
    weight = np.exp(c.keenness[:, None, None, None] * profit - c.home[:, None, None, None] + at_hand)
    return np.asarray(weight.sum(3) / (1.0 + weight.sum((3, 4, 5))[..., None, None]))


def day(c: Constants, before: Floats, today: int, draw: Generator) -> Floats:
    """Return the state one day later."""
    n = len(before)
    state = before.copy()
    demand, e = rows(DEMAND, 2), rows(ENFORCEMENT, SECTORS)
    state[:, demand] += -c.demand_revert * state[:, demand] + c.demand_shock * draw.standard_normal((n, 2))
    state[:, e] += c.revert * (c.usual - state[:, e]) + c.orders[today] + c.shock * draw.standard_normal((n, SECTORS))
    believed = seizure_chances(c, state[:, rows(BELIEF, SECTORS)])
    chance = seizure_chances(c, state[:, e])

    # crossings by exchangeability: traders of one kind and sector are alike
    shares = cell_shares(c, state, believed).reshape(n, SECTORS, KINDS, -1)
    stay = np.maximum(0.0, 1.0 - shares.sum(-1, keepdims=True))
    whole = np.concatenate([shares, stay], -1)
    many = np.broadcast_to(c.traders.T.astype(np.int64), (n, SECTORS, KINDS))
    drawn = draw.multinomial(many, whole / whole.sum(-1, keepdims=True))[..., :-1]
    crossings = drawn.reshape(n, SECTORS, KINDS, CARRIERS, SHIFTS)

    lost = draw.binomial(crossings[:, :, :, 0], np.broadcast_to(chance[:, :, None, 0], (n, SECTORS, KINDS, SHIFTS))).sum(-1)
    crossed = crossings.sum(2)
    others = draw.binomial(crossed[:, :, 1:], chance[:, :, 1:])
    seized = lost.sum(-1) + others.sum((2, 3))
    renew(c, state, lost, draw)
    learn(c, state, crossed, seized, believed)
    state[:, rows(WEEK_FLOW, SECTORS)] += crossed.sum((2, 3))
    state[:, WEEK_SEIZED] += seized.sum(1)
    return state


def renew(c: Constants, state: Floats, lost: NDArray[np.int64], draw: Generator) -> None:
    """Take seized hulls away and buy some of those that are missing."""
    n = len(state)
    own = rows(VESSELS, KINDS * SECTORS)
    vessels = state[:, own].reshape(n, KINDS, SECTORS).transpose(0, 2, 1).astype(np.int64)
    vessels = np.maximum(vessels - lost, 0)
    vessels = vessels + draw.binomial(np.maximum(c.fleet.T.astype(np.int64) - vessels, 0), c.renewal)
    state[:, own] = vessels.transpose(0, 2, 1).reshape(n, -1)


def learn(c: Constants, state: Floats, crossed: NDArray[np.int64], seized: NDArray[np.int64], believed: Floats) -> None:
    """Move beliefs by the surprise of the day and the fee of a hired hull towards what the hull saves."""
    expected = (crossed * believed).sum((2, 3))
    state[:, rows(BELIEF, SECTORS)] += c.learning * np.log((seized + CAUTION) / (expected + CAUTION))
    saved = c.hull * (believed[:, :, 0] - believed[:, :, HIRED]).mean(-1)
    fee = rows(FEE, SECTORS)
    state[:, fee] += c.fee_speed * (c.fee_share * saved - state[:, fee])


def log_chance_of_word(word: int, x: Floats, cuts: Floats) -> Floats:
    """Return the log chance of one of five ordered words at ``x``: ordered logit."""
    top = logistic(cuts[word] - x) if word < len(cuts) else np.ones_like(x)
    bottom = logistic(cuts[word - 1] - x) if word > 0 else np.zeros_like(x)
    return np.asarray(np.log(np.maximum(top - bottom, LEAST_CHANCE)))


def log_likelihood(c: Constants, state: Floats, week: Floats) -> Floats:
    """Return the log density of a week's evidence, (particle,); a negative word was not said."""
    total = np.zeros(len(state))
    for i, s in enumerate(c.change_sectors):
        if week[CHANGE_WORDS + i] >= 0:
            moved = state[:, ENFORCEMENT + s] - state[:, ENFORCEMENT_BEFORE + s]
            total += log_chance_of_word(int(week[CHANGE_WORDS + i]), c.change_slope * moved, c.change_cuts)
    for i, s in enumerate(c.flow_sectors):
        if week[FLOW_WORDS + i] >= 0:
            level = np.log((state[:, WEEK_FLOW + s] + 1.0) / c.usual_flow[s])
            total += log_chance_of_word(int(week[FLOW_WORDS + i]), c.flow_slope * level, c.flow_cuts)
    off = (week[FEE_RATIO] - np.log(state[:, FEE] / state[:, FEE_BEFORE])) / c.fee_spread
    total += -0.5 * off * off - np.log(c.fee_spread * np.sqrt(2 * np.pi))
    return np.asarray(total + log_chance_of_count(c, float(week[SEIZURES]), c.reported * state[:, WEEK_SEIZED] + 0.1))


def log_chance_of_count(c: Constants, count: float, mean: Floats) -> Floats:
    """Return the log chance of a reported count: negative binomial."""
    k = c.dispersion
    ways = lgamma(count + k) - lgamma(k) - lgamma(count + 1.0)
    return np.asarray(ways + k * np.log(k / (k + mean)) + count * np.log(mean / (k + mean)))


def simulate_evidence(c: Constants, seed: int) -> Floats:
    """Return weeks of evidence, (week, column), said of one history of the border."""
    draw = np.random.default_rng(seed)
    state = start(c, 1, draw)
    found = np.zeros((WEEKS, 7))
    for week in range(WEEKS):
        for d in range(DAYS_A_WEEK):
            state = day(c, state, week * DAYS_A_WEEK + d, draw)
        x = state[0]
        for i, s in enumerate(c.change_sectors):
            moved = c.change_slope * (x[ENFORCEMENT + s] - x[ENFORCEMENT_BEFORE + s])
            found[week, CHANGE_WORDS + i] = np.searchsorted(c.change_cuts, moved + draw.logistic())
        for i, s in enumerate(c.flow_sectors):
            level = c.flow_slope * np.log((x[WEEK_FLOW + s] + 1.0) / c.usual_flow[s])
            found[week, FLOW_WORDS + i] = np.searchsorted(c.flow_cuts, level + draw.logistic())
        found[week, FEE_RATIO] = np.log(x[FEE] / x[FEE_BEFORE]) + c.fee_spread * draw.standard_normal()
        mean = c.reported * x[WEEK_SEIZED] + 0.1
        found[week, SEIZURES] = draw.poisson(mean * draw.gamma(c.dispersion) / c.dispersion)
        new_week(state)
    return found


def run_days(c: Constants, n: int, seed: int, n_days: int) -> Floats:
    """Return the state, (particle, row), after some days without evidence."""
    draw = np.random.default_rng(seed)
    state = start(c, n, draw)
    for today in range(n_days):
        state = day(c, state, today, draw)
    return state


def filter_weeks(c: Constants, evidence: Floats, n: int, seed: int, weeks: int = WEEKS) -> tuple[float, Floats]:
    """Return the log likelihood and the weekly means, (week, row), of a bootstrap filter with systematic resampling."""
    draw = np.random.default_rng(seed)
    state = start(c, n, draw)
    log_weights = np.full(n, -np.log(n))
    total, means = 0.0, []
    for week in range(weeks):
        for d in range(DAYS_A_WEEK):
            state = day(c, state, week * DAYS_A_WEEK + d, draw)
        log_weights = log_weights + log_likelihood(c, state, evidence[week])
        gain = float(np.logaddexp.reduce(log_weights))
        total, log_weights = total + gain, log_weights - gain
        weights = np.exp(log_weights)
        means.append(weights @ state)
        new_week(state)
        if 1.0 / np.square(weights).sum() < 0.5 * n:
            edges = np.cumsum(weights)
            points = (np.arange(n) + draw.random()) / n * edges[-1]
            state = state[np.minimum(np.searchsorted(edges, points), n - 1)]
            log_weights = np.full(n, -np.log(n))
    return total, np.array(means)
