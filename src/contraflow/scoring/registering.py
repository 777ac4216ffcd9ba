"""Questions about evidence to come, asked ahead and registered with the model's answer.

Each number that was published within the last months (of one series, good and place) is asked for again, for every month
ahead, or for every thirty days where it is about single days; and for each indicator and side whose change was told of late,
which change will be told of the days ahead. A question that nobody will answer is void in the end.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.observations.drafts import Draft, Kind
from contraflow.observations.rates import Rates
from contraflow.scenarios.scenario import Scenario
from contraflow.scoring.ahead import AheadOptions, predict
from contraflow.scoring.ledger import Entry, append
from contraflow.scoring.predictive import WordForecast
from contraflow.scoring.rules import QUANTILE_LEVELS
from contraflow.scoring.targets import Target, family_of, kind_of, known_drafts, target_of
from contraflow.version import __version__

ALIVE_DAYS, FEWEST_ALIVE = 150, 2  # a kind told less often than this in so many days is not asked for
MONTH = 30
SHORTEST = 14  # days of a comparison with the days before


def ask_ahead(case: Case, evidence: Evidence, known_by: date, days: int) -> tuple[Target, ...]:
    """Return questions about the ``days`` after ``known_by``; their answers are neutral, since nobody knows them."""
    drafts = known_drafts(evidence, case, known_by, Rates(case, known_by))
    day = case.day(known_by)
    last: dict[tuple[Kind, str], Draft] = {}
    seen: Counter[tuple[Kind, str]] = Counter()
    for draft in sorted(drafts, key=lambda d: (d.observation.end, d.observation.known, d.observation.id)):
        family = family_of(draft.observation)
        told = draft.kind is not None or family == "change"
        if told and draft.observation.end > day - ALIVE_DAYS:
            last[_asked_kind(draft), family] = draft
            seen[_asked_kind(draft), family] += 1
    targets = []
    for (kind, family), draft in sorted(last.items(), key=lambda item: item[0]):
        if seen[kind, family] < FEWEST_ALIVE:
            continue
        for asked in _change(draft, kind, day, days) if family == "change" else _numbers(draft, case, day, days):
            found = target_of(asked, asked, drafts, case, day)
            targets += [replace(found, kind=kind)] if found else []
    return tuple(targets)


def register(
    path: Path, case: Case, evidence: Evidence, known_by: date, scenarios: Sequence[Scenario], options: AheadOptions, by: str
) -> tuple[Entry, ...]:
    """Ask, forecast under each scenario, and add the forecasts to the ledger; return what was added.

    Args:
        path: the ledger's file; made if it does not exist.
        by: who registers.
    """
    targets = ask_ahead(case, evidence, known_by, options.horizon)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    bodies = []
    for scenario in scenarios:
        how = replace(options, outcomes=tuple(sorted(scenario.outcomes.items())), without=scenario.without)
        forecasts = predict(case, evidence, known_by, [target.question for target in targets], how)
        run = {
            "by": by, "made": made, "case": case.id, "case_sha1": case.extra.get("sha1", ""), "version": __version__,
            "seed": how.seed, "particles": how.particles, "known_by": str(known_by), "scenario": scenario.name,
            "outcomes": dict(how.outcomes), "without": list(how.without),
        }  # fmt: skip
        for target in targets:
            if target.question.id in forecasts:
                said = _said(forecasts[target.question.id], target)
                bodies.append({**run, "target": target_plain(target, case), "forecast": said})
    return append(path, bodies)


def target_plain(target: Target, case: Case) -> dict[str, Any]:
    """Return what is asked as plain values: its kind, family, first and last day."""
    q = target.question
    return {
        "kind": target.kind._asdict(), "family": target.family,
        "start": str(case.date(q.start)), "end": str(case.date(q.end)),
    }  # fmt: skip


def _said(forecast: Any, target: Target) -> dict[str, Any]:
    if isinstance(forecast, WordForecast):
        return {"chances": {str(w): round(float(p), 6) for w, p in zip(target.words, forecast.chances, strict=True)}}
    quantiles = forecast.hub_quantiles() + target.level
    return {"log_quantiles": {str(level): round(float(x), 6) for level, x in zip(QUANTILE_LEVELS, quantiles, strict=True)}}


def _asked_kind(draft: Draft) -> Kind:
    """Return the kind that is asked for; changes are asked of the whole border."""
    kind = kind_of(draft)
    return kind if draft.kind is not None else kind._replace(place="", good="")


def _change(draft: Draft, kind: Kind, day: int, days: int) -> list[Draft]:
    """Return the question which change will be told of the days ahead, compared with the days before."""
    if days < SHORTEST:
        return []
    name = f"{kind.indicator}.{kind.side or 'both'}.{kind.direction or 'both'}/change"
    o = replace(
        draft.observation, id=name, start=day + 1, end=day + days, base_start=max(day + 1 - days, 1), base_end=day,
        known=day + days, sectors=draft.observation.sectors, goods=(),
    )  # fmt: skip
    return [Draft(o)]


def _numbers(draft: Draft, case: Case, day: int, days: int) -> list[Draft]:
    """Return the question for each number of its kind ahead: of whole months where they are published by month."""
    o = draft.observation
    assert draft.kind is not None
    first, last = case.date(o.start), case.date(o.end)
    by_month = first.day == 1 and (last + timedelta(1)).day == 1 and first.month == last.month
    windows = (
        _months(case, day, days) if by_month else [(n, n + MONTH - 1) for n in range(day + 1, day + days - MONTH + 2, MONTH)]
    )
    name = ".".join(part or "-" for part in draft.kind)
    return [
        Draft(replace(o, id=f"{name}/{case.date(start)}", start=start, end=end, known=end), draft.kind)
        for start, end in windows
    ]


def _months(case: Case, day: int, days: int) -> list[tuple[int, int]]:
    """Return first and last day of the whole months among the days ahead."""
    found = []
    ends = [n for n in range(day, day + days + 1) if case.date(n + 1).day == 1]
    for before, end in pairwise(ends):
        found.append((before + 1, end))
    return found
