"""The page of ``contraflow check --prior``: what the priors alone imply, on one self-contained HTML page."""

from collections.abc import Sequence
from html import escape
from io import StringIO
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from contraflow.border.weeks import Weeks
from contraflow.case.case import Case
from contraflow.scenarios.prior_check import PriorCheck

PANELS = (
    "openness", "enforcement", "flow", "hire_fee", "hired_share", "daylight_share", "official_trade", "tolerance", "price",
    "bribe", "state_smuggling", "seizures",
)  # fmt: skip
BANDS = ((0.025, 0.975, 0.12), (0.1, 0.9, 0.2), (0.25, 0.75, 0.3))
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#111}
table{border-collapse:collapse;margin:1rem 0}
td,th{border-bottom:1px solid #ccc;padding:.25rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}
.bad{font-weight:bold}.bad td:first-child:before{content:"! "}"""
BAD_ROW = '<tr class="bad">'


def as_plain(check: PriorCheck, case: Case, seed: int) -> dict[str, Any]:
    """Return what was found as plain values for JSON."""
    return {
        "case": case.id,
        "histories": check.priors.calendar.n,
        "seed": seed,
        "flags": check.flags,
        "rules": [vars(finding) for finding in check.findings],
        "parameters": [vars(each) for each in check.ranges],
        "indicators": [vars(each) for each in check.indicators],
        "outside": [vars(position) for position in check.positions if position.outside],
    }


def plot_priors(check: PriorCheck, case: Case) -> str:
    """Return an SVG with the median and the 50, 80 and 95 % intervals of every quantity over the case's weeks."""
    truths = check.priors.calendar
    calendar = Weeks(case)
    mondays = np.array([case.date(calendar.first_day(int(week))) for week in truths.weeks], "datetime64[D]")
    wanted = [(i, c) for i, c in enumerate(truths.columns) if c.quantity in PANELS and c.place == "border"]
    with mpl.rc_context({"svg.hashsalt": "contraflow", "svg.fonttype": "none", "font.size": 8}):
        figure = Figure(figsize=(12, 1.9 * -(-len(wanted) // 3)), layout="constrained")
        axes = figure.subplots(-(-len(wanted) // 3), 3, sharex=True).ravel()
        for ax in axes[len(wanted) :]:
            ax.set_visible(False)
        for ax, (i, column) in zip(axes, wanted, strict=False):
            values = truths.values[:, :, i]
            for low, high, alpha in BANDS:
                ends = np.quantile(values, [low, high], axis=1)
                ax.fill_between(mondays, ends[0], ends[1], color="C0", alpha=alpha, linewidth=0)
            ax.plot(mondays, np.median(values, axis=1), color="C0", linewidth=1)
            ax.set_title(f"{column.quantity.replace('_', ' ')} {column.key}".strip() + f" ({column.unit})", fontsize=8)
            ax.tick_params(axis="x", rotation=45)
        text = StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()


def prior_page(check: PriorCheck, case: Case, seed: int) -> str:
    """Return the page."""
    picture = plot_priors(check, case)
    picture = picture[picture.index("<svg") :]
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Priors of {escape(case.name)}</title><style>{STYLE}</style></head><body>
<h1>What the priors of {escape(case.name)} imply</h1>
<p>{check.priors.calendar.n} histories drawn from the priors under the case's calendar, without any evidence, seed {seed}.
{_verdict(check)}</p>
<figure aria-label="Median and intervals of every quantity by week">{picture}
<figcaption>Median, 50, 80 and 95 % of the histories, by week.</figcaption></figure>
<h2>What would be absurd</h2>{_rules(check)}
<h2>Parameters whose range holds values without sense</h2>{_ranges(check)}
<h2>Where the actual evidence lies in what the priors expect</h2>
<p>Each statement is held against statements that the model's witnesses would make of the histories, with all their errors.
Of good priors about one in twenty lies outside the central 95 %; many outside say that the priors expect another border, hardly
any that they, or the witnesses' errors, are wide.</p>{_indicators(check)}{_outside(check)}
</body></html>
"""


def _verdict(check: PriorCheck) -> str:
    return "Nothing is flagged." if not check.flags else f"<strong>{check.flags} flagged.</strong>"


def _table(head: tuple[str, ...], rows: Sequence[tuple[bool, tuple[str, ...]]]) -> str:
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = []
    for bad, cells in rows:
        row = "".join(f"<td{_number_class(cell)}>{escape(cell)}</td>" for cell in cells)
        body.append(f"{BAD_ROW if bad else '<tr>'}{row}</tr>")
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _number_class(cell: str) -> str:
    return ' class="n"' if cell[:1].isdigit() else ""


def _rules(check: PriorCheck) -> str:
    return _table(
        ("what", "histories", "allowed", "why it would be absurd"),
        [(f.flagged, (f.says, f"{100 * f.share:.1f} %", f"{100 * f.most:g} %", f.reason)) for f in check.findings],
    )


def _ranges(check: PriorCheck) -> str:
    if not check.ranges:
        return "<p>None.</p>"
    return _table(
        ("parameter", "99 % of the prior", "what is absurd", "where"),
        [(True, (r.name, f"{r.low:.3g} to {r.high:.3g} {r.unit}", r.reason, r.place)) for r in check.ranges],
    )


def _indicators(check: PriorCheck) -> str:
    if not check.indicators:
        return "<p>The case has no evidence.</p>"
    return _table(
        ("indicator", "statements", "outside 95 %", "mean share of expected statements below"),
        [
            (i.flagged, (i.indicator, str(i.statements), f"{100 * i.outside:.0f} %", f"{i.mean_below:.2f}"))
            for i in check.indicators
        ],
    )


def _outside(check: PriorCheck) -> str:
    outside = [position for position in check.positions if position.outside]
    if not outside:
        return ""
    rows = [(False, (p.id, p.indicator, p.family, f"{p.below:.3f}")) for p in outside]
    return "<h3>Statements outside</h3>" + _table(("statement", "indicator", "form", "share below"), rows)
