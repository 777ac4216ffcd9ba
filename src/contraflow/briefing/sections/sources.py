"""Sources and credits: who reported, translated and wrote what this briefing rests on."""

from datetime import date

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Inline, Jump, Line, Link, Section, Table, entry_anchor
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.sections.common import said_plainly
from contraflow.release.marks import is_public
from contraflow.reports.report import Report

ID = "sources"
TITLE = "Sources and credits"


def write(material: Material, notes: Footnotes) -> Section:
    """Write all reports and series of which something was weighed."""
    claims: dict[str, list[str]] = {}
    series: dict[str, list[str]] = {}
    for evidence_id in material.weighed:
        if evidence_id in material.claims:
            claims.setdefault(material.claims[evidence_id].report, []).append(evidence_id)
        elif evidence_id in material.rows:
            series.setdefault(material.rows[evidence_id].series, []).append(evidence_id)
    blocks: list[Block] = []
    if claims:
        blocks.append(_reports(material, claims))
    if series:
        blocks.append(_series(material, series))
    if not blocks:
        return Section(ID, TITLE, (), said_plainly("Nothing was weighed, so nothing is cited."))
    return Section(ID, TITLE, _summary(material, claims, series), tuple(blocks))


def _summary(material: Material, claims: dict[str, list[str]], series: dict[str, list[str]]) -> Line:
    outlets = {material.reports[report].outlet for report in claims if report in material.reports}
    parts = []
    if claims:
        parts.append(
            f"{numbers.count(sum(map(len, claims.values())), 'claim', 'claims')} from "
            f"{numbers.count(len(claims), 'report', 'reports')} of {numbers.count(len(outlets), 'outlet', 'outlets')}"
        )
    if series:
        parts.append(
            f"{numbers.count(sum(map(len, series.values())), 'number', 'numbers')} from "
            f"{numbers.count(len(series), 'published series', 'published series')}"
        )
    return (
        f"This briefing weighs {numbers.listing(parts)}, all known by {numbers.day_text(material.known_by)}. "
        "The work of finding out is theirs.",
    )


def credits_text(report: Report) -> str:
    """Return the byline chain, e.g. ``reported by A; translated by B; written by C; via D``."""
    chain = (
        ("reported by", report.reporter),
        ("translated by", report.translator),
        ("written by", report.writer),
        ("via", report.via),
    )
    return "; ".join(f"{verb} {name}" for verb, name in chain if name) or "no names given"


def _reports(material: Material, claims: dict[str, list[str]]) -> Table:
    known = sorted(
        (material.reports[report] for report in claims if report in material.reports),
        key=lambda report: (report.published or date.min, report.id),
        reverse=True,
    )
    rows = tuple(_report_row(report, claims[report.id]) for report in known)
    columns = ("Report", "Outlet", "Date", "Credits", "Claims weighed")
    return Table(("Reports, the latest first.",), columns, rows)


def _report_row(report: Report, ids: list[str]) -> tuple[Line, ...]:
    title = report.title or report.id
    numbered = sorted(ids, key=lambda one: int(number) if (number := one.rpartition("/")[2]).isdigit() else 0)
    jumps: list[Inline] = []
    for one in numbered:
        jumps += [", "] if jumps else []
        jumps.append(Jump(one.rpartition("/")[2], entry_anchor(one)))
    echo = f"; retells {report.echo_of}" if report.echo_of else ""
    return (
        (Link(title, report.url) if is_public(report) else title,),
        (report.outlet,),
        (numbers.short_day(report.published) if report.published else "no date",),
        (credits_text(report) + echo,),
        tuple(jumps),
    )


def _series(material: Material, series: dict[str, list[str]]) -> Table:
    rows = []
    for name in sorted(series):
        ids = series[name]
        links = {(material.rows[one].source, material.rows[one].url) for one in ids}
        line: list[Inline] = []
        for source, url in sorted(links):
            line += ["; "] if line else []
            line.append(Link(source or url, url) if url.startswith(("https://", "http://")) else source)
        first = min(material.rows[one].start for one in ids)
        last = max(material.rows[one].end for one in ids)
        rows.append(((name,), tuple(line), (numbers.period_text(first, last),), (numbers.number(len(ids), 0),)))
    return Table(("Series of published numbers.",), ("Series", "Source", "About", "#Rows weighed"), tuple(rows))
