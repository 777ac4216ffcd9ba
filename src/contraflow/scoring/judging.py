"""Registered forecasts held against the evidence, when their time has come.

* **pending**: the days asked about are not over, an event that the forecast supposes is undecided, or no evidence has come yet.
* **void**: what the forecast supposes did not happen, or nothing was published of the kind although there was time enough.
* **judged**: the first number that became known of the kind within the days asked about, or all words told of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.errors import InputError
from contraflow.observations.drafts import Draft, Kind
from contraflow.observations.rates import Rates
from contraflow.scoring.ledger import Entry
from contraflow.scoring.rules import QUANTILE_LEVELS, brier, is_covered, log_score, ranked_probability, weighted_interval
from contraflow.scoring.targets import WORDS, family_of, kind_of, known_drafts

GRACE_DAYS = 120  # after the last day asked about; evidence that has not come by then is not waited for


@dataclass(frozen=True)
class Judgement:
    """What became of one registered forecast.

    Attributes:
        entry: number of its line in the ledger.
        status: ``pending``, ``void`` or ``judged``.
        reason: why it is pending or void; of judged ones, by what.
        answers: logs of numbers, or words; empty unless judged.
        scores: of numbers ``wis`` and ``in_50``, ``in_80``, ``in_95``; of words the means of ``log_score``, ``ranked`` and
            ``brier_up`` over all that were told.
        late: it was registered when evidence about its days could already be known in the world.
    """

    entry: int
    status: str
    reason: str
    answers: tuple[float, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    late: bool = False


def judge(entries: Sequence[Entry], case: Case, evidence: Evidence, today: date) -> tuple[Judgement, ...]:
    """Return what became of every entry by ``today``.

    Raises:
        InputError: if an entry is no forecast, or of another case.
    """
    for entry in entries:
        if set(entry.body) < {"case", "target", "forecast"} or entry.body.get("case") != case.id:
            raise InputError(
                f"ledger entry {entry.n} case: found {entry.body.get('case')!r}; allowed: forecasts of {case.id}; "
                "do: give the case that the ledger is about"
            )
    drafts = known_drafts(evidence, case, today, Rates(case, today))
    return tuple(_judge(entry, case, drafts, today) for entry in entries)


def _judge(entry: Entry, case: Case, drafts: Sequence[Draft], today: date) -> Judgement:
    body, target = entry.body, entry.body["target"]
    start, end = date.fromisoformat(target["start"]), date.fromisoformat(target["end"])
    late = date.fromisoformat(body["made"][:10]) > end
    status, reason = _condition(body, case, today)
    if status:
        return Judgement(entry.n, status, reason, late=late)
    if today <= end:
        return Judgement(entry.n, "pending", f"the days asked about end on {end}", late=late)
    known_by = case.day(date.fromisoformat(body["known_by"]))
    kind, family = Kind(**target["kind"]), target["family"]
    alike = [d.observation for d in drafts if family_of(d.observation) == family and _is_of(kind_of(d), kind, family)]
    within = [o for o in alike if o.start >= case.day(start) and o.end <= case.day(end) and o.known > known_by]
    if not within:
        if today <= end + timedelta(GRACE_DAYS):
            return Judgement(entry.n, "pending", "no evidence about these days has come yet", late=late)
        went_on = any(o.start > case.day(end) for o in alike)
        reason = "nothing was published about these days" if went_on else "the kind of evidence has ended"
        return Judgement(entry.n, "void", reason, late=late)
    if family == "number":
        first = min(within, key=lambda o: (o.known, o.end, o.id))
        answer = float(np.log(first.value))
        return Judgement(entry.n, "judged", first.id, (answer,), _number_scores(body["forecast"], answer), late)
    answers = tuple(o.value for o in within)
    said = ", ".join(o.id for o in within)
    return Judgement(entry.n, "judged", said, answers, _word_scores(body["forecast"], family, answers), late)


def _is_of(kind: Kind, asked: Kind, family: str) -> bool:
    """Say whether something is of the kind asked for; changes are asked of the whole border."""
    return kind == asked if family == "number" else kind._replace(place="", good="") == asked


def _condition(body: Mapping[str, Any], case: Case, today: date) -> tuple[str, str]:
    """Return pending or void and why, when what the forecast supposes is undecided or did not happen; else empty words."""
    events = {event.id: event for event in case.calendar}
    for name in (*body["outcomes"], *body["without"]):
        event = events.get(name)
        if event is None:
            return "void", f"{name} is no longer in the calendar"
        if today < event.start or today < event.known:
            return "pending", f"{name} is not decided yet"
        if name in body["without"]:
            return "void", f"{name} happened"
        if event.outcome != body["outcomes"][name]:
            return "void", f"{name} ended as {event.outcome or 'neither'}, not as {body['outcomes'][name]}"
    return "", ""


def _number_scores(forecast: Mapping[str, Any], answer: float) -> dict[str, float]:
    quantiles = np.array([forecast["log_quantiles"][str(level)] for level in QUANTILE_LEVELS])
    inside = {f"in_{level}": float(held) for level, held in is_covered(answer, quantiles).items()}
    return {"wis": weighted_interval(answer, quantiles), **inside}


def _word_scores(forecast: Mapping[str, Any], family: str, answers: Sequence[float]) -> dict[str, float]:
    words = WORDS[family]
    chances = [float(forecast["chances"][str(word)]) for word in words]
    at = [words.index(int(answer)) for answer in answers]
    usual = words[len(words) // 2]
    up = sum(p for word, p in zip(words, chances, strict=True) if word > usual)
    return {
        "log_score": float(np.mean([log_score(chances[k]) for k in at])),
        "ranked": float(np.mean([ranked_probability(chances, k) for k in at])),
        "brier_up": float(np.mean([brier(up, answer > usual) for answer in answers])),
    }
