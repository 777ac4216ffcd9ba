"""Where the two engines meet: a case and what was observed give a nowcast."""

from contraflow.nowcasting.learned import Learned, read_learned
from contraflow.nowcasting.memory import Memory
from contraflow.nowcasting.nowcast import nowcast
from contraflow.nowcasting.options import NowcastOptions
from contraflow.nowcasting.result import REACH_DAYS, Cloud, Nowcast, WeekResult, WitnessInfo

__all__ = [
    "REACH_DAYS",
    "Cloud",
    "Learned",
    "Memory",
    "Nowcast",
    "NowcastOptions",
    "WeekResult",
    "WitnessInfo",
    "nowcast",
    "read_learned",
]
