"""``contraflow fit``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import err, out, print_json, say_if_compiling

if TYPE_CHECKING:
    from contraflow.fitting.fit import Fit
    from contraflow.inference.tempering import Stage

Thetas = Annotated[int, typer.Option("--thetas", help="Sets of parameters, all runs together.")]
Runs = Annotated[int, typer.Option("--runs", help="Independent runs that the thetas are split into.")]
Particles = Annotated[int, typer.Option("--particles", help="Particles for each set of parameters.")]
Moves = Annotated[int, typer.Option("--moves", help="Moves of every set of parameters at each temperature.")]
LastMoves = Annotated[int, typer.Option("--last-moves", help="Moves at the last temperature.")]
Batch = Annotated[int, typer.Option("--batch", help="Sets of parameters that a worker takes at a time.")]
Drift = Annotated[
    float, typer.Option("--drift", help="Prior standard deviations that parameters stray over time; 0 keeps them fixed.")
]
Workers = Annotated[int, typer.Option("--workers", help="Worker processes; 0 for none but this one, on all its threads.")]
Scheduler = Annotated[str, typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler to work on.")]
OutFolder = Annotated[Path, typer.Option("--out", help="Folder for the fit; made if it does not exist.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the fit in --out; nothing that it stored is done again.")]


def fit(
    case: options.CaseFolder,
    known_by: options.KnownBy = None,
    thetas: Thetas = 128,
    runs: Runs = 2,
    particles: Particles = 256,
    moves: Moves = 2,
    last_moves: LastMoves = 4,
    batch: Batch = 8,
    drift: Drift = 0.0,
    seed: options.Seed = 7,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    store: options.WithStore = "",
    audience: options.Release = options.HOUSE,
    folder: OutFolder = Path("fit"),
    resume: Resume = False,
    as_json: options.Json = False,
) -> None:
    """Learn the model's parameters from a border's evidence; a fit that was stopped goes on with --resume.

    Writes posterior.nc (for ArviZ), summary.csv, trace.svg, rank.svg, prior_posterior.svg, and learned.csv with learned.toml:
    copied into the border's folder, or named with --fit, these two are what run, nowcast, forecast and brief start from.
    The same seed gives the same bytes, whatever does the work.

    Example: [bold]contraflow fit cases/yalu --known-by 2018-06-08 --workers 2 --out fit/june[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.evidence import released_evidence
    from contraflow.cli.work import default_day
    from contraflow.fitting.fit import FitOptions, describe
    from contraflow.fitting.fit import fit as learn
    from contraflow.fitting.likelihood import given, source_of
    from contraflow.fitting.store import Store
    from contraflow.scale import pool

    how = FitOptions(thetas, runs, particles, moves, last_moves, batch, drift)
    day = options.read_date(known_by, "--known-by")
    border = read_case(case)
    known = day or default_day(border)
    with pool(workers, scheduler) as who:
        say_if_compiling()
        told = released_evidence(border, audience, store, known)
        # workers read a folder themselves and ask the gate anew; what a store holds travels to them, released here
        source = given(border, told.evidence, known) if store else source_of(border, str(known), told.audience)
        pieces = Store.open(folder, describe(source.setting(), how, seed), resume=resume)
        found = learn(source, who, pieces, how, seed, _tell)
    paths = write_fit(found, folder)
    if as_json:
        print_json({name: str(path) for name, path in paths.items()} | {"computed": found.computed, "loaded": found.loaded})
        return
    _say(found)
    out.print("\n".join(str(path) for path in paths.values()), markup=False)


def write_fit(found: "Fit", folder: Path) -> Mapping[str, Path]:
    """Write all that a fit found into its folder; return the files by name."""
    from contraflow.cli.files import write_groups, write_text
    from contraflow.fitting.plots import prior_posterior_plot, rank_plot, trace_plot
    from contraflow.fitting.posterior import inference_data, learned, summary_text
    from contraflow.nowcasting.learned import DRAWS, FACTS, draws_text, facts_text

    draws = learned(found)
    texts = {
        "summary.csv": summary_text(found), "trace.svg": trace_plot(found), "rank.svg": rank_plot(found),
        "prior_posterior.svg": prior_posterior_plot(found), DRAWS: draws_text(draws), FACTS: facts_text(draws),
    }  # fmt: skip
    write_groups(inference_data(found), folder / "posterior.nc")
    for name, text in texts.items():
        write_text(text, folder / name)
    return {name: folder / name for name in ("posterior.nc", *texts)}


def _tell(run: int, stage: "Stage") -> None:
    """Say how a run gets on, on standard error."""
    if stage.temperature == 0:
        err.print(f"run {run + 1}: {len(stage.z)} thetas from the prior", style="dim", markup=False)
        return
    err.print(
        f"run {run + 1}: temperature {stage.temperature:.3f}, ESS {stage.effective_sample_size:.0f} of {len(stage.z)}, "
        f"acceptance {stage.acceptance:.0%}, {stage.ancestors:.0f} lineages left, log evidence {stage.log_evidence:.1f}",
        style="dim", markup=False,
    )  # fmt: skip


def _say(found: "Fit") -> None:
    """Print what was learned: how many parameters, and how surely."""
    from contraflow.fitting.identified import NOT_IDENTIFIED, identify

    told = identify(found.z, found.placebos)
    unknown = told.verdicts.count(NOT_IDENTIFIED)
    out.print(
        f"{len(found.names) - unknown} of {len(found.names)} parameters learned, {unknown} not identified: their posterior is "
        f"as wide as their prior (each has a chance of {told.false_alarms:.0%} to be called learned by accident).",
        markup=False,
    )
    evidence = ", ".join(f"{run.log_evidence:.1f}" for run in found.runs)
    out.print(f"log evidence by run: {evidence}; pieces computed {found.computed}, found stored {found.loaded}", markup=False)
