"""contraflow: nowcasts of a border that cannot be seen, from scattered reports and series.

The verbs, in the order in which evidence flows:

    read_case      a folder of CSV and TOML -> Case
    read_report    a page (HTML or text)    -> Report
    read_claims    a report and its case    -> claims
    read_coded     a case's coded files     -> Evidence (reports and claims)
    observe        evidence and case        -> Observations
    nowcast        case and observations    -> Nowcast (the filter's result)
    estimate       nowcast                  -> Estimates (labelled arrays, judgements, what moved them)
    forecast       nowcast and scenarios    -> Forecast
    replay         nowcasts and scenarios   -> Forecast (the past run again without an event)
    explain        nowcast and question     -> Explanation (what moved one estimate)
    brief          all of it                -> Briefing; write_briefing puts it into files
    read_learned   a fit's folder           -> Learned; ``nowcast(..., fit=...)`` starts from it
    simulate       case and scenarios       -> prior histories
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from contraflow.version import __version__

if TYPE_CHECKING:
    from contraflow.briefing import brief, write_briefing
    from contraflow.case import read_case
    from contraflow.claims.coded import read_coded
    from contraflow.claims.extract import read_claims
    from contraflow.estimates.estimating import estimate
    from contraflow.estimates.explain import explain
    from contraflow.estimates.question import read_question
    from contraflow.nowcasting import NowcastOptions, nowcast, read_learned
    from contraflow.observations.observe import observe
    from contraflow.reports.page import read_report
    from contraflow.scenarios.forecast import forecast, read_scenarios, replay
    from contraflow.scenarios.simulate import simulate


__all__ = [
    "NowcastOptions",
    "__version__",
    "brief",
    "estimate",
    "explain",
    "forecast",
    "nowcast",
    "observe",
    "read_case",
    "read_claims",
    "read_coded",
    "read_learned",
    "read_question",
    "read_report",
    "read_scenarios",
    "replay",
    "simulate",
    "write_briefing",
]

# imported when first asked for: the command line must answer --help without loading the engine
_HOMES = {
    "NowcastOptions": "nowcasting",
    "brief": "briefing",
    "estimate": "estimates.estimating",
    "explain": "estimates.explain",
    "forecast": "scenarios.forecast",
    "nowcast": "nowcasting",
    "observe": "observations.observe",
    "read_case": "case",
    "read_claims": "claims.extract",
    "read_coded": "claims.coded",
    "read_learned": "nowcasting",
    "read_question": "estimates.question",
    "read_report": "reports.page",
    "read_scenarios": "scenarios.forecast",
    "replay": "scenarios.forecast",
    "simulate": "scenarios.simulate",
    "write_briefing": "briefing",
}


def __getattr__(name: str) -> Any:
    """Return a public name, loading its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'contraflow' has no attribute {name!r}")
    return getattr(import_module(f"contraflow.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
