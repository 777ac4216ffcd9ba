"""``python -m benchmarks``: the race and the border model's own cost, in one table each; results are kept with their date.

python -m benchmarks               both (some twenty minutes on two idle cores)
python -m benchmarks race          the reference model against other engines
python -m benchmarks border        commands, nowcast, growth of the border model
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import border

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "performance.md"


def run_race(quick: bool, rounds: int) -> None:
    from benchmarks.race import report, run

    found = run.race(rounds if not quick else 2)
    shown = report.table(found)
    print(shown)
    keep("race", found, quick)
    if not quick:
        put(PAGE, "race", f"{today()}.\n\n{shown}")


def run_border(quick: bool) -> None:
    found = border.run(quick)
    keep("border", found, quick)
    if not quick:
        rows = [f"| {' | '.join(row.values())} |" for row in border.SAID]
        put(PAGE, "border", f"{today()}.\n\n" + "\n".join(rows))


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def keep(what: str, found: dict[str, object], quick: bool) -> None:
    """Store results under their date; a quick look is not kept."""
    if quick:
        return
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{today()}-{what}.json"
    path.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"kept in {path.relative_to(ROOT)}", file=sys.stderr)


def put(page: Path, name: str, text: str) -> None:
    """Replace what stands between a page's two marks of that name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = page.read_text("utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{page.relative_to(ROOT)}: found no marks {begin} and {end}; put them where the table belongs")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("race", "border"), help="one of the two; both when left out")
    parser.add_argument("--quick", action="store_true", help="fewer particles and rounds; nothing is kept")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the race, at least 5 (default 7)")
    parser.add_argument("--measure", choices=border.MEASURES, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(border.MEASURES[chosen.measure](chosen.quick)))
        return
    if chosen.rounds < 5:
        parser.error(f"--rounds: found {chosen.rounds}; allowed: 5 or more; do: leave it out for 7")
    steps: dict[str, Callable[[], None]] = {
        "race": lambda: run_race(chosen.quick, chosen.rounds),
        "border": lambda: run_border(chosen.quick),
    }
    for name, step in steps.items():
        if chosen.what in (None, name):
            step()


if __name__ == "__main__":
    from benchmarks.race.crew import RaceError

    try:
        main()
    except RaceError as problem:
        sys.exit(f"race: {problem}")
