"""priors.toml and reliability.toml: what is believed before any evidence, each with its reason."""

from pathlib import Path
from typing import Any

from contraflow.case.case import Origin, Prior
from contraflow.case.files import line_of, read_toml
from contraflow.case.findings import Findings, listed, suggest
from contraflow.case.table import MOST
from contraflow.words.load import case_words, claim_words

KEYS = ("family", "value", "spread", "unit", "reason")
FAMILIES = tuple(case_words("families"))
PRIORS, RELIABILITY = "priors.toml", "reliability.toml"


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
        if not _is_number(entry[key]):
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


def _is_number(value: object) -> bool:
    # the bound also keeps out inf and nan, which TOML allows
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST


def read_reliability(folder: Path, findings: Findings) -> dict[str, float]:
    """Return the chance, by role of the voice, that a claim says anything of the state."""
    tables, text = read_toml(folder, RELIABILITY, findings)
    found = {}
    for role, entry in tables.items():
        origin = Origin(RELIABILITY, line_of(text, role))
        if role not in claim_words("roles"):
            findings.add(
                origin, role, "an unknown role", listed(list(claim_words("roles"))), suggest(role, claim_words("roles"))
            )
        chance = entry.get("chance") if isinstance(entry, dict) else None
        if not isinstance(chance, int | float) or isinstance(chance, bool) or not 0 <= chance <= 1:
            findings.add(origin, f"{role}.chance", repr(chance), "a number from 0 to 1", "correct it")
            continue
        if not isinstance(entry.get("reason"), str) or set(entry) != {"chance", "reason"}:
            findings.add(origin, role, listed(list(entry)), "chance, reason", "give both and nothing else")
        found[role] = float(chance)
    return found
