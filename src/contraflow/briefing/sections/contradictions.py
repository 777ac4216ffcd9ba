"""Contradictions between sources, side by side."""

from contraflow.briefing import numbers
from contraflow.briefing.briefing import Block, Card, Facing, Fold, Line, Section, Table
from contraflow.briefing.contradictions import NEAR_DAYS, Contradiction, direction, find_contradictions, one_to_one
from contraflow.briefing.entries import outlet_of, said, voice_text
from contraflow.briefing.footnotes import Footnotes
from contraflow.briefing.material import Material
from contraflow.briefing.quoting import anchor_words
from contraflow.briefing.sections.common import said_plainly
from contraflow.claims.claim import Claim

ID = "contradictions"
TITLE = "Where sources contradict each other"
MOST_FACING = 12
MOST_ROWS = 60


def write(material: Material, notes: Footnotes) -> Section:
    """Write the contradictions; none of them is resolved."""
    pairs = find_contradictions(material)
    if not pairs:
        text = f"No two claims about one indicator, side and stretch within {NEAR_DAYS} days point opposite ways."
        return Section(ID, TITLE, (), said_plainly(text))
    facing = sorted(one_to_one(pairs)[:MOST_FACING], key=_latest, reverse=True)
    rest = [pair for pair in pairs if pair not in facing]
    pairs_of_claims = numbers.opening(numbers.count(len(pairs), "pair of claims", "pairs of claims"))
    shown = "It stands" if len(pairs) == 1 else numbers.opening(numbers.count(len(facing), "stands", "stand"))
    summary: Line = (
        f"{pairs_of_claims} about one indicator, side and stretch, within {NEAR_DAYS} days of each other, "
        f"{'points' if len(pairs) == 1 else 'point'} opposite ways. {shown} side by side below, the latest first. Both "
        "claims of a pair may be right about different spots or days; nothing here decides between them.",
    )
    blocks: list[Block] = [_facing(material, notes, pair) for pair in facing]
    if rest:
        words = numbers.count(len(rest), "further pair", "further pairs")
        blocks.append(Fold(words, (_rest(material, notes, rest),), page_only=True))
    return Section(ID, TITLE, summary, tuple(blocks))


def _latest(pair: Contradiction) -> tuple[int, str]:
    days = [claim.known.toordinal() for claim in (pair.first, pair.second) if claim.known]
    return max(days, default=0), pair.first.id


def _heading(material: Material, pair: Contradiction) -> str:
    what = pair.first.indicator.replace("_", " ")
    side = f", {material.side_name(pair.first.side)}" if pair.first.side in material.case.sides else ""
    goods = sorted(
        {material.good_name(claim.good).lower() for claim in (pair.first, pair.second)} - {"all goods", "unspecified"}
    )
    good = f", {numbers.listing(goods)}" if goods else ""
    return f"{what[0].upper()}{what[1:]}{side}{good}"


def _facing(material: Material, notes: Footnotes, pair: Contradiction) -> Facing:
    return Facing(_heading(material, pair), _card(material, notes, pair.first), _card(material, notes, pair.second))


def _card(material: Material, notes: Footnotes, claim: Claim) -> Card:
    report = material.reports.get(claim.report)
    quote = f"\N{LEFT DOUBLE QUOTATION MARK}{anchor_words(claim)}\N{RIGHT DOUBLE QUOTATION MARK}" if claim.anchor.exact else ""
    who = f"{voice_text(claim)}, {outlet_of(material, claim.id)}"
    known = numbers.day_text(claim.known) if claim.known else "date unknown"
    about = f"About {material.place_name(claim.place)}, {numbers.period_text(claim.start, claim.end)}."
    lines: list[Line] = [(said(material, claim.id),), (quote,), (f"{who}, {known}. ", notes.cite(claim.id)), (about,)]
    if report and report.title:
        lines.append((f"In: {report.title}",))
    return Card(f"It {_verb(claim)}", tuple(line for line in lines if line != ("",)))


def _verb(claim: Claim) -> str:
    return {"falls": "falls", "rises": "rises", "low": "is low", "high": "is high"}[direction(claim)]


def _rest(material: Material, notes: Footnotes, pairs: list[Contradiction]) -> Table:
    shown = pairs[:MOST_ROWS]
    rows = tuple(
        (
            (_heading(material, pair),),
            (f"{said(material, pair.first.id)} ", notes.cite(pair.first.id)),
            (f"{said(material, pair.second.id)} ", notes.cite(pair.second.id)),
            (numbers.number(pair.gap_days, 0),),
        )
        for pair in shown
    )
    cut = f" The first {MOST_ROWS} of {len(pairs)}, closest in time first." if len(pairs) > MOST_ROWS else ""
    caption: Line = (f"Further pairs of claims that point opposite ways.{cut}",)
    return Table(caption, ("About", "Lower or falling", "Higher or rising", "#Days apart"), rows)
