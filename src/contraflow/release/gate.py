"""The gate: what evidence may take part in a result, given who the result is for.

A claim that the audience may not see takes no part at all: neither its words nor what it would have moved. So nothing that is
made of what passes can betray what did not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from contraflow.case.case import Case
from contraflow.claims.claim import Claim, Evidence
from contraflow.release.coarser import Flag, flag_evidence
from contraflow.release.marks import HOUSE, LABELS, Marks, is_public, marking_of, strictest
from contraflow.reports.report import Report

UNMARKED = "unmarked and from no public report"
Told = TypeVar("Told", Report, Claim)
LEAST_HELD = 24  # characters; shorter words stand in other texts by chance


@dataclass(frozen=True)
class Released:
    """What passed, and what is known of the rest without telling it.

    Attributes:
        evidence: the reports and claims that the audience may see; every claim carries the most restrictive of its marks.
        audience: one of ``LABELS``.
        marking: the most restrictive mark of what passed, which all that is made of it carries; empty when nothing is marked.
        left_out: number of claims left out, by reason.
        held: words of what was left out, which must not stand in anything that leaves.
        flags: by claim id, what in the words of a claim may lead to a person more closely than its report does; a proposal to
            whoever passes it on, never a promise.
    """

    evidence: Evidence
    audience: str
    marking: str
    left_out: Mapping[str, int]
    held: frozenset[str]
    flags: Mapping[str, tuple[Flag, ...]] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """What was left out, in words; empty when nothing was."""
        if not self.left_out:
            return ""
        parts = ", ".join(f"{n} {reason}" for reason, n in sorted(self.left_out.items()))
        n = sum(self.left_out.values())
        return f"{n} claim{'' if n == 1 else 's'} left out for the audience {self.audience}: {parts}"


def gate(
    evidence: Evidence,
    marks: Marks = Marks(),  # noqa: B008
    audience: str = HOUSE,
    case: Case | None = None,
) -> Released:
    """Return what of some evidence may take part in a result for an audience.

    Args:
        evidence: reports and claims.
        marks: of reports and sources; a claim's own stands on it.
        audience: the most restrictive label that the audience may see. Unmarked claims pass when their report is public, or
            when the audience is the house (``TLP:AMBER+STRICT``) or closer.
        case: for what may lead to a person (``Released.flags``); without it nothing is flagged.

    Raises:
        InputError: a marking is not a TLP 2.0 label.
    """
    reports = {report.id: report for report in evidence.reports}
    passed, held, why = [], [], Counter[str]()
    for claim in evidence.claims:
        label = marking_of(claim, marks)
        reason = refusal(label, claim.report in reports and is_public(reports[claim.report]), audience)
        if reason:
            held.append(claim)
            why[reason] += 1
        else:
            passed.append(replace(claim, marking=label))
    kept = _kept_reports(evidence, passed, marks, audience)
    names = {report.id for report in kept}
    shown = Evidence(
        tuple(_without_lost_echo(report, reports, names) for report in kept),
        tuple(_without_lost_echo(claim, reports, names) for claim in passed),
    )
    dropped = [report for report in evidence.reports if report.id not in names]
    marking = strictest(claim.marking for claim in passed)
    flags = flag_evidence(shown, case) if case else {}
    return Released(shown, audience, marking, dict(why), _held_words(held, dropped, shown), flags)


def refusal(label: str, public: bool, audience: str) -> str:
    """Return why something may not be shown to an audience; empty when it may.

    Args:
        label: its mark, one of ``LABELS`` or empty.
        public: whether anybody can read it at a web address.
        audience: one of ``LABELS``.
    """
    allowed = LABELS.index(audience)
    if label:
        return label if LABELS.index(label) > allowed else ""
    return "" if public or allowed >= LABELS.index(HOUSE) else UNMARKED


def _kept_reports(evidence: Evidence, passed: Iterable[Claim], marks: Marks, audience: str) -> list[Report]:
    """Return the reports that may be cited: none above the audience, no private one all of whose claims were left out."""
    told = {claim.report for claim in evidence.claims}
    left = {claim.report for claim in passed}
    return [
        report
        for report in evidence.reports
        if not refusal(marks.reports.get(report.id, ""), is_public(report), audience)
        and (report.id in left or report.id not in told or is_public(report))
    ]


def _without_lost_echo(each: Told, reports: Mapping[str, Report], names: set[str]) -> Told:
    """Return a report or claim that does not name, as what it retells, a report that was left out."""
    return replace(each, echo_of="") if each.echo_of in reports and each.echo_of not in names else each


def _held_words(claims: Iterable[Claim], reports: Iterable[Report], shown: Evidence) -> frozenset[str]:
    """Return the words of what was left out that stand in nothing that passed."""
    words = {text for claim in claims for text in _texts(claim)}
    words |= {text for report in reports for text in (report.id, report.title)}
    passed = [text for claim in shown.claims for text in _texts(claim)]
    passed += [text for report in shown.reports for text in (report.id, report.title, report.outlet)]
    told = "\n".join(passed)
    return frozenset(word for each in words if len(word := each.strip()) >= LEAST_HELD and word not in told)


def _texts(claim: Claim) -> tuple[str, ...]:
    return claim.paraphrase, claim.anchor.exact, claim.condition, claim.cause, claim.via
