"""Numbers in words and digits: amounts of money and counted things with their units, ranges and bounds.

A range is its mid-point with both ends kept; a vague number ("tens of thousands") is a wide range, never a point. Of "from 300
to 150 yuan" the amount is what it is now and ``was`` what it had been: the ratio follows and is no second claim.
"""

import re
from dataclasses import dataclass, replace

from contraflow.claims.ratios import find_ratio

__all__ = ["Amount", "find_counts", "find_money", "find_ratio", "read_amount", "read_number"]

SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALE = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
VAGUE = {
    "several": (3, 9), "a few": (3, 5), "few": (3, 5), "a couple of": (2, 2), "a couple": (2, 2), "a handful of": (3, 6),
    "tens of": (20, 90), "dozens of": (24, 96), "scores of": (40, 100), "hundreds of": (200, 900), "thousands of": (2e3, 9e3),
    "millions of": (2e6, 9e6), "billions of": (2e9, 9e9),
}  # fmt: skip
_ONES = "|".join(word for word, value in SMALL.items() if value < 20)
_TENS = "|".join(word for word, value in SMALL.items() if value >= 20)
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine)\b)?|{_ONES})"
_BIG = "hundred|thousand|million|billion|trillion"
DIGITS = rf"\d[\d,]*(?:\.\d+)?(?: ?(?:{_BIG})\b)?"
# "3,000", "1.5 million", "a hundred thousand", "half a million", "one hundred and fifty", "twenty-five", "a dozen"
NUMBER = (
    rf"(?:{DIGITS}|half an? (?:{_BIG}|dozen)|(?:an? |{_SMALL}(?: and a half)? )?(?:{_BIG})\b(?: (?:{_BIG})\b)*"
    rf"(?: and {_SMALL}\b| {_SMALL}\b(?! (?:{_BIG})))?|(?:an? |{_SMALL} )dozen|{_SMALL}\b)"
)
VAGUE_NUMBER = (
    rf"(?:(?:several|a few|few|a couple of) (?:{_BIG}|dozen)\b(?: (?:{_BIG})\b)*|(?:tens|hundreds|dozens) of (?:thousands"
    rf"|millions) of"
    r"|(?:tens|dozens|scores|hundreds|thousands|millions|billions) of|several|a few|few|a couple of|a handful of)"
)
BOUNDS = (
    ("at least", r"at least|not less than|no less than|no fewer than|more than|over|upwards? of|above|exceeding|a minimum of"),
    (
        "at most",
        r"up to|at most|no more than|not more than|less than|fewer than|under|below|as much as|as many as|a maximum of",
    ),
)
_BOUND = (
    rf"(?P<bound>{'|'.join(words for _, words in BOUNDS)})? ?"
    r"(?:about |around |some |nearly |roughly |almost |approximately |an average of |only |just |another )*"
)
WON = (
    r"wons?(?=\s*(?:[.,;:?!)”\"’'/(–-]|$)|\s+(?:per|an?|for|to|in|of|and|or|each|every|at|on|by|from|more|less|is|are|was"
    r"|were|now"
    r"|last|this|today|worth|as|since|when|if|but|while|than|with|would|will|after|before|he|she|they|compared|up|down|fines?"
    r"|bribes?|fees?|notes?|bills?|it|we|you|I|through|within|during|upfront|extra|apiece)\b)"
)
CURRENCY = (
    rf"(?:(?:Chinese )?(?:yuan|renminbi|RMB|CNY|kuai)|South Korean won|KRW|(?:North Korean )?(?:{WON}|KPW)"
    r"|(?:US |U\.S\. |American )?dollars?|USD|euros?|EUR|yen|JPY|rou?bles?|RUB)"
)
CODES = (
    ("CNY", r"yuan|renminbi|rmb|cny|kuai|¥|￥"),
    ("KRW", r"south korean|krw|₩"),
    ("KPW", r"won|kpw"),
    ("EUR", r"euro|eur|€"),
    ("JPY", r"yen|jpy"),
    ("RUB", r"rouble|ruble|rub"),
)
UNITS = (
    ("kg", r"kilograms?|kilos?|kg"),
    ("t", r"(?:metric )?ton(?:ne)?s?"),
    ("l", r"lit(?:er|re)s?"),
    ("gal", r"gallons?"),
    ("vessel", r"boats?|ships?|vessels?|hulls?"),
    ("bag", r"bags?|sacks?"),
    ("person", r"persons?|people|travellers?|travelers?|defectors?|passengers?|escapees?"),
    ("USD", r"(?:US )?dollars?"),
    ("CNY", r"yuan"),
)
_PER_WORD = (
    r"kilograms?|kilos?|kg|(?:metric )?ton(?:ne)?s?|lit(?:er|re)s?|gallons?|persons?|travellers?|travelers?|defectors?"
    r"|passengers?"
    r"|loads?|trips?|crossings?|vessels?|boats?|ships?|trucks?|cars?|vehicles?|containers?|shipments?|minutes?|hours?"
    r"|days?|nights?"
    r"|weeks?|months?|years?|bags?|sacks?|head|pieces?|box|boxes|bottles?|packs?|items?|families|family|household"
    r"|(?:US )?dollars?|yuan"
)
_PER = (
    rf"(?:per|a|an|each|every|for (?:an?|one|each|every)|/|to the)\s?(?P<per>{_PER_WORD})\b(?! (?:ago|earlier|later"
    rf"|before|half))"
)
AMOUNT = re.compile(
    rf"(?<![\w.,])(?:{_BOUND})(?:(?P<sign>US\$|\$|€|¥|￥|₩|(?:USD|RMB|CNY|KPW|KRW)\b)\s?)?(?:(?P<vague>{VAGUE_NUMBER})"
    rf"|(?P<low>{NUMBER})"
    rf"(?:\s?(?P<joint>-|–|to|and|or)\s?(?:US\$|\$|¥)?(?P<high>{NUMBER}))?)(?:-odd)?"
    rf"\s?(?P<money>{CURRENCY})?(?:\s?\((?:[^()]{{0,20}})?(?:US)?\$[^)]{{0,30}}\))?(?:\s?(?:(?:is|are|was|were) \w+ )?{_PER})?",
    re.IGNORECASE,
)
# "a litre of diesel costs 12 yuan": what the amount is per stands before it
PER_BEFORE = re.compile(
    r"\b(?:an?|one|each|every)\s(?P<per>kilograms?|kilos?|kg|ton(?:ne)?|lit(?:er|re)|gallon|bag|sack|head|bottle|box"
    r"|pack)(?: of [\w -]{2,30}?)? (?:now |still |currently )?(?:costs?|sells? (?:for|at)"
    r"|sold (?:for|at)|goes for|fetch(?:es|ed)|was|is|stands at|trades at|is priced at)(?: now)?(?: about| around| some)? ?$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween (?:US\$|\$)?\s?$", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:rose|risen|rising|increased|climbed|jumped|surged|soared|went|gone|up|fell|fallen|falling"
    r"|dropped|declined|down|cut|changed|moved|grew|grown|shrank|doubled|tripled|plunged|slid"
    r"|reduced|raised|lowered|halved)\b[^.;]{0,40}\bfrom (?:about |around |some )?$",
    re.IGNORECASE,
)
# "80 yuan, down from 120"
HAD_BEEN = re.compile(
    rf"^[^.;“”]{{0,40}}?\b(?:down|up|instead of|rather than|compared (?:with|to)|against)(?: from)? (?:about |around |some )?"
    rf"(?:US\$|\$|¥)?(?P<was>(?>{NUMBER}))(?!\s?(?:%|per ?cent|percent|of))(?:\s?(?P<money>{CURRENCY}))?",
    re.IGNORECASE,
)
COUNTED = (
    ("vessels", r"boats?|vessels?|ships?|trawlers?|ferries|hulls?"),
    ("vehicles", r"trucks?|lorries|cars?|vehicles?|vans?"),
    (
        "persons",
        r"people|persons?|residents?|traders?|smugglers?|guards?|soldiers?|officers?|defectors?|merchants?|women|men|workers?"
        r"|officials?|porters?|brokers?|families",
    ),
    ("t", r"(?:metric )?ton(?:ne)?s?"),
    ("kg", r"kilograms?|kilos?|kg"),
    ("l", r"lit(?:er|re)s?"),
    ("barrels", r"barrels?"),
    ("bags", r"bags?|sacks?"),
    ("head", r"head|cattle|cows|goats|sheep|pigs|dogs"),
    ("trips", r"trips?|journeys"),
    ("crossings", r"crossings?"),
    ("cases", r"cases|boxes|crates"),
)
_THINGS = "|".join(words for _, words in COUNTED)
COUNT = re.compile(
    rf"(?<![\w.,$¥€])(?:{_BOUND})(?:(?P<vague>{VAGUE_NUMBER})|(?P<low>{NUMBER})(?:\s?(?P<joint>-|–|to|and"
    rf"|or)\s?(?P<high>{NUMBER}))?)(?:-odd)?"
    rf"\s(?:(?!(?:of|and|or|the|in|on|to|at|per|percent|yuan|won|dollars?)\b)[\w-]+\s){{0,2}}?(?P<thing>{_THINGS})\b"
    r"(?:\s(?:\w+\s){0,3}?(?:per|a|an|each|every)\s(?P<per>day|night|week|month|year|morning|hour|trip|boat|truck)\b"
    r"(?! (?:ago|earlier|later|before)))?",
    re.IGNORECASE,
)
MONTH_BEFORE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2}\.) $"
)


@dataclass(frozen=True)
class Amount:
    """A number with its unit and how it is bounded.

    Attributes:
        value: the number, or the mid-point of a range.
        low: lower end of a stated or vague range, ``high`` the upper; None when none is stated.
        bound: empty, at least or at most.
        unit: see docs/codebook.md.
        start: offset of the words; ``end`` after the last.
        was: what it had been before it moved; None when that is not said.
    """

    value: float
    low: float | None
    high: float | None
    bound: str
    unit: str
    start: int
    end: int
    was: float | None = None


def read_number(text: str) -> float:
    """Return a number written in digits or in words."""
    plain = text.lower().replace(",", "").replace(" and a half", " +half")
    total, part = 0.0, 0.0
    for word in re.sub(r"(?<=[a-z])-(?=[a-z])", " ", plain).split():
        if word in {"half", "+half"}:
            part += 0.5
        elif word in SMALL:
            part += SMALL[word]
        elif word in SCALE:
            part = (part or 1) * SCALE[word]
            if SCALE[word] >= 1e3:
                total, part = total + part, 0.0
        elif word[0].isdigit():
            part = float(word.rstrip("."))
    return total + part


def find_money(text: str) -> list[Amount]:
    """Return the amounts of money in a text; a range becomes its mid-point with the range kept."""
    found: list[Amount] = []
    for match in AMOUNT.finditer(text):
        if not (match["sign"] or match["money"]):
            continue
        amount = read_amount(match, text, _money(match["sign"] or match["money"]))
        per = match["per"] or ((before := PER_BEFORE.search(text[: match.start()])) and before["per"]) or ""
        amount = replace(amount, unit=amount.unit + (f" per {_named(per, UNITS)}" if per else ""))
        found.append(amount)
    return _moved(found, text)


def find_counts(text: str) -> list[Amount]:
    """Return the counted things of a text: vessels, vehicles, persons, tonnes and the like, with the time that they are per."""
    found = []
    for match in COUNT.finditer(text):
        if MONTH_BEFORE.search(text[: match.start("low")] if match["low"] else ""):
            continue
        unit = _named(match["thing"], COUNTED)
        per = (match["per"] or "").lower()
        found.append(read_amount(match, text, unit + (f" per {_named(per, UNITS)}" if per else "")))
    return found


def read_amount(match: re.Match[str], text: str, unit: str = "") -> Amount:
    """Return the number that ``AMOUNT`` or a pattern with the same groups found in a text; a range becomes its mid-point."""
    bound = next((name for name, words in BOUNDS if re.fullmatch(words, match["bound"] or "", re.IGNORECASE)), "")
    start = match.start() + len(match.group(0)) - len(match.group(0).lstrip())
    if match["vague"]:
        low, high = _vague(match["vague"].lower())
        exact = low == high
        return Amount((low + high) / 2, None if exact else low, None if exact else high, bound, unit, start, match.end())
    low = read_number(match["low"])
    if not match["high"]:
        return Amount(low, None, None, bound, unit, start, match.end())
    low, high = _ends(low, read_number(match["high"]), match["low"], match["high"])
    before = text[: match.start("low")]
    if match["joint"].lower() == "and" and not BETWEEN.search(text[: match.start()]):
        return Amount(high, None, None, bound, unit, start, match.end())  # "on 5 and 100 yuan" is no range
    if MOVED.search(text[: match.start()]) or MOVED.search(before):
        return Amount(high, None, None, bound, unit, start, match.end(), low)  # "rose from 100 to 200": it is 200 now
    if low > high:
        return Amount(high, None, None, bound, unit, start, match.end(), low if re.search(r"\bfrom $", before) else None)
    return Amount((low + high) / 2, low, high, bound, unit, start, match.end())


def _ends(low: float, high: float, low_words: str, high_words: str) -> tuple[float, float]:
    """Return both ends, the lower with the scale that is written once: "5 to 6 thousand", "40-50,000"."""
    scale = next((SCALE[word] for word in high_words.lower().split() if word in SCALE and word != "dozen"), 1.0)
    plain = not any(word in low_words.lower() for word in SCALE) and "," not in low_words
    if plain and scale > 1 and low * scale < high * 1.0001:
        return low * scale, high
    if plain and low < 1000 and high >= 1000 and high % 1000 == 0 and low * 1000 < high:
        return low * 1000, high
    return low, high


def _vague(words: str) -> tuple[float, float]:
    head = next(name for name in sorted(VAGUE, key=len, reverse=True) if words.startswith(name))
    scale = 1.0
    for word in words[len(head) :].split():
        scale *= SCALE.get(word.rstrip("s"), 1.0)
    low, high = VAGUE[head]
    return low * scale, high * scale


def _moved(found: list[Amount], text: str) -> list[Amount]:
    """Join "from 100 yuan to 150 yuan" and "80 yuan, down from 120" into what it is now and what it had been."""
    joined: list[Amount] = []
    taken = -1
    for number, amount in enumerate(found):
        if amount.start < taken:
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        if after and re.fullmatch(r"\s+to\s+", text[amount.end : after.start]) and MOVED.search(text[: amount.start]):
            joined.append(replace(after, was=amount.value))
            taken = after.end
            continue
        had = HAD_BEEN.match(text[amount.end :]) if amount.was is None else None
        if had:
            amount = replace(amount, was=read_number(had["was"]))
            taken = amount.end + had.end("was")
        joined.append(amount)
    return joined


def _money(words: str) -> str:
    return next((code for code, pattern in CODES if re.search(rf"(?:\b|^)(?:{pattern})", words, re.IGNORECASE)), "USD")


def _named(word: str, table: tuple[tuple[str, str], ...]) -> str:
    """Return the unit of a table that a word names; the word itself, in the singular, when none does."""
    named = next((unit for unit, words in table if re.fullmatch(words, word, re.IGNORECASE)), "")
    return named or word.lower()
