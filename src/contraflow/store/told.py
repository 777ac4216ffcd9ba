"""What a store knows by a day, as it was recorded by a moment: reports, claims, and what people judged of them.

Two clocks run through all of it. A claim became *known* on the day on which it was published; it was *recorded* when it was
kept.
A reading replaces the earlier readings of the same page, and the last judgement that was not undone decides on a claim.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from contraflow.claims.claim import Claim, Evidence
from contraflow.reports.report import Report
from contraflow.store.rows import MOST_ENTRIES
from contraflow.store.schema import claims, judgements, pages, reports
from contraflow.store.verdicts import Judged, judged_of

CACHED_CLAIMS, CACHED_REPORTS = 20_000, 2_000  # kept as read, some 50 MB; rows never change
MOST_SEEN = 4_000  # readings that are kept to compare with
MOST_NAMES = 5_000  # that are asked for by name: databases take no more than some ten thousand at once


@dataclass(frozen=True)
class Reading:
    """A report as one reading of its page gave it.

    Attributes:
        sha1: of the page's bytes; ``position`` of the story on it, from 1.
        version: of the report in the store, from 1.
        reading: number of the reading of its page.
        entry: by which it was recorded.
        first_entry: by which its page was first kept.
        known: day on which it became known: its publication, else the day on which its page came to hand.
    """

    report: Report
    claims: tuple[Claim, ...]
    sha1: str
    position: int
    version: int
    reading: int
    entry: int
    first_entry: int
    known: date


@lru_cache(maxsize=CACHED_CLAIMS)
def as_claim(text: str) -> Claim:
    """Return the claim of a payload."""
    return Claim.from_dict(json.loads(text))


@lru_cache(maxsize=CACHED_REPORTS)
def as_report(text: str) -> Report:
    """Return the report of a payload."""
    return Report.from_dict(json.loads(text))


def evidence_of(connection: Connection, known_by: date | None, by: int = MOST_ENTRIES) -> Evidence:
    """Return the evidence known by a day, judged, as it was recorded up to an entry.

    Rejected claims are absent, corrected ones as corrected, added ones present. A claim without a day of its own counts as
    known when its page came to hand.
    """
    verdicts = standing(connection, by)
    readings = current(connection, by)
    readings += _left(connection, by, set(verdicts) - {each.report.id for each in readings})
    found: list[Report] = []
    kept: list[Claim] = []
    for reading in sorted(readings, key=lambda each: (each.known, each.report.id)):
        judged = [claim for claim, _ in judged_claims(reading, verdicts.get(reading.report.id, {}))]
        told = [claim for claim in judged if known_by is None or (claim.known or reading.known) <= known_by]
        if told or known_by is None or reading.known <= known_by:
            found.append(reading.report)
            kept += told
    return Evidence(tuple(found), tuple(kept))


def _left(connection: Connection, by: int, names: set[str]) -> list[Reading]:
    """Return reports that a later reading of their page no longer gives, for the sake of what people judged of them."""
    found = [each for name in sorted(names) for each in versions_of(connection, name)[-1:] if each.entry <= by]
    return [replace(each, claims=()) for each in found]


def judged_claims(
    reading: Reading, verdicts: dict[int, Judged], *, rejected: bool = False
) -> list[tuple[Claim, Judged | None]]:
    """Return the claims of a report after judgement, each with the judgement that stands, in the order of its text.

    Args:
        verdicts: judgements that stand, by number of the claim.
        rejected: give the rejected claims too, as the reader found them.
    """
    found: dict[int, tuple[Claim, Judged | None]] = {claim.number: (claim, None) for claim in reading.claims}
    for number, judged in verdicts.items():
        if judged.right is not None:
            found[number] = judged.right, judged
        elif rejected and judged.found is not None:
            found[number] = found.get(number, (judged.found, None))[0], judged
        else:
            found.pop(number, None)
    return sorted(found.values(), key=lambda pair: (max(pair[0].anchor.start, -1), pair[0].number))


def current(connection: Connection, by: int = MOST_ENTRIES, names: Iterable[str] | None = None) -> list[Reading]:
    """Return the readings that count, one a report, as recorded up to an entry.

    Of a page's readings the last counts; of several pages that gave versions of one report, the page that came last.
    """
    return _with_claims(connection, _current_rows(connection, _readings(), by, names))


def _current_rows(connection: Connection, query: Select[Any], by: int, names: Iterable[str] | None) -> list[Any]:
    """Return the rows of ``query``, which asks for readings, that count."""
    last = (
        select(func.max(pages.c.reading))
        # a reading that gave nothing (refused, or a repeat of another page) takes nothing away
        .where(pages.c.sha1 == reports.c.sha1, pages.c.entry <= by, pages.c.n_reports > 0)
        .correlate(reports)
        .scalar_subquery()
    )
    query = query.where(reports.c.entry <= by, reports.c.reading == last)
    wanted = None if names is None else set(names)
    if wanted is not None:
        query = _named(query, reports.c.id, wanted)
    best: dict[str, Any] = {}
    for row in connection.execute(query):
        if wanted is not None and row.id not in wanted:
            continue
        other = best.get(row.id)
        if other is None or (row.first_entry, row.version) > (other.first_entry, other.version):
            best[row.id] = row
    return list(best.values())


def _named(query: Select[Any], column: ColumnElement[str], names: set[str]) -> Select[Any]:
    """Ask for the rows of some reports only, where they are few enough; else for all."""
    return query.where(column.in_(sorted(names))) if len(names) <= MOST_NAMES else query


def _keys() -> Select[Any]:
    return select(reports.c.id, reports.c.version, reports.c.first_entry)


def readings_of(connection: Connection, sha1: str) -> list[Reading]:
    """Return all readings of the page with these bytes, in order."""
    rows = connection.execute(_readings().where(reports.c.sha1 == sha1).order_by(reports.c.reading, reports.c.position))
    return _with_claims(connection, list(rows))


def versions_of(connection: Connection, name: str) -> list[Reading]:
    """Return all versions of a report, the first first."""
    return _with_claims(
        connection, list(connection.execute(_readings().where(reports.c.id == name).order_by(reports.c.version)))
    )


Seen = dict[tuple[str, int], Reading]  # readings by report and version, which never change


def told_between(connection: Connection, first: date, last: date, seen: Seen) -> list[tuple[Report, tuple[Claim, ...]]]:
    """Return the reports published from one day to another with their claims, the earliest first.

    Args:
        seen: readings that were asked for before; those asked for now are added.
    """
    between = reports.c.published.between(first.isoformat(), last.isoformat())
    rows = connection.execute(select(reports.c.id).where(between).distinct())
    names = [row.id for row in rows]
    wanted = [(row.id, row.version) for row in _current_rows(connection, _keys(), MOST_ENTRIES, names)]
    if len(seen) > MOST_SEEN:
        for key in seen.keys() - set(wanted):
            del seen[key]
    for each in readings_at(connection, [key for key in wanted if key not in seen]):
        seen[each.report.id, each.version] = each
    found = [seen[key] for key in wanted]
    found = [each for each in found if each.report.published is not None and first <= each.report.published <= last]
    return [(each.report, each.claims) for each in sorted(found, key=lambda each: (each.known, each.report.id))]


def readings_at(connection: Connection, keys: Sequence[tuple[str, int]]) -> list[Reading]:
    """Return readings by report and version."""
    if not keys:
        return []
    wanted = set(keys)
    rows = connection.execute(_named(_readings(), reports.c.id, {name for name, _ in keys}))
    return _with_claims(connection, [row for row in rows if (row.id, row.version) in wanted])


def standing(connection: Connection, by: int = MOST_ENTRIES, coder: str = "", report: str = "") -> dict[str, dict[int, Judged]]:
    """Return the judgements that stand, by report and number of the claim: the last that was not undone.

    Args:
        coder: of this person alone; empty for all, of whom the last has the word.
        report: of this report alone; empty for all.
    """
    found: dict[str, dict[int, Judged]] = defaultdict(dict)
    for judged in all_judged(connection, by, report):
        if not judged.undone and judged.verdict != "undo" and coder in ("", judged.by):
            found[judged.report][judged.number] = judged
    return found


def all_judged(connection: Connection, by: int = MOST_ENTRIES, report: str = "") -> list[Judged]:
    """Return every judgement up to an entry, the first first, those undone and the undoing too."""
    query = select(judgements).where(judgements.c.entry <= by).order_by(judgements.c.n)
    if report:
        query = query.where(judgements.c.report == report)
    return judged_of(connection.execute(query).all())


def all_forms(connection: Connection, name: str) -> Iterator[tuple[int, Claim, str]]:
    """Yield number, claim and text digest of every form that a report's claims had, in readings and in judgements."""
    versions = select(reports.c.version, reports.c.text_sha256).where(reports.c.id == name)
    texts = {version.version: version.text_sha256 for version in connection.execute(versions)}
    found = select(claims.c.version, claims.c.number, claims.c.payload).where(claims.c.report == name)
    for row in connection.execute(found.order_by(claims.c.version, claims.c.number)):
        yield row.number, as_claim(row.payload), texts[row.version]
    for judged in all_judged(connection, report=name):
        if judged.right is not None:
            yield judged.number, judged.right, texts[judged.version]


def _readings() -> Select[Any]:
    return select(reports, pages.c.known.label("page_known")).join(
        pages, (pages.c.sha1 == reports.c.sha1) & (pages.c.reading == reports.c.reading)
    )


def _with_claims(connection: Connection, rows: Sequence[Any]) -> list[Reading]:
    versions = {(row.id, row.version) for row in rows}
    told: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    query = select(claims.c.report, claims.c.version, claims.c.payload).order_by(
        claims.c.report, claims.c.version, claims.c.number
    )
    for row in connection.execute(_named(query, claims.c.report, {row.id for row in rows})):
        if (row.report, row.version) in versions:
            told[row.report, row.version].append(as_claim(row.payload))
    return [
        Reading(
            as_report(row.payload), tuple(told[row.id, row.version]), row.sha1, row.position, row.version, row.reading,
            row.entry, row.first_entry,
            date.fromisoformat(row.published or row.page_known[:10]),
        )
        for row in rows
    ]  # fmt: skip
