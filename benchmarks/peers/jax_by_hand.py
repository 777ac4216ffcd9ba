"""The reference model in JAX, written by hand: whole arrays (row, particle), one compiled scan over weeks and days."""

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.scipy.special import gammaln
from pypomp.random import fast_binomial

from benchmarks.reference.constants import (
    BELIEF,
    CELLS,
    CHANGE_WORDS,
    DAYS,
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
    OWN_CELLS,
    SECTORS,
    SEIZURES,
    SHIFTS,
    VESSELS,
    WEEK_FLOW,
    WEEK_SEIZED,
    Constants,
    Floats,
)

Array = Any
CARRIER_OF = np.arange(CELLS) // SHIFTS


def single(x: Any) -> Array:
    return jnp.asarray(np.asarray(x), jnp.float32)


def binomial(key: Array, n: Array, p: Array) -> Array:
    return fast_binomial(key, n, p, dtype=jnp.float32)


def make_start(c: Constants) -> Callable[[Array, int], Array]:
    def start(key: Array, n: int) -> Array:
        z = jax.random.normal(key, (2 * SECTORS + 2, n))
        e = single(c.usual)[:, None] + 0.3 * z[:SECTORS]
        fee = jnp.full((SECTORS, n), c.first_fee)
        vessels = jnp.broadcast_to(single(c.fleet.reshape(-1, 1)), (KINDS * SECTORS, n))
        sums = jnp.zeros((SECTORS + 1, n))
        return jnp.concatenate([e, e + 0.2 * z[SECTORS : 2 * SECTORS], fee, vessels, 0.1 * z[-2:], sums, e, fee[:1]])

    return start


def make_day(c: Constants) -> Callable[[Array, Array, Array], Array]:
    """Return the step of one day on (row, particle)."""
    odds = single((c.seen[:, None] + c.shift[None]).reshape(1, CELLS, 1))
    keenness = single(c.keenness)[None, :, None, None, None]
    fixed = keenness * single(c.cost.reshape(1, KINDS, 1, CELLS, 1)) + single(c.home)[None, :, None, None, None]
    load = single(c.load[CARRIER_OF])[None, None, None, :, None]
    loss = single((c.loss_good[None, :, None] * c.load + c.loss_carrier[:, None])[:, :, CARRIER_OF])[None, ..., None]
    is_hired = single(CARRIER_OF == HIRED)[None, None, None, :, None]
    margin = single(c.margin)[:, None]
    traders, fleet = single(c.traders.T)[:, :, None], single(c.fleet.T)[:, :, None]

    def day(state: Array, key: Array, order: Array) -> Array:
        n = state.shape[1]
        keys = jax.random.split(key, 2 + CELLS + OWN_CELLS + 1)
        z = jax.random.normal(keys[0], (SECTORS + 2, n))
        d, e = state[DEMAND : DEMAND + 2], state[ENFORCEMENT : ENFORCEMENT + SECTORS]
        b, h = state[BELIEF : BELIEF + SECTORS], state[FEE : FEE + SECTORS]
        d = d - c.demand_revert * d + c.demand_shock * z[:2]
        e = e + c.revert * (single(c.usual)[:, None] - e) + order[:, None] + c.shock * z[2:]
        believed, chance = jax.nn.sigmoid(odds + b[:, None]), jax.nn.sigmoid(odds + e[:, None])
        gain = (margin * jnp.exp(d[c.demand_of]))[None, None, :, None]
        profit = gain * load - is_hired * h[:, None, None, None] - believed[:, None, None] * loss
        weight = jnp.exp(keenness * profit - fixed).sum(2)  # (sector, kind, cell, particle)
        v = state[VESSELS : VESSELS + KINDS * SECTORS].reshape(KINDS, SECTORS, n).transpose(1, 0, 2)
        at_hand = ((v + 0.5) / (fleet + 0.5))[:, :, None]
        weight = jnp.concatenate([weight[:, :, :OWN_CELLS] * at_hand, weight[:, :, OWN_CELLS:]], 2)
        total, left, drawn = 1.0 + weight.sum(2), jnp.broadcast_to(traders, (SECTORS, KINDS, n)), []
        for cell in range(CELLS):
            many = binomial(keys[1 + cell], left, jnp.clip(weight[:, :, cell] / total, 0, 1))
            left, total = left - many, total - weight[:, :, cell]
            drawn.append(many)
        lost = sum(
            binomial(keys[1 + CELLS + j], drawn[j], jnp.broadcast_to(chance[:, j, None], drawn[j].shape))
            for j in range(OWN_CELLS)
        )
        crossed = jnp.stack(drawn, 1).sum(2)
        others = binomial(keys[1 + CELLS + OWN_CELLS], crossed[:, OWN_CELLS:], chance[:, OWN_CELLS:])
        seized = lost.sum(1) + others.sum(1)
        v = jnp.maximum(v - lost, 0)
        missing = jnp.maximum(fleet - v, 0)
        v = v + binomial(keys[2 + CELLS + OWN_CELLS], missing, jnp.full(v.shape, c.renewal))
        b = b + c.learning * jnp.log((seized + 5.0) / ((crossed * believed).sum(1) + 5.0))
        saved = c.hull * 0.5 * (believed[:, 0] + believed[:, 1] - believed[:, 2] - believed[:, 3])
        h = h + c.fee_speed * (c.fee_share * saved - h)
        flow = state[WEEK_FLOW : WEEK_FLOW + SECTORS] + crossed.sum(1)
        caught = state[WEEK_SEIZED : WEEK_SEIZED + 1] + seized.sum(0, keepdims=True)
        vessels = v.transpose(1, 0, 2).reshape(KINDS * SECTORS, n)
        return jnp.concatenate([e, b, h, vessels, d, flow, caught, state[ENFORCEMENT_BEFORE:]])

    return day


def log_chance_of_word(word: Array, x: Array, cuts: Floats) -> Array:
    edges = jnp.concatenate([jnp.array([-60.0]), single(cuts), jnp.array([60.0])])
    k = word.astype(int)
    chance = jnp.maximum(jax.nn.sigmoid(edges[k + 1] - x) - jax.nn.sigmoid(edges[k] - x), 1e-9)
    return jnp.where(word < 0, 0.0, jnp.log(chance))


def log_likelihood(c: Constants, x: Array, week: Array) -> Array:
    """Return the log density of a week's evidence; ``x`` is (row, ...)."""
    total = 0.0
    for i, s in enumerate(c.change_sectors):
        moved = c.change_slope * (x[ENFORCEMENT + s] - x[ENFORCEMENT_BEFORE + s])
        total += log_chance_of_word(week[CHANGE_WORDS + i], moved, c.change_cuts)
    for i, s in enumerate(c.flow_sectors):
        level = c.flow_slope * jnp.log((x[WEEK_FLOW + s] + 1.0) / c.usual_flow[s])
        total += log_chance_of_word(week[FLOW_WORDS + i], level, c.flow_cuts)
    off = (week[FEE_RATIO] - jnp.log(x[FEE] / x[FEE_BEFORE])) / c.fee_spread
    k, count = c.dispersion, week[SEIZURES]
    mean = c.reported * x[WEEK_SEIZED] + 0.1
    ways = gammaln(count + k) - gammaln(k) - gammaln(count + 1.0)
    total += -0.5 * off * off - np.log(c.fee_spread * np.sqrt(2 * np.pi))
    return total + ways + k * jnp.log(k / (k + mean)) + count * jnp.log(mean / (k + mean))


def new_week(state: Array) -> Array:
    sums = jnp.zeros((SECTORS + 1, state.shape[1]))
    return jnp.concatenate([state[:WEEK_FLOW], sums, state[ENFORCEMENT : ENFORCEMENT + SECTORS], state[FEE : FEE + 1]])


class Jax:
    """The engine: one compiled function a number of particles and weeks."""

    def __init__(self, c: Constants, evidence: Floats) -> None:
        self.evidence = single(evidence)
        self.run = make_filter(c)

    def filter(self, n: int, seed: int, weeks: int) -> float:
        return float(self.run(jax.random.key(seed), n, self.evidence, weeks))


def make_filter(c: Constants) -> Any:
    """Return the compiled bootstrap filter: (key, particles, evidence, weeks) -> log likelihood."""
    start, day, orders = make_start(c), make_day(c), single(c.orders)

    @functools.partial(jax.jit, static_argnums=(1, 3))
    def run(key: Array, n: int, evidence: Array, weeks: int) -> Array:
        first_key, key = jax.random.split(key)

        def one_week(carried: Any, given: Any) -> Any:
            state, log_weights = carried
            week_key, said, week_orders = given
            keys = jax.random.split(week_key, DAYS_A_WEEK + 1)
            state, _ = lax.scan(lambda x, one: (day(x, one[0], one[1]), None), state, (keys[:DAYS_A_WEEK], week_orders))
            log_weights = log_weights + log_likelihood(c, state, said)
            gain = jax.nn.logsumexp(log_weights)
            log_weights = log_weights - gain
            state = new_week(state)

            def resample(_: Any) -> Any:
                edges = jnp.cumsum(jnp.exp(log_weights))
                points = (jnp.arange(n) + jax.random.uniform(keys[-1])) / n * edges[-1]
                chosen = jnp.clip(jnp.searchsorted(edges, points), 0, n - 1)
                return state[:, chosen], jnp.full(n, -jnp.log(n * 1.0))

            ess = 1.0 / jnp.exp(2 * log_weights).sum()
            return lax.cond(ess < 0.5 * n, resample, lambda _: (state, log_weights), None), gain

        by_week = orders[: weeks * DAYS_A_WEEK].reshape(weeks, DAYS_A_WEEK, SECTORS)
        given = (jax.random.split(key, weeks), evidence[:weeks], by_week)
        _, gains = lax.scan(one_week, (start(first_key, n), jnp.full(n, -jnp.log(n * 1.0))), given)
        return gains.sum()

    return run


LAST_DAY = DAYS - 1
