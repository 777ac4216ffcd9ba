"""priors.toml and reliability.toml: what is believed before any evidence, each with its reason."""

from pathlib import Path
from typing import Any

from contraflow.case.case import Origin, Prior
from contraflow.case.table import Findings, line_of, listed, read_toml, suggest

KEYS = ("family", "value", "spread", "unit", "reason")
FAMILIES = ("normal", "lognormal", "logitnormal")
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
            origin = Origin(PRIORS, line_of(text, f"[{name}]"))
            if isinstance(entry, dict) and _is_whole(name, entry, origin, findings):
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


def _is_whole(name: str, entry: dict[str, Any], origin: Origin, findings: Findings) -> bool:
    before = len(findings.problems)
    for key in KEYS:
        if key not in entry:
            findings.add(origin, f"{name}.{key}", "nothing", listed(KEYS), f"add {key}")
    for key in entry:
        if key not in KEYS:
            findings.add(origin, f"{name}.{key}", "an unknown key", listed(KEYS), suggest(key, KEYS))
    if len(findings.problems) > before:
        return False
    for key, kind, what in (("value", (int, float), "a number"), ("spread", (int, float), "a number"),
                            ("unit", str, "text"), ("reason", str, "text")):  # fmt: skip
        if not isinstance(entry[key], kind) or isinstance(entry[key], bool):
            findings.add(origin, f"{name}.{key}", repr(entry[key]), what, "correct it")
    if entry["family"] not in FAMILIES:
        findings.add(origin, f"{name}.family", repr(entry["family"]), listed(FAMILIES), suggest(str(entry["family"]), FAMILIES))
    if len(findings.problems) > before:
        return False
    if entry["spread"] < 0 or not entry["reason"].strip():
        findings.add(origin, name, "a negative spread or no reason", "a spread of 0 or more and a reason", "correct it")
    if entry["family"] == "lognormal" and entry["value"] <= 0:
        findings.add(origin, f"{name}.value", repr(entry["value"]), "above 0 for lognormal", "correct the value or the family")
    if entry["family"] == "logitnormal" and not 0 < entry["value"] < 1:
        findings.add(
            origin,
            f"{name}.value",
            repr(entry["value"]),
            "between 0 and 1 for logitnormal",
            "correct the value or the family",
        )
    return len(findings.problems) == before


def read_reliability(folder: Path, findings: Findings) -> dict[str, float]:
    """Return the chance, by role of the voice, that a claim says anything of the state."""
    tables, text = read_toml(folder, RELIABILITY, findings)
    found = {}
    for role, entry in tables.items():
        origin = Origin(RELIABILITY, line_of(text, f"[{role}]"))
        chance = entry.get("chance") if isinstance(entry, dict) else None
        if not isinstance(chance, int | float) or isinstance(chance, bool) or not 0 <= chance <= 1:
            findings.add(origin, f"{role}.chance", repr(chance), "a number from 0 to 1", "correct it")
            continue
        if not isinstance(entry.get("reason"), str) or set(entry) != {"chance", "reason"}:
            findings.add(origin, role, listed(list(entry)), "chance, reason", "give both and nothing else")
        found[role] = float(chance)
    return found
