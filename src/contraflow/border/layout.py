"""Where every quantity stands: one float32 array (block, row, lane) holds the whole hidden state, another a day's scratch.

One array instead of one a quantity keeps compilation short. Names stay: ``state[block, at.fee + s]`` is the row of the fee
at sector s, one value a particle.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.kernels.lanes import N_LANES

Floats = NDArray[np.float32]

WORK_ROWS = 24  # rows at the start of the scratch without a meaning of their own


class Sizes(NamedTuple):
    """How many there are of everything."""

    sectors: int
    goods: int
    kinds: int
    cells: int
    options: int
    carriers: int
    shifts: int


# Sides run far, home; directions out, in (seen from the controlled economy); s sectors, g goods, f kinds of traders.
# name: (shape, unit, meaning)
STATE: dict[str, tuple[str, str, str]] = {
    "hope": ("", "1", "expected easing; positive is hopeful"),
    "pending": ("2s", "log intensity", "orders on their way to the guards"),
    "pressure": ("2s", "log intensity", "orders in force"),
    "enforcement": ("2s", "log inspections", "log of expected inspections of a reference crossing, by order and habit"),
    "tolerance": ("", "log intensity", "how far home authorities look away; taken off the home force"),
    "regime": ("", "1", "1 while state-run smuggling is ordered"),
    "legal": ("g", "1", "share of a good's licensed trade that customs let through"),
    "demand": ("g", "log", "buyers' demand relative to the reference period"),
    "supply": ("g", "log", "what reaches the buyers relative to the reference period"),
    "price": ("g", "log", "price in the buyers' market relative to the reference period"),
    "fee": ("s", "CNY", "hire of a hull for one crossing"),
    "bribe": ("s", "CNY", "paid to the home force for a full load"),
    "wanted": ("s", "1/day", "hired crossings, smoothed"),
    "vessels": ("fs", "1", "own vessels"),
    "unmet": ("fs", "1", "smoothed share of the quota that is not delivered"),
    "belief": ("2s", "log inspections", "inspections that traders expect"),
    "traffic": ("s", "CNY/day", "visible flow, smoothed"),
    "official": ("2", "log", "licensed trade relative to the reference period, by direction"),
    "shortfall": ("", "1", "smoothed share of licensed trade that is missing"),
}

# What of a day can be observed: sums of these rows over days and sectors are all that a claim or a series needs.
SEEN: dict[str, tuple[str, str, str]] = {
    "seen_enforcement": ("2s", "log inspections", "what a reference crossing meets, home tolerance taken off"),
    "seen_openness": ("s", "1", "chance that a reference crossing passes unseized"),
    "seen_flow": ("2s", "CNY/day", "value that passes outside the rules, by direction"),
    "seen_flow_good": ("g", "CNY/day", "value that passes outside the rules, by good"),
    "seen_fee": ("s", "CNY", "hire of a hull for one crossing"),
    "seen_bribe": ("s", "CNY", "paid to the home force for a full load"),
    "seen_hired": ("s", "1/day", "crossings by hired hull"),
    "seen_afloat": ("s", "1/day", "crossings by water"),
    "seen_crossings": ("s", "1/day", "all crossings"),
    "seen_seized": ("s", "1/day", "crossings seized"),
    "seen_live_day": ("", "CNY/day", "live goods that pass in daylight"),
    "seen_live": ("", "CNY/day", "live goods that pass"),
    "seen_official": ("2", "1", "licensed trade relative to the reference period, by direction"),
    "seen_tolerance": ("", "log intensity", "as the state"),
    "seen_regime": ("", "1", "as the state"),
    "seen_price": ("g", "log", "as the state"),
    "seen_hope": ("", "1", "as the state"),
}

# Handed on between mechanisms within a day; k carriers, t shifts, c cells (kind, sector, carrier, shift), o options of a cell.
SCRATCH: dict[str, tuple[str, str, str]] = {
    "scrutiny": ("2kt", "1", "inspections by each force relative to an own vessel at night, by carrier and shift"),
    "log_access": ("2s", "log", "share of crossings that can happen, by water and by land"),
    "margin": ("g", "CNY/t", "buying to selling price"),
    "attraction": ("fs", "1", "weight of a sector for a kind of trader, against staying home"),
    "arrivals": ("fs", "1/day", "traders of a kind who cross at a sector"),
    "cell_weight": ("c", "1", "weight of a cell"),
    "cell_seized": ("c", "1", "the same times the true chance of seizure"),
    "cell_expected": ("c", "1", "the same times the believed chance of seizure"),
    "crossings": ("c", "1/day", "crossings drawn"),
    "seized": ("c", "1/day", "seizures drawn"),
    "option_weight": ("o", "1", "weight of an option times its chance to pass"),
}


class At(NamedTuple):
    """First row of every quantity, in ``STATE`` and ``SEEN`` order for the state, in ``SCRATCH`` order for the scratch."""

    hope: int
    pending: int
    pressure: int
    enforcement: int
    tolerance: int
    regime: int
    legal: int
    demand: int
    supply: int
    price: int
    fee: int
    bribe: int
    wanted: int
    vessels: int
    unmet: int
    belief: int
    traffic: int
    official: int
    shortfall: int
    seen_enforcement: int
    seen_openness: int
    seen_flow: int
    seen_flow_good: int
    seen_fee: int
    seen_bribe: int
    seen_hired: int
    seen_afloat: int
    seen_crossings: int
    seen_seized: int
    seen_live_day: int
    seen_live: int
    seen_official: int
    seen_tolerance: int
    seen_regime: int
    seen_price: int
    seen_hope: int
    end: int
    scrutiny: int
    log_access: int
    margin: int
    attraction: int
    arrivals: int
    cell_weight: int
    cell_seized: int
    cell_expected: int
    crossings: int
    seized: int
    option_weight: int
    scratch_end: int


def lay_out(sizes: Sizes) -> At:
    """Return where every quantity stands for a border of these sizes."""
    rows, at = {}, 0
    for name, (shape, _, _) in {**STATE, **SEEN}.items():
        rows[name] = at
        at += _size(shape, sizes)
    rows["end"] = at
    at = WORK_ROWS
    for name, (shape, _, _) in SCRATCH.items():
        rows[name] = at
        at += _size(shape, sizes)
    rows["scratch_end"] = at
    return At(**rows)


def span(at: At, name: str) -> slice:
    """Return the rows of a quantity of the state."""
    following = At._fields[At._fields.index(name) + 1]
    return slice(getattr(at, name), getattr(at, following))


def seen_rows(at: At) -> slice:
    """Return the rows that can be observed."""
    return slice(at.seen_enforcement, at.end)


def particles(array: Floats) -> Floats:
    """Return an array (block, ..., lane) in the form (particle, ...)."""
    moved = np.moveaxis(array, -1, 1)
    return moved.reshape(-1, *moved.shape[2:])


def blocks(array: Floats) -> Floats:
    """Return an array (particle, ...) in the form (block, ..., lane); the inverse of ``particles``."""
    split = array.reshape(-1, N_LANES, *array.shape[1:])
    return np.ascontiguousarray(np.moveaxis(split, 1, -1))


def _size(shape: str, sizes: Sizes) -> int:
    letters = {
        "2": 2, "s": sizes.sectors, "g": sizes.goods, "f": sizes.kinds, "k": sizes.carriers, "t": sizes.shifts,
        "c": sizes.cells, "o": sizes.options,
    }  # fmt: skip
    size = 1
    for letter in shape:
        size *= letters[letter]
    return size
