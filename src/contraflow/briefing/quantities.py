"""The quantities that a briefing shows: names, what they mean, and which evidence is about them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """One quantity of ``Estimates.weekly``.

    Attributes:
        id: name of the variable.
        name: as in running text.
        meaning: a sentence for the glossary.
        indicators: indicators of the observations that are about it, directly or one step away.
        family: which colours its charts have: water, goods or slate.
    """

    id: str
    name: str
    meaning: str
    indicators: frozenset[str]
    family: str


QUANTITIES = (
    Quantity(
        "openness",
        "openness",
        "The chance that a reference crossing, the same small cargo by the same means everywhere, passes without being "
        "seized. It rises when patrols slacken or a crossing reopens, and falls when they tighten.",
        frozenset({"enforcement", "seizure", "closure", "tolerance", "bribe", "collusion", "environment"}),
        "water",
    ),
    Quantity(
        "flow",
        "unofficial flow",
        "Goods that cross outside the rules, as a ratio to the reference period. It says nothing of tonnes unless a "
        "source does.",
        frozenset({"flow", "enforcement", "seizure", "carrier", "closure", "state_smuggling"}),
        "goods",
    ),
    Quantity(
        "enforcement",
        "enforcement",
        "How many inspections a crossing meets from one side's forces, as a ratio to the reference period.",
        frozenset({"enforcement", "seizure", "collusion", "bribe"}),
        "slate",
    ),
    Quantity(
        "hire_fee",
        "hire fee",
        "What the owner of a hired carrier asks for a crossing, as a ratio to the reference period.",
        frozenset({"hire_fee", "carrier"}),
        "slate",
    ),
    Quantity(
        "hired_share",
        "hired share",
        "The share of crossings made with hired carriers rather than the traders' own.",
        frozenset({"carrier", "hire_fee"}),
        "slate",
    ),
    Quantity(
        "daylight_share",
        "daylight share",
        "The share of live goods that cross by day. Live goods lose value by waiting, so it rises when the risk falls.",
        frozenset({"timing"}),
        "slate",
    ),
    Quantity(
        "official_trade",
        "official trade",
        "Licensed trade through customs, as a ratio to the reference period.",
        frozenset({"official_trade", "sanction", "closure"}),
        "slate",
    ),
    Quantity(
        "tolerance",
        "home tolerance",
        "How far the home authorities let smuggling pass as a matter of policy.",
        frozenset({"tolerance", "state_smuggling"}),
        "slate",
    ),
    Quantity(
        "flow_by_good",
        "unofficial flow by good",
        "The unofficial flow of one good, as a ratio to the reference period.",
        frozenset({"flow", "carrier"}),
        "goods",
    ),
    Quantity(
        "price",
        "price",
        "The price of a good on the home market.",
        frozenset({"price", "supply"}),
        "slate",
    ),
    Quantity(
        "bribe",
        "bribe",
        "What guards take to let a full load pass, as a ratio to the reference period.",
        frozenset({"bribe", "collusion"}),
        "slate",
    ),
    Quantity(
        "state_smuggling",
        "state-run smuggling",
        "The share of days on which smuggling run by the home state is switched on.",
        frozenset({"state_smuggling"}),
        "slate",
    ),
)
BY_ID = {quantity.id: quantity for quantity in QUANTITIES}
WAYS = {"out": "exports", "in": "imports"}
CHANGE = "change of "


def split(quantity_id: str) -> tuple[str, str]:
    """Return the variable and the key of a quantity such as ``enforcement china`` or ``change of flow``."""
    variable, _, key = quantity_id.removeprefix(CHANGE).partition(" ")
    return variable, key


def quantity_name(quantity_id: str, side_names: Mapping[str, str]) -> str:
    """Return a quantity's name in running text, e.g. ``enforcement, China``; an unknown id loses its underscores."""
    variable, key = split(quantity_id)
    known = BY_ID.get(variable)
    name = known.name if known else variable.replace("_", " ")
    change = CHANGE if quantity_id.startswith(CHANGE) else ""
    return f"{change}{name}{f', {side_names.get(key, WAYS.get(key, key))}' if key else ''}"


def indicators_of(quantity_id: str) -> frozenset[str]:
    """Return the indicators that are about a quantity."""
    variable, _ = split(quantity_id)
    known = BY_ID.get(variable)
    return known.indicators if known else frozenset({variable})


def family_of(quantity_id: str) -> str:
    """Return the colours of a quantity's charts."""
    known = BY_ID.get(split(quantity_id)[0])
    return known.family if known else "slate"
