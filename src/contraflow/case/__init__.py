"""A border is data: reading and checking the folder that describes one."""

from contraflow.case.case import Case
from contraflow.case.reading import case_problems, read_case

__all__ = ["Case", "case_problems", "read_case"]
