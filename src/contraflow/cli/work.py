"""The steps that several commands share, each with its progress bar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contraflow.case import read_case
from contraflow.case.case import Case
from contraflow.case.files import LEARNED
from contraflow.claims.claim import Evidence
from contraflow.claims.coded import read_coded
from contraflow.cli.console import note, progress, say_if_compiling, warn
from contraflow.estimates.estimate import Estimates
from contraflow.estimates.estimating import estimate
from contraflow.estimates.explain import Explanation, explain, largest, run_without_each
from contraflow.estimates.pooled import pool_explanations
from contraflow.estimates.question import Question
from contraflow.nowcasting import Learned, Memory, Nowcast, NowcastOptions, nowcast, read_learned
from contraflow.observations.observation import Observations
from contraflow.observations.observe import observe
from contraflow.scenarios.forecast import forecast, read_scenarios, replay
from contraflow.scenarios.replay import FEWEST_HISTORIES, first_changed_day
from contraflow.scenarios.scenario import Forecast, Scenario


@dataclass(frozen=True)
class Job:
    """A case with its evidence, and what the filter made of it."""

    case: Case
    evidence: Evidence
    observations: Observations
    nowcast: Nowcast
    estimates: Estimates


@dataclass(frozen=True)
class Known:
    """A case and all that was known of it on a day, with the parameters to start from and where these come from."""

    case: Case
    evidence: Evidence
    observations: Observations
    day: date
    learned: Learned | None
    parameters: str


def read_known(folder: Path, known_by: date | None, fit: str = "", store: str = "") -> Known:
    """Read a case and observe what was known on a day, the one that the case proposes when None; say how much that is.

    See ``choose_fit`` for ``fit`` and ``read_evidence`` for ``store``.
    """
    case = read_case(folder)
    known_by = known_by or default_day(case)
    evidence = read_evidence(case, store, known_by)
    observations = observe(evidence, case, known_by=known_by)
    note(f"{case.name}: {len(observations.used)} observations known by {known_by}, {len(observations.left_out)} not used")
    learned, words = choose_fit(case, known_by, fit)
    note(f"parameters: {words}")
    return Known(case, evidence, observations, known_by, learned, words)


def filter_known(known: Known, options: NowcastOptions, seed: int, memory: Memory | None = None) -> Nowcast:
    """Filter what is known; say what was left out or damped."""
    say_if_compiling()
    with progress("filtering the evidence") as report:
        found = nowcast(
            known.case, known.observations, known_by=known.day, options=options, seed=seed, fit=known.learned,
            progress=report, memory=memory,
        )  # fmt: skip
    found = replace(found, parameters=known.parameters)
    for witness in found.witnesses:
        if witness.weighing.rejected:
            warn(f"left out, since no particle gives it any chance: {', '.join(witness.observations)}")
        elif witness.weighing.damped < 1:
            share = f"{witness.weighing.damped:.2f}"
            note(f"damped to the power {share}, since it contradicts the model strongly: {', '.join(witness.observations)}")
    return found


def read_evidence(case: Case, store: str, known_by: date) -> Evidence:
    """Return the coded evidence of a case, with that of a store when one is named.

    Raises:
        InputError: if there is no such store.
    """
    if not store:
        return read_coded(case)
    from contraflow.store import case_evidence, open_store

    with open_store(store, create=False) as opened:
        found = case_evidence(case, opened, known_by)
        note(f"with what {opened.name} holds: {len(found.reports)} reports, {len(found.claims)} claims")
        return found


def do_nowcast(
    folder: Path, known_by: date | None, seed: int, particles: int, threads: int, fit: str = "", store: str = ""
) -> Job:
    """Read a case, observe, filter, estimate; say what was left out or damped. See ``read_known`` for fit and store."""
    return job_of(read_known(folder, known_by, fit, store), NowcastOptions(particles=particles, threads=threads), seed)


def job_of(known: Known, options: NowcastOptions, seed: int) -> Job:
    """Filter what is known and estimate."""
    found = filter_known(known, options, seed)
    weighed = Observations(found.used, found.left_out)
    return Job(known.case, known.evidence, weighed, found, estimate(found))


def choose_fit(case: Case, known_by: date, fit: str) -> tuple[Learned | None, str]:
    """Return the learned parameters to use and, in words for the run record, where parameters come from.

    Args:
        fit: a folder with learned parameters; ``none`` for the priors; empty for those in the case's folder, unless these know
            evidence that came later than ``known_by``.

    Raises:
        InputError: if the learned parameters cannot be read.
    """
    if fit == "none":
        return None, "priors, as asked"
    if fit:
        found = read_learned(Path(fit))
        return found, found.words
    if not any((case.folder / name).is_file() for name in LEARNED):
        return None, "priors"
    found = read_learned(case.folder)
    if found.known_by > known_by:
        return None, f"priors, since the case's learned parameters know evidence up to {found.known_by}"
    return found, found.words


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


def do_replay(known: Known, scenarios: Sequence[Scenario], options: NowcastOptions, seeds: range, days: int) -> Forecast:
    """Filter once a seed, remember, and run the past again; warn when few distinct histories stand behind it."""
    first = first_changed_day(known.case, known.case.day(known.day), seeds.start, scenarios)
    found = []
    for seed in seeds:
        memory = Memory(first)
        found.append((filter_known(known, options, seed, memory), memory))
    with progress("running the past again") as report:
        told = replay(found, scenarios, days=days, progress=report)
    if told.replayed and told.replayed.histories < FEWEST_HISTORIES:
        warn(
            f"only {told.replayed.histories:.0f} distinct histories of the time before {told.replayed.since} are left "
            f"(wanted: {FEWEST_HISTORIES}), so the intervals are too narrow; do: look from a day nearer to the event and on "
            "from there (--known-by and --days), or pool more --filters or --particles"
        )
    return told


def open_outcomes(job: Job) -> list[str]:
    """Return success and failure of the next announced summit, or nothing when none is announced."""
    known_by = job.nowcast.known_by
    coming = [e for e in job.case.calendar if e.kind == "summit" and e.announced <= known_by < e.start]
    return [f"{coming[0].id}={outcome}" for outcome in ("success", "failure")] if coming else []


def do_explain(known: Known, question: Question, options: NowcastOptions, seeds: range, n_reruns: int) -> Explanation:
    """Filter once a seed, explain each, run without the reports and sources that moved it most, and pool."""
    nows = [filter_known(known, options, seed) for seed in seeds]
    found = [explain(now, question, known.evidence) for now in nows]
    wanted = largest(pool_explanations(nows, found), n_reruns)
    for number, now in enumerate(nows if wanted else []):
        with progress(f"running without what moved it most ({number + 1} of {len(nows)})") as report:
            found[number] = run_without_each(now, found[number], wanted, report)
    return pool_explanations(nows, found)


def register_forecasts(ledger: Path, job: Job, ahead: Forecast) -> None:
    """Ask what evidence will say in the days ahead and register the answers under each scenario."""
    from getpass import getuser

    from contraflow.scoring.ahead import AheadOptions
    from contraflow.scoring.registering import register

    found = job.nowcast
    how = AheadOptions(ahead.days, found.options.particles, found.seed, found.options.threads, fit=found.fit)
    added = register(ledger, job.case, job.evidence, found.known_by, ahead.scenarios, how, getuser())
    if added:
        warn(
            f"{len(added)} forecasts registered in {ledger}, entries {added[0].n} to {added[-1].n}; last hash {added[-1].hash}"
        )
    else:
        warn(f"nothing registered in {ledger}: no kind of evidence was alive on {found.known_by}")
