"""Plots of a fit: how it went, whether its runs agree, what it learned.

A sequential Monte Carlo run has no chains whose steps could be traced. What stands for a trace here is the cloud of thetas at
each temperature, from the prior to the posterior; what stands for chains are independent runs.
"""

from io import StringIO

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contraflow.fitting.fit import Fit
from contraflow.fitting.identified import NOT_IDENTIFIED, identify

Floats = NDArray[np.float64]

MOST_SHOWN = 12
COLUMNS = 3
BINS = 10


def shown(fit: Fit) -> list[int]:
    """Return the numbers of the parameters that a plot shows: those of which most was learned, first."""
    return [int(i) for i in np.argsort(-identify(fit.z, fit.placebos).information, kind="stable")[:MOST_SHOWN]]


def trace_plot(fit: Fit) -> str:
    """Return an SVG: median and 80 % interval of parameters by temperature, one colour a run, and acceptance."""
    names = shown(fit)
    figure, panels = _figure(len(names) + 1, "From prior (0) to posterior (1): median and 80 % interval of each run")
    for number, run in enumerate(fit.runs):
        powers = [stage.temperature for stage in run.stages]
        for axes, i in zip(panels, names, strict=False):
            low, middle, high = np.quantile([stage.z[:, i] for stage in run.stages], [0.1, 0.5, 0.9], axis=1)
            axes.fill_between(powers, low, high, color=f"C{number}", alpha=0.2, linewidth=0)
            axes.plot(powers, middle, color=f"C{number}", marker=".")
            axes.set_title(fit.names[i], fontsize=8)
            axes.set_xscale("function", functions=(np.sqrt, np.square))
        panels[-1].plot(powers[1:], [stage.acceptance for stage in run.stages[1:]], color=f"C{number}", marker=".")
    panels[-1].set_title("acceptance", fontsize=8)
    return _svg(figure)


def rank_plot(fit: Fit) -> str:
    """Return an SVG: ranks of each run's thetas among those of all runs; flat when the runs agree."""
    names = shown(fit)
    figure, panels = _figure(len(names), "Ranks of each run's thetas among all: flat when runs agree")
    d, runs = len(fit.names), len(fit.runs)
    for axes, i in zip(panels, names, strict=True):
        values = np.concatenate([run.z[:, :d][:, i] for run in fit.runs])
        # thetas that are copies of each other take neighbouring ranks, those of all runs in turn
        ranks = np.empty(len(values))
        ranks[np.lexsort((np.tile(np.arange(len(values) // runs), runs), values))] = np.arange(len(values))
        for number, own in enumerate(ranks.reshape(runs, -1)):
            counts, edges = np.histogram(own, BINS, (0, len(values)))
            axes.stairs(counts, edges, color=f"C{number}")
        axes.axhline(len(values) / runs / BINS, color="grey", linewidth=0.8, linestyle=":")
        axes.set_title(fit.names[i], fontsize=8)
    return _svg(figure)


def prior_posterior_plot(fit: Fit) -> str:
    """Return an SVG: the posterior of each parameter against its prior, in prior standard deviations, all parameters."""
    found = identify(fit.z, fit.placebos)
    order = np.argsort(found.information, kind="stable")
    low, middle, high = np.quantile(fit.z, [0.05, 0.5, 0.95], axis=0)
    height = 1.5 + 0.17 * len(order)
    figure = Figure(figsize=(8, height))
    axes = figure.subplots(gridspec_kw={"left": 0.3, "right": 0.97, "bottom": 0.6 / height, "top": 1 - 0.5 / height})
    axes.axvspan(-1.645, 1.645, color="0.92")
    axes.axvline(0.0, color="0.6", linewidth=0.8)
    for row, i in enumerate(order):
        color = "0.55" if found.verdicts[i] == NOT_IDENTIFIED else "C0"
        axes.plot([low[i], high[i]], [row, row], color=color, linewidth=2)
        axes.plot(middle[i], row, "o", color=color, markersize=3)
    axes.set_yticks(range(len(order)), [fit.names[i] for i in order], fontsize=6)
    axes.set_ylim(-1, len(order))
    axes.set_xlabel("prior standard deviations; grey band: 90 % of the prior")
    axes.set_title("Posterior median and 90 % interval; grey: not identified", fontsize=9)
    return _svg(figure)


def _figure(n: int, title: str) -> tuple[Figure, list[Axes]]:
    rows = -(-n // COLUMNS)
    height = 1.2 + 1.8 * rows
    figure = Figure(figsize=(9, height))
    # fixed margins: to have them fitted takes longer than all else of a small fit
    spaces = {"left": 0.06, "right": 0.98, "bottom": 0.4 / height, "top": 1 - 0.7 / height, "hspace": 0.45, "wspace": 0.25}
    panels = list(np.ravel(figure.subplots(rows, COLUMNS, squeeze=False, gridspec_kw=spaces)))
    for axes in panels[n:]:
        axes.set_visible(False)
    figure.suptitle(title, fontsize=9)
    return figure, panels[:n]


def _svg(figure: Figure) -> str:
    with mpl.rc_context({"svg.hashsalt": "contraflow", "svg.fonttype": "none"}):
        text = StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()
