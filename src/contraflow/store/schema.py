"""The tables of a store: every row is an entry that stays; a change is a further row.

What is asked for by its value has a column; everything else of a thing stands in its ``payload``: JSON in one fixed spelling,
with its SHA-256 beside it.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

NEWEST = "0001"  # the last migration; a test holds it against the folder of migrations

metadata = MetaData()


def _entry() -> Column[int]:
    """Return the column that says by which entry a row came: what was recorded later has a greater number."""
    return Column("entry", Integer, ForeignKey("entries.n"), nullable=False)


def _payload() -> tuple[Column[str], Column[str]]:
    return Column("payload", Text, nullable=False), Column("digest", Text, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


entries = Table(
    "entries",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("recorded", Text, nullable=False, unique=True),  # UTC, microseconds; grows with n
    _text("kind"),  # page, judgement, source, sealed, series, run
    _text("what"),  # id of the thing
    _text("program"),  # version of contraflow that wrote it
)

pages = Table(
    "pages",
    metadata,
    Column("sha1", Text, primary_key=True),
    Column("reading", Integer, primary_key=True, autoincrement=False),
    _entry(),
    _text("name"),
    _text("url"),
    _text("known"),  # when it came to hand
    _text("problem"),
    _text("repeats"),
    Column("n_reports", Integer, nullable=False),
    Column("n_claims", Integer, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _entry(),
    _text("sha1"),
    Column("reading", Integer, nullable=False),
    Column("position", Integer, nullable=False),  # of the story on its page, from 1
    Column("first_entry", Integer, nullable=False),  # by which its page was first kept: a page of later bytes goes before
    Column("published", Text),
    _text("outlet"),
    _text("url"),
    _text("echo_of"),
    _text("text_sha256"),
    *_payload(),
    ForeignKeyConstraint(["sha1", "reading"], ["pages.sha1", "pages.reading"]),
    UniqueConstraint("sha1", "reading", "position"),
    Index("reports_published", "published"),
    Index("reports_url", "url"),
)

claims = Table(
    "claims",
    metadata,
    Column("report", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),  # the same claim has the same number in all versions
    _entry(),
    _text("indicator"),
    Column("known", Text),
    Column("start", Text),
    Column("end", Text),
    _text("extractor"),
    *_payload(),
    ForeignKeyConstraint(["report", "version"], ["reports.id", "reports.version"]),
    Index("claims_indicator", "indicator"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    _entry(),
    _text("report"),
    Column("version", Integer, nullable=False),  # the version of the report that was judged
    Column("number", Integer, nullable=False),
    _text("verdict"),  # accept, correct, reject, add, undo
    _text("coder"),
    _text("note"),
    Column("undoes", Integer, ForeignKey("judgements.n")),
    *_payload(),  # {"found": claim or null, "right": claim or null}
    ForeignKeyConstraint(["report", "version"], ["reports.id", "reports.version"]),
    UniqueConstraint("undoes"),
    Index("judgements_report", "report"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _entry(),
    _text("role"),
    _text("marking"),
    *_payload(),
)

sealed = Table(
    "sealed",
    metadata,
    Column("source", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _entry(),
    Column("blob", LargeBinary, nullable=False),
    _text("digest"),
)

series = Table(
    "series",
    metadata,
    Column("key", Text, primary_key=True),  # of what the number is about; the same in every vintage
    Column("published", Text, primary_key=True),  # the vintage
    Column("version", Integer, primary_key=True, autoincrement=False),
    _entry(),
    _text("series"),
    Column("start", Text, nullable=False),
    Column("end", Text, nullable=False),
    *_payload(),
    Index("series_name", "series"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    _entry(),
    Column("known_by", Text),
    *_payload(),
)

estimates = Table(
    "estimates",
    metadata,
    Column("run", Text, ForeignKey("runs.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _entry(),
    *_payload(),
)
