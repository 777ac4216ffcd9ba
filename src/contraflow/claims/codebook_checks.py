"""What the codebook demands of one claim beyond the words of its cells: each kind with its value, unit, code and times."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from contraflow.case.findings import listed, suggest
from contraflow.case.table import NOWHERE, Row
from contraflow.claims.claim import Claim
from contraflow.reports.report import Report
from contraflow.words.load import claim_words, dimension, event_codes, indicators

MOST_CONTEXT = 32
_VOICE = re.compile(r"S[1-9]\d*|R|D", re.ASCII)
_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", re.ASCII)
Fault = tuple[str, str, str, str]  # field, found, allowed, remedy


def check_claim(claim: Claim, row: Row, reports: Mapping[str, Report]) -> None:
    """Note every way in which a claim is not what the codebook says.

    Args:
        claim: as read from ``row``.
        row: its line, on which the problems are noted.
        reports: all reports by id; a claim of an unknown one is noted by the reader.
    """
    for check in (_identity, _value, _code, _unit, _voice, _anchor):
        for fault in check(claim):
            row.problem(*fault)
    for fault in _times(claim, reports.get(claim.report)):
        row.problem(*fault)
    if claim.echo_of and claim.echo_of not in reports:
        row.problem("echo_of", repr(claim.echo_of), "the id of a report", suggest(claim.echo_of, reports))


def _identity(claim: Claim) -> Iterator[Fault]:
    expected = f"{claim.report}/{claim.number}"
    if claim.id != expected:
        yield "id", repr(claim.id), f"report and number: {expected!r}", "write it so"


def _value(claim: Claim) -> Iterator[Fault]:
    stated = claim.value is not None or (claim.low is not None and claim.high is not None)
    if claim.kind in {"event", "comparison"}:
        if claim.value is not None:
            yield "value", f"{claim.value:g}", f"nothing for {claim.kind}s", "empty the cell"
    elif claim.kind == "level" and not indicators()[claim.indicator].levels:
        if claim.value is not None:
            yield "value", f"{claim.value:g}", f"no level: {claim.indicator} has no scale", "choose another kind"
    elif not stated:
        yield "value", "nothing", f"a number for a {claim.kind}, or low and high", "fill it in"
    if claim.kind in {"ratio", "amount"} and claim.value is not None and claim.value < 0:
        yield "value", f"{claim.value:g}", f"0 or more for a {claim.kind}", "correct the value or the kind"
    if claim.value is not None and not (claim.low or claim.value) <= claim.value <= (claim.high or claim.value):
        yield "value", f"{claim.value:g}", f"between low ({claim.low}) and high ({claim.high})", "correct one of them"


def _code(claim: Claim) -> Iterator[Fault]:
    codes = indicators()[claim.indicator].codes
    if claim.kind == "event":
        known = list(event_codes())
    elif codes and claim.kind in {"level", "share"}:
        known = list(claim_words(codes))
    else:
        if claim.code:
            yield "code", repr(claim.code), f"nothing for a {claim.kind} of {claim.indicator}", "empty the cell"
        return
    if claim.code not in known:
        yield "code", repr(claim.code) if claim.code else "nothing", listed(known), suggest(claim.code, known)


def _unit(claim: Claim) -> Iterator[Fault]:
    measured = dimension(claim.unit)
    allowed = indicators()[claim.indicator].amounts
    if claim.kind == "amount":
        if measured is None or measured == "share":
            found = repr(claim.unit) if claim.unit else "nothing"
            yield "unit", found, "a unit of the codebook, e.g. USD million", "write the unit"
        elif allowed and measured not in allowed:
            what = "money per money, e.g. KPW per USD" if "rate" in allowed else "money"
            yield "unit", repr(claim.unit), f"{what}, as amounts of {claim.indicator} are", "correct the unit or the indicator"
    elif claim.unit and measured != "share":
        yield "unit", repr(claim.unit), f"nothing, or per cent, for a {claim.kind}", "empty the cell or choose kind amount"


def _voice(claim: Claim) -> Iterator[Fault]:
    if not _VOICE.fullmatch(claim.voice):
        yield "voice", repr(claim.voice), "S1, S2 and so on, R or D", "number the sources of the report"
    if claim.modality == "conditional" and not claim.condition:
        yield "condition", "nothing", "the condition of a conditional claim", "write it, or choose another modality"
    if claim.condition and claim.modality != "conditional":
        yield "modality", repr(claim.modality), "conditional, since there is a condition", "correct one of them"


def _anchor(claim: Claim) -> Iterator[Fault]:
    if claim.anchor.start >= 0 and claim.anchor.end < claim.anchor.start:
        yield "anchor_end", str(claim.anchor.end), f"{claim.anchor.start} or more", "correct one of them"
    for name in ("prefix", "suffix"):
        length = len(getattr(claim.anchor, name))
        if length > MOST_CONTEXT:
            yield f"anchor_{name}", f"{length} characters", f"at most {MOST_CONTEXT}", "shorten it"


def _times(claim: Claim, report: Report | None) -> Iterator[Fault]:
    published = report.published if report else None
    if report and published and published != NOWHERE and claim.known != published:
        found = str(claim.known) if claim.known else "nothing"
        yield "known", found, f"{published}, when {report.id} was published", "correct one of them"
    if claim.retrospective and claim.known and not (claim.end and claim.end < claim.known):
        found = f"1 for a period that ends {claim.end or 'openly'}"
        yield "retrospective", found, f"1 only for one that ended before {claim.known}", "correct one of them"
    period = _PERIOD.fullmatch(claim.compared_with)
    if period and not _is_period(*period.groups()):
        yield "compared_with", repr(claim.compared_with), "two days that exist, the first not after the second", "correct them"


def _is_period(first: str, last: str) -> bool:
    try:
        return date.fromisoformat(first) <= date.fromisoformat(last)
    except ValueError:
        return False
