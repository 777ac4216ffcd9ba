"""Synthetic truths and the evidence that they would give: what the nowcast's own law draws, seen through its own likelihoods.

A nowcast of such evidence must be right as often as it says (simulation-based calibration: Talts et al. 2018,
https://arxiv.org/abs/1804.06788; Modrak et al. 2023, https://doi.org/10.1214/23-BA1404).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from contraflow.border.calendar import Calendar, read_calendar
from contraflow.border.densities import location
from contraflow.border.evidence import Trust
from contraflow.border.indicator import LEAST, Facts
from contraflow.border.layout import particles, span
from contraflow.border.model import ORDER, Engine
from contraflow.border.observing import Reading, facts_of, plan_sums, read_observations
from contraflow.border.parameters import ParameterCloud
from contraflow.border.quantities import WHOLE, Column, columns, derive
from contraflow.border.sampling import Witnessed, draw_lasting_errors, draw_witness, say, witnesses
from contraflow.border.start import find_reference, first_state, usual_calendar
from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.kernels.lanes import N_LANES
from contraflow.nowcasting import NowcastOptions
from contraflow.nowcasting.passing import WANDER_DAYS
from contraflow.observations.observation import Observation, Observations
from contraflow.randomness import stream

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

YEAR_DAYS = 365


@dataclass(frozen=True)
class Truths:
    """Histories drawn from the priors, with all that a pattern of evidence is about.

    Attributes:
        columns: names of the columns; ``parameters`` of the parameters.
        weeks: number of each week; (week,)
        values: derived columns of every week; (week, truth, column)
        z: parameters on the last day, as standard deviations from their prior medians; (truth, parameter)
        readings: the pattern: what is spoken of, when and how.
        about: where each truth puts what each reading is about, and how it is seen.
        seen: means of every row that can be observed; (week, truth, seen row)
        vessels: own vessels on the last day of every week, all kinds and sectors, relative to the usual fleet; (week, truth)
    """

    facts: Facts
    columns: tuple[Column, ...]
    parameters: tuple[str, ...]
    weeks: NDArray[np.int64]
    values: Singles
    z: Floats
    readings: tuple[Reading, ...]
    about: Witnessed
    seen: Singles
    vessels: Singles

    @property
    def n(self) -> int:
        """Number of truths."""
        return len(self.z)

    def of(self, quantity: str, key: str = "") -> Singles:
        """Return one quantity of the whole border, (week, truth); raises KeyError for one that there is not."""
        for i, column in enumerate(self.columns):
            if (column.quantity, column.key, column.place) == (quantity, key, WHOLE):
                return self.values[:, :, i]
        raise KeyError(f"{quantity} {key}")

    def about_of(self, group: Sequence[int], which: slice = slice(None)) -> Witnessed:
        """Return what some readings are about, for all truths or some."""
        return Witnessed(*(part[list(group), which] for part in self.about))


def draw_truths(
    case: Case,
    pattern: Sequence[Observation],
    *,
    known_by: date | None = None,
    truths: int = 64,
    seed: int = 1,
    options: NowcastOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Truths:
    """Return histories drawn as the nowcast of ``known_by`` draws its particles, without weighing anything.

    With the same seed, number and evidence they are the very particles of a nowcast whose evidence says nothing: give another
    seed to the nowcast that is to find them.

    Args:
        case: the border.
        pattern: observations whose days, indicators, families and sources are taken; their values are not looked at.
        known_by: last day, and day from which the calendar is seen; the case's horizon when None.
        truths: number of histories; rounded up to a multiple of 64.
        seed: same seed, same histories.
        options: of the nowcast, for how long parameters stay what they are.
        progress: called with the share done.

    Raises:
        OptionError: if ``known_by`` lies outside the case's days or ``truths`` makes no sense.
        CaseError: if the case's priors do not fit the model.
    """
    known_by = known_by or case.horizon
    n_days = case.day(known_by) + 1
    if not 1 < n_days <= case.day(case.horizon) + 1:
        raise OptionError(f"known_by: found {known_by}; allowed: {case.date(1)} to {case.horizon}; do: choose a day between")
    if not 1 <= truths <= 1_000_000:
        raise OptionError(f"truths: found {truths}; allowed: 1 to 1000000; do: choose a number between")
    facts = facts_of(case, find_reference(case))
    known = [each for each in pattern if max(each.known, each.end) < n_days]
    readings, _ = read_observations(known, case, facts.reference)
    calendar = read_calendar(case, n_days, seed, known_by=known_by)
    walk = _Walk(facts, readings, calendar, truths, seed, options or NowcastOptions())
    return walk.over_all_days(progress or (lambda share: None))


def draw_usual_year(case: Case, *, truths: int = 64, seed: int = 1, progress: Callable[[float], None] | None = None) -> Truths:
    """Return histories of a year like the reference period, in which nothing is decreed, banned or talked over.

    Raises:
        CaseError: if the case's priors do not fit the model.
    """
    facts = facts_of(case, find_reference(case))
    calendar = usual_calendar(case, YEAR_DAYS + 1, seed)
    return _Walk(facts, (), calendar, truths, seed, NowcastOptions()).over_all_days(progress or (lambda share: None))


def draw_evidence(truths: Truths, number: int, seed: int) -> Observations:
    """Return what the witnesses of the pattern would say of one truth.

    Args:
        truths: histories with the pattern.
        number: which of them, from 0.
        seed: of what witnesses get wrong; same seed, same statements.
    """
    said = []
    for group in witnesses(truths.readings):
        readings = [truths.readings[i] for i in group]
        first = readings[0].observation
        rng = stream(seed, number, "evidence", first.witness, readings[0].day)
        drawn = draw_witness(readings, truths.about_of(group, slice(number, number + 1)), rng)
        said += [say(reading, float(value)) for reading, (value,) in zip(readings, drawn, strict=True)]
    return Observations(tuple(sorted(said, key=lambda o: (o.known, o.id))), ())


class _Walk:
    """One run of the particles of a nowcast that weighs nothing."""

    def __init__(
        self, facts: Facts, readings: tuple[Reading, ...], calendar: Calendar, truths: int, seed: int, options: NowcastOptions
    ) -> None:
        self.facts, self.readings, self.seed, self.memory_days = facts, readings, seed, options.memory_days
        self.n_days = len(calendar.trade_open)
        self.sums = plan_sums(readings, self.n_days)
        border = facts.reference.border
        self.engine = Engine(border, calendar, seed, 1)
        self.cloud = ParameterCloud(facts.case, ORDER)
        self.z = self.cloud.draw(-(-truths // N_LANES) * N_LANES, seed)
        self.parameters = self.cloud.values(self.z)
        self.path = self.engine.new_path(first_state(facts.case, border, self.parameters), self.sums.n_slots)
        shape = len(readings), len(self.z)
        lasting = draw_lasting_errors(readings, len(self.z), stream(seed, "lasting errors"))
        self.about = Witnessed(lasting, np.zeros(shape), np.ones(shape))
        self.weeks: list[int] = []
        self.values: list[Singles] = []
        self.seen: list[Singles] = []
        self.vessels: list[Singles] = []

    def over_all_days(self, progress: Callable[[float], None]) -> Truths:
        """Move, look, remember: the stops and their order are those of ``nowcasting.run``."""
        calendar = Weeks(self.facts.case)
        sundays = {day for day in range(1, self.n_days) if calendar.of(day + 1) > calendar.of(day)} | {self.n_days - 1}
        stops = sorted({reading.day for reading in self.readings} | sundays)
        before = 0
        for day in stops:
            self.engine.run(range(before + 1, day + 1), self.path, self.parameters, self.sums.plan)
            self._look(day)
            if day in sundays:
                self._remember(calendar, day)
            if day // WANDER_DAYS > before // WANDER_DAYS:
                self.z = self.cloud.wander(self.z, WANDER_DAYS, self.memory_days, stream(self.seed, day, "wander"))
                self.parameters = self.cloud.values(self.z)
            before = day
            progress(day / (self.n_days - 1))
        return Truths(
            self.facts, columns(self.facts), self.cloud.names, np.array(self.weeks, np.int64), np.stack(self.values), self.z,
            self.readings, self.about, np.stack(self.seen), np.stack(self.vessels),
        )  # fmt: skip

    def _look(self, day: int) -> None:
        trust = Trust(self.cloud, self.z)
        for number, reading in enumerate(self.readings):
            if reading.day == day:
                plain = replace(reading, remembered=())
                sums = {
                    key: particles(self.path.sums[:, [self.sums.slots[key]]])[:, 0].astype(np.float64) for key in plain.keys
                }
                self.about.locations[number] += location(plain, sums)
                self.about.chances[number] = trust.chance(reading.observation)
                self.about.widths[number] = trust.width(reading.observation.family)

    def _remember(self, calendar: Weeks, day: int) -> None:
        week = calendar.of(day)
        n_days = day - max(calendar.first_day(week), 1) + 1
        self.weeks.append(week)
        means = particles(self.path.totals) / np.float32(n_days)
        self.seen.append(means)
        self.values.append(derive(means, self.facts))
        vessels = particles(self.path.state[:, span(self.engine.at, "vessels")]).sum(1)
        self.vessels.append(np.asarray(vessels / max(float(self.engine.border.fleet.sum()), LEAST), np.float32))
        self.path.totals[:] = 0.0
