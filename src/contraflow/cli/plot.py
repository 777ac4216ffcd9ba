"""The plot of a simulation."""

from io import StringIO

import matplotlib as mpl
import xarray as xr
from matplotlib.figure import Figure

PANELS = ("openness", "flow", "hire_fee", "hired_share")


def plot_simulation(drawn: xr.Dataset) -> str:
    """Return an SVG with the median and the 80 % interval of four quantities under every scenario."""
    with mpl.rc_context({"svg.hashsalt": "contraflow", "svg.fonttype": "none"}):
        figure = Figure(figsize=(9, 10), layout="constrained")
        for axes, name in zip(figure.subplots(len(PANELS), 1, sharex=True), PANELS, strict=True):
            table = drawn[name].sel(place="border") if "place" in drawn[name].dims else drawn[name]
            for number, scenario in enumerate(drawn["scenario"].values):
                rows = table.sel(scenario=scenario)
                color = f"C{number}"
                axes.fill_between(
                    rows["week"].values,
                    rows.sel(quantile=0.1),
                    rows.sel(quantile=0.9),
                    color=color,
                    alpha=0.2,
                    linewidth=0,
                )
                axes.plot(rows["week"].values, rows.sel(quantile=0.5), color=color, label=str(scenario))
            axes.set_ylabel(f"{name.replace('_', ' ')}\n{table.attrs['units']}")
        figure.axes[0].legend(loc="best", frameon=False)
        figure.suptitle(f"{drawn.attrs['title']}: median and 80 % interval")
        text = StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()
