"""One explanation out of several independent filters: their mean, and the chance in the filters as it really is.

A single filter can tell how far chance has moved it only as far back as its genealogy reaches. Where evidence is plenty and
sharp that is a few weeks, and filters with other seeds lie farther apart than each believes. Their spread is the honest error.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from contraflow.estimates.explain import LEVELS, Explanation, Moved, asked_of
from contraflow.estimates.influence import Shift
from contraflow.estimates.labels import INTERVALS
from contraflow.kernels.weights import weighted_quantiles
from contraflow.nowcasting import Nowcast


def pool_explanations(nows: Sequence[Nowcast], found: Sequence[Explanation]) -> Explanation:
    """Return one explanation of the same question by filters that differ only by their seed.

    Args:
        nows: the nowcasts that were explained, in the same order.
        found: their explanations; a single one is returned as it is.
    """
    if len(found) == 1:
        return found[0]
    first = found[0]
    asked = [(asked_of(now, first.question)[0], now.final.weights / len(nows)) for now in nows]
    x, weights = (np.concatenate(parts) for parts in zip(*asked, strict=True))
    ends = sorted({0.5, *(p for pair in INTERVALS.values() for p in pair)})
    quantiles = weighted_quantiles(x, weights, np.array(ends))
    at = dict(zip(ends, (np.exp(quantiles) if first.is_log else quantiles).tolist(), strict=True))
    means = [float(np.log(each.mean)) if each.is_log else each.mean for each in found]
    mean, error = _together(means, [each.error for each in found])
    return replace(
        first,
        mean=float(np.exp(mean)) if first.is_log else mean,
        error=error,
        median=at[0.5],
        intervals={share: (at[low], at[high]) for share, (low, high) in INTERVALS.items()},
        histories=sum(each.histories for each in found),
        moved={level: _moved([each.moved[level] for each in found]) for level in LEVELS},
    )


def _moved(found: Sequence[Sequence[Moved]]) -> tuple[Moved, ...]:
    by_name = [{each.name: each for each in moved} for moved in found]
    pooled = []
    for name, one in by_name[0].items():
        all_of = [moved[name] for moved in by_name]
        size, error = _together([each.shift.size for each in all_of], [each.shift.error for each in all_of])
        shift = Shift(size, error, sum(each.shift.histories for each in all_of))
        again = [(each.rerun, each.rerun_error) for each in all_of if each.rerun is not None and each.rerun_error is not None]
        rerun, rerun_error = _together([a for a, _ in again], [b for _, b in again]) if again else (None, None)
        pooled.append(replace(one, shift=shift, rerun=rerun, rerun_error=rerun_error))
    return tuple(sorted(pooled, key=lambda each: (-abs(each.shift.size), each.name)))


def _together(sizes: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """Return the mean of several filters and its standard error: from their spread, but not less than they say themselves."""
    spread = float(np.std(sizes, ddof=1)) if len(sizes) > 1 else 0.0
    told = float(np.sqrt(np.mean(np.square(errors))))
    return float(np.mean(sizes)), max(spread, told) / float(np.sqrt(len(sizes)))
