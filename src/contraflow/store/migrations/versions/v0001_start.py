"""The first tables, and triggers that keep every row as it was written."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT = ("entries", "pages", "reports", "claims", "judgements", "sources", "sealed", "series", "runs", "estimates")


def upgrade() -> None:
    """Make the tables."""
    _pages()
    _claims()
    _records()
    _keep_rows()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _number(name: str, *more: sa.ForeignKey) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, *more, nullable=False)


def _entry() -> sa.Column[int]:
    return _number("entry", sa.ForeignKey("entries.n"))


def _pages() -> None:
    op.create_table(
        "entries",
        _number("n"),
        *_text("recorded", "kind", "what", "program"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("recorded"),
    )
    op.create_table(
        "pages",
        *_text("sha1"),
        _number("reading"),
        _entry(),
        *_text("name", "url", "known", "problem", "repeats"),
        _number("n_reports"),
        _number("n_claims"),
        sa.PrimaryKeyConstraint("sha1", "reading"),
    )
    op.create_table(
        "reports",
        *_text("id"),
        _number("version"),
        _entry(),
        *_text("sha1"),
        *(_number(name) for name in ("reading", "position", "first_entry")),
        sa.Column("published", sa.Text),
        *_text("outlet", "url", "echo_of", "text_sha256", "payload", "digest"),
        sa.PrimaryKeyConstraint("id", "version"),
        sa.ForeignKeyConstraint(["sha1", "reading"], ["pages.sha1", "pages.reading"]),
        sa.UniqueConstraint("sha1", "reading", "position"),
    )
    op.create_index("reports_published", "reports", ["published"])
    op.create_index("reports_url", "reports", ["url"])


def _claims() -> None:
    of_report = ["reports.id", "reports.version"]
    op.create_table(
        "claims",
        *_text("report"),
        _number("version"),
        _number("number"),
        _entry(),
        *_text("indicator"),
        *(sa.Column(name, sa.Text) for name in ("known", "start", "end")),
        *_text("extractor", "payload", "digest"),
        sa.PrimaryKeyConstraint("report", "version", "number"),
        sa.ForeignKeyConstraint(["report", "version"], of_report),
    )
    op.create_index("claims_indicator", "claims", ["indicator"])
    op.create_table(
        "judgements",
        _number("n"),
        _entry(),
        *_text("report"),
        _number("version"),
        _number("number"),
        *_text("verdict", "coder", "note"),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("judgements.n")),
        *_text("payload", "digest"),
        sa.PrimaryKeyConstraint("n"),
        sa.ForeignKeyConstraint(["report", "version"], of_report),
        sa.UniqueConstraint("undoes"),
    )
    op.create_index("judgements_report", "judgements", ["report"])


def _records() -> None:
    op.create_table(
        "sources",
        *_text("id"),
        _number("version"),
        _entry(),
        *_text("role", "marking", "payload", "digest"),
        sa.PrimaryKeyConstraint("id", "version"),
    )
    op.create_table(
        "sealed",
        *_text("source"),
        _number("number"),
        _entry(),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        *_text("digest"),
        sa.PrimaryKeyConstraint("source", "number"),
    )
    op.create_table(
        "series",
        *_text("key", "published"),
        _number("version"),
        _entry(),
        *_text("series", "start", "end", "payload", "digest"),
        sa.PrimaryKeyConstraint("key", "published", "version"),
    )
    op.create_index("series_name", "series", ["series"])
    op.create_table(
        "runs",
        *_text("id"),
        _entry(),
        sa.Column("known_by", sa.Text),
        *_text("payload", "digest"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "estimates",
        sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
        _number("number"),
        _entry(),
        *_text("payload", "digest"),
        sa.PrimaryKeyConstraint("run", "number"),
    )


def _keep_rows() -> None:
    """Let the database itself refuse to change or delete a row, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    "begin select raise(abort, 'rows of a store are kept as written'); end"
                )
        return
    op.execute(
        "create function contraflow_keep() returns trigger language plpgsql as "
        "$$ begin raise exception 'rows of a store are kept as written'; end $$"
    )
    for table in KEPT:
        op.execute(
            f"create trigger {table}_keep before update or delete on {table} "
            "for each statement execute function contraflow_keep()"
        )
