"""What several sections draw alike."""

from contraflow.briefing import charts, numbers
from contraflow.briefing.briefing import Figure, Line, Paragraph, Table
from contraflow.briefing.charts import Look, Paper
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import BORDER, Fan

BANDS_EXPLAINED = "Dark line: median. Bands, dark to pale: 50, 80 and 95 % intervals."


def said_plainly(text: str) -> tuple[Paragraph, ...]:
    """Return a section's only paragraph, for when it has nothing to show."""
    return (Paragraph((text,)),)


def large_chart(uid: str, fan: Fan, look: Look, caption: Line) -> Figure:
    """Return a chart across the column, with another drawing for phones and its numbers on demand."""
    words = charts.describe(fan)
    return Figure(
        wide=charts.fan_chart(f"{uid}-wide", fan, charts.WIDE, look, words),
        narrow=charts.fan_chart(f"{uid}-narrow", fan, charts.NARROW, look, words),
        caption=caption,
        description=words,
        table=weekly_table(fan),
    )


def panel(notes: Footnotes, uid: str, quantity: str, fan: Fan, look: Look, paper: Paper, place: str = BORDER) -> Figure:
    """Return a small chart with its name and footnote as caption."""
    drawn = charts.fan_chart(uid, fan, paper, look, charts.describe(fan))
    unit = f" ({axis_unit(fan.unit)})" if axis_unit(fan.unit) not in {"", "%"} else ""
    return Figure(drawn, "", (f"{fan.name}{unit}", notes.weekly(quantity, fan, place)), charts.describe(fan))


def axis_unit(unit: str) -> str:
    """Return a unit as a heading says it, e.g. ``2016 = 1`` for a ratio."""
    if unit in {"", "1", "dimensionless"}:
        return ""
    return f"{unit.removeprefix('ratio to ')} = 1" if unit.startswith("ratio to ") else unit


def weekly_table(fan: Fan, percents: tuple[int, ...] = (50, 80, 95)) -> Table:
    """Return a chart's numbers, the latest week first."""
    unit = f" ({axis_unit(fan.unit)})" if axis_unit(fan.unit) else ""
    rows = tuple(
        (
            (numbers.short_day(fan.weeks[n]),),
            (numbers.bare(fan.median(n), fan.unit),),
            *((numbers.bare_span(fan.interval(percent, n), fan.unit),) for percent in percents),
        )
        for n in reversed(range(len(fan.weeks)))
    )
    return Table(
        (f"{fan.name}{unit}: week beginning, median and central intervals",),
        ("Week of", "#Median", *(f"#{percent} %" for percent in percents)),
        rows,
    )
