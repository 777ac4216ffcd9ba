"""The vocabulary: read once from the tables beside this file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class IndicatorWords:
    """One indicator of the codebook.

    Attributes:
        levels: words for 0 to 4; empty when it has no scale of levels.
    """

    name: str
    meaning: str
    levels: tuple[str, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """Return one vocabulary table, e.g. ``indicators``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def indicators() -> dict[str, IndicatorWords]:
    """Return the indicators by name, in the codebook's order."""
    return {name: IndicatorWords(name, entry["meaning"], tuple(entry["levels"])) for name, entry in table("indicators").items()}


def indicator_names() -> tuple[str, ...]:
    """Return the names of all indicators."""
    return tuple(indicators())


def claim_words(field: str) -> dict[str, str]:
    """Return the words that a field of a claim may hold with their meanings: kinds, modalities, roles, scopes ..."""
    return dict(table("claims")[field])


def event_codes() -> tuple[str, ...]:
    """Return the codes of events in claims."""
    return tuple(table("claims")["codes"]["events"])


def event_kinds() -> dict[str, str]:
    """Return the kinds of events in a calendar with their meanings."""
    return {name: entry["meaning"] for name, entry in table("events").items()}
