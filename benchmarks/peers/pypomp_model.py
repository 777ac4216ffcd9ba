"""The reference model in pypomp, vectorised over particles; its step and density are those of jax_by_hand.py."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
import pypomp
from pypomp.core.model_mechanics import vectorized

from benchmarks.peers.jax_by_hand import LAST_DAY, log_likelihood, make_day, make_start, single
from benchmarks.reference.constants import (
    DAYS_A_WEEK,
    ENFORCEMENT,
    ENFORCEMENT_BEFORE,
    FEE,
    N_ROWS,
    SECTORS,
    WEEK_FLOW,
    WEEK_SEIZED,
    Constants,
    Floats,
)

ROWS = [f"x{i}" for i in range(N_ROWS)]
COLUMNS = [f"y{i}" for i in range(7)]


def make_pomp(c: Constants, evidence: Floats, weeks: int) -> Any:
    """Return the model; pypomp clears the sums of the week itself, so that a day first remembers how the last week ended."""
    start, day, orders = make_start(c), make_day(c), single(c.orders)

    def rinit(theta_: Any, key: Any, covars: Any, t0: Any) -> Any:
        return dict(zip(ROWS, start(key, 1)[:, 0], strict=True))

    def rproc(X_: Any, theta_: Any, key: Any, covars: Any, t: Any, dt: Any) -> Any:
        x = jnp.stack([X_[name] for name in ROWS])
        today = jnp.clip(jnp.round(t).astype(int), 0, LAST_DAY)
        ended = jnp.concatenate([x[:ENFORCEMENT_BEFORE], x[ENFORCEMENT : ENFORCEMENT + SECTORS], x[FEE : FEE + 1]])
        x = day(jnp.where(today % DAYS_A_WEEK == 0, ended, x), key, orders[today])
        return {name: x[i] for i, name in enumerate(ROWS)}

    def dmeas(Y_: Any, X_: Any, theta_: Any, covars: Any, t: Any) -> Any:
        return log_likelihood(c, jnp.stack([X_[name] for name in ROWS]), jnp.stack([Y_[name] for name in COLUMNS]))

    def rmeas(X_: Any, theta_: Any, key: Any, covars: Any, t: Any) -> Any:
        return {name: X_[ROWS[WEEK_FLOW + i]] for i, name in enumerate(COLUMNS)}

    return pypomp.Pomp(
        ys=pd.DataFrame(evidence[:weeks], index=np.arange(1, weeks + 1) * float(DAYS_A_WEEK), columns=COLUMNS),
        theta=pypomp.PompParameters({"unused": 1.0}),
        statenames=ROWS,
        t0=0.0,
        rinit=rinit,
        rproc=vectorized(rproc),
        dmeas=dmeas,
        rmeas=rmeas,
        nstep=DAYS_A_WEEK,
        accumvars=ROWS[WEEK_FLOW : WEEK_SEIZED + 1],
    )


class Pypomp:
    """The engine: one model a number of weeks."""

    def __init__(self, c: Constants, evidence: Floats) -> None:
        self.c, self.evidence = c, evidence
        self.models: dict[int, Any] = {}

    def filter(self, n: int, seed: int, weeks: int) -> float:
        if weeks not in self.models:
            self.models[weeks] = make_pomp(self.c, self.evidence, weeks)
        model = self.models[weeks]
        model.pfilter(J=n, key=jax.random.key(seed), thresh=0.5)
        return float(np.asarray(model.results()["logLik"])[-1])
