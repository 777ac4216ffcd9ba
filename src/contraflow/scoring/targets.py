"""What a forecast made on one day is judged by: the evidence that came later, asked for without its answer.

A target is a claim or series row that is weighed (``observe``) once it is known, whose period begins after the origin and
ends within the horizon. It is split in two. The *question* is what may be known of it on the origin: which quantity, which
days, who speaks, and the scale on which its number is compared, which is set by numbers known by the origin alone. The
*answer* is its word or number. Only the question reaches a forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log

from contraflow.case.case import Case, SeriesRow
from contraflow.claims.claim import Claim, Evidence
from contraflow.errors import OptionError
from contraflow.observations.drafts import Draft, Kind, settle
from contraflow.observations.echoes import Echoes, find_echoes
from contraflow.observations.from_claims import observe_claim
from contraflow.observations.from_series import observe_row
from contraflow.observations.observation import Observation
from contraflow.observations.observe import observe
from contraflow.observations.rates import Rates

WORDS = {"change": (-2, -1, 0, 1, 2), "level": (0, 1, 2, 3, 4)}
NUMBERS = frozenset({"ratio", "amount"})
BANDS = ((1, 30), (31, 60), (61, 90))  # days from the origin to the last day of what is asked
NEUTRAL = 1.0  # stands for every answer in a question


@dataclass(frozen=True)
class Past:
    """One word or number that was known, for those who forecast from the past of its kind alone.

    Attributes:
        kind: with what it is compared; see ``kind_of``.
        family: change, level, or ``number``.
        value: the word's number, or the natural log of the number.
        start: first model day that it is about; ``end`` the last, ``known`` when it became known.
    """

    kind: Kind
    family: str
    value: float
    start: int
    end: int
    known: int


@dataclass(frozen=True)
class Target:
    """A question and its answer.

    Attributes:
        question: the observation with a neutral value in place of the answer. Its log ratio is told relative to ``level``.
        kind: see ``Past``.
        family: change, level, or ``number``.
        level: natural log of what a number is compared with, known on the origin; 0 for words and plain ratios.
        answer: the word's number, or the natural log of the number itself.
        lead: days from the origin to the last day that it is about.
    """

    question: Observation
    kind: Kind
    family: str
    level: float
    answer: float
    lead: int

    @property
    def band(self) -> str:
        """Return the horizon band, e.g. ``31-60``."""
        low, high = next(((low, high) for low, high in BANDS if low <= self.lead <= high), (BANDS[-1][1] + 1, 0))
        return f"{low}-{high}" if high else f"over {low - 1}"

    @property
    def words(self) -> tuple[int, ...]:
        """Return the words that may come; empty for numbers."""
        return WORDS.get(self.family, ())


@dataclass(frozen=True)
class Material:
    """What is asked of one origin, and what its simple rivals know.

    Attributes:
        targets: in the order of their ids.
        past: all words and numbers known by the origin, in the order in which they became known.
    """

    targets: tuple[Target, ...]
    past: tuple[Past, ...]


def later_evidence(evidence: Evidence, case: Case, until: date) -> frozenset[str]:
    """Return the ids of all that is weighed by ``until``: retellings, doubles and what says nothing of the border are not."""
    return frozenset(each.id for each in observe(evidence, case, known_by=until).used)


def material(evidence: Evidence, case: Case, origin: date, horizon: int, weighed: frozenset[str], until: date) -> Material:
    """Return the questions of an origin with their answers, and the past.

    Args:
        horizon: days; the last day that a target is about lies at most so many after the origin.
        weighed: see ``later_evidence``.
        until: last day on which a target may become known.

    Raises:
        OptionError: if the horizon is no positive number of days.
    """
    if horizon < 1:
        raise OptionError(f"horizon: found {horizon}; allowed: 1 day or more; do: write e.g. 90d")
    rates = Rates(case, origin)
    day, last = case.day(origin), case.day(origin + timedelta(horizon))
    drafts = known_drafts(evidence, case, origin, rates)
    echoes = find_echoes(evidence.reports)
    targets = []
    for each in _all(evidence, case):
        when = _known_on(each)
        if each.id not in weighed or when is None or not origin < when <= until:
            continue
        draft = _draft(each, case, echoes, rates)
        if draft is not None and day < draft.observation.start and draft.observation.end <= last:
            target = target_of(draft, _draft(_bare(each), case, echoes, rates), drafts, case, day)
            targets += [target] if target else []
    past = [_past(draft) for draft in drafts if family_of(draft.observation)]
    return Material(
        tuple(sorted(targets, key=lambda target: target.question.id)),
        tuple(sorted(past, key=lambda p: (p.known, p.end, p.start, p.kind, p.value))),
    )


def kind_of(draft: Draft) -> Kind:
    """Return what a word or number shares with others of its kind; direct ratios are of the unit ``ratio``."""
    if draft.kind is not None:
        return draft.kind
    o = draft.observation
    place = "+".join(o.sectors)
    unit = "ratio" if o.family == "ratio" else o.family if o.family in WORDS else o.unit
    return Kind("", o.indicator, o.side, o.direction, "+".join(o.goods), unit, place)


def known_drafts(evidence: Evidence, case: Case, origin: date, rates: Rates) -> list[Draft]:
    """Return all that is weighed on a day, before any number is compared with its own kind."""
    weighed = later_evidence(evidence, case, origin)
    echoes = find_echoes(report for report in evidence.reports if report.published is not None and report.published <= origin)
    drafts = []
    for each in _all(evidence, case):
        when = _known_on(each)
        if each.id in weighed and when is not None and when <= origin:
            drafts.append(_draft(each, case, echoes, rates))
    return [draft for draft in drafts if draft is not None]


Evident = Claim | SeriesRow


def _all(evidence: Evidence, case: Case) -> list[Evident]:
    return [*evidence.claims, *case.series]


def _known_on(each: Claim | SeriesRow) -> date | None:
    return each.published if isinstance(each, SeriesRow) else each.known


def _draft(each: Claim | SeriesRow, case: Case, echoes: Echoes, rates: Rates) -> Draft | None:
    if isinstance(each, SeriesRow):
        draft = observe_row(each, case, echoes.witness_of(each), rates)
    else:
        draft = observe_claim(each, case, echoes, rates)
    return draft if isinstance(draft, Draft) else None


def _bare(each: Claim | SeriesRow) -> Claim | SeriesRow:
    """Return a statement without what it says beside its number: how exact it is belongs to the answer."""
    if isinstance(each, SeriesRow):
        return replace(each, low=None, high=None)
    value = (each.low + each.high) / 2 if each.value is None and each.low is not None and each.high is not None else each.value
    return replace(each, value=value, low=None, high=None, hedge="", inconsistent=False)


def family_of(o: Observation) -> str:
    """Return change, level or ``number``; empty for what is not scored."""
    if o.denied or o.bound:
        return ""  # a bound or a denial is no value that came
    return o.family if o.family in WORDS else "number" if o.family in NUMBERS and o.value > 0 else ""


def target_of(draft: Draft, bare: Draft | None, known: Sequence[Draft], case: Case, origin: int) -> Target | None:
    """Return the question and its answer; None for what is not scored, or has no scale that was known on the origin.

    Args:
        draft: what was said.
        bare: the same without what it says beside its number.
        known: what was known on the origin, see ``known_drafts``.
        origin: model day.
    """
    said = draft.observation
    family = family_of(said)
    if not family or bare is None:
        return None
    neutral = 0.0 if family == "change" else NEUTRAL
    question, level = replace(bare.observation, value=neutral), 0.0
    if bare.kind is not None:
        same = [each for each in known if each.kind is not None and _alike(each.kind, bare.kind)]
        reference = case.day(case.reference[0]), case.day(case.reference[1])
        used, _ = settle([*same, Draft(question, bare.kind)], reference)
        settled = next((o for o in used if o.id == question.id), None)
        if settled is None:
            return None
        # the neutral number is 1, whose log is 0: what is left is the level that it is compared with
        level = -(settled.value if settled.base_start is None else log(settled.value))
        question = replace(settled, value=NEUTRAL)
    answer = log(said.value) if family == "number" else said.value
    return Target(question, kind_of(draft), family, level, answer, said.end - origin)


def _alike(one: Kind, other: Kind) -> bool:
    return one._replace(place="") == other._replace(place="")


def _past(draft: Draft) -> Past:
    o = draft.observation
    family = family_of(o)
    value = log(o.value) if family == "number" else o.value
    return Past(kind_of(draft), family, value, o.start, o.end, o.known)
