"""Numbers in words and digits: ratios, ranges, amounts with units."""

import re
from dataclasses import dataclass

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000,
}  # fmt: skip
NUMBER = r"(?:\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion))?|" + "|".join(WORDS) + r")"
CURRENCY = r"(?:yuan|RMB|CNY|won|KPW|US dollars?|dollars?|USD)"
SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
CODES = {"yuan": "CNY", "rmb": "CNY", "cny": "CNY", "won": "KPW", "kpw": "KPW"}
AMOUNT = re.compile(
    rf"(?P<bound>at least |more than |over |up to |at most |less than |nearly |about |around |some )?"
    rf"(?:(?P<sign>US\$|\$)\s?)?(?P<low>{NUMBER})(?:\s?(?P<joint>-|–|to|and)\s?(?:US\$|\$)?(?P<high>{NUMBER}))?"
    rf"\s?(?P<money>{CURRENCY})?"
    rf"(?:\s?(?:\((?:US)?\$[^)]*\)\s?)?(?:per|a|an|for (?:a|one|each)|/)\s?(?P<per>kilogram|kilo|kg|"
    rf"ton(?:ne)?|liter|litre|person|load|trip|vessel|boat|ship|truck|month|day|year|bag))?",
    re.IGNORECASE,
)
PER = {"kilogram": "kg", "kilo": "kg", "ton": "t", "tonne": "t", "liter": "l", "litre": "l", "boat": "vessel", "ship": "vessel"}


BETWEEN = re.compile(r"\bbetween (?:US\$|\$)?\s?$", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:rose|risen|rising|increased|climbed|jumped|surged|soared|went|gone|up|fell|fallen|falling|dropped|declined|down|cut"
    r"|reduced|raised|lowered|doubled|halved)\b[^.;]{0,40}\bfrom $",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A number with its unit and how it is bounded."""

    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str
    start: int
    end: int


def read_number(text: str) -> float:
    """Return a number written in digits or as a word."""
    parts = text.lower().replace(",", "").split()
    value = float(WORDS.get(parts[0], 0)) if parts[0] in WORDS else float(parts[0])
    return value * SCALE.get(parts[1], 1.0) if len(parts) > 1 else value


def find_money(text: str) -> list[Amount]:
    """Return the amounts of money in a text; a range becomes its mid-point with the range kept."""
    found = []
    for match in AMOUNT.finditer(text):
        if not (match["sign"] or match["money"]):
            continue
        low, high = read_number(match["low"]), read_number(match["high"]) if match["high"] else None
        if high is not None and match["joint"] == "and" and not BETWEEN.search(text[: match.start()]):
            low, high = high, None  # "on 5 and 100 yuan" is no range either
        if high is not None and MOVED.search(text[: match.start()]):
            low, high = high, None  # "rose from 100 to 200" is no range: it is 200 now
        bound = {"at least": "at least", "more than": "at least", "over": "at least", "up to": "at most", "at most": "at most",
                 "less than": "at most"}.get((match["bound"] or "").strip().lower(), "")  # fmt: skip
        money = "USD" if match["sign"] else CODES.get((match["money"] or "").lower(), "USD")
        per = (match["per"] or "").lower()
        unit = money + (f" per {PER.get(per, per)}" if per else "")
        value = low if high is None else (low + high) / 2
        found.append(Amount(value, low if high is not None else None, high, bound, unit, match.start(), match.end()))
    return found


RATIOS = (
    (
        re.compile(
            r"\b(?:is|are|was|were|now|to|by|at)?\s*(?:about |around |nearly |roughly )?half (?:of |the |as |what )",
            re.IGNORECASE,
        ),
        0.5,
    ),
    (re.compile(r"\b(?:halved|fell by half|cut in half|dropped by half|down by half)\b", re.IGNORECASE), 0.5),
    (re.compile(r"\b(?:doubled|twice (?:as|the|what)|two-?fold)\b", re.IGNORECASE), 2.0),
    (re.compile(r"\b(?:tripled|three times (?:as|the|what|more|higher)|three-?fold)\b", re.IGNORECASE), 3.0),
    (re.compile(r"\b(?:quadrupled|four times (?:as|the|what|more|higher))\b", re.IGNORECASE), 4.0),
    (re.compile(r"\b(?:a third of (?:what|the)|one-third of (?:what|the))\b", re.IGNORECASE), 1 / 3),
)
PERCENT = re.compile(
    r"(?P<way>fell|dropped|declined|plunged|slumped|decreased|down|shrank|rose|increased|climbed|"
    r"jumped|surged|grew|up|gained|soared)"
    r"[^.;]{0,40}?(?P<number>\d+(?:\.\d+)?)\s?(?:%|percent|per cent)",
    re.IGNORECASE,
)
FALLING = {"fell", "dropped", "declined", "plunged", "slumped", "decreased", "down", "shrank"}


def find_ratio(text: str) -> tuple[float, int, int] | None:
    """Return the first ratio new/old that a text states, and where it stands; None when it states none."""
    for pattern, value in RATIOS:
        found = pattern.search(text)
        if found:
            return value, found.start(), found.end()
    found = PERCENT.search(text)
    if found:
        share = float(found["number"]) / 100
        value = 1 - share if found["way"].lower() in FALLING else 1 + share
        if value > 0:
            return value, found.start(), found.end()
    return None
