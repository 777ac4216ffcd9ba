"""Scores as tables: means by indicator, family and horizon, differences with their intervals, coverage; and as a page."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from contraflow.scoring.comparing import Difference, compare, steps_ahead, together
from contraflow.scoring.scoring import CLIMATOLOGY, FORECASTERS, MODEL, PERSISTENCE, Scored

COMBINED = ("enforcement", "flow", "official_trade", "price")  # what is judged together, each counting the same
SCORES = ("log_score", "ranked", "wis", "brier_up")
COVERAGES = {50: "in_50", 80: "in_80", 95: "in_95"}
ALL = "all"
RIVALS = (PERSISTENCE, CLIMATOLOGY)


def means(scored: Scored) -> pd.DataFrame:
    """Return the mean scores by indicator, family (``word``, ``number``), horizon band and forecaster."""
    frame = _with_kind(scored.rows)
    parts = []
    for by_band in (False, True):
        keys = ["indicator", "kind", *(["band"] if by_band else []), "forecaster"]
        grouped = frame.groupby(keys, observed=True, sort=True)
        table = grouped[list(SCORES)].mean()
        table.insert(0, "targets", grouped.size())
        table = table.reset_index()
        parts.append(table if by_band else table.assign(band=ALL))
    order = ["indicator", "kind", "band", "forecaster", "targets", *SCORES]
    return pd.concat(parts, ignore_index=True)[order].sort_values(order[:4], ignore_index=True)


def coverage(scored: Scored) -> pd.DataFrame:
    """Return the share of numbers inside the central 50, 80 and 95 % intervals, by indicator, band and forecaster."""
    frame = scored.rows[scored.rows["family"] == "number"].astype(dict.fromkeys(COVERAGES.values(), float))
    parts = []
    for by_band in (False, True):
        keys = ["indicator", *(["band"] if by_band else []), "forecaster"]
        grouped = frame.groupby(keys, observed=True, sort=True)
        table = grouped[list(COVERAGES.values())].mean()
        table.insert(0, "targets", grouped.size())
        table = table.reset_index()
        parts.append(table if by_band else table.assign(band=ALL))
    order = ["indicator", "band", "forecaster", "targets", *COVERAGES.values()]
    return pd.concat(parts, ignore_index=True)[order].sort_values(order[:3], ignore_index=True)


def differences(scored: Scored) -> pd.DataFrame:
    """Return the model's score differences to its rivals with Diebold-Mariano intervals; below zero the model is better.

    By indicator and kind of answer, and together: the mean of ``COMBINED``, each counting the same, in the log score of all
    targets and in the ranked score (CRPS of numbers, ranked probability score of words).
    """
    steps = steps_ahead(scored.options.ahead.horizon, scored.options.every)
    frame = _with_kind(scored.rows)
    rows: list[dict[str, Any]] = []
    for rival in RIVALS:
        for score in ("log_score", "ranked"):
            groups = {name: _by_origin(scored, frame[frame["indicator"] == name], rival, score) for name in COMBINED}
            rows.append(_row("together", "word and number", rival, score, together(groups, steps)))
            for (indicator, kind), part in frame.groupby(["indicator", "kind"], observed=True, sort=True):
                found = compare(_by_origin(scored, part, rival, score), steps)
                rows.append(_row(str(indicator), str(kind), rival, score, found))
            for indicator, part in frame.groupby("indicator", observed=True, sort=True):
                if part["kind"].nunique() > 1:
                    found = compare(_by_origin(scored, part, rival, score), steps)
                    rows.append(_row(str(indicator), "word and number", rival, score, found))
    return pd.DataFrame(rows)


def plain(scored: Scored) -> dict[str, Any]:
    """Return everything but the single scores as plain values."""
    return {
        "settings": scored.settings,
        "origins": [str(origin) for origin in scored.origins],
        "targets": int(scored.rows[scored.rows["forecaster"] == MODEL].shape[0]),
        "unanswered": {str(origin): list(ids) for origin, ids in scored.unanswered.items() if ids},
        "differences": _records(differences(scored)),
        "means": _records(means(scored)),
        "coverage": _records(coverage(scored)),
    }


def page(scored: Scored) -> str:
    """Return a readable summary in Markdown."""
    found = differences(scored)
    settings = scored.settings
    together_rows = found[found["indicator"] == "together"]
    alone = found[(found["indicator"] != "together") & (found["score"] == "log_score")]
    lines = [
        f"# Scores of {settings['case']}", "",
        f"{len(scored.origins)} origins from {scored.origins[0]} to {scored.origins[-1]}, horizon {settings['horizon']} days, "
        f"evidence known by {settings['until']}; {settings['particles']} particles, seed {settings['seed']}.", "",
        "Differences are model minus rival: below zero the model is better. Intervals are 95 % (Diebold-Mariano, HAC, small "
        "samples). The log score is in nats a target.", "",
        "## Enforcement, flow, official trade and price together", "", *_table(together_rows), "",
        "## By indicator (log score)", "", *_table(alone), "",
        "## Where a rival wins", "", *_wins(found), "",
        "## Coverage of the intervals of numbers", "", *_coverage_table(coverage(scored)), "",
        "## Mean scores", "", *_means_table(means(scored)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _with_kind(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(kind=np.where(rows["family"] == "number", "number", "word"))


def _by_origin(scored: Scored, frame: pd.DataFrame, rival: str, score: str) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    """Return the differences of a score, model minus rival, by origin."""
    wide = frame.pivot_table(index=["origin", "id"], columns="forecaster", values=score, aggfunc="first")
    if wide.empty:
        return [np.zeros(0) for _ in scored.origins]
    difference = (wide[MODEL] - wide[rival]).reset_index()
    return [difference.loc[difference["origin"] == str(origin), 0].to_numpy(np.float64) for origin in scored.origins]


def _row(indicator: str, kind: str, rival: str, score: str, found: Difference) -> dict[str, Any]:
    about = {"indicator": indicator, "kind": kind, "rival": rival, "score": score}
    return {**about, **asdict(found), "verdict": found.verdict}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(k): None if isinstance(v, float) and np.isnan(v) else v for k, v in row.items()}
        for row in frame.to_dict("records")
    ]


def _table(frame: pd.DataFrame) -> list[str]:
    head = [
        "| indicator | answers | rival | score | difference | 95 % | p | targets | model is |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return head + [
        f"| {r['indicator']} | {r['kind']} | {r['rival']} | {r['score']} | {r['mean']:+.3f} | {r['low']:+.3f} "
        f"to {r['high']:+.3f} | {r['p_value']:.3f} | {r['n_targets']} | {r['verdict']} |"
        for r in frame.to_dict("records")
    ]


def _wins(found: pd.DataFrame) -> list[str]:
    worse = found[(found["mean"] > 0) & (found["kind"] != "word and number")]
    said = [
        f"- {r['indicator']} ({r['kind']}s), {r['score']}: {r['rival']} is better by {r['mean']:.3f}"
        + (" (beyond chance)" if r["low"] > 0 else " (within chance)" if r["low"] <= 0 else " (too few origins to say)")
        for r in worse.to_dict("records")
    ]
    return said or ["Nowhere in these tables."]


def _coverage_table(frame: pd.DataFrame) -> list[str]:
    head = ["| indicator | days ahead | forecaster | targets | 50 % | 80 % | 95 % |", "|---|---|---|---|---|---|---|"]
    return head + [
        f"| {r['indicator']} | {r['band']} | {r['forecaster']} | {r['targets']} | "
        + " | ".join(f"{r[name]:.0%}" for name in COVERAGES.values()) + " |"
        for r in frame.to_dict("records")
    ]  # fmt: skip


def _means_table(frame: pd.DataFrame) -> list[str]:
    head = [
        "| indicator | answers | days ahead | forecaster | targets | log | ranked | WIS | Brier up |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return head + [
        f"| {r['indicator']} | {r['kind']} | {r['band']} | {r['forecaster']} | {r['targets']} | "
        + " | ".join("-" if np.isnan(r[name]) else f"{r[name]:.3f}" for name in SCORES) + " |"
        for r in frame.to_dict("records")
    ]  # fmt: skip


def headline(scored: Scored) -> Sequence[str]:
    """Return the result in a few sentences."""
    found = differences(scored)
    return [
        f"{r['score']} against {r['rival']}, four indicators together: {r['mean']:+.3f} "
        f"({r['low']:+.3f} to {r['high']:+.3f}), the model is {r['verdict']}"
        for r in found[found["indicator"] == "together"].to_dict("records")
    ]


__all__ = ["COMBINED", "FORECASTERS", "coverage", "differences", "headline", "means", "page", "plain"]
