"""An explanation in words, as tables and as plain values."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.markup import escape
from rich.table import Column, Table

from contraflow.briefing.numbers import amount, bare_shift, day_text, shift_text, span
from contraflow.briefing.quoting import anchor_words, own_words
from contraflow.case.case import Case
from contraflow.claims.claim import Evidence
from contraflow.estimates.explain import Explanation, Moved, against_each_other
from contraflow.estimates.influence import FEWEST_HISTORIES

WORDS = {
    "clear": "told", "by chance": "not told from chance", "unknown": "cannot be told: too few histories are left",
    "re-run": "run again without it",
}  # fmt: skip
TITLES = {
    "report": "What each report and series moved it by",
    "source": "If this source had been silent",
}


def say(found: Explanation, case: Case) -> str:
    """Return the estimate in words, with what it rests on."""
    question = found.question
    whose = case.side_names.get(question.key) or (case.goods[question.key].name if question.key in case.goods else question.key)
    where = case.places[question.place].name if question.place in case.places else "the whole border"
    words = question.quantity.replace("_", " ") + (f" ({whose})" if whose else "")
    when = f"{day_text(question.start)} to {day_text(question.end)}"
    low_high = span(found.intervals[80], found.unit)
    text = (
        f"{words[0].upper()}{words[1:]}, {where}, {when}, as seen on {day_text(found.seen_from)}: median "
        f"{amount(found.median, found.unit)}, 80 % interval {low_high}; mean {amount(found.mean, found.unit)}."
    )
    counts = Counter(each.verdict for each in found.moved["report"])
    text += (
        f"\nOf {len(found.moved['report'])} reports and releases of series, {counts['clear'] + counts['re-run']} moved it by a "
        f"shift that can be told, {counts['by chance']} by nothing that chance could not do, and of {counts['unknown']} it "
        f"cannot be told any more: fewer than {FEWEST_HISTORIES} distinct histories are left of their time."
    )
    if found.histories < FEWEST_HISTORIES:
        text += (
            f"\nOnly {found.histories:.0f} distinct histories of the period itself are left: read all of this as a sketch, or "
            "look from a nearer day (--known-by)."
        )
    return text


def told_tables(found: Explanation, plain: dict[str, Any], top: int) -> Iterator[Table]:
    """Yield the tables: by report, what stands against what, and by source; ``top`` rows of each."""
    unit = found.unit.replace("ratio to", "times")
    for level, title in TITLES.items():
        if level == "source":
            yield _against(found, plain, unit, top)
        table = Table(Column(level, overflow="fold"), f"shift, {unit}", "without it", "told?", "said", title=title, box=None)
        told = sorted(found.moved[level], key=lambda each: (each.verdict not in {"clear", "re-run"}, -abs(each.size)))
        rows = {row["name"]: row for row in plain["moved"][level]}
        for each in told[:top]:
            shift, error = found.shift_in_unit(each)
            said = rows[each.name]["said"]
            more = f" (+{len(said) - 1} more)" if len(said) > 1 else ""
            size = f"{bare_shift(shift, found.unit)} ± {error:.2g}"
            without = amount(found.without(each), found.unit)
            says = f"{said[0]['says']}{more}" if said else ""
            table.add_row(*map(escape, (each.name, size, without, WORDS[each.verdict], says)))  # brackets are no markup
        yield table


def _against(found: Explanation, plain: dict[str, Any], unit: str, top: int) -> Table:
    by = [Column("by", overflow="fold") for _ in range(2)]
    table = Table(f"raised it, {unit}", by[0], f"lowered it, {unit}", by[1], title="What stands against what", box=None)
    rows = {row["name"]: row for row in plain["moved"]["witness"]}
    up, down = (side[:top] for side in against_each_other(found))
    for number in range(max(len(up), len(down))):
        cells: list[str] = []
        for side in (up, down):
            each = side[number] if number < len(side) else None
            said = rows[each.name]["said"][0] if each and rows[each.name]["said"] else None
            cells.append(bare_shift(found.shift_in_unit(each)[0], found.unit) if each else "")
            quote = f" (“{said['quote']}”)" if said and said["quote"] else ""
            cells.append(f"{said['id']}: {said['says']}{quote}" if said else each.name if each else "")
        table.add_row(*map(escape, cells))
    return table


def explained_plain(found: Explanation, case: Case, evidence: Evidence) -> dict[str, Any]:
    """Return all of an explanation as plain values, with what each piece of evidence says in own words."""
    says = _says(case, evidence)

    def plain(each: Moved) -> dict[str, Any]:
        shift, error = found.shift_in_unit(each)
        verb = "raised" if shift > 0 else "lowered"
        return {
            **asdict(each),
            "verdict": each.verdict,
            "without": found.without(each),
            "shift_in_unit": shift,
            "error_in_unit": error,
            "words": f"{verb} the mean by {shift_text(abs(shift), found.unit).lstrip('+')}",
            "said": [says[name] for name in each.observations if name in says],
        }

    up, down = against_each_other(found)
    return {
        "run": asdict(found.run),
        "question": {**asdict(found.question), "text": str(found.question)},
        "unit": found.unit,
        "mean": found.mean,
        "working_scale": "log" if found.is_log else "linear",
        "mean_error": found.error,
        "median": found.median,
        "intervals": found.intervals,
        "histories": found.histories,
        "seen_from": found.seen_from,
        "moved": {level: [plain(each) for each in moved] for level, moved in found.moved.items()},
        "against": {"raised": [each.name for each in up], "lowered": [each.name for each in down]},
    }


def _says(case: Case, evidence: Evidence) -> dict[str, dict[str, Any]]:
    """Return what each claim and series row says, by id: own words, its anchor, report and outlet."""
    reports = {report.id: report for report in evidence.reports}
    said: dict[str, dict[str, Any]] = {}
    for claim in evidence.claims:
        report = reports.get(claim.report)
        said[claim.id] = {
            "id": claim.id,
            "indicator": claim.indicator,
            "says": own_words(claim, report),
            "quote": anchor_words(claim),
            "report": claim.report,
            "outlet": report.outlet if report else "",
            "voice": f"{claim.voice}, {claim.role}",
            "marking": claim.marking,
        }
    for row in case.series:
        about = " ".join(word for word in (row.indicator.replace("_", " "), row.good, row.place) if word)
        said[row.id] = {
            "id": row.id,
            "indicator": row.indicator,
            "says": f"{about}, {row.start}: {row.bound} {row.value:g} {row.unit}".replace(":  ", ": "),
            "quote": "",
            "report": row.series,
            "outlet": row.source,
            "voice": "published series",
            "marking": "",
        }
    return said
