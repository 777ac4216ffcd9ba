"""The map of the river, and the same as a table."""

import math

from contraflow.briefing import map as drawing
from contraflow.briefing import numbers
from contraflow.briefing.briefing import Figure, Line, Note, Section, Table
from contraflow.briefing.classes import Classes, classes_for
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.map import SectorShade
from contraflow.briefing.material import Fan, Material
from contraflow.briefing.sections.common import axis_unit, said_plainly

ID = "river"
TITLE = "The river, sector by sector"


def write(material: Material, notes: Footnotes) -> Section:
    """Write the map of the last week."""
    fans = {
        sector: material.fan("openness", f"Openness, {material.place_name(sector)}", place=sector)
        for sector in material.case.sector_ids
    }
    found = {sector: fan for sector, fan in fans.items() if fan is not None and math.isfinite(fan.median(-1))}
    if not found:
        return Section(ID, TITLE, (), said_plainly("Openness was not estimated by sector in this run."))
    shades = [_shade(material, n, sector, fan) for n, (sector, fan) in enumerate(found.items(), start=1)]
    classes = classes_for([shade.value for shade in shades])
    table = _table(material, notes, shades, classes, found)
    week = numbers.day_text(next(iter(found.values())).weeks[-1])
    description = _description(shades, week)
    drawings = [
        drawing.river_map(f"river-{name}", material.case, shades, classes, sheet, description)
        for name, sheet in (("wide", drawing.WIDE), ("narrow", drawing.NARROW))
    ]
    caption: Line = (f"Median openness, week of {week}. Darker and thicker is more open. Numbers as in the table.",)
    figure = Figure(drawings[0], drawings[1], caption, description)
    return Section(ID, TITLE, _summary(notes, shades, found), (figure, table))


def _shade(material: Material, number: int, sector: str, fan: Fan) -> SectorShade:
    name = material.place_name(sector)
    return SectorShade(sector, name, number, fan.median(-1), fan.interval(80, -1), f"sector-{number}")


def _summary(notes: Footnotes, shades: list[SectorShade], found: dict[str, Fan]) -> Line:
    most, least = max(shades, key=lambda shade: shade.value), min(shades, key=lambda shade: shade.value)
    if len(shades) == 1:
        return (
            f"The only sector, {most.name}, stands at {numbers.amount(most.value, '%')}.",
            _mark(notes, most, found),
        )
    return (
        f"The most open sector is {most.name}, at {numbers.amount(most.value, '%')}",
        _mark(notes, most, found),
        f"; the least open is {least.name}, at {numbers.amount(least.value, '%')}.",
        _mark(notes, least, found),
        " Where the intervals overlap, the order of two sectors is not certain.",
    )


def _mark(notes: Footnotes, shade: SectorShade, found: dict[str, Fan]) -> Note:
    return notes.weekly("openness", found[shade.sector], shade.sector)


def _description(shades: list[SectorShade], week: str) -> str:
    listed = "; ".join(f"{shade.number} {shade.name} {numbers.amount(shade.value, '%')}" for shade in shades)
    return f"Map of the river with its sectors, numbered from the mouth; median openness in the week of {week}: {listed}."


def _table(material: Material, notes: Footnotes, shades: list[SectorShade], classes: Classes, found: dict[str, Fan]) -> Table:
    flow = material.headline("flow", "border")
    flow_unit = axis_unit(flow.unit) if flow else ""
    rows = []
    for shade in shades:
        fan = found[shade.sector]
        flows = material.fan("flow", f"Unofficial flow, {shade.name}", place=shade.sector)
        flow_unit = axis_unit(flows.unit) if flows else flow_unit
        openness: Line = (numbers.bare(shade.value, "%"), _mark(notes, shade, found))
        rows.append(
            (
                (f"{shade.number} {shade.name}",),
                openness,
                (numbers.bare_span(fan.interval(80, -1), "%"),),
                (numbers.bare(flows.median(-1), flows.unit), notes.weekly("flow", flows, shade.sector)) if flows else ("n/a",),
                (numbers.bare_span(flows.interval(80, -1), flows.unit),) if flows else ("n/a",),
            )
        )
    return Table(
        ("The map as a table: the last week's medians and 80 % intervals.",),
        ("Sector", "#Openness, %", "#80 %", f"#Flow{f', {flow_unit}' if flow_unit else ''}", "#80 %"),
        tuple(rows),
        anchors=tuple(shade.target for shade in shades),
        swatches=tuple(classes.swatch(classes.of(shade.value)) for shade in shades),
    )
