"""``contraflow score``."""

import re
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from contraflow.cli import options
from contraflow.cli.console import out, print_json
from contraflow.errors import OptionError

From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First origin (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day on which evidence may become known.")]
Every = Annotated[str, typer.Option("--every", metavar="DAYS", help="Days between origins, e.g. 30d.")]
Horizon = Annotated[str, typer.Option("--horizon", metavar="DAYS", help="Days looked ahead, e.g. 90d.")]
Ledger = Annotated[Path | None, typer.Option("--ledger", help="Judge the forecasts of this ledger instead.")]

Hub = Annotated[Path | None, typer.Option("--hub", help="With --ledger: write it as a forecast hub into this folder.")]


def score(
    case: options.CaseFolder,
    start: From = None,
    until: Until = None,
    every: Every = "30d",
    horizon: Horizon = "90d",
    ledger: Ledger = None,
    hub: Hub = None,
    seed: options.Seed = 7,
    particles: options.Particles = 1024,
    threads: options.Threads = 0,
    store: options.WithStore = "",
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """Forecast from many past days what was reported later, and score it against simple rivals.

    Writes scores.md (to read), scores.json, scores.csv (every single score), differences.csv, means.csv, coverage.csv. An
    interrupted run goes on where it stopped. With --ledger: judges registered forecasts, writes ledger.json.
    Of a --store counts what was known by --until.

    Example: [bold]contraflow score cases/yalu --from 2017-01-01 --every 30d --horizon 90d --until 2018-12-31[/bold]
    """
    from contraflow.case import read_case
    from contraflow.cli.console import progress, say_if_compiling
    from contraflow.cli.evidence import released_evidence
    from contraflow.cli.files import result_path, write_json, write_text
    from contraflow.scoring.ahead import AheadOptions
    from contraflow.scoring.scoring import ScoreOptions
    from contraflow.scoring.scoring import score as score_all
    from contraflow.scoring.summary import coverage, differences, headline, means, page, plain

    first, last = options.read_date(start, "--from"), options.read_date(until, "--until")
    if ledger is not None:
        results = result_path(folder, "ledger.json", overwrite)
        found = _judge(case, ledger, hub, last, results, (audience, store))
        if as_json:
            print_json(found)
            return
        for j in found["judgements"]:
            if j["status"] != "judged":
                continue
            kind = ".".join(str(part) for part in j["target"]["kind"].values() if part)
            late = ", registered afterwards" if j["late"] else ""
            said = " ".join(f"{name} {value:.3f}" for name, value in j["scores"].items())
            days = f"{j['target']['start']} to {j['target']['end']}"
            out.print(f"{j['entry']} {j['status']}{late}: {kind} {days}: {j['reason']} {said}", markup=False)
        waiting = Counter((j["status"], j["reason"]) for j in found["judgements"] if j["status"] != "judged")
        for (status, reason), n in sorted(waiting.items()):
            out.print(f"{n} {status}: {reason}", markup=False)
        out.print(f"{found['judged']} judged, {found['pending']} pending, {found['void']} void\n{results}", markup=False)
        return
    if first is None:
        raise OptionError("--from: found nothing; allowed: a day as YYYY-MM-DD; do: write e.g. --from 2017-01-01, or --ledger")
    names = ("scores.md", "scores.json", "scores.csv", "differences.csv", "means.csv", "coverage.csv")
    paths = {name: result_path(folder, name, overwrite) for name in names}
    border = read_case(case)
    final = last or border.horizon
    evidence = released_evidence(border, audience, store, final).evidence
    ahead = AheadOptions(read_days(horizon, "--horizon"), particles, seed, threads)
    how = ScoreOptions(first, final, read_days(every, "--every"), ahead)
    say_if_compiling()
    with progress("forecasting from past days") as report:
        scored = score_all(border, evidence, how, store=folder / "origins", progress=report)
    tables = {"scores": scored.rows, "differences": differences(scored), "means": means(scored), "coverage": coverage(scored)}
    for name, table in tables.items():
        write_text(table.to_csv(index=False, float_format="%.6g"), paths[f"{name}.csv"])
    write_json(plain(scored), paths["scores.json"])
    write_text(page(scored), paths["scores.md"])
    if as_json:
        print_json(plain(scored))
        return
    for line in headline(scored):
        out.print(line, markup=False)
    out.print("\n".join(str(path) for path in paths.values()), markup=False)


def read_days(text: str, flag: str) -> int:
    """Return a number of days written as ``30d`` or ``30``; raises OptionError otherwise."""
    match = re.fullmatch(r"(\d{1,4})d?", text.strip())
    if not match or int(match[1]) < 1:
        raise OptionError(f"{flag}: found {text!r}; allowed: a number of days such as 30d; do: write e.g. {flag} 30d")
    return int(match[1])


def _judge(
    folder: Path, ledger: Path, hub: Path | None, today: date | None, results: Path, door: tuple[str, str]
) -> dict[str, Any]:
    """Judge a ledger's forecasts, write the result and, when asked, the hub; return the result as plain values.

    Args:
        door: audience and store, see ``released_evidence``.
    """
    from contraflow.case import read_case
    from contraflow.cli.evidence import released_evidence
    from contraflow.cli.files import write_json
    from contraflow.scoring.hub import hub_files, write_hub
    from contraflow.scoring.judging import judge
    from contraflow.scoring.ledger import read_ledger

    case, entries = read_case(folder), read_ledger(ledger)
    today = today or case.horizon
    evidence = released_evidence(case, *door, today).evidence
    judgements = judge(entries, case, evidence, today)
    counts = {status: sum(j.status == status for j in judgements) for status in ("judged", "pending", "void")}
    found = {
        "ledger": str(ledger), "entries": len(entries), "last_hash": entries[-1].hash if entries else "", "today": str(today),
        **counts, "judgements": [{**asdict(j), "target": entries[j.entry - 1].body["target"]} for j in judgements],
    }  # fmt: skip
    write_json(found, results)
    if hub is not None:
        write_hub(hub_files(entries, case, evidence, today), hub)
    return found
