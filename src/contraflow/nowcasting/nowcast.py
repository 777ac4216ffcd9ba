"""The sentence of the package: a case and what was observed give a nowcast.

Evidence is weighed on the day on which it was both known and over, about its own days: every particle carries the sums over
those days along its own past. A few weeks later each past week is read off once more, with the evidence that came after it.
"""

from collections.abc import Callable
from datetime import date
from os import cpu_count

import numpy as np
from threadpoolctl import threadpool_limits

from contraflow.border.model import ORDER
from contraflow.border.parameters import ParameterCloud
from contraflow.case.case import Case
from contraflow.kernels.lanes import N_LANES
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.result import Nowcast
from contraflow.nowcasting.run import Run
from contraflow.nowcasting.setting import prepare
from contraflow.nowcasting.thetas import Thetas
from contraflow.observations.observation import Observations


def nowcast(
    case: Case,
    observations: Observations,
    *,
    known_by: date | None = None,
    options: NowcastOptions | None = None,
    seed: int = 7,
    progress: Callable[[float], None] | None = None,
) -> Nowcast:
    """Return the hidden state of a border, day by day, given what was known.

    Args:
        observations: from ``observe``; those known after ``known_by`` are not weighed.
        known_by: last day, and last day whose evidence counts; the case's horizon when None.
        seed: same seed, same evidence and same options give the same bytes, whatever the number of threads.
        progress: called with the share done.

    Raises:
        OptionError: if ``known_by`` lies outside the case's days.
        CaseError: if the case's priors do not fit the model.
    """
    options = options or NowcastOptions()
    setting = prepare(case, observations, known_by, options.threads or cpu_count() or 1)
    cloud = ParameterCloud(case, ORDER)
    n = -(-options.particles // N_LANES) * N_LANES
    run = Run(setting, options, seed, Thetas.from_priors(cloud, n, seed))
    # BLAS threads beside ours fight over the cores: a product of a millisecond then takes thirty
    with threadpool_limits(1, "blas"):
        run.over_all_days(progress or (lambda share: None))
    final = run.particles
    return Nowcast(
        case, run.facts, options, seed, setting.known_by, run.columns, tuple(run.weeks), np.array(final.ess),
        final.now.log_evidence, tuple(run.witnesses), setting.left_out, tuple(r.observation for r in setting.readings),
        final.now,
    )  # fmt: skip
