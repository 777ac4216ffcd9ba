"""The race as a table with targets."""

from typing import Any, NamedTuple

from benchmarks.race.engines import ENGINES, JAX, LIMIT, MESA, NUMPY, OURS, PARTICLES, PYPOMP
from benchmarks.race.run import ratios, summary


class Line(NamedTuple):
    """One row against its target; ``at_least`` says on which side of it one must be."""

    what: str
    values: list[float]
    reach: float
    moonshot: float | None
    unit: str
    at_least: bool = True


def lines(found: dict[str, Any]) -> list[Line]:
    """Return what has a target."""
    out = []
    peers = ((PYPOMP, 5.0, 10.0), (JAX, 4.0, 8.0), (MESA, 8000.0, None))
    for peer, reach, moonshot in peers:
        out += [Line(f"{ours} / {peer}", ratios(found, ours, peer), reach, moonshot, "x") for ours in OURS.values()]
    for peer in (PARTICLES, NUMPY):
        out.append(Line(f"{OURS[2]} / {peer}", ratios(found, OURS[2], peer), 60.0, 110.0, "x"))
    for threads in (1, 2):
        both = ratios(found, OURS[threads], LIMIT[threads])
        out.append(Line(f"{OURS[threads]} / {LIMIT[threads]}", both, 0.75, 1.0, "x"))
    out.append(Line("2 threads / 1 thread", ratios(found, OURS[2], OURS[1]), 1.8, 1.95, "x"))
    growth = list(found["growth"].values())
    worst = [max(row) / row[0] for row in zip(*growth, strict=True)]
    out.append(Line("cost at any of 10^3 to 10^7 traders / at 10^3", worst, 1.4, 1.0, "x", False))
    out.append(Line("memory at 10^5 particles, 2 threads", [found["memory_mb"][OURS[2]]], 350.0, 200.0, "MB", False))
    out.append(Line("start, compiled before", found["start_seconds"], 1.0, 0.5, "s", False))
    return out


def verdict(line: Line) -> str:
    """Return whether target and moonshot are met by the median."""
    middle = summary(line.values)[0]

    def met(limit: float) -> bool:
        return middle >= limit if line.at_least else middle <= limit

    if line.moonshot is not None and met(line.moonshot):
        return "moonshot"
    return "met" if met(line.reach) else "MISSED"


def table(found: dict[str, Any]) -> str:
    """Return targets, speeds, agreement and circumstances in Markdown."""
    rows = ["| what | median | least | largest | reach | moonshot | |", "|---|--:|--:|--:|--:|--:|---|"]
    for line in lines(found):
        numbers = " | ".join(number(value) for value in summary(line.values))
        moonshot = "" if line.moonshot is None else number(line.moonshot)
        rows.append(f"| {line.what} ({line.unit}) | {numbers} | {number(line.reach)} | {moonshot} | {verdict(line)} |")
    return "\n".join((*rows, "", *speed_rows(found), "", circumstances(found)))


def speed_rows(found: dict[str, Any]) -> list[str]:
    """Return speeds and agreement of every engine."""
    rows = [
        "| engine | particles | particle-days/s, median | least | largest | by CPU time | log likelihood, 10 weeks |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for name in ENGINES:
        if name not in found["speeds"]:
            continue
        speeds = summary([one["speed"] for one in found["speeds"][name]])
        cpu = summary([one["cpu_speed"] for one in found["speeds"][name]])[0]
        numbers = " | ".join(number(value) for value in (*speeds, cpu))
        rows.append(f"| {name} | {found['sizes'][name]:,} | {numbers} | {agreement(found['agreement'][name])} |")
    grown = ", ".join(f"{int(traders):,}: {summary(values)[0]:.3f} s" for traders, values in found["growth"].items())
    rows += ["", f"28 days, 4,096 particles, 1 thread, by number of traders: {grown}."]
    rows += [
        "Peak memory at 100,032 particles: " + ", ".join(f"{n} {mb:,.0f} MB" for n, mb in found["memory_mb"].items()) + "."
    ]
    return rows


def agreement(one: dict[str, Any]) -> str:
    """Return how an engine agrees with ours, for the reader."""
    if "crossings_errors" in one:
        return f"crossings {one['crossings_errors']:+.1f}, seizures {one['seizures_errors']:+.1f} standard errors off ours"
    text = f"{one['log_likelihood']:.2f}"
    return text + (f", {one['difference']:+.2f} off ours (error {one['error']:.2f})" if "difference" in one else "")


def circumstances(found: dict[str, Any]) -> str:
    """Return machine, load and versions."""
    machine, load = found["machine"], found["load"]
    versions = {name: number for each in found["versions"].values() for name, number in each.items() if name != "python"}
    ours = found["versions"][OURS[1]]
    told = ", ".join(f"{name} {version}" for name, version in sorted((versions | ours).items()))
    when = f"{found['rounds']} rounds in {found['minutes']:.0f} minutes"
    busy = f"load {load['before'][0]:.1f} before, {load['after'][0]:.1f} after"
    return f"{when}, {busy}; {machine['cores']} cores ({machine['processor']}). {told}; the peers' NumPy is that of peers.lock."


def number(value: float) -> str:
    """Return a number with three figures that matter."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
