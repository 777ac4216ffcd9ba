"""How the filter runs."""

from dataclasses import dataclass

from contraflow.errors import check_bounds


@dataclass(frozen=True)
class NowcastOptions:
    """How the filter runs; the fields are the flags of the command line.

    Attributes:
        particles: number of particles; rounded up to a multiple of 64.
        resample_below: resample when the effective sample size falls under this share of the particles.
        floor_share: evidence may not push it under this share; see inference.filter.weigh.
        lag_weeks: weeks of later evidence that a past week is seen with.
        draws: posterior draws kept of every week.
        memory_days: time over which parameters wander around their priors; see ParameterCloud.wander.
        threads: 0 for one a processor.
        island_particles: particles for each set of learned parameters, see ``nowcast``; rounded up to a multiple of 64.
    """

    particles: int = 4096
    resample_below: float = 0.5
    floor_share: float = 0.03
    lag_weeks: int = 18
    draws: int = 1000
    memory_days: float = 365.0
    threads: int = 0
    island_particles: int = 64

    def __post_init__(self) -> None:
        """Check every field."""
        bounds = {
            "particles": (64, 10_000_000), "resample_below": (0.0, 1.0), "floor_share": (0.0, 0.5), "lag_weeks": (1, 520),
            "draws": (10, 100_000), "memory_days": (1.0, 1e6), "threads": (0, 256),
            "island_particles": (64, 10_000_000),
        }  # fmt: skip
        check_bounds(self, bounds)
