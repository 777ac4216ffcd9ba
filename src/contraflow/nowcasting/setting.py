"""What every pass over one case and one day shares: made once, used by the nowcast and by each likelihood of a fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contraflow.border.calendar import Calendar, read_calendar
from contraflow.border.indicator import Facts
from contraflow.border.observing import Accumulators, Reading, facts_of, plan_sums, read_observations
from contraflow.border.start import Reference, find_reference
from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.observations.observation import LeftOut, Observations


@dataclass(frozen=True)
class Setting:
    """A case as it was known on a day.

    Attributes:
        known_by: last day, and last day whose evidence counts.
        n_days: number of days, day 0 included.
        readings: what is weighed, by day and witness.
        left_out: what is not weighed, and why.
        sums: where each sum that the readings need stands.
    """

    case: Case
    facts: Facts
    known_by: date
    n_days: int
    readings: tuple[Reading, ...]
    left_out: tuple[LeftOut, ...]
    sums: Accumulators

    def calendar(self, seed: int) -> Calendar:
        """Return the calendar as it was known, with the random streams of a seed."""
        return read_calendar(self.case, self.n_days, seed, known_by=self.known_by)

    def groups(self) -> dict[int, list[list[Reading]]]:
        """Return readings by day, those of one witness together."""
        return _by_day_and_witness(self.readings)


def prepare(
    case: Case, observations: Observations, known_by: date | None, n_threads: int, reference: Reference | None = None
) -> Setting:
    """Return what a pass needs of a case, given what was observed and known by a day.

    Args:
        known_by: the case's horizon when None.
        reference: of the case, when it is at hand.

    Raises:
        OptionError: if ``known_by`` lies outside the case's days.
        CaseError: if the case's priors do not fit the model.
    """
    known_by = known_by or case.horizon
    n_days = case.day(known_by) + 1
    if not 1 < n_days <= case.day(case.horizon) + 1:
        raise OptionError(
            f"known_by: found {known_by}; allowed: {case.date(1)} to {case.horizon} (the days of {case.folder.name}); "
            "do: choose a day of the case"
        )
    reference = reference or find_reference(case, n_threads)
    known = [each for each in observations.used if max(each.known, each.end) < n_days]
    readings, unread = read_observations(known, case, reference)
    left_out = (*observations.left_out, *unread)
    return Setting(case, facts_of(case, reference), known_by, n_days, readings, left_out, plan_sums(readings, n_days))


def _by_day_and_witness(readings: Sequence[Reading]) -> dict[int, list[list[Reading]]]:
    groups: dict[int, list[list[Reading]]] = {}
    for reading in readings:
        day = groups.setdefault(reading.day, [])
        if day and day[-1][0].observation.witness == reading.observation.witness:
            day[-1].append(reading)
        else:
            day.append([reading])
    return groups
