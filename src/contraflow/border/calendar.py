"""The case's calendar as arrays by day: what acts, what is legal, what can cross."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contraflow.case.case import Case, Event, Sector
from contraflow.errors import OptionError
from contraflow.randomness import stream_key

# what an act can be; the order is that of the parameters of mechanisms/events.py
ACTS = (
    "talks", "summit_success", "summit_failure", "announced", "resolution",
    "ban", "crackdown", "relaxation", "provocation", "ordered",
)  # fmt: skip
MEDIA = ("water", "land")
ICE_RAMP_DAYS = 15
CUSTOMS_ON_HOLIDAY = 0.3
CUSTOMS_UNDER_CLOSURE = 0.1
MORATORIUM_SEASON = 0.4
BANNING = {"ban"}
# of these nobody knows the end before it has come; a holiday's and a closed season's are told with them
OPEN_ENDED = {"ban", "closure", "flood"}


class Calendar(NamedTuple):
    """What the calendar says about every day.

    Attributes:
        act_start: first act of each day; (day + 1,)
        acts: index into ACTS, the same should an open outcome turn out otherwise, side (0 far, 1 home, -1 both); (act, 3)
        act_sizes: strength relative to a usual act of its kind, 1 when the outcome is not known, share of the sectors where
            it acts; (act, 3)
        act_sectors: 1 where it acts; (act, sector)
        act_key: key of the act's own random stream; (act, 2)
        legal: share of each good's licensed trade that is allowed; (day, good)
        season: share of each good that is at hand by season; (day, good)
        passable: share of the sector that boats (medium 0) or walkers (medium 1) can cross at all; (day, medium, sector)
        shut: how far closures, floods and holidays (in this order) shut a sector, 0 to 1; (day, 3, sector)
        trade_open: share of licensed trade that closures let happen; (day,)
    """

    act_start: NDArray[np.int64]
    acts: NDArray[np.int64]
    act_sizes: NDArray[np.float32]
    act_sectors: NDArray[np.float32]
    act_key: NDArray[np.uint32]
    legal: NDArray[np.float32]
    season: NDArray[np.float32]
    passable: NDArray[np.float32]
    shut: NDArray[np.float32]
    trade_open: NDArray[np.float32]


class _Act(NamedTuple):
    day: int
    kind: str
    otherwise: str
    is_open: bool
    event: Event


def read_calendar(
    case: Case,
    n_days: int,
    seed: int,
    known_by: date | None = None,
    outcomes: Mapping[str, str] | None = None,
    without: tuple[str, ...] = (),
) -> Calendar:
    """Return the calendar of the days 0 .. n_days - 1 as somebody sees it on ``known_by``.

    Args:
        known_by: events announced later do not exist, outcomes known later are open, bans, closures and floods that end
            later have no end yet; None knows all.
        outcomes: outcome by event id, ``success`` or ``failure``, whatever the calendar says.
        without: ids of events that do not happen.

    Raises:
        OptionError: if an event is unknown, cannot have an outcome, or the outcome is no word that it can have.
    """
    outcomes = outcomes or {}
    check_alternatives(case, outcomes, without)
    known = [e for e in case.calendar if e.id not in without and (known_by is None or e.announced <= known_by)]
    events = [event if known_by is None else _as_known(event, known_by) for event in known]
    acts = sorted(_acts(case, events, n_days, known_by, outcomes), key=lambda act: (act.day, act.event.id, act.kind))
    return Calendar(
        **_act_arrays(case, acts, n_days, seed),
        legal=_legal(case, events, n_days),
        season=_season(case, events, n_days),
        passable=_passable(case, n_days),
        shut=np.stack([_shut(case, events, n_days, kind) for kind in ("closure", "flood", "holiday")], 1),
        trade_open=_trade_open(case, events, n_days),
    )


def _as_known(event: Event, known_by: date) -> Event:
    """Return an event without an end that was still to come and that nobody could know."""
    unknown = event.kind in OPEN_ENDED and event.end is not None and event.end > known_by
    return replace(event, end=None) if unknown else event


def check_alternatives(case: Case, outcomes: Mapping[str, str], without: tuple[str, ...]) -> None:
    """Raise OptionError for an event that does not exist or an outcome that it cannot have."""
    known = {event.id: event for event in case.calendar}
    for name in (*outcomes, *without):
        if name not in known:
            summits = ", ".join(e.id for e in case.calendar if e.kind == "summit")
            raise OptionError(
                f"no event {name!r} in {case.folder.name}/calendar.csv; events with an outcome: {summits}; "
                "do: take an id from the first column of that file"
            )
    for name, outcome in outcomes.items():
        if known[name].kind != "summit" or outcome not in {"success", "failure"}:
            raise OptionError(
                f"{name}={outcome}: found kind {known[name].kind!r} and outcome {outcome!r}; "
                "allowed: an event of kind summit with success or failure"
            )


def _acts(case: Case, events: list[Event], n_days: int, known_by: date | None, outcomes: Mapping[str, str]) -> list[_Act]:
    acts = []
    for event in events:
        start = case.day(event.start)
        if event.kind in {"summit", "talks"} and event.announced < event.start:
            acts.append(_Act(case.day(event.announced), "announced", "announced", False, event))
        if event.kind == "summit":
            is_known = event.id in outcomes or known_by is None or event.known <= known_by
            outcome = outcomes.get(event.id, event.outcome) if is_known else ""
            # a summit whose outcome nobody wrote down is taken as open, too
            kind = "summit_failure" if outcome == "failure" else "summit_success"
            acts.append(_Act(start, kind, "summit_failure", outcome == "", event))
        elif event.kind == "state_order":
            acts.append(_Act(start, "ordered", "ordered", False, event))
        elif event.kind in ACTS:
            acts.append(_Act(start, event.kind, event.kind, False, event))
    return [act for act in acts if 0 <= act.day < n_days and act.event.strength != 0]


def _act_arrays(case: Case, acts: list[_Act], n_days: int, seed: int) -> dict[str, Any]:
    counts = np.bincount([act.day for act in acts], minlength=n_days) if acts else np.zeros(n_days, np.int64)
    side = {"": -1, "both": -1, case.sides[0]: 0, case.sides[1]: 1}
    keys = [stream_key(seed, "act", act.event.id, act.kind == "announced") for act in acts]
    return {
        "act_start": np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        "acts": np.array(
            [(ACTS.index(act.kind), ACTS.index(act.otherwise), side[act.event.side]) for act in acts], np.int64
        ).reshape(len(acts), 3),
        "act_sizes": np.array(
            [(act.event.strength, act.is_open, _sector_mask(case, act.event).mean()) for act in acts], np.float32
        ).reshape(len(acts), 3),
        "act_sectors": np.array([_sector_mask(case, act.event) for act in acts], np.float32).reshape(
            len(acts), len(case.sectors)
        ),
        "act_key": np.array(keys, np.uint32).reshape(len(acts), 2),
    }


def _sector_mask(case: Case, event: Event) -> NDArray[np.float32]:
    if not event.places:
        return np.ones(len(case.sectors), np.float32)
    reached = {sector for place in event.places for sector in case.sectors_of(place)}
    return np.array([sector in reached for sector in case.sector_ids], np.float32)


def _days(case: Case, event: Event, n_days: int) -> slice:
    first = max(case.day(event.start), 0)
    last = n_days if event.end is None else case.day(event.end) + 1
    return slice(min(first, n_days), max(min(last, n_days), 0))


def _legal(case: Case, events: list[Event], n_days: int) -> NDArray[np.float32]:
    legal = np.ones((n_days, len(case.modelled_goods)), np.float32)
    for event in events:
        if event.kind in BANNING:
            leaves = {leaf for good in event.goods for leaf in case.leaves_of(good)} if event.goods else set()
            for g, good in enumerate(case.modelled_goods):
                if good.id in leaves:
                    days = _days(case, event, n_days)
                    legal[days, g] = np.minimum(legal[days, g], 1.0 - min(event.strength, 1.0))
    return legal


def _season(case: Case, events: list[Event], n_days: int) -> NDArray[np.float32]:
    season = np.ones((n_days, len(case.modelled_goods)), np.float32)
    for event in events:
        if event.kind == "moratorium":
            leaves = {leaf for good in event.goods for leaf in case.leaves_of(good)}
            columns = [g for g, good in enumerate(case.modelled_goods) if good.id in leaves]
            season[_days(case, event, n_days), columns] = MORATORIUM_SEASON
    return season


def _passable(case: Case, n_days: int) -> NDArray[np.float32]:
    passable = np.ones((n_days, len(MEDIA), len(case.sectors)), np.float32)
    for s, sector in enumerate(case.sectors):
        frozen = np.array([_ice(sector, case.date(day)) for day in range(n_days)], np.float32)
        passable[:, 0, s] = 1.0 - frozen if sector.water else 0.0
        passable[:, 1, s] = 1.0 if sector.land else frozen
    return passable


def _shut(case: Case, events: list[Event], n_days: int, kind: str) -> NDArray[np.float32]:
    shut = np.zeros((n_days, len(case.sectors)), np.float32)
    for event in events:
        if event.kind == kind:
            days = _days(case, event, n_days)
            shut[days] = np.maximum(shut[days], _sector_mask(case, event) * min(event.strength, 1.0))
    return shut


def _ice(sector: Sector, when: date) -> float:
    """Return the share of the river that bears a load, rising and falling over ``ICE_RAMP_DAYS``."""
    if sector.ice is None:
        return 0.0
    (from_month, from_day), (to_month, to_day) = sector.ice
    for year in (when.year - 1, when.year):
        first = date(year, from_month, from_day)
        last = date(year + (to_month < from_month), to_month, to_day)
        if first <= when <= last + timedelta(days=ICE_RAMP_DAYS):
            rising = ((when - first).days + 1) / ICE_RAMP_DAYS
            falling = 1.0 - (when - last).days / ICE_RAMP_DAYS
            return float(np.clip(min(rising, falling), 0.0, 1.0))
    return 0.0


def _trade_open(case: Case, events: list[Event], n_days: int) -> NDArray[np.float32]:
    trade_open = np.ones(n_days, np.float32)
    weight = np.array([sector.official_share for sector in case.sectors], np.float32)
    weight /= max(float(weight.sum()), 1e-9)
    for event in events:
        if event.kind in {"closure", "holiday"}:
            closed = float(_sector_mask(case, event) @ weight) * min(event.strength, 1.0)
            rest = CUSTOMS_UNDER_CLOSURE if event.kind == "closure" else CUSTOMS_ON_HOLIDAY
            trade_open[_days(case, event, n_days)] *= 1.0 - closed * (1.0 - rest)
    return trade_open
