"""Entries of the register: a claim or a series row as the reader sees it."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Entry, Link
from contraflow.briefing.material import Material
from contraflow.briefing.quoting import anchor_words, own_words
from contraflow.case.case import SeriesRow
from contraflow.claims.claim import Claim
from contraflow.release.marks import is_public

VOICES = {"R": "the reporter", "D": "a document"}


def said(material: Material, evidence_id: str) -> str:
    """Return what a piece of evidence says, in own words."""
    claim = material.claims.get(evidence_id)
    if claim is not None:
        return own_words(claim, material.reports.get(claim.report))
    row = material.rows.get(evidence_id)
    return _row_text(material, row) if row else evidence_id


def outlet_of(material: Material, evidence_id: str) -> str:
    """Return the outlet of a claim's report, or the source of a series."""
    claim = material.claims.get(evidence_id)
    if claim is None:
        row = material.rows.get(evidence_id)
        return row.source if row else ""
    report = material.reports.get(claim.report)
    return report.outlet if report else claim.report


def voice_text(claim: Claim) -> str:
    """Return who speaks, by voice and role only, e.g. ``resident (S1), hearsay``."""
    role = claim.role.replace("_", " ")
    role = "a source whose role is not said" if role in {"", "unspecified"} else role
    who = VOICES.get(claim.voice, f"{role} ({claim.voice})")
    return who if claim.modality in {"", "asserted"} else f"{who}, {claim.modality}"


def entry_of(material: Material, evidence_id: str, notes: tuple[int, ...], shifted: bool) -> Entry:
    """Return the register's entry of a claim or a series row.

    Args:
        material: where it is looked up.
        evidence_id: claim id or series row id.
        notes: the footnotes that rest on it.
        shifted: whether the text or a footnote names it.
    """
    claim = material.claims.get(evidence_id)
    if claim is not None:
        return _claim_entry(material, claim, notes, shifted)
    row = material.rows[evidence_id]
    public = row.url.startswith(("https://", "http://"))
    return Entry(
        id=row.id,
        group=row.indicator,
        said=_row_text(material, row),
        anchor_words="",
        who="published series",
        when=f"published {numbers.day_text(row.published)}; about {numbers.period_text(row.start, row.end)}",
        source=Link(row.source or row.series, row.url) if public else row.source or row.series,
        notes=notes,
        shifted=shifted,
    )


def _claim_entry(material: Material, claim: Claim, notes: tuple[int, ...], shifted: bool) -> Entry:
    report = material.reports.get(claim.report)
    title = f"{report.outlet}: {report.title}" if report and report.title else report.outlet if report else claim.report
    known = f"known {numbers.day_text(claim.known)}" if claim.known else "publication date unknown"
    via = f"; via {claim.via}" if claim.via else ""
    observation = material.weighed.get(claim.id)
    return Entry(
        id=claim.id,
        group=observation.indicator if observation else claim.indicator,
        said=own_words(claim, report),
        anchor_words=anchor_words(claim),
        who=voice_text(claim) + via + (f"; {claim.marking}" if claim.marking else ""),
        when=f"{known}; about {numbers.period_text(claim.start, claim.end)}",
        source=Link(title, report.url) if report and is_public(report) else title,
        notes=notes,
        shifted=shifted,
    )


def _row_text(material: Material, row: SeriesRow) -> str:
    what = row.indicator.replace("_", " ")
    good = f" of {material.good_name(row.good).lower()}" if row.good else ""
    place = f", {material.place_name(row.place)}" if row.place else ""
    bound = f"{row.bound} " if row.bound else ""
    value = numbers.number(row.value, numbers.digits_for(row.unit, abs(row.value)))
    return f"{what[0].upper()}{what[1:]}{good}{place}: {bound}{value} {row.unit}.".replace(" .", ".")
