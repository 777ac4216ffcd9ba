"""``contraflow brief``."""

from pathlib import Path

from contraflow.cli import options
from contraflow.cli.console import out, print_json


def brief(
    case: options.CaseFolder,
    known_by: options.KnownBy = None,
    days: options.Days = 180,
    alternatives: options.If = None,
    without: options.Without = None,
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
    """Write a briefing: one page for the browser, a PDF and an e-mail, every number with its sources.

    Example: [bold]contraflow brief cases/yalu --known-by 2018-06-08 --out out/june[/bold]
    """
    ahead = (days, alternatives or [], without or [])
    page = make_briefing(case, known_by, ahead, (seed, particles, threads, fit, audience, store), (folder, overwrite))
    show_briefing(page, as_json)


def show_briefing(page: Path, as_json: bool) -> None:
    """Print where a briefing is: the page alone, or all three forms as JSON."""
    if as_json:
        print_json({"page": str(page), "pdf": str(page.with_suffix(".pdf")), "mail": str(page.with_suffix(".eml"))})
    else:
        out.print(str(page), markup=False)


def make_briefing(
    case: Path,
    known_by: str | None,
    ahead: tuple[int, list[str], list[str]],
    engine: tuple[int, int, int, str, str, str],
    target: tuple[Path, bool],
) -> Path:
    """Return the path of the briefing's page.

    Args:
        ahead: days, alternatives and events left out.
        engine: seed, particles, threads, learned parameters (see ``choose_fit``), audience and store (see
            ``released_evidence``).
        target: folder and whether to replace what is there.
    """
    from contraflow.briefing import brief as write
    from contraflow.briefing import write_briefing
    from contraflow.cli.files import result_path
    from contraflow.cli.work import do_forecast, do_nowcast

    day = options.read_date(known_by, "--known-by")
    folder, overwrite = target
    result_path(folder, "briefing.html", overwrite)
    job = do_nowcast(case, day, *engine)
    days, alternatives, without = ahead
    forecast = do_forecast(job, alternatives, without, days)
    briefing = write(job.estimates, forecast, job.case, job.evidence, job.observations, audience=engine[4])
    return write_briefing(briefing, folder, overwrite=overwrite)
