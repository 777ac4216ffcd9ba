"""``contraflow forecast``."""

from pathlib import Path

from contraflow.cli import options
from contraflow.cli.console import out, print_json


def forecast(
    case: options.CaseFolder,
    known_by: options.KnownBy = None,
    days: options.Days = 180,
    alternatives: options.If = None,
    without: options.Without = None,
    seed: options.Seed = 7,
    particles: options.Particles = 4096,
    threads: options.Threads = 0,
    folder: options.Out = Path("out"),
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
    register: options.Register = None,
) -> None:
    """Look ahead under alternative events, with common random numbers, and say how the alternatives differ.

    Without --if and --without, both outcomes of the next announced summit are run. Writes forecast.nc and forecast.json.

    Example: [bold]contraflow forecast cases/yalu --known-by 2018-06-08 --days 180
    --if summit-2018-06-12=success --if summit-2018-06-12=failure[/bold]
    """
    from contraflow.cli.files import result_path, write_dataset, write_json
    from contraflow.cli.tables import forecast_plain
    from contraflow.cli.work import do_forecast, do_nowcast, register_forecasts

    day = options.read_date(known_by, "--known-by")
    arrays, plain = (result_path(folder, f"forecast.{ending}", overwrite) for ending in ("nc", "json"))
    job = do_nowcast(case, day, seed, particles, threads)
    ahead = do_forecast(job, alternatives or (), without or (), days)
    write_dataset(ahead.weekly, arrays)
    write_json(forecast_plain(ahead), plain)
    if register is not None:
        register_forecasts(register, job, ahead)
    if as_json:
        print_json(forecast_plain(ahead))
        return
    for contrast in ahead.contrasts:
        out.print(contrast.sentence, markup=False)
    if not ahead.contrasts:
        out.print("No summit is announced and no alternative was named: one path only, as announced.")
    out.print(f"{arrays}\n{plain}", markup=False)
