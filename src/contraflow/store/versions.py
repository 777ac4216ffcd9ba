"""Which version the tables of a store have."""

from sqlalchemy import Connection, inspect, text

from contraflow.errors import InputError

VERSIONS = "alembic_version"


def version_of(connection: Connection, name: str) -> str:
    """Return the version of a store's tables, empty when it has none yet; raises InputError if it is no store."""
    tables = set(inspect(connection).get_table_names())
    if VERSIONS in tables:
        found: str | None = connection.execute(text(f"select version_num from {VERSIONS}")).scalar()
        return found or ""
    if tables:
        raise InputError(
            f"{name}: found a database with other tables ({', '.join(sorted(tables)[:3])}); allowed: a store or an empty one; "
            "do: name another"
        )
    return ""
