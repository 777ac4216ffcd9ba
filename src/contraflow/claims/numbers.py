"""Numbers in words and digits: ratios, ranges, amounts with units."""

import re
from dataclasses import dataclass

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000,
}  # fmt: skip
# "3,000", "1.5 million", "a hundred thousand", "seventy thousand", "five"
NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion))?|(?:(?:a |one )?hundred|" + "|".join(WORDS) + r")"
    r"(?: (?:hundred|thousand|million))*)"
)
CURRENCY = r"(?:yuan|RMB|CNY|wons?|KPW|US dollars?|dollars?|USD)"
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
CODES = {"yuan": "CNY", "rmb": "CNY", "cny": "CNY", "won": "KPW", "wons": "KPW", "kpw": "KPW", "€": "EUR", "¥": "CNY"}
AMOUNT = re.compile(
    rf"(?P<bound>at least |more than |over |up to |at most |less than |nearly |about |around |some )?"
    rf"(?:(?P<sign>US\$|\$|€|¥|(?:USD|RMB|CNY|KPW)\b)\s?)?(?P<low>{NUMBER})(?:\s?(?P<joint>-|–|to"
    rf"|and)\s?(?:US\$|\$)?(?P<high>{NUMBER}))?"
    rf"\s?(?P<money>{CURRENCY})?"
    rf"(?:\s?(?:\((?:US)?\$[^)]*\)\s?)?(?:per|a|an|for (?:a|one|each)|/)\s?(?P<per>kilogram|kilo|kg|"
    rf"ton(?:ne)?|liter|litre|person|load|trip|vessel|boat|ship|truck|month|day|year|bag))?",
    re.IGNORECASE,
)
PER = {"kilogram": "kg", "kilo": "kg", "ton": "t", "tonne": "t", "liter": "l", "litre": "l", "boat": "vessel", "ship": "vessel"}


BETWEEN = re.compile(r"\bbetween (?:US\$|\$)?\s?$", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:rose|risen|rising|increased|climbed|jumped|surged|soared|went|gone|up|fell|fallen|falling"
    r"|dropped|declined|down|cut"
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
    parts = [part for part in text.lower().replace(",", "").split() if part != "a"]
    value = float(WORDS[parts[0]]) if parts[0] in WORDS else float(parts[0])
    for part in parts[1:]:
        value *= SCALE[part]
    return value


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
        money = CODES.get((match["sign"] or match["money"] or "").lower(), "USD")
        per = (match["per"] or "").lower()
        unit = money + (f" per {PER.get(per, per)}" if per else "")
        value = low if high is None else (low + high) / 2
        found.append(Amount(value, low if high is not None else None, high, bound, unit, match.start(), match.end()))
    return found


TIMES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
RATIOS = (
    (r"\b(?:(?:is|are|was|were|now|to|by|at) )?(?:about |around |nearly |roughly |only )?half (?:of |the |as |what )", 0.5),
    (r"\b(?:halved|cut in half)\b", 0.5),
    (r"\b(?:fell|dropped|down|fallen|reduced|decreased|plunged|slumped) by (?:about |around |nearly )?half\b", 0.5),
    (r"\b(?:doubled|twice (?:as|the|what)|two-?fold|(?:costs?|pay|paid) double)\b", 2.0),
    (r"\b(?:tripled|trebled|three-?fold)\b", 3.0),
    (r"\b(?:quadrupled|four-?fold)\b", 4.0),
    (r"\b(?:a|one)[- ]third of (?:what|the|its|their)\b", 1 / 3),
    (r"\b(?:a|one)[- ]quarter of (?:what|the|its|their)\b", 0.25),
)  # fmt: skip
RATIO_RULES = tuple((re.compile(words.replace(" ", r"\s+"), re.IGNORECASE), value) for words, value in RATIOS)
MANY_TIMES = re.compile(
    rf"\b(?P<times>\d+(?:\.\d+)?|{'|'.join(TIMES)})(?:\s+times|-?fold)\s+(?:as|the|what|more|higher|dearer"
    rf"|larger|its|their|that)\b",
    re.IGNORECASE,
)
DOWN = (
    r"(?:fell|fall(?:en|ing|s)?|drop(?:ped|ping|s)?|declin(?:ed|ing)|plung(?:ed|ing)|plummeted|slump(?:ed"
    r"|ing)|tumbl(?:ed|ing)"
    r"|(?:decrease|drop|fall|decline|reduction) of|decreas(?:ed|ing)|down|shr[aiu]nk|slid|sank|sinking|lost|cut"
    r"|reduced|lower|contracted)"
)
UP = (
    r"(?:(?:rise|increase|jump|growth) of|rose|risen|rising|increas(?:ed|ing)|climb(?:ed|ing)|jump(?:ed|ing)"
    r"|surg(?:ed|ing)|grew|grown"
    r"|growing|up|gained|soared"
    r"|higher)"
)
SHARE = r"(?P<number>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<most>\d+(?:\.\d+)?))?(?:\s?%|[\s-]per\s?cent)"
PERCENT = re.compile(rf"\b(?:(?P<down>{DOWN})|{UP})\b[^.;]{{0,40}}?{SHARE}", re.IGNORECASE)
# "a 20 percent drop", "15% more"
PERCENT_FIRST = re.compile(
    rf"{SHARE}\s+(?:(?P<down>drop|fall|decline|decrease|reduction|slump|plunge|cut|less|lower|fewer|cheaper)"
    r"|rise|increase|jump|surge|growth|more|higher|dearer)\b",
    re.IGNORECASE,
)


def find_ratio(text: str) -> tuple[float, int, int] | None:
    """Return the first ratio new/old that a text states, and where it stands; None when it states none."""
    for pattern, value in RATIO_RULES:
        found = pattern.search(text)
        if found:
            return value, found.start(), found.end()
    many = MANY_TIMES.search(text)
    if many:
        return float(TIMES.get(many["times"].lower(), 0) or many["times"]), many.start(), many.end()
    found = PERCENT.search(text) or PERCENT_FIRST.search(text)
    if found:
        share = (float(found["number"]) + float(found["most"] or found["number"])) / 200
        value = 1 - share if found["down"] else 1 + share
        if value > 0:
            return value, found.start(), found.end()
    return None
