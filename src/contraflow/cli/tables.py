"""Results as tables for a terminal and as plain values for JSON."""

from dataclasses import asdict
from typing import Any

from rich.table import Table

from contraflow.estimates.estimate import Estimate, Estimates
from contraflow.estimates.hindcast import Hindcast
from contraflow.scenarios.scenario import Forecast


def judgement_table(estimates: Estimates) -> Table:
    """Return the judgements with their chances."""
    table = Table("judgement", "chance", "in words", "confidence", title=f"Known by {estimates.run.known_by}", box=None)
    for each in estimates.judgements:
        table.add_row(each.statement, f"{each.chance:.0%}", each.word or "-", each.confidence)
    return table


def estimate_table(estimates: Estimates, places: tuple[str, ...] | None = None) -> Table:
    """Return the last week's estimates with their 80 % intervals."""
    table = Table("quantity", "place", "median", "80 %", "unit", "moved most by", title="The last week", box=None)
    for each in estimates.headline:
        if places is None or each.place in places:
            low, high = each.intervals[80]
            moved = each.evidence[0].observation if each.evidence else "-"
            table.add_row(_name(each), each.place, f"{each.value:.2f}", f"{low:.2f} to {high:.2f}", each.unit, moved)
    return table


def _name(each: Estimate) -> str:
    return f"{each.quantity} {each.good}".strip()


def estimates_plain(estimates: Estimates) -> dict[str, Any]:
    """Return judgements, last week and run record as plain values."""
    return {
        "run": asdict(estimates.run),
        "log_evidence": estimates.log_evidence,
        "judgements": [asdict(each) for each in estimates.judgements],
        "estimates": [asdict(each) for each in estimates.headline],
        "rejected": [asdict(each) for each in estimates.rejected],
    }


def forecast_plain(forecast: Forecast) -> dict[str, Any]:
    """Return scenarios and contrasts as plain values."""
    return {
        "run": asdict(forecast.run),
        "days": forecast.days,
        "scenarios": [asdict(each) for each in forecast.scenarios],
        "contrasts": [asdict(each) for each in forecast.contrasts],
        "replayed": asdict(forecast.replayed) if forecast.replayed else None,
    }


def hindcast_table(found: Hindcast) -> Table:
    """Return how many distinct histories each filter has left, by weeks back."""
    title = f"Distinct histories left, effective number (of {found.run.particles} particles), by weeks before the last day"
    weeks = [left.weeks for left in found.seen[0].left]
    table = Table("seed", "log evidence", *map(str, weeks), title=title, box=None)
    for each in found.seen:
        table.add_row(str(each.seed), f"{each.log_evidence:.1f}", *(f"{left.effective:.0f}" for left in each.left))
    return table
