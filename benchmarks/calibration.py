"""Is the nowcast right as often as it says? Simulation-based calibration on synthetic evidence; see docs/calibration.md.

    python benchmarks/calibration.py                     # both borders, 200 replications each, results, figures, tables
    python benchmarks/calibration.py toy --fault twice   # the same with a fault that must be found
    python benchmarks/calibration.py yalu --at-most 50   # a quarter of it; the same command again goes on

A replication draws a truth from the priors, lets witnesses speak of it as the likelihoods assume, and nowcasts what they said
with other random numbers. What was stored is not computed again: a stopped run goes on where it was.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from contraflow.border.model import ORDER
from contraflow.border.observing import Reading
from contraflow.border.parameters import ParameterCloud
from contraflow.case import read_case
from contraflow.claims.coded import read_coded
from contraflow.inference.ranks import coverage, covered, cumulated, rank, simultaneous_band
from contraflow.kernels.weights import systematic
from contraflow.nowcasting import NowcastOptions, nowcast
from contraflow.observations.observation import Observation, Observations
from contraflow.observations.observe import observe
from contraflow.randomness import stream
from contraflow.scenarios.pattern import regular_pattern
from contraflow.scenarios.synthetic import Truths, draw_evidence, draw_truths

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
DOCS = ROOT / "docs"
DRAWS = 199  # ranks 0 to 199: central intervals of 50, 80 and 95 % lie between draws
POINTS = 20
LEVELS = (50, 80, 95)
BAND = 0.95
TRUTH_SEED, SAYING_SEED = 1_000_003, 11
PARAMETERS = (
    "enforcement.base_far", "enforcement.base_home", "enforcement.shared_shock", "enforcement.traffic_far",
    "events.talks_far", "events.crackdown_far", "tolerance.gain", "demand.elasticity", "hire_market.owner_share",
    "trader_choice.nesting", "beliefs.learning", "official_trade.leak",
)  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """One border with one pattern of evidence.

    Attributes:
        name: of the result.
        folder: of the case.
        known_by: last day.
        particles: of the nowcast.
        every: days between statements of a regular pattern; 0 for the case's own coded evidence, thinned.
        thinned: of the coded evidence every so many-th witness is kept.
    """

    name: str
    folder: str
    known_by: date
    particles: int
    every: int = 0
    thinned: int = 1


SETTINGS = {
    "toy": Setting("toy", "cases/toy", date(2021, 7, 31), 8192, every=4),
    "yalu": Setting("yalu", "cases/yalu", date(2017, 9, 30), 8192, thinned=3),
}


# --- one replication ---


def quantities(truths: Truths) -> dict[str, int]:
    """Return the columns whose ranks are kept: openness, enforcement of both sides and flow of the whole border."""
    far, home = truths.facts.case.sides
    wanted = {
        "openness": ("openness", ""), f"enforcement {far}": ("enforcement", far),
        f"enforcement {home}": ("enforcement", home), "flow": ("flow", ""),
    }  # fmt: skip
    names = [(column.quantity, column.key) for column in truths.columns if column.place == "border"]
    rows = [i for i, column in enumerate(truths.columns) if column.place == "border"]
    return {name: rows[names.index(key)] for name, key in wanted.items()}


def options(setting: Setting) -> NowcastOptions:
    return NowcastOptions(particles=setting.particles, draws=DRAWS, threads=1)


def pattern(setting: Setting) -> Sequence[Observation]:
    """Return what is spoken of and when."""
    case = read_case(ROOT / setting.folder)
    if setting.every:
        return regular_pattern(case, known_by=setting.known_by, every_days=setting.every)
    used = observe(read_coded(case), case, known_by=setting.known_by).used
    together = list(dict.fromkeys((max(o.known, o.end), o.witness) for o in sorted(used, key=lambda o: (o.known, o.id))))
    kept = set(together[:: setting.thinned])
    return [o for o in used if (max(o.known, o.end), o.witness) in kept]


def truths_of(setting: Setting, replications: int) -> Truths:
    """Return the truths of all replications, the same for the same setting."""
    case = read_case(ROOT / setting.folder)
    return draw_truths(
        case, pattern(setting), known_by=setting.known_by, truths=replications, seed=TRUTH_SEED, options=options(setting)
    )


def _blur(reading: Reading) -> Reading:
    """Double the error that all statements of a witness share."""
    return replace(reading, indicator=replace(reading.indicator, shared_spread=2 * reading.indicator.shared_spread))


def said_of(truths: Truths, number: int, fault: str) -> Observations:
    """Return the evidence of one truth; with a fault that makes the nowcast's likelihood wrong.

    half: witnesses are wrong by twice what the likelihoods take for their spread. twice: everything is said again by others
    who are taken for witnesses of their own.
    """
    if fault == "half":
        truths = replace(
            truths,
            readings=tuple(_blur(reading) for reading in truths.readings),
            about=truths.about._replace(widths=2 * truths.about.widths),
        )
    said = draw_evidence(truths, number, SAYING_SEED)
    if fault == "twice":
        again = tuple(replace(o, id=f"{o.id}/again", witness=f"{o.witness}/again") for o in said.used)
        said = Observations(tuple(sorted((*said.used, *again), key=lambda o: (o.known, o.id))), ())
    return said


@contextmanager
def reference_of(truths: Truths) -> Iterator[None]:
    """Let nowcasts use the reference that the truths were drawn with: it belongs to the case, and takes a third of the time."""
    doors = [m for name, m in sys.modules.items() if name.startswith("contraflow.nowcasting.") and hasattr(m, "find_reference")]
    before = [door.find_reference for door in doors]
    try:
        for door in doors:
            door.find_reference = lambda case, n_threads=1: truths.facts.reference
        yield
    finally:
        for door, was in zip(doors, before, strict=True):
            door.find_reference = was


def replicate(setting: Setting, truths: Truths, number: int, fault: str = "") -> dict[str, Any]:
    """Return the ranks of one truth among the draws of the nowcast of what was said of it."""
    begin = process_time()
    said = said_of(truths, number, fault)
    with reference_of(truths):
        found = nowcast(truths.facts.case, said, known_by=setting.known_by, options=options(setting), seed=number + 1)
    rng = stream(SAYING_SEED, number, "ranks")
    columns = quantities(truths)
    ranks = {
        name: [int(rank(week.draws[:, c], truths.values[i, number, c], rng)) for i, week in enumerate(found.weeks)]
        for name, c in columns.items()
    }
    rows = systematic(found.final.weights, float(rng.random()), n=DRAWS)
    z = rank(found.final.cloud.z[rows], truths.z[number], rng)
    return {
        "number": number,
        "weeks": ranks,
        "parameters": [int(each) for each in z],
        "witnesses": len(found.witnesses),
        "damped": sum(w.weighing.damped < 1 for w in found.witnesses),
        "least_ess_share": float(found.ess.min() / setting.particles),
        "distinct": int(min(len(np.unique(week.draws[:, columns["flow"]])) for week in found.weeks)),
        "seconds": round(process_time() - begin, 2),
    }


# --- many replications ---


@cache
def _truths(name: str, replications: int, particles: int) -> tuple[Setting, Truths]:
    setting = replace(SETTINGS[name], particles=particles)
    return setting, truths_of(setting, replications)


def _work(name: str, replications: int, particles: int, number: int, fault: str) -> dict[str, Any]:
    setting, truths = _truths(name, replications, particles)
    return replicate(setting, truths, number, fault)


def head(setting: Setting, replications: int, fault: str) -> dict[str, Any]:
    """Return what a stored replication belongs to: setting, number of truths, fault and a digest of all sources and cases."""
    digest = blake2b(digest_size=8)
    for folder in (ROOT / "src" / "contraflow", ROOT / setting.folder):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".toml", ".csv"}):
            digest.update(path.read_bytes())
    return {
        **asdict(setting), "known_by": str(setting.known_by), "replications": replications, "fault": fault,
        "draws": DRAWS, "sources": digest.hexdigest(),
    }  # fmt: skip


def stored(path: Path, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the replications that an earlier run with the same head stored; a file of another run is begun anew."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    whole = [line for line in lines if line.endswith("}")]  # a run that was killed may leave half a line
    if whole and json.loads(whole[0]) == wanted:
        path.write_text("\n".join(whole) + "\n", "utf-8")
        return [json.loads(line) for line in whole[1:]]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(wanted) + "\n", "utf-8")
    return []


def run(setting: Setting, replications: int, fault: str, workers: int, at_most: int) -> dict[str, Any] | None:
    """Return the results of all replications, those that are missing computed by ``workers`` processes.

    Args:
        at_most: compute only so many now; None is returned while some are missing.
    """
    name = "-".join(part for part in ("calibration", setting.name, fault) if part)
    partial = RESULTS / f"{name}.partial.jsonl"
    wanted = head(setting, replications, fault)
    done = stored(partial, wanted)
    missing = sorted(set(range(replications)) - {each["number"] for each in done})
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool, partial.open("a", encoding="utf-8") as file:
        jobs = [
            pool.submit(_work, setting.name, replications, setting.particles, number, fault)
            for number in missing[: at_most or len(missing)]
        ]
        for job in as_completed(jobs):
            done.append(job.result())
            file.write(json.dumps(done[-1]) + "\n")
            file.flush()
            print(f"\r{name}: {len(done)} of {replications}", end="", flush=True)
    print()
    if len(done) < replications:
        return None
    finish(wanted, setting, done)
    partial.unlink()
    return json.loads(latest_of(name).read_text("utf-8"))


def finish(head: dict[str, Any], setting: Setting, done: Sequence[dict[str, Any]]) -> None:
    """Store a whole result in place of an earlier one."""
    name = "-".join(part for part in ("calibration", setting.name, head["fault"]) if part)
    result = {
        **head,
        "date": str(date.today()),
        "evidence": _evidence(setting),
        "parameters": names_of_parameters(setting),
        "replicates": sorted(done, key=lambda each: each["number"]),
    }
    result["summary"] = summary(result)
    if head["fault"]:  # that it is found is all that is kept of it
        del result["replicates"]
    for earlier in RESULTS.glob(f"{name}-2*.json"):
        earlier.unlink()
    (RESULTS / f"{name}-{result['date']}.json").write_text(json.dumps(result, separators=(",", ":")) + "\n", "utf-8")


def latest_of(name: str) -> Path:
    return max(RESULTS.glob(f"{name}-2*.json"))


def names_of_parameters(setting: Setting) -> list[str]:
    return list(ParameterCloud(read_case(ROOT / setting.folder), ORDER).names)


def _evidence(setting: Setting) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in pattern(setting):
        key = f"{each.indicator} {each.family}"
        counts[key] = counts.get(key, 0) + 1
    return counts


# --- what the ranks say ---


def looked_at(result: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return the ranks that are judged, one a replication: quantities in a week by chance and in the last, and parameters."""
    replicates = result["replicates"]
    ranks = {}
    for name in replicates[0]["weeks"]:
        weeks = np.array([each["weeks"][name] for each in replicates])
        by_chance = [int(stream(SAYING_SEED, each["number"], "week").integers(weeks.shape[1])) for each in replicates]
        ranks[f"{name}, a week by chance"] = weeks[np.arange(len(weeks)), by_chance]
        ranks[f"{name}, last week"] = weeks[:, -1]
    for name in PARAMETERS:
        at = result["parameters"].index(name)
        ranks[name] = np.array([each["parameters"][at] for each in replicates])
    return ranks


def summary(result: dict[str, Any]) -> dict[str, Any]:
    """Return coverage by quantity and which ranks leave their bands."""
    replicates = result["replicates"]
    ranks = looked_at(result)
    n = len(replicates)
    one, all_of_them = (simultaneous_band(n, POINTS, chance) for chance in (BAND, 1 - (1 - BAND) / len(ranks)))
    found: dict[str, Any] = {"coverage": {}, "outside": [], "outside_joint": []}
    for name in replicates[0]["weeks"]:
        weeks = np.array([each["weeks"][name] for each in replicates])
        found["coverage"][name] = {
            str(level): [round(x, 4) for x in coverage(covered(weeks, DRAWS, level))] for level in LEVELS
        }
    parameters = np.array([each["parameters"] for each in replicates])
    found["coverage"]["all parameters"] = {
        str(level): [round(x, 4) for x in coverage(covered(parameters, DRAWS, level))] for level in LEVELS
    }
    for name, values in ranks.items():
        share = cumulated(values, DRAWS, POINTS)
        for band, key in ((one, "outside"), (all_of_them, "outside_joint")):
            if ((share < band.low - 1e-9) | (share > band.high + 1e-9)).any():
                found[key].append(name)
    found["judged"] = len(ranks)
    found["damped"] = sum(each["damped"] for each in replicates) / sum(each["witnesses"] for each in replicates)
    found["seconds"] = sum(each["seconds"] for each in replicates)
    return found


def table(result: dict[str, Any]) -> str:
    """Return the coverages as a Markdown table."""
    lines = ["| intervals of | 50 % | 80 % | 95 % |", "|---|---:|---:|---:|"]
    for name, levels in result["summary"]["coverage"].items():
        cells = []
        for level, (share, error) in levels.items():
            far = abs(share - int(level) / 100) / error
            mark = " (!)" if far > 3 else ""
            cells.append(f"{100 * share:.1f} ± {100 * error:.1f}{mark}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def sentences(result: dict[str, Any]) -> str:
    """Return what the bands say in words."""
    found = result["summary"]
    out, joint = found["outside"], found["outside_joint"]
    return (
        f"{result['date']}: {result['replications']} replications, {result['particles']} particles, "
        f"{sum(result['evidence'].values())} statements each; {100 * found['damped']:.1f} % of the witnesses were damped. "
        f"Of {found['judged']} rank distributions {len(out)} leave their own 95 % band"
        f"{' (' + '; '.join(out) + ')' if out else ''}, {0.05 * found['judged']:.0f} expected of a perfect nowcast; "
        f"{len(joint)} leave the band that holds all of them at once{' (' + '; '.join(joint) + ')' if joint else ''}."
    )


def figure(result: dict[str, Any]) -> str:
    """Return an SVG of the differences between the ranks' distribution and an even one, with both bands."""
    from io import StringIO

    import matplotlib as mpl
    from matplotlib.figure import Figure

    ranks = looked_at(result)
    n = len(result["replicates"])
    bands = [simultaneous_band(n, POINTS, chance) for chance in (BAND, 1 - (1 - BAND) / len(ranks))]
    columns = 4
    with mpl.rc_context({"svg.hashsalt": "contraflow", "svg.fonttype": "none", "font.size": 8}):
        drawn = Figure(figsize=(11, 2 * -(-len(ranks) // columns)), layout="constrained")
        axes = drawn.subplots(-(-len(ranks) // columns), columns, sharex=True, sharey=True).ravel()
        for ax in axes[len(ranks) :]:
            ax.set_visible(False)
        for ax, (name, values) in zip(axes, ranks.items(), strict=False):
            for band, colour in zip(bands[::-1], ("0.92", "0.82"), strict=True):
                ax.fill_between(band.at, band.low - band.at, band.high - band.at, color=colour, linewidth=0)
            ax.plot(bands[0].at, cumulated(values, DRAWS, POINTS) - bands[0].at, color="C0", linewidth=1.2)
            ax.axhline(0, color="0.4", linewidth=0.5)
            ax.set_title(name, fontsize=8)
        drawn.supxlabel("rank of the truth among the draws, as a share")
        drawn.supylabel("share of truths at or below it, less what is even")
        text = StringIO()
        drawn.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()


def histogram(result: dict[str, Any]) -> str:
    """Return an SVG of rank histograms of the weekly quantities, all weeks together, as a first look."""
    from io import StringIO

    import matplotlib as mpl
    from matplotlib.figure import Figure

    names = list(result["replicates"][0]["weeks"])
    with mpl.rc_context({"svg.hashsalt": "contraflow", "svg.fonttype": "none", "font.size": 8}):
        drawn = Figure(figsize=(11, 2.2), layout="constrained")
        for ax, name in zip(drawn.subplots(1, len(names), sharey=True), names, strict=True):
            weeks = np.array([each["weeks"][name] for each in result["replicates"]])
            ax.hist(weeks.ravel(), bins=np.arange(0, DRAWS + 2, 10), density=True, color="C0", alpha=0.7)
            ax.axhline(1 / (DRAWS + 1), color="0.3", linewidth=0.8)
            ax.set_title(f"{name}, all weeks", fontsize=8)
            ax.set_yticks([])
        text = StringIO()
        drawn.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()


CAPTIONS = {"bands": "Distribution of ranks less an even one, with its bands", "ranks": "Rank histograms of all weeks"}


def write_page(results: Sequence[dict[str, Any]]) -> None:
    """Put figures, tables and sentences into docs/calibration.md, between its marks."""
    page = DOCS / "calibration.md"
    text = page.read_text("utf-8")
    for result in results:
        name = "-".join(part for part in (result["name"], result["fault"]) if part)
        parts = [sentences(result), table(result)]
        if not result["fault"]:
            for kind, draw in (("bands", figure), ("ranks", histogram)):
                (DOCS / f"calibration-{name}-{kind}.svg").write_text(draw(result), "utf-8")
                parts.append(f"![{CAPTIONS[kind]}, {name}](calibration-{name}-{kind}.svg)")
        text = _between(text, name, "\n\n".join(parts))
    page.write_text(text, "utf-8")


def _between(text: str, name: str, new: str) -> str:
    first, last = f"<!-- results {name} -->", f"<!-- end {name} -->"
    before, mark, rest = text.partition(first)
    _, end, after = rest.partition(last)
    if not mark or not end:
        raise SystemExit(f"docs/calibration.md: no place {first} ... {last}; add both lines")
    return f"{before}{first}\n{new}\n{last}{after}"


def latest() -> Iterator[dict[str, Any]]:
    """Yield the stored results."""
    for path in sorted(RESULTS.glob("calibration-*-2*.json")):
        yield json.loads(path.read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("settings", nargs="*", metavar="SETTING", help="toy, yalu; both when none is named")
    parser.add_argument("--replications", type=int, default=200)
    parser.add_argument("--particles", type=int, default=0, help="instead of the setting's own")
    parser.add_argument("--fault", choices=("", "half", "twice"), default="", help="a deliberate fault, see said_of")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--at-most", type=int, default=0, help="stop after so many replications; run again to go on")
    parser.add_argument("--draw", action="store_true", help="only figures and tables of the stored results")
    chosen = parser.parse_args()
    if not chosen.draw:
        for name in chosen.settings or SETTINGS:
            setting = SETTINGS[name]
            if chosen.particles:
                setting = replace(setting, particles=chosen.particles)
            result = run(setting, chosen.replications, chosen.fault, chosen.workers, chosen.at_most)
            print("go on with the same command" if result is None else f"{sentences(result)}\n\n{table(result)}")
    write_page(list(latest()))


if __name__ == "__main__":
    main()
