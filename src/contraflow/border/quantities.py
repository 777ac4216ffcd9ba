"""What is told of the border: columns derived from a week's mean rows, each with a name, a place and a unit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contraflow.border.indicator import LEAST, Facts
from contraflow.border.tables import HULLS

Floats = NDArray[np.float64]

WHOLE = "border"


@dataclass(frozen=True)
class Column:
    """One derived number.

    Attributes:
        quantity: openness, enforcement, flow, flow_by_good, hire_fee, hired_share, daylight_share, official_trade,
            tolerance, price, bribe, state_smuggling, crossings, seizures.
        key: side, good or direction; empty when there is none.
        place: ``border`` or a sector id.
        unit: as shown to the reader.
    """

    quantity: str
    key: str
    place: str
    unit: str


def columns(facts: Facts) -> tuple[Column, ...]:
    """Return the columns that ``derive`` gives, in order."""
    case = facts.case
    places = (WHOLE, *case.sector_ids)
    ratio = f"ratio to {_period(facts)}"
    return (
        *(Column("openness", "", place, "%") for place in places),
        *(Column("enforcement", side, place, ratio) for side in case.sides for place in places),
        *(Column("flow", "", place, ratio) for place in places),
        *(Column("flow_by_good", good.id, WHOLE, ratio) for good in case.modelled_goods),
        Column("hire_fee", "", WHOLE, ratio),
        Column("hired_share", "", WHOLE, "share of crossings by water"),
        Column("daylight_share", "", WHOLE, "share of live goods"),
        *(Column("official_trade", direction, WHOLE, ratio) for direction in ("out", "in")),
        Column("tolerance", "", WHOLE, "log units"),
        *(Column("price", good.id, WHOLE, ratio) for good in case.modelled_goods),
        Column("bribe", "", WHOLE, ratio),
        Column("state_smuggling", "", WHOLE, "share of days"),
        Column("crossings", "", WHOLE, "1/day, in the model's own numbers of traders"),
        Column("seizures", "", WHOLE, "1/day, in the model's own numbers of traders"),
    )


def _period(facts: Facts) -> str:
    first, last = facts.case.reference
    return str(first.year) if first.year == last.year else f"{first:%Y-%m}/{last:%Y-%m}"


def derive(rows: NDArray[np.float32], facts: Facts) -> NDArray[np.float32]:
    """Return the derived columns of mean rows, shape (particle, column).

    Args:
        rows: means of the rows that can be observed over some days, shape (particle, row).
    """
    n = len(facts.sectors)
    part = {name: rows[:, facts.rows(name).start : facts.rows(name).stop].astype(np.float64) for name in _USED}
    usual = {name: facts.usual(name) for name in _USED}
    flow, usual_flow = part["seen_flow"].reshape(-1, 2, n).sum(1), usual["seen_flow"].reshape(2, n).sum(0)
    usual_flow = np.maximum(usual_flow, LEAST)  # priors may close a sector, or a border, for good
    weight = usual_flow / usual_flow.sum()
    hulls = facts.reference.border.sectors[:, HULLS].astype(np.float64)
    intensity = part["seen_enforcement"] - usual["seen_enforcement"]
    return np.concatenate(
        [
            _whole_first(100 * part["seen_openness"] @ weight, 100 * part["seen_openness"]),
            *(
                np.exp(_whole_first(intensity[:, x * n : x * n + n] @ weight, intensity[:, x * n : x * n + n]))
                for x in range(2)
            ),
            _whole_first(flow.sum(1) / usual_flow.sum(), flow / usual_flow),
            part["seen_flow_good"] / np.maximum(usual["seen_flow_good"], LEAST),
            _ratio(part["seen_fee"] @ hulls, float(usual["seen_fee"] @ hulls)),
            _share(part["seen_hired"].sum(1), part["seen_afloat"].sum(1)),
            _share(part["seen_live_day"][:, 0], part["seen_live"][:, 0]),
            part["seen_official"],
            part["seen_tolerance"],
            np.exp(part["seen_price"]),
            _ratio(part["seen_bribe"].mean(1), float(usual["seen_bribe"].mean())),
            part["seen_regime"],
            part["seen_crossings"].sum(1, keepdims=True),
            part["seen_seized"].sum(1, keepdims=True),
        ],
        axis=1,
    ).astype(np.float32)


_USED = (
    "seen_openness", "seen_enforcement", "seen_flow", "seen_flow_good", "seen_fee", "seen_hired", "seen_afloat",
    "seen_live_day", "seen_live", "seen_official", "seen_tolerance", "seen_price", "seen_bribe", "seen_regime",
    "seen_crossings", "seen_seized",
)  # fmt: skip


def _whole_first(whole: Floats, parts: Floats) -> Floats:
    return np.concatenate([whole[:, None], parts], axis=1)


def _ratio(values: Floats, usual: float) -> Floats:
    return np.asarray(values / max(usual, LEAST))[:, None]


def _share(part: Floats, whole: Floats) -> Floats:
    # without crossings there is no share; the usual half is what a reader would assume of nothing
    return np.asarray(np.where(whole > LEAST, part / np.maximum(whole, LEAST), 0.5))[:, None]
