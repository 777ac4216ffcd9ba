"""The sentence of the package: a case and what was observed give a nowcast.

Evidence is weighed on the day on which it was both known and over, about its own days: every particle carries the sums over
those days along its own past. A few weeks later each past week is read off once more, with the evidence that came after it.
"""

from collections.abc import Callable
from datetime import date
from os import cpu_count

import numpy as np
from threadpoolctl import threadpool_limits

from contraflow.border.calendar import read_calendar
from contraflow.border.observing import facts_of, read_observations
from contraflow.border.start import find_reference
from contraflow.case.case import Case
from contraflow.errors import OptionError
from contraflow.nowcasting.memory import Memory
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.result import Nowcast
from contraflow.nowcasting.run import Run
from contraflow.observations.observation import Observations


def nowcast(
    case: Case,
    observations: Observations,
    *,
    known_by: date | None = None,
    options: NowcastOptions | None = None,
    seed: int = 7,
    progress: Callable[[float], None] | None = None,
    memory: Memory | None = None,
) -> Nowcast:
    """Return the hidden state of a border, day by day, given what was known.

    Args:
        observations: from ``observe``; those known after ``known_by`` are not weighed.
        known_by: last day, and last day whose evidence counts; the case's horizon when None.
        seed: same seed, same evidence and same options give the same bytes, whatever the number of threads.
        progress: called with the share done.
        memory: remembers the pass so that histories can be run again; see scenarios/replay.py.

    Raises:
        OptionError: if ``known_by`` lies outside the case's days.
        CaseError: if the case's priors do not fit the model.
    """
    options = options or NowcastOptions()
    known_by = known_by or case.horizon
    n_days = case.day(known_by) + 1
    if not 1 < n_days <= case.day(case.horizon) + 1:
        raise OptionError(
            f"known_by: found {known_by}; allowed: {case.date(1)} to {case.horizon} (the days of {case.folder.name}); "
            "do: choose a day of the case"
        )
    n_threads = options.threads or cpu_count() or 1
    reference = find_reference(case, n_threads)
    known = [each for each in observations.used if max(each.known, each.end) < n_days]
    readings, unread = read_observations(known, case, reference)
    calendar = read_calendar(case, n_days, seed, known_by=known_by)
    run = Run(case, facts_of(case, reference), calendar, readings, options, seed, n_days)
    run.memory = memory
    # BLAS threads beside ours fight over the cores: a product of a millisecond then takes thirty
    with threadpool_limits(1, "blas"):
        run.over_all_days(progress or (lambda share: None))
    return Nowcast(
        case, run.facts, options, seed, known_by, run.columns, tuple(run.weeks), np.array(run.ess), run.now.log_evidence,
        tuple(run.witnesses), (*observations.left_out, *unread), tuple(r.observation for r in readings), run.now,
    )  # fmt: skip
