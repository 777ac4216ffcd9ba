"""``contraflow forecast``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import out, print_json
from contraflow.errors import OptionError

if TYPE_CHECKING:
    from contraflow.scenarios.scenario import Forecast

DAYS_AHEAD = 180
DaysAhead = Annotated[
    int | None,
    typer.Option("--days", help=f"Days ahead; {DAYS_AHEAD} unless the past is replayed, then 0.", show_default=False),
]
Filters = Annotated[
    int, typer.Option("--filters", min=1, max=100, help="Independent filters whose histories are pooled to replay the past.")
]


def forecast(
    case: options.CaseFolder,
    known_by: options.KnownBy = None,
    days: DaysAhead = None,
    alternatives: options.If = None,
    without: options.Without = None,
    filters: Filters = 1,
    seed: options.Seed = 7,
    particles: options.Particles = 4096,
    threads: options.Threads = 0,
    fit: options.FitFrom = "",
    store: options.WithStore = "",
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
    register: options.Register = None,
) -> None:
    """Look ahead under alternative events, or replay the past without one; say how the alternatives differ.

    An event that is still to come is changed in what lies ahead. One that is over is changed in the past: histories that
    agree with all the evidence are traced back to the Sunday before it and run again with the same random numbers, and
    beyond the last day if --days asks. Without --if and --without, both outcomes of the next announced summit are run.
    Writes forecast.nc and forecast.json.

    Example: [bold]contraflow forecast cases/yalu --known-by 2018-06-08 --days 180
    --if summit-2018-06-12=success --if summit-2018-06-12=failure[/bold]

    Example: [bold]contraflow forecast cases/yalu --known-by 2018-06-08 --without kim-xi-2018-05-07[/bold]
    """
    from contraflow.cli.files import result_path, write_dataset, write_json
    from contraflow.cli.tables import forecast_plain

    day = options.read_date(known_by, "--known-by")
    arrays, plain = (result_path(folder, f"forecast.{ending}", overwrite) for ending in ("nc", "json"))
    engine = (seed, filters, particles, threads, fit, audience, store)
    ahead = _told(case, day, days, (alternatives or [], without or []), engine, register)
    write_dataset(ahead.weekly, arrays, marking=ahead.run.marking)
    write_json(forecast_plain(ahead), plain)
    if as_json:
        print_json(forecast_plain(ahead))
        return
    for contrast in ahead.contrasts:
        out.print(contrast.sentence, markup=False)
    if ahead.replayed:
        out.print(
            f"Behind the past that was run again stand {ahead.replayed.histories:.0f} distinct histories "
            f"of the time before {ahead.replayed.since}.", markup=False
        )  # fmt: skip
    elif not ahead.contrasts:
        out.print("No summit is announced and no alternative was named: one path only, as announced.")
    out.print(f"{arrays}\n{plain}", markup=False)


def _told(
    case: Path,
    day: date | None,
    days: int | None,
    words: tuple[list[str], list[str]],
    engine: tuple[int, int, int, int, str, str, str],
    register: Path | None,
) -> "Forecast":
    """Return the forecast, or the past run again when a scenario changes it; bad events are refused before any filtering."""
    from contraflow.cli.work import do_forecast, do_replay, job_of, read_known, register_forecasts
    from contraflow.nowcasting import NowcastOptions
    from contraflow.scenarios.forecast import check_scenarios, read_scenarios
    from contraflow.scenarios.replay import past_event

    seed, filters, particles, threads, fit, audience, store = engine
    scenarios = read_scenarios(*words)
    known = read_known(case, day, fit, audience, store)
    check_scenarios(known.case, known.day, scenarios, past=True)
    filter_options = NowcastOptions(particles=particles, threads=threads)
    if past_event(known.case, known.case.day(known.day), scenarios):
        if register is not None:
            raise OptionError(
                f"--register {register}: found a past that is run again; allowed: what lies ahead of {known.day}; "
                "do: leave --register out, or name events still to come"
            )
        return do_replay(known, scenarios, filter_options, range(seed, seed + filters), days or 0)
    job = job_of(known, filter_options, seed)
    ahead = do_forecast(job, *words, DAYS_AHEAD if days is None else days)
    if register is not None:
        register_forecasts(register, job, ahead)
    return ahead
