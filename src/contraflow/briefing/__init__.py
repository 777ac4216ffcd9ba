"""The briefing: what a nowcast says, as a page, a PDF and a letter, each number with the evidence under it."""

from contraflow.briefing.brief import brief
from contraflow.briefing.briefing import Briefing
from contraflow.briefing.files import write_briefing

__all__ = ["Briefing", "brief", "write_briefing"]
