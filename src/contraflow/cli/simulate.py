"""``contraflow simulate``."""

from pathlib import Path
from typing import Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import out, print_json, progress, say_if_compiling

Histories = Annotated[int, typer.Option("--histories", help="Number of histories.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day (YYYY-MM-DD).")]


def simulate(
    case: options.CaseFolder,
    until: Until = None,
    alternatives: options.If = None,
    without: options.Without = None,
    histories: Histories = 512,
    seed: options.Seed = 7,
    threads: options.Threads = 0,
    folder: options.Out = Path("out"),
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Draw histories of a border from the model's priors alone, with and without events.

    Writes simulation.nc (weekly quantiles by scenario) and simulation.svg (a plot).

    Example: [bold]contraflow simulate cases/yalu --without kim-xi-2018-05-07[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.files import result_path, write_dataset, write_text
    from contraflow.cli.plot import plot_simulation
    from contraflow.scenarios.forecast import read_scenarios
    from contraflow.scenarios.simulate import simulate as draw

    day = options.read_date(until, "--until")
    arrays, picture = (result_path(folder, name, overwrite) for name in ("simulation.nc", "simulation.svg"))
    border = read_case(case)
    scenarios = read_scenarios(alternatives or (), without or ())
    say_if_compiling()
    with progress("drawing histories") as report:
        drawn = draw(border, scenarios, until=day, histories=histories, seed=seed, threads=threads, progress=report)
    write_dataset(drawn, arrays)
    write_text(plot_simulation(drawn), picture)
    if as_json:
        print_json({"arrays": str(arrays), "plot": str(picture), "scenarios": [scenario.name for scenario in scenarios]})
        return
    out.print(f"{arrays}\n{picture}", markup=False)
