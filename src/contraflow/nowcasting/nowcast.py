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
from contraflow.errors import OptionError
from contraflow.kernels.lanes import N_LANES
from contraflow.nowcasting.learned import Learned
from contraflow.nowcasting.memory import Memory
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.result import Nowcast
from contraflow.nowcasting.run import Run
from contraflow.nowcasting.setting import Setting, prepare
from contraflow.nowcasting.thetas import Thetas
from contraflow.observations.observation import Observations
from contraflow.randomness import stream


def nowcast(  # noqa: PLR0913 - each by name, each a different thing
    case: Case,
    observations: Observations,
    *,
    known_by: date | None = None,
    options: NowcastOptions | None = None,
    seed: int = 7,
    fit: Learned | None = None,
    progress: Callable[[float], None] | None = None,
    memory: Memory | None = None,
) -> Nowcast:
    """Return the hidden state of a border, day by day, given what was known.

    Args:
        observations: from ``observe``; those known after ``known_by`` are not weighed.
        known_by: last day, and last day whose evidence counts; the case's horizon when None.
        seed: same seed, same evidence and same options give the same bytes, whatever the number of threads.
        fit: learned parameters, see below; None starts from the priors.
        progress: called with the share done.
        memory: remembers the pass so that histories can be run again; see scenarios/replay.py.

    With learned parameters the particles stand on islands of ``island_particles`` each, every island with one draw of the
    fit. The fit's draws are equally likely *after* all that it has seen; weighing the same evidence between them once more
    would count it twice. So evidence up to the fit's own day is weighed within islands only: it says where the state was,
    given the parameters, and every draw keeps its weight. What became known later is news to the parameters as well: from
    then on all particles compete, and parameters wander within what the fit left open, as they otherwise wander around
    their priors.

    Raises:
        OptionError: if ``known_by`` lies outside the case's days, or before the day that the fit knows.
        InputError: if the fit lacks parameters of the model, or was made under other priors.
        CaseError: if the case's priors do not fit the model.
    """
    options = options or NowcastOptions()
    setting = prepare(case, observations, known_by, options.threads or cpu_count() or 1)
    cloud = ParameterCloud(case, ORDER)
    thetas = starting_thetas(setting, cloud, options, seed, fit)
    run = Run(setting, options, seed, thetas, memory)
    # BLAS threads beside ours fight over the cores: a product of a millisecond then takes thirty
    with threadpool_limits(1, "blas"):
        run.over_all_days(progress or (lambda share: None))
    final = run.particles
    return Nowcast(
        case, run.facts, options, seed, setting.known_by, run.columns, tuple(run.weeks), np.array(final.ess),
        final.now.log_evidence, tuple(run.witnesses), setting.left_out, tuple(r.observation for r in setting.readings),
        final.now, fit.words if fit else "priors", fit,
    )  # fmt: skip


def starting_thetas(setting: Setting, cloud: ParameterCloud, options: NowcastOptions, seed: int, fit: Learned | None) -> Thetas:
    """Return the parameters that particles start with: draws from the priors, or islands of the fit's draws.

    Raises:
        OptionError: if the fit knows evidence that came after the setting's day.
        InputError: if the fit lacks parameters of the model, or was made under other priors.
    """
    if fit is None:
        return Thetas.from_priors(cloud, _whole_blocks(options.particles), seed)
    if fit.known_by > setting.known_by:
        raise OptionError(
            f"--fit {fit.origin}: found parameters learned from evidence known by {fit.known_by}; allowed: at most "
            f"{setting.known_by}, the day of this run, since they would know its future; "
            "do: choose a later --known-by, an earlier fit, or --fit none"
        )
    size = min(_whole_blocks(options.island_particles), _whole_blocks(options.particles))
    n_islands = -(-options.particles // size)
    u = float(stream(seed, "fit").random())
    return Thetas.fixed(fit.pick(cloud, n_islands, u), size, setting.case.day(fit.known_by))


def _whole_blocks(n: int) -> int:
    return -(-n // N_LANES) * N_LANES
