"""The vocabulary: read once from the tables beside this file."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_PER = re.compile(r"\s+per\s+|\s*/\s*")


@dataclass(frozen=True)
class IndicatorWords:
    """One indicator of the codebook.

    Attributes:
        levels: words for 0 to 4; empty when it has no scale of levels.
        codes: name of the list of codes that its levels may be; empty when they are numbers.
        amounts: dimensions that its amounts may have (``money``, ``rate``); empty when any will do.
    """

    name: str
    meaning: str
    levels: tuple[str, ...]
    codes: str
    amounts: tuple[str, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """Return one vocabulary table, e.g. ``indicators``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def indicators() -> dict[str, IndicatorWords]:
    """Return the indicators by name, in the codebook's order."""
    return {
        name: IndicatorWords(
            name, entry["meaning"], tuple(entry["levels"]), entry.get("codes", ""), tuple(entry.get("amounts", ()))
        )
        for name, entry in table("indicators").items()
    }


def indicator_names() -> tuple[str, ...]:
    """Return the names of all indicators."""
    return tuple(indicators())


def claim_words(field: str) -> dict[str, str]:
    """Return the words that a field of a claim may hold with their meanings: kinds, modalities, roles, scopes ..."""
    return dict(table("claims")[field])


def case_words(field: str) -> dict[str, str]:
    """Return the words that a field of a case's files may hold with their meanings: place_kinds, provenance ..."""
    return dict(table("case")[field])


def event_codes() -> tuple[str, ...]:
    """Return the codes of events in claims."""
    return tuple(table("claims")["event_codes"])


def event_kinds() -> dict[str, str]:
    """Return the kinds of events in a calendar with their meanings."""
    return {name: entry["meaning"] for name, entry in table("events").items()}


def dimension(unit: str) -> str | None:
    """Return what a unit measures: money, rate, mass, volume, count, share; None when its head is no known unit.

    The head is what stands before the first ``per``, without scales such as ``million``; its first word counts, so that
    ``CNY fine per case`` is money. A rate is one currency per another.
    """
    head, *below = _PER.split(unit.strip())
    words = [word for word in head.split() if word not in table("units")["scale"]]
    found = _kind(words[0]) if words else None
    if found == "money" and below and _kind(below[0]) == "money":
        return "rate"
    return found if found != "time" else None


def _kind(word: str) -> str | None:
    kinds = table("units")
    return next((kind for kind in kinds if kind != "scale" and word in kinds[kind]), None)
