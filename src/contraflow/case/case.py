"""A border as data: the frozen values that a case folder is read into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Origin:
    """Where an entry of a case stands.

    Attributes:
        file: name inside the case folder.
        line: line, counted from 1.
    """

    file: str
    line: int


@dataclass(frozen=True)
class Place:
    """A node of the place tree: border > river > stretch > sector > hand-over point; provinces and towns beside it.

    Attributes:
        kind: border, river, stretch, sector, handover, province, town, elsewhere.
        parent: id of the node above; empty for the border itself.
        side: id of the side on which it lies; empty when it lies on both.
        lat: degrees north, WGS 84; None when it is not a point.
        lon: degrees east.
        km: distance along the river from its mouth; None when not on the river.
        aliases: other spellings, longest first.
        covers: ids of sectors that this node informs although they do not hang below it (provinces).
    """

    id: str
    name: str
    kind: str
    parent: str
    side: str
    lat: float | None
    lon: float | None
    km: float | None
    aliases: tuple[str, ...]
    covers: tuple[str, ...]
    source: str
    origin: Origin


@dataclass(frozen=True)
class Good:
    """A node of the goods tree; leaves that are ``modelled`` are traded in the model.

    Attributes:
        direction: out or in, seen from the controlled economy; empty for a group.
        live: 1 when it loses value by waiting for the night, else 0.
        hs: HS codes.
        unit: unit of quantity (t, head, l).
        wanted_by: who wants it, in words.
        margin_cny_per_t: buying price to selling price across the border in the reference year, CNY of 2018.
        value_cny_per_t: value of the goods themselves, CNY of 2018.
        visibility: scrutiny relative to a usual cargo, dimensionless.
        official_share: share of licensed trade in its direction in the reference year, 0 to 1.
        tax_share: share of the margin left to a smuggler while the good is legal, 0 to 1.
        bulk: loads by water relative to the carrier's usual load; bulk goods go in barges.
    """

    id: str
    name: str
    parent: str
    direction: str
    live: bool
    modelled: bool
    hs: tuple[str, ...]
    unit: str
    wanted_by: str
    margin_cny_per_t: float
    value_cny_per_t: float
    visibility: float
    official_share: float
    tax_share: float
    aliases: tuple[str, ...]
    reason: str
    origin: Origin
    bulk: float = 1.0


@dataclass(frozen=True)
class Carrier:
    """A way across.

    Attributes:
        medium: water or land (land carriers cross where the river can be waded or is frozen).
        owner: own (lost when seized), hired (its owner sets a fee), none.
        load_t: tonnes a crossing.
        cost_cny: cost a crossing, CNY of 2018.
        vessel_cny: value of the vessel, CNY of 2018.
        scrutiny: expected inspections relative to an own vessel at night, one number a side (Case.sides order).
    """

    id: str
    name: str
    medium: str
    owner: str
    load_t: float
    cost_cny: float
    vessel_cny: float
    scrutiny: tuple[float, float]
    aliases: tuple[str, ...]
    reason: str
    origin: Origin


@dataclass(frozen=True)
class Shift:
    """Day or night: scrutiny relative to the night, extra cost in CNY a crossing."""

    id: str
    scrutiny: float
    cost_cny: float
    reason: str
    origin: Origin


@dataclass(frozen=True)
class TraderKind:
    """A kind of trader.

    Attributes:
        carriers: ids of the carriers that it can use.
        scale_cny: spread of what is not seen in a decision (the logit scale), CNY of 2018.
        home_cny: value of a day at home beyond zero profit, CNY of 2018.
        penalty_cny: fine or ransom when caught, CNY of 2018.
        shortfall_cny: cost of a day without delivery under a quota, CNY of 2018; 0 without a quota.
        vessels_per_trader: own vessels in the reference year, per trader.
    """

    id: str
    name: str
    carriers: tuple[str, ...]
    scale_cny: float
    home_cny: float
    penalty_cny: float
    shortfall_cny: float
    vessels_per_trader: float
    reason: str
    origin: Origin


@dataclass(frozen=True)
class Sector:
    """What the model needs to know of a sector (its place has the same id).

    Attributes:
        water: boats can cross when the river is open.
        land: it can be waded or walked all year.
        ice: first and last day of ice as (month, day) pairs; None when it never freezes.
        hulls: hired hulls on offer a day in the reference year.
        traders: number of traders by kind id.
        goods: how much of each good's demand is at hand here, by good id, 0 to 1; absent means 0.
        official_share: share of licensed trade that passes here, 0 to 1.
    """

    id: str
    water: bool
    land: bool
    ice: tuple[tuple[int, int], tuple[int, int]] | None
    hulls: float
    traders: Mapping[str, int]
    goods: Mapping[str, float]
    official_share: float
    origin: Origin


@dataclass(frozen=True)
class Event:
    """An entry of the calendar.

    Attributes:
        kind: see words/events.toml.
        start: first day on which it acts (in force, for bans).
        end: last day; None when it happened on one day or is open.
        announced: day on which it was known to come; equals start when nobody knew.
        known: day on which its outcome or content was public.
        side: whose act it is; empty for both or for others.
        places: ids of places where it acts; empty for everywhere.
        goods: ids of goods concerned; empty for none in particular.
        outcome: success, failure or empty; what came out, for talks and summits.
        strength: size relative to a usual event of its kind, 1 unless said; of a ban also the share of the goods' licensed
            trade that it takes away; 0 acts on nothing and is kept for the reader.
    """

    id: str
    kind: str
    start: date
    end: date | None
    announced: date
    known: date
    side: str
    places: tuple[str, ...]
    goods: tuple[str, ...]
    outcome: str
    strength: float
    title: str
    source: str
    url: str
    provenance: str
    note: str
    origin: Origin


@dataclass(frozen=True)
class Prior:
    """What is believed of a parameter before any evidence.

    Attributes:
        name: dotted, mechanism first, e.g. ``beliefs.hearsay_per_day``.
        family: normal, lognormal or logitnormal; ``value`` is the median, ``spread`` the standard deviation on the
            family's own scale (identity, log, logit). A spread of 0 fixes the parameter.
        reason: why, with a source where there is one.
    """

    name: str
    family: str
    value: float
    spread: float
    unit: str
    reason: str
    origin: Origin


@dataclass(frozen=True)
class SeriesRow:
    """One published number.

    Attributes:
        id: series name, a slash and the row number inside its file, e.g. ``prices/12``.
        start: first day that the number is about; ``end`` the last.
        published: day on which it became known.
        bound: empty, ``at least`` or ``at most``.
        evidence: False keeps the row for the reader only (unverified, other units, superseded).
        direction: in, out or both, seen from the controlled economy; empty when it has none or it is not stated.
    """

    id: str
    series: str
    indicator: str
    side: str
    place: str
    good: str
    start: date
    end: date
    published: date
    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str
    evidence: bool
    source: str
    url: str
    provenance: str
    note: str
    origin: Origin
    direction: str = ""


@dataclass(frozen=True)
class Outlets:
    """How far outlets differ in what the same kind of voice is worth in them, and which are told apart.

    Attributes:
        spread: standard deviation of an outlet's effect on the logit of a role's chance: the smaller, the more strongly
            outlets are pooled.
        least_claims: an outlet with at least so many coded claims, or a series with so many rows of evidence, has an effect of
            its own; all others share the mean.
        reason: why both are believed.
        claims: number of coded claims by outlet and of rows by series; keys as from ``case.reliability.outlet_key``.
        origin: where the case states it; None when it does not, and no outlet is told apart.
    """

    spread: float = 0.0
    least_claims: int = 1
    reason: str = ""
    claims: Mapping[str, int] = field(default_factory=dict)
    origin: Origin | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """Keys of the outlets and series that have an effect of their own, sorted."""
        if self.origin is None:
            return ()
        return tuple(sorted(key for key, number in self.claims.items() if number >= self.least_claims))


@dataclass(frozen=True)
class Case:
    """One border, read from its folder.

    Attributes:
        id: the folder's name.
        sides: ids of the two sides, the controlled economy (home) second, e.g. ("china", "dprk").
        home: id of the controlled economy.
        day_zero: day 0 of the model's clock; the state on day 0 has no observation.
        horizon: last day for which the calendar was filled in.
        reference: first and last day of the reference period, relative to which flows and fees are given.
        sectors: in order along the river; this order is the sector axis everywhere.
        river: line of the border as (longitude, latitude) points by sector id, mouth first.
        calendar: sorted by start.
        reliability: by role of the voice, the prior of the chance that a claim says anything of the state.
    """

    id: str
    name: str
    folder: Path
    version: str
    currency: str
    sides: tuple[str, str]
    side_names: Mapping[str, str]
    home: str
    day_zero: date
    horizon: date
    reference: tuple[date, date]
    places: Mapping[str, Place]
    goods: Mapping[str, Good]
    carriers: tuple[Carrier, ...]
    shifts: tuple[Shift, ...]
    kinds: tuple[TraderKind, ...]
    sectors: tuple[Sector, ...]
    calendar: tuple[Event, ...]
    priors: Mapping[str, Prior]
    reliability: Mapping[str, Prior]
    series: tuple[SeriesRow, ...]
    river: Mapping[str, tuple[tuple[float, float], ...]]
    extra: Mapping[str, str] = field(default_factory=dict)
    outlets: Outlets = field(default_factory=Outlets)

    @cached_property
    def modelled_goods(self) -> tuple[Good, ...]:
        """The goods that the model trades, in file order; this order is the good axis everywhere."""
        return tuple(good for good in self.goods.values() if good.modelled)

    @cached_property
    def sector_ids(self) -> tuple[str, ...]:
        """Ids along the sector axis."""
        return tuple(sector.id for sector in self.sectors)

    def day(self, when: date) -> int:
        """Return the model day of a date: 0 on ``day_zero``."""
        return (when - self.day_zero).days

    def date(self, day: int) -> date:
        """Return the date of a model day."""
        return self.day_zero + timedelta(days=day)

    def sectors_of(self, place: str) -> tuple[str, ...]:
        """Return the ids of the sectors that a claim on ``place`` informs, in sector order.

        A node informs all sectors below it, those that it covers, and, when it is a hand-over point or a town, the sector
        above it. A place elsewhere informs none.
        """
        found = {sector for sector in self.sector_ids if self._is_below(sector, place)}
        node: Place | None = self.places[place]
        found.update(node.covers if node else ())
        while not found and node is not None and node.parent and node.kind in {"handover", "town"}:
            node = self.places[node.parent]
            found = {node.id} & set(self.sector_ids)
        return tuple(sector for sector in self.sector_ids if sector in found)

    def leaves_of(self, good: str) -> tuple[str, ...]:
        """Return the ids of the modelled goods that a claim on ``good`` is about.

        These are the modelled goods at or below it, else the nearest modelled good above it (diesel is fuel); none for
        people, labour and the like. ``all`` and ``unspecified`` mean every one.
        """
        if good in {"all", "unspecified", ""}:
            return tuple(leaf.id for leaf in self.modelled_goods)
        below = tuple(leaf.id for leaf in self.modelled_goods if self._good_is_below(leaf.id, good))
        above = good
        while not below and above:
            if self.goods[above].modelled:
                return (above,)
            above = self.goods[above].parent
        return below

    def _is_below(self, place: str, above: str) -> bool:
        while place:
            if place == above:
                return True
            place = self.places[place].parent
        return False

    def _good_is_below(self, good: str, above: str) -> bool:
        while good:
            if good == above:
                return True
            good = self.goods[good].parent
        return False
