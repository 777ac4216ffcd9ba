"""What a number counts: ``USD million per month`` as a scale, a head and what it is per."""

import re
from dataclasses import dataclass

CURRENCIES = frozenset({"CNY", "KPW", "USD", "KRW", "EUR", "JPY", "RUB"})
MASS_T = {"t": 1.0, "tonne": 1.0, "tonnes": 1.0, "kg": 1e-3, "kt": 1e3}
DAYS = {"day": 1.0, "night": 1.0, "morning": 1.0, "evening": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
PEOPLE = frozenset({"person", "persons", "people", "worker", "workers"})
CRAFT = frozenset({"vessel", "vessels", "boat", "boats", "ship", "ships", "vehicle", "vehicles", "truck", "trucks"})
# what one crossing is called when a fee or a bribe is said to be per something
CROSSINGS = frozenset({"crossing", "trip", "run", "ship", "vessel", "boat", "load", "shipment", "truck"})

_SEPARATOR = re.compile(r"\s+per\s+|\s*/\s*")


@dataclass(frozen=True)
class Unit:
    """A unit of an amount.

    Attributes:
        head: what is counted: a currency code, ``t``, or a noun as written.
        factor: what one of the stated unit is in ``head`` (1e6 for "USD million", 1e-3 for "kg").
        per: what it is per, other than time, as written and in order.
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
    return Unit(noun, factor, tuple(part for part in below if part not in DAYS), times[0] if times else 0.0)
