"""``contraflow run``."""

from pathlib import Path

from contraflow.cli import options
from contraflow.cli.brief import make_briefing, show_briefing
from contraflow.cli.console import note


def run(
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
    """Do the whole job: check a border's folder, weigh its evidence, look ahead, write the briefing.

    Looks from the day that the case proposes unless --known-by says otherwise, and half a year ahead; when a summit is
    announced, under both of its outcomes.

    Example: [bold]contraflow run cases/yalu[/bold]
    """
    from contraflow.cli.check import check_folder

    check_folder(case)
    note("the case has no problems")
    path = make_briefing(case, known_by, (180, [], []), (seed, particles, threads, fit, store), (folder, overwrite))
    show_briefing(path, as_json)
