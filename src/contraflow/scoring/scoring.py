"""Rolling-origin evaluation: at every origin forecast what came later, from what was known by then, and score it.

Tashman (2000, https://doi.org/10.1016/S0169-2070(00)00065-0) on rolling origins. A row of the result is one target at one
origin by one forecaster.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from hashlib import blake2b, sha1
from os import cpu_count
from pathlib import Path
from typing import Any

import pandas as pd

from contraflow.border.start import Reference, find_reference
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.errors import OptionError
from contraflow.release.leaving import write_file
from contraflow.scoring.ahead import AheadOptions, predict
from contraflow.scoring.baselines import climatology, nearest, persistence
from contraflow.scoring.predictive import NumberForecast, WordForecast
from contraflow.scoring.rules import brier, crps, is_covered, log_score, ranked_probability, weighted_interval
from contraflow.scoring.targets import Past, Target, later_evidence, material

MODEL, PERSISTENCE, CLIMATOLOGY = "model", "persistence", "climatology"
FORECASTERS = (MODEL, PERSISTENCE, CLIMATOLOGY)
USUAL_LEVEL = 2
PACKAGE = Path(__file__).parents[1]

Forecast = WordForecast | NumberForecast
Row = dict[str, Any]


@dataclass(frozen=True)
class ScoreOptions:
    """What is scored.

    Attributes:
        start: first origin; ``until`` the last day on which evidence may become known.
        every: days between origins.
        ahead: horizon, particles, seed, threads.
    """

    start: date
    until: date
    every: int = 30
    ahead: AheadOptions = field(default_factory=AheadOptions)

    def origins(self, case: Case) -> tuple[date, ...]:
        """Return the origins: those before ``until`` on which the case can be nowcast.

        Raises:
            OptionError: if there is none, or a number of days makes no sense.
        """
        if self.every < 1 or not 1 <= self.ahead.horizon <= 1000:
            raise OptionError(
                f"--every {self.every}d --horizon {self.ahead.horizon}d: allowed: 1 day or more, a horizon of at most 1000; "
                "do: write e.g. --every 30d --horizon 90d"
            )
        first = case.date(1)
        if not first <= self.start < self.until <= case.horizon:
            raise OptionError(
                f"--from {self.start} --until {self.until}: allowed: {first} to {case.horizon}, the first before the last; "
                f"do: choose days of {case.folder.name}"
            )
        n = (self.until - self.start).days
        return tuple(self.start + timedelta(k) for k in range(0, n, self.every))


@dataclass(frozen=True)
class Scored:
    """All scores.

    Attributes:
        rows: one a target, origin and forecaster; see docs/scoring.md for the columns.
        origins: in order, with or without targets.
        unanswered: by origin the ids of targets that the model cannot be asked; nobody is scored on them.
        options: how it was done; ``settings`` the same with versions and digests, as plain values.
    """

    rows: pd.DataFrame
    origins: tuple[date, ...]
    unanswered: dict[date, tuple[str, ...]]
    options: ScoreOptions
    settings: dict[str, Any]


def score(
    case: Case,
    evidence: Evidence,
    options: ScoreOptions,
    *,
    store: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Scored:
    """Return the scores of the model and of its simple rivals at every origin.

    Args:
        store: folder in which each origin's scores are kept as soon as they are there; those that an earlier run with the
            same case, evidence, options and program left are not computed again. None keeps nothing.
        progress: called with the share done.

    Raises:
        OptionError: if an option makes no sense.
    """
    origins = options.origins(case)
    settings = settings_of(case, evidence, options)
    digest = blake2b(json.dumps(settings, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()
    weighed = later_evidence(evidence, case, options.until)
    reference = find_reference(case, options.ahead.threads or cpu_count() or 1)
    rows: list[Row] = []
    unanswered = {}
    for number, origin in enumerate(origins):
        kept = store / f"{origin}-{digest}.json" if store else None
        if kept and kept.exists():
            found = json.loads(kept.read_text("utf-8"))
        else:
            found = score_origin(case, evidence, origin, options, weighed, reference)
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                write_file(kept, json.dumps(found, default=str).encode("utf-8"))
        rows += found["rows"]
        unanswered[origin] = tuple(found["unanswered"])
        if progress:
            progress((number + 1) / len(origins))
    return Scored(pd.DataFrame(rows, columns=list(COLUMNS)), origins, unanswered, options, settings)


def settings_of(case: Case, evidence: Evidence, options: ScoreOptions) -> dict[str, Any]:
    """Return all that the scores depend on, the number of threads aside, as plain values."""
    digest = blake2b(digest_size=8)
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    plain = {name: str(value) for name, value in asdict(options).items() if name != "ahead"}
    plain |= {name: str(value) for name, value in asdict(options.ahead).items() if name != "threads"}
    told = sha1("\n".join(repr(each) for each in (*evidence.reports, *evidence.claims)).encode(), usedforsecurity=False)
    case_sha1 = case.extra.get("sha1", "")
    return {**plain, "case": case.id, "case_sha1": case_sha1, "evidence_sha1": told.hexdigest(), "program": digest.hexdigest()}


def score_origin(
    case: Case, evidence: Evidence, origin: date, options: ScoreOptions, weighed: frozenset[str], reference: Reference
) -> dict[str, list[Any]]:
    """Return one origin's rows, and the ids of targets that the model cannot be asked."""
    asked = material(evidence, case, origin, options.ahead.horizon, weighed, options.until)
    if not asked.targets:
        return {"rows": [], "unanswered": []}
    forecasts = predict(case, evidence, origin, [t.question for t in asked.targets], options.ahead, reference)
    rows = []
    for target in asked.targets:
        if target.question.id in forecasts:
            rows += rows_of(target, forecasts[target.question.id], asked.past, origin, case.day(origin))
    return {"rows": rows, "unanswered": [t.question.id for t in asked.targets if t.question.id not in forecasts]}


def rows_of(target: Target, of_model: Forecast, past: Sequence[Past], origin: date, day: int) -> list[Row]:
    """Return the scores of all forecasters on one target."""
    if isinstance(of_model, NumberForecast):  # rivals tell the number itself, the model its ratio to a level
        of_model = NumberForecast(of_model.grid + target.level, of_model.density)
    forecasts = {
        MODEL: of_model,
        PERSISTENCE: persistence(target, past, day),
        CLIMATOLOGY: climatology(target, past, day),
    }
    q = target.question
    about = {
        "origin": str(origin), "id": q.id, "indicator": q.indicator, "family": target.family, "side": q.side,
        "direction": q.direction, "goods": "+".join(q.goods), "sectors": "+".join(q.sectors), "start": q.start, "end": q.end,
        "lead": target.lead, "band": target.band, "answer": target.answer,
    }  # fmt: skip
    edge = _edge(target, past)
    return [{**about, "forecaster": name, **scores(forecast, target, edge)} for name, forecast in forecasts.items()]


def scores(forecast: Forecast, target: Target, edge: float | None) -> Row:
    """Return all scores of one forecast.

    Args:
        edge: what the answer lies above in a rise: see ``_edge``; None where that is not known.
    """
    if isinstance(forecast, WordForecast):
        at = target.words.index(int(target.answer))
        up = float(sum(p for word, p in zip(target.words, forecast.chances, strict=True) if edge is not None and word > edge))
        return {
            "log_score": log_score(float(forecast.chances[at])),
            "ranked": ranked_probability([float(p) for p in forecast.chances], at),
            "brier_up": None if edge is None else brier(up, target.answer > edge),
            "forecast": " ".join(f"{p:.4f}" for p in forecast.chances),
        }
    quantiles = forecast.hub_quantiles()
    up = 0.0 if edge is None else forecast.chance_above(edge)
    return {
        "log_score": log_score(forecast.at(target.answer)),
        "ranked": crps(target.answer, forecast.draws()),
        "wis": weighted_interval(target.answer, quantiles),
        "brier_up": None if edge is None else brier(up, target.answer > edge),
        **{f"in_{level}": inside for level, inside in is_covered(target.answer, quantiles).items()},
        "forecast": " ".join(f"{x:.4f}" for x in quantiles),
    }


def _edge(target: Target, past: Sequence[Past]) -> float | None:
    """Return what is passed by a rise: 0 for a change, ``usual`` for a level, for a number the last known of its kind."""
    if target.family == "change":
        return 0.0
    if target.family == "level":
        return float(USUAL_LEVEL)
    same = nearest(target, past, enough=1)
    return max(same, key=lambda p: (p.end, p.known)).value if same else None


COLUMNS = (
    "origin", "id", "indicator", "family", "side", "direction", "goods", "sectors", "start", "end", "lead", "band", "answer",
    "forecaster", "log_score", "ranked", "wis", "brier_up", "in_50", "in_80", "in_95", "forecast",
)  # fmt: skip
