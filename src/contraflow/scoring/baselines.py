"""Simple rivals: each forecasts a question from the past of its kind alone, as it was known on the origin.

**Persistence** says what was said last. A word is said again with a chance that is learned from how often that came true so
far, else it is drawn from the frequencies of words so far. A number keeps its last known value, with a Student t error whose
scale is learned from how far earlier numbers moved over a like time: the predictive distribution of a normal error of
unknown variance under a conjugate prior (Gelman et al. 2013, Bayesian Data Analysis, section 3.3).

**Climatology** says what is usual. For words this is the base rate: frequencies of words so far with one of each added (the
rule of succession of Laplace). For numbers it is the distribution of all that were known of their kind, again as a Student t.

What is known of the kind itself comes first; where there is nothing, all places, then all goods and sides of the indicator.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from contraflow.observations.drafts import Kind
from contraflow.scoring.predictive import Floats, NumberForecast, WordForecast, student_forecast
from contraflow.scoring.targets import WORDS, Past, Target

PRIOR_DF = 3.0  # the error's variance is believed as if three errors of the size below had been seen
PRIOR_SD = 0.2  # log units
BROAD_SD = 0.5  # log units: of numbers of one kind over the years
GAP_FACTOR = 2.0  # a move over a time within a factor of two of the one asked for is like it
FEWEST_MOVES = 8

Forecast = WordForecast | NumberForecast


def persistence(target: Target, past: Sequence[Past], origin: int) -> Forecast:
    """Return the forecast of what was said last.

    Args:
        past: known by the origin, in the order in which it became known.
        origin: model day.
    """
    same = nearest(target, past, enough=1)
    if target.family in WORDS:
        usual = base_rate(target, past)
        if not same:
            return WordForecast(usual)
        again = np.array([word == same[-1].value for word in target.words], np.float64)
        kept = _kept_share(target, past)
        return WordForecast(kept * again + (1 - kept) * usual)
    if not same:
        return student_forecast(target.level, BROAD_SD, PRIOR_DF)
    last = max(same, key=lambda p: (p.end, p.known))
    moves = _moves(past, target, target.question.end - last.end)
    scale = sqrt((PRIOR_DF * PRIOR_SD**2 + float(np.square(moves).sum())) / (PRIOR_DF + len(moves)))
    return student_forecast(last.value, scale, PRIOR_DF + len(moves))


def climatology(target: Target, past: Sequence[Past], origin: int) -> Forecast:
    """Return the forecast of what is usual; for words the base rate. Arguments as for ``persistence``."""
    if target.family in WORDS:
        return WordForecast(base_rate(target, past))
    values = np.array([p.value for p in nearest(target, past, enough=3)])
    if len(values) == 0:
        return student_forecast(target.level, BROAD_SD, PRIOR_DF)
    squares = PRIOR_DF * BROAD_SD**2 + float(np.square(values - values.mean()).sum())
    scale = sqrt(squares / (PRIOR_DF + len(values)) * (1 + 1 / len(values)))
    return student_forecast(float(values.mean()), scale, PRIOR_DF + len(values))


def base_rate(target: Target, past: Sequence[Past]) -> Floats:
    """Return the frequencies of the words of the indicator (and side, where five are known), one of each added."""
    said = [p.value for p in _of_side(target, past)]
    counts = np.array([1.0 + sum(value == word for value in said) for word in target.words])
    return np.asarray(counts / counts.sum())


def nearest(target: Target, past: Sequence[Past], enough: int) -> list[Past]:
    """Return what is known of the target's kind, or, where that is less than ``enough``, of ever wider kinds."""
    known = [p for p in past if p.family == target.family and p.kind.indicator == target.kind.indicator]
    found: list[Past] = []
    for wider in (_itself, _anywhere, _of_any_series):
        found = [p for p in known if wider(p.kind) == wider(target.kind)]
        if len(found) >= enough:
            return found
    return found if target.family == "number" else [p for p in known if p.kind.side == target.kind.side] or known


def _itself(kind: Kind) -> Kind:
    return kind


def _anywhere(kind: Kind) -> Kind:
    return kind._replace(place="")


def _of_any_series(kind: Kind) -> Kind:
    return kind._replace(place="", series="")


def _of_side(target: Target, past: Sequence[Past]) -> list[Past]:
    known = [p for p in past if p.family == target.family and p.kind.indicator == target.kind.indicator]
    of_side = [p for p in known if p.kind.side == target.kind.side]
    return of_side if len(of_side) >= 5 else known


def _kept_share(target: Target, past: Sequence[Past]) -> float:
    """Return how often the word said last was said again so far, of the indicator; one yes and one no are added."""
    last: dict[Kind, float] = {}
    same = n = 0
    for p in past:
        if p.family != target.family or p.kind.indicator != target.kind.indicator:
            continue
        before = last.get(p.kind)
        n += before is not None
        same += before == p.value
        last[p.kind] = p.value
    return (same + 1) / (n + 2)


def _moves(past: Sequence[Past], target: Target, gap: int) -> Floats:
    """Return how far numbers moved over times like ``gap`` days: of the kind itself where eight are known, else of wider."""
    known = [p for p in past if p.family == "number" and p.kind.indicator == target.kind.indicator]
    like: list[float] = []
    for wider in (_anywhere, _of_any_series, _of_any_good):
        values: dict[Kind, list[Past]] = {}
        for p in known:
            if wider(p.kind) == wider(target.kind):
                values.setdefault(p.kind, []).append(p)
        like = [move for same in values.values() for move in _moves_of(same, gap)]
        if len(like) >= FEWEST_MOVES:
            break
    return np.array(like)


def _moves_of(same: Sequence[Past], gap: int) -> list[float]:
    """Return the moves between all pairs of one kind that lie about ``gap`` days apart."""
    return [
        later.value - sooner.value
        for i, later in enumerate(same)
        for sooner in same[:i]
        if gap / GAP_FACTOR <= later.end - sooner.end <= gap * GAP_FACTOR
    ]


def _of_any_good(kind: Kind) -> Kind:
    return kind._replace(place="", series="", good="", direction="", side="", unit="")
