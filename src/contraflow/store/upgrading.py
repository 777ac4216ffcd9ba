"""Bringing the tables of a store up to this program's version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from contraflow.errors import InputError
from contraflow.store.schema import NEWEST
from contraflow.store.versions import version_of

FOLDER = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, name: str) -> None:
    """Run the migrations that a store lacks, all or none.

    Raises:
        InputError: if a newer contraflow made the store.
    """
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    found = version_of(connection, name)
    if found and found not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise InputError(
            f"{name}: found a store of version {found}; allowed: up to {NEWEST}; do: use the newer contraflow that made it"
        )
    command.upgrade(config, "head")
