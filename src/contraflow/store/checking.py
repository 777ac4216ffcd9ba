"""Is a store whole? Everything that can be told apart from good is looked at; nothing is mended."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import SQLAlchemyError

from contraflow.claims.claim import Claim
from contraflow.reports.report import Report
from contraflow.store.keeping import claim_row, report_row
from contraflow.store.records import AGE
from contraflow.store.rows import digest_of
from contraflow.store.schema import claims, entries, judgements, metadata, pages, reports, sealed

MOST_SHOWN = 100  # problems of one kind; a store that is broken all over need not be told line by line


def check_store(connection: Connection) -> list[str]:
    """Return what is wrong with a store, one line each; nothing when it is whole."""
    found: list[str] = []
    if connection.dialect.name == "sqlite":
        found += _first(_file_problems(connection))
    looks: tuple[Callable[[Connection], Iterator[str]], ...] = (
        _lost, _digests, _entry_order, _page_counts, _report_problems, _claim_problems, _judgement_problems, _sealed_problems,
    )  # fmt: skip
    for look in looks:
        try:
            found += _first(look(connection))
        except SQLAlchemyError as error:  # pages of the file that cannot be read any more
            return [*found, f"the database cannot be read on ({type(error).__name__}); do: restore a backup"]
    return found


def _first(problems: Iterator[str]) -> list[str]:
    found: list[str] = []
    for problem in problems:
        if len(found) == MOST_SHOWN:
            return [*found, "... and more of this kind"]
        found.append(problem)
    return found


def _file_problems(connection: Connection) -> Iterator[str]:
    for row in connection.execute(text("pragma integrity_check")):
        if row[0] != "ok":
            yield f"file: {row[0]}"


def _lost(connection: Connection) -> Iterator[str]:
    """Rows that name others that are not there: claims without reports, judgements without claims."""
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            columns = [element.parent for element in key.elements]
            others = [element.column for element in key.elements]
            there = {tuple(row) for row in connection.execute(select(*others))}
            for row in connection.execute(select(*columns)):
                if None not in row and tuple(row) not in there:
                    names = ", ".join(column.name for column in columns)
                    yield f"{table.name} {names}: found {tuple(row)}, of which {others[0].table.name} holds nothing"


def _digests(connection: Connection) -> Iterator[str]:
    for table in metadata.sorted_tables:
        column = "payload" if "payload" in table.c else "blob" if "blob" in table.c else ""
        if column:
            for row in connection.execute(select(table)).mappings():
                content = row[column]
                if _digest(content) != row["digest"]:
                    yield f"{table.name} {_key(table, row)}: found a {column} that was changed after it was written"


def _digest(content: Any) -> str:
    if isinstance(content, str):
        return digest_of(content) if content.isascii() else ""
    return digest_of(bytes(content))


def _key(table: Table, row: Any) -> str:
    return "/".join(str(row[column.name]) for column in table.primary_key)


def _entry_order(connection: Connection) -> Iterator[str]:
    rows = connection.execute(select(entries.c.n, entries.c.recorded).order_by(entries.c.n)).all()
    for number, row in enumerate(rows, 1):
        if row.n != number:
            yield f"entries: found number {row.n} where {number} should stand"
            return
    for before, row in pairwise(rows):
        if row.recorded <= before.recorded:
            yield f"entries {row.n}: found a time that is not later than that of the entry before"


def _page_counts(connection: Connection) -> Iterator[str]:
    n_reports = Counter((row.sha1, row.reading) for row in connection.execute(select(reports.c.sha1, reports.c.reading)))
    of_report = reports.join(claims, (claims.c.report == reports.c.id) & (claims.c.version == reports.c.version))
    rows = connection.execute(select(reports.c.sha1, reports.c.reading).select_from(of_report))
    n_claims = Counter((row.sha1, row.reading) for row in rows)
    for row in connection.execute(select(pages)):
        has = n_reports[row.sha1, row.reading], n_claims[row.sha1, row.reading]
        if has != (row.n_reports, row.n_claims):
            yield (
                f"pages {row.sha1}/{row.reading}: found {has[0]} reports and {has[1]} claims where {row.n_reports} and "
                f"{row.n_claims} were kept"
            )


def _report_problems(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(reports)).mappings():
        report = _value(Report, row["payload"])
        if report is None:
            yield f"reports {row['id']}/{row['version']}: found a payload that is no report"
        elif not _agree(row, report_row(report, row["version"], row["entry"])):
            yield f"reports {row['id']}/{row['version']}: found columns that are not those of the report"


def _claim_problems(connection: Connection) -> Iterator[str]:
    texts = _texts(connection)
    for row in connection.execute(select(claims)).mappings():
        name = f"claims {row['report']}/{row['version']}/{row['number']}"
        claim = _value(Claim, row["payload"])
        if claim is None:
            yield f"{name}: found a payload that is no claim"
            continue
        if not _agree(row, claim_row(claim, row["version"], row["entry"])):
            yield f"{name}: found columns that are not those of the claim"
        if not _stands(claim, texts.get((row["report"], row["version"]), "")):
            yield f"{name}: found an anchor that does not stand in its text"


def _judgement_problems(connection: Connection) -> Iterator[str]:
    texts = _texts(connection)
    query = select(claims.c.report, claims.c.number, claims.c.version)
    there = {(row.report, row.number) for row in connection.execute(query)}
    rows = connection.execute(select(judgements).order_by(judgements.c.n)).all()
    there |= {(row.report, row.number) for row in rows if row.verdict == "add"}
    for row in rows:
        if (row.report, row.number) not in there:
            yield f"judgements {row.n}: found a judgement of {row.report}/{row.number}, a claim that is not there"
        plain = _plain(row.payload) or {}
        for claim in filter(None, plain.values()):
            value = _value(Claim, json.dumps(claim))
            if value is None:
                yield f"judgements {row.n}: found a payload that is no claim"
            elif not _stands(value, texts.get((row.report, row.version), "")) and value != plain.get("found"):
                yield f"judgements {row.n}: found an anchor that does not stand in its text"


def _sealed_problems(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(sealed)):
        if not bytes(row.blob).startswith(AGE):
            yield f"sealed {row.source}/{row.number}: found bytes that are not sealed"


def _texts(connection: Connection) -> dict[tuple[str, int], str]:
    found = {}
    for row in connection.execute(select(reports.c.id, reports.c.version, reports.c.payload)):
        report = _value(Report, row.payload)
        found[row.id, row.version] = report.text if report else ""
    return found


def _stands(claim: Claim, words: str) -> bool:
    anchor = claim.anchor
    return anchor.start < 0 or not words or words[anchor.start : anchor.end] == anchor.exact


def _agree(row: Any, told: dict[str, Any]) -> bool:
    # a payload that an earlier version wrote may lack what this one knows: its digest says whether it is whole
    return all(row[name] == value for name, value in told.items() if name not in {"payload", "digest"})


def _plain(payload: str) -> Any:
    try:
        return json.loads(payload)
    except ValueError:
        return None


def _value(kind: Any, payload: str) -> Any:
    """Return the report or claim of a payload, None when it is none."""
    try:
        return kind.from_dict(json.loads(payload))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
