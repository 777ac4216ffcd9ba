"""``contraflow nowcast``."""

from pathlib import Path

from contraflow.cli import options
from contraflow.cli.console import out, print_json


def nowcast(
    case: options.CaseFolder,
    known_by: options.KnownBy = None,
    seed: options.Seed = 7,
    particles: options.Particles = 4096,
    threads: options.Threads = 0,
    fit: options.FitFrom = "",
    store: options.WithStore = "",
    folder: options.Out = Path("out"),
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Estimate how open the border was, week by week, from what was known on a day.

    Writes nowcast.nc (weekly quantiles) and nowcast.json (judgements, last week, what moved them, how it was made).

    Example: [bold]contraflow nowcast cases/yalu --known-by 2018-06-08[/bold]
    """
    from contraflow.cli.files import result_path, write_dataset, write_json
    from contraflow.cli.tables import estimate_table, estimates_plain, judgement_table
    from contraflow.cli.work import do_nowcast

    day = options.read_date(known_by, "--known-by")
    arrays, plain = (result_path(folder, f"nowcast.{ending}", overwrite) for ending in ("nc", "json"))
    job = do_nowcast(case, day, seed, particles, threads, fit, store)
    write_dataset(job.estimates.weekly.assign(ess=job.estimates.ess), arrays)
    write_json(estimates_plain(job.estimates), plain)
    if as_json:
        print_json(estimates_plain(job.estimates))
        return
    out.print(judgement_table(job.estimates))
    out.print(estimate_table(job.estimates, ("border",)))
    out.print(f"{arrays}\n{plain}", markup=False)
