"""What there is at the border, as objects."""

from dataclasses import dataclass, field

import numpy as np

from contraflow.border.calendar import Calendar
from contraflow.case.case import Carrier, Case, Good, Sector, Shift, TraderKind

FAR, HOME = range(2)
OUT, IN = range(2)


@dataclass(frozen=True, slots=True)
class Trader:
    """Somebody who may cross once a day."""

    kind: int
    home: int


@dataclass(slots=True)
class Vessel:
    """A boat that belongs to a kind's traders at a sector."""

    kind: int


@dataclass(slots=True)
class Cargo:
    """One good that could be taken a certain way: what it weighs in the choice, what is risked, what it is worth."""

    good: int
    weight: float
    chance_caught: float
    chance_believed: float
    value_cny: float
    share_passed: float = 0.0  # how often one who passes this way carries it


@dataclass(slots=True)
class Way:
    """One carrier and shift by which a kind of trader can cross at a sector today."""

    carrier: Carrier
    shift: Shift
    cargoes: list[Cargo]
    weight: float
    until: list[float]  # running sums of the cargoes' weights
    mean_believed: float  # chance of being caught that is believed in, mean over the cargoes


@dataclass(slots=True)
class Crossing:
    """One trader's crossing of today."""

    trader: Trader
    sector: int
    way: Way
    cargo: Cargo
    seized: bool


@dataclass
class SectorState:
    """A sector: guards, market of hulls, what traders believe, boats, and what is seen there today."""

    facts: Sector
    pending: list[float]
    pressure: list[float]
    enforcement: list[float]
    belief: list[float]
    fee: float
    bribe: float
    wanted: float
    traffic: float
    vessels: dict[int, list[Vessel]]
    unmet: list[float]
    seen_enforcement: list[float] = field(default_factory=lambda: [0.0, 0.0])
    openness: float = 0.0
    access: dict[str, float] = field(default_factory=dict)
    flow: list[float] = field(default_factory=lambda: [0.0, 0.0])
    hired: int = 0
    afloat: int = 0
    crossings: int = 0
    seized: int = 0


@dataclass
class Market:
    """The buyers' market of one good."""

    facts: Good
    legal: float
    demand: float
    supply: float
    price: float
    flow: float
    margin: float = 0.0


@dataclass(frozen=True)
class Usual:
    """What is usual in the reference period: flow by sector and by good, CNY a day."""

    flow: tuple[float, ...]
    flow_good: tuple[float, ...]


@dataclass
class World:
    """One history of the border.

    Attributes:
        p: parameters by full name, e.g. ``beliefs.learning``.
        cargo_in_the_mean: count what a crossing carried as the mean over the cargoes of its way, as the fast model does;
            else as what this trader took.
        ways: by (kind, sector), what can be done today; ``pull`` how strongly that draws against staying at home.
        excess: what drawing cargoes adds to the variance of a flow, by sector and direction, and by good, given who passed.
    """

    case: Case
    calendar: Calendar
    usual: Usual
    p: dict[str, float]
    rng: np.random.Generator
    cargo_in_the_mean: bool
    traders: list[Trader]
    sectors: list[SectorState]
    markets: list[Market]
    hope: float
    tolerance: float
    regime: bool
    official: list[float]
    shortfall: float
    scrutiny_of_hired: float = 1.0
    scrutiny_by_day: float = 1.0
    live: float = 0.0
    live_day: float = 0.0
    licensed: list[float] = field(default_factory=lambda: [0.0, 0.0])
    ways: dict[tuple[int, int], list[Way]] = field(default_factory=dict)
    until: dict[tuple[int, int], list[float]] = field(default_factory=dict)  # running sums of the ways' weights
    pull: dict[tuple[int, int], float] = field(default_factory=dict)
    crossings: list[Crossing] = field(default_factory=list)
    excess: dict[tuple[str, int, int], float] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[TraderKind, ...]:
        return self.case.kinds

    def chance(self, p: float) -> bool:
        """Draw once: does it happen?"""
        return self.rng.random() < p

    def noise(self, spread: float) -> float:
        return spread * self.rng.standard_normal() if spread else 0.0
