"""reliability.toml: how far each role of a voice is trusted before any evidence, and how far outlets may differ.

A role has the prior median of its ``chance`` and a ``spread`` on its logit; without a spread it is taken as known. The table
``outlets`` says how far one outlet's logit may lie from what its roles are worth on average (``spread``) and from how many
coded claims on an outlet is told apart (``least_claims``); without it none is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contraflow.case.case import Origin, Outlets, Prior, SeriesRow
from contraflow.case.files import line_of, read_toml
from contraflow.case.findings import Findings, listed, suggest
from contraflow.case.priors import is_number
from contraflow.case.table import read_rows
from contraflow.words.load import claim_words

RELIABILITY = "reliability.toml"
ROLE_KEYS = ("chance", "spread", "reason")
OUTLETS, OUTLET_KEYS = "outlets", ("spread", "least_claims", "reason")
QUOTING = re.compile(r"\(\s*quoting\s+([^)]+)\)", re.IGNORECASE)


def outlet_key(name: str) -> str:
    """Return an outlet's name as a word of lower-case letters, digits and underscores; empty for a name without any.

    What stands in brackets (the place of a reprint) is left out, but whoever is quoted is the outlet: "Blog (quoting Daily
    NK)" is ``daily_nk``.
    """
    quoted = QUOTING.search(name)
    plain = quoted[1] if quoted else re.sub(r"\([^)]*\)", " ", name)
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")


def series_key(name: str) -> str:
    """Return the key under which a series is told apart like an outlet."""
    return f"series_{outlet_key(name)}"


def read_reliability(folder: Path, series: Sequence[SeriesRow], findings: Findings) -> tuple[dict[str, Prior], Outlets]:
    """Return the prior of each role's chance and how far outlets may differ.

    Args:
        series: rows of the case; each series counts as an outlet of its own.
    """
    tables, text = read_toml(folder, RELIABILITY, findings)
    roles = {}
    for name, entry in tables.items():
        if name != OUTLETS:
            prior = _role(name, entry, text, findings)
            if prior is not None:
                roles[name] = prior
    outlets = _outlets(tables[OUTLETS], _count(folder, series), text, findings) if OUTLETS in tables else Outlets()
    return roles, outlets


def _role(role: str, entry: Any, text: str, findings: Findings) -> Prior | None:
    origin = Origin(RELIABILITY, line_of(text, role))
    known = [*claim_words("roles"), OUTLETS]
    if role not in known:
        findings.add(origin, role, "an unknown role", listed(known), suggest(role, known))
    values = _whole(role, entry, ROLE_KEYS, ("chance", "reason"), text, findings)
    if values is None:
        return None
    problems = _Problems(role, origin, text, findings)
    spread = values.get("spread", 0.0)
    problems.unless(is_number(values["chance"]) and 0 < values["chance"] < 1, "chance", values, "a number above 0 and below 1")
    problems.unless(is_number(spread) and spread >= 0, "spread", values, "a number, 0 or more")
    if problems.any:
        return None
    return Prior(
        f"evidence.role_{role}", "logitnormal", float(values["chance"]), float(spread), "1", str(values["reason"]), origin
    )


def _outlets(entry: Any, claims: dict[str, int], text: str, findings: Findings) -> Outlets:
    origin = Origin(RELIABILITY, line_of(text, OUTLETS))
    values = _whole(OUTLETS, entry, OUTLET_KEYS, OUTLET_KEYS, text, findings)
    if values is None:
        return Outlets()
    problems = _Problems(OUTLETS, origin, text, findings)
    spread, least = values["spread"], values["least_claims"]
    problems.unless(is_number(spread) and spread >= 0, "spread", values, "a number, 0 or more")
    whole = isinstance(least, int) and not isinstance(least, bool) and least >= 1
    problems.unless(whole, "least_claims", values, "a whole number, 1 or more")
    if problems.any:
        return Outlets()
    return Outlets(float(spread), int(least), str(values["reason"]), claims, origin)


class _Problems:
    """Notes wrong values of one table."""

    def __init__(self, table: str, origin: Origin, text: str, findings: Findings) -> None:
        self.table, self.origin, self.text, self.findings = table, origin, text, findings
        self.any = False

    def unless(self, fine: bool, key: str, values: dict[str, Any], allowed: str) -> None:
        if not fine:
            line = line_of(self.text, key, self.origin.line) or self.origin.line
            self.findings.add(Origin(RELIABILITY, line), f"{self.table}.{key}", repr(values[key]), allowed, "correct it")
            self.any = True


def _whole(
    table: str, entry: Any, keys: Sequence[str], needed: Sequence[str], text: str, findings: Findings
) -> dict[str, Any] | None:
    """Return a table whose keys are as they should be and whose reason says something; else note what is wrong."""
    origin = Origin(RELIABILITY, line_of(text, table))
    if not isinstance(entry, dict):
        findings.add(origin, table, "a bare value", f"a table with {listed(keys)}", f"write [{table}]")
        return None
    before = len(findings.problems)
    for key in entry:
        if key not in keys:
            line = line_of(text, key, origin.line) or origin.line
            findings.add(Origin(RELIABILITY, line), f"{table}.{key}", "an unknown key", listed(keys), suggest(key, keys))
    for key in needed:
        if key not in entry:
            findings.add(origin, f"{table}.{key}", "nothing", listed(keys), f"add {key}")
    reason = entry.get("reason", "given above")
    if not isinstance(reason, str) or not reason.strip():
        line = line_of(text, "reason", origin.line) or origin.line
        findings.add(Origin(RELIABILITY, line), f"{table}.reason", repr(reason), "why this is believed", "give the reason")
    return entry if len(findings.problems) == before else None


def _count(folder: Path, series: Sequence[SeriesRow]) -> dict[str, int]:
    """Return how many coded claims each outlet has, and rows of evidence each series."""
    # what is wrong with these two tables is told by those who read them whole (claims/coded.py)
    untold = Findings()
    outlet = {row.text("id"): outlet_key(row.text("outlet")) for row in read_rows(folder, "reports.csv", (), untold)}
    found = Counter(outlet.get(row.text("report"), "") for row in read_rows(folder, "claims.csv", (), untold))
    found.update(series_key(row.series) for row in series if row.evidence)
    del found[""]
    return dict(found)
