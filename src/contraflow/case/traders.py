"""kinds.csv, carriers.csv, shifts.csv, sectors.csv, traders.csv, trades.csv: who can cross where, with what and when."""

from pathlib import Path

from contraflow.case.case import Carrier, Good, Place, Sector, Shift, TraderKind
from contraflow.case.findings import Findings, suggest
from contraflow.case.table import Row, read_rows, unique
from contraflow.words.load import case_words

CARRIER_COLUMNS = (
    "id", "name", "medium", "owner", "load_t", "cost_cny", "vessel_cny", "scrutiny_far", "scrutiny_home", "aliases", "reason",
)  # fmt: skip
SHIFT_COLUMNS = ("id", "scrutiny", "cost_cny", "reason")
KIND_COLUMNS = (
    "id", "name", "carriers", "scale_cny", "home_cny", "penalty_cny", "shortfall_cny", "vessels_per_trader", "reason",
)  # fmt: skip
SECTOR_COLUMNS = ("id", "water", "land", "ice_from", "ice_to", "hulls", "official_share", "reason")
TRADER_COLUMNS = ("sector", "kind", "n", "reason")
TRADE_COLUMNS = ("sector", "good", "share", "reason")
MOST_CNY = 1e9


def read_carriers(folder: Path, findings: Findings) -> tuple[Carrier, ...]:
    """Return the ways across, in file order."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "carriers.csv", CARRIER_COLUMNS, findings)]
    unique(rows, "carrier")
    return tuple(
        Carrier(
            id=name,
            name=row.text("name", needed=True),
            medium=row.choice("medium", case_words("media")),
            owner=row.choice("owner", case_words("owners")),
            load_t=row.number("load_t", 1e-4, 1e6),
            cost_cny=row.number("cost_cny", 0, MOST_CNY),
            vessel_cny=row.number("vessel_cny", 0, MOST_CNY),
            scrutiny=(row.number("scrutiny_far", 0, 100), row.number("scrutiny_home", 0, 100)),
            aliases=row.words("aliases"),
            reason=row.text("reason", needed=True),
            origin=row.origin,
        )
        for name, row in rows
    )


def read_shifts(folder: Path, findings: Findings) -> tuple[Shift, ...]:
    """Return day and night."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "shifts.csv", SHIFT_COLUMNS, findings)]
    unique(rows, "shift")
    if rows and {name for name, _ in rows} != {"day", "night"}:
        rows[0][1].problem("id", ", ".join(name for name, _ in rows), "the two shifts day and night", "name them so")
    return tuple(
        Shift(
            name,
            row.number("scrutiny", 0, 100),
            row.number("cost_cny", 0, MOST_CNY),
            row.text("reason", needed=True),
            row.origin,
        )
        for name, row in rows
    )


def read_kinds(folder: Path, carriers: tuple[Carrier, ...], findings: Findings) -> tuple[TraderKind, ...]:
    """Return the kinds of traders, in file order."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "kinds.csv", KIND_COLUMNS, findings)]
    unique(rows, "kind of trader")
    known = [carrier.id for carrier in carriers]
    for _, row in rows:
        for name in row.words("carriers"):
            if name not in known:
                row.problem("carriers", repr(name), "ids of carriers", suggest(name, known))
    return tuple(
        TraderKind(
            id=name,
            name=row.text("name", needed=True),
            carriers=row.words("carriers"),
            scale_cny=row.number("scale_cny", 1, MOST_CNY),
            home_cny=row.number("home_cny", -MOST_CNY, MOST_CNY),
            penalty_cny=row.number("penalty_cny", 0, MOST_CNY),
            shortfall_cny=row.number("shortfall_cny", 0, MOST_CNY),
            vessels_per_trader=row.number("vessels_per_trader", 0, 1000),
            reason=row.text("reason", needed=True),
            origin=row.origin,
        )
        for name, row in rows
    )


def read_sectors(
    folder: Path, places: dict[str, Place], goods: dict[str, Good], kinds: tuple[TraderKind, ...], findings: Findings
) -> tuple[Sector, ...]:
    """Return the sectors in file order, which is the order along the border."""
    rows = [(row.text("id"), row) for row in read_rows(folder, "sectors.csv", SECTOR_COLUMNS, findings)]
    unique(rows, "sector")
    sectors = [place.id for place in places.values() if place.kind == "sector"]
    for name, row in rows:
        if name and name not in sectors:
            row.problem("id", repr(name), "the id of a place of kind sector", suggest(name, sectors))
    names = [name for name, _ in rows]
    for missing in [name for name in sectors if rows and name not in names]:
        findings.add(places[missing].origin, "id", f"{missing!r}, which has no line in sectors.csv",
                     "every sector in both files", "add it to sectors.csv")  # fmt: skip
    traders = _read_traders(folder, names, kinds, findings)
    trades = _read_trades(folder, names, goods, findings)
    return tuple(
        Sector(
            id=name,
            water=row.flag("water"),
            land=row.flag("land"),
            ice=_ice(row),
            hulls=row.number("hulls", 0, 1e6),
            traders=traders.get(name, {}),
            goods=trades.get(name, {}),
            official_share=row.number("official_share", 0, 1),
            origin=row.origin,
        )
        for name, row in rows
    )


def _ice(row: Row) -> tuple[tuple[int, int], tuple[int, int]] | None:
    first, last = _month_day(row, "ice_from"), _month_day(row, "ice_to")
    if (first is None) != (last is None):
        row.problem("ice_from", row.text("ice_from") or "nothing", "both days of ice or neither", "fill or empty both")
    return (first, last) if first and last else None


def _month_day(row: Row, name: str) -> tuple[int, int] | None:
    text = row.text(name)
    if not text:
        return None
    month, dash, day = text.partition("-")
    longest = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    if (
        dash
        and month.isdecimal()
        and day.isdecimal()
        and 1 <= int(month) <= 12
        and 1 <= int(day) <= longest.get(int(month), 31)
    ):
        return int(month), int(day)
    row.problem(name, repr(text), "a day of the year as MM-DD (not 29 February)", "correct it")
    return None


def _read_traders(
    folder: Path, sectors: list[str], kinds: tuple[TraderKind, ...], findings: Findings
) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in read_rows(folder, "traders.csv", TRADER_COLUMNS, findings):
        sector = row.choice("sector", sectors)
        kind = row.choice("kind", [kind.id for kind in kinds])
        if kind in found.setdefault(sector, {}):
            row.problem("kind", f"{kind!r} again", "every kind once a sector", "remove one line")
        found[sector][kind] = row.whole("n", 0, 1_000_000)
    return found


def _read_trades(folder: Path, sectors: list[str], goods: dict[str, Good], findings: Findings) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    modelled = [good.id for good in goods.values() if good.modelled]
    for row in read_rows(folder, "trades.csv", TRADE_COLUMNS, findings):
        sector = row.choice("sector", sectors)
        good = row.choice("good", modelled)
        if good in found.setdefault(sector, {}):
            row.problem("good", f"{good!r} again", "every good once a sector", "remove one line")
        found[sector][good] = row.number("share", 0, 1)
    return found
