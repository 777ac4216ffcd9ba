"""What a statement is about in the model's terms: which sectors, goods and side it informs, or why none."""

from dataclasses import dataclass

from contraflow.case.case import Case
from contraflow.errors import InputError

# indicators of which the border model holds a state
WEIGHED = frozenset(
    {"enforcement", "flow", "official_trade", "hire_fee", "bribe", "seizure", "tolerance", "state_smuggling"}
    | {"carrier", "timing", "price"}
)
# of these there is one for the whole border, wherever they were seen
NATIONAL = frozenset({"official_trade", "tolerance", "state_smuggling", "price"})
NOT_WEIGHED = {
    "sanction": "sanctions stand in the calendar",
    "diplomacy": "talks stand in the calendar",
    "closure": "closures stand in the calendar",
    "environment": "ice and floods stand in the calendar",
}


@dataclass(frozen=True)
class Subject:
    """Where, of what and on whose side.

    Attributes:
        sectors: see ``Observation.sectors``; empty when a national quantity was seen away from the border.
        goods: see ``Observation.goods``.
        partial: one place, or some goods, speak for a quantity of the whole border.
    """

    sectors: tuple[str, ...]
    goods: tuple[str, ...]
    side: str
    direction: str
    partial: bool


def read_subject(indicator: str, place: str, good: str, side: str, direction: str, case: Case, *, what: str) -> Subject | str:
    """Return what a statement informs, or a plain reason why it informs nothing.

    Args:
        indicator: of the codebook.
        place: id of a place.
        good: id of a good, ``all``, ``unspecified`` or empty.
        side: id of a side, ``both`` or empty.
        direction: in, out, both or empty.
        case: the border.
        what: names the statement in errors.

    Raises:
        InputError: if the case does not know the place or the good.
    """
    if indicator not in WEIGHED:
        return NOT_WEIGHED.get(indicator, f"the model holds no {indicator.replace('_', ' ')}")
    _known(place, case.places, "place", what)
    if good not in {"all", "unspecified", ""}:
        _known(good, case.goods, "good", what)
    side, direction = ("" if word == "both" else word for word in (side, direction))
    if indicator == "tolerance" and side and side != case.home:
        return "the model holds the tolerance of the home authorities only; of the far side it is enforcement"
    goods = _goods(indicator, good, side, direction, case)
    if isinstance(goods, str):
        return goods
    sectors = case.sectors_of(place)
    if not sectors and indicator not in NATIONAL:
        return "informs no sector of the border"
    partial = indicator in NATIONAL - {"price"} and len(sectors) < len(case.sectors)
    return Subject(sectors, goods, side, direction, partial)


def _goods(indicator: str, good: str, side: str, direction: str, case: Case) -> tuple[str, ...] | str:
    leaves = [case.goods[leaf] for leaf in case.leaves_of(good)]
    if not leaves:
        return f"about {case.goods[good].name}, which the model does not trade"
    leaves = [leaf for leaf in leaves if not direction or leaf.direction in {direction, ""}]
    if not leaves:
        return f"about {case.goods[good].name} going {direction}, which the model does not trade"
    if indicator == "price":
        # the model holds the price in the buyers' market
        leaves = [leaf for leaf in leaves if not side or (leaf.direction == "in") == (side == case.home)]
        if not leaves:
            return "a price where the good is sold from; the model holds the price where it is bought"
        return tuple(leaf.id for leaf in leaves)
    if good in {"all", "unspecified", ""}:
        return ()
    return tuple(leaf.id for leaf in leaves)


def _known(name: str, names: object, field: str, what: str) -> None:
    if name not in names:  # type: ignore[operator]
        raise InputError(f"{what} {field}: found {name!r}; allowed: an id of the case; do: run contraflow check")
