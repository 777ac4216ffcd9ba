"""Fixed-lag smoothing: what was true of each past period, seen with the evidence that came after it.

A particle filter's own past thins out as particles are resampled; over a lag of some weeks enough distinct histories
survive to be read off (Kitagawa and Sato 2001, https://doi.org/10.1007/978-1-4757-3437-9_9).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.weights import Floats, Indices, weighted_mean, weighted_quantiles

Values = NDArray[np.float32] | Floats  # single precision is enough for summaries and halves the window


@dataclass(frozen=True)
class Smoothed:
    """One past period under later evidence: values and how likely each is.

    Attributes:
        period: number of the period, as given.
        values: shape (row, column); one row for each particle that lived at the end of the period.
        weights: shape (row,), summing to one; 0 for rows without living descendants.
    """

    period: int
    values: Values
    weights: Floats

    def quantiles(self, probs: Sequence[float]) -> Floats:
        """Return weighted quantiles, shape (prob, column)."""
        return weighted_quantiles(np.asarray(self.values, np.float64), self.weights, np.asarray(probs, dtype=np.float64))

    def mean(self) -> Floats:
        """Return weighted means, shape (column,)."""
        return weighted_mean(np.asarray(self.values, np.float64), self.weights)


@dataclass(frozen=True)
class Kept:
    """A period's values as they were, and which of their rows each living particle descends from, shape (particle,)."""

    period: int
    values: Values
    rows: Indices

    def under(self, weights: Floats) -> Smoothed:
        """Return the period as it stands under today's weights, shape (particle,)."""
        on_rows = np.bincount(self.rows, weights, minlength=len(self.values)).astype(np.float64)
        return Smoothed(self.period, self.values, on_rows)


@dataclass(frozen=True)
class Window:
    """The last ``lag`` periods, kept for every particle; part of the cloud, so that it is resampled with it.

    Only row numbers move when particles are resampled: the values of a period are stored once.

    Attributes:
        lag: number of periods after its own whose evidence a period waits for; 0 means none.
    """

    lag: int
    kept: tuple[Kept, ...] = ()

    def take(self, ancestors: Indices) -> Self:
        """Return the window of the particles at ``ancestors``, shape (particle,)."""
        kept = tuple(Kept(k.period, k.values, k.rows[ancestors]) for k in self.kept)
        return type(self)(self.lag, kept)

    def add(self, period: int, values: Values, weights: Floats) -> tuple[Self, tuple[Smoothed, ...]]:
        """Return the window with one more period, and the periods that leave it (none or one).

        Args:
            period: its number, one more than the one before.
            values: summaries at the end of the period, shape (particle, column); kept as given, not copied.
            weights: shape (particle,), summing to one, after the period's own evidence.

        Raises:
            ValueError: if the period does not follow the last one.
        """
        if self.kept and period != self.kept[-1].period + 1:
            raise ValueError(f"period {period} does not follow {self.kept[-1].period}; add every period once, in order")
        kept = (*self.kept, Kept(period, values, np.arange(len(values), dtype=np.int64)))
        # when it has seen the evidence of ``lag`` later periods, the oldest is read and goes
        leaving = kept[:1] if len(kept) > self.lag else ()
        return type(self)(self.lag, kept[len(leaving) :]), tuple(k.under(weights) for k in leaving)

    def close(self, weights: Floats) -> tuple[Smoothed, ...]:
        """Return the periods that still wait, oldest first, as they stand under ``weights``, shape (particle,)."""
        return tuple(k.under(weights) for k in self.kept)
