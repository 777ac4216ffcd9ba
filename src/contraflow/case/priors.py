"""priors.toml: what is believed of the model's parameters before any evidence, each with its reason."""

from pathlib import Path
from typing import Any

from contraflow.case.case import Origin, Prior
from contraflow.case.files import line_of, read_toml
from contraflow.case.findings import Findings, listed, suggest
from contraflow.case.table import MOST
from contraflow.words.load import case_words

KEYS = ("family", "value", "spread", "unit", "reason")
FAMILIES = tuple(case_words("families"))
PRIORS = "priors.toml"


def read_priors(folder: Path, findings: Findings) -> dict[str, Prior]:
    """Return the priors by full parameter name."""
    tables, text = read_toml(folder, PRIORS, findings)
    found = {}
    for mechanism, entries in tables.items():
        if not isinstance(entries, dict):
            findings.add(
                Origin(PRIORS, line_of(text, mechanism)),
                mechanism,
                "a bare value",
                "tables [mechanism.parameter]",
                "move it",
            )
            continue
        for parameter, entry in entries.items():
            name = f"{mechanism}.{parameter}"
            origin = Origin(PRIORS, line_of(text, name))
            if not isinstance(entry, dict):
                origin = Origin(PRIORS, line_of(text, parameter, line_of(text, mechanism)))
                findings.add(origin, name, "a bare value", "tables [mechanism.parameter]", "move it")
            elif _is_whole(name, entry, origin, text, findings):
                found[name] = Prior(
                    name,
                    entry["family"],
                    float(entry["value"]),
                    float(entry["spread"]),
                    entry["unit"],
                    entry["reason"],
                    origin,
                )
    return found


def _is_whole(name: str, entry: dict[str, Any], origin: Origin, text: str, findings: Findings) -> bool:
    before = len(findings.problems)

    def problem(key: str, found: str, allowed: str, remedy: str) -> None:
        line = line_of(text, key, origin.line) if key in entry else origin.line
        findings.add(Origin(PRIORS, line), f"{name}.{key}", found, allowed, remedy)

    for key in KEYS:
        if key not in entry:
            problem(key, "nothing", listed(KEYS), f"add {key}")
    for key in entry:
        if key not in KEYS:
            problem(key, "an unknown key", listed(KEYS), suggest(key, KEYS))
    if len(findings.problems) > before:
        return False
    for key in ("value", "spread"):
        if not is_number(entry[key]):
            problem(key, repr(entry[key]), "a finite number", "correct it")
    for key in ("unit", "reason"):
        if not isinstance(entry[key], str):
            problem(key, repr(entry[key]), "text", "put it in quotes")
    family, value = entry["family"], entry["value"]
    if family not in FAMILIES:
        problem("family", repr(family), listed(FAMILIES), suggest(str(family), FAMILIES))
    if len(findings.problems) > before:
        return False
    if entry["spread"] < 0:
        problem("spread", repr(entry["spread"]), "0 or more", "write 0 to fix the parameter")
    if not entry["reason"].strip():
        problem("reason", "nothing", "why this is believed, with a source where there is one", "give the reason")
    if family == "lognormal" and value <= 0:
        problem("value", repr(value), "above 0 for lognormal", "correct the value or the family")
    if family == "logitnormal" and not 0 < value < 1:
        problem("value", repr(value), "between 0 and 1 for logitnormal", "correct the value or the family")
    return len(findings.problems) == before


def is_number(value: object) -> bool:
    """Say whether a TOML value is a number that a case may hold."""
    # the bound also keeps out inf and nan, which TOML allows
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST
