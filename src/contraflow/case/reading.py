"""``read_case``: a folder of CSV and TOML becomes one frozen value, or an error with every problem in it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from contraflow.case.calendar import read_calendar
from contraflow.case.case import Case, Origin
from contraflow.case.files import check_files, digest, line_of, read_toml
from contraflow.case.findings import Findings, listed, suggest
from contraflow.case.goods import read_goods
from contraflow.case.places import read_places, read_river
from contraflow.case.priors import read_priors
from contraflow.case.reliability import read_reliability
from contraflow.case.series import read_series
from contraflow.case.traders import read_carriers, read_kinds, read_sectors, read_shifts
from contraflow.case.whole import check_whole
from contraflow.errors import CaseError, Problem
from contraflow.words.load import indicator_names

KEYS = (
    "name", "version", "currency", "sides", "side_names", "home", "day_zero", "horizon", "reference", "known_by", "side_words",
    "powers", "leaders",
)  # fmt: skip
NEEDED = tuple(key for key in KEYS if key not in {"known_by", "side_words", "powers", "leaders"})
WORDS = ("side_words", "powers", "leaders")
FILE = "case.toml"
YEARS = range(1900, 2200)


def read_case(folder: str | Path) -> Case:
    """Return the border that a folder describes.

    Raises:
        CaseError: with every problem of the folder, each with file, line, what was found, what is allowed, what to do.
    """
    case, problems = read_with_problems(Path(folder))
    if problems or case is None:
        raise CaseError(str(folder), problems)
    return case


def case_problems(folder: str | Path) -> list[Problem]:
    """Return every problem of a case folder; empty when it can be read."""
    return sorted(read_with_problems(Path(folder))[1])


def read_with_problems(folder: Path) -> tuple[Case | None, list[Problem]]:
    """Return what can be read of a folder and everything wrong with it; no case at all when there is no folder.

    A case that comes with problems holds harmless values in their places: it is good for finding more problems, nothing else.
    """
    findings = Findings()
    if not folder.is_dir():
        findings.add(Origin(str(folder), 0), "", "no such folder", "the folder of a border", "check the path")
        return None, findings.problems
    check_files(folder, findings)
    facts = _read_facts(folder, findings)
    sides = tuple(facts["sides"])
    places = read_places(folder, sides, findings)
    goods = read_goods(folder, findings)
    carriers = read_carriers(folder, findings)
    kinds = read_kinds(folder, carriers, findings)
    series = read_series(folder, sides, places, goods, indicator_names(), findings)
    reliability, outlets = read_reliability(folder, series, findings)
    case = Case(
        id=folder.resolve().name,
        name=facts["name"],
        folder=folder,
        version=facts["version"],
        currency=facts["currency"],
        sides=(sides[0], sides[1]),
        side_names=facts["side_names"],
        home=facts["home"],
        day_zero=facts["day_zero"],
        horizon=facts["horizon"],
        reference=(facts["reference"][0], facts["reference"][1]),
        places=places,
        goods=goods,
        carriers=carriers,
        shifts=read_shifts(folder, findings),
        kinds=kinds,
        sectors=read_sectors(folder, places, goods, kinds, findings),
        calendar=read_calendar(folder, sides, places, goods, findings),
        priors=read_priors(folder, findings),
        reliability=reliability,
        outlets=outlets,
        series=series,
        river=read_river(folder, places, findings),
        extra={
            "sha1": digest(folder),
            "known_by": facts["known_by"],
            **{f"{key}.{owner}": words for key in WORDS for owner, words in facts[key].items()},
        },
    )
    if not findings.problems:
        check_whole(case, findings)
    return case, findings.problems


def _read_facts(folder: Path, findings: Findings) -> dict[str, Any]:
    """Return case.toml with every key; what is wrong is noted and replaced by something harmless."""
    table, text = read_toml(folder, FILE, findings)

    def problem(key: str, found: object, allowed: str, remedy: str) -> None:
        findings.add(Origin(FILE, line_of(text, key)), key, str(found), allowed, remedy)

    for key in table:
        if key not in KEYS:
            problem(key, "an unknown key", listed(KEYS), suggest(key, KEYS))
    for key in NEEDED if text else ():
        if key not in table:
            problem(key, "nothing", listed(KEYS), f"add {key}")
    facts: dict[str, Any] = {key: table.get(key, "") for key in ("name", "version", "currency")}
    for key, value in facts.items():
        if key in table and not (isinstance(value, str) and value.strip()):
            problem(key, repr(value), "some text in quotes", "write it")
    sides = table.get("sides", ["far", "home"])
    if not (isinstance(sides, list) and len(sides) == 2 and all(isinstance(side, str) and side for side in sides)
            and sides[0] != sides[1]):  # fmt: skip
        problem("sides", sides, "two ids, the home side second", 'write e.g. sides = ["far", "home"]')
        sides = ["far", "home"]
    facts["sides"] = sides
    names = table.get("side_names", {})
    if not isinstance(names, dict) or set(names) - set(sides) or any(not isinstance(each, str) for each in names.values()):
        problem("side_names", names, "the name of every side", f'write e.g. {sides[0]} = "..." under [side_names]')
        names = {}
    facts["side_names"] = {side: names.get(side, side) for side in sides}
    facts["home"] = table.get("home", sides[1])
    if facts["home"] != sides[1]:
        problem("home", repr(facts["home"]), f"{sides[1]!r}, the second side", "name the home side second in sides")
    facts["side_words"] = _words(table, "side_words", sides, problem)
    facts["powers"] = _words(table, "powers", None, problem)
    facts["leaders"] = _words(table, "leaders", list(facts["powers"]), problem)
    for side in sides if facts["powers"] else ():
        if side not in facts["powers"]:
            problem("powers", f"no words for {side!r}", "both sides among the powers", f'write e.g. {side} = ["..."]')
    for key in ("day_zero", "horizon"):
        facts[key] = _day(table, key, problem)
    if all(_is_day(table.get(key)) for key in ("day_zero", "horizon")) and facts["horizon"] <= facts["day_zero"]:
        problem("horizon", facts["horizon"], f"a day after {facts['day_zero']}", "correct one of them")
    facts["reference"] = _reference(table, facts["day_zero"], problem)
    facts["known_by"] = str(_day(table, "known_by", problem)) if "known_by" in table else ""
    return facts


def _words(table: dict[str, Any], key: str, owners: list[str] | None, problem: Any) -> dict[str, str]:
    """Return the words by which texts name each owner, joined by semicolons; any owner will do where none are given."""
    words = table.get(key, {})
    what = "power" if key != "side_words" else "side"
    if (
        not isinstance(words, dict)
        or any(not isinstance(each, list) for each in words.values())
        or (owners is not None and set(words) - set(owners))
    ):
        owner = owners[0] if owners else "far"
        problem(key, words, f"a list of words for a {what}", f'write e.g. {owner} = ["..."] under [{key}]')
        return {}
    if any(";" in str(word) or not str(word).strip() for each in words.values() for word in each):
        problem(key, words, "words without a semicolon, none of them empty", "write each name as a text of its own")
        return {}
    return {owner: ";".join(map(str, each)) for owner, each in words.items()}


def _is_day(value: object) -> bool:
    # TOML also has moments; they are dates to isinstance but cannot be compared with days
    return isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS


def _day(table: dict[str, Any], key: str, problem: Any) -> date:
    value = table.get(key, date(2000, 1, 1))
    if isinstance(value, date) and _is_day(value):
        return value
    shown = str(value) if isinstance(value, date) else repr(value)
    problem(key, shown, f"a day that exists ({YEARS[0]} to {YEARS[-1]}), without quotes, as YYYY-MM-DD", "correct it")
    return date(2000, 1, 1)


def _reference(table: dict[str, Any], day_zero: date, problem: Any) -> tuple[date, date]:
    value = table.get("reference", [])
    if isinstance(value, list) and len(value) == 2 and all(map(_is_day, value)) and value[0] < value[1]:
        if value[0] < day_zero:
            problem("reference", f"{value[0]}", f"days from day_zero ({day_zero}) on", "begin it later")
        return value[0], value[1]
    if "reference" in table:
        problem("reference", value, "two days, the first before the second", "write e.g. [2016-01-01, 2016-12-31]")
    return day_zero, day_zero + timedelta(days=365)
