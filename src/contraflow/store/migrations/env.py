"""Alembic's way in: run the migrations on the connection that the caller holds, inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
