"""Measure contraflow on the bundled border and print one table: ``make bench``, or ``bench.py --quick`` for a first look.

Every measure runs in a fresh process of its own, so that neither memory nor compiled code is carried over; see README.md.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
CASE = ROOT / "cases" / "yalu"
FULL, SHORT, QUICK = date(2019, 6, 30), date(2016, 3, 1), date(2016, 12, 31)
FACTORS = (1, 10, 100, 1000)
Numbers = dict[str, float]


# --- what runs in a process of its own; imports are here, since a measure may start from an empty compile cache ---


def nowcast_until(last: date) -> Numbers:
    """Filter the border's evidence up to a day at the default options."""
    from contraflow.case import read_case
    from contraflow.claims.coded import read_coded
    from contraflow.nowcasting import nowcast
    from contraflow.observations.observe import observe

    case = read_case(CASE)
    observations = observe(read_coded(case), case, known_by=last)
    begin = time.perf_counter()
    found = nowcast(case, observations, known_by=last)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mb": peak, "observations": len(found.used)}


def throughput(rounds: int, n: int, plain_n: int) -> Numbers:
    """Return particle-days a second of the compiled day on one and two threads and of the plain one, rounds interleaved."""
    import numpy as np
    from plain import World, run

    from contraflow.border.layout import particles
    from contraflow.case import read_case

    case, n_days = read_case(CASE), 60
    compiled = {threads: compiled_days(case, n, n_days, threads) for threads in (1, 2)}
    engine, parameters, start = compiled[1]
    world = World(engine.border, engine.at, engine.calendar, engine.own, np.random.default_rng(3))
    plain_days = range(100, 100 + 10)  # spring: boats can cross, as on most days
    plain_parameters, plain_start = particles(parameters)[:plain_n], particles(start)[:plain_n]
    speeds: dict[str, list[float]] = {"threads_1": [], "threads_2": [], "plain": []}
    for _ in range(rounds):
        for threads in (1, 2):
            seconds = seconds_of(lambda t=threads: advance(*compiled[t], n_days))
            speeds[f"threads_{threads}"].append(n * n_days / seconds)
        seconds = seconds_of(lambda: run(world, plain_parameters, plain_start, plain_days))
        speeds["plain"].append(plain_n * len(plain_days) / seconds)
    found = {name: median(values) for name, values in speeds.items()}
    for threads in (1, 2):
        ratios = [a / b for a, b in zip(speeds[f"threads_{threads}"], speeds["plain"], strict=True)]
        found[f"ratio_{threads}"] = median(ratios)
    return found


def growth(rounds: int, n: int) -> Numbers:
    """Return the seconds of 60 compiled days with more traders, vessels and hulls, rounds interleaved."""
    from contraflow.case import read_case

    case = read_case(CASE)
    prepared = {}
    for factor in FACTORS:
        sectors = tuple(
            replace(s, hulls=s.hulls * factor, traders={kind: many * factor for kind, many in s.traders.items()})
            for s in case.sectors
        )
        prepared[factor] = compiled_days(replace(case, sectors=sectors), n, 60, 1)
    seconds: dict[int, list[float]] = {factor: [] for factor in FACTORS}
    for _ in range(rounds):
        for factor in FACTORS:
            seconds[factor].append(seconds_of(lambda f=factor: advance(*prepared[f], 60)))
    return {f"x{factor}": median(values) for factor, values in seconds.items()} | {
        "traders": float(sum(sum(s.traders.values()) for s in case.sectors))
    }


def compiled_days(case: Any, n: int, n_days: int, threads: int) -> tuple[Any, Any, Any]:
    """Return engine, parameters and first state of a border, its calendar included, compiled and run once."""
    from contraflow.border.calendar import read_calendar
    from contraflow.border.model import ORDER, Engine
    from contraflow.border.parameters import draw_parameters
    from contraflow.border.start import find_reference, first_state

    border = find_reference(case, 2).border
    parameters = draw_parameters(case, ORDER, n, 7)
    engine = Engine(border, read_calendar(case, 100 + n_days, 7), 7, threads)
    start = first_state(case, border, parameters, 2)
    advance(engine, parameters, start, n_days)
    return engine, parameters, start


def advance(engine: Any, parameters: Any, start: Any, n_days: int) -> None:
    from contraflow.border.model import no_plan

    engine.run(range(100, 100 + n_days), engine.new_path(start.copy(), 0), parameters, no_plan(100 + n_days))


def seconds_of(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


MEASURES: dict[str, Callable[[bool], Numbers]] = {
    "nowcast": lambda quick: nowcast_until(QUICK if quick else FULL),
    "short": lambda quick: nowcast_until(SHORT),
    "throughput": lambda quick: throughput(3, 2048, 512) if quick else throughput(7, 4096, 4096),
    "growth": lambda quick: growth(3, 1024) if quick else growth(7, 4096),
}


# --- the bench itself ---


def measure(name: str, quick: bool, cache: str | None = None) -> Numbers:
    """Run one measure in a fresh process; ``cache`` is the folder of compiled code, the user's own when None."""
    command = [sys.executable, __file__, "--measure", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, env=environment(cache), check=True, capture_output=True, text=True)
    return {key: float(value) for key, value in json.loads(done.stdout.splitlines()[-1]).items()}


def command_seconds(*arguments: str, cache: str | None = None) -> float:
    """Return the seconds of one call of the command line."""
    command = [str(Path(sys.executable).with_name("contraflow")), *arguments]
    return seconds_of(lambda: subprocess.run(command, env=environment(cache), check=True, capture_output=True))


def environment(cache: str | None) -> dict[str, str]:
    return dict(os.environ) | ({"XDG_CACHE_HOME": cache} if cache else {})


def say(what: str, value: str, target: str = "", met: bool | None = None) -> None:
    verdict = "" if met is None else "met" if met else "MISSED"
    print(f"| {what:<70} | {value:>12} | {target:>9} | {verdict:<6} |", flush=True)


def bench_nowcast(quick: bool) -> None:
    warm = measure("short", quick)  # the first one may compile
    warm = measure("short", quick)
    full = measure("nowcast", quick)
    span = f"nowcast 2016-01-01 to {QUICK if quick else FULL}, compiled before"
    say(f"{span}, {full['observations']:.0f} observations", f"{full['seconds']:.1f} s", "15 s", full["seconds"] <= 15)
    say("  its peak memory, whole process", f"{full['peak_mb']:.0f} MB", "600 MB", full["peak_mb"] <= 600)
    with tempfile.TemporaryDirectory() as cache:
        cold = measure("short", quick, cache)
    more = cold["seconds"] - warm["seconds"]
    say(f"nowcast to {SHORT}, compiled before", f"{warm['seconds']:.1f} s")
    say("  nothing compiled before: seconds more", f"{more:.1f} s", "20 s", more <= 20)


def bench_commands(quick: bool) -> None:
    shown = median(command_seconds("--help") for _ in range(3 if quick else 7))
    say("contraflow --help, median", f"{shown:.2f} s", "0.5 s", shown <= 0.5)
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("run", str(CASE), "--overwrite", "--out", f"{folder}/out")
        warm = command_seconds(*arguments)
        say("contraflow run cases/yalu, compiled before", f"{warm:.1f} s", "60 s", warm <= 60)
        if not quick:
            cold = command_seconds(*arguments, cache=f"{folder}/cache")
            say("  nothing compiled before, font cache empty", f"{cold:.1f} s", "60 s", cold <= 60)


def bench_speed(quick: bool) -> None:
    found = measure("throughput", quick)
    say("plain NumPy twin, particle-days a second", f"{found['plain']:,.0f}")
    for threads in (1, 2):
        say(f"compiled day, {threads} thread(s), particle-days a second", f"{found[f'threads_{threads}']:,.0f}")
        say("  times the plain twin, median over rounds", f"{found[f'ratio_{threads}']:.0f}")
    grown = measure("growth", quick)
    for factor in FACTORS:
        seconds = grown[f"x{factor}"]
        what = f"60 compiled days, {grown['traders'] * factor:,.0f} traders ({factor} times), 1 thread"
        say(what, f"{seconds:.2f} s", "", None)
        say("  times the cost at 1 times", f"{seconds / grown['x1']:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a shorter nowcast, fewer particles and rounds, no cold run")
    parser.add_argument("--measure", choices=MEASURES, help="one measure in this process, as JSON (used by the bench itself)")
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(MEASURES[chosen.measure](chosen.quick)))
        return
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{date.today()}, {os.cpu_count()} processors, load before: {load}{'; quick' if chosen.quick else ''}\n")
    say("what", "measured", "target")
    print(f"|{'-' * 72}|{'-' * 13}:|{'-' * 10}:|{'-' * 8}|")
    for part in (bench_nowcast, bench_commands, bench_speed):
        part(chosen.quick)
    print(f"\nload after: {', '.join(f'{value:.1f}' for value in os.getloadavg())}")


if __name__ == "__main__":
    main()
