"""What a number counts: ``USD million per month`` as a scale, a head and what it is per."""

import re
from dataclasses import dataclass

CURRENCIES = frozenset({"CNY", "KPW", "USD", "KRW", "EUR", "JPY", "RUB"})
MASS_T = {"t": 1.0, "tonne": 1.0, "tonnes": 1.0, "kg": 1e-3, "kt": 1e3}
DAYS = {"day": 1.0, "night": 1.0, "morning": 1.0, "evening": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
# quantities that something is per, as multiples of the first of their kind
QUANTITIES = {"kg": ("kg", 1.0), "g": ("kg", 1e-3), "t": ("kg", 1e3), "l": ("l", 1.0), "gal": ("l", 3.785)}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
PEOPLE = frozenset({"person", "persons", "people", "worker", "workers"})
VESSELS = frozenset({"vessel", "vessels", "boat", "boats", "ship", "ships"})
VEHICLES = frozenset({"vehicle", "vehicles", "truck", "trucks"})
CRAFT = VESSELS | VEHICLES
# what one crossing is called when a fee or a bribe is said to be per something
CROSSINGS = frozenset({"crossing", "trip", "run", "ship", "vessel", "boat", "load", "shipment", "truck"})

_NUMBERED = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s+(?P<what>\w+)")
_SEPARATOR = re.compile(r"\s+per\s+|\s*/\s*")


@dataclass(frozen=True)
class Unit:
    """A unit of an amount.

    Attributes:
        head: what is counted: a currency code, ``t``, or a noun as written.
        factor: what one of the stated unit is in ``name`` (1e6 for "USD million", 1/15 for "USD per 15 kg").
        per: what it is per, other than time: kg, l, or a noun as written; in order.
        days: length of the time it is per; 0 when it is per no time.
    """

    head: str
    factor: float
    per: tuple[str, ...]
    days: float

    @property
    def name(self) -> str:
        """Return the unit without its scale and time: what amounts must share to be compared."""
        return "/".join((self.head, *self.per))


def read_unit(text: str) -> Unit:
    """Return the parts of a unit as codebooks and series write it (``CNY per kg``, ``KPW/kg``, ``USD million``)."""
    head, *below = (part.strip() for part in _SEPARATOR.split(text.strip()))
    words = head.split()
    factor = 1.0
    for word in [word for word in words if word in SCALES]:
        factor *= SCALES[word]
    noun = " ".join(word for word in words if word not in SCALES)
    if noun in MASS_T:
        factor, noun = factor * MASS_T[noun], "t"
    times = [DAYS[part] for part in below if part in DAYS]
    per = []
    for part in (part for part in below if part not in DAYS):
        numbered = _NUMBERED.fullmatch(part)
        name, size = QUANTITIES.get(numbered["what"] if numbered else part, (part, 1.0))
        if numbered and name != part:
            size *= float(numbered["n"])
        factor /= size
        per.append(name)
    return Unit(noun, factor, tuple(per), times[0] if times else 0.0)


def read_amount_in(words: str, unit: Unit, text: str) -> float | None:
    """Return the number in ``words`` that is in a unit (``about 5,000 KPW``, ``300-400 a day``); None without one.

    A range is its mid-point. The number is in the unit as written, ``text``, from which ``unit`` was read.

    Args:
        words: own words, e.g. ``Claim.compared_with``.
        unit: the unit sought.
        text: how it was written.
    """
    times = "|".join(name for name, days in DAYS.items() if days == unit.days)
    ends = [re.escape(word) for word in dict.fromkeys((text, unit.head)) if word]
    ends += [rf"(?:a|per)\s+(?:{times})"] if times else []
    number = r"(\d[\d,]*(?:\.\d+)?)"
    found = re.search(rf"{number}(?:\s*-\s*{number})?\s*(?:{'|'.join(ends)})\b", words) if ends else None
    if not found:
        return None
    low, high = (float(part.replace(",", "")) if part else None for part in found.groups())
    return low if high is None or low is None else (low + high) / 2
