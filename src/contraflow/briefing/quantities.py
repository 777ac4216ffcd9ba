"""The quantities that a briefing shows: names, what they mean, and which evidence is about them."""

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
)
BY_ID = {quantity.id: quantity for quantity in QUANTITIES}


def quantity_name(quantity_id: str) -> str:
    """Return the name of a quantity in running text; an id without an entry is spoken without its underscores."""
    known = BY_ID.get(quantity_id)
    return known.name if known else quantity_id.replace("_", " ")


def indicators_of(quantity_id: str) -> frozenset[str]:
    """Return the indicators that are about a quantity."""
    known = BY_ID.get(quantity_id)
    return known.indicators if known else frozenset({quantity_id})


def family_of(quantity_id: str) -> str:
    """Return the colours of a quantity's charts."""
    known = BY_ID.get(quantity_id)
    return known.family if known else "slate"
