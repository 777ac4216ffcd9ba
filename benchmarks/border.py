"""Measure contraflow on the bundled border and print one table: ``python -m benchmarks border``, ``--quick`` for a first look.

Every measure runs in a fresh process of its own, so that neither memory nor compiled code is carried over; see README.md.
"""

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

from benchmarks.machine import describe, load

ROOT = Path(__file__).parents[1]
CASE = ROOT / "cases" / "yalu"
FULL, SHORT, QUICK = date(2019, 6, 30), date(2016, 3, 1), date(2016, 12, 31)
FACTORS = (1, 10, 100, 1000)
TIMES = (1, 2, 4)
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

    from benchmarks.plain import World, run
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


def shape(rounds: int, n: int) -> Numbers:
    """Return nanoseconds a particle-day of the invented border with its sectors and goods once, twice and four times."""
    from contraflow.case import read_case

    case = read_case(ROOT / "cases" / "toy")
    cases = {"sectors_1": case}
    cases |= {f"sectors_{times}": more_sectors(case, times) for times in TIMES[1:]}
    cases |= {f"goods_{times}": more_goods(case, times) for times in TIMES[1:]}
    prepared = {name: compiled_days(each, n, 30, 1) for name, each in cases.items()}
    found: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, ready in prepared.items():
            found[name].append(seconds_of(lambda r=ready: advance(*r, 30)) / (n * 30) * 1e9)
    ones = found["sectors_1"]
    counts = {"n_sectors": float(len(case.sectors)), "n_goods": float(len(case.modelled_goods))}
    return {name: median(values) for name, values in found.items()} | {"goods_1": median(ones)} | counts


def more_sectors(case: Any, times: int) -> Any:
    """Return the case with its sectors repeated further up the river."""
    ids = case.sector_ids
    length = 2 * max(case.places[name].km or 0.0 for name in ids) + 10.0
    again = [(f"{s.id}-{k}", s, k) for k in range(times) for s in case.sectors]
    places = {
        name: replace(case.places[s.id], id=name, km=(case.places[s.id].km or 0.0) + k * length, aliases=())
        for name, s, k in again
    }
    sectors = tuple(replace(s, id=name, official_share=s.official_share / times) for name, s, _ in again)
    return replace(case, places=dict(case.places) | places, sectors=sectors)


def more_goods(case: Any, times: int) -> Any:
    """Return the case with its modelled goods repeated, each at hand in the same sectors."""
    copies = {
        f"{good.id}-{k}": replace(good, id=f"{good.id}-{k}", official_share=good.official_share / times)
        for k in range(times)
        for good in case.modelled_goods
    }
    others = {name: good for name, good in case.goods.items() if not good.modelled}
    sectors = tuple(
        replace(s, goods={f"{name}-{k}": share for name, share in s.goods.items() for k in range(times)}) for s in case.sectors
    )
    calendar = tuple(replace(event, goods=()) for event in case.calendar)
    return replace(case, goods=others | copies, sectors=sectors, calendar=calendar)


def evidence(n: int) -> Numbers:
    """Return nanoseconds a particle-day of the filter on half, all and twice the evidence of 2016, one thread."""
    from contraflow.case import read_case
    from contraflow.claims.coded import read_coded
    from contraflow.nowcasting import NowcastOptions, nowcast
    from contraflow.observations.observation import Observations
    from contraflow.observations.observe import observe

    case = read_case(CASE)
    usual = observe(read_coded(case), case, known_by=QUICK)
    again = [replace(o, id=f"{o.id}-again", witness=f"{o.witness}-again") for o in usual.used]
    cases = {"half": usual.used[::2], "once": usual.used, "twice": tuple(sorted((*usual.used, *again), key=lambda o: o.known))}
    found: Numbers = {}
    days = case.day(QUICK)
    nowcast(case, usual, known_by=SHORT, options=NowcastOptions(particles=n, threads=1))  # what is compiled is compiled here
    for name, used in cases.items():
        given, options = Observations(tuple(used), ()), NowcastOptions(particles=n, threads=1)
        seconds = seconds_of(lambda g=given, o=options: nowcast(case, g, known_by=QUICK, options=o))
        found |= {name: seconds / (n * days) * 1e9, f"{name}_observations": float(len(used))}
    return found


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
    "shape": lambda quick: shape(3, 512) if quick else shape(7, 2048),
    "evidence": lambda quick: evidence(512 if quick else 2048),
}


# --- the bench itself ---


def measure(name: str, quick: bool, cache: str | None = None) -> Numbers:
    """Run one measure in a fresh process; ``cache`` is the folder of compiled code, the user's own when None."""
    command = [sys.executable, "-m", "benchmarks", "border", "--measure", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, env=environment(cache), cwd=ROOT, check=True, capture_output=True, text=True)
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


SAID: list[dict[str, str]] = []


def say(what: str, value: str, cpu: str = "", target: str = "", verdict: str = "") -> None:
    SAID.append({"what": what, "value": value, "cpu": cpu, "target": target, "verdict": verdict})
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


def bench_shape(quick: bool) -> None:
    found = measure("shape", quick)
    for what in ("sectors", "goods"):
        for times in TIMES:
            many = int(found[f"n_{what}"]) * times
            say(f"invented border with {many} {what}, 1 thread, a particle-day", f"{found[f'{what}_{times}']:,.0f} ns")
    found = measure("evidence", quick)
    for name in ("half", "once", "twice"):
        many = int(found[f"{name}_observations"])
        say(f"filter of the bundled border to {QUICK}, {many} observations, 1 thread", f"{found[name]:,.0f} ns")


def run(quick: bool) -> dict[str, object]:
    """Print the table and return it."""
    before = load()
    say("what", "measured", "CPU", "target")
    say("-" * 66, "-" * 8 + ":", "-" * 6 + ":", "-" * 5 + ":", "-" * 7)
    bench_nowcast(quick)
    bench_commands(quick)
    bench_speed(quick)
    bench_shape(quick)
    rows = SAID[2:]
    return {"rows": rows, "machine": describe(), "load": {"before": before, "after": load()}, "quick": quick}
