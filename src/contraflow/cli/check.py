"""``contraflow check``."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contraflow.cli import options
from contraflow.cli.console import err, out, print_json, progress, say_if_compiling
from contraflow.errors import CaseError, InputError, Problem

if TYPE_CHECKING:
    from contraflow.case.case import Case

PriorFlag = Annotated[bool, typer.Option("--prior", help="Also check what the priors alone imply; see docs/calibration.md.")]
Histories = Annotated[int, typer.Option("--histories", help="Number of histories drawn from the priors.")]


def check(
    case: options.CaseFolder,
    prior: PriorFlag = False,
    histories: Histories = 512,
    seed: options.Seed = 7,
    folder: options.Out = Path("out"),
    audience: options.Release = options.HOUSE,
    overwrite: options.Overwrite = False,
    as_json: options.Json = False,
) -> None:
    """List all problems of a border's folder at once, each with file, line, what was found and what to do.

    With --prior, histories are drawn from the priors alone: what is absurd about them is flagged by stated rules, and the
    case's evidence is held against what they expect. Writes prior-check.html (plots and tables) and prior-check.json; the exit
    code is 1 when something is flagged.

    Example: [bold]contraflow check cases/yalu[/bold], [bold]contraflow check cases/yalu --prior --out out[/bold]
    """
    problems = find_problems(case)
    if problems:
        if as_json:
            print_json([asdict(problem) for problem in problems])
        else:
            for problem in problems:
                err.print(str(problem), markup=False)
            err.print(f"{case}: {len(problems)} problem(s)", style="red", markup=False)
        raise typer.Exit(2)
    if prior:
        _check_priors(case, (histories, seed), (folder, overwrite), as_json, audience)
    elif as_json:
        print_json([])
    else:
        out.print(f"{case}: no problems", markup=False)


def _check_priors(folder: Path, draws: tuple[int, int], target: tuple[Path, bool], as_json: bool, audience: str) -> None:
    """Draw, judge, write and say what is flagged; leave with exit code 1 when something is."""
    from contraflow.case import read_case
    from contraflow.cli.evidence import released_evidence
    from contraflow.cli.files import result_path, write_json, write_text
    from contraflow.cli.prior_page import as_plain, prior_page
    from contraflow.observations.observe import observe
    from contraflow.scenarios.prior_check import check_priors

    histories, seed = draws
    results, overwrite = target
    page, data = (result_path(results, name, overwrite) for name in ("prior-check.html", "prior-check.json"))
    border = read_case(folder)
    evidence = observe(released_evidence(border, audience).evidence, border).used
    say_if_compiling()
    with progress("drawing histories from the priors") as report:
        found = check_priors(border, evidence, histories=histories, seed=seed, progress=report)
    plain = as_plain(found, border, seed)
    write_text(prior_page(found, border, seed), page)
    write_json(plain, data)
    if as_json:
        print_json({**plain, "page": str(page)})
    else:
        for finding in found.findings:
            if finding.flagged:
                err.print(f"{finding.name}: {finding.says}: {100 * finding.share:.1f} % of histories, "
                          f"allowed {100 * finding.most:g} %. {finding.reason}", markup=False)  # fmt: skip
        for each in found.ranges:
            err.print(f"{each.place} {each.name}: {each.low:.3g} to {each.high:.3g} {each.unit}: {each.reason}", markup=False)
        for checked in found.indicators:
            if checked.flagged:
                err.print(f"{checked.indicator}: {100 * checked.outside:.0f} % of {checked.statements} statements lie where "
                          "the priors do not expect them", markup=False)  # fmt: skip
        out.print(f"{folder}: {found.flags or 'nothing'} flagged\n{page}\n{data}", markup=False)
    if found.flags:
        raise typer.Exit(1)


def check_folder(case: Path) -> None:
    """Raise CaseError with every problem of a case folder, if it has any."""
    problems = find_problems(case)
    if problems:
        raise CaseError(str(case), problems)


def find_problems(case: Path) -> list[Problem]:
    """Return every problem of a case folder: its files, its coded evidence, its priors and its learned parameters."""
    from contraflow.border.model import ORDER
    from contraflow.border.parameters import prior_problems
    from contraflow.case import read_case
    from contraflow.claims.coded import check_case

    problems = [*check_case(case), *_marks_problems(case)]
    # priors can be held against the model only when the case can be read at all, and draws only against sound priors
    problems = problems or prior_problems(border := read_case(case), ORDER)
    return problems or _learned_problems(border)


def _marks_problems(case: Path) -> list[Problem]:
    """Return what is wrong with the marks of reports and sources in a case's folder, if there are any."""
    from contraflow.case.findings import Findings
    from contraflow.release.marks import marks_of

    findings = Findings()
    marks_of(case, findings)
    return findings.problems


def _learned_problems(border: "Case") -> list[Problem]:
    """Return what is wrong with the learned parameters in a case's folder, if there are any."""
    from contraflow.border.model import ORDER
    from contraflow.border.parameters import ParameterCloud
    from contraflow.nowcasting.learned import DRAWS, FACTS, read_learned

    if not any((border.folder / name).is_file() for name in (DRAWS, FACTS)):
        return []
    try:
        read_learned(border.folder).pick(ParameterCloud(border, ORDER), 1, 0.0)
    except InputError as error:
        allowed = "draws that `contraflow fit` wrote for this case"
        return [Problem(DRAWS, 0, "", str(error), allowed, f"fit anew, or remove {DRAWS} and {FACTS}")]
    return []
