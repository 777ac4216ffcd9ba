"""What a store keeps besides pages: sources and what is sealed of them, series with vintages, runs and their estimates."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from contraflow.case.case import Origin, SeriesRow
from contraflow.errors import InputError
from contraflow.store.rows import MOST_ENTRIES, digest_of, new_entry, payload, spell
from contraflow.store.schema import estimates, runs, sealed, series, sources
from contraflow.words.load import claim_words

AGE = b"age-encryption.org/v1\n"  # how what is sealed begins
SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")
IDENTITY = ("series", "indicator", "side", "place", "good", "direction", "unit", "start", "end")


@dataclass(frozen=True)
class Source:
    """What may be known of a source by whoever opens the store: no more than its report says.

    Attributes:
        id: e.g. ``rfa-2018-06-08/S1``: a report and a voice in it, or a number.
        role: as published, a word of the codebook.
        marking: TLP 2.0; empty means unmarked, not releasable.
    """

    id: str
    role: str = "unspecified"
    marking: str = ""


def keep_source(connection: Connection, source: Source) -> None:
    """Record a source, as a further version when anything of it changed; raises InputError for words that are not allowed."""
    _check_source(source.id)
    for field, words in (("role", claim_words("roles")), ("marking", claim_words("markings"))):
        value = getattr(source, field)
        if value not in words and (field, value) != ("marking", ""):
            raise InputError(f"source {source.id} {field}: found {value!r}; allowed: {', '.join(words)}; do: choose one")
    last = connection.execute(
        select(sources.c.version, sources.c.payload)
        .where(sources.c.id == source.id)
        .order_by(sources.c.version.desc())
        .limit(1)
    ).first()
    if last is not None and last.payload == spell(asdict(source)):
        return
    row = {"id": source.id, "version": (last.version if last else 0) + 1, "role": source.role, "marking": source.marking}
    connection.execute(insert(sources), row | {"entry": new_entry(connection, "source", source.id)} | payload(asdict(source)))


def sources_of(connection: Connection, by: int = MOST_ENTRIES) -> list[Source]:
    """Return all sources as they were recorded up to an entry, by id."""
    rows = connection.execute(select(sources).where(sources.c.entry <= by).order_by(sources.c.id, sources.c.version))
    return list({row.id: Source(**json.loads(row.payload)) for row in rows}.values())


def keep_sealed(connection: Connection, source: str, blob: bytes) -> None:
    """Record what is sealed of a source; raises InputError for bytes that are not encrypted (they are not shown)."""
    _check_source(source)
    if not blob.startswith(AGE):
        raise InputError(
            f"source {source}: found {len(blob)} bytes that are not sealed; allowed: what contraflow.sealed gives; "
            "do: seal before keeping"
        )
    number: int = (connection.execute(select(func.max(sealed.c.number)).where(sealed.c.source == source)).scalar() or 0) + 1
    row = {"source": source, "number": number, "blob": blob, "digest": digest_of(blob)}
    connection.execute(insert(sealed), row | {"entry": new_entry(connection, "sealed", source)})


def sealed_of(connection: Connection, source: str, by: int = MOST_ENTRIES) -> list[bytes]:
    """Return all that is sealed of a source, the first first."""
    query = select(sealed.c.blob).where(sealed.c.source == source, sealed.c.entry <= by).order_by(sealed.c.number)
    return [bytes(blob) for blob in connection.execute(query).scalars()]


def keep_series(connection: Connection, rows: Iterable[SeriesRow]) -> int:
    """Record numbers of series and return how many are new: a later publication is a further vintage of the same number.

    The same number under the same day of publication, but with another value, is a further version: ours was wrong.
    """
    old = _series(connection, MOST_ENTRIES)
    entry = 0
    added = 0
    for row in rows:
        plain = _plain_row(row)
        key, published = digest_of(spell([plain[name] for name in IDENTITY])), row.published.isoformat()
        last = old.get((key, published))
        if last is not None and _told_of(json.loads(last.payload)) == _told_of(plain):
            continue
        entry = entry or new_entry(connection, "series", row.series)
        days = {"start": row.start.isoformat(), "end": row.end.isoformat()}
        version = last.version + 1 if last else 1
        found = {"key": key, "published": published, "version": version, "entry": entry, "series": row.series}
        connection.execute(insert(series), found | days | payload(plain))
        old[key, published] = _Vintage(version, spell(plain))
        added += 1
    return added


def series_of(
    connection: Connection, known_by: date | None, by: int = MOST_ENTRIES, *, vintages: bool = False
) -> tuple[SeriesRow, ...]:
    """Return the numbers known by a day, each in its last vintage, sorted by series, days and vintage.

    Args:
        vintages: return all vintages that were known by then.
    """
    found: dict[Any, tuple[str, SeriesRow]] = {}
    for (key, published), row in sorted(_series(connection, by).items()):
        if known_by is None or published <= known_by.isoformat():
            found[(key, published) if vintages else key] = published, _series_row(json.loads(row.payload))
    rows = (row for _, row in found.values())
    return tuple(sorted(rows, key=lambda row: (row.series, row.start, row.end, row.published, row.place, row.good, row.id)))


def keep_run(connection: Connection, record: Mapping[str, Any]) -> str:
    """Record how a run was made and return its id in the store: the digest of its record; the same record is kept once."""
    plain = _plain_record(record)
    name = digest_of(spell(plain))[:16]
    if connection.execute(select(runs.c.id).where(runs.c.id == name)).first() is None:
        known_by = plain.get("known_by")
        row = {"id": name, "known_by": known_by if isinstance(known_by, str) else None}
        connection.execute(insert(runs), row | {"entry": new_entry(connection, "run", name)} | payload(plain))
    return name


def keep_estimates(connection: Connection, run: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Record the estimates of a run, once; raises InputError if there is no such run or it has estimates already."""
    if connection.execute(select(runs.c.id).where(runs.c.id == run)).first() is None:
        raise InputError(f"estimates: found the run {run!r}; allowed: one that the store holds; do: keep its record first")
    if connection.execute(select(estimates.c.number).where(estimates.c.run == run).limit(1)).first() is not None:
        raise InputError(f"estimates: found those of run {run} already; allowed: once; do: nothing, they are the same")
    if rows:
        entry = new_entry(connection, "estimates", run)
        found = [{"run": run, "number": n, "entry": entry} | payload(_plain_record(row)) for n, row in enumerate(rows, 1)]
        connection.execute(insert(estimates), found)


def runs_of(connection: Connection, known_by: date | None, by: int = MOST_ENTRIES) -> dict[str, dict[str, Any]]:
    """Return the records of runs that looked from no later day, by id, the first first."""
    query = select(runs).where(runs.c.entry <= by).order_by(runs.c.entry)
    if known_by is not None:
        query = query.where(runs.c.known_by <= known_by.isoformat())
    return {row.id: json.loads(row.payload) for row in connection.execute(query)}


def estimates_of(connection: Connection, run: str, by: int = MOST_ENTRIES) -> list[dict[str, Any]]:
    """Return the estimates of a run, in order."""
    query = select(estimates.c.payload).where(estimates.c.run == run, estimates.c.entry <= by).order_by(estimates.c.number)
    return [json.loads(each) for each in connection.execute(query).scalars()]


def _series(connection: Connection, by: int) -> "dict[tuple[str, str], _Vintage]":
    """Return the last version of every vintage up to an entry."""
    rows = connection.execute(select(series).where(series.c.entry <= by).order_by(series.c.version))
    return {(row.key, row.published): _Vintage(row.version, row.payload) for row in rows}


@dataclass(frozen=True)
class _Vintage:
    """The last version of a number in one vintage."""

    version: int
    payload: str


def _told_of(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says; where it stands in its file says nothing."""
    return {name: value for name, value in plain.items() if name not in {"id", "origin"}}


def _plain_row(row: SeriesRow) -> dict[str, Any]:
    return _plain_record(asdict(row))


def _plain_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as JSON can hold it: days as text, what is no finite number as nothing."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(record), default=str), parse_constant=lambda _: None)
    return plain


def _series_row(plain: dict[str, Any]) -> SeriesRow:
    days = {name: date.fromisoformat(plain[name]) for name in ("start", "end", "published")}
    return SeriesRow(**{**plain, **days, "origin": Origin(**plain["origin"])})


def _check_source(name: str) -> None:
    if not SOURCE_ID.fullmatch(name):
        raise InputError(
            "source: found an id with other characters; allowed: letters, digits, . _ / -, up to 100; "
            "do: take the report's id and voice, e.g. rfa-2018-06-08/S1"
        )
