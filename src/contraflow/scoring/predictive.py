"""What a forecaster says of one question: chances of its words, or a distribution of its number."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from contraflow.scoring.rules import N_DRAWS, QUANTILE_LEVELS

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WordForecast:
    """Chances of the words of a change or level, in order.

    Attributes:
        chances: shape (5,), summing to one.
    """

    chances: Floats


@dataclass(frozen=True)
class NumberForecast:
    """A distribution of the natural log of a number, as its density on a grid.

    Attributes:
        grid: ascending, shape (point,).
        density: at the grid, shape (point,); it integrates to one by the trapezoid rule.
    """

    grid: Floats
    density: Floats

    def at(self, value: float) -> float:
        """Return the density at ``value``; outside the grid 0."""
        return float(np.interp(value, self.grid, self.density, left=0.0, right=0.0))

    def quantiles(self, levels: Floats) -> Floats:
        """Return quantiles at ascending ``levels``, same shape."""
        below = np.concatenate([[0.0], np.cumsum(_areas(self.grid, self.density))])
        return np.asarray(np.interp(levels * below[-1], below, self.grid))

    def hub_quantiles(self) -> Floats:
        """Return the 23 quantiles of the forecast hubs."""
        return self.quantiles(np.array(QUANTILE_LEVELS))

    def draws(self) -> Floats:
        """Return evenly spaced quantiles that stand for equally likely draws, shape (199,)."""
        return self.quantiles((np.arange(N_DRAWS) + 0.5) / N_DRAWS)

    def chance_above(self, value: float) -> float:
        """Return the chance of a number above ``value``."""
        areas = _areas(self.grid, self.density)
        below = np.concatenate([[0.0], np.cumsum(areas)])
        return 1.0 - float(np.interp(value, self.grid, below / below[-1], left=0.0, right=1.0))


def number_forecast(grid: Floats, density: Floats) -> NumberForecast:
    """Return the forecast with a density of any size on a grid; what lies beyond the grid is left out."""
    return NumberForecast(grid, density / float(_areas(grid, density).sum()))


def student_forecast(centre: float, scale: float, df: float) -> NumberForecast:
    """Return a Student t distribution; used by the baselines.

    Args:
        centre: median.
        scale: scale, not the standard deviation.
        df: degrees of freedom, 1 or more.
    """
    z = np.sinh(np.linspace(-6.0, 6.0, 601))  # dense in the middle, to 200 scales on both sides
    log_density = gammaln((df + 1) / 2) - gammaln(df / 2) - 0.5 * np.log(df * np.pi) - (df + 1) / 2 * np.log1p(z * z / df)
    return number_forecast(centre + scale * z, np.exp(log_density) / scale)


def _areas(grid: Floats, density: Floats) -> Floats:
    return np.asarray(0.5 * (density[1:] + density[:-1]) * np.diff(grid))
