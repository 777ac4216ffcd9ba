"""What all tables share: entries, the one spelling of a payload, digests, moments."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, insert, select

from contraflow.errors import InputError, OptionError
from contraflow.store.schema import entries
from contraflow.version import __version__

MOST_ENTRIES = 2**31 - 1
_TICK = timedelta(microseconds=1)


def spell(value: Any) -> str:
    """Return plain values as JSON in the one spelling that digests are taken of; pure ASCII, so that any store holds it.

    Raises:
        InputError: if a number is none, or infinite.
    """
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError:
        raise InputError("found a number that is none, or infinite; allowed: numbers; do: leave it empty") from None


def digest_of(content: str | bytes) -> str:
    """Return the SHA-256 of a text or of bytes."""
    return sha256(content.encode("ascii", "surrogatepass") if isinstance(content, str) else content).hexdigest()


def payload(value: Any) -> dict[str, str]:
    """Return the two columns in which plain values stand."""
    spelt = spell(value)
    return {"payload": spelt, "digest": digest_of(spelt)}


def text_digest(text: str) -> str:
    """Return the SHA-256 of a report's text, by which two versions are known to have the same words."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def column_text(text: str) -> str:
    """Return a text that every database can hold in a column: without NUL, bytes that are no UTF-8 spelt out."""
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def moment(when: datetime) -> str:
    """Return a moment as text that sorts as time does; raises OptionError if it has no time zone."""
    if when.tzinfo is None:
        raise OptionError(f"found the time {when} without a zone; allowed: a time with its zone; do: add one, e.g. UTC")
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def as_moment(text: str) -> datetime:
    """Return the moment that ``moment`` spelt."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def new_entry(connection: Connection, kind: str, what: str) -> int:
    """Add an entry and return its number; its time is later than that of all before, even where the clock was set back."""
    last = connection.execute(select(entries.c.n, entries.c.recorded).order_by(entries.c.n.desc()).limit(1)).first()
    now = datetime.now(UTC)
    if last is not None:
        now = max(now, as_moment(last.recorded) + _TICK)
    n = last.n + 1 if last is not None else 1
    row = {"n": n, "recorded": moment(now), "kind": kind, "what": column_text(what), "program": __version__}
    connection.execute(insert(entries), row)
    return n


def entries_by(connection: Connection, recorded_by: datetime | None) -> int:
    """Return the number of the last entry that had been made by a moment."""
    if recorded_by is None:
        return MOST_ENTRIES
    by = select(func.max(entries.c.n)).where(entries.c.recorded <= moment(recorded_by))
    return connection.execute(by).scalar() or 0
