"""Write docs/codebook.md from the vocabulary; with ``--check`` only say whether it is up to date (exit 1 when it is not)."""

import sys
from collections.abc import Sequence
from pathlib import Path

from contraflow.words.load import case_words, claim_words, event_kinds, indicators, table

PAGE = Path(__file__).parents[1] / "docs" / "codebook.md"
HEAD = """# Codebook

A **claim** is one assertion, by one voice, in one report, about one indicator of the border, in one place, over one period.
This page is made from the tables in `src/contraflow/words/` by `tools/codebook.py`: edit those, then run `make docs`.
"""


def codebook() -> str:
    """Return the page."""
    indicator_rows = [
        (
            f"`{each.name}`",
            each.meaning,
            " · ".join(each.levels) or (f"{each.codes.replace('_', ' ')} below" if each.codes else "–"),
        )
        for each in indicators().values()
    ]
    parts = [
        HEAD,
        _section("Fields of a claim", ("column", "holds"), _words(table("fields"))),
        _section("Indicators", ("indicator", "meaning", "levels 0 · 1 · 2 · 3 · 4"), indicator_rows),
        *(
            _section(title, ("word", "meaning"), _words(claim_words(field)))
            for title, field in (
                ("Kinds", "kinds"),
                ("Modalities", "modalities"),
                ("Voices", "voices"),
                ("Roles", "roles"),
                ("Scopes", "scopes"),
                ("Bounds", "bounds"),
                ("Licences", "licences"),
                ("Reliability of a source (Admiralty)", "reliabilities"),
                ("Credibility of a claim (Admiralty)", "credibilities"),
                ("Markings (TLP 2.0)", "markings"),
                ("Event codes", "event_codes"),
                ("Carrier codes", "carrier_codes"),
                ("Timing codes", "timing_codes"),
            )
        ),
        "## Rules that settle doubts\n\n" + "".join(f"- {rule}\n" for rule in table("rules")["rules"]),
        "# Words of a case\n",
        _section("Kinds of events in a calendar", ("kind", "meaning"), _words(event_kinds())),
        *(
            _section(title, ("word", "meaning"), _words(case_words(field)))
            for title, field in (
                ("Kinds of places", "place_kinds"),
                ("Provenance of a row", "provenance"),
                ("Families of priors", "families"),
                ("Media of carriers", "media"),
                ("Owners of carriers", "owners"),
                ("Units of goods", "good_units"),
                ("Directions", "directions"),
                ("Outcomes", "outcomes"),
            )
        ),
        _units(),
    ]
    return "\n".join(parts)


def _words(words: dict[str, str]) -> list[tuple[str, ...]]:
    return [(f"`{word}`", meaning) for word, meaning in words.items()]


def _section(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"## {title}\n", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _units() -> str:
    rows = [(kind, ", ".join(f"`{unit}`" for unit in units)) for kind, units in table("units").items()]
    said = "A unit is a head, a scale and what it is per: `USD million per month`, `CNY per t`, `KPW per USD`.\n"
    return _section("Units of amounts", ("measures", "written"), rows) + "\n" + said


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    page = codebook()
    if "--check" in arguments:
        stale = not PAGE.is_file() or PAGE.read_text("utf-8") != page
        print("docs/codebook.md is " + ("stale: run `make docs`" if stale else "up to date"))
        return 1 if stale else 0
    PAGE.write_text(page, "utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
