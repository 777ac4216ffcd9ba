"""Ratios of new over old as texts state them: "half of what it was", "a third less", "fell 30 percent", "doubled"."""

import re

FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
TIMES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
FOLD = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "double": 2, "triple": 3}
FRACTION = r"(?P<many>a|one|two|three|four)?[- ]?(?P<part>half|thirds?|quarters?|fifths?|tenths?)"
NEARLY = r"(?:about |around |nearly |almost |roughly |only |just |more than |over |less than |at least |at most |up to |some )*"
# what a share must be of to be a ratio of new over old
FORMER = (
    r"(?:what|(?:its|their|the|his|her) (?:former|previous|usual|normal|earlier|old|original|pre\w*|last year['’]s|peak|same)"
    r"|(?:last|the previous) (?:year|month|week|spring|summer|autumn|winter|season)['’]?s?|that of|the (?:price|level|rate"
    r"|amount|volume|number|fee"
    r"|sum|cost|traffic) (?:of|in|that|it|they|before|last|a year)|those of|before)"
)
DOWN = (
    r"(?:fell|fall(?:en|ing|s)?|drop(?:ped|ping|s)?|declin(?:ed|ing)|plung(?:ed|ing)|plummeted|slump(?:ed"
    r"|ing)|tumbl(?:ed|ing)"
    r"|(?:decrease|drop|fall|decline|reduction) of|decreas(?:ed|ing)|down|shr[aiu]nk|slid|sank|sinking|lost|cut"
    r"|reduced|lower(?:ed)?|contracted)"
)
UP = (
    r"(?:(?:rise|increase|jump|growth) of|rose|risen|rising|increas(?:ed|ing)|climb(?:ed|ing)|jump(?:ed|ing)"
    r"|surg(?:ed|ing)|grew|grown"
    r"|growing|up|gained|soared|raised"
    r"|higher)"
)
LESS, MORE = r"(?:less|lower|fewer|cheaper|smaller|down)", r"(?:more|higher|dearer|larger|bigger|up)"
SHARE = r"(?P<number>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<most>\d+(?:\.\d+)?))?(?:\s?%|[\s-]per\s?cent)"
FIXED = (
    (rf"\b(?:(?:is|are|was|were|now|to|by|at) )?{NEARLY}half (?:of (?:the )?what|as (?:much|many|high|dear|expensive|large|big)"
     r"|what|(?:of )?(?:the|its|their) (?:price|level|rate|amount|volume|number|fee|usual|normal|former|previous|old|cost"
     r"|going|sum"
     r"|traffic)|of (?:its|their|the|last) (?:former|previous|usual|normal|old|year|month|peak|level|volume|price|rate|earlier)"
     r"|of that)\b", 0.5),
    (r"\b(?:halved|cut in half|cut in two)\b", 0.5),
    (r"\b(?:doubled(?! back)|twice (?:as|the|what)|two-?fold|(?:costs?|pay|paid) double)\b", 2.0),
    (r"\b(?:tripled|trebled|three-?fold)\b", 3.0),
    (r"\b(?:quadrupled|four-?fold)\b", 4.0),
)  # fmt: skip
FIXED_RULES = tuple((re.compile(words.replace(" ", r"\s+"), re.IGNORECASE), value) for words, value in FIXED)
FRACTION_OF = re.compile(rf"\b{FRACTION}\s+(?:of\s+)?{FORMER}", re.IGNORECASE)
FRACTION_MOVED = re.compile(
    rf"\b(?:(?P<down>{DOWN})|{UP})(?:\s+in\s+\w+)?\s+(?:by\s+)?{NEARLY}(?<!to ){FRACTION}\b(?!\s+(?:of\s+{FORMER}|an? ))",
    re.IGNORECASE,
)
FRACTION_FIRST = re.compile(rf"\b{FRACTION}\s+(?:(?P<down>{LESS})|{MORE})\b", re.IGNORECASE)
MANY_TIMES = re.compile(
    rf"\b(?P<times>\d+(?:\.\d+)?|{'|'.join(TIMES)})(?P<half>\s+and\s+a\s+half)?(?:\s+times|-?fold)\s+(?:as|what|more"
    rf"|higher|dearer"
    r"|larger|bigger|greater|that|(?:the|its|their)\s+(?:price|level|rate|amount|volume|number|fee|usual|normal|former"
    r"|previous|old|cost"
    r"|official|annual|average|sum|original|monthly|going|market|salary|wage|value))\b",
    re.IGNORECASE,
)
MANY_FOLD = re.compile(rf"\b(?P<times>\d+|{'|'.join(FOLD)})[- ]?fold\b|\b(?P<ten>tenfold)\b", re.IGNORECASE)
PERCENT_OF = re.compile(rf"\b{SHARE}\s+of\s+{FORMER}", re.IGNORECASE)
PERCENT = re.compile(rf"\b(?:(?P<down>{DOWN})|{UP})\b(?P<gap>[^.;]{{0,40}}?){SHARE}", re.IGNORECASE)
# "a 20 percent drop", "15% more"
PERCENT_FIRST = re.compile(
    rf"{SHARE}\s+(?:(?P<down>drop|fall|decline|decrease|reduction|slump|plunge|cut|less|lower|fewer|cheaper)"
    r"|rise|increase|jump|surge|growth|more|higher|dearer)\b",
    re.IGNORECASE,
)
UP_TO = re.compile(r"\bto (?:about |around |only |just |nearly )?$", re.IGNORECASE)

Ratio = tuple[float, int, int]


def find_ratio(text: str) -> Ratio | None:
    """Return the first ratio new/old that a text states, and where it stands; None when it states none."""
    for pattern, value in FIXED_RULES:
        found = pattern.search(text)
        if found:
            return value, found.start(), found.end()
    return _many(text) or _fraction(text) or _percent(text)


def _many(text: str) -> Ratio | None:
    many = MANY_TIMES.search(text)
    if many:
        times = float(TIMES.get(many["times"].lower(), 0) or many["times"]) + (0.5 if many["half"] else 0)
        return times, many.start(), many.end()
    fold = MANY_FOLD.search(text)
    if fold:
        times = 10.0 if fold["ten"] else float(FOLD.get(fold["times"].lower(), 0) or fold["times"])
        return times, fold.start(), fold.end()
    return None


def _fraction(text: str) -> Ratio | None:
    found = FRACTION_OF.search(text)
    if found and found["part"].lower() != "half":
        return _share(found), found.start(), found.end()
    found = FRACTION_FIRST.search(text) or FRACTION_MOVED.search(text)
    if found:
        value = 1 - _share(found) if found["down"] else 1 + _share(found)
        return (value, found.start(), found.end()) if value > 0 else None
    return None


def _share(found: re.Match[str]) -> float:
    many = {"a": 1, "one": 1, "": 1, "two": 2, "three": 3, "four": 4}[(found["many"] or "").lower()]
    return many * FRACTIONS[found["part"].lower().rstrip("s")]


def _percent(text: str) -> Ratio | None:
    found = PERCENT_OF.search(text)
    if found:
        return _mean(found) / 100, found.start(), found.end()
    for found in (*PERCENT.finditer(text), *PERCENT_FIRST.finditer(text)):
        if "gap" in found.groupdict() and UP_TO.search(found["gap"]):
            continue  # "fell to 30 percent" is a level
        value = 1 - _mean(found) / 100 if found["down"] else 1 + _mean(found) / 100
        if value > 0:
            return value, found.start(), found.end()
    return None


def _mean(found: re.Match[str]) -> float:
    return (float(found["number"]) + float(found["most"] or found["number"])) / 2
