"""Alternatives ahead: what would follow if an event goes one way or the other."""

from contraflow.briefing import charts, numbers
from contraflow.briefing.briefing import (
    Block,
    Bullets,
    Figure,
    Gallery,
    Inline,
    Line,
    Note,
    Paragraph,
    Section,
    Subheading,
    Table,
)
from contraflow.briefing.charts import Look
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import BORDER, Fan, Material
from contraflow.briefing.quantities import family_of
from contraflow.briefing.sections.common import BANDS_EXPLAINED, said_plainly, weekly_table
from contraflow.scenarios.scenario import Contrast, Forecast, Scenario

ID = "ahead"
TITLE = "Alternatives ahead"
HISTORY = 26
"""Weeks of nowcast before the forecast."""


def write(material: Material, notes: Footnotes) -> Section:
    """Write the alternatives and what tells them apart."""
    forecast = material.forecast
    if forecast is None:
        text = "No alternatives were asked for in this run; the forecast command makes them."
        return Section(ID, TITLE, (), said_plainly(text))
    blocks: list[Block] = []
    for quantity in ("flow", "openness"):
        blocks += _charts(material, notes, forecast, quantity)
    blocks.append(Subheading("Can they be told apart?"))
    if forecast.contrasts:
        names = {scenario.name: scenario_name(material, scenario) for scenario in forecast.scenarios}
        items = tuple(_verdict(contrast, names, notes.contrast(contrast)) for contrast in forecast.contrasts)
        blocks.append(Bullets(items))
        blocks.append(_table(material, notes, forecast))
    else:
        blocks += said_plainly("There is only one alternative, so there is nothing to compare.")
    return Section(ID, TITLE, _summary(material, notes, forecast), tuple(blocks))


def scenario_name(material: Material, scenario: Scenario) -> str:
    """Return an alternative's name in words, e.g. ``Summit of 12 June 2018: success``."""
    titles = {event.id: event.title for event in material.case.calendar}
    parts = [f"{titles.get(event, event)}: {outcome}" for event, outcome in scenario.outcomes.items()]
    parts += [f"without {titles.get(event, event)}" for event in scenario.without]
    return "; ".join(parts) or scenario.name


def _summary(material: Material, notes: Footnotes, forecast: Forecast) -> Line:
    names = numbers.listing([scenario_name(material, scenario) for scenario in forecast.scenarios])
    line: list[Inline] = [
        f"We ran {numbers.count(len(forecast.scenarios), 'alternative', 'alternatives')} {forecast.days} days ahead "
        "with the "
        f"same random numbers: {names}. "
    ]
    apart = sum(contrast.told_apart for contrast in forecast.contrasts)
    together = len(forecast.contrasts) - apart
    if forecast.contrasts:
        differences = numbers.count(len(forecast.contrasts), "difference", "differences")
        line.append(f"Of {differences} between them, {_words(apart)} can be told from zero and {_words(together)} cannot.")
    return tuple(line)


def _words(n: int) -> str:
    return "none" if n == 0 else numbers.count(n, "", "").strip()


def _charts(material: Material, notes: Footnotes, forecast: Forecast, quantity: str) -> list[Block]:
    fans = [fan for scenario in forecast.scenarios if (fan := _fan(material, forecast, quantity, scenario)) is not None]
    if not fans:
        return []
    label = material.quantity_name(quantity)
    scale = charts.scale_of(fans)
    figures = tuple(_figure(material, notes, quantity, n, fan, scale) for n, fan in enumerate(fans))
    words = f"{label[0].upper()}{label[1:]}, whole border, {fans[0].unit}. {BANDS_EXPLAINED} One scale for all panels."
    words += charts.scale_note(scale, fans[0].unit)
    return [Subheading(f"{label[0].upper()}{label[1:]}"), Paragraph((words,), "small"), Gallery(figures, 2)]


def _fan(material: Material, forecast: Forecast, quantity: str, scenario: Scenario) -> Fan | None:
    label = f"{material.quantity_name(quantity)}; {scenario_name(material, scenario)}"
    name = label[0].upper() + label[1:]
    ahead = material.fan(quantity, name, forecast.weekly, place=BORDER, scenario=scenario.name)
    history = material.fan(quantity, name, place=BORDER)
    return charts.join(history, ahead, HISTORY) if history and ahead else ahead


def _figure(material: Material, notes: Footnotes, quantity: str, n: int, fan: Fan, scale: tuple[float, float]) -> Figure:
    look = Look(family=family_of(quantity), scale=scale, split=material.known_by)
    words = charts.describe(fan)
    drawn = charts.fan_chart(f"ahead-{quantity}-{n}", fan, charts.PANEL, look, words)
    shown = fan.name.partition("; ")[2]
    caption: Line = (f"{shown[0].upper()}{shown[1:]}", notes.weekly(quantity, fan))
    return Figure(drawn, "", caption, words, weekly_table(fan, (80,)))


def _verdict(contrast: Contrast, names: dict[str, str], mark: Note) -> Line:
    sentence = contrast.sentence.strip()
    sentence = sentence if sentence.endswith(".") else f"{sentence}."
    for name, words in names.items():
        sentence = sentence.replace(name, words)
    if contrast.told_apart or ("cannot" in sentence and "apart" in sentence):
        return (sentence, mark)
    return (f"{sentence} The two cannot be told apart.", mark)


def _table(material: Material, notes: Footnotes, forecast: Forecast) -> Table:
    names = {scenario.name: scenario_name(material, scenario) for scenario in forecast.scenarios}
    rows = tuple(
        (
            (
                f"{material.quantity_name(contrast.quantity)}, {material.place_name(contrast.place)}: "
                f"{names.get(contrast.first, contrast.first)} minus {names.get(contrast.second, contrast.second)}, "
                f"until {numbers.short_day(contrast.end)}",
            ),
            (numbers.shift_text(contrast.median, contrast.unit), notes.contrast(contrast)),
            (numbers.bare_span(contrast.intervals[80], contrast.unit) if 80 in contrast.intervals else "n/a",),
            (numbers.percent(contrast.chance_higher),),
            ("yes" if contrast.told_apart else "cannot be told apart",),
        )
        for contrast in forecast.contrasts
    )
    columns = ("Difference", "#Median", "#80 % interval", "#Chance above zero", "Told apart")
    return Table(("Differences between the alternatives, averaged over the days ahead.",), columns, rows)
