"""What would be believed had one witness been silent."""

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.weights import Floats

Singles = NDArray[np.float32]


def without_witnesses(weights: Floats, said: Singles) -> Floats:
    """Return the weights as if one witness had been silent, for each of several; shape (particle, witness), columns sum to one.

    Importance sampling leave-one-out (Gelfand 1996), the ratios truncated at sqrt(n) times their mean (Ionides 2008,
    https://doi.org/10.1198/106186008X320456). It cannot bring back particles that the witness's evidence removed, so it
    understates what moved a state far from where it would have been; a run without the witness is the exact answer.

    Args:
        weights: today's, summing to one, shape (particle,).
        said: log likelihood of each witness along each particle's past, shape (particle, witness).
    """
    log_weights = np.full(len(weights), -np.inf, np.float32)
    np.log(weights, out=log_weights, where=weights > 0, casting="same_kind")
    log_freed = log_weights[:, None] - said
    # scaled by the largest product of weight and ratio, which alone is sure not to round to nothing
    freed = np.exp(log_freed - log_freed.max(0)).astype(np.float64)
    most = freed.sum(0) * np.sqrt(len(weights))
    freed = np.minimum(freed, weights[:, None] * most)
    return np.asarray(freed / freed.sum(0))
