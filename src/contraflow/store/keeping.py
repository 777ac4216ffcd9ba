"""Keeping a page: its reports and claims in one transaction, as further versions where the page was kept before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import Any, Protocol

from sqlalchemy import Connection, func, insert, select

from contraflow.claims.claim import Claim
from contraflow.claims.page_read import PageRead
from contraflow.errors import InputError
from contraflow.reports.report import Report
from contraflow.store.matching import Form, number_claims
from contraflow.store.naming import Known, name_reports
from contraflow.store.rows import column_text, moment, new_entry, payload, spell, text_digest
from contraflow.store.schema import claims, pages, reports
from contraflow.store.told import Reading, Seen, all_forms, readings_of, told_between

ECHO_DAYS = 90  # a report retells one of at most so many days before
ECHO_MODULE = "contraflow.claims.echo"


@dataclass(frozen=True)
class Kept:
    """What came of keeping a page.

    Attributes:
        new: whether anything was recorded; False when the same was kept before.
        reports: ids of its reports in the store, in order; these may differ from the reader's, which two pages can share.
        claims: number of its claims.
    """

    new: bool
    reports: tuple[str, ...]
    claims: int


class FindEcho(Protocol):
    """A function that names the earlier report that a report retells; empty when it retells none."""

    def __call__(self, report: Report, claims: Sequence[Claim], earlier: Sequence[tuple[Report, tuple[Claim, ...]]]) -> str:
        """Return the id of the report that stands behind ``report``, or an empty text."""
        ...


def echo_finder() -> FindEcho | None:
    """Return what finds retellings, None where the reader has none."""
    if find_spec(ECHO_MODULE) is None:
        return None
    from importlib import import_module

    found: FindEcho = import_module(ECHO_MODULE).find_echo
    return found


@dataclass(frozen=True)
class Retellings:
    """How retellings are found while pages are kept.

    Attributes:
        find: None where the reader has no way to find them.
        seen: readings that were compared with before.
    """

    find: FindEcho | None
    seen: Seen = field(default_factory=dict)


def keep_page(connection: Connection, page: PageRead, known: datetime | None, echoes: Retellings) -> Kept:
    """Record a page, read or refused; nothing when the same was recorded before.

    Raises:
        InputError: if claims belong to no report of the page or dates cannot be kept.
    """
    if not page.sha1:
        raise InputError(
            f"{page.name} sha1: found nothing; allowed: the digest of the page's bytes; do: read it with read_pages"
        )
    before = readings_of(connection, page.sha1)
    stories = _stories(page)
    names = name_reports([report for report, _ in stories], before, _takes(connection))
    named = [_named(connection, story, name, echoes) for story, name in zip(stories, names, strict=True)]
    last = max((each.reading for each in before), default=0) or _refused(connection, page.sha1)
    kept = Kept(True, tuple(names), sum(len(found) for _, found in named))
    if last and _is_same(connection, page, last, before, named):
        return replace(kept, new=False)
    write_reading(connection, page, last + 1, known, named)
    return kept


def _stories(page: PageRead) -> list[tuple[Report, tuple[Claim, ...]]]:
    """Return the reports of a page, each with its claims; raises InputError for a claim without its report."""
    names = [report.id for report in page.reports]
    if len(set(names)) < len(names):
        raise InputError(
            f"{page.name}: found two reports of one id ({', '.join(names)}); allowed: an id each; do: tell the makers"
        )
    told = defaultdict(list)
    for claim in page.claims:
        if claim.report not in names:
            raise InputError(
                f"{page.name}: found claim {claim.id} of {claim.report!r}; allowed: {', '.join(names) or 'no claims'}; "
                "do: keep a page with all its reports"
            )
        told[claim.report].append(claim)
    return [(report, tuple(told[report.id])) for report in page.reports]


def _takes(connection: Connection) -> Known:
    """Return what tells who has an id already: address and text digest of a report's versions."""

    def known(name: str) -> list[tuple[str, str]]:
        rows = connection.execute(select(reports.c.url, reports.c.text_sha256).where(reports.c.id == name))
        return [(row.url, row.text_sha256) for row in rows]

    return known


def _named(
    connection: Connection, story: tuple[Report, tuple[Claim, ...]], name: str, echoes: Retellings
) -> tuple[Report, tuple[Claim, ...]]:
    """Return a report and its claims under the names that they have in the store, with the report that it retells."""
    report, found = story
    report = replace(report, id=name)
    found = tuple(replace(claim, report=name, id=f"{name}/{claim.number}") for claim in found)
    if echoes.find is not None and report.published is not None and not report.echo_of:
        since = report.published - timedelta(days=ECHO_DAYS)
        earlier = [told for told in told_between(connection, since, report.published, echoes.seen) if told[0].id != name]
        behind = echoes.find(report, found, earlier)
        report = replace(report, echo_of=behind)
        found = tuple(replace(claim, echo_of=claim.echo_of or behind) for claim in found)
    return report, number_claims(found, text_digest(report.text), _forms(connection, name))


def _forms(connection: Connection, name: str) -> dict[int, list[Form]]:
    """Return all forms that the claims of a report had, in readings and judgements, by number."""
    forms: dict[int, list[Form]] = defaultdict(list)
    for number, claim, text in all_forms(connection, name):
        forms[number].append(Form(claim, text))
    return forms


def _refused(connection: Connection, sha1: str) -> int:
    found: int | None = connection.execute(select(func.max(pages.c.reading)).where(pages.c.sha1 == sha1)).scalar()
    return found or 0


def _is_same(
    connection: Connection,
    page: PageRead,
    last: int,
    before: Sequence[Reading],
    named: Sequence[tuple[Report, tuple[Claim, ...]]],
) -> bool:
    """Say whether the last reading of a page gave exactly this."""
    row = connection.execute(
        select(pages.c.problem, pages.c.repeats).where(pages.c.sha1 == page.sha1, pages.c.reading == last)
    ).one()
    if (row.problem, row.repeats) != (column_text(page.problem), column_text(page.repeats)):
        return False
    old = [each for each in before if each.reading == last]
    if [spell(each.report.to_dict()) for each in old] != [spell(report.to_dict()) for report, _ in named]:
        return False
    return all(
        sorted(spell(claim.to_dict()) for claim in each.claims) == sorted(spell(claim.to_dict()) for claim in found)
        for each, (_, found) in zip(old, named, strict=True)
    )


def write_reading(
    connection: Connection,
    page: PageRead,
    number: int,
    known: datetime | None,
    named: Sequence[tuple[Report, tuple[Claim, ...]]],
) -> None:
    """Record a page as its reading of that number, with reports and claims under the names and numbers that they have here."""
    entry = new_entry(connection, "page", page.sha1)
    first = connection.execute(select(func.min(pages.c.entry)).where(pages.c.sha1 == page.sha1)).scalar() or entry
    connection.execute(
        insert(pages),
        {
            "sha1": page.sha1, "reading": number, "entry": entry, "name": column_text(page.name), "url": column_text(page.url),
            "known": moment(known or datetime.now(UTC)), "problem": column_text(page.problem),
            "repeats": column_text(page.repeats), "n_reports": len(named), "n_claims": sum(len(found) for _, found in named),
        },
    )  # fmt: skip
    for position, (report, found) in enumerate(named, 1):
        last: int | None = connection.execute(select(func.max(reports.c.version)).where(reports.c.id == report.id)).scalar()
        version = (last or 0) + 1
        row = report_row(report, version, entry)
        row |= {"sha1": page.sha1, "reading": number, "position": position, "first_entry": first}
        connection.execute(insert(reports), row)
        if found:
            connection.execute(insert(claims), [claim_row(claim, version, entry) for claim in found])


def report_row(report: Report, version: int, entry: int) -> dict[str, Any]:
    """Return the columns of a report that come from the report itself."""
    return {
        "id": report.id, "version": version, "entry": entry,
        "published": report.published.isoformat() if report.published else None,
        "outlet": column_text(report.outlet), "url": column_text(report.url), "echo_of": column_text(report.echo_of),
        "text_sha256": text_digest(report.text), **payload(report.to_dict()),
    }  # fmt: skip


def claim_row(claim: Claim, version: int, entry: int) -> dict[str, Any]:
    """Return the columns of a claim."""
    plain = claim.to_dict()
    days = {name: plain[name] for name in ("known", "start", "end")}
    named = {name: column_text(plain[name]) for name in ("indicator", "extractor")}
    return {
        "report": claim.report,
        "version": version,
        "number": claim.number,
        "entry": entry,
        **days,
        **named,
        **payload(plain),
    }
