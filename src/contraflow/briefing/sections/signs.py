"""Signs beside the flow: enforcement, hire fee, hired share, daylight share, official trade, tolerance."""

import numpy as np

from contraflow.briefing import charts, numbers
from contraflow.briefing.axes import round_top
from contraflow.briefing.briefing import Block, Figure, Gallery, Inline, Paragraph, Section
from contraflow.briefing.charts import Look
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import BORDER, Fan, Material
from contraflow.briefing.quantities import family_of
from contraflow.briefing.sections.common import BANDS_EXPLAINED, said_plainly, weekly_table
from contraflow.briefing.sections.common import panel as draw

ID = "signs"
TITLE = "Enforcement, fees, daylight and official trade"
SMALL = 20.0
SINGLE = ("hire_fee", "hired_share", "daylight_share", "bribe", "tolerance", "state_smuggling")


def write(material: Material, notes: Footnotes) -> Section:
    """Write the small charts."""
    found = [(quantity, fan) for quantity, fan in _fans(material) if fan is not None]
    if not found:
        return Section(ID, TITLE, (), said_plainly("None of these was estimated in this run."))
    figures = tuple(_panel(notes, n, quantity, fan) for n, (quantity, fan) in enumerate(found))
    summary: list[Inline] = []
    for quantity, fan in found:
        if quantity in {"hire_fee", "daylight_share"}:
            interval = numbers.span(fan.interval(80, -1), fan.unit)
            text = f"{fan.name} stood at {numbers.amount(fan.median(-1), fan.unit)} (80 % interval {interval})."
            summary += [text, notes.weekly(quantity, fan), " "]
    blocks: tuple[Block, ...] = (Paragraph((BANDS_EXPLAINED,), "small"), Gallery(figures, 2))
    return Section(ID, TITLE, tuple(summary), blocks)


def _fans(material: Material) -> list[tuple[str, Fan | None]]:
    weekly = material.estimates.weekly
    fans: list[tuple[str, Fan | None]] = []
    if "enforcement" in weekly:
        for side in (str(side) for side in weekly["enforcement"]["side"].values):
            quantity = f"enforcement {side}"
            fans.append((quantity, material.fan("enforcement", _name(material, quantity), side=side, place=BORDER)))
    for quantity in SINGLE:
        fans.append((quantity, material.fan(quantity, _name(material, quantity))))
    if "official_trade" in weekly:
        for way in (str(way) for way in weekly["official_trade"]["direction"].values):
            quantity = f"official_trade {way}"
            fans.append((quantity, material.fan("official_trade", _name(material, quantity), direction=way)))
    return fans


def _name(material: Material, quantity: str) -> str:
    return numbers.opening(material.quantity_name(quantity))


def _panel(notes: Footnotes, n: int, quantity: str, fan: Fan) -> Figure:
    look = Look(family=family_of(quantity), scale=_scale(fan))
    figure = draw(notes, f"signs-{n}", quantity, fan, look, charts.PANEL)
    return Figure(figure.wide, "", figure.caption, figure.description, weekly_table(fan, (80,)))


def _scale(fan: Fan) -> tuple[float, float] | None:
    """Return a scale up to a round value for per cent that all lie below 20, which no reader could see otherwise."""
    highest = float(np.nanmax(fan.quantiles[0.975], initial=0.0))
    return (0.0, round_top(highest)) if fan.unit == "%" and highest < SMALL else None
