"""The interface of an indicator: which rows of the state a statement is about, and how its words map onto them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contraflow.border.layout import At
from contraflow.border.offsets import Offset
from contraflow.border.start import Reference, seen
from contraflow.case.case import Case
from contraflow.observations.observation import Observation

Floats = NDArray[np.float64]
Terms = tuple[tuple[int, float], ...]  # (row among those that can be observed, weight)

LEAST = 1e-6


@dataclass(frozen=True)
class Measure:
    """A number that every particle has for a stretch of days: a function of sums of rows.

    Attributes:
        top: rows and weights, summed over the days and divided by their number.
        bottom: the same for the denominator of a share; empty for none.
        scale: log, linear or logit: what is done to the mean (or share) to reach the working scale.
        reference: value on the working scale in usual conditions, taken off; 0 for shares.
    """

    top: Terms
    bottom: Terms
    scale: str
    reference: float

    def value(self, top: Floats, bottom: Floats | None) -> Floats:
        """Return the measure on its working scale from the daily means of its sums, shape (particle,)."""
        mean = top if bottom is None else top / np.maximum(bottom, LEAST)
        if self.scale == "log":
            return np.asarray(np.log(np.maximum(mean, LEAST)) - self.reference)
        if self.scale == "logit":
            share = np.clip(mean, 0.005, 0.995)
            return np.asarray(np.log(share / (1 - share)) - self.reference)
        return np.asarray(mean - self.reference)


class NoMeasureError(Exception):
    """The model has nothing that this statement is about; the message says why."""


@dataclass(frozen=True)
class Facts:
    """What an indicator may ask about the border."""

    case: Case
    reference: Reference
    sectors: dict[str, int] = field(repr=False)
    goods: dict[str, int] = field(repr=False)

    @property
    def at(self) -> At:
        """Where each quantity stands."""
        return self.reference.at

    def rows(self, name: str) -> range:
        """Return the rows of a quantity among those that can be observed."""
        span = seen(self.at, name)
        return range(span.start, span.stop)

    def usual(self, name: str) -> Floats:
        """Return the reference values of a quantity's rows."""
        return self.reference.seen[seen(self.at, name)]

    def sector_indices(self, observation: Observation) -> list[int]:
        """Return the sectors that an observation informs, as indices."""
        return [self.sectors[name] for name in observation.sectors]

    def directions(self, observation: Observation) -> list[int]:
        """Return the directions that an observation is about: 0 out, 1 in."""
        return {"out": [0], "in": [1]}.get(observation.direction, [0, 1])

    def is_all_goods(self, observation: Observation) -> bool:
        """Say whether an observation speaks of everything."""
        return not observation.goods or set(observation.goods) == set(self.goods)


@dataclass(frozen=True)
class Indicator:
    """One indicator of the codebook as the model sees it.

    Attributes:
        name: as in words/indicators.toml.
        level_cuts: four cuts between the words 0..4 on the working scale.
        change_cuts: four cuts between -2..2 for the change on the working scale; the outer ones lie far out, since a coder
            writes two only where the text says sharply, and one for changes of any size.
        spread: how far two honest observers of the same thing differ, on the working scale.
        number_spread: the same for stated numbers (ratios, amounts).
        shared_spread: error that all statements of one witness share.
        offset: how far a series' own definition of a number lies from the model's quantity, on the working scale: an error
            that lasts; see ``offsets.py``. ``own_offset`` the same of one good at one place. Of no spread for none.
        level_told: how readily each word 0..4 is told when it is true, against the others: what is usual is seldom news.
            ``change_told`` the same of -2..2.
        measure: returns what an observation is about; raises NoMeasureError with the reason when there is nothing.
    """

    name: str
    level_cuts: tuple[float, float, float, float]
    change_cuts: tuple[float, float, float, float]
    spread: float
    number_spread: float
    shared_spread: float
    measure: Callable[[Observation, Facts], Measure]
    offset: Offset = Offset()  # noqa: RUF009 - frozen, without any state
    own_offset: Offset = Offset()  # noqa: RUF009
    level_told: tuple[float, ...] = (1.0,) * 5
    change_told: tuple[float, ...] = (1.0,) * 5


def indicator(module: Any) -> Indicator:
    """Return the indicator that a module in indicators/ describes."""
    return Indicator(
        module.NAME,
        module.LEVEL_CUTS,
        module.CHANGE_CUTS,
        module.SPREAD,
        module.NUMBER_SPREAD,
        module.SHARED_SPREAD,
        module.measure,
        getattr(module, "OFFSET", Offset()),
        getattr(module, "OWN_OFFSET", Offset()),
        getattr(module, "LEVEL_TOLD", (1.0,) * 5),
        getattr(module, "CHANGE_TOLD", (1.0,) * 5),
    )


def weighted(rows: list[int], weights: Floats, usual: Floats, scale: str) -> Measure:
    """Return the weighted mean of some rows on a working scale, relative to its reference."""
    share = weights / max(float(weights.sum()), LEAST)
    terms = tuple((row, float(w)) for row, w in zip(rows, share, strict=True) if w > 0)
    mean = float(share @ usual)
    reference = float(np.log(max(mean, LEAST))) if scale == "log" else mean
    return Measure(terms, (), scale, reference)
