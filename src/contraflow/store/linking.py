"""Linking retellings that were kept before the report that they retell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, func, select

from contraflow.claims.page_read import PageRead
from contraflow.store.keeping import ECHO_DAYS, FindEcho, write_reading
from contraflow.store.rows import as_moment
from contraflow.store.schema import pages, reports
from contraflow.store.told import Reading, current


def find_links(connection: Connection, find: FindEcho) -> dict[str, str]:
    """Return what reports retell, by id, of those that were kept before a report that they could retell."""
    readings = [each for each in current(connection) if each.report.published is not None]
    readings.sort(key=lambda each: (each.known, each.report.id))
    found = {}
    first = 0
    for at, reading in enumerate(readings):
        while readings[first].known < reading.known - timedelta(days=ECHO_DAYS):
            first += 1
        earlier = readings[first:at]
        if not reading.report.echo_of and any(other.entry > reading.entry for other in earlier):
            behind = find(reading.report, reading.claims, [(other.report, other.claims) for other in earlier])
            if behind:
                found[reading.report.id] = behind
    return found


def link_page(connection: Connection, report: str, links: Mapping[str, str]) -> int:
    """Record what the reports of one page retell, as a further reading of it; return how many were linked.

    Args:
        report: id of one of its reports.
        links: what reports retell, by id; those that retell something already are left alone.
    """
    readings = current(connection, names=[report])
    if not readings:
        return 0
    sha1 = readings[0].sha1
    names = connection.execute(select(reports.c.id).where(reports.c.sha1 == sha1).distinct()).scalars().all()
    readings = sorted((each for each in current(connection, names=names) if each.sha1 == sha1), key=lambda each: each.position)
    linked = [_linked(each, links.get(each.report.id, "")) for each in readings]
    changed = sum(one is not other for one, other in zip(linked, readings, strict=True))
    if changed:
        newest = select(func.max(pages.c.reading)).where(pages.c.sha1 == sha1).scalar_subquery()
        row = connection.execute(select(pages).where(pages.c.sha1 == sha1, pages.c.reading == newest)).one()
        page = PageRead(row.name, sha1, row.url)
        named = [(each.report, each.claims) for each in linked]
        write_reading(connection, page, row.reading + 1, as_moment(row.known), named)
    return changed


def _linked(reading: Reading, behind: str) -> Reading:
    if not behind or reading.report.echo_of:
        return reading
    claims = tuple(replace(claim, echo_of=claim.echo_of or behind) for claim in reading.claims)
    return replace(reading, report=replace(reading.report, echo_of=behind), claims=claims)
