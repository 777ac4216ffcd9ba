"""The steps that several commands share, each with its progress bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contraflow.case import read_case
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.cli.console import note, progress, say_if_compiling, warn
from contraflow.estimates.estimate import Estimates
from contraflow.estimates.estimating import estimate
from contraflow.nowcasting import Nowcast, NowcastOptions, nowcast
from contraflow.observations.observation import Observations
from contraflow.observations.observe import observe
from contraflow.scenarios.forecast import forecast, read_scenarios
from contraflow.scenarios.scenario import Forecast


@dataclass(frozen=True)
class Job:
    """A case with its evidence, and what the filter made of it."""

    case: Case
    evidence: Evidence
    observations: Observations
    nowcast: Nowcast
    estimates: Estimates


def do_nowcast(folder: Path, known_by: date | None, seed: int, particles: int, threads: int) -> Job:
    """Read a case, observe, filter, estimate; say what was left out or damped."""
    case = read_case(folder)
    known_by = known_by or default_day(case)
    evidence = read_coded(case)
    observations = observe(evidence, case, known_by=known_by)
    note(f"{case.name}: {len(observations.used)} observations known by {known_by}, {len(observations.left_out)} not used")
    say_if_compiling()
    options = NowcastOptions(particles=particles, threads=threads)
    with progress("filtering the evidence") as report:
        found = nowcast(case, observations, known_by=known_by, options=options, seed=seed, progress=report)
    for witness in found.witnesses:
        if witness.weighing.rejected:
            warn(f"left out, since no particle gives it any chance: {', '.join(witness.observations)}")
        elif witness.weighing.damped < 1:
            share = f"{witness.weighing.damped:.2f}"
            note(f"damped to the power {share}, since it contradicts the model strongly: {', '.join(witness.observations)}")
    weighed = Observations(found.used, found.left_out)
    return Job(case, evidence, weighed, found, estimate(found))


def default_day(case: Case) -> date:
    """Return the day that the case itself proposes to look from, else its last."""
    proposed = case.extra.get("known_by", "")
    return date.fromisoformat(proposed) if proposed else case.horizon


def do_forecast(job: Job, alternatives: Sequence[str], without: Sequence[str], days: int) -> Forecast:
    """Run the alternatives ahead; without any, both outcomes of the next event that is still open."""
    if not alternatives and not without:
        alternatives = open_outcomes(job)
    scenarios = read_scenarios(alternatives, without)
    with progress(f"looking {days} days ahead") as report:
        return forecast(job.nowcast, scenarios, days=days, progress=report)


def open_outcomes(job: Job) -> list[str]:
    """Return success and failure of the next announced summit, or nothing when none is announced."""
    known_by = job.nowcast.known_by
    coming = [e for e in job.case.calendar if e.kind == "summit" and e.announced <= known_by < e.start]
    return [f"{coming[0].id}={outcome}" for outcome in ("success", "failure")] if coming else []


def register_forecasts(ledger: Path, job: Job, ahead: Forecast) -> None:
    """Ask what evidence will say in the days ahead and register the answers under each scenario."""
    from getpass import getuser

    from contraflow.scoring.ahead import AheadOptions
    from contraflow.scoring.registering import register

    found = job.nowcast
    how = AheadOptions(ahead.days, found.options.particles, found.seed, found.options.threads)
    added = register(ledger, job.case, job.evidence, found.known_by, ahead.scenarios, how, getuser())
    if added:
        warn(
            f"{len(added)} forecasts registered in {ledger}, entries {added[0].n} to {added[-1].n}; last hash {added[-1].hash}"
        )
    else:
        warn(f"nothing registered in {ledger}: no kind of evidence was alive on {found.known_by}")
