"""How well the reader reads pages that a person coded before any reading (gold/heldback).

    python -m tests.reader_score a          # all measures of a lot, and what was missed
    python -m tests.reader_score a --show   # with the words beside; lot b stays unseen, so not there

Measures:
    sentence_indicator: F1 of pairs (sentence, indicator); a pair is found if the reader has a claim of that indicator whose
        anchor lies in that sentence.
    value: F1 of claims, matched one to one within a pair: same kind; same code; change and ratio in the same direction, a level
        on the same side of usual, amounts and shares within 5 %.
    modality: the same, and the same modality.
    place: the same, and the same modality and place; towns and crossings count as their sector.
    source: share of claims agreeing in value whose voice agrees under the best one-to-one mapping of the page's voices: the
        same voice if and only if the same coded voice. R agrees with R only; an office (D) may be read as a source.
    period: share of claims agreeing in value with both ends within 4 days; an open end agrees with an open end only. Where no
        words of time tell the period (``timed`` is no), the month before publication will do.
    false_alarms: background sentences in which a claim was found (a count, of 40).

Headlines count neither for nor against the reader.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contraflow.case import Case, read_case
from contraflow.claims.claim import Claim
from contraflow.claims.extract import read_with_model
from contraflow.errors import PageError
from contraflow.reports.page import read_report
from contraflow.reports.report import Report
from tests.heldback import (
    LOTS,
    ROOT,
    Agree,
    Code,
    Page,
    Placed,
    Text,
    agree_implied_period,
    agree_period,
    agree_value,
    covers,
    match,
    place_claims,
    place_codes,
    read_background,
    read_lot,
    right_voices,
    sector_of,
)


@dataclass(frozen=True)
class PageScore:
    """One page, measured. ``pairs`` hold a code and the claim that agrees with it in value."""

    page: Page
    coded: tuple[Placed, ...]
    read: tuple[Placed, ...]
    pairs: tuple[tuple[Code, Claim], ...]
    hits: dict[str, int]
    right_voices: int
    texts: tuple[str, ...]
    refused: str = ""


# --- a page, a lot


def read_page(page: Page, case: Case) -> tuple[tuple[Report, tuple[Claim, ...]], ...]:
    """Return the reports of a page with their claims, read as a user would who knows address and date."""
    report = read_report(page.path.read_bytes(), url=page.url, published=page.published)
    return ((report, read_with_model(report, case)),)


def score_page(page: Page, reports: Sequence[tuple[Report, Sequence[Claim]]], case: Case, refused: str = "") -> PageScore:
    """Measure what was read of one page against its codes."""
    texts = [Text(report.text) for report, _ in reports]
    coded = place_codes(page.codes, texts)
    read = [
        each
        for number, (report, claims) in enumerate(reports)
        for each in place_claims(claims, texts[number], number, report.title)
    ]
    levels: tuple[Agree, ...] = (
        agree_value,
        lambda code, claim: code.modality == claim.modality,
        lambda code, claim: sector_of(code.place, case) == sector_of(claim.place, case),
    )
    pairs, counts = match(coded, read, levels)
    hits = dict(zip(("value", "modality", "place"), counts, strict=True))
    return PageScore(
        page, tuple(coded), tuple(read), tuple(pairs), hits, right_voices(pairs), tuple(text.text for text in texts), refused
    )


def score_lot(name: str, case: Case) -> list[PageScore]:
    """Read and measure every page of a lot; a page that the reader refuses is missed as a whole."""
    scores = []
    for page in read_lot(name):
        try:
            scores.append(score_page(page, read_page(page, case), case))
        except PageError as problem:
            scores.append(score_page(page, (), case, str(problem)))
    return scores


def false_alarms(name: str, case: Case) -> list[tuple[str, Claim]]:
    """Return the background sentences in which the reader finds a claim, each with its first."""
    found = []
    for sentence, published in read_background(name):
        report = Report("x", "X", "", "", published, "", "en", "", "", "", "", "", (), sentence, "")
        claims = read_with_model(report, case)
        if claims:
            found.append((sentence, claims[0]))
    return found


def pairs_of(placed: Iterable[Placed], score: PageScore) -> set[tuple[str, object, str]]:
    """Return the pairs of sentence and indicator; a sentence that was not read stands by its words."""
    return {
        (score.page.name, each.unit if each.unit is not None else _words(each.what), each.what.indicator) for each in placed
    }


def measure(scores: Sequence[PageScore], alarms: int) -> dict[str, float]:
    """Return all measures of a lot by name; ``false_alarms`` is a count, the others run from 0 to 1."""
    coded_pairs, read_pairs = _all_pairs(scores)
    coded, read = sum(len(each.coded) for each in scores), sum(len(each.read) for each in scores)
    pairs = [pair for each in scores for pair in each.pairs]
    return {
        "sentence_indicator": _f1(len(coded_pairs & read_pairs), len(coded_pairs), len(read_pairs)),
        **{name: _f1(sum(each.hits[name] for each in scores), coded, read) for name in ("value", "modality", "place")},
        "source": _share(sum(each.right_voices for each in scores), len(pairs)),
        "period": _share(sum(_right_periods(each) for each in scores), len(pairs)),
        "false_alarms": alarms,
    }


def _all_pairs(scores: Sequence[PageScore]) -> tuple[set[tuple[str, object, str]], set[tuple[str, object, str]]]:
    coded = set().union(*(pairs_of(each.coded, each) for each in scores))
    return coded, set().union(*(pairs_of(each.read, each) for each in scores))


def _right_periods(score: PageScore) -> int:
    return sum(agree_implied_period(code, claim, score.page.published) for code, claim in score.pairs)


def _words(what: Code | Claim) -> str:
    return what.sentence_start if isinstance(what, Code) else what.anchor.exact


def _f1(hits: int, coded: int, read: int) -> float:
    return 2 * hits / max(coded + read, 1)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


# --- for people


def by_indicator(scores: Sequence[PageScore]) -> dict[str, tuple[int, int, int, float]]:
    """Return for each indicator the pairs coded, found and read beside, and their F1."""
    coded, read = _all_pairs(scores)
    table = {}
    for name in sorted({each[2] for each in coded | read}):
        mine, theirs = ({each for each in pairs if each[2] == name} for pairs in (coded, read))
        table[name] = (len(mine), len(mine & theirs), len(theirs - mine), _f1(len(mine & theirs), len(mine), len(theirs)))
    return table


def beside(scores: Sequence[PageScore], case: Case) -> dict[str, float]:
    """Return measures without a floor: shares of the claims that agree in value, each condition taken alone."""
    pairs = [pair for each in scores for pair in each.pairs]
    timed = [pair for pair in pairs if pair[0].timed]
    lost = sum(each.unit is None for score in scores for each in score.coded)
    coded, read = _all_pairs(scores)
    return {
        "precision of pairs": _share(len(coded & read), len(read)),
        "recall of pairs": _share(len(coded & read), len(coded)),
        "claims agreeing in value": len(pairs),
        "modality right of these": _share(sum(code.modality == claim.modality for code, claim in pairs), len(pairs)),
        "good right of these": _share(sum(code.good == claim.good for code, claim in pairs), len(pairs)),
        "period within 4 days, all of these": _share(sum(agree_period(*pair) for pair in pairs), len(pairs)),
        "period within 4 days where words tell it": _share(sum(agree_period(*pair) for pair in timed), len(timed)),
        "place right of these": _share(
            sum(sector_of(code.place, case) == sector_of(claim.place, case) for code, claim in pairs), len(pairs)
        ),
        "place right or a province that covers it": _share(
            sum(covers(claim.place, code.place, case) for code, claim in pairs), len(pairs)
        ),
        "codes whose sentence is not in the text read": lost,
    }


def print_lot(name: str, case: Case, show: bool) -> None:
    """Print everything about one lot."""
    scores, alarms = score_lot(name, case), false_alarms(name, case)
    print(f"lot {name}: {len(scores)} pages, {sum(len(each.coded) for each in scores)} codes")
    for what, value in measure(scores, len(alarms)).items():
        print(
            f"  {what:<46} {value:.3f}"
            if what != "false_alarms"
            else f"  {what:<46} {value:.0f} of {len(read_background(name))}"
        )
    for what, value in beside(scores, case).items():
        print(f"  {what:<46} {value:.3f}" if isinstance(value, float) else f"  {what:<46} {value}")
    print("\n  indicator            coded  found  beside  F1")
    for indicator, (coded, found, wrong, f1) in by_indicator(scores).items():
        print(f"  {indicator:<20} {coded:>5}  {found:>5}  {wrong:>6}  {f1:.2f}")
    print()
    for score in scores:
        _print_page(score, show)
    for sentence, claim in alarms:
        print(f"  background: {claim.indicator} {claim.kind}" + (f"  | {sentence}" if show else ""))


def _print_page(score: PageScore, show: bool) -> None:
    if score.refused:
        print(f"  {score.page.name}: refused: {score.refused}")
    read, coded = pairs_of(score.read, score), pairs_of(score.coded, score)
    agreed = [code for code, _ in score.pairs]
    for each in score.coded:
        if each.what in agreed:
            continue
        seen = "value" if pairs_of([each], score) <= read else "lost" if each.unit is None else "missed"
        _print_line(score, seen, each, show)
    for each in score.read:
        if not pairs_of([each], score) <= coded:
            _print_line(score, "beside", each, show)


def _print_line(score: PageScore, seen: str, each: Placed, show: bool) -> None:
    what = each.what
    value = what.code or ("" if what.value is None else f"{what.value:g}")
    line = f"  {score.page.name}: {seen:<6} {what.indicator} {what.kind} {value} {what.modality}"
    print(line + (f"  | {_words(what)}" if show else ""))


def main() -> None:
    """Measure the lots named on the command line."""
    parser = argparse.ArgumentParser(description="Measure the reader on the held-back pages.")
    parser.add_argument("lot", nargs="+", choices=LOTS)
    parser.add_argument("--show", action="store_true", help="show words of the text beside each miss")
    options = parser.parse_args()
    case = read_case(ROOT / "cases" / "yalu")
    for name in options.lot:
        print_lot(name, case, options.show)


if __name__ == "__main__":
    main()
