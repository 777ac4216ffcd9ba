"""The held-back pages: where their codes stand in a text, and whether a claim agrees with a code."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from contraflow.case import Case
from contraflow.claims.claim import Claim

ROOT = Path(__file__).parents[1]
HELDBACK = ROOT / "gold" / "heldback"
LOTS = ("a", "b", "c", "d")
USUAL = 2  # the middle of every scale of levels
NEAR = 0.05  # relative, of amounts and shares
DAYS = 4  # of either end of a period
IMPLIED_DAYS = 31  # before publication, for a period that no words of time tell
LONGEST = 900  # characters of a sentence
BOUNDARY = re.compile(r"""(?<=[.!?…])["'”’)?]*\s+|\n+""")
INSIDE_SECTOR = ("town", "handover")

Agree = Callable[["Code", Claim], bool]


@dataclass(frozen=True)
class Code:
    """What a person coded: one row of a page's table."""

    sentence_start: str
    sentence_end: str
    indicator: str
    kind: str
    value: float | None
    code: str
    place: str
    good: str
    start: date | None
    end: date | None
    timed: bool
    voice: str
    modality: str


@dataclass(frozen=True)
class Page:
    """One held-back page and its codes."""

    name: str
    path: Path
    published: date
    url: str
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Placed:
    """A code or a claim with the sentence in which it stands; ``unit`` is None where that is not in the text that was read."""

    unit: int | None
    what: Code | Claim


# --- what was coded


def read_lot(name: str) -> tuple[Page, ...]:
    """Return the pages of a lot with their codes, in order."""
    folder = HELDBACK / name
    return tuple(
        Page(
            row["page"],
            folder / row["page"],
            date.fromisoformat(row["published"]),
            row["url"],
            tuple(map(_code_of, _table((folder / row["page"]).with_suffix(".csv")))),
        )
        for row in _table(folder / "pages.csv")
    )


def read_background(name: str) -> tuple[tuple[str, date], ...]:
    """Return the sentences of a lot that hold no claim, each with a day of publication; lot c has none."""
    path = HELDBACK / name / "background.csv"
    return tuple((row["sentence"], date.fromisoformat(row["published"])) for row in (_table(path) if path.exists() else ()))


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _code_of(row: dict[str, str]) -> Code:
    return Code(
        row["sentence_start"],
        row["sentence_end"],
        row["indicator"],
        row["kind"],
        float(row["value"]) if row["value"] else None,
        row["code"],
        row["place"],
        row["good"],
        date.fromisoformat(row["start"]) if row["start"] else None,
        date.fromisoformat(row["end"]) if row["end"] else None,
        row["timed"] == "yes",
        row["voice"],
        row["modality"],
    )


# --- where it stands


class Text:
    """A text in which words are found whatever became of spaces, quotation marks and apostrophes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = [index for index, character in enumerate(text) if character.isalnum()]
        self._bare = "".join(text[index] for index in self._at).casefold()
        if len(self._bare) != len(self._at):  # a letter that folds into two: keep offsets right rather than fold
            self._bare = "".join(text[index] for index in self._at)
        self._boundaries = [0, *(match.end() for match in BOUNDARY.finditer(text))]
        self._spans: list[tuple[int, int]] = []

    def find(self, words: str, after: int = 0) -> tuple[int, int] | None:
        """Return the offsets of whole words at or after an offset."""
        wanted = "".join(filter(str.isalnum, words)).casefold()
        start = next((number for number, at in enumerate(self._at) if at >= after), len(self._at))
        while wanted and (start := self._bare.find(wanted, start)) >= 0:
            first, last = self._at[start], self._at[start + len(wanted) - 1]
            if not self.text[first - 1 : first].isalnum() and not self.text[last + 1 : last + 2].isalnum():
                return first, last + 1
            start += 1
        return None

    def sentence(self, code: Code, after: int = 0) -> tuple[int, int] | None:
        """Return the extent of a coded sentence: first at or after an offset, else anywhere."""
        head = self.find(code.sentence_start, after) or self.find(code.sentence_start)
        if head is None:
            return None
        tail = self.find(code.sentence_end, head[0])
        if tail is None or tail[1] - head[0] > LONGEST:  # cut off
            end = next((each for each in self._boundaries if each > head[1]), len(self.text))
        else:
            end = tail[1]
        self._spans.append((head[0], end))
        return head[0], end

    def unit(self, offset: int) -> int:
        """Return where the sentence at an offset begins: a coded one, else what lies between full stops."""
        for start, end in self._spans:
            if start <= offset < end:
                return start
        begun = max(each for each in self._boundaries if each <= offset)
        return max([begun, *(end for _, end in self._spans if end <= offset)])


def place_codes(codes: Sequence[Code], texts: Sequence[Text]) -> list[Placed]:
    """Find each coded sentence, in the order of the page; several stories of a page are searched in turn."""
    placed: list[Placed] = []
    after = [0] * len(texts)
    for code in codes:
        unit = None
        for number, text in enumerate(texts):
            span = text.sentence(code, after[number])
            if span is not None:
                after[number] = span[0]
                unit = number * 10**9 + span[0]
                break
        placed.append(Placed(unit, code))
    return placed


def place_claims(claims: Iterable[Claim], text: Text, number: int, headline: str) -> list[Placed]:
    """Find the sentence of each claim that was read, leaving out those in the headline."""
    title = text.find(headline) if headline else None
    placed = []
    for claim in claims:
        offset = claim.anchor.start
        if offset < 0:
            found = text.find(claim.anchor.exact)
            offset = found[0] if found else -1
        if title is not None and title[0] < 200 and title[0] <= offset < title[1]:
            continue
        placed.append(Placed(number * 10**9 + text.unit(offset) if offset >= 0 else None, claim))
    return placed


# --- whether it agrees


def agree_value(coded: Code, read: Claim) -> bool:
    """Whether kind and value agree; see the head of this file."""
    if coded.kind != read.kind or coded.code != read.code:
        return False
    if coded.value is None or read.value is None:
        return coded.value == read.value
    if coded.kind == "change":
        return _sign(coded.value) == _sign(read.value)
    if coded.kind == "ratio":
        return _sign(coded.value - 1) == _sign(read.value - 1)
    if coded.kind == "level":
        return _sign(coded.value - USUAL) == _sign(read.value - USUAL)
    return abs(coded.value - read.value) <= NEAR * abs(coded.value)


def agree_period(coded: Code, read: Claim) -> bool:
    """Whether both ends are within the days allowed; an open end agrees with an open end only."""
    return _near(coded.start, read.start) and _near(coded.end, read.end)


def agree_implied_period(coded: Code, read: Claim, published: date) -> bool:
    """Whether the period is right as far as the text tells it.

    Where words of time tell it: ``agree_period``. Where none do, nobody can know the day: then any beginning in the month
    before publication will do where the coder put it at publication, and any end in that month, or none, where he put it there.
    """
    if coded.timed:
        return agree_period(coded, read)
    start = _near(coded.start, read.start) or (coded.start == published and _within_month(read.start, published))
    end = _near(coded.end, read.end) or (coded.end == published and (read.end is None or _within_month(read.end, published)))
    return start and end


def covers(place: str, coded: str, case: Case) -> bool:
    """Whether a place is the coded one or a province that covers it."""
    sector, node = sector_of(coded, case), case.places.get(place)
    return sector_of(place, case) == sector or (node is not None and sector in node.covers)


def sector_of(place: str, case: Case) -> str:
    """Return the sector of a town or a crossing; any other place is itself."""
    node = case.places.get(place)
    return node.parent if node is not None and node.kind in INSIDE_SECTOR and node.parent else place


def match(
    coded: Sequence[Placed], read: Sequence[Placed], levels: Sequence[Agree]
) -> tuple[list[tuple[Code, Claim]], list[int]]:
    """Match codes and claims of the same sentence and indicator one to one.

    Returns:
        The pairs that agree at the first level, as many as there can be, and rather those that agree at later levels too;
        and for every level the greatest number of pairs that agree at it and at all before it.
    """
    groups: dict[tuple[int, str], tuple[list[Code], list[Claim]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((coded, read)):
        for item in items:
            if item.unit is not None:
                groups[item.unit, item.what.indicator][side].append(item.what)  # type: ignore[arg-type]
    pairs: list[tuple[Code, Claim]] = []
    counts = [0] * len(levels)
    for codes, claims in groups.values():
        depth = np.array([[_depth(code, claim, levels) for claim in claims] for code in codes]).reshape(len(codes), len(claims))
        for level in range(len(levels)):
            reached = (depth > level).astype(float)
            rows, columns = linear_sum_assignment(reached, maximize=True)
            counts[level] += int(reached[rows, columns].sum())
        weight = np.where(depth > 0, 100.0 + depth, 0.0)
        rows, columns = linear_sum_assignment(weight, maximize=True)
        pairs += [(codes[row], claims[column]) for row, column in zip(rows, columns, strict=True) if depth[row, column] > 0]
    return pairs, counts


def right_voices(pairs: Sequence[tuple[Code, Claim]]) -> int:
    """Count the pairs of one page whose voices agree under the best one-to-one mapping of its voices; R agrees with R only."""
    right = sum(code.voice == claim.voice == "R" for code, claim in pairs)
    others = [(code.voice, claim.voice) for code, claim in pairs if "R" not in (code.voice, claim.voice)]
    coded, read = sorted({each for each, _ in others}), sorted({each for _, each in others})
    if not others:
        return right
    together = Counter(others)
    table = np.array([[together[one, other] for other in read] for one in coded])
    rows, columns = linear_sum_assignment(table, maximize=True)
    return right + int(table[rows, columns].sum())


def _depth(code: Code, claim: Claim, levels: Sequence[Agree]) -> int:
    depth = 0
    for level in levels:
        if not level(code, claim):
            break
        depth += 1
    return depth


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _within_month(day: date | None, published: date) -> bool:
    return day is not None and -DAYS <= (published - day).days <= IMPLIED_DAYS


def _near(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= DAYS
