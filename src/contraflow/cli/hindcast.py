"""``contraflow hindcast``."""

from pathlib import Path
from typing import Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import out, print_json

Filters = Annotated[int, typer.Option("--filters", min=1, max=100, help="Independent filters; their seeds follow --seed.")]


def hindcast(
    case: options.CaseFolder,
    known_by: options.KnownBy = None,
    filters: Filters = 4,
    seed: options.Seed = 7,
    particles: options.Particles = 4096,
    threads: options.Threads = 0,
    fit: options.FitFrom = "",
    store: options.WithStore = "",
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Look back: the whole past week by week as several independent filters see it, and how far they lie apart.

    Every week is seen with the evidence after it, as long as enough distinct histories of it are left. Writes hindcast.nc
    (weekly quantiles, and the Monte Carlo error of the medians as error_...) and hindcast.json (the filters, and how their
    histories thin out).

    Example: [bold]contraflow hindcast cases/yalu --known-by 2018-06-08 --filters 4[/bold]
    """
    from dataclasses import asdict

    from contraflow.cli.files import result_path, write_dataset, write_json
    from contraflow.cli.tables import hindcast_table
    from contraflow.cli.work import filter_known, read_known
    from contraflow.estimates.hindcast import hindcast as look_back
    from contraflow.estimates.hindcast import seen_by
    from contraflow.nowcasting import Memory, NowcastOptions

    day = options.read_date(known_by, "--known-by")
    arrays, plain = (result_path(folder, f"hindcast.{ending}", overwrite) for ending in ("nc", "json"))
    known = read_known(case, day, fit, audience, store)
    seen, first = [], None
    for number in range(seed, seed + filters):
        memory = Memory(1, keeps_parameters=False)
        now = filter_known(known, NowcastOptions(particles=particles, threads=threads), number, memory)
        seen.append(seen_by(now, memory))
        first = first or now
    assert first is not None  # there is one filter at least
    found = look_back(first, seen)
    errors = found.error.rename({name: f"error_{name}" for name in found.error.data_vars})
    write_dataset(found.weekly.merge(errors).assign(seen_until=found.seen_until), arrays, marking=found.run.marking)
    told = [{"seed": each.seed, "log_evidence": each.log_evidence, "left": [x._asdict() for x in each.left]} for each in seen]
    result = {"run": asdict(found.run), "filters": told, "filters_by_evidence": found.even_shares}
    write_json(result, plain)
    if as_json:
        print_json(result)
        return
    out.print(hindcast_table(found))
    out.print(f"{arrays}\n{plain}", markup=False)
