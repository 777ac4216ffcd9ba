"""Openness and flow by week: the border as a whole, then stretch by stretch."""

from dataclasses import replace

from contraflow.briefing import charts, numbers
from contraflow.briefing.briefing import Block, Figure, Gallery, Inline, Line, Paragraph, Section, Subheading, Table
from contraflow.briefing.charts import Look, Marker
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import BORDER, Fan, Material
from contraflow.briefing.sections.common import BANDS_EXPLAINED, large_chart, panel
from contraflow.case.case import Event

EARLIER = 13
"""Weeks back for the comparison in words: a quarter."""
MOST_MARKERS = 10
TURNING = frozenset({"talks", "summit"})
"""Kinds of events that are lettered on the charts."""


def write(material: Material, notes: Footnotes) -> Section:
    """Write the charts by week."""
    openness = material.fan("openness", "Openness, whole border", place=BORDER)
    flow = material.fan("flow", "Unofficial flow, whole border", place=BORDER)
    blocks: list[Block] = []
    summary: list[Inline] = []
    for quantity, fan, words in (
        ("openness", openness, "The border's openness was"),
        ("flow", flow, "The unofficial flow was"),
    ):
        if fan is None:
            continue
        if not summary:
            summary.append(f"The last week is that of {numbers.day_text(fan.weeks[-1])}. ")
        summary += _sentence(notes, quantity, fan, words)
        blocks.append(_border_chart(material, notes, quantity, fan))
    blocks += _sectors(material, notes)
    return Section("weeks", "Openness and flow by week", tuple(summary), tuple(blocks))


def marked_events(material: Material, fan: Fan) -> tuple[tuple[Marker, Event], ...]:
    """Return the talks and summits within a chart's weeks, lettered in order; the latest when there are many."""
    last = max(fan.weeks[-1], material.known_by)
    turning = [
        event
        for event in material.case.calendar
        if event.kind in TURNING and event.strength > 0 and fan.weeks[0] <= event.start <= last
    ][-MOST_MARKERS:]
    return tuple((Marker(event.start, chr(ord("a") + n)), event) for n, event in enumerate(turning))


def _sentence(notes: Footnotes, quantity: str, fan: Fan, words: str) -> list[Inline]:
    mark = notes.weekly(quantity, fan)
    value = numbers.amount(fan.median(-1), fan.unit)
    text = f"{words} {value}, with an 80 % interval of {numbers.span(fan.interval(80, -1), fan.unit)}"
    if len(fan.weeks) <= EARLIER:
        return [f"{text}.", mark, " "]
    before = numbers.amount(fan.median(-1 - EARLIER), fan.unit)
    return [f"{text}; {EARLIER} weeks before, it was {before}.", mark, " "]


def _border_chart(material: Material, notes: Footnotes, quantity: str, fan: Fan) -> Figure:
    events = marked_events(material, fan)
    look = Look(family="water" if quantity == "openness" else "goods", markers=tuple(marker for marker, _ in events))
    listed = "; ".join(f"{marker.letter}: {event.title}, {numbers.short_day(event.start)}" for marker, event in events)
    listed = "Letters as above" if listed and quantity == "flow" and "openness" in material.estimates.weekly else listed
    unit = ", in per cent" if fan.unit == "%" else f", {fan.unit}" if fan.unit else ""
    note = charts.scale_note(charts.scale_of([fan]), fan.unit)
    caption: Line = (f"{fan.name}{unit}.", notes.weekly(quantity, fan), f" {BANDS_EXPLAINED}{note}")
    return large_chart(f"weeks-{quantity}", fan, look, (*caption, f" {listed}." if listed else ""))


def _sectors(material: Material, notes: Footnotes) -> list[Block]:
    found: dict[str, Fan] = {}
    for sector in material.case.sector_ids:
        fan = material.fan("openness", f"Openness, {material.place_name(sector)}", place=sector)
        found |= {sector: fan} if fan is not None else {}
    if not found:
        return []
    scale = charts.scale_of(list(found.values()))
    look = Look(family="water", scale=scale)
    note = f"All panels share one scale.{charts.scale_note(scale, next(iter(found.values())).unit)} {BANDS_EXPLAINED}"
    figures = []
    for sector, fan in found.items():
        figure = panel(notes, f"weeks-{sector}", "openness", fan, look, charts.SMALL, sector)
        figures.append(replace(figure, caption=(material.place_name(sector), *figure.caption[1:])))
    return [
        Subheading("Openness, stretch by stretch"),
        Paragraph((f"From the river's mouth upstream. {note}",), "small"),
        Gallery(tuple(figures), 3, _sector_table(material, found)),
    ]


def _sector_table(material: Material, fans: dict[str, Fan]) -> Table:
    first = next(iter(fans.values()))
    rows = tuple(
        ((numbers.short_day(first.weeks[n]),), *((numbers.bare(fan.median(n), fan.unit),) for fan in fans.values()))
        for n in reversed(range(len(first.weeks)))
    )
    columns = ("Week of", *(f"#{material.place_name(sector)}" for sector in fans))
    return Table((f"Median openness by sector and week ({first.unit})",), columns, rows)
