"""Numbers of a sentence as the learned reader sees them: where they stand and what they may be, an amount, a share, a ratio."""

import re
from dataclasses import dataclass, replace

from contraflow.claims.numbers import AMOUNT, NUMBER, Amount, find_money, read_amount, read_number

PERCENT = re.compile(
    rf"(?<![\w.,])(?P<low>{NUMBER})(?:\s?(?:-|–|to|and|or)\s?(?P<high>{NUMBER}))?(?:\s?%|[\s-]per\s?cent(?!age point)\b)",
    re.IGNORECASE,
)
PARTS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "eighth": 1 / 8,
    "tenth": 1 / 10,
}  # fmt: skip
MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
PART = re.compile(
    rf"\b(?:(?P<many>{'|'.join(MANY)})[- ])?(?P<part>(?:{'|'.join(PARTS)})s?)\b(?! (?:an? )?(?:hours?|day|month|year|million|"
    r"dozen|quarter))|\b(?P<out>one|two|three|four|nine|\d+)(?: out of| in) (?:every )?(?P<of>two|three|four|five|six|eight"
    r"|ten|\d+)\b",
    re.IGNORECASE,
)
TIMES = {
    "halv": 0.5, "doubl": 2.0, "twice": 2.0, "twofold": 2.0, "two-fold": 2.0, "tripl": 3.0, "trebl": 3.0, "threefold": 3.0,
    "quadrupl": 4.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0, "quintupl": 5.0,
}  # fmt: skip
MULTIPLE = re.compile(
    rf"\b(?P<word>{'|'.join(TIMES)})(?:e[ds]?|ing|es?|led|ling|les)?\b"
    rf"|(?<![\w.,])(?P<number>{NUMBER})(?: and a half)?[ -](?:times|fold)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"^(?:19|20)\d\d$")
DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec)\.?|No\.|Resolution|Article|Route|Unit|Line)\s+$"
)
AFTER_DAY = re.compile(
    r"^(?:st|nd|rd|th)\b|^\s+(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:days?|weeks?|months?|years?) (?:ago|before|earlier|later)|o['’]clock|[ap]\.?m\b)"
)


@dataclass(frozen=True)
class Figure:
    """A number in a sentence.

    Attributes:
        start: offset of its words; ``end`` after the last.
        amount: the number with its range, bound and unit; None for what is only a part or a multiple.
        part: a share of one ("30 percent", "half") or a multiple ("doubled"); None for plain numbers.
    """

    start: int
    end: int
    amount: Amount | None
    part: float | None

    def moved(self, start: int, end: int) -> "Figure":
        """Return the number where it stands in another text."""
        amount = self.amount and replace(self.amount, start=start, end=end)
        return Figure(start, end, amount, self.part)

    def value(self, sense: str) -> float | None:
        """Return what the number is when it is meant in a sense of ``SENSES``; None when it cannot be."""
        if self.amount is not None:
            former = self.amount.was
            now = {"amount": self.amount.value, "was": former if former else self.amount.value}
            return self.amount.value / former if sense == "of" and former else now.get(sense)
        if self.part is None or sense in ("amount", "was"):
            return None
        if sense == "share":
            return self.part if self.part <= 1 else None
        ratio = {"of": self.part, "up": 1 + self.part, "down": 1 - self.part}[sense]
        return ratio if ratio > 0 else None


SENSES = ("amount", "was", "share", "of", "up", "down")


def find_figures(text: str) -> list[Figure]:
    """Return the numbers of a sentence in order; days of the calendar, years and hours are none."""
    found: list[Figure] = []
    for match in PERCENT.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or match["low"])
        found.append(Figure(match.start(), match.end(), None, (low + high) / 200))
    for match in MULTIPLE.finditer(text):
        times = TIMES[match["word"].lower()] if match["word"] else read_number(match["number"])
        found.append(Figure(match.start(), match.end(), None, times))
    for match in PART.finditer(text):
        found.append(Figure(match.start(), match.end(), None, _part(match)))
    money = {amount.start: amount for amount in find_money(text)}
    for match in AMOUNT.finditer(text):
        if _is_day(match, text):
            continue
        amount = read_amount(match, text)
        amount = money.get(amount.start, amount)
        if amount.value:
            found.append(Figure(amount.start, amount.end, amount, None))
    kept: list[Figure] = []
    found = [each for each in found if each.part is None or each.part > 0]
    for each in found:  # parts and multiples before plain numbers
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _part(match: re.Match[str]) -> float:
    if match["out"]:
        return read_number(match["out"]) / max(read_number(match["of"]), 1)
    return MANY.get((match["many"] or "a").lower(), 1) * PARTS[match["part"].lower().rstrip("s")]


def _is_day(match: re.Match[str], text: str) -> bool:
    number = match["low"] or ""
    return bool(
        (YEAR.match(number.rstrip(",")) and not match["sign"] and not match["money"])
        or (not match["money"] and DAY.search(text[: match.start("low")] if match["low"] else ""))
        or AFTER_DAY.search(text[match.end("high") if match["high"] else match.end("low") if match["low"] else match.end() :])
        or number.lower() == "one"
    )
