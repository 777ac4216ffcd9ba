"""A whole series through the filter: any model that can move its particles and weigh what was seen on a step."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from contraflow.inference.filter import Carried, Cloud, StepInfo, advance, start
from contraflow.kernels.weights import Floats
from contraflow.randomness import stream

C = TypeVar("C", bound=Cloud)


def filter_series(
    cloud: C,
    n_steps: int,
    move: Callable[[C, int], C],
    log_likelihood: Callable[[C, int], Floats],
    *,
    seed: int,
    resample_below: float = 0.5,
) -> tuple[Carried[C], tuple[StepInfo, ...]]:
    """Return the filter after the last step, with its log evidence, and what happened on every step.

    No evidence is damped: the log evidence estimates that of the model as it stands, and is minus infinity from the
    first step on which no particle gives what was seen any chance.

    Args:
        cloud: particles before the first step, equally likely.
        n_steps: number of steps, numbered from 0.
        move: takes a cloud to the time of a step.
        log_likelihood: log density of what was seen on a step, shape (particle,); zeros when nothing was.
        seed: names the uniforms of resampling; ``move`` has its own random numbers.
        resample_below: see ``filter.resample_if_needed``.
    """
    now, infos = start(cloud), []
    for step in range(n_steps):
        now, info = advance(
            now,
            step,
            lambda c, step=step: move(c, step),  # type: ignore[misc]
            lambda c, step=step: log_likelihood(c, step),  # type: ignore[misc]
            u=float(stream(seed, step, "resample").random()),
            resample_below=resample_below,
            floor_share=0.0,
        )
        infos.append(info)
        if info.rejected:
            return Carried(now.cloud, now.log_weights, -np.inf), tuple(infos)
    return now, tuple(infos)


def log_mean_exp(log_evidences: Floats) -> float:
    """Return the log of the mean of several runs' evidences, shape (run,): unbiased before the log is taken."""
    return float(np.logaddexp.reduce(log_evidences) - np.log(len(log_evidences)))
