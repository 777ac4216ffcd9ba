"""The evidence store of contraflow: one file, or a PostgreSQL database for teams."""

from contraflow.store.backup import fill, restore
from contraflow.store.joining import case_evidence
from contraflow.store.keeping import Kept
from contraflow.store.records import Source
from contraflow.store.store import Entry, Store, open_store
from contraflow.store.verdicts import Judged, Judgement

__all__ = ["Entry", "Judged", "Judgement", "Kept", "Source", "Store", "case_evidence", "fill", "open_store", "restore"]
