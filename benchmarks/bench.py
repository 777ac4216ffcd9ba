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
    begin, begin_cpu = time.perf_counter(), time.process_time()
    found = nowcast(case, observations, known_by=last)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "cpu": cpu, "peak_mb": peak, "observations": len(found.used)}


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


def command_seconds(*arguments: str, cache: str | None = None) -> tuple[float, float]:
    """Return the seconds that one call of the command line takes, and those that it keeps processors busy."""
    command = [str(Path(sys.executable).with_name("contraflow")), *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = seconds_of(lambda: subprocess.run(command, env=environment(cache), check=True, capture_output=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def environment(cache: str | None) -> dict[str, str]:
    return dict(os.environ) | ({"XDG_CACHE_HOME": cache} if cache else {})


def say(what: str, value: str, cpu: str = "", target: str = "", verdict: str = "") -> None:
    print(f"| {what:<66} | {value:>9} | {cpu:>7} | {target:>6} | {verdict:<7} |", flush=True)


def judge(what: str, found: tuple[float, float | None], limit: float, unit: str = "s") -> None:
    """Print a measure and the processor seconds beside it with its target."""
    value, cpu = found
    digits = 0 if unit == "MB" else 2 if value < 1 else 1
    verdict = "met" if value <= limit else "MISSED"
    say(what, f"{value:.{digits}f} {unit}", "" if cpu is None else f"{cpu:.1f} s", f"{limit:g} {unit}", verdict)


def bench_nowcast(quick: bool) -> None:
    measure("short", quick)  # this one may compile
    warm = measure("short", quick)
    full = measure("nowcast", quick)
    what = f"nowcast 2016-01-01 to {QUICK if quick else FULL}, {full['observations']:.0f} observations, compiled before"
    if quick:  # the target is that of the whole nowcast
        say(what, f"{full['seconds']:.1f} s", f"{full['cpu']:.1f} s")
    else:
        judge(what, (full["seconds"], full["cpu"]), 15)
    judge("- its peak memory, whole process", (full["peak_mb"], None), 600, "MB")
    with tempfile.TemporaryDirectory() as cache:
        cold = measure("short", quick, cache)
    say(f"nowcast to {SHORT}, compiled before", f"{warm['seconds']:.1f} s", f"{warm['cpu']:.1f} s")
    more = (cold["seconds"] - warm["seconds"], cold["cpu"] - warm["cpu"])
    judge("- nothing compiled before: more", more, 20)


def bench_commands(quick: bool) -> None:
    shown = [command_seconds("--help") for _ in range(3 if quick else 7)]
    judge("contraflow --help, median", (median(s for s, _ in shown), median(cpu for _, cpu in shown)), 0.5)
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("run", str(CASE), "--overwrite", "--out", f"{folder}/out")
        judge("contraflow run cases/yalu, compiled before", command_seconds(*arguments), 60)
        if not quick:
            judge("- all caches empty", command_seconds(*arguments, cache=f"{folder}/cache"), 60)


def bench_speed(quick: bool) -> None:
    found = measure("throughput", quick)
    say("plain NumPy twin, particle-days a second", f"{found['plain']:,.0f}")
    for threads in (1, 2):
        say(f"compiled day, {threads} thread(s), particle-days a second", f"{found[f'threads_{threads}']:,.0f}")
        say("- times the plain twin, median over rounds", f"{found[f'ratio_{threads}']:.0f}")
    grown = measure("growth", quick)
    for factor in FACTORS:
        seconds = grown[f"x{factor}"]
        what = f"60 compiled days, {grown['traders'] * factor:,.0f} traders ({factor} times), 1 thread"
        say(what, f"{seconds:.2f} s")
        say("- times the cost at 1 times", f"{seconds / grown['x1']:.2f}")


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
    say("what", "measured", "CPU", "target", "")
    say("-" * 66, "-" * 8 + ":", "-" * 6 + ":", "-" * 5 + ":", "-" * 7)
    for part in (bench_nowcast, bench_commands, bench_speed):
        part(chosen.quick)
    print(f"\nload after: {', '.join(f'{value:.1f}' for value in os.getloadavg())}")


if __name__ == "__main__":
    main()
