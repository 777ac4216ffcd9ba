"""goods.csv: the goods tree; its leaves that are modelled are traded."""

from pathlib import Path

from contraflow.case.case import Good
from contraflow.case.findings import Findings, suggest
from contraflow.case.table import Row, read_rows, unique
from contraflow.case.trees import cycles
from contraflow.words.load import case_words

COLUMNS = (
    "id", "name", "parent", "direction", "live", "modelled", "hs", "unit", "wanted_by", "margin_cny_per_t",
    "value_cny_per_t", "visibility", "official_share", "tax_share", "bulk", "aliases", "reason",
)  # fmt: skip


def read_goods(folder: Path, findings: Findings) -> dict[str, Good]:
    """Return the nodes of the goods tree by id."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "goods.csv", COLUMNS, findings)]
    unique(rows, "good")
    goods = {name: _good(name, row) for name, row in rows}
    for name, row in rows:
        parent = goods[name].parent
        if parent and parent not in goods:
            row.problem("parent", repr(parent), "the id of a good", suggest(parent, goods))
    for name in cycles({name: good.parent for name, good in goods.items()}):
        dict(rows)[name].problem("parent", f"{goods[name].parent!r}, which hangs below {name!r}", "a tree", "break the circle")
    if rows and not any(good.modelled for good in goods.values()):
        rows[0][1].problem("modelled", "no good with 1", "at least one modelled good", "mark the goods to trade")
    return goods


def _good(name: str, row: Row) -> Good:
    modelled = row.flag("modelled")

    def number(column: str, low: float, high: float, otherwise: float) -> float:
        value = row.number(column, low, high) if modelled else row.maybe_number(column, low, high)
        return otherwise if value is None else value

    return Good(
        id=name,
        name=row.text("name", needed=True),
        parent=row.text("parent"),
        direction=row.choice("direction", case_words("directions"), empty=not modelled),
        live=row.flag("live"),
        modelled=modelled,
        hs=row.words("hs"),
        unit=row.choice("unit", case_words("good_units"), empty=True),
        wanted_by=row.text("wanted_by"),
        margin_cny_per_t=number("margin_cny_per_t", 0, 1e7, 0.0),
        value_cny_per_t=number("value_cny_per_t", 0, 1e8, 0.0),
        visibility=number("visibility", 0.01, 100, 1.0),
        official_share=number("official_share", 0, 1, 0.0),
        tax_share=number("tax_share", 0, 1, 1.0),
        bulk=number("bulk", 0.1, 1000, 1.0),
        aliases=row.words("aliases"),
        reason=row.text("reason", needed=modelled),
        origin=row.origin,
    )
