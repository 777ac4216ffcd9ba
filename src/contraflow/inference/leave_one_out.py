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
    ratio = np.exp(said.min(0, keepdims=True) - said).astype(np.float64)
    most = (weights @ ratio) * np.sqrt(len(weights))
    freed = weights[:, None] * np.minimum(ratio, most)
    return np.asarray(freed / freed.sum(0))
