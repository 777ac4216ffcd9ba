"""How it was made: enough to make it again, byte for byte."""

import shlex

import numpy as np

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Line, Paragraph, Section, Table
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.release.marks import HOUSE


def write(material: Material, notes: Footnotes) -> Section:
    """Write the run record and the command that repeats it."""
    run = material.estimates.run
    rows: list[tuple[Line, ...]] = [
        (("Case",), (f"{run.case}, version {run.case_version}",)),
        (("SHA-1 of the case's files",), (run.case_sha1,)),
        (("Evidence known by",), (numbers.day_text(run.known_by),)),
        (("contraflow",), (run.version,)),
        (("Seed",), (str(run.seed),)),
        (("Particles",), (numbers.number(run.particles, 0),)),
        (("Log evidence",), (numbers.number(material.estimates.log_evidence, 1),)),
        (("Effective sample size",), (_sample_size(material),)),
        *(((name.replace("_", " ").capitalize(),), (value,)) for name, value in sorted(run.options.items())),
    ]
    if material.forecast:
        rows.append((("Days ahead",), (str(material.forecast.days),)))
    summary: Line = ("The same case, version, seed and options give the same briefing, byte for byte.",)
    table = Table(("The run.",), ("What", "Value"), tuple(rows))
    return Section("made", "How this was made", summary, (table, Paragraph((command(material),), "command")))


def command(material: Material) -> str:
    """Return the command line that makes this briefing again; options without a flag stand in the table."""
    run = material.estimates.run
    words = ["contraflow", "brief", f"cases/{run.case}", "--known-by", run.known_by.isoformat()]
    words += ["--seed", str(run.seed), "--particles", str(run.particles)]
    words += ["--release", run.audience] if run.audience not in {"", HOUSE} else []
    if material.forecast:
        words += ["--days", str(material.forecast.days)]
        for scenario in material.forecast.scenarios:
            forced = ",".join(f"{event}={outcome}" for event, outcome in scenario.outcomes.items())
            words += ["--if", forced] if forced else []
            words += [part for event in scenario.without for part in ("--without", event)]
    return shlex.join(words)


def _sample_size(material: Material) -> str:
    values = material.estimates.ess.values.astype(float)
    finite = values[np.isfinite(values)]
    if not finite.size:
        return "not recorded"
    return f"median {numbers.number(float(np.median(finite)), 0)}, lowest {numbers.number(float(finite.min()), 0)}"
