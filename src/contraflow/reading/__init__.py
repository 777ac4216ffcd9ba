"""Reading whatever a user names: pages, folders, archives, feeds, mail, in parallel, the same page never twice."""

from contraflow.reading.keeping import read_into
from contraflow.reading.pages import read_pages
from contraflow.reading.sources import Source, find_sources

__all__ = ["Source", "find_sources", "read_into", "read_pages"]
